/**
 * Contributions in a table, one a row: what collectives keep in their spreadsheets.
 *
 * The row rule turns cells into a draft and judges it by the very rules of the form (domain/contribution-draft). What tables say
 * in their own way:
 *  1. Hours may be written as `3h30`, `3:30`, `3,5`; a column called «Heures» says its unit. `12 km` names it in the cell.
 *  2. An amount beside a quantity is a claim, unless the table has a claim too. Zero where a kind takes none is nothing.
 *  3. A first name and a last name in two columns are one name.
 *  4. What was withdrawn, as our own exports say, is left out. Other states are somebody's own words.
 *
 *   12/03/2026;Ana;Facilitation;3h30;60,00;Atelier → { dayOn: "2026-03-12", quantity: "3.5", claimMinor: 6000n, … }
 */
import { type ContributionDraft, draftFaults, fieldsOf } from "../../domain/contribution-draft.js";
import { fold, nameKey } from "../../domain/fold.js";
import { canonicalUnit, isMoneyUnit, unitWords } from "../../domain/units.js";
import { lookUp, type NameIndex } from "../names.js";
import type { CellReading, Columns, ContributionRow, ImportContext, ImportProfile, RowRule } from "../profile.js";
import { type DecimalMark, parseDuration, parseMoney, parseNumber, parseYesNo } from "../values.js";

const settlementWords: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    reimburse: ["reimburse", "remboursement", "rembourser", "a rembourser", "rembourse", "to reimburse", "reimbursed", "note de frais"],
    gift: ["gift", "abandon de frais", "abandon", "don", "offert", "waived", "a offrir"],
    collective: ["collective", "collectif", "paye par le collectif", "paye par l association", "association", "paid by the collective"],
  }).flatMap(([settlement, words]) => words.map((word) => [word, settlement])),
);

/** 4. */
const withdrawn: ReadonlySet<string> = new Set(["retiree", "withdrawn"]);

/** The column that a fault of a draft stands in. */
const columnOf: Readonly<Record<string, string>> = {
  memberId: "member",
  circleId: "circle",
  kindId: "kind",
  envelopeId: "envelope",
  paidTo: "paidTo",
  dayOn: "day",
  untilOn: "until",
  unit: "quantity",
};

export const contributionsProfile: ImportProfile<ContributionRow> = {
  id: "contributions",
  title: { fr: "Contributions, une par ligne", en: "Contributions, one a row" },
  makes: "contributions",
  layout: "table",
  columns: {
    day: {
      reads: "day",
      names: ["date de la contribution", "quand", "when", "date", "jour", "le", "day", "du", "date de début", "from", "début", "start"],
    },
    until: { reads: "day", names: ["au", "jusqu’au", "fin", "date de fin", "until", "to", "end", "end date"] },
    member: {
      reads: "text",
      names: [
        "participants",
        "participant·e·s",
        "nom complet",
        "nom et prénom",
        "prénom et nom",
        "prénom nom",
        "nom prénom",
        "full name",
        "participant·e",
        "participant",
        "participante",
        "contributeur·ice",
        "contributeur",
        "contributrice",
        "membre",
        "personne",
        "qui",
        "member",
        "contributor",
        "who",
        "person",
        "name",
        "given by",
      ],
    },
    firstName: { reads: "text", names: ["prénom", "first name", "given name"] },
    lastName: { reads: "text", names: ["nom", "nom de famille", "last name", "surname"] },
    kind: {
      reads: "text",
      names: ["nature", "nature de la contribution", "type", "type de contribution", "kind", "kind of contribution", "rôle", "role"],
    },
    quantity: {
      reads: "number",
      names: [
        "qté",
        "nb d’heures",
        "nombre heures",
        "heures passées",
        "hours spent",
        "quantité",
        "quantity",
        "heures",
        "heure",
        "nombre d’heures",
        "nb heures",
        "hours",
        "h",
        "durée",
        "temps",
        "temps passé",
        "duration",
        "time",
        "km",
        "kilomètres",
        "kilometres",
      ],
    },
    unit: { reads: "text", names: ["unité", "unit"] },
    amount: { reads: "number", names: ["montant", "dépense", "somme", "coût", "prix", "amount", "expense", "cost", "montant ttc"] },
    claim: {
      reads: "number",
      names: [
        "souhaité",
        "souhait",
        "montant souhaité",
        "demandé",
        "montant demandé",
        "rétribution souhaitée",
        "claim",
        "claimed",
        "wished",
        "amount claimed",
      ],
    },
    circle: { reads: "text", names: ["cercle", "pôle", "commission", "groupe", "circle", "group"] },
    envelope: { reads: "text", names: ["enveloppe", "chantier", "projet", "envelope", "project", "budget"] },
    paidTo: { reads: "text", names: ["versé à", "à verser à", "payé à", "bénéficiaire", "paid to", "payee"] },
    note: {
      reads: "text",
      names: [
        "note",
        "description",
        "libellé",
        "objet",
        "commentaire",
        "quoi",
        "tâche",
        "action",
        "détail",
        "what",
        "comment",
        "label",
        "task",
        "notes",
      ],
    },
    tags: { reads: "text", names: ["étiquettes", "étiquette", "mots-clés", "tags", "tag", "labels"] },
    evidence: { reads: "text", names: ["justificatif", "preuve", "pièce", "evidence", "receipt", "document"] },
    settlement: { reads: "text", names: ["règlement", "remboursement", "settlement", "reimbursement"] },
    volunteered: { reads: "text", names: ["bénévole", "bénévolat", "volunteered", "volunteer", "pro bono"] },
    reference: { reads: "text", names: ["référence", "reference"] },
    status: { reads: "text", names: ["état", "status"] },
  },
  required: [["day"], ["note"], ["kind", "quantity", "amount"]],
  rowRule: contributionRule,
};

interface Measured {
  readonly quantity: string;
  /** Null where neither the cell nor the header says. */
  readonly unit: string | null;
}

function contributionRule(columns: Columns, context: ImportContext): RowRule<ContributionRow> {
  const { facts, defaults } = context;
  const read = cellReaders(columns, context);
  return (cells) => {
    const status = read.status(cells);
    if (status !== "" && withdrawn.has(nameKey(status))) return undefined;
    const kindId = read.kind(cells) ?? defaults.kindId ?? "";
    const kind = facts.kinds.get(kindId);
    const isMoney = kind !== undefined && isMoneyUnit(kind.unit);
    const takesAmount = isMoney || kind?.isExpense === true;
    const measured = read.quantity(cells) ?? null;
    const amount = read.amount(cells) ?? null;
    const claim = read.claim(cells) ?? null;
    // 2. An amount where the kind takes none is a claim, when nothing else is.
    const isClaim = amount !== null && kind !== undefined && !takesAmount && claim === null;
    const quantity =
      measured !== null && kind !== undefined && (isMoney || kind.unit === null) && isZero(measured.quantity) ? null : measured;
    const unit = read.unit(cells);
    const envelopeId = read.envelope(cells) ?? defaults.envelopeId ?? null;
    const draft: ContributionDraft = {
      memberId: read.member(cells) ?? defaults.memberId ?? "",
      circleId: read.circle(cells) ?? circleOf(envelopeId, context),
      kindId,
      envelopeId,
      paidTo: read.paidTo(cells) ?? null,
      dayOn: read.day(cells) ?? "",
      untilOn: read.until(cells) ?? null,
      quantity: quantity?.quantity ?? null,
      unit: quantity === null ? null : unit === "" ? quantity.unit : unit,
      amount: isClaim || (!takesAmount && amount !== null && isZero(amount)) ? null : amount,
      claim: claim !== null && !isZero(claim) ? claim : isClaim && !isZero(amount) ? amount : null,
      note: read.note(cells),
      tags: tagsOf(read.tags(cells)),
      evidence: read.evidence(cells) || null,
      settlement: read.settlement(cells) ?? null,
      isVolunteered: read.volunteered(cells) ?? false,
    };
    return judged(draft, columns, context, referenceOf(read.reference(cells)));
  };
}

/** The circle of what names none: that of its envelope, or the one the import is for. */
export const circleOf = (envelopeId: string | null, { circleOfEnvelope, defaults }: ImportContext): string =>
  (envelopeId !== null && defaults.circleId === "" ? circleOfEnvelope.get(envelopeId) : undefined) ?? defaults.circleId;

/** Anything else than an id of ours is a reference of somebody else's. */
const referenceOf = (cell: string): string | null =>
  cell !== "" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(cell) ? cell.toLowerCase() : null;

const none: ReadonlySet<string> = new Set();

/** The row of a draft without faults; each fault is reported in its column, one a column. */
export function judged(
  draft: ContributionDraft,
  columns: Columns,
  { facts }: ImportContext,
  reference: string | null = null,
  /** Columns whose faults stand in another one already. */
  told: ReadonlySet<string> = none,
): ContributionRow | undefined {
  let isSound = true;
  for (const { code, figures } of draftFaults(draft, facts)) {
    isSound = false;
    const column = columnOf[figures.at] ?? figures.at;
    if (columns.isFaulty(column) || told.has(column)) continue;
    const isEmpty = "id" in figures && figures.id === "";
    if (column === "kind" && isEmpty) columns.report(column, "kind_missing", {});
    else if (column === "member" && isEmpty) columns.report(column, "name_missing", {});
    else if (column === "circle" && isEmpty) columns.report(column, "circle_missing", {});
    else if (column === "day" && draft.dayOn === "") columns.report(column, "day_missing", {});
    else if (column === "until" && draft.dayOn === "") continue;
    else columns.report(column, code, figures);
  }
  if (!isSound) return undefined;
  return Object.assign(fieldsOf(draft, facts), { reference });
}

export const isZero = (decimal: string): boolean => /^-?[0.]*$/.test(decimal);

const noTags: readonly string[] = [];
export const tagsOf = (cell: string): readonly string[] =>
  cell === ""
    ? noTags
    : cell
        .split(/[,;|]/)
        .map((tag) => tag.trim().replace(/^#/, ""))
        .filter((tag) => tag !== "");

function cellReaders(columns: Columns, context: ImportContext) {
  const { currency } = context.facts;
  const hours: readonly string[] = [
    "h",
    "heure",
    "heures",
    "hours",
    "nombre d heures",
    "nb d heures",
    "nombre heures",
    "nb heures",
    "heures passees",
    "hours spent",
    "temps",
    "temps passe",
    "duree",
    "duration",
    "time",
  ];
  const header = columns.header("quantity");
  const isInHours = hours.includes(header) || / (?:h|heures?|hours?)$/.test(header);
  const headerUnit = isInHours ? "h" : /^k| km$/.test(header) ? "km" : null;
  const money = (cell: string, mark: DecimalMark | undefined): CellReading<string> => parseMoney(cell, currency, mark);
  return {
    day: columns.day("day"),
    until: columns.day("until"),
    member: memberReader(columns, context.members),
    kind: named(columns, "kind", context.kinds, "unknown_kind"),
    circle: named(columns, "circle", context.circles, "unknown_circle"),
    envelope: named(columns, "envelope", context.envelopes, "unknown_envelope"),
    paidTo: named(columns, "paidTo", context.members, "unknown_member"),
    quantity: columns.number("quantity", (cell, mark) => parseMeasure(cell, mark, headerUnit)),
    unit: columns.text("unit"),
    amount: columns.number("amount", money),
    claim: columns.number("claim", money),
    note: columns.text("note"),
    tags: columns.text("tags"),
    evidence: columns.text("evidence"),
    settlement: columns.value("settlement", (cell) => ({ value: settlementWords[nameKey(cell)] ?? cell })),
    volunteered: columns.value("volunteered", parseYesNo),
    reference: columns.text("reference"),
    status: columns.text("status"),
  };
}

/** 1. A number, a duration, or a number and its unit. */
function parseMeasure(cell: string, mark: DecimalMark | undefined, headerUnit: string | null): CellReading<Measured> {
  const text = fold(cell);
  const word = /[\d½¼¾] ?([\p{L}]+)\.?$/u.exec(text)?.[1];
  const isTimed =
    text.includes(":") || /\d ?h/.test(text) || (word !== undefined && [...unitWords.h, ...unitWords.min].some((unit) => unit === word));
  const isOther = word !== undefined && !isTimed;
  const number = isTimed ? parseDuration(cell, mark) : parseNumber(isOther ? text.slice(0, text.lastIndexOf(word)) : cell, mark);
  if ("fault" in number) return number;
  return { value: { quantity: number.value, unit: isTimed ? "h" : isOther ? canonicalUnit(word) : headerUnit } };
}

/** A cell as the id of what it names. */
export function named(
  columns: Columns,
  column: string,
  index: NameIndex,
  unknown: "unknown_member" | "unknown_kind" | "unknown_circle" | "unknown_envelope",
) {
  return columns.value(column, (cell) => nameReading(cell, index, unknown));
}

function nameReading(cell: string, index: NameIndex, unknown: Parameters<typeof named>[3]): CellReading<string> {
  const id = lookUp(index, cell);
  if (id === undefined) return { fault: { code: unknown, figures: { id: cell, at: "name" } } };
  return id === null ? { fault: { code: "name_ambiguous", figures: { text: cell } } } : { value: id };
}

/** 3. The giver: one column, or first and last name. */
function memberReader(columns: Columns, members: NameIndex): (cells: readonly string[]) => string | null | undefined {
  if (columns.has("member")) return named(columns, "member", members, "unknown_member");
  const [only] = ["firstName", "lastName"].filter((column) => columns.has(column));
  if (only === undefined) return () => null;
  if (!columns.has("firstName") || !columns.has("lastName")) return named(columns, only, members, "unknown_member");
  const [first, last] = [columns.text("firstName"), columns.text("lastName")];
  return (cells) => {
    const name = `${first(cells)} ${last(cells)}`.trim();
    if (name === "") return null;
    const reading = nameReading(name, members, "unknown_member");
    if ("value" in reading) return reading.value;
    columns.report("lastName", reading.fault.code, reading.fault.figures);
    return undefined;
  };
}
