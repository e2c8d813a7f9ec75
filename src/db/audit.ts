/** The audit trail: who did what, when. Written in the transaction of what it tells, and never changed. */
import { newId } from "./id.js";
import { auditEvents } from "./schema/index.js";
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

export async function recordEvents(tx: Tx, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx
    .insert(auditEvents)
    .values(
      events.map(({ subjectId, details, ...event }) => ({ id: newId(), ...event, subjectId: subjectId ?? null, details: details ?? {} })),
    );
}
