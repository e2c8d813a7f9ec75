/** The trial balance: what each account was debited and credited in a year, opening balances with it. */
import type { AccountingEntry, AccountLine } from "./year.js";

export interface BalanceLine extends Pick<AccountLine, "account" | "auxiliaryId"> {
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
}

export interface TrialBalance {
  /** By account number and auxiliary. */
  readonly lines: readonly BalanceLine[];
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
  /** Products less charges. */
  readonly resultMinor: bigint;
}

export async function trialBalanceOf(entries: AsyncIterable<readonly AccountingEntry[]>): Promise<TrialBalance> {
  const byKey = new Map<string, BalanceLine>();
  let [debit, credit, result] = [0n, 0n, 0n];
  for await (const batch of entries) {
    for (const { account, auxiliaryId, amountMinor } of batch.flatMap(({ lines }) => lines)) {
      const key = `${account.number} ${auxiliaryId ?? ""}`;
      const before = byKey.get(key) ?? { account, auxiliaryId, debitMinor: 0n, creditMinor: 0n };
      const [debitMinor, creditMinor] = amountMinor > 0n ? [amountMinor, 0n] : [0n, -amountMinor];
      byKey.set(key, { ...before, debitMinor: before.debitMinor + debitMinor, creditMinor: before.creditMinor + creditMinor });
      debit += debitMinor;
      credit += creditMinor;
      if (/^[67]/.test(account.number)) result -= amountMinor;
    }
  }
  const lines = [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
  return { lines, debitMinor: debit, creditMinor: credit, resultMinor: result };
}
