/**
 * Quick entry: one line, French or English, as people type it → what was understood, as data (DESIGN §6).
 *
 * Nothing is guessed silently: each value names the words it was read from (`understood`), and what can be read in two ways
 * is asked (`questions`) and left without a value. The rules, with the same numbers in the code:
 *
 *  1. Days, durations, quantities, amounts, `#…` and `@…` are found wherever they stand (quick-entry/*.ts).
 *  2. What stands before « : » says what the contribution is, what follows tells about it: a day, a quantity, an amount or a
 *     name before the colon hides those after it. `Ana : …` at the very start names the giver.
 *  3. The log format `01/02/2023 2 h 60 € Animation, Accueil : préparation` has the kind, the circle and the envelope, in this
 *     order and between commas, before the colon.
 *  4. The kind is the one that is named; among several, the one next to a figure that suits it, then the one that suits the
 *     figure. Where none is named and one alone suits, that one; or the one called by its unit («Heures»), or for expenses.
 *  5. An amount beside a quantity is a claim; an amount alone, or beside a named expense, is an expense, or what a kind counted
 *     in money takes. Neither: ask, unless the kind is qualitative.
 *     A price («20 €/h») is neither, and a part («2 h x 3») is no quantity: what it makes in all is asked.
 *  6. A number of days counts only for a kind in days, and only where the line has a word of its name («1 jour salle»): days of
 *     work are no rented room. Else the kind is asked.
 *  7. Money that is said to be given («don 20 €») is of a kind in money that is no expense, and nothing of it is asked back.
 *     Beside a quantity such words say nothing: «don de 3 h» is three hours. Where the line buys as well, ask.
 *
 *   parseQuickEntry("3h30 facilitation #kit atelier du 12/03", …) →
 *     { day: "2026-03-12", quantity: "3.5", unit: "h", durationMinutes: 210, kindId, envelopeId, note: the whole line, remainder: "atelier" }
 *   parseQuickEntry("42,50 € train Lille–Attin", …) → { amountMinor: 4250n, … }
 */
import type { QuickEntry, QuickEntryContext } from "./quick-entry/entry.js";
import { Reading } from "./quick-entry/reading.js";

export type { QuickEntry, QuickEntryContext, QuickKind, Understood } from "./quick-entry/entry.js";
export { type Question, type QuestionReason, type QuickField, questionSentence, questionTexts } from "./quick-entry/questions.js";

/** Lines longer than this are not read for meaning: the note keeps them. */
export const quickEntryLengthMax = 2000;

/** What a line says, in the context of a collective. Never refuses: what it cannot read is a note. */
export function parseQuickEntry(typed: string, context: QuickEntryContext): QuickEntry {
  return { ...new Reading(typed.slice(0, quickEntryLengthMax), context).read(), note: typed.trim() };
}
