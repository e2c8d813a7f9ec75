/**
 * The table of a sharing, for people: who gets what from which step, and what stays. Plain text, right-aligned figures.
 *
 *                                        1         2         3       Total
 *   Ana                                                187,50 €    187,50 €
 *   Bob                                     200,00 €   375,00 €    575,00 €
 *   Part reversée aux communs    50,00 €                            50,00 €
 *   Reliquat                                                         0,00 €
 *   Total                                                        1 000,00 €
 *
 *   1 Part reversée · 2 Frais avancés · 3 Travail donné
 */
import { formatAmount, parseAmount } from "../money.js";
import type { Language } from "../refusals.js";
import type { SharingDocument } from "./document.js";
import { stepTitle } from "./explanation.js";
import type { ShareLine, SharingResult } from "./result.js";
import { wordingFor } from "./wording.js";

const words = {
  fr: { rest: "Reliquat", total: "Total", carried: "reporté" },
  en: { rest: "Rest", total: "Total", carried: "carried" },
} as const satisfies Record<Language, unknown>;

/** The result as a table in one language; a column a step, and one for what is carried where something is. */
export function sharingTable(document: SharingDocument, result: SharingResult, language: Language): string {
  const wording = wordingFor(document, language);
  const said = words[language];
  const steps = document.steps.map((_, index) => index + 1);
  const carried = new Map(result.carried.map(({ member, amount }) => [member, amount]));
  const row = (name: string, to: ShareLine["to"], total: string | undefined) => {
    const paid = paidByStep(result, to);
    const carriedHere = "member" in to ? carried.get(to.member) : undefined;
    return [name, ...steps.map((step) => paid.get(step)), total, ...(carried.size > 0 ? [carriedHere] : [])];
  };
  const blank = steps.map(() => undefined);
  const rows = [
    ...shown(document.members, result.shares, carried).map(({ id, total }) => row(wording.member(id), { member: id }, total)),
    ...result.funds.map(({ fund, amount }) => row(wording.fund(fund), { fund }, amount)),
    [said.rest, ...blank, result.rest],
    [said.total, ...blank, result.amount],
  ];
  const cells = rows.map(([name = "", ...amounts]) => [
    name,
    ...amounts.map((amount) => (amount === undefined ? "" : wording.money(amount))),
  ]);
  const head = ["", ...steps.map(String), said.total, ...(carried.size > 0 ? [said.carried] : [])];
  const legend = document.steps.map(({ kind }, index) => `${index + 1} ${stepTitle(kind, language)}`).join(" · ");
  return `${aligned([head, ...cells])}\n\n${legend}\n`;
}

/** Members who receive or carry something, in document order. */
function shown(members: SharingDocument["members"], shares: SharingResult["shares"], carried: ReadonlyMap<string, string>) {
  const totals = new Map(shares.map(({ member, amount }) => [member, amount]));
  return members.filter(({ id }) => totals.has(id) || carried.has(id)).map(({ id }) => ({ id, total: totals.get(id) }));
}

/** What one receiver got from each step. */
function paidByStep({ lines, currency }: SharingResult, to: ShareLine["to"]): Map<number, string> {
  const paid = new Map<number, string>();
  for (const line of lines) {
    const same = "member" in to ? "member" in line.to && line.to.member === to.member : "fund" in line.to && line.to.fund === to.fund;
    if (!same) continue;
    const before = parseAmount(paid.get(line.step) ?? "0", currency);
    paid.set(line.step, formatAmount(before + parseAmount(line.amount, currency), currency));
  }
  return paid;
}

/** The first column to the left, the others to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart((widths[column] ?? 0) + 3));
  return rows.map((row) => row.map(cell).join("").trimEnd()).join("\n");
}
