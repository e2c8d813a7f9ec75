/**
 * The columns of each export. Their headers are those that the import recognises, so that what was exported can be
 * imported elsewhere, and here adds nothing: each row says by its reference which contribution it is.
 */
import type { BalanceRow } from "../../db/balances.js";
import type { VolunteeredLine } from "../../db/volunteering.js";
import { entryWords } from "../../domain/entry-words.js";
import type { Language } from "../../domain/refusals.js";
import type { Given } from "../../domain/wealth.js";
import type { CsvColumn } from "../../exchange/csv-write.js";
import type { ContributionRow, EntryLineRow, ShareRow } from "./exports.queries.js";

const minorOf = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

/** Words that a cell holds, in both languages. */
const words: Readonly<Record<string, { fr: string; en: string }>> = {
  bank: { fr: "banque", en: "bank" },
  envelope: { fr: "enveloppe", en: "envelope" },
  fund: { fr: "fonds", en: "fund" },
  member: { fr: "participant·e", en: "member" },
  "third-party": { fr: "tiers", en: "third party" },
  round: { fr: "cobudget", en: "round" },
  expenses: { fr: "frais", en: "expenses" },
  work: { fr: "travail", en: "work" },
  rights: { fr: "droits", en: "rights" },
  reimburse: { fr: "à rembourser", en: "reimburse" },
  gift: { fr: "abandon de frais", en: "gift" },
  collective: { fr: "payé par le collectif", en: "collective" },
  time: { fr: "temps", en: "time" },
  lent: { fr: "mise à disposition", en: "lent" },
  given: { fr: "don en nature", en: "given in kind" },
  declared: { fr: "déclarée", en: "declared" },
  questioned: { fr: "questionnée", en: "questioned" },
  answered: { fr: "répondue", en: "answered" },
  withdrawn: { fr: "retirée", en: "withdrawn" },
};

/** A word of ours in the dialect's language; another word stays as it is. */
const say = (word: string | null, language: Language): string | null => (word === null ? null : (words[word]?.[language] ?? word));

const sayEntry = (word: string | null, language: Language): string | null =>
  word === null ? null : (entryWords[word]?.[language] ?? say(word, language));

/** What the sheet of each is called. */
export const titles = {
  contributions: { fr: "Contributions", en: "Contributions" },
  shares: { fr: "Rétributions", en: "Shares" },
  entries: { fr: "Écritures", en: "Entries" },
  balances: { fr: "Soldes", en: "Balances" },
  wealth: { fr: "Richesses", en: "Wealth" },
  volunteering: { fr: "Bénévolat", en: "Volunteering" },
};

/** What was withdrawn is not added to what stands. */
const ofOneKind = ({ kind, status }: ContributionRow): string => `${kind} ${status === "withdrawn"}`;

export const contributionColumns = (currency: string, language: Language): readonly CsvColumn<ContributionRow>[] => [
  { kind: "day", header: { fr: "Date", en: "Date" }, value: (row) => row.dayOn },
  { kind: "day", header: { fr: "Jusqu’au", en: "Until" }, value: (row) => row.untilOn },
  { kind: "text", header: { fr: "Participant·e", en: "Member" }, value: (row) => row.member },
  { kind: "text", header: { fr: "Nature", en: "Kind" }, value: (row) => row.kind },
  { kind: "decimal", header: { fr: "Quantité", en: "Quantity" }, value: (row) => row.quantity },
  { kind: "text", header: { fr: "Unité", en: "Unit" }, value: (row) => (row.quantity === null ? null : row.unit) },
  { kind: "amount", currency, header: { fr: "Montant", en: "Amount" }, value: (row) => minorOf(row.amountMinor), adds: ofOneKind },
  { kind: "amount", currency, header: { fr: "Souhaité", en: "Claim" }, value: (row) => minorOf(row.claimMinor), adds: ofOneKind },
  { kind: "text", header: { fr: "Cercle", en: "Circle" }, value: (row) => row.circle },
  { kind: "text", header: { fr: "Enveloppe", en: "Envelope" }, value: (row) => row.envelope },
  { kind: "text", header: { fr: "Versé à", en: "Paid to" }, value: (row) => row.payee },
  { kind: "text", header: { fr: "Note", en: "Note" }, value: (row) => row.note },
  { kind: "text", header: { fr: "Étiquettes", en: "Tags" }, value: (row) => row.tags },
  { kind: "text", header: { fr: "Justificatif", en: "Evidence" }, value: (row) => row.evidence },
  { kind: "text", header: { fr: "Règlement", en: "Settlement" }, value: (row) => say(row.settlement, language) },
  {
    kind: "text",
    header: { fr: "Bénévole", en: "Volunteered" },
    value: ({ isVolunteered }) => (isVolunteered ? (language === "fr" ? "oui" : "yes") : null),
  },
  { kind: "text", header: { fr: "État", en: "Status" }, value: (row) => say(row.status, language) },
  { kind: "text", header: { fr: "Référence", en: "Reference" }, value: (row) => row.id },
];

export const entryColumns = (language: Language): readonly CsvColumn<EntryLineRow>[] => [
  { kind: "integer", header: { fr: "Position", en: "Position" }, value: (row) => BigInt(row.position) },
  { kind: "day", header: { fr: "Exercice", en: "Fiscal year" }, value: (row) => row.yearStartsOn },
  { kind: "integer", header: { fr: "Numéro", en: "Number" }, value: (row) => row.number },
  { kind: "day", header: { fr: "Date", en: "Date" }, value: (row) => row.datedOn },
  { kind: "text", header: { fr: "Écriture", en: "Entry" }, value: (row) => sayEntry(row.kind, language) },
  { kind: "text", header: { fr: "Pièce", en: "Document" }, value: (row) => row.document },
  { kind: "text", header: { fr: "Libellé", en: "Text" }, value: (row) => row.text },
  { kind: "integer", header: { fr: "Ligne", en: "Line" }, value: (row) => row.line },
  { kind: "text", header: { fr: "Classe", en: "Class" }, value: (row) => say(row.class, language) },
  { kind: "text", header: { fr: "Compte", en: "Account" }, value: (row) => row.account },
  {
    kind: "amount",
    currency: (row) => row.commodity,
    header: { fr: "Débit", en: "Debit" },
    value: ({ amountMinor }) => (BigInt(amountMinor) > 0n ? BigInt(amountMinor) : null),
    adds: true,
  },
  {
    kind: "amount",
    currency: (row) => row.commodity,
    header: { fr: "Crédit", en: "Credit" },
    value: ({ amountMinor }) => (BigInt(amountMinor) < 0n ? -BigInt(amountMinor) : null),
    adds: true,
  },
  { kind: "text", header: { fr: "Monnaie", en: "Currency" }, value: (row) => row.commodity },
  { kind: "text", header: { fr: "Nature", en: "Nature" }, value: (row) => sayEntry(row.nature, language) },
  { kind: "text", header: { fr: "Pour", en: "For" }, value: (row) => row.forMember },
  { kind: "integer", header: { fr: "Contre-passe", en: "Reverses" }, value: (row) => row.reversesNumber },
  { kind: "text", header: { fr: "Empreinte", en: "Hash" }, value: (row) => row.hash },
];

export interface ExplainedShare extends ShareRow {
  readonly explanation: string;
}

export const shareColumns = (language: Language): readonly CsvColumn<ExplainedShare>[] => {
  const money = (header: { fr: string; en: string }, value: (row: ExplainedShare) => bigint): CsvColumn<ExplainedShare> => ({
    kind: "amount",
    currency: (row) => row.currency,
    header,
    value,
    adds: true,
  });
  return [
    { kind: "day", header: { fr: "Date", en: "Date" }, value: (row) => row.datedOn },
    { kind: "text", header: { fr: "Enveloppe", en: "Envelope" }, value: (row) => row.envelope },
    { kind: "text", header: { fr: "Partage", en: "Sharing" }, value: (row) => row.sharing },
    { kind: "integer", header: { fr: "Rang", en: "Sequence" }, value: (row) => row.sequence },
    { kind: "text", header: { fr: "Participant·e", en: "Member" }, value: (row) => row.member },
    { kind: "text", header: { fr: "Versé à", en: "Paid to" }, value: (row) => row.payee },
    { kind: "text", header: { fr: "Nature", en: "Nature" }, value: (row) => say(row.nature, language) },
    money({ fr: "Rétribution", en: "Share" }, (row) => BigInt(row.amountMinor)),
    money({ fr: "Payé", en: "Paid" }, (row) => BigInt(row.paidMinor)),
    money({ fr: "Laissé au commun", en: "Waived" }, (row) => BigInt(row.waivedMinor)),
    money({ fr: "Reste dû", en: "Left" }, (row) => BigInt(row.amountMinor) - BigInt(row.paidMinor) - BigInt(row.waivedMinor)),
    { kind: "text", header: { fr: "Monnaie", en: "Currency" }, value: (row) => row.currency },
    { kind: "text", header: { fr: "Explication", en: "Explanation" }, value: (row) => row.explanation },
  ];
};

export const balanceColumns = (language: Language): readonly CsvColumn<BalanceRow>[] => [
  { kind: "text", header: { fr: "Classe", en: "Class" }, value: (row) => say(row.class, language) },
  { kind: "text", header: { fr: "Compte", en: "Account" }, value: (row) => row.name },
  {
    kind: "amount",
    currency: (row) => row.commodity,
    header: { fr: "Solde", en: "Balance" },
    value: (row) => BigInt(row.shown),
  },
  { kind: "text", header: { fr: "Monnaie", en: "Currency" }, value: (row) => row.commodity },
];

/** A line a member and kind, as nothing is added across kinds. A quality has no number: its words are among contributions. */
export const wealthColumns = (currency: string): readonly CsvColumn<Given>[] => [
  { kind: "text", header: { fr: "Participant·e", en: "Member" }, value: (row) => row.member },
  { kind: "text", header: { fr: "Nature", en: "Kind" }, value: (row) => row.kind },
  { kind: "decimal", header: { fr: "Quantité", en: "Quantity" }, value: (row) => row.quantity },
  { kind: "text", header: { fr: "Unité", en: "Unit" }, value: (row) => (row.quantity === null ? null : row.unit) },
  { kind: "amount", currency, header: { fr: "Montant", en: "Amount" }, value: (row) => row.amountMinor, adds: (row) => row.kind },
  { kind: "integer", header: { fr: "Contributions", en: "Contributions" }, value: (row) => BigInt(row.count) },
];

/** What people gave without pay, a line a contribution: what a sheet to sign lists. */
export const volunteeringColumns = (currency: string, language: Language): readonly CsvColumn<VolunteeredLine>[] => [
  { kind: "text", header: { fr: "Participant·e", en: "Member" }, value: (row) => row.member },
  { kind: "day", header: { fr: "Date", en: "Date" }, value: (row) => row.dayOn },
  { kind: "day", header: { fr: "Jusqu’au", en: "Until" }, value: (row) => row.untilOn },
  { kind: "text", header: { fr: "Cercle", en: "Circle" }, value: (row) => row.circle },
  { kind: "text", header: { fr: "Enveloppe", en: "Envelope" }, value: (row) => row.envelope },
  { kind: "text", header: { fr: "Nature", en: "Kind" }, value: (row) => row.kind },
  { kind: "text", header: { fr: "Valorisé comme", en: "Valued as" }, value: (row) => say(row.valuedAs, language) },
  { kind: "decimal", header: { fr: "Quantité", en: "Quantity" }, value: (row) => row.quantity },
  { kind: "text", header: { fr: "Unité", en: "Unit" }, value: (row) => (row.quantity === null ? null : row.unit) },
  { kind: "amount", currency, header: { fr: "Montant", en: "Amount" }, value: (row) => minorOf(row.amountMinor) },
  { kind: "text", header: { fr: "Note", en: "Note" }, value: (row) => row.note },
];
