/** Sharings in the database: their rows, their moves, and what posting one leaves behind. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { newId } from "../../db/id.js";
import {
  carriedWishes,
  circles,
  envelopes,
  shares as shareTable,
  sharingLines,
  sharingObjections,
  sharings,
  takes,
} from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { Day } from "../../domain/calendar.js";
import type { Outcome } from "../../domain/settlement-table.js";
import { type AdoptsBy, type SharingStatus, statusOn } from "../../domain/sharing-life.js";
import type { Share } from "../../domain/sharing-split.js";

type Row = typeof sharings.$inferSelect;

/** A sharing with where it stands today, the currency of its envelope, and how its circle adopts. */
export type Sharing = Omit<Row, "status"> & { readonly status: SharingStatus; readonly currency: string; readonly adoptsBy: AdoptsBy };

const standing = (today: Day, { sharing, currency, adoptsBy }: { sharing: Row; currency: string; adoptsBy: string }): Sharing => ({
  ...sharing,
  status: statusOn(today, { status: sharing.status as SharingStatus, opensOn: sharing.opensOn }),
  currency,
  adoptsBy: adoptsBy as AdoptsBy,
});

const withPlace = { sharing: sharings, currency: envelopes.currency, adoptsBy: circles.adoptsBy };

const envelopeOfRow = and(eq(envelopes.collectiveId, sharings.collectiveId), eq(envelopes.id, sharings.envelopeId));
const circleOfRow = and(eq(circles.collectiveId, sharings.collectiveId), eq(circles.id, sharings.circleId));

/** One sharing, its row locked where it is to change: who settles, proposes or posts it waits for who is doing so. */
export async function findSharing(
  on: Queryable,
  { collectiveId, id, today, lock = false }: { collectiveId: string; id: string; today: Day; lock?: boolean },
): Promise<Sharing | undefined> {
  const query = on
    .select(withPlace)
    .from(sharings)
    .innerJoin(envelopes, envelopeOfRow)
    .innerJoin(circles, circleOfRow)
    .where(and(eq(sharings.collectiveId, collectiveId), eq(sharings.id, id)));
  const [row] = await (lock ? query.for("no key update", { of: sharings }) : query);
  return row && standing(today, row);
}

/** Sharings, the latest first; one more than asked. */
export async function listSharings(
  on: Queryable,
  filter: { collectiveId: string; today: Day; envelopeId?: string | undefined; before?: string | undefined; limit: number },
): Promise<Sharing[]> {
  const rows = await on
    .select(withPlace)
    .from(sharings)
    .innerJoin(envelopes, envelopeOfRow)
    .innerJoin(circles, circleOfRow)
    .where(
      and(
        eq(sharings.collectiveId, filter.collectiveId),
        filter.envelopeId ? eq(sharings.envelopeId, filter.envelopeId) : undefined,
        filter.before ? lt(sharings.id, filter.before) : undefined,
      ),
    )
    .orderBy(desc(sharings.id))
    .limit(filter.limit + 1);
  return rows.map((row) => standing(filter.today, row));
}

/** Sharings whose wishes may be open, or that are proposed, in the order in which their wishes close. */
export async function listUnderWay(on: Queryable, collectiveId: string, today: Day): Promise<Sharing[]> {
  const rows = await on
    .select(withPlace)
    .from(sharings)
    .innerJoin(envelopes, envelopeOfRow)
    .innerJoin(circles, circleOfRow)
    .where(and(eq(sharings.collectiveId, collectiveId), inArray(sharings.status, ["draft", "open", "proposed"])))
    .orderBy(sql`${sharings.closesOn} nulls last`, desc(sharings.id));
  return rows.map((row) => standing(today, row));
}

export const insertSharing = (tx: Tx, row: typeof sharings.$inferInsert) => tx.insert(sharings).values(row);

export const updateSharing = (tx: Tx, { collectiveId, id }: Pick<Sharing, "collectiveId" | "id">, change: Partial<Row>) =>
  tx
    .update(sharings)
    .set(change)
    .where(and(eq(sharings.collectiveId, collectiveId), eq(sharings.id, id)));

/** 1 + sharings ever posted from the envelope, reversed ones too. */
export async function nextSequence(on: Queryable, collectiveId: string, envelopeId: string): Promise<number> {
  const rows = await on
    .select({ id: sharings.id })
    .from(sharings)
    .where(and(eq(sharings.collectiveId, collectiveId), eq(sharings.envelopeId, envelopeId), isNotNull(sharings.postedAt)));
  return rows.length + 1;
}

/** The results of the sharings posted from an envelope between two days and not reversed: what levies were taken on. */
export async function postedResults(
  on: Queryable,
  {
    collectiveId,
    envelopeId,
    timeZone,
    from,
    until,
  }: { collectiveId: string; envelopeId: string; timeZone: string; from: Day; until: Day },
): Promise<string[]> {
  const rows = await queryRows<{ result: string }>(
    on,
    sql`select s.result from sharings s where s.collective_id = ${collectiveId} and s.envelope_id = ${envelopeId}
      and s.status in ('posted', 'paid') and s.result is not null
      and (s.posted_at at time zone ${timeZone})::date between ${from}::date and ${until}::date`,
  );
  return rows.map(({ result }) => result);
}

/** What was taken in the envelope's previous posted sharing that had takes: its nominal takes, and what it could pay from. */
export async function previousTakes(
  on: Queryable,
  collectiveId: string,
  envelopeId: string,
): Promise<{ lasts: ReadonlyMap<string, bigint>; availableMinor: bigint }> {
  const [previous] = await on
    .select({ id: sharings.id, availableMinor: sharings.takesAvailableMinor })
    .from(sharings)
    .where(
      and(
        eq(sharings.collectiveId, collectiveId),
        eq(sharings.envelopeId, envelopeId),
        inArray(sharings.status, ["posted", "paid"]),
        isNotNull(sharings.takesAvailableMinor),
      ),
    )
    .orderBy(desc(sharings.postedAt), desc(sharings.id))
    .limit(1);
  if (!previous) return { lasts: new Map(), availableMinor: 0n };
  const rows = await on
    .select({ memberId: takes.memberId, nominalMinor: takes.nominalMinor })
    .from(takes)
    .where(and(eq(takes.collectiveId, collectiveId), eq(takes.sharingId, previous.id)));
  return {
    lasts: new Map(rows.map(({ memberId, nominalMinor }) => [memberId, nominalMinor ?? 0n])),
    availableMinor: previous.availableMinor ?? 0n,
  };
}

/** Keeps each taker's nominal take: the next sharing's `last`. */
export async function saveNominalTakes(
  tx: Tx,
  collectiveId: string,
  sharingId: string,
  nominals: ReadonlyMap<string, bigint>,
): Promise<void> {
  for (const [memberId, nominalMinor] of nominals) {
    await tx
      .update(takes)
      .set({ nominalMinor })
      .where(and(eq(takes.collectiveId, collectiveId), eq(takes.sharingId, sharingId), eq(takes.memberId, memberId)));
  }
}

// Objections ---------------------------------------------------------------------------------------------------------

export const insertObjection = (tx: Tx, row: Omit<typeof sharingObjections.$inferInsert, "id">) =>
  tx.insert(sharingObjections).values({ ...row, id: newId() });

export const listObjections = (on: Queryable, collectiveId: string, sharingId: string) =>
  on
    .select()
    .from(sharingObjections)
    .where(and(eq(sharingObjections.collectiveId, collectiveId), eq(sharingObjections.sharingId, sharingId)))
    .orderBy(asc(sharingObjections.objectedAt), asc(sharingObjections.id));

// Shares -------------------------------------------------------------------------------------------------------------

export async function insertShares(tx: Tx, collectiveId: string, sharingId: string, posted: readonly Share[]): Promise<void> {
  if (posted.length === 0) return;
  const rows = posted.map(({ amountMinor, ...share }) => ({ id: newId(), ...share, amount: String(amountMinor) }));
  await tx.execute(
    sql`insert into shares (collective_id, id, sharing_id, member_id, payee_id, nature, amount_minor)
      select ${collectiveId}::uuid, h.id, ${sharingId}::uuid, h."memberId", h."payeeId", h.nature, h.amount
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as h(id uuid, "memberId" uuid, "payeeId" uuid, nature text, amount bigint)`,
  );
}

/** The shares of a sharing in the order they were made; their rows locked where they are about to be undone. */
export async function listShares(on: Queryable, collectiveId: string, sharingId: string, lock = false) {
  const query = on
    .select()
    .from(shareTable)
    .where(and(eq(shareTable.collectiveId, collectiveId), eq(shareTable.sharingId, sharingId)))
    .orderBy(asc(shareTable.id));
  return lock ? query.for("no key update") : query;
}

// Carried wishes -----------------------------------------------------------------------------------------------------

/** What a posted sharing carries: it is asked again at the next sharings of its envelope, until the day it falls. */
export async function insertCarried(
  tx: Tx,
  { collectiveId, id: sharingId, envelopeId }: Sharing,
  carried: readonly { readonly contributionId: string; readonly amountMinor: bigint; readonly carriedOn: Day; readonly fallsOn: Day }[],
): Promise<void> {
  if (carried.length === 0) return;
  const rows = carried.map(({ amountMinor, ...wish }) => ({ id: newId(), ...wish, amount: String(amountMinor) }));
  await tx.execute(
    sql`insert into carried_wishes (collective_id, id, contribution_id, sharing_id, envelope_id, amount_minor, carried_on, falls_on)
      select ${collectiveId}::uuid, w.id, w."contributionId", ${sharingId}::uuid, ${envelopeId}::uuid, w.amount, w."carriedOn", w."fallsOn"
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as w(id uuid, "contributionId" uuid, amount bigint, "carriedOn" date, "fallsOn" date)`,
  );
}

/** The unreversed sharings that ask again what this one carried. */
export async function askedAgainIn(on: Queryable, collectiveId: string, sharingId: string): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(
    on,
    sql`select distinct l.sharing_id as id from carried_wishes w
      join sharing_lines l on l.collective_id = w.collective_id and l.carried_id = w.id
      where w.collective_id = ${collectiveId} and w.sharing_id = ${sharingId} and l.position is not null and l.voided_at is null`,
  );
  return rows.map(({ id }) => id);
}

export const voidCarriedBy = (tx: Tx, collectiveId: string, sharingId: string, at: Date) =>
  tx
    .update(carriedWishes)
    .set({ voidedAt: at })
    .where(and(eq(carriedWishes.collectiveId, collectiveId), eq(carriedWishes.sharingId, sharingId), isNull(carriedWishes.voidedAt)));

export const updateCarried = (tx: Tx, collectiveId: string, id: string, change: { envelopeId: string }) =>
  tx
    .update(carriedWishes)
    .set(change)
    .where(and(eq(carriedWishes.collectiveId, collectiveId), eq(carriedWishes.id, id)));

export const voidCarried = (tx: Tx, collectiveId: string, id: string, at: Date) =>
  tx
    .update(carriedWishes)
    .set({ voidedAt: at })
    .where(and(eq(carriedWishes.collectiveId, collectiveId), eq(carriedWishes.id, id)));

export interface CarriedWish {
  readonly id: string;
  readonly contributionId: string;
  readonly sharingId: string;
  readonly envelopeId: string;
  readonly memberId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly carriedOn: Day;
  readonly fallsOn: Day;
  /** The sharing that asks it again now. */
  readonly askedAgainIn: string | null;
}

/** Carried wishes that wait: not voided, not fallen, in no posted sharing since. Those of one envelope, or one of them. */
export async function listCarried(
  on: Queryable,
  {
    collectiveId,
    today,
    envelopeId,
    id,
    lock = false,
  }: { collectiveId: string; today: Day; envelopeId?: string | undefined; id?: string; lock?: boolean },
): Promise<CarriedWish[]> {
  const rows = await queryRows<Omit<CarriedWish, "amountMinor"> & { amountMinor: string }>(
    on,
    sql`select w.id, w.contribution_id as "contributionId", w.sharing_id as "sharingId", w.envelope_id as "envelopeId", c.member_id as "memberId",
        w.amount_minor::text as "amountMinor", e.currency, w.carried_on::text as "carriedOn", w.falls_on::text as "fallsOn",
        (select l.sharing_id from sharing_lines l where l.collective_id = w.collective_id and l.carried_id = w.id
          and l.position is not null and l.voided_at is null) as "askedAgainIn"
      from carried_wishes w
      join contributions c on c.collective_id = w.collective_id and c.id = w.contribution_id
      join envelopes e on e.collective_id = w.collective_id and e.id = w.envelope_id
      where w.collective_id = ${collectiveId} and ${isWaiting(collectiveId, today)}
        and ${envelopeId ? sql`w.envelope_id = ${envelopeId}` : sql`true`} and ${id ? sql`w.id = ${id}` : sql`true`}
      order by w.carried_on, w.id ${lock ? sql`for no key update of w` : sql``}`,
  );
  return rows.map((row) => ({ ...row, amountMinor: BigInt(row.amountMinor) }));
}

/** Not voided, not fallen, the envelope not closed, and in no posted sharing. `w` are carried wishes, `e` their envelopes. */
const isWaiting = (collectiveId: string, today: Day): SQL => sql`w.voided_at is null and w.falls_on > ${today}::date and e.closed_at is null
  and w.id not in (select l.carried_id from sharing_lines l join sharings s on s.collective_id = l.collective_id and s.id = l.sharing_id
    where l.collective_id = ${collectiveId} and l.carried_id is not null and l.position is not null and l.voided_at is null
      and s.status in ('posted', 'paid'))`;

// Outcomes -----------------------------------------------------------------------------------------------------------

/** Keeps what a posted sharing gave each line, and what became of the rest of its wish. */
export async function saveOutcomes(
  tx: Tx,
  collectiveId: string,
  outcomes: readonly (Outcome & { readonly rowId: string })[],
): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = outcomes.map(({ rowId, paidMinor, offeredMinor, carriedMinor, withdrawnMinor }) => ({
    id: rowId,
    paid: String(paidMinor),
    offered: String(offeredMinor),
    carried: String(carriedMinor),
    withdrawn: String(withdrawnMinor),
  }));
  await tx.execute(
    sql`update sharing_lines l set paid_minor = o.paid, offered_minor = o.offered, carried_minor = o.carried, withdrawn_minor = o.withdrawn
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as o(id uuid, paid bigint, offered bigint, carried bigint, withdrawn bigint)
      where l.collective_id = ${collectiveId} and l.id = o.id`,
  );
}

export const voidLines = (tx: Tx, collectiveId: string, sharingId: string, at: Date) =>
  tx
    .update(sharingLines)
    .set({ voidedAt: at })
    .where(and(eq(sharingLines.collectiveId, collectiveId), eq(sharingLines.sharingId, sharingId), isNull(sharingLines.voidedAt)));
