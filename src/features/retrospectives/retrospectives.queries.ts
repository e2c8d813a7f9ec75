/** Retrospectives in the database. */
import { and, asc, desc, eq, lt, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { circleMembers, retrospectives, retrospectiveWords } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { WordKind } from "../../domain/retrospective.js";

export type KeptRetrospective = typeof retrospectives.$inferSelect;
export type KeptWord = typeof retrospectiveWords.$inferSelect;

const isRetrospective = (collectiveId: string, id: string) => and(eq(retrospectives.collectiveId, collectiveId), eq(retrospectives.id, id));
const isWord = (collectiveId: string, id: string) => and(eq(retrospectiveWords.collectiveId, collectiveId), eq(retrospectiveWords.id, id));

export async function findRetrospective(on: Queryable, collectiveId: string, id: string): Promise<KeptRetrospective | undefined> {
  const [row] = await on.select().from(retrospectives).where(isRetrospective(collectiveId, id));
  return row;
}

/** The same, the row locked: words, the harvest and the close wait for each other. */
export async function lockRetrospective(tx: Tx, collectiveId: string, id: string): Promise<KeptRetrospective | undefined> {
  const [row] = await tx.select().from(retrospectives).where(isRetrospective(collectiveId, id)).for("update");
  return row;
}

/** A page, the latest first; one row more than asked. `words` counts those the reader may read. */
export function listRetrospectives(
  on: Queryable,
  collectiveId: string,
  readerId: string,
  { circle, before, limit }: { circle?: string | undefined; before?: string | undefined; limit: number },
) {
  const isInside = sql`(retrospectives.harvester_id = ${readerId}::uuid or exists (select from circle_members s
    where s.collective_id = retrospectives.collective_id and s.circle_id = retrospectives.circle_id and s.member_id = ${readerId}::uuid))`;
  return on
    .select({
      row: retrospectives,
      words: sql<number>`(select count(*)::int from retrospective_words w where w.collective_id = retrospectives.collective_id
        and w.retrospective_id = retrospectives.id and (w.is_published or ${isInside}))`,
    })
    .from(retrospectives)
    .where(
      and(
        eq(retrospectives.collectiveId, collectiveId),
        circle ? eq(retrospectives.circleId, circle) : undefined,
        before ? lt(retrospectives.id, before) : undefined,
      ),
    )
    .orderBy(desc(retrospectives.id))
    .limit(limit + 1);
}

export async function listWords(on: Queryable, collectiveId: string, retrospectiveId: string): Promise<(KeptWord & { kind: WordKind })[]> {
  const rows = await on
    .select()
    .from(retrospectiveWords)
    .where(and(eq(retrospectiveWords.collectiveId, collectiveId), eq(retrospectiveWords.retrospectiveId, retrospectiveId)))
    .orderBy(asc(retrospectiveWords.id));
  return rows.map((row) => ({ ...row, kind: row.kind as WordKind }));
}

export const insertRetrospective = (tx: Tx, row: typeof retrospectives.$inferInsert) => tx.insert(retrospectives).values(row);
export const updateRetrospective = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof retrospectives.$inferInsert>) =>
  tx.update(retrospectives).set(change).where(isRetrospective(collectiveId, id));
export const insertWord = (tx: Tx, row: typeof retrospectiveWords.$inferInsert) => tx.insert(retrospectiveWords).values(row);
export const updateWord = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof retrospectiveWords.$inferInsert>) =>
  tx.update(retrospectiveWords).set(change).where(isWord(collectiveId, id));
export const deleteWord = (tx: Tx, collectiveId: string, id: string) => tx.delete(retrospectiveWords).where(isWord(collectiveId, id));

/** Everybody who sits in a circle and is here. */
export async function listSeated(on: Queryable, collectiveId: string, circleId: string): Promise<string[]> {
  const rows = await on
    .select({ id: circleMembers.memberId })
    .from(circleMembers)
    .where(and(eq(circleMembers.collectiveId, collectiveId), eq(circleMembers.circleId, circleId)));
  return rows.map(({ id }) => id);
}

/** A member by the name they have, and whether they are here. */
export async function findMember(on: Queryable, collectiveId: string, id: string): Promise<{ name: string; isHere: boolean } | undefined> {
  const [row] = await queryRows<{ name: string; isHere: boolean }>(
    on,
    sql`select coalesce(p.name, m.code) as name, m.left_on is null as "isHere"
      from members m left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      where m.collective_id = ${collectiveId}::uuid and m.id = ${id}::uuid`,
  );
  return row;
}
