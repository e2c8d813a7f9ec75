/** The audit trail: who did what, when. Written in the transaction of what it tells, and never changed. */
import { type SQL, sql } from "drizzle-orm";
import { announceChange } from "./changes.js";
import { preparedRows } from "./client.js";
import { newId } from "./id.js";
import type { Tx } from "./transaction.js";

export interface AuditEvent {
  readonly collectiveId: string;
  /** The member who did it; null for the service itself. */
  readonly byId: string | null;
  readonly at: Date;
  /** `noun.verb` in the past: `circle.opened`, `contribution.logged`. */
  readonly action: string;
  readonly subject: string;
  readonly subjectId?: string;
  /** Ids, figures and days. Never a name, an e-mail or a secret: personal data stays in one place. */
  readonly details?: Record<string, unknown>;
}

/** What the pages of the treasury show: who has one open hears of each act on it (changes). Pledges, by the hundred, are not told. */
const ofTreasury: ReadonlySet<string> = new Set([
  ...["entry", "share", "bill", "payment-batch", "expected-money", "bank", "bank-statement", "bank-line"],
  ...["envelope", "fund", "third-party", "sharing"],
]);

export async function recordEvents(tx: Tx, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  await preparedRows(tx, eventsInsert(events));
  const told = events.find(({ subject }) => ofTreasury.has(subject));
  if (told) await announceChange(tx, { collectiveId: told.collectiveId, subject: "ledger", id: told.collectiveId });
}

export function eventsInsert(events: readonly AuditEvent[]): SQL {
  const rows = events.map(({ details = {}, ...event }) => ({ id: newId(), details, ...event }));
  return sql`insert into audit_events (collective_id, id, at, by_id, action, subject, subject_id, details)
      select e."collectiveId", e.id, e.at, e."byId", e.action, e.subject, e."subjectId", e.details
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as e("collectiveId" uuid, id uuid, at timestamptz, "byId" uuid, action text,
        subject text, "subjectId" uuid, details jsonb)`;
}
