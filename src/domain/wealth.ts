/**
 * The matrix of wealth (DESIGN §10): what was given in some days, who by who and kind by kind. It is a picture of what was
 * given, in more than money; it is not a pay rule.
 *
 *  1. A row is a member who gave something that stands, a column is a kind that was given. What is withdrawn is not there.
 *  2. Kinds with a unit are added up: quantities exactly, amounts apart from them. A total is of one kind, down its column;
 *     nothing is ever added across kinds, so hours and joy have no sum, and neither have two kinds that are counted in hours.
 *  3. A quality (joy, care, hospitality) has no number: it gathers its words, and who said them. Words that another said are
 *     a thanks. How many there are is told, as the latest ones alone are shown.
 *  4. Counted kinds stand first, then qualities, each by name; people stand by name.
 *
 *   Ana 2 × «Heures» 3.5 h and 4 h, Bob 1 × 2.25 h → 7.5 h, 2.25 h, below them 9.75 h of 2 people in 3 lines
 *   Cleo to Ana, «Joie»: «merci pour la soupe»     → 1 thanks, no number, and no total but 1
 */
import { parseDecimal } from "./decimal.js";
import { grouped } from "./grouped.js";

/** Words of a quality; `byId` said them. */
export interface WealthWords {
  readonly contributionId: string;
  readonly dayOn: string;
  readonly note: string;
  readonly byId: string;
  readonly by: string;
}

/** What one member gave of one kind. `quantity` is an exact decimal in the kind's unit. */
export interface Given {
  readonly memberId: string;
  readonly member: string;
  readonly kindId: string;
  readonly kind: string;
  readonly unit: string | null;
  readonly count: number;
  readonly quantity: string | null;
  readonly amountMinor: bigint | null;
  readonly words: readonly WealthWords[];
}

export interface WealthCell {
  readonly kindId: string;
  readonly count: number;
  readonly quantity: string | null;
  readonly amountMinor: bigint | null;
  readonly words: readonly (WealthWords & { readonly isThanks: boolean })[];
}

export interface WealthColumn {
  readonly id: string;
  readonly name: string;
  readonly unit: string | null;
  /** How many gave of it, and in how many lines. */
  readonly givers: number;
  readonly count: number;
  readonly quantity: string | null;
  readonly amountMinor: bigint | null;
}

export interface Wealth {
  readonly kinds: readonly WealthColumn[];
  readonly members: readonly { readonly id: string; readonly name: string; readonly cells: readonly WealthCell[] }[];
}

/** Rules 1 to 4. `given` has one line a member and kind. */
export function wealthOf(given: readonly Given[]): Wealth {
  const kinds = byName([...grouped(given, ({ kindId }) => kindId)].map(([id, lines]) => columnOf(id, lines)));
  const place = new Map(kinds.map(({ id }, index) => [id, index]));
  const members = [...grouped(given, ({ memberId }) => memberId)].map(([id, lines]) => ({
    id,
    name: lines[0]?.member ?? "",
    cells: lines.map(cellOf).sort((a, b) => (place.get(a.kindId) ?? 0) - (place.get(b.kindId) ?? 0)),
  }));
  return { kinds, members: byName(members) };
}

function columnOf(id: string, lines: readonly Given[]): WealthColumn {
  const quantities = lines.flatMap(({ quantity }) => (quantity === null ? [] : [parseDecimal(quantity)]));
  const amounts = lines.flatMap(({ amountMinor }) => (amountMinor === null ? [] : [amountMinor]));
  return {
    id,
    name: lines[0]?.kind ?? "",
    unit: lines[0]?.unit ?? null,
    givers: lines.length,
    count: lines.reduce((sum, { count }) => sum + count, 0),
    quantity: quantities.length === 0 ? null : quantities.reduce((sum, each) => sum.plus(each)).toFixed(),
    amountMinor: amounts.length === 0 ? null : amounts.reduce((sum, each) => sum + each),
  };
}

const cellOf = ({ memberId, kindId, count, quantity, amountMinor, words }: Given): WealthCell => ({
  ...{ kindId, count, quantity, amountMinor },
  words: words.map((each) => ({ ...each, isThanks: each.byId !== memberId })),
});

/** Rule 4. */
const byName = <Named extends { readonly id: string; readonly name: string; readonly unit?: string | null }>(list: Named[]): Named[] =>
  list.sort((a, b) => Number(a.unit === null) - Number(b.unit === null) || a.name.localeCompare(b.name, "fr") || (a.id < b.id ? -1 : 1));
