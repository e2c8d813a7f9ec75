/** Envelopes in the database. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { carriedWishes, envelopes, kinds, members, thirdParties } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";

export type EnvelopeRow = typeof envelopes.$inferSelect;

export interface EnvelopeFilter {
  readonly state: "open" | "closed" | "all";
  readonly circleId?: string | undefined;
  /** The last one shown. */
  readonly after?: { readonly name: string; readonly id: string } | undefined;
  readonly limit: number;
}

export function listEnvelopes(
  on: Queryable,
  collectiveId: string,
  { state, circleId, after, limit }: EnvelopeFilter,
): Promise<EnvelopeRow[]> {
  return on
    .select()
    .from(envelopes)
    .where(
      and(
        eq(envelopes.collectiveId, collectiveId),
        state === "open" ? isNull(envelopes.closedAt) : state === "closed" ? isNotNull(envelopes.closedAt) : undefined,
        circleId ? eq(envelopes.circleId, circleId) : undefined,
        after ? or(gt(envelopes.name, after.name), and(eq(envelopes.name, after.name), gt(envelopes.id, after.id))) : undefined,
      ),
    )
    .orderBy(asc(envelopes.name), asc(envelopes.id))
    .limit(limit);
}

export async function findEnvelope(on: Queryable, collectiveId: string, id: string): Promise<EnvelopeRow | undefined> {
  const [row] = await on
    .select()
    .from(envelopes)
    .where(and(eq(envelopes.collectiveId, collectiveId), eq(envelopes.id, id)));
  return row;
}

/** Whether another envelope has this name, upper and lower case alike. */
export async function isNameTaken(on: Queryable, collectiveId: string, name: string, exceptId?: string): Promise<boolean> {
  const rows = await on
    .select({ id: envelopes.id })
    .from(envelopes)
    .where(and(eq(envelopes.collectiveId, collectiveId), sql`lower(${envelopes.name}) = lower(${name})`));
  return rows.some(({ id }) => id !== exceptId);
}

/** Whether a closed fiscal year has lines of an envelope. */
export async function isInClosedYear(on: Queryable, collectiveId: string, id: string): Promise<boolean> {
  const [row] = await queryRows<{ is: boolean }>(
    on,
    sql`select exists (select from accounts a join lines l on l.collective_id = a.collective_id and l.account_id = a.id
      join entries n on n.collective_id = l.collective_id and n.id = l.entry_id
      join fiscal_years y on y.collective_id = n.collective_id and y.starts_on = n.year_starts_on and y.closed_at is not null
      where a.collective_id = ${collectiveId}::uuid and a.envelope_id = ${id}::uuid) as is`,
  );
  return row?.is === true;
}

export const updateEnvelope = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof envelopes.$inferInsert>) =>
  tx
    .update(envelopes)
    .set(change)
    .where(and(eq(envelopes.collectiveId, collectiveId), eq(envelopes.id, id)));

/** A carried wish falls when its envelope closes. */
export const voidCarriedWishes = (tx: Tx, collectiveId: string, envelopeId: string, voidedAt: Date) =>
  tx
    .update(carriedWishes)
    .set({ voidedAt })
    .where(and(eq(carriedWishes.collectiveId, collectiveId), eq(carriedWishes.envelopeId, envelopeId), isNull(carriedWishes.voidedAt)));

export async function isMemberHere(on: Queryable, collectiveId: string, id: string): Promise<boolean> {
  const rows = await on
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.collectiveId, collectiveId), eq(members.id, id), isNull(members.leftOn)));
  return rows.length > 0;
}

export interface ThirdPartyRow {
  readonly name: string;
  readonly isArchived: boolean;
}

export async function findThirdParty(on: Queryable, collectiveId: string, id: string): Promise<ThirdPartyRow | undefined> {
  const [row] = await on
    .select({ name: thirdParties.name, isArchived: thirdParties.isArchived })
    .from(thirdParties)
    .where(and(eq(thirdParties.collectiveId, collectiveId), eq(thirdParties.id, id)));
  return row;
}

export const isThirdParty = async (on: Queryable, collectiveId: string, id: string): Promise<boolean> =>
  (await findThirdParty(on, collectiveId, id)) !== undefined;

export async function knownKinds(on: Queryable, collectiveId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await on
    .select({ id: kinds.id })
    .from(kinds)
    .where(and(eq(kinds.collectiveId, collectiveId), inArray(kinds.id, [...ids])));
  return new Set(rows.map(({ id }) => id));
}

/** The title of a round that some of the envelope's money is in: it comes back when the round closes. */
/** A round that ended and still holds credits for the next one, with how much, or undefined. */
export async function findCarriedCredits(
  on: Queryable,
  collectiveId: string,
  envelopeId: string,
): Promise<{ readonly round: string; readonly carriedMinor: bigint } | undefined> {
  const [row] = await queryRows<{ round: string; carried: string }>(
    on,
    sql`select r.title as round, (-sum(a.balance_minor))::text as carried from rounds r
      join round_participants p on p.collective_id = r.collective_id and p.round_id = r.id
      join accounts a on a.collective_id = p.collective_id and a.id = p.id
      where r.collective_id = ${collectiveId} and r.envelope_id = ${envelopeId} and r.outcome is not null
      group by r.id, r.title having sum(a.balance_minor) <> 0 order by r.id limit 1`,
  );
  return row && { round: row.round, carriedMinor: BigInt(row.carried) };
}

export async function findRunningRound(on: Queryable, collectiveId: string, envelopeId: string): Promise<string | undefined> {
  const [row] = await queryRows<{ title: string }>(
    on,
    sql`select title from rounds where collective_id = ${collectiveId} and envelope_id = ${envelopeId} and outcome is null limit 1`,
  );
  return row?.title;
}
