/** The audit trail in the database. */
import { type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { cutPage, readInstantCursor } from "../../http/paging.js";
import type { AuditQuery } from "./audit.schema.js";

interface Row {
  id: string;
  at: string;
  byId: string | null;
  action: string;
  subject: string;
  subjectId: string | null;
  details: Record<string, unknown>;
}

/** A page of the audit trail. Days are those of the collective's time zone. */
export async function pageOfAudit(on: Queryable, { id: collectiveId, timeZone }: { id: string; timeZone: string }, query: AuditQuery) {
  const after = readInstantCursor(query.cursor);
  const dayStart = (day: string, plus: number): SQL => sql`((${day}::date + ${plus}::int)::timestamp at time zone ${timeZone})`;
  const conditions: SQL[] = [
    sql`a.collective_id = ${collectiveId}`,
    ...(query.action ? [sql`(a.action = ${query.action} or starts_with(a.action, ${`${query.action}.`}))`] : []),
    ...(query.subjectId ? [sql`a.subject_id = ${query.subjectId}::uuid`] : []),
    ...(query.byId ? [sql`a.by_id = ${query.byId}::uuid`] : []),
    ...(query.from ? [sql`a.at >= ${dayStart(query.from, 0)}`] : []),
    ...(query.until ? [sql`a.at < ${dayStart(query.until, 1)}`] : []),
    ...(after ? [sql`(a.at, a.id) < (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ];
  const rows = await queryRows<Row>(
    on,
    sql`select a.id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, a.by_id as "byId", a.action, a.subject,
        a.subject_id as "subjectId", a.details
      from audit_events a where ${sql.join(conditions, sql` and `)} order by a.at desc, a.id desc limit ${query.limit + 1}`,
  );
  return cutPage(
    rows,
    query.limit,
    ({ at, id }) => [at, id],
    (row) => row,
  );
}
