/** The record of a member: what the service keeps about them, in one document, for themself or through an admin. */
import type { Queryable } from "../../db/client.js";
import { inSnapshot, type Tx } from "../../db/transaction.js";
import { type Acting, loadMember, requireSelfOrAdmin } from "./members.actions.js";
import type { MemberRecord } from "./members.schema.js";
import { type RecordPart, type RecordRow, recordParts, selectLogin, selectPart } from "./record.queries.js";

/** What belongs to the person alone: what they and their peers said of each other, what may be secret or confidential. */
const personal = [
  "reviewsGiven",
  "reviewsReceived",
  "retrospectiveWords",
  "pledges",
  "ballots",
  "tensions",
  "tensionSteps",
  "receipts",
  "bankDetails",
] as const satisfies RecordPart[];
type Personal = (typeof personal)[number];

/** Writes the record. An admin may do it for who has no login; their login and what belongs to them alone is then left out. */
export async function writeRecord(db: Queryable, acting: Acting, id: string): Promise<MemberRecord> {
  const { caller } = acting;
  requireSelfOrAdmin(caller, id);
  return inSnapshot(db, (tx) => recordOf(tx, acting, id, caller.memberId === id));
}

/** The record, for themself or for somebody else. Ask in a snapshot. Refuses `not_found`. */
export async function recordOf(tx: Tx, acting: Acting, id: string, isSelf: boolean): Promise<MemberRecord> {
  const { id: collectiveId, slug, currency } = acting.caller.collective;
  const member = await loadMember(tx, acting, id);
  const rows = {} as Record<RecordPart, RecordRow[]>;
  for (const part of recordParts) rows[part] = await selectPart(tx, part, { collectiveId, memberId: id, currency });
  const left = Object.fromEntries(personal.map((part) => [part, null])) as Record<Personal, null>;
  return {
    format: "moisson.member/1",
    writtenAt: acting.now.toISOString(),
    collective: slug,
    member,
    login: isSelf ? await selectLogin(tx, collectiveId, id) : null,
    ...rows,
    ...(isSelf ? {} : left),
  };
}
