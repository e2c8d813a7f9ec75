/** What quick entry understands of a line, in the context of the collective. Nothing is saved. */
import type { Queryable } from "../../db/client.js";
import { formatAmount } from "../../domain/money.js";
import { parseQuickEntry, questionSentence } from "../../domain/quick-entry.js";
import type { Acting } from "./contributions.actions.js";
import { listNames } from "./contributions.queries.js";
import type { QuickEntryAnswer } from "./contributions.schema.js";

export async function understandLine(on: Queryable, { caller, today, language }: Acting, line: string): Promise<QuickEntryAnswer> {
  const { collective } = caller;
  const entry = parseQuickEntry(line, { today, language, currency: collective.currency, ...(await listNames(on, collective.id)) });
  const amount = (minor: bigint | undefined) => (minor === undefined ? null : formatAmount(minor, collective.currency));
  return {
    memberId: entry.memberId ?? null,
    circleId: entry.circleId ?? null,
    envelopeId: entry.envelopeId ?? null,
    kindId: entry.kindId ?? null,
    dayOn: entry.day ?? null,
    untilOn: entry.dayUntil ?? null,
    quantity: entry.quantity ?? null,
    unit: entry.unit ?? null,
    durationMinutes: entry.durationMinutes ?? null,
    amount: amount(entry.amountMinor),
    claim: amount(entry.claimMinor),
    tags: entry.tags,
    note: entry.note,
    remainder: entry.remainder,
    understood: entry.understood,
    questions: entry.questions.map((question) => ({
      field: question.field,
      reason: question.reason,
      message: questionSentence(question, language),
      text: question.text ?? null,
      options: [...(question.options ?? [])],
    })),
  };
}
