/** Giving a grant, or what is left of it, back to its funder. */
import { useSignal } from "@preact/signals";
import { parseAmount } from "../../../domain/money.js";
import { grantReturned } from "../../../domain/postings.js";
import { write } from "../../api.js";
import { money } from "../../format.js";
import bills_en from "../../i18n/en/bills.js";
import en from "../../i18n/en/money-in.js";
import bills_fr from "../../i18n/fr/bills.js";
import fr from "../../i18n/fr/money-in.js";
import { type Envelope, useHere } from "../../place.js";
import { sayRefusal } from "../../refusal-words.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { attempt, PageBooks } from "../../treasury-figures.js";
import { type Bank, useBalances } from "../../treasury-place.js";
import { Button } from "../button.js";
import { faultAt, readDecimal, SelectField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { Booked } from "./booked.js";
import {
  AmountField,
  BankField,
  bankMeant,
  DayField,
  DocumentField,
  focusTitle,
  useUnwritten,
  type Written,
  writtenBody,
} from "./fields.js";
import { tellPosted } from "./reverse.js";

const t = speak({ fr, en });
const bills = speak({ fr: bills_fr, en: bills_en });

export function ReturnForm({ envelopes, banks }: { envelopes: readonly Envelope[]; banks: readonly Bank[] }) {
  const here = useHere();
  const unwritten = useUnwritten();
  const written = useSignal<Written>(unwritten);
  const envelopeId = useSignal("");
  const typed = useSignal("");
  const isTried = useSignal(false);
  const balances = useBalances();
  const envelope = envelopes.find(({ id }) => id === envelopeId.value) ?? envelopes[0];
  const currency = envelope?.currency ?? "EUR";
  const bank = bankMeant(banks, currency, written.value.bankId);
  const amount = readDecimal(typed.value);
  const { value: effects, refusal } = attempt(() => {
    if (amount === undefined || !envelope || !bank || !balances) return undefined;
    const books = new PageBooks(balances.items);
    const amountMinor = parseAmount(amount, currency);
    return books.effects(
      grantReturned({ envelope: books.account("envelope", envelope, currency), bank: books.account("bank", bank, currency), amountMinor }),
    );
  });
  const returning = useSending((_: undefined, key: string) =>
    write<{ entry: { id: string } }>(
      "POST",
      `${here.api}/envelopes/${envelope?.id}/grant-returns`,
      { amount, ...writtenBody(written.value, bank) },
      key,
    ),
  );
  const change = (fields: Partial<Written>) => {
    written.value = { ...written.value, ...fields };
  };
  const submit = async () => {
    isTried.value = true;
    if (amount === undefined || refusal) return;
    const said = money(amount, currency);
    const done = await returning.run(undefined);
    if (!done) return;
    typed.value = "";
    written.value = unwritten;
    isTried.value = false;
    tellPosted(here.api, done.entry.id, t().returns.done(said));
    focusTitle();
  };
  const { problem } = returning;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p class="muted">{t().returns.lead}</p>
      <SelectField
        label={bills().record.envelope}
        value={envelope?.id ?? ""}
        options={envelopes.map(({ id, name, figures, ...each }) => ({
          value: id,
          label: bills().record.leftIn(name, money(figures.left, each.currency)),
        }))}
        onValue={(id) => {
          envelopeId.value = id;
        }}
      />
      <div class="pair">
        <AmountField
          currency={currency}
          isTried={isTried.value}
          fault={refusal ? sayRefusal(refusal) : faultAt(problem, "amount")}
          value={typed.value}
          onValue={(value) => {
            typed.value = value;
          }}
        />
        <DayField value={written.value.datedOn} fault={faultAt(problem, "datedOn")} onValue={(datedOn) => change({ datedOn })} />
      </div>
      <BankField
        banks={banks}
        currency={currency}
        value={bank?.id ?? ""}
        fault={faultAt(problem, "bankId")}
        onValue={(bankId) => change({ bankId })}
      />
      <DocumentField value={written.value.document} fault={faultAt(problem, "document")} onValue={(document) => change({ document })} />
      <Booked effects={effects} />
      <ProblemNote problem={problem} onRetry={() => void submit()} />
      <Button isWide isSubmit isBusy={returning.isBusy}>
        {amount === undefined ? t().returns.incomplete : t().returns.confirm(money(amount, currency))}
      </Button>
    </form>
  );
}
