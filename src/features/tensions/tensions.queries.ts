/** Tensions in the database. Whatever reads one asks by whom: who is not named finds nothing. */
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { tensionPeople, tensionSteps, tensions } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { DisputeStep, TensionState } from "../../domain/tension.js";
import type { TensionQuery } from "./tensions.schema.js";

type Row = typeof tensions.$inferSelect;
export type KeptTension = Row &
  Omit<TensionState, "steps"> & {
    readonly people: readonly { memberId: string; namedBy: string; namedAt: Date }[];
    readonly steps: readonly { number: number; step: DisputeStep; takenOn: string; note: string; saidBy: string; saidAt: Date }[];
  };

const isTension = (collectiveId: string, id: string) => and(eq(tensions.collectiveId, collectiveId), eq(tensions.id, id));

async function whole(on: Queryable, row: Row | undefined): Promise<KeptTension | undefined> {
  if (!row) return undefined;
  const people = await on
    .select({ memberId: tensionPeople.memberId, namedBy: tensionPeople.namedBy, namedAt: tensionPeople.namedAt })
    .from(tensionPeople)
    .where(and(eq(tensionPeople.collectiveId, row.collectiveId), eq(tensionPeople.tensionId, row.id)))
    .orderBy(asc(tensionPeople.namedAt), asc(tensionPeople.memberId));
  const steps = await on
    .select()
    .from(tensionSteps)
    .where(and(eq(tensionSteps.collectiveId, row.collectiveId), eq(tensionSteps.tensionId, row.id)))
    .orderBy(asc(tensionSteps.number));
  return {
    ...row,
    people,
    namedIds: people.map(({ memberId }) => memberId),
    steps: steps.map(({ number, step, takenOn, note, saidBy, saidAt }) => ({
      ...{ number, step: step as DisputeStep, takenOn, note, saidBy, saidAt },
    })),
  };
}

export async function findTension(on: Queryable, collectiveId: string, id: string): Promise<KeptTension | undefined> {
  const [row] = await on.select().from(tensions).where(isTension(collectiveId, id));
  return whole(on, row);
}

/** The same, the row locked: steps, names and the close wait for each other. */
export async function lockTension(tx: Tx, collectiveId: string, id: string): Promise<KeptTension | undefined> {
  const [row] = await tx.select().from(tensions).where(isTension(collectiveId, id)).for("update");
  return whole(tx, row);
}

/** A page of those that name a member, the latest first; one row more than asked. */
export async function listTensions(
  on: Queryable,
  collectiveId: string,
  readerId: string,
  { state, limit }: TensionQuery,
  beforeId: string | undefined,
) {
  const rows = await on
    .select({ tension: tensions })
    .from(tensions)
    .innerJoin(tensionPeople, and(eq(tensionPeople.collectiveId, tensions.collectiveId), eq(tensionPeople.tensionId, tensions.id)))
    .where(
      and(
        eq(tensions.collectiveId, collectiveId),
        eq(tensionPeople.memberId, readerId),
        state === undefined ? undefined : state === "open" ? isNull(tensions.closedOn) : isNotNull(tensions.closedOn),
        beforeId ? lt(tensions.id, beforeId) : undefined,
      ),
    )
    .orderBy(desc(tensions.id))
    .limit(limit + 1);
  const ids = rows.map(({ tension: { id } }) => id);
  const steps =
    ids.length === 0
      ? []
      : await on
          .select({ tensionId: tensionSteps.tensionId, step: tensionSteps.step })
          .from(tensionSteps)
          .where(and(eq(tensionSteps.collectiveId, collectiveId), inArray(tensionSteps.tensionId, ids)))
          .orderBy(asc(tensionSteps.number));
  const last = new Map(steps.map(({ tensionId, step }) => [tensionId, step as DisputeStep]));
  return rows.map(({ tension }) => ({ ...tension, lastStep: last.get(tension.id) ?? null }));
}

export async function countTensions(on: Queryable, collectiveId: string): Promise<{ open: number; closed: number }> {
  const [row] = await on
    .select({ all: count(), closed: sql<number>`count(${tensions.closedOn})::int` })
    .from(tensions)
    .where(eq(tensions.collectiveId, collectiveId));
  const { all = 0, closed = 0 } = row ?? {};
  return { open: all - closed, closed };
}

export const insertTension = (tx: Tx, row: typeof tensions.$inferInsert) => tx.insert(tensions).values(row);

export const updateTension = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof tensions.$inferInsert>) =>
  tx.update(tensions).set(change).where(isTension(collectiveId, id));

export const insertPeople = (tx: Tx, rows: readonly (typeof tensionPeople.$inferInsert)[]) => tx.insert(tensionPeople).values([...rows]);

export const insertStep = (tx: Tx, row: typeof tensionSteps.$inferInsert) => tx.insert(tensionSteps).values(row);
