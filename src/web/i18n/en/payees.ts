/** Texts of what each payee was paid in a year. */
import { plural } from "../../speech.js";
import type fr from "../fr/payees.js";

export default {
  title: (year: number, payees: number) =>
    plural("en", payees, {
      zero: `Nobody was paid in ${year}.`,
      one: `One payee was paid in ${year}.`,
      other: `${payees} payees were paid in ${year}.`,
    }),
  lead: "For who keeps the accounts: what was paid in the calendar year, by nature and on what footing. Moisson informs, and gives no legal advice.",
  year: "Year",
  previous: (year: number) => `See ${year}`,
  download: (format: string) => `Download as ${format}`,
  threshold: (amount: string, source: string) =>
    `More than ${amount} of fees and rights in the year to one payee: to be declared (DAS2). Source: ${source}.`,
  above: "to be declared (DAS2)",
  fees: (amount: string) => `of which fees and rights: ${amount}`,
  siret: (siret: string) => `SIRET ${siret}`,
  noFooting: "on what footing?",
  payments: (count: number) => plural("en", count, { one: "One payment", other: `${count} payments` }),
  board: {
    title: "Members of the board",
    lead: "What sharings give them each month, expenses apart, beside the threshold of three quarters of the minimum wage (CGI art. 261, 7, 1° d).",
    above: "above",
    threshold: (amount: string) => `threshold ${amount}`,
  },
} satisfies typeof fr;
