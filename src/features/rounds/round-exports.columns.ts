/** The columns of the exports of a round. */
import type { Operation, PledgeFigures } from "../../domain/pledge-history.js";
import type { Language } from "../../domain/refusals.js";
import { parseCommodity, type ShownBucketStatus } from "../../domain/round.js";
import type { BucketOutcome } from "../../domain/settlement.js";
import type { CsvColumn } from "../../exchange/csv-write.js";

/** What the sheet of each is called. */
export const titles = {
  participants: { fr: "Participant·es", en: "Participants" },
  operations: { fr: "Opérations", en: "Operations" },
  results: { fr: "Résultats", en: "Results" },
};

/** Words that a cell holds, in both languages. */
const operationWords: Readonly<Record<Operation["what"], { fr: string; en: string }>> = {
  pool: { fr: "mise", en: "pool" },
  credits: { fr: "crédits", en: "credits" },
  pledge: { fr: "fléchage", en: "pledge" },
  withdrawn: { fr: "repris", en: "taken back" },
  returned: { fr: "rendu", en: "given back" },
  completed: { fr: "par la règle", en: "by the rule" },
  settlement: { fr: "clôture", en: "settlement" },
};
const statusWords: Readonly<Record<ShownBucketStatus, { fr: string; en: string }>> = {
  draft: { fr: "brouillon", en: "draft" },
  published: { fr: "publié", en: "published" },
  open: { fr: "ouvert", en: "open" },
  funded: { fr: "financé", en: "funded" },
  completed: { fr: "réalisé", en: "completed" },
  cancelled: { fr: "annulé", en: "cancelled" },
};
const outcomeWords: Readonly<Record<BucketOutcome, { fr: string; en: string }>> = {
  accepted: { fr: "accepté", en: "accepted" },
  reached: { fr: "minimum atteint", en: "minimum reached" },
  completed: { fr: "complété", en: "completed by the rule" },
  under_minimum: { fr: "sous le minimum", en: "under the minimum" },
  elected: { fr: "retenu", en: "chosen" },
  not_elected: { fr: "pas retenu", en: "not chosen" },
  unpublished: { fr: "non publié", en: "not published" },
  cancelled: { fr: "annulé", en: "cancelled" },
};

const text = <Row>(fr: string, en: string, value: (row: Row) => string | null): CsvColumn<Row> => ({
  kind: "text",
  header: { fr, en },
  value,
});
const money =
  (currency: string) =>
  <Row>(fr: string, en: string, value: (row: Row) => bigint | null): CsvColumn<Row> => ({
    kind: "amount",
    currency,
    header: { fr, en },
    value,
  });
/** What may be added up: each amount of it stands in one row alone. */
const added =
  (currency: string) =>
  <Row>(fr: string, en: string, value: (row: Row) => bigint | null): CsvColumn<Row> => ({
    kind: "amount",
    currency,
    header: { fr, en },
    value,
    adds: true,
  });

/** A participant, and a bucket they ever pledged to; null where there is none. */
export interface ParticipantLine {
  readonly participant: string;
  readonly creditsMinor: bigint;
  readonly bucket: string | null;
  readonly pledged: PledgeFigures | null;
}

export function participantColumns(commodity: string): readonly CsvColumn<ParticipantLine>[] {
  const [amount, sum] = [money(commodity), added(commodity)];
  return [
    text("Participant·e", "Participant", (row) => row.participant),
    text("Projet", "Bucket", (row) => row.bucket),
    amount("Crédits reçus", "Credits", (row) => row.creditsMinor),
    amount("Au plus haut", "Peak", (row) => row.pledged?.peakMinor ?? null),
    sum("Repris", "Withdrawn", (row) => row.pledged?.withdrawnMinor ?? null),
    sum("Rendu", "Given back", (row) => row.pledged?.returnedMinor ?? null),
    sum("Fléché à la clôture", "Pledged at the close", (row) => row.pledged?.finalMinor ?? null),
    text("Monnaie", "Currency", () => commodity),
  ];
}

export interface OperationLine extends Operation {
  readonly participant: string | null;
  readonly bucket: string | null;
}

export const operationColumns = (commodity: string, timeZone: string, language: Language): readonly CsvColumn<OperationLine>[] => [
  { kind: "integer", header: { fr: "Position", en: "Position" }, value: (row) => row.position },
  { kind: "instant", header: { fr: "Quand", en: "When" }, value: (row) => row.at, timeZone },
  text("Opération", "Operation", (row) => operationWords[row.what][language]),
  text("Participant·e", "Participant", (row) => row.participant),
  text("Projet", "Bucket", (row) => row.bucket),
  money(commodity)("Montant", "Amount", (row) => row.amountMinor),
  text("Monnaie", "Currency", () => commodity),
  { kind: "integer", header: { fr: "Numéro d’écriture", en: "Entry number" }, value: (row) => row.number },
];

/** A bucket and how it ends; what is veiled is null. */
export interface ResultLine {
  /** Votes or points, where people vote. */
  readonly votes: string | null;
  readonly title: string;
  readonly cocreators: string;
  readonly minMinor: bigint;
  readonly maxMinor: bigint;
  readonly status: ShownBucketStatus;
  readonly outcome: BucketOutcome | null;
  /** Decimal texts, as the settlement has them. */
  readonly pledged: string | null;
  readonly completed: string | null;
  readonly amount: string | null;
  readonly participants: number | null;
  readonly envelope: string | null;
  readonly explanation: string | null;
}

/** What a round counts, where people vote: votes, or points. */
export type CountedIn = "votes" | "points" | null;
const countedWords = { votes: { fr: "Voix", en: "Votes" }, points: { fr: "Points", en: "Points" } };

export function resultColumns(commodity: string, language: Language, counted: CountedIn): readonly CsvColumn<ResultLine>[] {
  const [amount, sum] = [money(commodity), added(commodity)];
  const minor = (text: string | null) => (text === null ? null : parseCommodity(text, commodity));
  const votes: CsvColumn<ResultLine>[] = counted ? [{ kind: "decimal", header: countedWords[counted], value: (row) => row.votes }] : [];
  return [
    text("Projet", "Bucket", (row) => row.title),
    text("Porté par", "Cocreators", (row) => row.cocreators),
    amount("Minimum", "Minimum", (row) => row.minMinor),
    amount("Maximum", "Maximum", (row) => row.maxMinor),
    text("État", "Status", (row) => statusWords[row.status][language]),
    text("Issue", "Outcome", (row) => row.outcome && outcomeWords[row.outcome][language]),
    ...votes,
    sum("Fléché", "Pledged", (row) => minor(row.pledged)),
    sum("Complété de", "Completed by", (row) => minor(row.completed)),
    sum("Montant", "Amount", (row) => minor(row.amount)),
    { kind: "integer", header: { fr: "Participant·es", en: "Participants" }, value: (row) => row.participants },
    text("Enveloppe", "Envelope", (row) => row.envelope),
    text("Monnaie", "Currency", () => commodity),
    text("Explication", "Explanation", (row) => row.explanation),
  ];
}
