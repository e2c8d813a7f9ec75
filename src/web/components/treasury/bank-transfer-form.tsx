/** Money moves between two accounts of the collective: the bank, the till, savings. */
import { useSignal } from "@preact/signals";
import { parseAmount } from "../../../domain/money.js";
import { bankTransfer } from "../../../domain/postings.js";
import { write } from "../../api.js";
import { money } from "../../format.js";
import en from "../../i18n/en/transfers.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/transfers.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { useHere } from "../../place.js";
import { sayRefusal } from "../../refusal-words.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { attempt, PageBooks } from "../../treasury-figures.js";
import { type Bank, useBalances } from "../../treasury-place.js";
import { Button } from "../button.js";
import { faultAt, readDecimal, SelectField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { Booked } from "./booked.js";
import { AmountField, DayField, DocumentField, focusTitle, useUnwritten, type Written, writtenBody } from "./fields.js";
import { tellPosted } from "./reverse.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export function BankTransferForm({ banks }: { banks: readonly Bank[] }) {
  const here = useHere();
  const unwritten = useUnwritten();
  const written = useSignal<Written>(unwritten);
  const fromId = useSignal(banks[0]?.id ?? "");
  const toId = useSignal("");
  const typed = useSignal("");
  const isTried = useSignal(false);
  const balances = useBalances();
  const from = banks.find(({ id }) => id === fromId.value);
  const currency = from?.currency ?? "EUR";
  const tos = banks.filter((bank) => bank.id !== fromId.value && bank.currency === currency);
  const to = tos.find(({ id }) => id === toId.value);
  const amount = readDecimal(typed.value);
  const { value: effects, refusal } = attempt(() => {
    if (amount === undefined || !from || !to || !balances) return undefined;
    const books = new PageBooks(balances.items);
    const amountMinor = parseAmount(amount, currency);
    return books.effects(
      bankTransfer({ from: books.account("bank", from, currency), to: books.account("bank", to, currency), amountMinor }),
    );
  });
  const transferring = useSending((body: object, key: string) =>
    write<{ entry: { id: string } }>("POST", `${here.api}/bank-transfers`, body, key),
  );
  const { problem } = transferring;
  const submit = async () => {
    isTried.value = true;
    if (amount === undefined || !from || !to || refusal) return;
    const done = await transferring.run({ fromId: from.id, toId: to.id, amount, ...writtenBody(written.value, undefined) });
    if (!done) return;
    typed.value = "";
    written.value = unwritten;
    isTried.value = false;
    tellPosted(here.api, done.entry.id, t().banks.done(money(amount, currency), to.name));
    focusTitle();
  };
  const change = (fields: Partial<Written>) => {
    written.value = { ...written.value, ...fields };
  };
  const options = (some: readonly Bank[]) =>
    some.map((bank) => ({ value: bank.id, label: `${bank.name} (${money(bank.balance, bank.currency)})` }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p class="muted">{t().banks.lead}</p>
      <SelectField
        label={t().inside.from}
        value={fromId.value}
        fault={faultAt(problem, "fromId")}
        options={options(banks)}
        onValue={(id) => {
          fromId.value = id;
        }}
      />
      <SelectField
        label={t().inside.to}
        value={toId.value}
        isRequired
        fault={faultAt(problem, "toId")}
        options={[{ value: "", label: treasury().fields.choose }, ...options(tos)]}
        onValue={(id) => {
          toId.value = id;
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
      <DocumentField value={written.value.document} fault={faultAt(problem, "document")} onValue={(document) => change({ document })} />
      <Booked effects={effects} />
      <ProblemNote problem={problem} onRetry={() => void submit()} />
      <Button isWide isSubmit isBusy={transferring.isBusy}>
        {amount === undefined ? t().inside.incomplete : t().inside.confirm(money(amount, currency))}
      </Button>
    </form>
  );
}
