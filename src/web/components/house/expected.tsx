/** Money that is only expected in an envelope: it is listed, and counts nowhere until it comes. */
import { useSignal } from "@preact/signals";
import type { z } from "zod";
import type { expectedMoney } from "../../../features/envelopes/money-in.schema.js";
import { write } from "../../api.js";
import { currencyMark, money, shortDay } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/envelopes.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/envelopes.js";
import { type Envelope, useHere } from "../../place.js";
import { useList } from "../../readings.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { DecimalField, faultAt, readDecimal, SelectField, TextField } from "../fields.js";
import { Amount, Pill } from "../figures.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
type Expected = z.output<typeof expectedMoney>;
const awaited: readonly Expected["status"][] = ["asked", "notified", "signed"];

export function ExpectedMoney({ envelope, mayNote }: { envelope: Envelope; mayNote: boolean }) {
  const here = useHere();
  const isAdding = useSignal(false);
  const expected = useList<Expected>(`${here.api}/envelopes/${envelope.id}/expected-money?limit=200`).value ?? [];
  const waited = expected.filter(({ status }) => awaited.includes(status));
  if (waited.length === 0 && !mayNote) return null;
  return (
    <Section title={t().expected.title}>
      {waited.length === 0 ? (
        <p class="muted">{t().expected.empty}</p>
      ) : (
        <ul class="plain-list ruled card">
          {waited.map((each) => (
            <ExpectedLine key={each.id} expected={each} currency={envelope.currency} mayNote={mayNote} />
          ))}
        </ul>
      )}
      {mayNote && (
        <div class="row no-print">
          <Button
            onPress={() => {
              isAdding.value = true;
            }}
          >
            {t().expected.add}
          </Button>
        </div>
      )}
      {isAdding.value && (
        <ExpectedDialog
          envelope={envelope}
          onClose={() => {
            isAdding.value = false;
          }}
        />
      )}
    </Section>
  );
}

function ExpectedLine({ expected, currency, mayNote }: { expected: Expected; currency: string; mayNote: boolean }) {
  const here = useHere();
  const { id, source, amount, status, expectedOn } = expected;
  const change = useSending((to: Expected["status"]) => write<Expected>("PATCH", `${here.api}/expected-money/${id}`, { status: to }));
  const drop = async () => {
    if (await change.run("dropped"))
      tell(t().expected.dropped(money(amount, currency)), { label: common().undo, run: () => void change.run(status) });
  };
  return (
    <li>
      <div class="row between baseline">
        <span class="grow">
          {source} <Pill tone="wheat">{t().expected.statuses[status]}</Pill>
          {expectedOn && <span class="muted small meaning">{t().expected.on(shortDay(expectedOn))}</span>}
        </span>
        <Amount value={amount} currency={currency} />
      </div>
      {mayNote && (
        <div class="row no-print">
          {here.isTreasurer && <a href={`${here.home}/treasury/money-in`}>{t().expected.come}</a>}
          <Button rank="link" isBusy={change.isBusy} label={`${t().expected.drop}, ${source}`} onPress={() => void drop()}>
            {t().expected.drop}
          </Button>
        </div>
      )}
      <ProblemNote problem={change.problem} />
    </li>
  );
}

function ExpectedDialog({ envelope, onClose }: { envelope: Envelope; onClose: () => void }) {
  const here = useHere();
  const draft = useSignal({ source: "", amount: "", status: "asked", expectedOn: "" });
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  const { source, amount, status, expectedOn } = draft.value;
  const adding = useSending((_: undefined, key) =>
    write<Expected>(
      "POST",
      `${here.api}/envelopes/${envelope.id}/expected-money`,
      { source, amount: readDecimal(amount) ?? amount, status, expectedOn: expectedOn || null },
      key,
    ),
  );
  const save = async () => {
    if (!(await adding.run(undefined))) return;
    tell(t().expected.added);
    onClose();
  };
  return (
    <Dialog title={t().expected.add} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t().expected.source}
          hint={t().expected.sourceHint}
          isRequired
          value={source}
          fault={faultAt(adding.problem, "source")}
          onValue={(value) => set({ source: value })}
        />
        <DecimalField
          label={t().expected.amount}
          unit={currencyMark(envelope.currency)}
          isRequired
          value={amount}
          fault={faultAt(adding.problem, "amount")}
          onValue={(value) => set({ amount: value })}
        />
        <SelectField
          label={t().expected.status}
          value={status}
          options={awaited.map((value) => ({ value, label: t().expected.statuses[value] }))}
          onValue={(value) => set({ status: value })}
        />
        <TextField label={t().expected.day} type="date" value={expectedOn} onValue={(value) => set({ expectedOn: value })} />
        <ProblemNote problem={adding.problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={adding.isBusy}>
          {t().form.save}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}
