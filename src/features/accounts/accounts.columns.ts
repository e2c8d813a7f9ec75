/** The columns of the trial balance. */
import type { BalanceLine } from "../../domain/accounting/balance.js";
import type { CsvColumn } from "../../exchange/csv-write.js";
import type { Auxiliaries } from "../../exchange/journals.js";

export const trialBalanceTitle = { fr: "Balance générale", en: "Trial balance" };

export const trialBalanceColumns = (currency: string, auxiliaries: Auxiliaries): readonly CsvColumn<BalanceLine>[] => {
  const who = ({ auxiliaryId }: BalanceLine) => (auxiliaryId === null ? undefined : auxiliaries.get(auxiliaryId));
  const money = (fr: string, en: string, value: (row: BalanceLine) => bigint | null): CsvColumn<BalanceLine> => ({
    kind: "amount",
    currency,
    header: { fr, en },
    value,
    adds: true,
  });
  const balance = ({ debitMinor, creditMinor }: BalanceLine) => debitMinor - creditMinor;
  return [
    { kind: "text", header: { fr: "Compte", en: "Account" }, value: ({ account }) => account.number },
    { kind: "text", header: { fr: "Intitulé", en: "Label" }, value: ({ account }) => account.label },
    { kind: "text", header: { fr: "Auxiliaire", en: "Auxiliary" }, value: (row) => who(row)?.code ?? null },
    { kind: "text", header: { fr: "Nom", en: "Name" }, value: (row) => who(row)?.name ?? null },
    money("Débit", "Debit", (row) => row.debitMinor),
    money("Crédit", "Credit", (row) => row.creditMinor),
    money("Solde débiteur", "Debit balance", (row) => (balance(row) > 0n ? balance(row) : null)),
    money("Solde créditeur", "Credit balance", (row) => (balance(row) < 0n ? -balance(row) : null)),
  ];
};
