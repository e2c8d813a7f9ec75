/** What is said before a line is saved that was probably logged already. */

import type { ContributionAnswer } from "../../src/features/contributions/contributions.schema.js";
import type { DraftPlace } from "../../src/web/draft-fields.js";
import type { Circle, Kind, Member } from "../../src/web/place.js";
import { emptyDraft, understand } from "../../src/web/quick-draft.js";
import { likenessOf, likenessQuery } from "../../src/web/quick-likeness.js";
import { t } from "../support/tap.js";

const kind = (id: string, name: string, unit: string | null, isExpense = false) =>
  ({ id, name, unit, isExpense, isArchived: false }) as Kind;

const place: DraftPlace = {
  me: "ana",
  today: "2026-03-20",
  language: "fr",
  currency: "EUR",
  kinds: [kind("hours", "Heures", "h"), kind("costs", "Frais", "EUR", true), kind("joy", "Joie", null)],
  circles: [{ id: "kit", name: "Atelier du kit", isArchived: false, members: [] } as unknown as Circle],
  envelopes: [],
  members: [{ id: "ana", name: "Ana", leftOn: null } as unknown as Member],
  read: (typed) => (/^\d+(?:[.,]\d+)?$/.test(typed) ? typed.replace(",", ".") : undefined),
  typed: (decimal) => decimal.replace(".", ","),
  say: ({ code }) => code,
};

const known = (change: Partial<ContributionAnswer>) =>
  ({
    id: "first",
    memberId: "ana",
    kindId: "hours",
    dayOn: "2026-03-20",
    quantity: null,
    amount: null,
    note: "",
    ...change,
  }) as ContributionAnswer;

const like = (line: string, ...there: ContributionAnswer[]) => {
  const understanding = understand({ ...emptyDraft, line }, place);
  t.ok(understanding.isReady, `${line} can be saved`);
  return likenessOf(understanding, place, there)?.id;
};

t.test("same giver, kind, day and figures", async (t) => {
  t.equal(like("1h30 de jardin", known({ quantity: "1.50", note: "bêchage" })), "first", "the words make no difference");
  t.equal(like("2 h de jardin", known({ quantity: "1.5" })), undefined);
  t.equal(like("2 h de jardin hier", known({ quantity: "2" })), undefined, "another day");
  t.equal(like("42,50 € train", known({ kindId: "costs", amount: "42.50" })), "first");
  t.equal(like("42,50 € train", known({ kindId: "costs", amount: "42.05" })), undefined);
});

t.test("where there is no figure, the same words", async (t) => {
  const song = known({ kindId: "joy", note: "joie : le chant" });
  t.equal(like("Joie : le chant", song), "first");
  t.equal(like("joie : la soupe", song), undefined);
});

t.test("of several, the one that was logged first", async (t) => {
  const later = known({ id: "later", quantity: "2" });
  t.equal(like("2 h", later, known({ quantity: "2" })), "first", "lists come the latest first");
});

t.test("nothing is asked of the service before it is clear what would be saved", async (t) => {
  t.equal(likenessQuery(undefined), null);
  t.equal(likenessQuery(understand({ ...emptyDraft, line: "31/02 2 h" }, place)), null);
  t.match(likenessQuery(understand({ ...emptyDraft, line: "2 h" }, place)), "member=ana&kind=hours&from=2026-03-20&until=2026-03-20");
});
