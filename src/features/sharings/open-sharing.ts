import { recordEvents } from "../../db/audit.js";
import { announceSharing } from "../../db/changes.js";
import type { Queryable } from "../../db/client.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import type { Day } from "../../domain/calendar.js";
import type { NoticeVerb } from "../../domain/notices.js";
import { type Language, Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { type Reader, tableAnswer } from "./sharings.answers.js";
import { findSharing, type Sharing } from "./sharings.queries.js";
import type { SharingTableAnswer } from "./sharings.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: Day;
  readonly language: Language;
}

/** On whose behalf something is written: a person's, or nobody's alone (`memberId` null). */
export interface Speaking {
  readonly caller: Pick<Caller, "collective"> & { readonly memberId: string | null };
  readonly now: Date;
  readonly today: Day;
}

export const readerOf = ({ caller, today, now, language }: Acting): Reader => ({
  collective: caller.collective,
  memberId: caller.memberId,
  today,
  now,
  language,
});

/** One sharing. Refuses `not_found`. */
export async function loadSharing(on: Queryable, { caller, today }: Acting, id: string): Promise<Sharing> {
  const sharing = await findSharing(on, { collectiveId: caller.collective.id, id, today });
  if (!sharing) throw new Refusal("not_found", { at: "sharing", id });
  return sharing;
}

/** One sharing, its row locked: whoever changes it comes one after another. */
export async function lockSharing(tx: Tx, { caller, today }: Speaking, id: string): Promise<Sharing> {
  const sharing = await findSharing(tx, { collectiveId: caller.collective.id, id, today, lock: true });
  if (!sharing) throw new Refusal("not_found", { at: "sharing", id });
  return sharing;
}

export async function answerTable(on: Queryable, acting: Acting, id: string): Promise<SharingTableAnswer> {
  return tableAnswer(on, await loadSharing(on, acting, id), readerOf(acting));
}

/** Writes into the audit trail what was done, and tells who has the sharing open that it changed. */
export async function record(tx: Tx, { caller, now }: Speaking, id: string, verb: string, details: Record<string, unknown> = {}) {
  const collectiveId = caller.collective.id;
  await recordEvents(tx, [
    { collectiveId, byId: caller.memberId, at: now, action: `sharing.${verb}`, subject: "sharing", subjectId: id, details },
  ]);
  await announceSharing(tx, collectiveId, id);
}

/** Tells members, but never who acts. */
export function tell(
  tx: Tx,
  { caller, now }: Speaking,
  id: string,
  verb: NoticeVerb<"sharing">,
  memberIds: Iterable<string>,
): Promise<void> {
  const told = [...new Set(memberIds)].filter((memberId) => memberId !== caller.memberId);
  return tellMembers(
    tx,
    caller.collective.id,
    told.map((memberId) => ({
      memberId,
      at: now,
      what: `sharing.${verb}` as const,
      subject: "sharing",
      subjectId: id,
      byId: caller.memberId,
    })),
  );
}
