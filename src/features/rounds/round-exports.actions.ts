/**
 * Exports of a round as CSV or a spreadsheet: its participants with how their minds changed, its operations, its results. While pledges are
 * secret each holds what its reader may see (db/veil): their own pledges alone, and of results no figure and no outcome.
 */
import type { Queryable } from "../../db/client.js";
import { type ExportFile, writeExportFile } from "../../db/export-file.js";
import { formatCommodity } from "../../domain/ledger.js";
import { type Completed, type Operation, operationsOf, type PledgeFigures, pledgeFiguresOf } from "../../domain/pledge-history.js";
import { isVeiled, parseCommodity, shownStatus } from "../../domain/round.js";
import { readTallyOptions } from "../../domain/round-election.js";
import { bucketSentence } from "../../domain/settlement.js";
import type { TallyResult } from "../../domain/tally/result.js";
import type { CsvColumn, CsvDialect, Rows } from "../../exchange/csv-write.js";
import { type TableFormat, writeTable } from "../../exchange/table-write.js";
import { readSettlement } from "./closing.actions.js";
import type { SettlementAnswer } from "./closing.schema.js";
import { type Acting, isShownTo } from "./open-round.js";
import {
  type CountedIn,
  type OperationLine,
  operationColumns,
  type ParticipantLine,
  participantColumns,
  type ResultLine,
  resultColumns,
  titles,
} from "./round-exports.columns.js";
import { listGivenBackAtClose, listRoundMoves, namesInRound } from "./round-exports.queries.js";
import { requireRound } from "./rounds.answers.js";
import { type BucketRow, bucketFactsOf, listBuckets, listParticipants, type RoundRow, roundFactsOf } from "./rounds.queries.js";

export const roundExportNames = ["participants", "operations", "results"] as const;
export type RoundExportName = (typeof roundExportNames)[number];

export interface RoundExportWanted {
  readonly what: RoundExportName;
  readonly format: TableFormat;
  readonly dialect: CsvDialect;
}

/** Writes an export of a round to a file of its own. Refuses `not_found`, `sheet_too_long`. */
export const writeRoundExport = (db: Queryable, acting: Acting, id: string, wanted: RoundExportWanted): Promise<ExportFile> =>
  writeExportFile(
    db,
    acting.caller.collective.id,
    (tx) => tableOf(tx, acting, id, wanted),
    (position) => `${acting.caller.collective.slug}-round-${wanted.what}-${position}.${wanted.format}`,
  );

/** What every export of a round is told from. */
interface Told {
  readonly round: RoundRow;
  readonly buckets: readonly BucketRow[];
  /** In the order of the chain, those that the reader may see. */
  readonly operations: readonly Operation[];
  readonly figures: readonly PledgeFigures[];
  /** By id: members, and envelopes of buckets. */
  readonly names: ReadonlyMap<string, string>;
}

async function* tableOf(
  tx: Queryable,
  acting: Acting,
  id: string,
  { what, format, dialect }: RoundExportWanted,
): AsyncGenerator<string | Uint8Array> {
  const { collective, memberId } = acting.caller;
  const round = await requireRound(tx, collective.id, id);
  const moves = await listRoundMoves(tx, collective.id, id, memberId);
  const operations = operationsOf(moves, await listGivenBackAtClose(tx, collective.id, id), completedIn(round));
  const told: Told = {
    round,
    buckets: await listBuckets(tx, collective.id, id),
    operations,
    figures: pledgeFiguresOf(operations),
    names: await namesInRound(tx, collective.id, id),
  };
  const table = <Row>(columns: readonly CsvColumn<Row>[], rows: Rows<Row>) =>
    writeTable(format, { title: titles[what], columns, rows, language: dialect });
  switch (what) {
    case "participants":
      return yield* table(participantColumns(round.commodity), await participantLines(tx, acting, told));
    case "operations":
      return yield* table(operationColumns(round.commodity, collective.timeZone, dialect), operationLines(told));
    case "results":
      return yield* table(resultColumns(round.commodity, dialect, countedIn(round)), await resultLines(tx, acting, told, dialect));
  }
}

/** What the tally rule gave buckets at the close, as the settlement that was kept says. */
function completedIn({ settlement, commodity }: RoundRow): Completed[] {
  const kept = settlement?.fr as Pick<SettlementAnswer, "buckets"> | undefined;
  return (kept?.buckets ?? []).flatMap(({ bucketId, completed }) => {
    const amountMinor = parseCommodity(completed ?? "0", commodity);
    return amountMinor > 0n ? [{ bucketId, amountMinor }] : [];
  });
}

function countedIn({ method, tally }: RoundRow): CountedIn {
  if (method !== "ballots") return null;
  const { ballotType } = readTallyOptions(tally);
  return ballotType === "approval" || ballotType === "choose-1" ? "votes" : "points";
}

/** By name; of each, their buckets in the order they were proposed. */
async function participantLines(tx: Queryable, { caller }: Acting, told: Told): Promise<ParticipantLine[]> {
  const { round, buckets, operations, figures, names } = told;
  const participants = await listParticipants(tx, caller.collective.id, round.id);
  const shown = isVeiled(roundFactsOf(round)) ? participants.filter(({ memberId }) => memberId === caller.memberId) : participants;
  // What the end of a round takes back, or its copy carries on, was given all the same.
  const given = new Map<string | null, bigint>();
  for (const { what, at, memberId, amountMinor } of operations) {
    if (what === "credits" && (round.endedAt === null || at < round.endedAt))
      given.set(memberId, (given.get(memberId) ?? 0n) + amountMinor);
  }
  const figureOf = new Map(figures.map((one) => [`${one.memberId} ${one.bucketId}`, one]));
  return shown
    .map(({ memberId }) => ({ memberId, participant: names.get(memberId) ?? "" }))
    .sort((a, b) => a.participant.localeCompare(b.participant, "fr") || (a.memberId < b.memberId ? -1 : 1))
    .flatMap(({ memberId, participant }): ParticipantLine[] => {
      const creditsMinor = given.get(memberId) ?? 0n;
      const pledged = buckets.flatMap(({ id, title }) => {
        const one = figureOf.get(`${memberId} ${id}`);
        return one ? [{ bucket: title, pledged: one }] : [];
      });
      return (pledged.length > 0 ? pledged : [{ bucket: null, pledged: null }]).map((one) => ({ participant, creditsMinor, ...one }));
    });
}

function operationLines({ buckets, operations, names }: Told): OperationLine[] {
  const titles = new Map(buckets.map(({ id, title }) => [id, title]));
  return operations.map((one) => ({
    ...one,
    participant: one.memberId === null ? null : (names.get(one.memberId) ?? ""),
    bucket: one.bucketId === null ? null : (titles.get(one.bucketId) ?? ""),
  }));
}

/** In the order they were proposed: as they would end now, or as they ended. */
async function resultLines(tx: Queryable, acting: Acting, told: Told, dialect: CsvDialect): Promise<ResultLine[]> {
  const { round, buckets, figures, names } = told;
  const facts = roundFactsOf(round);
  const ends = await endsOf(tx, acting, told, dialect);
  const isVote = round.method === "ballots";
  return buckets.flatMap((bucket): ResultLine[] => {
    const end = ends.get(bucket.id);
    // What never was more than a draft is its cocreators’ own, also when the round is over.
    const isDraft = bucket.status === "draft" || end?.outcome === "unpublished";
    if (!isShownTo(acting.caller.memberId, isDraft ? { ...bucket, status: "draft" } : bucket)) return [];
    const standing = figures.filter(({ bucketId, finalMinor }) => bucketId === bucket.id && finalMinor > 0n);
    return [
      {
        title: bucket.title,
        cocreators: bucket.cocreatorIds.map((id) => names.get(id) ?? "").join(", "),
        minMinor: bucket.minMinor,
        maxMinor: bucket.maxMinor,
        status: shownStatus(bucketFactsOf(bucket).status, facts, acting.now),
        outcome: end?.outcome ?? null,
        votes: end?.votes ?? null,
        pledged: isVote ? null : (end?.pledged ?? null),
        completed: end?.completed ?? null,
        amount: end?.amount ?? null,
        participants: isVote || isVeiled(facts) ? null : standing.length,
        envelope: bucket.envelopeId && (names.get(bucket.envelopeId) ?? ""),
        // The spaces that keep an amount on one line of a page are in the way in a table.
        explanation: end?.explanation?.replace(/[\u00a0\u202f]/g, " ") ?? null,
      },
    ];
  });
}

type End = Omit<SettlementAnswer["buckets"][number], "bucketId" | "title" | "isFunded"> & { readonly votes?: string | undefined };

/** How each bucket ends, by its id. A round that was cancelled has no settlement: all its buckets were cancelled with it. */
async function endsOf(tx: Queryable, acting: Acting, { round, buckets }: Told, dialect: CsvDialect): Promise<ReadonlyMap<string, End>> {
  if (round.outcome !== "cancelled") {
    const settlement = await readSettlement(tx, acting, dialect, round.id);
    const counted = (settlement.tally as Pick<TallyResult, "projects"> | null)?.projects ?? [];
    const votes = new Map(counted.map((project) => [project.id, project.votes]));
    return new Map(settlement.buckets.map((end) => [end.bucketId, { ...end, votes: votes.get(end.bucketId) }]));
  }
  const none = formatCommodity(0n, round.commodity);
  return new Map(
    buckets.map((bucket) => {
      const settled = {
        bucketId: bucket.id,
        outcome: "cancelled",
        isFunded: false,
        amountMinor: 0n,
        completedMinor: 0n,
        pledgedMinor: 0n,
      } as const;
      const explanation = bucketSentence(bucket, { ...settled, givenBack: [] }, round.commodity, dialect);
      return [bucket.id, { outcome: settled.outcome, pledged: none, completed: none, amount: none, explanation }];
    }),
  );
}
