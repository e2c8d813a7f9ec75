/** Money that is expected in envelopes: how sure it is, when it should come, and that it came. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import { envelopeMeant } from "../../envelope-meant.js";
import { longDay, money } from "../../format.js";
import en from "../../i18n/en/money-in.js";
import fr from "../../i18n/fr/money-in.js";
import { type Envelope, useHere } from "../../place.js";
import { useList } from "../../readings.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { type Expected, useToday } from "../../treasury-place.js";
import { Button } from "../button.js";
import { faultAt, readDecimal, SelectField, TextField } from "../fields.js";
import { Amount, Pill } from "../figures.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { EnvelopeField } from "./envelope-field.js";
import { AmountField, focusTitle } from "./fields.js";

const t = speak({ fr, en });
const statuses = ["asked", "notified", "signed"] as const;

export const isOpenExpected = ({ status }: Expected): boolean => status !== "received" && status !== "dropped";

export function ExpectedIn({ envelope, onArrived }: { envelope: Envelope; onArrived: (expected: Expected) => void }) {
  const here = useHere();
  const all = useList<Expected>(`${here.api}/envelopes/${envelope.id}/expected-money?limit=200`).value ?? [];
  return (
    <>
      {all.filter(isOpenExpected).map((each) => (
        <ExpectedCard key={each.id} envelope={envelope} expected={each} onArrived={() => onArrived(each)} />
      ))}
    </>
  );
}

function ExpectedCard({ envelope, expected, onArrived }: { envelope: Envelope; expected: Expected; onArrived: () => void }) {
  const here = useHere();
  const today = useToday();
  const { id, source, status, expectedOn, amount } = expected;
  const isLate = expectedOn !== null && expectedOn < today;
  const mayChange = here.isTreasurer || here.pilots(envelope.circleId);
  const changing = useSending((body: { status: string }, key: string) =>
    write<object>("PATCH", `${here.api}/expected-money/${id}`, body, key),
  );
  return (
    <li class="card">
      <h3 class="with-figure">
        <span>{source}</span>
        <Amount value={amount} currency={envelope.currency} />
      </h3>
      <div class="row between">
        <span class="muted small grow">
          <a href={`${here.home}/envelopes/${envelope.id}`}>{envelope.name}</a>
        </span>
        {expectedOn && (
          <Pill tone={isLate ? "wheat" : undefined}>
            {isLate ? t().expected.late(longDay(expectedOn)) : t().expected.on(longDay(expectedOn))}
          </Pill>
        )}
        {!mayChange && <Pill>{t().expected.status[status]}</Pill>}
      </div>
      {mayChange && (
        <SelectField
          label={t().expected.sure(source)}
          value={status}
          options={[...statuses, "dropped" as const].map((each) => ({ value: each, label: t().expected.status[each] }))}
          onValue={(chosen) => void changing.run({ status: chosen })}
        />
      )}
      <ProblemNote problem={changing.problem} />
      {here.isTreasurer && (
        <Button label={`${t().expected.arrived}, ${source}`} onPress={onArrived}>
          {t().expected.arrived}
        </Button>
      )}
    </li>
  );
}

export function ExpectForm({ envelopes }: { envelopes: readonly Envelope[] }) {
  const here = useHere();
  const envelopeId = useSignal("");
  const typed = useSignal("");
  const source = useSignal("");
  const status = useSignal<string>("asked");
  const expectedOn = useSignal("");
  const isTried = useSignal(false);
  const envelope = envelopeMeant(envelopes, envelopeId.value);
  const currency = (envelope ?? envelopes[0])?.currency ?? "EUR";
  const amount = readDecimal(typed.value);
  const adding = useSending((body: object, key: string) =>
    write<object>("POST", `${here.api}/envelopes/${envelope?.id}/expected-money`, body, key),
  );
  const submit = async () => {
    isTried.value = true;
    if (amount === undefined || !envelope) return;
    const body = { amount, source: source.value.trim(), status: status.value, expectedOn: expectedOn.value || null };
    if (!(await adding.run(body))) return;
    isTried.value = false;
    typed.value = "";
    source.value = "";
    tell(t().expected.done(money(amount, currency)));
    focusTitle();
  };
  const { problem } = adding;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p class="muted small">{t().expected.hint}</p>
      <EnvelopeField
        envelopes={envelopes}
        label={t().record.envelope}
        isTried={isTried.value}
        value={envelope?.id ?? ""}
        onValue={(id) => {
          envelopeId.value = id;
        }}
      />
      <TextField
        label={t().expected.source}
        isRequired
        value={source.value}
        fault={faultAt(problem, "source")}
        onValue={(value) => {
          source.value = value;
        }}
      />
      <div class="pair">
        <AmountField
          currency={currency}
          isTried={isTried.value}
          fault={faultAt(problem, "amount")}
          value={typed.value}
          onValue={(value) => {
            typed.value = value;
          }}
        />
        <TextField
          type="date"
          label={t().expected.when}
          value={expectedOn.value}
          fault={faultAt(problem, "expectedOn")}
          onValue={(value) => {
            expectedOn.value = value;
          }}
        />
      </div>
      <SelectField
        label={t().expected.statusLabel}
        value={status.value}
        options={statuses.map((each) => ({ value: each, label: t().expected.status[each] }))}
        onValue={(value) => {
          status.value = value;
        }}
      />
      <ProblemNote problem={problem} onRetry={() => void submit()} />
      <Button isWide isSubmit isBusy={adding.isBusy}>
        {t().expected.act}
      </Button>
    </form>
  );
}
