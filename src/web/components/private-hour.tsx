/** What an hour comes to, for its reader alone: off by default, computed and kept on this device. */
import { useSignal } from "@preact/signals";
import { isDecimal } from "../../domain/decimal-text.js";
import { currencyDecimals } from "../../domain/money.js";
import { currencyMark, money, quantity } from "../format.js";
import en from "../i18n/en/mine.js";
import fr from "../i18n/fr/mine.js";
import { hourlyOf, sumOfMoney } from "../my-months.js";
import { useHere } from "../place.js";
import { keepNotes, type PrivateNotes, readNotes } from "../private-notes.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { DecimalField, readDecimal, TextField } from "./fields.js";
import { Section } from "./page.js";
import { tell } from "./told.js";

const t = speak({ fr, en });

interface HourProps {
  year: string;
  hours: string;
  pay: string;
  currency: string;
}

export function PrivateHour(props: HourProps) {
  const { slug, me } = useHere();
  const notes = readNotes(slug, me);
  return (
    <Section title={t().own.section}>
      {notes ? (
        <Hour {...props} notes={notes} />
      ) : (
        <>
          <p class="muted">{t().own.off}</p>
          <div class="row">
            <Button onPress={() => keepNotes(slug, me, { incomes: [] })}>{t().own.turnOn}</Button>
          </div>
        </>
      )}
    </Section>
  );
}

function Hour({ year, hours, pay, currency, notes }: HourProps & { notes: PrivateNotes }) {
  const { slug, me } = useHere();
  const hourly = hourlyOf(pay, hours, currency);
  const incomes = notes.incomes.filter((income) => income.year === year);
  const others = sumOfMoney(
    incomes.map(({ amount }) => amount),
    currency,
  );
  const said = (amount: string) => money(amount, currency);
  return (
    <>
      <div class="card soft">
        {hourly === undefined ? (
          <p>{t().own.noHours}</p>
        ) : (
          <>
            <p class="figure">{t().own.hourly(said(hourly))}</p>
            <p class="muted small">{t().own.reason(said(pay), quantity(hours, "h"))}</p>
          </>
        )}
        {incomes.length > 0 && <p>{t().own.together(said(pay), said(others), said(sumOfMoney([pay, others], currency)))}</p>}
      </div>
      <h3>{t().own.others}</h3>
      {incomes.length > 0 && (
        <ul class="plain-list ruled">
          {incomes.map((income) => (
            <li key={`${income.label} ${income.amount}`} class="row between">
              <span class="grow">{income.label}</span>
              <span class="figure amount">{said(income.amount)}</span>
              <Button
                rank="link"
                label={t().own.remove(income.label)}
                onPress={() => keepNotes(slug, me, { incomes: notes.incomes.filter((each) => each !== income) })}
              >
                ✕
              </Button>
            </li>
          ))}
        </ul>
      )}
      <IncomeForm year={year} currency={currency} notes={notes} />
      <div class="row">
        <Button
          onPress={() => {
            keepNotes(slug, me, undefined);
            tell(t().own.erased);
          }}
        >
          {t().own.turnOff}
        </Button>
      </div>
    </>
  );
}

function IncomeForm({ year, currency, notes }: { year: string; currency: string; notes: PrivateNotes }) {
  const { slug, me } = useHere();
  const label = useSignal("");
  const amount = useSignal("");
  const isTried = useSignal(false);
  const read = readDecimal(amount.value);
  const isRight = read !== undefined && isDecimal(read) && (read.split(".")[1]?.length ?? 0) <= currencyDecimals(currency);
  const add = () => {
    isTried.value = true;
    if (!isRight || read === undefined || label.value.trim() === "") return;
    keepNotes(slug, me, { incomes: [...notes.incomes, { label: label.value.trim(), year, amount: read }] });
    [label.value, amount.value, isTried.value] = ["", "", false];
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <p class="muted small">{t().own.othersHint}</p>
      <div class="pair">
        <TextField
          label={t().own.label}
          autocomplete="off"
          value={label.value}
          fault={isTried.value && label.value.trim() === "" ? t().own.labelFault : undefined}
          onValue={(value) => {
            label.value = value;
          }}
        />
        <DecimalField
          label={t().own.amount}
          unit={currencyMark(currency)}
          value={amount.value}
          fault={isTried.value && !isRight ? t().own.fault : undefined}
          onValue={(value) => {
            amount.value = value;
          }}
        />
      </div>
      <Button isSubmit>{t().own.add}</Button>
    </form>
  );
}
