/** Sums of several currencies in one sentence: «1 200,00 € et 40,00 CHF». */
import { listed, money } from "../../format.js";
import { type Sum, sumsOf } from "../../treasury-figures.js";

export function saidSums(items: readonly Sum[], currency: string): string {
  const sums = sumsOf(items);
  return sums.length === 0 ? money("0", currency) : listed(sums.map((sum) => money(sum.amount, sum.currency)));
}
