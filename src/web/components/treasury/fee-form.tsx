/** Recording a bank fee: the bank has taken it already. */
import { useSignal } from "@preact/signals";
import { parseAmount } from "../../../domain/money.js";
import { bankFee } from "../../../domain/postings.js";
import { write } from "../../api.js";
import { money } from "../../format.js";
import en from "../../i18n/en/bills.js";
import fr from "../../i18n/fr/bills.js";
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

export function FeeForm({ envelopes, banks }: { envelopes: readonly Envelope[]; banks: readonly Bank[] }) {
  const here = useHere();
  const envelopeId = useSignal("");
  const typed = useSignal("");
  const isTried = useSignal(false);
  const unwritten = useUnwritten();
  const written = useSignal<Written>(unwritten);
  const balances = useBalances();
  const envelope = envelopes.find(({ id }) => id === envelopeId.value) ?? envelopes[0];
  const currency = envelope?.currency ?? "EUR";
  const bank = bankMeant(banks, currency, written.value.bankId);
  const amount = readDecimal(typed.value);
  const { value: effects, refusal } = attempt(() => {
    if (amount === undefined || !envelope || !bank || !balances) return undefined;
    const books = new PageBooks(balances.items);
    return books.effects(
      bankFee({
        envelope: books.account("envelope", envelope, currency),
        bank: books.account("bank", bank, currency),
        amountMinor: parseAmount(amount, currency),
      }),
    );
  });
  const recording = useSending((_: undefined, key: string) =>
    write<{ entry: { id: string } }>(
      "POST",
      `${here.api}/bank-fees`,
      { envelopeId: envelope?.id, amount, ...writtenBody(written.value, bank) },
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
    const done = await recording.run(undefined);
    if (!done) return;
    typed.value = "";
    written.value = unwritten;
    isTried.value = false;
    tellPosted(here.api, done.entry.id, t().fee.done(said));
    focusTitle();
  };
  const { problem } = recording;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p class="muted">{t().fee.lead}</p>
      <SelectField
        label={t().record.envelope}
        value={envelope?.id ?? ""}
        fault={faultAt(problem, "envelopeId")}
        options={envelopes.map(({ id, name, figures, ...each }) => ({
          value: id,
          label: t().record.leftIn(name, money(figures.left, each.currency)),
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
      <DocumentField
        label={t().fee.document}
        hint={t().paymentDocumentHint}
        value={written.value.document}
        fault={faultAt(problem, "document")}
        onValue={(document) => change({ document })}
      />
      <Booked effects={effects} />
      <ProblemNote problem={problem} onRetry={() => void submit()} />
      <Button isWide isSubmit isBusy={recording.isBusy}>
        {amount === undefined ? t().fee.incomplete : t().fee.confirm(money(amount, currency))}
      </Button>
    </form>
  );
}
