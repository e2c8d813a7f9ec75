/**
 * The association chart of accounts, as far as Moisson projects into it: which account each thing that happens is booked on
 * unless the treasurer says otherwise. Data, with the fiscal years each version holds for.
 *
 * Sources. «2018»: règlement ANC 2018-06 of 5 December 2018 for private non-profit bodies, with the plan comptable général it
 * completes, for fiscal years that begin from 1 January 2020 on. «2025»: the same as amended after règlement ANC 2022-06 (the
 * modernised plan comptable général), for fiscal years that begin from 1 January 2025 on. Labels are those of the regulation.
 */
import type { Day } from "../calendar.js";

/** Everything that needs an account. The words after the colon are natures of lines (domain/postings). */
export const accountingRules = [
  "bank",
  "third-party",
  "member:work",
  "member:rights",
  "member:expenses",
  "member:other",
  "in:grant",
  "in:service",
  "in:gift",
  "in:subscription",
  "in:free-price",
  "in:other",
  "out:purchase",
  "out:service",
  "out:travel",
  "out:rent",
  "out:insurance",
  "out:communication",
  "out:tax",
  "out:bank-fee",
  "out:other",
  "share:work",
  "share:rights",
  "share:expenses",
  "waived:expenses",
  "waived:other",
  "internal",
  "opening",
  "opening:deficit",
  "dedicated",
  "dedicated:set-aside",
  "dedicated:used",
  "volunteered:time",
  "volunteered:time:given",
  "volunteered:lent",
  "volunteered:lent:given",
  "volunteered:given",
  "volunteered:given:given",
] as const;
export type AccountingRule = (typeof accountingRules)[number];

export interface ChartAccount {
  /** Three digits or more, as the plan comptable numbers them. */
  readonly number: string;
  readonly label: string;
}

export interface Chart {
  readonly id: "2018" | "2025";
  /** For fiscal years that begin on this day or later. */
  readonly from: Day;
  readonly accounts: Readonly<Record<AccountingRule, ChartAccount>>;
}

const account = (number: string, label: string): ChartAccount => ({ number, label });

const of2025: Chart["accounts"] = {
  bank: account("512", "Banques"),
  "third-party": account("401", "Fournisseurs"),
  "member:work": account("4672", "Créditeurs divers"),
  "member:rights": account("4672", "Créditeurs divers"),
  "member:expenses": account("4681", "Frais des bénévoles"),
  "member:other": account("4672", "Créditeurs divers"),
  "in:grant": account("741", "Subventions d’exploitation"),
  "in:service": account("706", "Prestations de services"),
  "in:gift": account("75411", "Dons manuels"),
  "in:subscription": account("756", "Cotisations"),
  "in:free-price": account("706", "Prestations de services"),
  "in:other": account("758", "Indemnités et autres produits"),
  "out:purchase": account("606", "Achats non stockés de matières et fournitures"),
  "out:service": account("604", "Achats d’études et prestations de services"),
  "out:travel": account("625", "Déplacements, missions et réceptions"),
  "out:rent": account("613", "Locations"),
  "out:insurance": account("616", "Primes d’assurance"),
  "out:communication": account("623", "Publicité, publications, relations publiques"),
  "out:tax": account("635", "Autres impôts, taxes et versements assimilés"),
  "out:bank-fee": account("627", "Services bancaires et assimilés"),
  "out:other": account("628", "Divers"),
  "share:work": account("622", "Rémunérations d’intermédiaires et honoraires"),
  "share:rights": account("651", "Redevances, droits d’auteur et valeurs similaires"),
  "share:expenses": account("625", "Déplacements, missions et réceptions"),
  "waived:expenses": account("75412", "Abandons de frais par les bénévoles"),
  "waived:other": account("75413", "Abandons exprès de revenus ou de produits"),
  internal: account("580", "Virements internes"),
  opening: account("110", "Report à nouveau, solde créditeur"),
  "opening:deficit": account("119", "Report à nouveau, solde débiteur"),
  dedicated: account("194", "Fonds dédiés sur subventions d’exploitation"),
  "dedicated:set-aside": account("6894", "Reports en fonds dédiés sur subventions d’exploitation"),
  "dedicated:used": account("7894", "Utilisations de fonds dédiés sur subventions d’exploitation"),
  "volunteered:time": account("864", "Personnel bénévole"),
  "volunteered:time:given": account("875", "Bénévolat"),
  "volunteered:lent": account("861", "Mise à disposition gratuite de biens"),
  "volunteered:lent:given": account("871", "Prestations en nature"),
  "volunteered:given": account("860", "Secours en nature"),
  "volunteered:given:given": account("870", "Dons en nature"),
};

/** The versions, the latest first. */
export const charts: readonly Chart[] = [
  { id: "2025", from: "2025-01-01", accounts: of2025 },
  {
    id: "2018",
    from: "0000-01-01",
    accounts: {
      ...of2025,
      "in:grant": account("740", "Subventions d’exploitation"),
      "in:other": account("758", "Produits divers de gestion courante"),
      "waived:other": account("75411", "Dons manuels"),
    },
  },
];

/** The version that holds for a fiscal year, by its first day. */
export const chartOf = (yearStartsOn: Day): Chart => charts.find(({ from }) => from <= yearStartsOn) ?? (charts.at(-1) as Chart);
