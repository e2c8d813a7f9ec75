/** The settings of a sharing that is not proposed yet: its days, its amount, who facilitates. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import common_en from "../i18n/en/common.js";
import common_fr from "../i18n/fr/common.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { DecimalField, faultAt, readDecimal, SelectField, TextField, typedDecimal } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { type Meeting, t } from "./sharing-meeting.js";
import { tell } from "./told.js";

const common = speak({ fr: common_fr, en: common_en });

export function SettingsSection({ meeting }: { meeting: Meeting }) {
  const { table, mayLead } = meeting;
  if (!mayLead || (table.status !== "open" && table.status !== "draft")) return null;
  return (
    <details class="card no-print">
      <summary>{t().settings.title}</summary>
      <SettingsForm meeting={meeting} />
    </details>
  );
}

function SettingsForm({ meeting }: { meeting: Meeting }) {
  const { table, api, everybody, money } = meeting;
  const asKept = {
    title: table.title,
    fromOn: table.fromOn ?? "",
    untilOn: table.untilOn,
    amount: table.amount === null ? "" : typedDecimal(table.amount),
    opensOn: table.opensOn ?? "",
    closesOn: table.closesOn ?? "",
    facilitatorId: table.facilitatorId ?? "",
    recurs: table.recurs ?? "",
  };
  const changed = useSignal<Partial<typeof asKept>>({});
  const form = { ...asKept, ...changed.value };
  const set = (change: Partial<typeof asKept>) => {
    changed.value = { ...changed.value, ...change };
  };
  const amount = form.amount.trim() === "" ? null : readDecimal(form.amount);
  const send = useSending((_: undefined, key: string) => {
    const kept = Object.entries(changed.value).map(([field, value]) => [field, field === "amount" ? amount : value === "" ? null : value]);
    return write("PATCH", api, Object.fromEntries(kept), key);
  });
  const submit = async () => {
    if (amount === undefined || !(await send.run(undefined))) return;
    changed.value = {};
    tell(t().settings.saved);
  };
  const people = everybody?.filter(({ leftOn, kind }) => leftOn === null && kind === "person") ?? [];
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={t().settings.name}
        isRequired
        value={form.title}
        fault={faultAt(send.problem, "title")}
        onValue={(title) => set({ title })}
      />
      <DecimalField
        label={t().settings.amount}
        hint={t().settings.amountHint(money(table.budget.left))}
        value={form.amount}
        fault={amount === undefined ? t().settings.unread : faultAt(send.problem, "amount")}
        onValue={(value) => set({ amount: value })}
      />
      <div class="pair">
        <TextField
          label={t().settings.from}
          hint={t().settings.fromHint}
          type="date"
          value={form.fromOn}
          fault={faultAt(send.problem, "fromOn")}
          onValue={(fromOn) => set({ fromOn })}
        />
        <TextField
          label={t().settings.until}
          hint={t().settings.untilHint}
          type="date"
          isRequired
          value={form.untilOn}
          fault={faultAt(send.problem, "untilOn")}
          onValue={(untilOn) => set({ untilOn })}
        />
        {table.status === "draft" && (
          <TextField
            label={t().settings.opens}
            hint={t().settings.optional}
            type="date"
            value={form.opensOn}
            fault={faultAt(send.problem, "opensOn")}
            onValue={(opensOn) => set({ opensOn })}
          />
        )}
        <TextField
          label={t().settings.closes}
          hint={t().settings.optional}
          type="date"
          value={form.closesOn}
          fault={faultAt(send.problem, "closesOn")}
          onValue={(closesOn) => set({ closesOn })}
        />
      </div>
      <SelectField
        label={t().settings.facilitator}
        hint={t().settings.facilitatorHint}
        value={form.facilitatorId}
        options={[{ value: "", label: t().settings.nobody }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        onValue={(facilitatorId) => set({ facilitatorId })}
      />
      <SelectField
        label={t().settings.recurs}
        value={form.recurs}
        options={Object.entries(t().settings.recursOptions).map(([value, label]) => ({ value, label }))}
        onValue={(recurs) => set({ recurs })}
      />
      <ProblemNote problem={send.problem} onRetry={() => void submit()} />
      <Button isSubmit isBusy={send.isBusy} isOff={Object.keys(changed.value).length === 0}>
        {common().save}
      </Button>
    </form>
  );
}
