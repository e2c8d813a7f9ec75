/** A table that no source knows: somebody says which column is what, and it is read again as text. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import type { AddedStatement } from "../../bank-place.js";
import en from "../../i18n/en/bank.js";
import fr from "../../i18n/fr/bank.js";
import { textOfBytes } from "../../pasted-table.js";
import { useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { SelectField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { StatementFaults } from "./statement-faults.js";

const t = speak({ fr, en });
const roles = ["day", "label", "amount", "debit", "credit", "counterparty", "reference", "balance"] as const;
type Role = (typeof roles)[number];

interface Props {
  file: File;
  header: readonly string[];
  bankId: string | undefined;
  /** Whether somebody wanted to name them, though they may be known. */
  isAsked: boolean;
  onAdded: (added: AddedStatement) => void;
}

export function StatementColumns({ file, header, bankId, isAsked, onAdded }: Props) {
  const here = useHere();
  const columns = useSignal<Partial<Record<Role, string>>>({});
  const dayOrder = useSignal("");
  const sending = useSending(async (_: undefined, key: string) => {
    const text = textOfBytes(await file.arrayBuffer());
    const chosen = Object.fromEntries(Object.entries(columns.value).filter(([, name]) => name));
    const told = { ...(bankId ? { bankId } : {}), ...(dayOrder.value ? { dayOrder: dayOrder.value } : {}) };
    return write<AddedStatement>("POST", `${here.api}/bank-statements/text`, { text, name: file.name, columns: chosen, ...told }, key);
  });
  const read = async () => {
    const added = await sending.run(undefined);
    if (added) onAdded(added);
  };
  const names = header.filter((name) => name !== "");
  return (
    <div class="stack">
      <p>{isAsked ? t().columns.asked : t().columns.lead}</p>
      <p class="muted small">{t().columns.kept}</p>
      <div class="pair">
        {roles.map((role) => (
          <SelectField
            key={role}
            label={t().columns[role]}
            value={columns.value[role] ?? ""}
            options={[{ value: "", label: "—" }, ...names.map((name) => ({ value: name, label: name }))]}
            onValue={(name) => {
              columns.value = { ...columns.value, [role]: name };
            }}
          />
        ))}
        <SelectField
          label={t().columns.order}
          value={dayOrder.value}
          options={[
            { value: "", label: t().columns.orders.shown },
            { value: "day-first", label: t().columns.orders.dayFirst },
            { value: "month-first", label: t().columns.orders.monthFirst },
          ]}
          onValue={(order) => {
            dayOrder.value = order;
          }}
        />
      </div>
      <ProblemNote problem={sending.problem} onRetry={() => void read()} />
      <StatementFaults problem={sending.problem} />
      <Button isWide isBusy={sending.isBusy} onPress={() => void read()}>
        {t().columns.act}
      </Button>
    </div>
  );
}
