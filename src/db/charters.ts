/**
 * Charters as several features read them (DESIGN §11): a charter with its versions, what was paid and asked of each line, and the
 * instalment as a sharing of the charter’s envelope. Whoever changes a charter, or asks for an instalment, locks its row first, then
 * the envelope: two instalments cannot take the same left.
 */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { CharterState, CharterVersion, Signature } from "../domain/charter.js";
import { inForceOf, latestOf } from "../domain/charter.js";
import {
  decideInstalment,
  type InstalmentLine,
  instalmentState,
  isOfMember,
  keyOfLines,
  type LineStanding,
  type SplitLine,
  type SplitPayment,
  standingsOf,
  type WantedInstalment,
} from "../domain/charter-split.js";
import type { Party } from "../domain/party.js";
import { Refusal } from "../domain/refusals.js";
import { requireWithinExpected, type SharingStatus } from "../domain/sharing-life.js";
import { recordEvents } from "./audit.js";
import { announceSharing } from "./changes.js";
import { type Queryable, queryRows } from "./client.js";
import { loadFigures, lockEnvelopes } from "./envelope-figures.js";
import { newId } from "./id.js";
import { findParties, partyOf } from "./parties.js";
import {
  charterBills,
  charterInstalmentLines,
  charterInstalments,
  charterLines,
  charterParties,
  charterSignatures,
  charters,
  charterVersions,
  sharings,
} from "./schema/index.js";
import type { Tx } from "./transaction.js";

export interface KeptSignature extends Signature {
  readonly name: string | null;
  readonly words: string;
  readonly how: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}
export interface KeptVersion extends CharterVersion {
  readonly charterId: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly totalMinor: bigint | null;
  readonly lines: readonly SplitLine[];
  readonly writtenBy: string;
  readonly writtenAt: Date;
  readonly decisionId: string | null;
  readonly keyId: string | null;
  readonly signatures: readonly KeptSignature[];
}
export type CharterRow = typeof charters.$inferSelect;
/** A charter with all its versions, the first first. */
export type KeptCharter = CharterRow & Omit<CharterState, "versions"> & { readonly versions: readonly KeptVersion[] };

const isCharter = (collectiveId: string, id: string) => and(eq(charters.collectiveId, collectiveId), eq(charters.id, id));

/** These charters with their versions, in their order. */
export async function withVersions(on: Queryable, collectiveId: string, rows: readonly CharterRow[]): Promise<KeptCharter[]> {
  if (rows.length === 0) return [];
  const versions = await on
    .select()
    .from(charterVersions)
    .where(
      and(
        eq(charterVersions.collectiveId, collectiveId),
        inArray(
          charterVersions.charterId,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(charterVersions.number));
  const ids = versions.map(({ id }) => id);
  const within = (table: typeof charterParties | typeof charterLines | typeof charterSignatures) =>
    and(eq(table.collectiveId, collectiveId), inArray(table.versionId, ids));
  const parties = await on.select().from(charterParties).where(within(charterParties)).orderBy(asc(charterParties.place));
  const lines = await on.select().from(charterLines).where(within(charterLines)).orderBy(asc(charterLines.place));
  const signatures = await on.select().from(charterSignatures).where(within(charterSignatures)).orderBy(asc(charterSignatures.place));
  const kept = versions.map(
    (version): KeptVersion => ({
      ...version,
      parties: parties.filter(({ versionId }) => versionId === version.id).map((row) => ({ ...partyOf(row), role: row.role })),
      lines: lines
        .filter(({ versionId }) => versionId === version.id)
        .map((row) => ({
          ...{ id: row.lineId, label: row.label, party: partyOf(row), deliverables: row.deliverables },
          ...{ percent: row.percent, amountMinor: row.amountMinor },
        })),
      signatures: signatures.filter(({ versionId }) => versionId === version.id).map((row) => ({ ...row, party: partyOf(row) })),
    }),
  );
  return rows.map((row) => ({ ...row, versions: kept.filter(({ charterId }) => charterId === row.id) }));
}

export async function findCharter(on: Queryable, collectiveId: string, id: string): Promise<KeptCharter | undefined> {
  return (await withVersions(on, collectiveId, await on.select().from(charters).where(isCharter(collectiveId, id))))[0];
}

/** The same, the row locked. */
export async function lockCharter(tx: Tx, collectiveId: string, id: string): Promise<KeptCharter | undefined> {
  return (await withVersions(tx, collectiveId, await tx.select().from(charters).where(isCharter(collectiveId, id)).for("update")))[0];
}

/** The charter that made an envelope, its row locked; none for most envelopes. */
export async function lockCharterOfEnvelope(tx: Tx, collectiveId: string, envelopeId: string): Promise<KeptCharter | undefined> {
  const rows = await tx
    .select()
    .from(charters)
    .where(and(eq(charters.collectiveId, collectiveId), eq(charters.envelopeId, envelopeId)))
    .for("update");
  return (await withVersions(tx, collectiveId, rows))[0];
}

/** The charter that an envelope belongs to, or that a sharing is an instalment of. */
export async function findCharterOf(
  on: Queryable,
  collectiveId: string,
  { sharingId, envelopeId }: { readonly sharingId?: string; readonly envelopeId: string },
): Promise<{ readonly id: string; readonly title: string; readonly isInstalment: boolean } | undefined> {
  const [row] = await queryRows<{ id: string; title: string; isInstalment: boolean }>(
    on,
    sql`select c.id, c.title, exists (select from charter_instalments i where i.collective_id = c.collective_id and i.charter_id = c.id
          and i.sharing_id = ${sharingId ?? null}::uuid) as "isInstalment"
        from charters c where c.collective_id = ${collectiveId}::uuid and c.envelope_id = ${envelopeId}::uuid`,
  );
  return row;
}

// Instalments ------------------------------------------------------------------------------------------------------------

export interface KeptInstalment extends SplitPayment {
  readonly number: number;
  readonly sharingId: string;
  readonly note: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly status: SharingStatus;
}
export interface TracedBill extends SplitPayment {
  readonly id: string;
  readonly lineId: string;
  readonly document: string;
  readonly amountMinor: bigint;
  readonly isReversed: boolean;
  readonly tracedBy: string;
  readonly tracedAt: Date;
}

/** Instalments of charters, the first first. */
export async function listInstalments(on: Queryable, collectiveId: string, charterId: string): Promise<KeptInstalment[]> {
  const rows = await on
    .select({ instalment: charterInstalments, status: sharings.status })
    .from(charterInstalments)
    .innerJoin(sharings, and(eq(sharings.collectiveId, charterInstalments.collectiveId), eq(sharings.id, charterInstalments.sharingId)))
    .where(and(eq(charterInstalments.collectiveId, collectiveId), eq(charterInstalments.charterId, charterId)))
    .orderBy(asc(charterInstalments.number));
  if (rows.length === 0) return [];
  const lines = await on
    .select()
    .from(charterInstalmentLines)
    .where(
      and(
        eq(charterInstalmentLines.collectiveId, collectiveId),
        inArray(
          charterInstalmentLines.sharingId,
          rows.map(({ instalment }) => instalment.sharingId),
        ),
      ),
    );
  return rows.map(({ instalment, status }) => ({
    ...instalment,
    status: status as SharingStatus,
    state: instalmentState(status as SharingStatus),
    lines: lines.filter(({ sharingId }) => sharingId === instalment.sharingId).map(({ lineId, amountMinor }) => ({ lineId, amountMinor })),
  }));
}

/** Bills traced to lines of a charter; a bill that was reversed pays nothing. */
export async function listTracedBills(on: Queryable, collectiveId: string, charterId: string): Promise<TracedBill[]> {
  const rows = await queryRows<{
    id: string;
    lineId: string;
    document: string;
    amountMinor: string;
    isReversed: boolean;
    tracedBy: string;
    tracedAt: string;
  }>(
    on,
    sql`select t.bill_id as id, t.line_id as "lineId", b.document, b.amount_minor::text as "amountMinor", b.reversed_at is not null as "isReversed",
          t.traced_by as "tracedBy", to_char(t.traced_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "tracedAt"
        from charter_bills t join bills b on b.collective_id = t.collective_id and b.id = t.bill_id
        where t.collective_id = ${collectiveId}::uuid and t.charter_id = ${charterId}::uuid order by t.traced_at, t.bill_id`,
  );
  return rows.map(({ amountMinor, tracedAt, ...row }) => ({
    ...row,
    amountMinor: BigInt(amountMinor),
    tracedAt: new Date(tracedAt),
    state: row.isReversed ? ("given-up" as const) : ("paid" as const),
    lines: [{ lineId: row.lineId, amountMinor: BigInt(amountMinor) }],
  }));
}

/** The lines of the version in force (or else of the latest) as they stand. */
export async function loadStandings(on: Queryable, charter: KeptCharter): Promise<LineStanding[]> {
  const { collectiveId, id } = charter;
  const payments = [...(await listInstalments(on, collectiveId, id)), ...(await listTracedBills(on, collectiveId, id))];
  return standingsOf((inForceOf(charter) ?? latestOf(charter)).lines, payments);
}

export interface Asking {
  readonly memberId: string;
  readonly now: Date;
  readonly today: string;
}

/** What a sharing that is an instalment is set to besides: it is open at once unless something else is said. */
export type InstalmentSettings = Pick<typeof sharings.$inferInsert, "title" | "untilOn"> &
  Partial<Pick<typeof sharings.$inferInsert, "fromOn" | "opensOn" | "closesOn" | "facilitatorId" | "status">>;

/**
 * Drafts a sharing that pays a part of a charter which is locked and in force: with `fixed` lines, as domain/charter-split decides;
 * null asks for all that is left, as far as the envelope has it. Refuses as `decideInstalment`, `sharing_exceeds_left`, `charter_not_in_force`,
 * `charter_closed`.
 */
export async function draftInstalment(
  tx: Tx,
  charter: KeptCharter,
  { memberId, now, today }: Asking,
  { wanted, note, settings }: { readonly wanted: WantedInstalment | null; readonly note: string; readonly settings: InstalmentSettings },
): Promise<{ readonly sharingId: string; readonly amountMinor: bigint }> {
  const { collectiveId, id, title, currency, circleId, envelopeId, closedAt } = charter;
  const inForce = inForceOf(charter);
  if (closedAt !== null) throw new Refusal("charter_closed", { at: "charter", charter: title });
  if (!inForce || envelopeId === null) throw new Refusal("charter_not_in_force", { at: "charter", charter: title });
  await lockEnvelopes(tx, collectiveId, [envelopeId]);
  const figures = (await loadFigures(tx, collectiveId, today, [envelopeId])).get(envelopeId);
  if (!figures) throw new RangeError(`no figures of envelope ${envelopeId}`);
  const standings = await loadStandings(tx, charter);
  const number = (await listInstalments(tx, collectiveId, id)).length + 1;
  const known = await findParties(
    tx,
    collectiveId,
    standings.map(({ party }) => party),
  );
  const nameOf = (party: Party) => known(party)?.name ?? "";
  const lines = decideInstalment(standings, wanted ?? { amountMinor: allOf(standings, figures.leftMinor) }, {
    sequence: number,
    currency,
    nameOf,
  });
  const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n);
  requireWithinExpected(amountMinor, figures, currency);
  const sharingId = newId();
  await tx.insert(sharings).values({
    ...{ collectiveId, id: sharingId, envelopeId, circleId, amountMinor, createdBy: memberId, createdAt: now },
    ...{ sharingKey: keyOfLines(partiesOf(standings, lines), currency), keyId: null, ...settings },
  });
  await tx.insert(charterInstalments).values({ collectiveId, sharingId, charterId: id, number, note, askedBy: memberId, askedAt: now });
  await tx.insert(charterInstalmentLines).values(lines.map((line) => ({ collectiveId, sharingId, ...line })));
  const event = { collectiveId, byId: memberId, at: now };
  await recordEvents(tx, [
    { ...event, action: "sharing.created", subject: "sharing", subjectId: sharingId, details: { envelopeId, charterId: id } },
    { ...event, action: "charter.instalment_asked", subject: "charter", subjectId: id, details: { sharingId, number } },
  ]);
  await announceSharing(tx, collectiveId, sharingId);
  return { sharingId, amountMinor };
}

/** All that is left of members’ lines, as far as there is money for it; where there is none, all of it, and that is refused. */
function allOf(standings: readonly LineStanding[], heldMinor: bigint): bigint {
  const left = standings.filter(isOfMember).reduce((sum, { leftMinor }) => sum + leftMinor, 0n);
  return heldMinor > 0n && heldMinor < left ? heldMinor : left;
}

const partiesOf = (standings: readonly LineStanding[], lines: readonly InstalmentLine[]) =>
  lines.flatMap(({ lineId, amountMinor }) => {
    const line = standings.find(({ id }) => id === lineId);
    return line ? [{ party: line.party, amountMinor }] : [];
  });

export const insertTracedBill = (tx: Tx, row: typeof charterBills.$inferInsert) => tx.insert(charterBills).values(row);
