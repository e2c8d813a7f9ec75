/**
 * Reports as tables: each figure on a line of its own, so that a spreadsheet sorts and filters them. Nothing is added below: the
 * same money stands in several parts.
 *
 *   Enveloppes et fonds;Kit incubateur;reste;;;1008,50
 *   Natures;Heures;donné;42,5;h;
 */
import { entryWords } from "../../domain/entry-words.js";
import { formatAmount, parseAmount } from "../../domain/money.js";
import type { Language } from "../../domain/refusals.js";
import { type CsvColumn, dayInWords } from "../../exchange/csv-write.js";
import type { EnvelopeReport, YearReport } from "./reports.schema.js";

type Words = Readonly<Record<Language, string>>;

/** One figure: of what part of the report, of whom or what, and which. */
export interface FigureRow {
  readonly part: Words;
  readonly name: string;
  readonly figure: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly amount: string | null;
}

export const reportTitles = { year: { fr: "Bilan", en: "Report" }, envelope: { fr: "Compte rendu financier", en: "Financial report" } };

export const figureColumns = (currency: string, language: Language): readonly CsvColumn<FigureRow>[] => [
  { kind: "text", header: { fr: "Partie", en: "Part" }, value: ({ part }) => part[language] },
  { kind: "text", header: { fr: "De quoi", en: "Of what" }, value: ({ name }) => name },
  { kind: "text", header: { fr: "Chiffre", en: "Figure" }, value: ({ figure }) => figure },
  { kind: "decimal", header: { fr: "Quantité", en: "Quantity" }, value: ({ quantity }) => quantity },
  { kind: "text", header: { fr: "Unité", en: "Unit" }, value: ({ unit }) => unit },
  {
    kind: "amount",
    header: { fr: "Montant", en: "Amount" },
    currency,
    value: ({ amount }) => (amount === null ? null : parseAmount(amount, currency)),
  },
];

const parts = {
  together: { fr: "Ensemble", en: "Together" },
  flows: { fr: "Entrées et sorties", en: "In and out" },
  purses: { fr: "Enveloppes et fonds", en: "Envelopes and funds" },
  circles: { fr: "Cercles", en: "Circles" },
  kinds: { fr: "Natures", en: "Kinds" },
  members: { fr: "Participant·es", en: "Members" },
  funding: { fr: "Financement", en: "Funding" },
  money: { fr: "Argent", en: "Money" },
  plan: { fr: "Budget", en: "Budget" },
  volunteering: { fr: "Bénévolat", en: "Volunteering" },
  outside: { fr: "Hors du financement", en: "Outside of the funding" },
};

const words: Readonly<Record<string, Words>> = {
  ...entryWords,
  in: { fr: "entré", en: "in" },
  out: { fr: "sorti", en: "out" },
  share: { fr: "partagé", en: "shared" },
  waived: { fr: "laissé au commun", en: "waived" },
  before: { fr: "avant", en: "before" },
  received: { fr: "entré", en: "received" },
  transferred: { fr: "viré", en: "transferred" },
  billed: { fr: "factures et frais", en: "billed" },
  shared: { fr: "partagé", en: "shared" },
  spent: { fr: "dépensé", en: "spent" },
  after: { fr: "reste", en: "left" },
  funds: { fr: "Fonds, hors des cercles", en: "Funds, of no circle" },
  rounds: { fr: "Vers les cobudgets", en: "To rounds" },
  result: { fr: "reste", en: "left" },
  given: { fr: "donné", en: "given" },
  people: { fr: "personnes", en: "people" },
  paid: { fr: "versé", en: "paid" },
  planned: { fr: "prévu", en: "planned" },
  realised: { fr: "réalisé", en: "realised" },
  time: { fr: "temps", en: "time" },
  lent: { fr: "mise à disposition", en: "lent" },
  "given-in-kind": { fr: "don en nature", en: "given in kind" },
  hours: { fr: "heures", en: "hours" },
  value: { fr: "valeur", en: "value" },
  funder: { fr: "financeur", en: "funder" },
  agreement: { fr: "convention", en: "agreement" },
};

const say = (word: string, language: Language): string => words[word]?.[language] ?? word;

type Figure = Partial<Pick<FigureRow, "quantity" | "unit" | "amount">>;
const row = (part: Words, name: string, figure: string, { quantity = null, unit = null, amount = null }: Figure): FigureRow => ({
  ...{ part, name, figure, quantity, unit, amount },
});

const period = (from: string, until: string, language: Language): string =>
  `${dayInWords(from, language)} – ${dayInWords(until, language)}`;

const summed = ["before", "received", "transferred", "spent", "after"] as const;
const pursed = ["before", "received", "transferred", "billed", "shared", "after"] as const;

/** The figures of a year, part by part, as its page has them. */
export function yearFigures(report: YearReport, language: Language): FigureRow[] {
  const figure = (what: string) => say(what, language);
  const amounts = <What extends string>(
    part: Words,
    of: { readonly name: string } & Readonly<Record<What, string>>,
    whats: readonly What[],
  ) => whats.map((what) => row(part, of.name, figure(what), { amount: of[what] }));
  const toRounds = (part: Words) =>
    report.rounds === formatAmount(0n, report.currency)
      ? []
      : [row(part, figure("rounds"), figure("transferred"), { amount: report.rounds })];
  const year = period(report.startsOn, report.endsOn, language);
  return [
    row(parts.together, year, figure("in"), { amount: report.inflow }),
    row(parts.together, year, figure("out"), { amount: report.outflow }),
    row(parts.together, year, figure("result"), { amount: report.result }),
    ...report.flows.map(({ side, nature, amount }) => row(parts.flows, figure(nature), figure(side), { amount })),
    ...report.purses.flatMap((purse) => amounts(parts.purses, purse, pursed)),
    ...toRounds(parts.purses),
    ...report.circles.flatMap((circle) => amounts(parts.circles, circle, summed)),
    ...(report.funds ? amounts(parts.circles, { name: figure("funds"), ...report.funds }, summed) : []),
    ...toRounds(parts.circles),
    ...report.kinds.flatMap((kind) => [
      row(parts.kinds, kind.name, figure("given"), {
        quantity: kind.quantity,
        unit: kind.quantity === null ? null : kind.unit,
        amount: kind.amount,
      }),
      row(parts.kinds, kind.name, figure("people"), { quantity: String(kind.people) }),
      row(parts.kinds, kind.name, figure("paid"), { amount: kind.paid }),
    ]),
    ...report.members.flatMap((member) => amounts(parts.members, member, ["work", "rights", "expenses", "waived", "paid"])),
  ];
}

/** The figures of an envelope’s report: its money, planned beside realised, what was given without pay, what a funder is told. */
export function envelopeFigures(report: EnvelopeReport, language: Language): FigureRow[] {
  const figure = (what: string) => say(what, language);
  const days = period(report.fromOn, report.untilOn, language);
  const told = (["funder", "agreement"] as const).flatMap((what) => {
    const text = report[what];
    return text === null ? [] : [row(parts.funding, text, figure(what), {})];
  });
  return [
    ...told,
    ...pursed.map((what) => row(parts.money, days, figure(what), { amount: report[what] })),
    ...report.plan.flatMap(({ side, nature, labels, planned, realised }) => {
      const name = [`${figure(nature)} (${figure(side)})`, ...labels].join(" · ");
      return [
        row(parts.plan, name, figure("planned"), { amount: planned }),
        row(parts.plan, name, figure("realised"), { amount: realised }),
      ];
    }),
    ...report.volunteering.flatMap(({ valuedAs, hours, value }) => {
      const name = figure(valuedAs === "given" ? "given-in-kind" : valuedAs);
      return [
        ...(valuedAs === "time" ? [row(parts.volunteering, name, figure("hours"), { quantity: hours, unit: "h" })] : []),
        row(parts.volunteering, name, figure("value"), { amount: value }),
      ];
    }),
    ...report.outside.map(({ label, dayOn, amount, kind }) => row(parts.outside, label, kind ?? dayInWords(dayOn, language), { amount })),
  ];
}
