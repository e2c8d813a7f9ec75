/** Adding a statement: chosen or dropped, of which account; every error by line and column where it cannot be read. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import type { AddedStatement } from "../../bank-place.js";
import en from "../../i18n/en/bank.js";
import fr from "../../i18n/fr/bank.js";
import { useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import type { Bank } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Field, SelectField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { focusTitle } from "./fields.js";
import { StatementColumns } from "./statement-columns.js";
import { StatementFaults } from "./statement-faults.js";

const t = speak({ fr, en });

export function StatementForm({ banks, isFirst }: { banks: readonly Bank[]; isFirst: boolean }) {
  const here = useHere();
  const file = useSignal<File | undefined>(undefined);
  const bankId = useSignal("");
  const account = useSignal("");
  const isOver = useSignal(false);
  const isTried = useSignal(false);
  const asksColumns = useSignal(false);
  const sending = useSending((chosen: File, key: string) => {
    const form = new FormData();
    form.append("file", chosen);
    const asked = asksColumns.value ? "true" : undefined;
    const said = { bankId: bankId.value || banks[0]?.id, account: account.value || undefined, asksColumns: asked };
    const query = new URLSearchParams(Object.entries(said).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString();
    return write<AddedStatement>("POST", `${here.api}/bank-statements${query && `?${query}`}`, form, key);
  });
  const take = (files: FileList | null | undefined) => {
    file.value = files?.[0];
    account.value = "";
    sending.forget();
  };
  const submit = async (isAsking = false) => {
    isTried.value = true;
    if (!file.value) return;
    asksColumns.value = isAsking;
    const added = await sending.run(file.value);
    if (added) isAdded(added);
  };
  const isAdded = (added: AddedStatement) => {
    file.value = undefined;
    isTried.value = false;
    sending.forget();
    tell(saidOf(added));
    focusTitle();
  };
  const { problem } = sending;
  // Columns that were remembered and do not fit any more may be named anew.
  const header = problem?.code === "import_unrecognised" || problem?.code === "statement_has_errors" ? problem.figures.header : undefined;
  const accounts = problem?.code === "statement_accounts" ? (problem.figures.accounts as string[]) : [];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <fieldset
        class={isOver.value ? "field stack drop over" : "field stack drop"}
        onDragOver={(event) => {
          event.preventDefault();
          isOver.value = true;
        }}
        onDragLeave={() => {
          isOver.value = false;
        }}
        onDrop={(event) => {
          event.preventDefault();
          isOver.value = false;
          take(event.dataTransfer?.files);
        }}
      >
        <Field
          label={t().add.file}
          hint={file.value ? file.value.name : t().add.fileHint}
          fault={isTried.value && !file.value ? t().add.missing : undefined}
        >
          {(wiring) => (
            <input {...wiring} type="file" accept=".csv,.txt,.tsv,.ofx,.qfx,.xml" onChange={(event) => take(event.currentTarget.files)} />
          )}
        </Field>
      </fieldset>
      {banks.length > 1 && (
        <SelectField
          label={t().add.bank}
          value={bankId.value || (banks[0]?.id ?? "")}
          options={banks.map(({ id, name }) => ({ value: id, label: name }))}
          onValue={(id) => {
            bankId.value = id;
          }}
        />
      )}
      {!(asksColumns.value && problem?.code === "import_unrecognised") && <ProblemNote problem={problem} onRetry={() => void submit()} />}
      {accounts.length > 0 && (
        <SelectField
          label={t().add.account}
          value={account.value}
          options={["", ...accounts].map((one) => ({ value: one, label: one || "…" }))}
          onValue={(one) => {
            account.value = one;
          }}
        />
      )}
      <StatementFaults problem={problem} />
      {file.value && Array.isArray(header) && (
        <StatementColumns
          file={file.value}
          header={header as string[]}
          isAsked={asksColumns.value}
          bankId={bankId.value || banks[0]?.id}
          onAdded={isAdded}
        />
      )}
      <Button rank={isFirst ? "first" : "second"} isWide isSubmit isBusy={sending.isBusy}>
        {t().add.act}
      </Button>
      {file.value && /\.(csv|tsv|txt)$/i.test(file.value.name) && (
        <Button rank="link" onPress={() => void submit(true)}>
          {t().add.byHand}
        </Button>
      )}
    </form>
  );
}

/** What became of the file: what is new, what was here already, and how its columns were known. */
function saidOf({ isRepeat, isRemembered, linesRead, linesKnown, linesTwin }: AddedStatement): string {
  if (isRepeat) return t().add.repeat;
  const said = t().add.done(linesRead - linesKnown, linesKnown);
  return [said, ...(linesTwin > 0 ? [t().add.twins(linesTwin)] : []), ...(isRemembered ? [t().add.remembered] : [])].join(" ");
}
