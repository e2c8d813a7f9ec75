/**
 * What a contribution must be before it is saved: the draft as it was typed → the fields as they are kept, or every fault
 * with its field (DESIGN §6). The form, the service and the import judge by these same rules.
 *
 *  1. The day is today or before, in the collective's time zone, not after the end of the span, and not before 1900 (`earliestDay`).
 *  2. A kind in h, km … takes a quantity above zero in that unit; a kind in money an amount; a qualitative kind neither.
 *  3. An expense takes the amount paid out of pocket and how it is settled (reimbursed unless said); it never carries a claim,
 *     so no euro is asked twice. Only expenses are settled.
 *  4. A claim is an amount of the collective's currency above zero; who volunteers claims nothing.
 *  5. The note is required. The giver is here on that day, the kind is in use, the envelope is open. Who amends is not
 *     held to what changed since, as long as they leave that field alone.
 *
 *   kind Facilitation (h), quantity "3.5", claim "60.00" → quantity "3.5", claimMinor 6000n
 *   kind Train (EUR, expense), amount "42.50", claim "10.00" → expense_with_claim at claim
 */
import { type Day, earliestDay, isDay } from "./calendar.js";
import { decimalDigitsMax, isDecimal } from "./decimal-text.js";
import { fold } from "./fold.js";
import { amountMaxMinor, currencyDecimals, formatAmount } from "./money.js";
import { Refusal, type RefusalCode, type RefusalFigures } from "./refusals.js";
import { trimDecimal } from "./typed-number.js";
import { canonicalUnit, isMoneyUnit } from "./units.js";

export const settlements = ["reimburse", "gift", "collective"] as const;
/** How an expense is dealt with: reimbursed, waived (abandon de frais), or paid by the collective. */
export type Settlement = (typeof settlements)[number];

/** A contribution as it is typed: decimals as texts, absent fields null. */
export interface ContributionDraft {
  readonly memberId: string;
  readonly circleId: string;
  readonly kindId: string;
  readonly envelopeId: string | null;
  /** Who is paid for it, when not the giver. */
  readonly paidTo: string | null;
  readonly dayOn: string;
  readonly untilOn: string | null;
  readonly quantity: string | null;
  /** Null is the kind's unit. */
  readonly unit: string | null;
  readonly amount: string | null;
  readonly claim: string | null;
  readonly note: string;
  readonly tags: readonly string[];
  readonly evidence: string | null;
  readonly settlement: string | null;
  readonly isVolunteered: boolean;
}

/** What is kept of a draft. */
export interface ContributionFields {
  readonly memberId: string;
  readonly circleId: string;
  readonly kindId: string;
  readonly envelopeId: string | null;
  readonly paidTo: string | null;
  readonly dayOn: Day;
  readonly untilOn: Day | null;
  /** An exact decimal in the kind's unit. */
  readonly quantity: string | null;
  readonly amountMinor: bigint | null;
  readonly claimMinor: bigint | null;
  readonly note: string;
  readonly tags: readonly string[];
  readonly evidence: string | null;
  readonly settlement: Settlement | null;
  readonly isVolunteered: boolean;
}

export interface KindFacts {
  readonly name: string;
  /** «h», «km», a currency; null = qualitative. */
  readonly unit: string | null;
  readonly isExpense: boolean;
  readonly isArchived: boolean;
}

export interface MemberFacts {
  readonly name: string;
  readonly leftOn: Day | null;
}

export interface EnvelopeFacts {
  readonly name: string;
  readonly isClosed: boolean;
  readonly eligibleFromOn: Day | null;
  readonly eligibleUntilOn: Day | null;
  /** Empty = all. */
  readonly eligibleKindIds: readonly string[];
}

export interface DraftFacts {
  /** Today in the collective's time zone. */
  readonly today: Day;
  readonly currency: string;
  readonly kinds: ReadonlyMap<string, KindFacts>;
  readonly members: ReadonlyMap<string, MemberFacts>;
  readonly circles: ReadonlySet<string>;
  readonly envelopes: ReadonlyMap<string, EnvelopeFacts>;
}

export interface Fault {
  readonly code: RefusalCode;
  readonly figures: RefusalFigures & { readonly at: string };
}

export const noteLengthMax = 5000;
export const tagsMax = 20;
export const tagLengthMax = 60;
export const quantityDecimalsMax = 6;
export const quantityDigitsMax = 9;

type Report = (code: RefusalCode, at: keyof ContributionDraft, figures?: RefusalFigures) => void;

/** Most drafts are sound, and an import judges a million of them: these let plain texts pass at once. */
const plainQuantity = /^\d{1,9}(?:\.\d{1,6})?$/;
const plainAmount = /^\d{1,12}(?:\.(\d{1,4}))?$/;
const someFigure = /[1-9]/;

/** Every fault of a draft, in the order of its fields. `kept` is the contribution that is amended (rule 5). */
export function draftFaults(draft: ContributionDraft, facts: DraftFacts, kept?: ContributionFields): Fault[] {
  const faults: Fault[] = [];
  const report: Report = (code, at, figures = {}) => faults.push({ code, figures: { at, ...figures } });
  checkDays(draft, facts.today, report);
  checkPeople(draft, facts, kept, report);
  checkPlace(draft, facts, kept, report);
  const kind = facts.kinds.get(draft.kindId);
  if (!kind) report("unknown_kind", "kindId", { id: draft.kindId });
  else {
    if (kind.isArchived && kept?.kindId !== draft.kindId) report("kind_archived", "kindId", { kind: kind.name });
    checkMeasure(draft, kind, facts, report);
    checkSettlement(draft, kind, report);
  }
  checkClaim(draft, facts, report);
  checkWords(draft, report);
  return faults;
}

/** Rule 1. */
function checkDays({ dayOn, untilOn }: ContributionDraft, today: Day, report: Report): void {
  if (!isDay(dayOn)) report("day_invalid", "dayOn", { day: dayOn });
  else if (dayOn > today) report("day_in_future", "dayOn", { day: dayOn, today });
  else if (dayOn < earliestDay) report("day_too_early", "dayOn", { day: dayOn, earliest: earliestDay });
  if (untilOn === null) return;
  if (!isDay(untilOn)) report("day_invalid", "untilOn", { day: untilOn });
  else if (untilOn > today) report("day_in_future", "untilOn", { day: untilOn, today });
  else if (untilOn < dayOn) report("days_reversed", "untilOn", { from: dayOn, until: untilOn });
}

function checkPeople(draft: ContributionDraft, { members }: DraftFacts, kept: ContributionFields | undefined, report: Report): void {
  const member = members.get(draft.memberId);
  const isKept = kept?.memberId === draft.memberId && kept.dayOn === draft.dayOn;
  if (!member) report("unknown_member", "memberId", { id: draft.memberId });
  else if (!isKept && member.leftOn !== null && member.leftOn < draft.dayOn) {
    report("member_inactive", "memberId", { member: member.name, left: member.leftOn });
  }
  if (draft.paidTo !== null && !members.has(draft.paidTo)) report("unknown_member", "paidTo", { id: draft.paidTo });
}

function checkPlace(draft: ContributionDraft, facts: DraftFacts, kept: ContributionFields | undefined, report: Report): void {
  if (!facts.circles.has(draft.circleId)) report("unknown_circle", "circleId", { id: draft.circleId });
  if (draft.envelopeId === null) return;
  const envelope = facts.envelopes.get(draft.envelopeId);
  if (!envelope) report("unknown_envelope", "envelopeId", { id: draft.envelopeId });
  else if (envelope.isClosed && kept?.envelopeId !== draft.envelopeId) report("envelope_closed", "envelopeId", { envelope: envelope.name });
}

/** Rules 2 and 3: what the kind is counted in. */
function checkMeasure(draft: ContributionDraft, kind: KindFacts, facts: DraftFacts, report: Report): void {
  const { unit } = kind;
  const isMoney = isMoneyUnit(unit);
  if (unit === null) {
    if (draft.quantity !== null) report("quantity_on_quality", "quantity", { kind: kind.name });
    if (draft.amount !== null) report("quantity_on_quality", "amount", { kind: kind.name });
    return;
  }
  if (draft.unit !== null && draft.unit !== unit && canonicalUnit(draft.unit) !== canonicalUnit(unit)) {
    report("unit_mismatch", "unit", { kind: kind.name, expected: unit, found: draft.unit });
  }
  if (isMoney && unit !== facts.currency) report("currency_mismatch", "kindId", { expected: facts.currency, found: unit });
  checkAmount(draft, kind, isMoney ? unit : facts.currency, report);
  if (isMoney && draft.quantity !== null) report("quantity_on_amount", "quantity", { kind: kind.name, unit });
  if (isMoney || (kind.isExpense && draft.quantity === null)) return;
  checkQuantity(draft.quantity, kind.name, unit, report);
}

function checkAmount(draft: ContributionDraft, kind: KindFacts, currency: string, report: Report): void {
  const takesAmount = isMoneyUnit(kind.unit) || kind.isExpense;
  if (draft.amount === null) {
    if (takesAmount) report("amount_missing", "amount", { kind: kind.name, currency });
  } else if (!takesAmount) {
    report("amount_on_quantity", "amount", { kind: kind.name, unit: kind.unit });
  } else {
    checkMoney(draft.amount, currency, "amount", report);
  }
}

function checkQuantity(quantity: string | null, kind: string, unit: string, report: Report): void {
  if (quantity === null) {
    report("quantity_missing", "quantity", { kind, unit });
    return;
  }
  if (plainQuantity.test(quantity) && someFigure.test(quantity)) return;
  if (!isDecimal(quantity) || quantity.length > decimalDigitsMax) {
    report("quantity_invalid", "quantity", { quantity });
    return;
  }
  if (quantity.startsWith("-") || !someFigure.test(quantity)) report("quantity_not_positive", "quantity", { quantity, unit });
  const [whole = "", fraction = ""] = trimDecimal(quantity).split(".");
  if (fraction.length > quantityDecimalsMax) report("quantity_precision", "quantity", { quantity, decimals: quantityDecimalsMax });
  if (whole.length > quantityDigitsMax) report("quantity_too_large", "quantity", { quantity, digits: quantityDigitsMax });
}

function checkMoney(text: string, currency: string, at: "amount" | "claim", report: Report): void {
  const decimals = currencyDecimals(currency);
  const plain = plainAmount.exec(text);
  if (plain && (plain[1]?.length ?? 0) <= decimals && someFigure.test(text)) return;
  if (!isDecimal(text) || text.length > decimalDigitsMax) {
    report("amount_invalid", at, { amount: text });
    return;
  }
  if ((text.split(".")[1]?.length ?? 0) > decimals) report("amount_precision", at, { amount: text, currency, decimals });
  else if (text.startsWith("-") || !someFigure.test(text)) report("amount_not_positive", at, { amount: text });
  else if (minorOf(text, currency) > amountMaxMinor) {
    report("amount_too_large", at, { amount: text, max: formatAmount(amountMaxMinor, currency) });
  }
}

/** Rule 3. */
function checkSettlement({ settlement, claim }: ContributionDraft, kind: KindFacts, report: Report): void {
  if (settlement !== null && !kind.isExpense) report("settlement_on_other", "settlement", { kind: kind.name });
  else if (settlement !== null && !isSettlement(settlement)) report("settlement_unknown", "settlement", { settlement, known: settlements });
  if (kind.isExpense && claim !== null) report("expense_with_claim", "claim", { kind: kind.name, claim });
}

const isSettlement = (text: string): text is Settlement => (settlements as readonly string[]).includes(text);

/** Rule 4. */
function checkClaim({ claim, isVolunteered }: ContributionDraft, { currency }: DraftFacts, report: Report): void {
  if (claim === null) return;
  checkMoney(claim, currency, "claim", report);
  if (isVolunteered) report("volunteered_with_claim", "claim", { claim });
}

/** Rule 5. */
function checkWords({ note, tags }: ContributionDraft, report: Report): void {
  if (note.trim() === "") report("note_missing", "note");
  else if (note.length > noteLengthMax) report("note_too_long", "note", { length: note.length, max: noteLengthMax });
  if (tags.length > tagsMax) report("tags_invalid", "tags", { count: tags.length, max: tagsMax, length: tagLengthMax });
  else if (tags.some((tag) => tag.trim() === "" || tag.length > tagLengthMax)) {
    report("tags_invalid", "tags", { count: tags.length, max: tagsMax, length: tagLengthMax });
  }
}

/** A decimal without too many decimals, in minor units. */
function minorOf(text: string, currency: string): bigint {
  const point = text.indexOf(".");
  const decimals = currencyDecimals(currency);
  return BigInt(point < 0 ? text + "0".repeat(decimals) : text.slice(0, point) + text.slice(point + 1).padEnd(decimals, "0"));
}

const noTags: readonly string[] = [];

/** The fields to keep of a draft without faults. */
export function fieldsOf(draft: ContributionDraft, facts: DraftFacts): ContributionFields {
  const kind = facts.kinds.get(draft.kindId);
  const currency = kind && isMoneyUnit(kind.unit) ? kind.unit : facts.currency;
  const { quantity, amount, claim } = draft;
  return {
    memberId: draft.memberId,
    circleId: draft.circleId,
    kindId: draft.kindId,
    envelopeId: draft.envelopeId,
    paidTo: draft.paidTo === draft.memberId ? null : draft.paidTo,
    dayOn: draft.dayOn,
    untilOn: draft.untilOn === draft.dayOn ? null : draft.untilOn,
    quantity: quantity === null ? null : trimDecimal(quantity),
    amountMinor: amount === null ? null : minorOf(amount, currency),
    claimMinor: claim === null ? null : minorOf(claim, facts.currency),
    note: draft.note.trim(),
    tags: draft.tags.length === 0 ? noTags : [...new Set(draft.tags.map((tag) => tag.trim()))],
    evidence: draft.evidence,
    settlement: kind?.isExpense ? ((draft.settlement ?? "reimburse") as Settlement) : null,
    isVolunteered: draft.isVolunteered,
  };
}

/** The fields to keep; refuses with the first fault, and lists all of them where there are several. */
export function requireFields(draft: ContributionDraft, facts: DraftFacts, kept?: ContributionFields): ContributionFields {
  const faults = draftFaults(draft, facts, kept);
  const [first] = faults;
  if (first) throw new Refusal(first.code, faults.length > 1 ? { ...first.figures, faults } : first.figures);
  return fieldsOf(draft, facts);
}

/** What is said beforehand, and does not stop anyone (DESIGN §5, §6). */
export const warningTexts = {
  day_outside_envelope: {
    fr: "Le {day} est hors des dates de l’enveloppe «{envelope}» ({from} – {until}).",
    en: "{day} is outside the dates of the envelope “{envelope}” ({from} – {until}).",
  },
  day_long_ago: {
    fr: "Le {day} est il y a plus de {years} ans : est-ce la bonne année ?",
    en: "{day} is more than {years} years ago: is it the right year?",
  },
  kind_outside_envelope: {
    fr: "L’enveloppe «{envelope}» n’est pas prévue pour «{kind}».",
    en: "The envelope “{envelope}” is not meant for “{kind}”.",
  },
  probable_duplicate: {
    fr: "Cela ressemble à une contribution déjà déclarée le {day} : «{note}».",
    en: "This looks like a contribution already logged for {day}: “{note}”.",
  },
} as const satisfies Record<string, { fr: string; en: string }>;

export interface Warning {
  readonly code: keyof typeof warningTexts;
  readonly figures: RefusalFigures & { readonly at: string };
}

/** A contribution on record that could be the same one. */
export interface Alike {
  readonly id: string;
  readonly memberId: string;
  readonly kindId: string;
  readonly dayOn: Day;
  readonly quantity: string | null;
  readonly amountMinor: bigint | null;
  readonly note: string;
}

/** Warnings of fields without faults. `alike` are contributions of the same giver and day that are not withdrawn. */
export function warningsOf(fields: ContributionFields, facts: DraftFacts, alike: readonly Alike[], ownId?: string): Warning[] {
  const warnings: Warning[] = [];
  if (fields.dayOn < longAgoBefore(facts.today))
    warnings.push({ code: "day_long_ago", figures: { at: "dayOn", day: fields.dayOn, years: longAgoYears } });
  const envelope = fields.envelopeId === null ? undefined : facts.envelopes.get(fields.envelopeId);
  if (envelope) {
    const { name, eligibleFromOn: from, eligibleUntilOn: until, eligibleKindIds } = envelope;
    const isEarly = from !== null && fields.dayOn < from;
    const isLate = until !== null && (fields.untilOn ?? fields.dayOn) > until;
    if (isEarly || isLate) {
      const day = isLate ? (fields.untilOn ?? fields.dayOn) : fields.dayOn;
      warnings.push({
        code: "day_outside_envelope",
        figures: { at: "dayOn", envelope: name, day, from: from ?? "…", until: until ?? "…" },
      });
    }
    if (eligibleKindIds.length > 0 && !eligibleKindIds.includes(fields.kindId)) {
      const kind = facts.kinds.get(fields.kindId)?.name ?? fields.kindId;
      warnings.push({ code: "kind_outside_envelope", figures: { at: "kindId", envelope: name, kind } });
    }
  }
  const twin = alike.find((other) => other.id !== ownId && isAlike(fields, other));
  if (twin) warnings.push({ code: "probable_duplicate", figures: { at: "note", id: twin.id, day: twin.dayOn, note: twin.note } });
  return warnings;
}

/** Beyond these a year is more often mistyped, 2016 in 2026, than meant. */
export const longAgoYears = 5;

/** The same day these years before, or the 29 February that no calendar has: days are compared as they are written. */
export const longAgoBefore = (today: Day): string => `${Number(today.slice(0, 4)) - longAgoYears}${today.slice(4)}`;

/** Same giver, kind, day and figures; where there is no figure, the same words. */
export function isAlike(fields: Omit<Alike, "id">, other: Omit<Alike, "id">): boolean {
  if (fields.memberId !== other.memberId || fields.kindId !== other.kindId || fields.dayOn !== other.dayOn) return false;
  if (fields.quantity === null && fields.amountMinor === null) return isSameNote(fields.note, other.note);
  return sameQuantity(fields.quantity, other.quantity) && fields.amountMinor === other.amountMinor;
}

const sameQuantity = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : trimDecimal(a) === trimDecimal(b);

const words = (text: string): string => fold(text).replace(/\s+/g, " ").trim();
const isSameNote = (a: string, b: string): boolean => words(a) === words(b);
