/** What the pages of the treasury read again and again: banks, balances, third parties, and what day it is there. */
import type { z } from "zod";
import type { BillAnswer } from "../features/envelopes/bills.schema.js";
import type { ExpectedMoneyAnswer } from "../features/envelopes/money-in.schema.js";
import type { BankAnswer } from "../features/ledger/banks.schema.js";
import type { BalanceList, EntryAnswer, ledgerHead } from "../features/ledger/entries.schema.js";
import type { Owed as OwedAnswer } from "../features/ledger/payments.schema.js";
import type { ThirdParty as ThirdPartyAnswer } from "../features/members/third-parties.schema.js";
import { dayAt } from "./format.js";
import { useLive } from "./live.js";
import { useCollective, useHere } from "./place.js";
import { type Reading, useList, useReading } from "./readings.js";

export type Bank = BankAnswer;
export type Bill = BillAnswer;
export type Entry = EntryAnswer;
export type Expected = ExpectedMoneyAnswer;
export type Owed = OwedAnswer;
export type OwedItem = Owed["items"][number];
export type ThirdParty = ThirdPartyAnswer;
export type Balances = BalanceList;
export type Head = z.output<typeof ledgerHead>;
export interface EntryPage {
  readonly items: Entry[];
  readonly nextCursor: string | null;
}

export const useBanks = (): Bank[] | undefined => useList<Bank>(`${useHere().api}/banks`).value;
/** The balances, and what became of reading them. */
export const useBalancesReading = (): Reading<Balances> => useReading<Balances>(`${useHere().api}/balances`);
export const useBalances = (): Balances | undefined => useBalancesReading().value;
export const useOwed = (): Reading<Owed[]> => useList<Owed>(`${useHere().api}/owed?limit=200`);
export const useThirdParties = (): ThirdParty[] | undefined => useList<ThirdParty>(`${useHere().api}/third-parties?limit=200`).value;

/** The page follows what others write into the books meanwhile. */
export const useLiveLedger = (): void => useLive(`${useHere().api}/ledger/events`);

/** Today where the collective is: entries are dated there. */
export function useToday(): string {
  const collective = useCollective();
  return dayAt(new Date().toISOString(), collective?.timeZone ?? "Europe/Paris");
}

/** The currency of the collective. */
export const useCurrency = (): string => useCollective()?.currency ?? "EUR";
