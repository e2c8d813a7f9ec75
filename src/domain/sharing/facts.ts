/**
 * Facts: the sharing document without its key (DESIGN §7.1): who shares how much, and what they gave, claimed,
 * appraised and took.
 *
 * People, funds and kinds are kept by their place in the document, so that the steps work on plain lists:
 *
 *   members [ana, bob], { "member": "bob", "kind": "hours", "quantity": "2" } → { member: 1, kind: 0, quantity: 2, amount: null }
 *
 * What is money has at most the currency's decimals (`amount_precision`): amounts, claims, takes, lasts, `lastAmount`,
 * and in a key `amount`, `upTo` and `since`. Quantities, rates, scores, percents and quality are free decimals.
 * `null` stands for a value only where the page says so (claims, `upTo`) and for «none» where something may have none:
 * a kind its unit and rate, a review its score, anyone their name. Elsewhere it is refused, as a missing list is not a list.
 */
import type { Decimal } from "../decimal.js";
import { currencyDecimals } from "../money.js";
import { Refusal } from "../refusals.js";
import { amountField, decimalField, type Fields, faulty, fieldsOf, listField, required, textField, wholeNumberField } from "./fields.js";

/** A member or a fund. The name is for display, and never enters a result. */
export interface Party {
  readonly id: string;
  readonly name: string | null;
}

/** A kind of wealth; without unit it is qualitative. */
export interface Kind {
  readonly id: string;
  readonly unit: string | null;
  readonly rate: Decimal | null;
  readonly name: string | null;
}

export interface Contribution {
  readonly member: number;
  readonly kind: number;
  readonly quantity: Decimal | null;
  readonly amountMinor: bigint | null;
}

/** In order of submission; null is pro bono, and no submission. */
export interface Claim {
  readonly member: number;
  readonly amountMinor: bigint | null;
}

/** `by` is a member's id, or a code where reviews are anonymous. */
export interface Review {
  readonly of: number;
  readonly by: string;
  readonly score: Decimal | null;
}

export interface Points {
  readonly from: number;
  readonly to: number;
  readonly points: bigint;
}

export interface Take {
  readonly member: number;
  readonly takeMinor: bigint | "auto";
  readonly lastMinor: bigint;
}

export interface Facts {
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly sequence: number;
  readonly members: readonly Party[];
  readonly funds: readonly Party[];
  readonly kinds: readonly Kind[];
  readonly contributions: readonly Contribution[];
  readonly claims: readonly Claim[];
  readonly reviews: readonly Review[];
  readonly points: readonly Points[];
  readonly takes: readonly Take[];
  readonly lastAmountMinor: bigint;
}

/** The places of ids in a document, for whoever reads a field that names one. */
export interface Places {
  readonly currency: string;
  readonly kinds: readonly Kind[];
  memberField(fields: Fields, name: string): number;
  fundField(fields: Fields, name: string): number;
  kindOf(id: unknown, at: string): number;
}

const format = "moisson.sharing/1";

/** Reads everything but the key. Refuses as DESIGN §7.2 says. */
export function parseFacts(document: Fields): { facts: Facts; places: Places } {
  if (document.format !== format) throw faulty("format", "one_of", { allowed: [format] });
  const currency = required(textField(document, "currency"), "currency");
  currencyDecimals(currency);
  const members = partiesField(document, "members");
  if (members.length === 0) throw faulty("members", document.members === undefined ? "missing" : "no_members");
  const funds = partiesField(document, "funds");
  const kinds = kindsField(document);
  const places = placesOf(currency, members, funds, kinds);
  const facts: Facts = {
    currency,
    amountMinor: required(amountField(document, "amount", currency), "amount"),
    sequence: wholeNumberField(document, "sequence", 1),
    members,
    funds,
    kinds,
    contributions: contributionsField(document, places),
    claims: listField(document, "claims", (item) => readClaim(fieldsOf(item), places)),
    reviews: once(
      document,
      "reviews",
      (item) => readReview(fieldsOf(item), places),
      ({ of, by }) => `${of} ${by}`,
    ),
    points: once(
      document,
      "points",
      (item) => readPoints(fieldsOf(item), places),
      ({ from, to }) => `${from} ${to}`,
    ),
    takes: once(
      document,
      "takes",
      (item) => readTake(fieldsOf(item), places),
      ({ member }) => `${member}`,
    ),
    lastAmountMinor: amountField(document, "lastAmount", currency) ?? 0n,
  };
  return { facts, places };
}

/** A list in which no two items may have the same mark. */
function once<T>(document: Fields, name: string, read: (item: unknown) => T, markOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return listField(document, name, (value) => {
    const item = read(value);
    const mark = markOf(item);
    if (seen.has(mark)) throw faulty("", "twice", { id: idsIn(value) });
    seen.add(mark);
    return item;
  });
}

/** The ids an item names, for a refusal: { "from": "ana", "to": "bob", "points": 5 } → ["ana", "bob"]. */
const idsIn = (item: unknown): string[] =>
  ["id", "of", "by", "from", "to", "member"].map((name) => fieldsOf(item)[name]).filter((id) => typeof id === "string");

const idField = (fields: Fields, name = "id"): string => required(textField(fields, name), name);

/** A field that may be null for «none». */
const orNone = <T>(fields: Fields, name: string, read: (fields: Fields, name: string) => T | undefined): T | null =>
  fields[name] === null ? null : (read(fields, name) ?? null);

const partiesField = (document: Fields, name: "members" | "funds"): Party[] =>
  once(
    document,
    name,
    (item) => {
      const fields = fieldsOf(item);
      return { id: idField(fields), name: orNone(fields, "name", textField) };
    },
    ({ id }) => id,
  );

const kindsField = (document: Fields): Kind[] =>
  once(
    document,
    "kinds",
    (item) => {
      const fields = fieldsOf(item);
      return {
        id: idField(fields),
        unit: orNone(fields, "unit", textField) || null,
        rate: orNone(fields, "rate", decimalField),
        name: orNone(fields, "name", textField),
      };
    },
    ({ id }) => id,
  );

function placesOf(currency: string, members: readonly Party[], funds: readonly Party[], kinds: readonly Kind[]): Places {
  const placeById = (parties: readonly { id: string }[]) => new Map(parties.map(({ id }, place) => [id, place]));
  const [memberPlaces, fundPlaces, kindPlaces] = [placeById(members), placeById(funds), placeById(kinds)];
  const placed = (places: Map<string, number>, code: "unknown_member" | "unknown_fund" | "unknown_kind", id: unknown, at: string) => {
    if (id === undefined) throw faulty(at, "missing");
    if (typeof id !== "string") throw faulty(at, "text_expected");
    const place = places.get(id);
    if (place === undefined) throw new Refusal(code, { at, id });
    return place;
  };
  return {
    currency,
    kinds,
    memberField: (fields, name) => placed(memberPlaces, "unknown_member", fields[name], name),
    fundField: (fields, name) => placed(fundPlaces, "unknown_fund", fields[name], name),
    kindOf: (id, at) => placed(kindPlaces, "unknown_kind", id, at),
  };
}

/** Quantities repeat (an hour, half an hour): each text is read once, which halves the time of a large document. */
function contributionsField(document: Fields, places: Places): Contribution[] {
  const read = new Map<unknown, Decimal | undefined>();
  return listField(document, "contributions", (item) => {
    const fields = fieldsOf(item);
    const { quantity } = fields;
    if (!read.has(quantity)) read.set(quantity, decimalField(fields, "quantity"));
    return readContribution(fields, read.get(quantity) ?? null, places);
  });
}

/** The date is for readers: no rule looks at it. */
function readContribution(fields: Fields, quantity: Decimal | null, places: Places): Contribution {
  textField(fields, "date");
  return {
    member: places.memberField(fields, "member"),
    kind: places.kindOf(fields.kind, "kind"),
    quantity,
    amountMinor: amountField(fields, "amount", places.currency) ?? null,
  };
}

const readClaim = (fields: Fields, places: Places): Claim => ({
  member: places.memberField(fields, "member"),
  amountMinor: fields.amount === null ? null : required(amountField(fields, "amount", places.currency), "amount"),
});

function readReview(fields: Fields, places: Places): Review {
  const score = orNone(fields, "score", decimalField);
  if (score && (score.lt(1) || score.gt(5))) throw faulty("score", "score_outside");
  return { of: places.memberField(fields, "of"), by: idField(fields, "by"), score };
}

const readPoints = (fields: Fields, places: Places): Points => ({
  from: places.memberField(fields, "from"),
  to: places.memberField(fields, "to"),
  points: BigInt(wholeNumberField(fields, "points", 0)),
});

const readTake = (fields: Fields, places: Places): Take => ({
  member: places.memberField(fields, "member"),
  takeMinor: fields.take === "auto" ? "auto" : required(amountField(fields, "take", places.currency), "take"),
  lastMinor: amountField(fields, "last", places.currency) ?? 0n,
});
