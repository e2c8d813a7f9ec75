/**
 * What the rows of a file are judged against, from the lists of a collective: who and what is here, by every name it has.
 */
import type { Day } from "../domain/calendar.js";
import type { EnvelopeFacts, KindFacts, MemberFacts } from "../domain/contribution-draft.js";
import { type Nameable, nameIndex } from "./names.js";
import type { ImportContext } from "./profile.js";

export interface CollectiveLists {
  /** Today in the collective's time zone. */
  readonly today: Day;
  readonly language: "fr" | "en";
  readonly currency: string;
  readonly timeZone: string;
  readonly members: readonly (Nameable & MemberFacts)[];
  readonly kinds: readonly (Nameable & KindFacts)[];
  readonly circles: readonly Nameable[];
  readonly envelopes: readonly (Nameable & EnvelopeFacts & { readonly circleId?: string })[];
}

const byId = <Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [item.id, item]));

export function importContext(
  lists: CollectiveLists,
  defaults: ImportContext["defaults"],
  told: Pick<ImportContext, "dayOrder" | "decimalMark"> = {},
): ImportContext {
  const { today, language, currency, timeZone, members, kinds, circles, envelopes } = lists;
  const inUse = kinds.filter(({ isArchived }) => !isArchived);
  return {
    facts: {
      today,
      currency,
      members: byId(members),
      kinds: byId(kinds),
      circles: new Set(circles.map(({ id }) => id)),
      envelopes: byId(envelopes),
    },
    members: nameIndex(members),
    kinds: nameIndex(kinds),
    circles: nameIndex(circles),
    envelopes: nameIndex(envelopes),
    circleOfEnvelope: new Map(envelopes.flatMap(({ id, circleId }) => (circleId === undefined ? [] : [[id, circleId] as const]))),
    defaults,
    timeZone,
    quickEntry: {
      today,
      language,
      currency,
      kinds: inUse.map(({ id, name, unit, isExpense, also = [] }) => ({ id, name, unit, isExpense, aliases: also })),
      circles,
      envelopes: envelopes.filter(({ isClosed }) => !isClosed),
      members,
    },
    ...told,
  };
}
