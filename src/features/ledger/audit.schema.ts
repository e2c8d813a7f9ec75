/** What the API says of the audit trail. */
import { z } from "zod";
import { dayField, exampleId, field, idField, instantField, uuid } from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

export const auditEvent = z
  .object({
    id: idField("The event."),
    at: instantField("When."),
    byId: field(uuid().nullable(), "The member who did it; null for the service itself.", exampleId),
    action: field(z.string(), "What was done: a noun and a verb.", "bill.recorded"),
    subject: field(z.string(), "To what.", "bill"),
    subjectId: field(uuid().nullable(), "To which one.", exampleId),
    details: field(z.record(z.string(), z.unknown()), "Ids, figures and days. Never a name.", { amount: "450.00" }),
  })
  .meta({ id: "AuditEvent", description: "Who did what, when." });

export const auditPage = pageOf(auditEvent, "What was done, the latest first.");
export const auditQuery = pageQuery.extend({
  action: field(z.string().max(100).optional(), "Only this action, or with a noun alone all that was done to such things.", "bill"),
  subjectId: field(uuid().optional(), "Only what was done to this.", exampleId),
  byId: field(uuid().optional(), "Only what this member did.", exampleId),
  from: dayField("Only on this day or later.").optional(),
  until: dayField("Only on this day or earlier.", "2026-03-31").optional(),
});

export type AuditQuery = z.output<typeof auditQuery>;
