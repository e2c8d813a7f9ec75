/**
 * Money in as it is typed, asked of the rules (domain/postings, domain/envelope): what the bank, the envelope and the funds
 * that take a levy will show, and what stays expected.
 *
 *   1,000.00 in, 8 % to the commons: bank +1,000.00, envelope +920.00, commons +80.00
 */
import { levyOf } from "../domain/envelope.js";
import { formatAmount, parseAmount } from "../domain/money.js";
import { moneyIn } from "../domain/postings.js";
import type { Refusal } from "../domain/refusals.js";
import { attempt, type Effect, type Owner, PageBooks, type ShownBalance } from "./treasury-figures.js";

export interface Levy {
  readonly fund: Owner;
  /** A decimal, or undefined while it cannot be read. */
  readonly percent: string | undefined;
}

const percentPattern = /^(100(\.0+)?|\d{1,2}(\.\d{1,6})?)$/;

/** A percent the service takes: 0 to 100. */
export const isPercent = (percent: string | undefined): percent is string => percent !== undefined && percentPattern.test(percent);

export function planMoneyIn({
  amount,
  currency,
  nature,
  envelope,
  bank,
  levies,
  balances,
}: {
  amount: string | undefined;
  currency: string;
  nature: string;
  envelope: Owner | undefined;
  /** None where the first account is still to be opened: the service opens it. */
  bank: Owner;
  levies: readonly Levy[];
  balances: readonly ShownBalance[];
}): { readonly effects?: readonly Effect[]; readonly refusal?: Refusal } {
  if (amount === undefined || !envelope || levies.some(({ percent }) => !isPercent(percent))) return {};
  const { value, refusal } = attempt(() => {
    const books = new PageBooks(balances);
    const amountMinor = parseAmount(amount, currency);
    return books.effects(
      moneyIn({
        bank: books.account("bank", bank, currency),
        envelope: books.account("envelope", envelope, currency),
        amountMinor,
        nature,
        levies: levies.map(({ fund, percent = "0" }) => ({
          fund: books.account("fund", fund, currency),
          amountMinor: levyOf(amountMinor, percent),
        })),
      }),
    );
  });
  return refusal ? { refusal } : { effects: value ?? [] };
}

/** The gifts that were chosen and are promised no more: linked elsewhere, or withdrawn, since what was typed was kept. */
export const goneGifts = (chosen: readonly string[], promised: readonly { readonly id: string }[]): readonly string[] =>
  chosen.filter((id) => !promised.some((gift) => gift.id === id));

/** What gifts come to. */
export const sumOfGifts = (amounts: readonly string[], currency: string): string =>
  formatAmount(
    amounts.reduce((sum, amount) => sum + parseAmount(amount, currency), 0n),
    currency,
  );
