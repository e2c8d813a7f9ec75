/** Telling members what somebody else did that concerns them: written in the transaction of what it tells. */
import { type SQL, sql } from "drizzle-orm";
import type { NoticeKind } from "../domain/notices.js";
import { preparedRows } from "./client.js";
import { newId } from "./id.js";
import type { Tx } from "./transaction.js";

export interface Notice {
  readonly memberId: string;
  readonly at: Date;
  readonly what: NoticeKind;
  readonly subject: string;
  readonly subjectId: string;
  readonly byId: string | null;
}

export async function tellMembers(tx: Tx, collectiveId: string, notices: readonly Notice[]): Promise<void> {
  if (notices.length > 0) await preparedRows(tx, noticesInsert(collectiveId, notices));
}

export function noticesInsert(collectiveId: string, notices: readonly Notice[]): SQL {
  const rows = notices.map((notice) => ({ id: newId(), ...notice }));
  return sql`insert into notices (collective_id, id, member_id, at, what, subject, subject_id, by_id)
      select ${collectiveId}::uuid, n.id, n."memberId", n.at, n.what, n.subject, n."subjectId", n."byId"
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as n(id uuid, "memberId" uuid, at timestamptz, what text, subject text, "subjectId" uuid, "byId" uuid)`;
}
