/**
 * From a typed line to a contribution: what quick entry understood, what a person answered or filled in besides, and what
 * is still to be asked before it can be saved (DESIGN §6).
 *
 *  1. What is typed last wins: an answer stands over what the line said when it was given; once the line says something
 *     else about that field, the line is heard again.
 *  2. Nothing is guessed silently: what nobody said (today, oneself, one’s only circle) is shown like the rest.
 *  3. An amount goes where the kind wants it: spent or given for kinds in money, wished for all others. It is asked
 *     there, too.
 *  4. The draft is judged by the rules of the service; what it would refuse is asked here, field by field. A quantity of the line
 *     that the kind does not take leaves its field empty: nobody would see that «5» is still to be said.
 *  5. What has no envelope, and would count with one, is said before it is saved, and stops nobody; where `#…` is none, with the names near to it (components/quick-without).
 *
 *   "2 h @yann #kit" → memberId Yann, quantity "2", envelopeId Kit incubateur, and its circle
 */
import { type ContributionDraft, fieldsOf, type Warning, warningsOf } from "../domain/contribution-draft.js";
import { formatAmount } from "../domain/money.js";
import { parseQuickEntry, type Question, type QuickEntry, type QuickField, questionSentence } from "../domain/quick-entry.js";
import { takesEnvelope } from "../domain/takes-envelope.js";
import { isMoneyUnit } from "../domain/units.js";
import { type DraftField, type DraftPlace, type DraftValues, draftOf, factsOf, faultsOf } from "./draft-fields.js";
import type { Kind } from "./place.js";

interface Answer {
  readonly value: string;
  /** What the line said of the field when it was answered. */
  readonly over: string;
}

/** What is kept on this device until it is sent. `key` makes a second try of the same sending harmless. */
export interface TypedDraft {
  readonly line: string;
  readonly answers: Partial<Record<DraftField, Answer>>;
  readonly key?: string;
}
export const emptyDraft: TypedDraft = { line: "", answers: {} };

/** What is asked before saving. */
export interface DraftQuestion {
  readonly field: DraftField;
  readonly sentence: string;
  /** Days, decimals or ids to choose from; empty where the field itself is the answer. */
  readonly options: readonly string[];
  /** An amount that is an expense or a wish. */
  readonly isExpenseOrClaim: boolean;
  readonly isOpen: boolean;
}

export interface Understanding {
  readonly entry: QuickEntry;
  readonly values: DraftValues;
  readonly draft: ContributionDraft;
  readonly kind: Kind | undefined;
  readonly questions: readonly DraftQuestion[];
  /** Faults of fields that no question is about: they are said beside the field. */
  readonly faults: ReadonlyMap<DraftField, string>;
  readonly warnings: readonly Warning[];
  readonly withoutEnvelope: WithoutEnvelope | undefined;
  readonly isReady: boolean;
}

/** What is without envelope though there are some, and the `#…` that is none. */
export interface WithoutEnvelope {
  readonly tag: string;
}

const fieldOf: Readonly<Record<QuickField, DraftField>> = {
  day: "dayOn",
  quantity: "quantity",
  amount: "amount",
  claim: "claim",
  kind: "kindId",
  circle: "circleId",
  envelope: "envelopeId",
  member: "memberId",
  tag: "tags",
};

const said = (value: string | undefined): string => value ?? "";

/** What the line says, field by field. */
function lineValues(entry: QuickEntry, { currency, typed }: DraftPlace): DraftValues {
  const inMoney = (minor: bigint | undefined): string => (minor === undefined ? "" : typed(formatAmount(minor, currency)));
  return {
    memberId: said(entry.memberId),
    circleId: said(entry.circleId),
    envelopeId: said(entry.envelopeId),
    kindId: said(entry.kindId),
    paidTo: "",
    dayOn: said(entry.day),
    untilOn: said(entry.dayUntil),
    quantity: typed(said(entry.quantity)),
    amount: inMoney(entry.amountMinor),
    claim: inMoney(entry.claimMinor),
    note: entry.note,
    tags: entry.tags.join(", "),
    evidence: "",
    settlement: "",
    isVolunteered: "",
  };
}

/** A question about an amount is about a claim as well (rule 3). */
const questionOf = (entry: QuickEntry, field: DraftField): Question | undefined =>
  entry.questions.find((question) => fieldOf[question.field] === (field === "claim" ? "amount" : field));

/** What a line says of a field, in one text: an answer holds as long as it stays the same. */
function signature(entry: QuickEntry, line: DraftValues, field: DraftField): string {
  const question = questionOf(entry, field);
  // The note follows every letter; who wrote their own keeps it.
  return field === "note" ? "" : `${line[field]}${question ? `?${question.reason} ${said(question.text)}` : ""}`;
}

export function readLine(line: string, place: DraftPlace): QuickEntry {
  const { today, language, currency } = place;
  return parseQuickEntry(line, {
    today,
    language,
    currency,
    kinds: place.kinds.filter(({ isArchived }) => !isArchived),
    circles: place.circles.filter(({ isArchived }) => !isArchived),
    envelopes: place.envelopes,
    members: place.members,
  });
}

/** The draft with one field answered. */
export function answered(draft: TypedDraft, place: DraftPlace, field: DraftField, value: string): TypedDraft {
  const entry = readLine(draft.line, place);
  const over = signature(entry, lineValues(entry, place), field);
  return { ...draft, answers: { ...draft.answers, [field]: { value, over } } };
}

/** Reads a line and its answers to the end. */
export function understand({ line, answers }: TypedDraft, place: DraftPlace): Understanding {
  const entry = readLine(line, place);
  const fromLine = lineValues(entry, place);
  const isAnswered = (field: DraftField) => answers[field] !== undefined && answers[field]?.over === signature(entry, fromLine, field);
  const before = withDefaults(fromLine, place);
  const answer = { ...fromLine };
  for (const field of Object.keys(answer) as DraftField[]) if (isAnswered(field)) answer[field] = answers[field]?.value ?? "";
  const values = withDefaults(answer, place);
  const unit = isAnswered("quantity") || entry.unit === undefined ? null : entry.unit;
  const draft = draftOf(values, unit, place);
  const facts = factsOf(place);
  const faults = faultsOf(draft, facts, place);
  const asked = faultsOf(draftOf(before, entry.unit ?? null, place), facts, place);
  const questions = questionsOf(entry, { isAnswered, faults, asked, place, values });
  const asking = new Set(questions.map(({ field }) => field));
  const others = new Map([...faults].filter(([field]) => !asking.has(field)));
  const isReady = line.trim() !== "" && questions.every(({ isOpen }) => !isOpen) && others.size === 0;
  return {
    entry,
    values: faults.has("quantity") && !isAnswered("quantity") ? { ...values, quantity: "" } : values,
    draft,
    kind: place.kinds.find(({ id }) => id === values.kindId),
    questions,
    faults: others,
    warnings: faults.size === 0 ? warningsOf(fieldsOf(draft, facts), facts, []) : [],
    withoutEnvelope: withoutEnvelope(entry, draft, questions, place),
    isReady,
  };
}

/** Rule 5. */
function withoutEnvelope(
  { tags }: QuickEntry,
  { envelopeId, kindId, settlement }: ContributionDraft,
  questions: readonly DraftQuestion[],
  { envelopes, kinds }: DraftPlace,
): WithoutEnvelope | undefined {
  if (envelopeId !== null || envelopes.length === 0 || questions.some(({ field }) => field === "envelopeId")) return undefined;
  const kind = kinds.find(({ id }) => id === kindId);
  if (kind && !takesEnvelope(kind.unit, kind.isExpense, settlement)) return undefined;
  return { tag: tags[0] ?? "" };
}

/** Rules 2 and 3. */
function withDefaults(values: DraftValues, place: DraftPlace): DraftValues {
  const kind = place.kinds.find(({ id }) => id === values.kindId);
  return fitted(
    {
      ...values,
      memberId: values.memberId || place.me,
      dayOn: values.dayOn || place.today,
      circleId: values.circleId || circleOf(values, place),
    },
    kind,
  );
}

/** The envelope’s circle, the only one there is, or the only one one is in. */
function circleOf({ envelopeId, memberId }: DraftValues, { envelopes, circles, me }: DraftPlace): string {
  const envelope = envelopes.find(({ id }) => id === envelopeId);
  if (envelope) return envelope.circleId;
  const open = circles.filter(({ isArchived }) => !isArchived);
  const [only, another] = open;
  if (only && !another) return only.id;
  const [mine, second] = open.filter(({ members }) => members.some((seat) => seat.memberId === (memberId || me)));
  return mine && !second ? mine.id : "";
}

function fitted(values: DraftValues, kind: Kind | undefined): DraftValues {
  if (!kind) return values;
  const { quantity, amount, claim } = values;
  if (isMoneyUnit(kind.unit)) return { ...values, quantity: "", amount: amount || claim, claim: kind.isExpense || !amount ? "" : claim };
  if (kind.isExpense) return { ...values, amount: amount || claim, claim: "" };
  return { ...values, quantity: kind.unit === null ? "" : quantity, amount: "", claim: claim || amount };
}

interface Asking {
  readonly isAnswered: (field: DraftField) => boolean;
  readonly faults: ReadonlyMap<DraftField, string>;
  readonly asked: ReadonlyMap<DraftField, string>;
  readonly place: DraftPlace;
  readonly values: DraftValues;
}

/** The fields that are asked besides what the line itself leaves open. */
const askable: readonly DraftField[] = ["memberId", "kindId", "quantity", "amount", "dayOn", "circleId", "envelopeId"];

/** What the line leaves open, then what the rules miss; a question that was answered stays, so that one can answer again. */
function questionsOf(entry: QuickEntry, { isAnswered, faults, asked, place, values }: Asking): DraftQuestion[] {
  const kind = place.kinds.find(({ id }) => id === values.kindId);
  const questions: DraftQuestion[] = entry.questions
    .filter(({ field }) => isFit(fieldOf[field], kind))
    .map((question) => {
      const isExpenseOrClaim = question.reason === "expense_or_claim";
      const isWish = question.field === "amount" && !isExpenseOrClaim && kind && !kind.isExpense && !isMoneyUnit(kind.unit);
      const field = isWish ? "claim" : fieldOf[question.field];
      const isSettled = isExpenseOrClaim
        ? values.claim !== "" || values.amount !== ""
        : isAnswered(field) && (values[field] !== "" || field === "envelopeId");
      return {
        field,
        sentence: questionSentence(question, place.language),
        options: question.options ?? [],
        isExpenseOrClaim,
        isOpen: !isSettled || faults.has(field),
      };
    });
  for (const field of askable) {
    if (questions.some((question) => question.field === field)) continue;
    if (!faults.has(field) && !(asked.has(field) && isAnswered(field))) continue;
    const sentence = faults.get(field) ?? asked.get(field) ?? "";
    questions.push({ field, sentence, options: [], isExpenseOrClaim: false, isOpen: faults.has(field) });
  }
  // A figure is asked once one knows of what; one that no kind would take is said at once, before anything else.
  const isKindOpen = questions.some(({ field, isOpen }) => field === "kindId" && isOpen);
  const wrong = new Set(entry.questions.filter(({ reason }) => reason === "not_positive").map(({ field }) => fieldOf[field]));
  const rank = ({ field, isOpen }: DraftQuestion) => (wrong.has(field) && isOpen ? 0 : 1);
  return questions
    .filter(({ field }) => !isKindOpen || !isFigure(field) || faults.has(field) || wrong.has(field))
    .toSorted((a, b) => rank(a) - rank(b));
}

/** Whether a kind takes that figure at all: «how much?» is no question for joy. */
const isFit = (field: DraftField, kind: Kind | undefined): boolean =>
  !kind || !isFigure(field) || (kind.unit !== null && (field === "amount" || !isMoneyUnit(kind.unit)));

const isFigure = (field: DraftField): boolean => field === "quantity" || field === "amount";
