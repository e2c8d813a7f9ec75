/** Paying a bill, whole or in part, and recording what its third party gave back: two forms that differ by their direction. */
import { useSignal } from "@preact/signals";
import { type BillFacts, decideBillPayment, decideBillRefund } from "../../../domain/bill.js";
import { formatAmount, parseAmount } from "../../../domain/money.js";
import { billPayment, refund } from "../../../domain/postings.js";
import { write } from "../../api.js";
import { money } from "../../format.js";
import en from "../../i18n/en/bills.js";
import common_en from "../../i18n/en/common.js";
import fr from "../../i18n/fr/bills.js";
import common_fr from "../../i18n/fr/common.js";
import { nameIn, useEnvelopes, useHere } from "../../place.js";
import { useReading } from "../../readings.js";
import { sayRefusal } from "../../refusal-words.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { attempt, PageBooks, restOf } from "../../treasury-figures.js";
import { type Balances, type Bank, type Bill, useBalances, useBanks, useThirdParties } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { faultAt, readDecimal, typedDecimal } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { Loading } from "../reading.js";
import { Booked } from "./booked.js";
import {
  AmountField,
  BankField,
  bankMeant,
  DayField,
  DocumentField,
  focusTitle,
  NoteField,
  useUnwritten,
  type Written,
  writtenBody,
} from "./fields.js";
import { tellPosted } from "./reverse.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

type How = "paid" | "refunded";

interface DialogProps {
  billId: string;
  onClose: () => void;
}

export const PayBillDialog = (props: DialogProps) => <BillDialog how="paid" {...props} />;
export const RefundBillDialog = (props: DialogProps) => <BillDialog how="refunded" {...props} />;

function BillDialog({ billId, how, onClose }: DialogProps & { how: How }) {
  const bill = useReading<Bill>(`${useHere().api}/bills/${billId}`).value;
  const banks = useBanks();
  const balances = useBalances();
  const thirdParty = nameIn(useThirdParties())(bill?.thirdPartyId);
  return (
    <Dialog title={how === "paid" ? t().payTitle(thirdParty) : t().refundTitle(thirdParty)} onClose={onClose}>
      {bill && banks && balances ? (
        // What is left may have changed since the bill was last read: its form begins with what it is now.
        <BillMoney
          key={`${bill.paid} ${bill.refunded}`}
          bill={bill}
          how={how}
          thirdParty={thirdParty}
          banks={banks}
          balances={balances}
          onClose={onClose}
        />
      ) : (
        <Loading />
      )}
    </Dialog>
  );
}

const factsOf = (bill: Bill): BillFacts => ({
  id: bill.id,
  document: bill.document,
  currency: bill.currency,
  amountMinor: parseAmount(bill.amount, bill.currency),
  paidMinor: parseAmount(bill.paid, bill.currency),
  refundedMinor: parseAmount(bill.refunded, bill.currency),
  isReversed: bill.reversedAt !== null,
});

interface MoneyProps {
  bill: Bill;
  how: How;
  thirdParty: string;
  banks: readonly Bank[];
  balances: Balances;
  onClose: () => void;
}

function BillMoney({ bill, how, thirdParty, banks, balances, onClose }: MoneyProps) {
  const here = useHere();
  const { currency } = bill;
  const facts = factsOf(bill);
  const isPaying = how === "paid";
  const most = isPaying ? bill.left : formatAmount(facts.paidMinor - facts.refundedMinor, currency);
  const typed = useSignal(typedDecimal(most));
  const written = useSignal<Written>(useUnwritten());
  const isTried = useSignal(false);
  const envelope = nameIn(useEnvelopes())(bill.envelopeId);
  const amount = readDecimal(typed.value);
  const bank = bankMeant(banks, currency, written.value.bankId);
  const { value: effects, refusal } = attempt(() => {
    if (amount === undefined || !bank) return undefined;
    const asked = parseAmount(amount, currency);
    const amountMinor = isPaying ? decideBillPayment(facts, asked) : decideBillRefund(facts, asked);
    const books = new PageBooks(balances.items);
    const account = books.account("third-party", { id: bill.thirdPartyId, name: thirdParty }, currency);
    const from = books.account("bank", bank, currency);
    const { nature } = bill;
    return books.effects(
      isPaying
        ? billPayment(from, [{ account, amountMinor, nature }])
        : refund({
            bank: from,
            from: account,
            envelope: books.account("envelope", { id: bill.envelopeId, name: envelope }, currency),
            amountMinor,
            nature,
          }),
    );
  });
  const sending = useSending((_: undefined, key: string) =>
    write<{ entry: { id: string } }>(
      "POST",
      `${here.api}/bills/${bill.id}/${isPaying ? "payments" : "refunds"}`,
      { amount, ...writtenBody(written.value, bank) },
      key,
    ),
  );
  const change = (fields: Partial<Written>) => {
    written.value = { ...written.value, ...fields };
  };
  const submit = async () => {
    isTried.value = true;
    if (amount === undefined || !effects) return;
    const said = money(amount, currency);
    const done = await sending.run(undefined);
    if (!done) return;
    onClose();
    tellPosted(here.api, done.entry.id, isPaying ? t().donePay(said) : t().doneRefund(said));
    focusTitle();
  };
  const rest = isPaying ? restOf(bill.left, amount, currency) : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {!isPaying && <p>{t().refundLead}</p>}
      <AmountField
        currency={currency}
        isTried={isTried.value}
        hint={rest === undefined ? "" : /[1-9]/.test(rest) ? t().rest(money(rest, currency)) : t().whole}
        fault={refusal ? sayRefusal(refusal) : faultAt(sending.problem, "amount")}
        value={typed.value}
        onValue={(value) => {
          typed.value = value;
        }}
      />
      <div class="pair">
        <DayField value={written.value.datedOn} fault={faultAt(sending.problem, "datedOn")} onValue={(datedOn) => change({ datedOn })} />
        <BankField
          banks={banks}
          currency={currency}
          value={bank?.id ?? ""}
          fault={faultAt(sending.problem, "bankId")}
          onValue={(bankId) => change({ bankId })}
        />
      </div>
      <DocumentField
        label={t().paymentDocument}
        hint={t().paymentDocumentHint}
        value={written.value.document}
        fault={faultAt(sending.problem, "document")}
        onValue={(document) => change({ document })}
      />
      <NoteField value={written.value.note} onValue={(note) => change({ note })} />
      <Booked effects={effects} />
      <ProblemNote problem={sending.problem} onRetry={() => void submit()} />
      <Button rank="first" isWide isSubmit isBusy={sending.isBusy}>
        {effects === undefined || amount === undefined
          ? isPaying
            ? t().incompletePay
            : t().incompleteRefund
          : (isPaying ? t().confirmPay : t().confirmRefund)(money(amount, currency))}
      </Button>
      <Button isWide onPress={onClose}>
        {common().cancel}
      </Button>
    </form>
  );
}
