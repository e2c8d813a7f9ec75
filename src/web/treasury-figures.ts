/**
 * Figures of the treasury: what accounts show, what an entry would change of that, and what adds up to what.
 *
 * A page says what will be written before it is: it asks the posting rules themselves (domain/postings) for the lines,
 * and shows what the accounts show before and after.
 *
 *   the bank shows 1,000.00 and 191.45 is owed to Noor; paying her all of it: bank 1,000.00 → 808.55, Noor 191.45 → 0.00
 */
import { type Account, type AccountClass, formatCommodity, type Line, points } from "../domain/ledger.js";
import { formatAmount, parseAmount } from "../domain/money.js";
import type { Posting } from "../domain/postings.js";
import { Refusal } from "../domain/refusals.js";

/** What an account shows, as the service says it. */
export interface ShownBalance {
  readonly class: AccountClass;
  readonly ownerId: string;
  readonly name: string;
  readonly commodity: string;
  readonly balance: string;
}

/** What an entry does to what an account shows. */
export interface Effect {
  readonly class: AccountClass;
  readonly name: string;
  readonly commodity: string;
  readonly before: string;
  readonly after: string;
}

export interface Owner {
  readonly id: string;
  readonly name: string;
}

/** Whole minor units of a commodity. */
export const minorOf = (amount: string, commodity: string): bigint =>
  commodity === points ? BigInt(amount) : parseAmount(amount, commodity);

const signed = (accountClass: AccountClass, minor: bigint): bigint => (accountClass === "bank" ? minor : -minor);

/** The accounts a page knows, to ask the posting rules with. An account that nothing moved yet shows nothing. */
export class PageBooks {
  private readonly named = new Map<string, { account: Account; name: string }>();

  constructor(private readonly balances: readonly ShownBalance[]) {}

  account<Class extends AccountClass>(accountClass: Class, owner: Owner, commodity: string): Account<Class> {
    const id = `${accountClass} ${owner.id} ${commodity}`;
    const balance = this.balances.find(
      (each) => each.class === accountClass && each.ownerId === owner.id && each.commodity === commodity,
    )?.balance;
    const account = {
      id,
      class: accountClass,
      commodity,
      ownerId: owner.id,
      balanceMinor: signed(accountClass, balance === undefined ? 0n : minorOf(balance, commodity)),
      floorMinor: 0n,
    };
    this.named.set(id, { account, name: owner.name });
    return account;
  }

  /** What a posting on these accounts changes, account by account, in the order of its lines. */
  effects({ lines }: Pick<Posting, "lines">): Effect[] {
    return [...new Set(lines.map(({ accountId }) => accountId))].flatMap((accountId) => {
      const found = this.named.get(accountId);
      if (!found) return [];
      const { account, name } = found;
      const moved = lines.reduce((sum, line) => (line.accountId === accountId ? sum + line.amountMinor : sum), 0n);
      if (moved === 0n) return [];
      const shown = (minor: bigint) => formatCommodity(signed(account.class, minor), account.commodity);
      return [
        {
          class: account.class,
          name,
          commodity: account.commodity,
          before: shown(account.balanceMinor),
          after: shown(account.balanceMinor + moved),
        },
      ];
    });
  }
}

/** A rule asked beforehand: what it gives, or why it says no. */
export function attempt<Value>(rule: () => Value): { readonly value?: Value; readonly refusal?: Refusal } {
  try {
    return { value: rule() };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}

export interface Sum {
  readonly currency: string;
  readonly amount: string;
}

/** Sums, one a currency, in the order the currencies come. */
export function sumsOf(items: readonly Sum[]): Sum[] {
  const sums = new Map<string, bigint>();
  for (const { currency, amount } of items) sums.set(currency, (sums.get(currency) ?? 0n) + parseAmount(amount, currency));
  return [...sums].map(([currency, minor]) => ({ currency, amount: formatAmount(minor, currency) }));
}

/** What is left of an amount once a part is gone; undefined where the part is no amount, or more than the whole. */
export function restOf(whole: string, part: string | undefined, currency: string): string | undefined {
  if (part === undefined) return undefined;
  const rest = attempt(() => parseAmount(whole, currency) - parseAmount(part, currency)).value;
  return rest === undefined || rest < 0n ? undefined : formatAmount(rest, currency);
}

/** A line of an entry as the service says it. */
export interface SaidLine extends Omit<ShownBalance, "balance"> {
  readonly accountId: string;
  readonly amount: string;
  readonly nature: string | null;
  readonly forMemberId: string | null;
}

/** The lines of an entry as the rules read them. */
export const linesOf = (lines: readonly SaidLine[]): Line[] =>
  lines.map(({ accountId, commodity, amount, nature, forMemberId }) => ({
    accountId,
    commodity,
    amountMinor: minorOf(amount, commodity),
    nature,
    forMemberId,
  }));

/** What an entry moves: what passes through and comes back on one account counts for nothing. */
export function movedBy(lines: readonly SaidLine[]): { commodity: string; amount: string } {
  const nets = new Map<string, bigint>();
  for (const { accountId, commodity, amount } of lines) nets.set(accountId, (nets.get(accountId) ?? 0n) + minorOf(amount, commodity));
  const commodity = lines[0]?.commodity ?? "EUR";
  const total = [...nets.values()].reduce((sum, net) => (net > 0n ? sum + net : sum), 0n);
  return { commodity, amount: formatCommodity(total, commodity) };
}

/** What undoing an entry would change, given what the accounts show now. */
export function effectsOfReversal(balances: readonly ShownBalance[], lines: readonly SaidLine[]): Effect[] {
  const books = new PageBooks(balances);
  const ids = new Map(
    lines.map((line) => [line.accountId, books.account(line.class, { id: line.ownerId, name: line.name }, line.commodity).id]),
  );
  return books.effects({
    lines: linesOf(lines).map((line) => ({
      ...line,
      accountId: ids.get(line.accountId) ?? line.accountId,
      amountMinor: -line.amountMinor,
    })),
  });
}
