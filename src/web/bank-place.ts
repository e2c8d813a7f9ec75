/** What the page of bank statements reads. */
import type { BankLineAnswer, Choices, ProposalAnswer, Reconciliation, StatementAnswer } from "../features/bank-lines/bank-lines.schema.js";
import { useHere } from "./place.js";
import { type Reading, useList, useReading, useReadings } from "./readings.js";

export type BankLine = BankLineAnswer;
export type LineProposal = ProposalAnswer;
export type BankStatement = Omit<StatementAnswer, "isRepeat">;
export type AddedStatement = StatementAnswer;
export type BankReconciliation = Reconciliation;
export type LineChoices = Choices;

export const useOpenLines = (): Reading<BankLine[]> => useList<BankLine>(`${useHere().api}/bank-lines?limit=200`);
/** Lines that are probably here already, from a statement in another layout. */
export const useTwinLines = (): BankLine[] => useList<BankLine>(`${useHere().api}/bank-lines?status=twin&limit=200`).value ?? [];
/** What a line may be made of. */
export const useChoices = (lineId: string): LineChoices | undefined =>
  useReading<LineChoices>(`${useHere().api}/bank-lines/${lineId}/choices`).value;
/** Lines that wait no more, the latest first. */
export function useSettledLines(): BankLine[] {
  const { api } = useHere();
  const [matched, aside] = ["matched", "aside"].map((status) => `${api}/bank-lines?status=${status}&limit=200`);
  const settled = [...(useList<BankLine>(matched ?? null).value ?? []), ...(useList<BankLine>(aside ?? null).value ?? [])];
  return settled.sort((a, b) => (a.datedOn < b.datedOn ? 1 : a.datedOn > b.datedOn ? -1 : 0));
}
/** How many lines wait, for who may know. */
export function useLinesWaiting(): number {
  const { api, isTreasurer } = useHere();
  const statements = useList<BankStatement>(isTreasurer ? `${api}/bank-statements` : null).value ?? [];
  return statements.reduce((sum, { linesOpen }) => sum + linesOpen, 0);
}
export const useStatements = (): BankStatement[] | undefined => useList<BankStatement>(`${useHere().api}/bank-statements`).value;
export const useReconciliations = (bankIds: readonly string[]): BankReconciliation[] => {
  const { api } = useHere();
  return useReadings<BankReconciliation>(bankIds.map((id) => `${api}/banks/${id}/reconciliation`)).flatMap(({ value }) => value ?? []);
};

/** What a line may be that looks like nothing known: who sees it says the rest. */
export function plainProposals({ amount }: Pick<BankLine, "amount">): LineProposal[] {
  const plain = (does: LineProposal["does"]): LineProposal => ({
    does,
    called: "",
    points: 0,
    because: "",
    reasons: [],
    entries: [],
    returned: null,
    items: [],
    batchId: null,
    batchNumber: null,
    transfer: null,
    envelopeId: null,
    expectedId: null,
    memberId: null,
    thirdPartyId: null,
    nature: null,
    otherBankId: null,
    otherLineId: null,
  });
  return (amount.startsWith("-") ? (["bill", "bank-fee"] as const) : (["money-in"] as const)).map(plain);
}
