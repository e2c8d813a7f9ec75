/**
 * The one-line log: one contribution a line, as collectives write it in a shared page (DESIGN §6).
 *
 *   01/02/2023 2 h 60 € Animation, Accueil : préparation de la réunion
 *   → { dayOn: "2023-02-01", quantity: "2", claimMinor: 6000n, kind Animation, circle Accueil, note "préparation de la réunion" }
 *
 * Lines are read by quick entry, with its rules; what it would ask a person is a fault here. The day stands before the month, as
 * always in this format. `Ana : 12/03/2024 1h30 …` names the giver; otherwise the import says whose log it is. The note is what
 * follows the colon when every word before it was understood, and the whole line otherwise: no word is lost.
 */

import { formatAmount } from "../../domain/money.js";
import { parseQuickEntry, type Question, type QuickEntry, type QuickField } from "../../domain/quick-entry.js";
import type { RefusalCode, RefusalFigures } from "../../domain/refusals.js";
import type { Columns, ContributionRow, ImportContext, ImportProfile, RowRule } from "../profile.js";
import { circleOf, judged } from "./contributions.js";

const fields: readonly QuickField[] = ["day", "quantity", "amount", "claim", "kind", "circle", "envelope", "member", "tag"];

export const logLinesProfile: ImportProfile<ContributionRow> = {
  id: "log-lines",
  title: { fr: "Journal, une contribution par ligne", en: "Log, one contribution a line" },
  makes: "contributions",
  layout: "lines",
  columns: Object.fromEntries([...fields, "note"].map((field) => [field, { reads: "text", names: [] }])),
  required: [],
  isLine: (line) => /^\W*(?:[\p{L} ]+ : ?)?\d{1,2}\/\d{1,2}\/\d{4}\s+\d.*\p{L}/u.test(line),
  rowRule: logLineRule,
};

function logLineRule(columns: Columns, context: ImportContext): RowRule<ContributionRow> {
  const { facts, defaults } = context;
  const quickEntry = { ...context.quickEntry, language: "fr" as const };
  return ([line = ""]) => {
    const entry = parseQuickEntry(line, quickEntry);
    for (const question of entry.questions) reportQuestion(question, facts.today, columns);
    const envelopeId = entry.envelopeId ?? defaults.envelopeId ?? null;
    return judged(
      {
        memberId: entry.memberId ?? defaults.memberId ?? "",
        circleId: entry.circleId ?? circleOf(envelopeId, context),
        kindId: entry.kindId ?? "",
        envelopeId,
        paidTo: null,
        dayOn: entry.day ?? "",
        untilOn: entry.dayUntil ?? null,
        quantity: entry.quantity ?? null,
        unit: null,
        amount: decimal(entry.amountMinor, facts.currency),
        claim: decimal(entry.claimMinor, facts.currency),
        note: noteOf(entry),
        tags: entry.tags,
        evidence: null,
        settlement: null,
        isVolunteered: false,
      },
      columns,
      context,
    );
  };
}

const decimal = (minor: bigint | undefined, currency: string): string | null =>
  minor === undefined ? null : formatAmount(minor, currency);

const noteOf = ({ told, note }: QuickEntry): string => told ?? note;

const codes: Partial<Record<Question["reason"], (text: string, today: string) => readonly [RefusalCode, RefusalFigures]>> = {
  kind_missing: () => ["kind_missing", {}],
  kind_unknown: (id) => ["unknown_kind", { id, at: "kind" }],
  circle_unknown: (id) => ["unknown_circle", { id, at: "circle" }],
  member_unknown: (id) => ["unknown_member", { id, at: "member" }],
  several_members: (text) => ["name_ambiguous", { text }],
  no_such_day: (day) => ["day_invalid", { day }],
  day_order: (day) => ["day_order_unknown", { day }],
  day_in_future: (day, today) => ["day_in_future", { day, today }],
  not_positive: (quantity) => ["quantity_not_positive", { quantity }],
};

function reportQuestion({ field, reason, text = "" }: Question, today: string, columns: Columns): void {
  const [code, figures] = codes[reason]?.(text, today) ?? (["line_unclear", { text, field, reason }] as const);
  columns.report(field, code, figures);
}
