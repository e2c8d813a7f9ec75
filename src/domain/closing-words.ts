/** What to look at before a fiscal year closes, in words: on its page and on the command line (domain/closing). */
import type { Language } from "./refusals.js";

export const closingMatters = [
  "year_not_over",
  "year_before_open",
  "year_round_secret",
  "sharings_waiting",
  "bills_unpaid",
  "shares_unpaid",
  "contributions_questioned",
  "receipts_missing",
  "bank_lines_open",
  "banks_below",
  "reports_due",
  "rates_missing",
  "siren_missing",
] as const;
export type ClosingMatter = (typeof closingMatters)[number];

type Said = Readonly<Record<ClosingMatter, (count: number, amount: string) => string>>;

/** The form a count takes: French counts 0 as one, English as many. */
const form = (said: Language, count: number, { one, other }: { readonly one: string; readonly other: string }): string =>
  count === 1 || (said === "fr" && count === 0) ? one : other;

const fr: Said = {
  year_not_over: () => "L’exercice n’est pas fini.",
  year_before_open: () => "L’exercice d’avant est encore ouvert.",
  year_round_secret: (count) =>
    form("fr", count, {
      one: "Un cobudget garde ses fléchages secrets : il se clôt d’abord.",
      other: `${count} cobudgets gardent leurs fléchages secrets : ils se closent d’abord.`,
    }),
  sharings_waiting: (count) =>
    form("fr", count, {
      one: "Un partage proposé ou adopté n’est pas encore versé.",
      other: `${count} partages proposés ou adoptés ne sont pas encore versés.`,
    }),
  bills_unpaid: (count, amount) =>
    form("fr", count, { one: `Une facture reste à payer : ${amount}.`, other: `${count} factures restent à payer : ${amount}.` }),
  shares_unpaid: (count, amount) =>
    form("fr", count, {
      one: `Une rétribution reste à verser : ${amount}.`,
      other: `${count} rétributions restent à verser : ${amount}.`,
    }),
  contributions_questioned: (count) =>
    form("fr", count, { one: "Une contribution est encore questionnée.", other: `${count} contributions sont encore questionnées.` }),
  receipts_missing: (count) =>
    form("fr", count, { one: "Un frais n’a pas de justificatif.", other: `${count} frais n’ont pas de justificatif.` }),
  bank_lines_open: (count) =>
    form("fr", count, {
      one: "Une ligne de relevé attend d’être rapprochée.",
      other: `${count} lignes de relevé attendent d’être rapprochées.`,
    }),
  banks_below: (count) =>
    form("fr", count, { one: "Un compte finit l’année à découvert.", other: `${count} comptes finissent l’année à découvert.` }),
  reports_due: (count) =>
    form("fr", count, {
      one: "Un compte rendu à un financeur était dû.",
      other: `${count} comptes rendus à des financeurs étaient dus.`,
    }),
  rates_missing: () => "Du bénévolat n’a pas de taux de référence : il compte en heures, pas en euros.",
  siren_missing: () => "Le numéro SIREN manque aux réglages : sans lui, pas de fichier des écritures comptables.",
};

const en: Said = {
  year_not_over: () => "The year is not over.",
  year_before_open: () => "The year before it is still open.",
  year_round_secret: (count) =>
    form("en", count, {
      one: "A round keeps its pledges secret: it closes first.",
      other: `${count} rounds keep their pledges secret: they close first.`,
    }),
  sharings_waiting: (count) =>
    form("en", count, {
      one: "A sharing that was proposed or adopted is not posted yet.",
      other: `${count} sharings that were proposed or adopted are not posted yet.`,
    }),
  bills_unpaid: (count, amount) =>
    form("en", count, { one: `One bill is still to be paid: ${amount}.`, other: `${count} bills are still to be paid: ${amount}.` }),
  shares_unpaid: (count, amount) =>
    form("en", count, {
      one: `One share is still to be paid: ${amount}.`,
      other: `${count} shares are still to be paid: ${amount}.`,
    }),
  contributions_questioned: (count) =>
    form("en", count, { one: "One contribution is still questioned.", other: `${count} contributions are still questioned.` }),
  receipts_missing: (count) => form("en", count, { one: "One expense has no receipt.", other: `${count} expenses have no receipt.` }),
  bank_lines_open: (count) =>
    form("en", count, {
      one: "One line of a statement waits to be matched.",
      other: `${count} lines of statements wait to be matched.`,
    }),
  banks_below: (count) =>
    form("en", count, { one: "One bank account ends the year overdrawn.", other: `${count} bank accounts end the year overdrawn.` }),
  reports_due: (count) => form("en", count, { one: "A report to a funder was due.", other: `${count} reports to funders were due.` }),
  rates_missing: () => "Some volunteering has no reference rate: it counts in hours, not in euros.",
  siren_missing: () => "The SIREN number is missing in the settings: without it there is no file of accounting entries.",
};

/** One matter in a sentence; the amount as its reader writes amounts, empty where it is no money. */
export const closingSentence = (what: ClosingMatter, count: number, amount: string, language: Language): string =>
  (language === "fr" ? fr : en)[what](count, amount);
