/** What was paid of each line, what is asked and left; and the next instalment, of an amount or of what was delivered. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import type { Charter } from "../../charter-place.js";
import { currencyMark, money } from "../../format.js";
import en from "../../i18n/en/charters.js";
import fr from "../../i18n/fr/charters.js";
import { useHere } from "../../place.js";
import { useList } from "../../readings.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { DecimalField, faultAt, readDecimal, SelectField, TextField } from "../fields.js";
import { Amount, Bar, Pill } from "../figures.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });

export function CharterPaying({ charter }: { charter: Charter }) {
  const { split, currency, held, instalments, status, mayChange, mayTrace } = charter;
  const here = useHere();
  const words = t().pay;
  const isAlive = status === "in-force" || status === "winding-down";
  return (
    <div class="no-print stack">
      <Section title={words.title}>
        {held !== null && status !== "closed" && <p class="muted">{words.held(money(held, currency))}</p>}
        <ul class="card plain-list ruled">
          {split.map(({ id, label, party, amount, paid, asked, left }) => {
            const says =
              status === "closed"
                ? words.atEnd(money(paid, currency), money(left, currency))
                : words.bar(money(paid, currency), money(asked, currency), money(left, currency));
            return (
              <li key={id} class="stack tight">
                <span class="row between">
                  <span class="strong">{label}</span>
                  <Amount value={amount} currency={currency} />
                </span>
                <span class="muted small">{party.name}</span>
                <Bar
                  whole={amount}
                  says={says}
                  parts={[
                    { tone: "green", value: paid },
                    { tone: "wheat", value: asked },
                  ]}
                />
                <span class="small">{says}</span>
              </li>
            );
          })}
        </ul>
        {instalments.length > 0 && (
          <ul class="card plain-list ruled">
            {instalments.map(({ number, sharingId, state, sharing, amount, note }) => (
              <li key={sharingId} class="row between">
                <a class="grow" href={`${here.home}/sharings/${sharingId}`}>
                  {words.instalment(number, money(amount, currency))}
                </a>
                {note !== "" && <span class="muted small">{note}</span>}
                <Pill {...(state === "paid" ? { tone: "green" as const } : state === "asked" ? { tone: "wheat" as const } : {})}>
                  {words.states[sharing]}
                </Pill>
              </li>
            ))}
          </ul>
        )}
        {isAlive && mayChange && <Asking charter={charter} />}
        {isAlive && mayTrace && <Tracing charter={charter} />}
      </Section>
    </div>
  );
}

function Asking({ charter }: { charter: Charter }) {
  const here = useHere();
  const words = t().pay;
  const { currency } = charter;
  const ofLines = useSignal(false);
  const amount = useSignal("");
  const note = useSignal("");
  const amounts = useSignal<Readonly<Record<string, string>>>({});
  const lines = charter.split.filter(({ party, left }) => party.kind === "member" && !/^0(\.0+)?$/.test(left));
  const asking = useSending((body: object, key) => write<Charter>("POST", `${here.api}/charters/${charter.id}/instalments`, body, key));
  if (lines.length === 0) return null;
  const wanted = lines.flatMap(({ id }) => {
    const typed = amounts.value[id] ?? "";
    return typed.trim() === "" ? [] : [{ lineId: id, amount: readDecimal(typed) ?? typed }];
  });
  const ask = async () => {
    const body = ofLines.value ? { lines: wanted } : { amount: readDecimal(amount.value) ?? amount.value };
    if (!(await asking.run({ ...body, note: note.value }))) return;
    amount.value = "";
    note.value = "";
    amounts.value = {};
    tell(words.done);
  };
  const { problem } = asking;
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <h3>{words.ask}</h3>
      <p class="muted small">{words.says}</p>
      <SelectField
        label={words.how}
        value={ofLines.value ? "lines" : "amount"}
        options={[
          { value: "amount", label: words.ofAmount },
          { value: "lines", label: words.ofLines },
        ]}
        onValue={(value) => {
          ofLines.value = value === "lines";
          asking.forget();
        }}
      />
      {!ofLines.value && (
        <DecimalField
          label={words.amount}
          unit={currencyMark(currency)}
          isRequired
          value={amount.value}
          fault={faultAt(problem, "amount", "body.amount")}
          onValue={(value) => {
            amount.value = value;
          }}
        />
      )}
      {ofLines.value &&
        lines.map(({ id, label, left }) => {
          const at = `lines[${wanted.findIndex(({ lineId }) => lineId === id)}]`;
          return (
            <DecimalField
              key={id}
              label={label}
              hint={words.left(money(left, currency))}
              unit={currencyMark(currency)}
              value={amounts.value[id] ?? ""}
              fault={faultAt(problem, `${at}.amount`, `body.${at}.amount`)}
              onValue={(value) => {
                amounts.value = { ...amounts.value, [id]: value };
              }}
            />
          );
        })}
      <TextField
        label={words.note}
        autocomplete="off"
        value={note.value}
        onValue={(value) => {
          note.value = value;
        }}
      />
      <ProblemNote problem={problem} onRetry={() => void ask()} />
      <Button rank="first" isSubmit isBusy={asking.isBusy}>
        {words.act}
      </Button>
    </form>
  );
}

interface OfBill {
  readonly id: string;
  readonly thirdPartyId: string;
  readonly document: string;
  readonly amount: string;
}

/** The treasurer traces a bill to the line of the third party it comes from. */
function Tracing({ charter }: { charter: Charter }) {
  const here = useHere();
  const words = t().pay.bills;
  const lines = charter.split.filter(({ party }) => party.kind === "third-party");
  const bills = useList<OfBill>(lines.length > 0 ? `${here.api}/bills?envelope=${charter.envelopeId}&limit=200` : null).value ?? [];
  const chosen = useSignal("");
  const tracing = useSending((body: object, key) => write<Charter>("POST", `${here.api}/charters/${charter.id}/bills`, body, key));
  const traced = new Set(charter.bills.map(({ id }) => id));
  const options = lines.flatMap((line) =>
    bills
      .filter(({ id, thirdPartyId }) => thirdPartyId === line.party.id && !traced.has(id))
      .map((bill) => ({
        value: `${bill.id} ${line.id}`,
        label: words.option(bill.document, money(bill.amount, charter.currency), line.label),
      })),
  );
  if (lines.length === 0) return null;
  // None until one is chosen: others trace too, and the bill one saw first may be another by now.
  const meant = options.find(({ value }) => value === chosen.value);
  const trace = async () => {
    const [billId, lineId] = meant?.value.split(" ") ?? [];
    if (billId && (await tracing.run({ billId, lineId }))) tell(words.done);
  };
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void trace();
      }}
    >
      <p class="muted small">{words.says}</p>
      {options.length > 0 && (
        <>
          <SelectField
            label={words.bill}
            isRequired
            value={meant?.value ?? ""}
            options={[{ value: "", label: words.choose }, ...options]}
            onValue={(value) => {
              chosen.value = value;
            }}
          />
          <ProblemNote problem={tracing.problem} onRetry={() => void trace()} />
          <Button isSubmit isBusy={tracing.isBusy}>
            {words.act}
          </Button>
        </>
      )}
    </form>
  );
}
