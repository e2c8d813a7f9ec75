/** Paying a bill, whole or in part, and recording what its third party gave back: two forms that differ by their direction. */
import { type BillFacts, decideBillPayment, decideBillRefund } from "../../../domain/bill.js";
import { formatAmount, parseAmount } from "../../../domain/money.js";
import { billPayment, refund } from "../../../domain/postings.js";
import { money } from "../../format.js";
import en from "../../i18n/en/bills.js";
import fr from "../../i18n/fr/bills.js";
import { nameIn, useEnvelopes, useHere } from "../../place.js";
import { useCurrent } from "../../readings.js";
import { speak } from "../../speech.js";
import { restOf } from "../../treasury-figures.js";
import { type Bank, type Bill, useBanks, useThirdParties } from "../../treasury-place.js";
import { Dialog } from "../dialog.js";
import { Loading } from "../reading.js";
import { BookingForm } from "./booking-form.js";

const t = speak({ fr, en });

type How = "paid" | "refunded";

interface DialogProps {
  billId: string;
  onClose: () => void;
}

export const PayBillDialog = (props: DialogProps) => <BillDialog how="paid" {...props} />;
export const RefundBillDialog = (props: DialogProps) => <BillDialog how="refunded" {...props} />;

function BillDialog({ billId, how, onClose }: DialogProps & { how: How }) {
  const bill = useCurrent<Bill>(`${useHere().api}/bills/${billId}`);
  const banks = useBanks();
  const thirdParty = nameIn(useThirdParties())(bill?.thirdPartyId);
  return (
    <Dialog title={how === "paid" ? t().payTitle(thirdParty) : t().refundTitle(thirdParty)} onClose={onClose}>
      {bill && banks ? (
        // What is left may have changed since the bill was last read: its form begins with what it is now.
        <BillMoney key={`${bill.paid} ${bill.refunded}`} bill={bill} how={how} thirdParty={thirdParty} banks={banks} onClose={onClose} />
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
  onClose: () => void;
}

function BillMoney({ bill, how, thirdParty, banks, onClose }: MoneyProps) {
  const { currency, nature } = bill;
  const facts = factsOf(bill);
  const envelope = nameIn(useEnvelopes())(bill.envelopeId);
  const isPaying = how === "paid";
  const restSaid = (amount: string | undefined): string => {
    const rest = restOf(bill.left, amount, currency);
    if (rest === undefined) return "";
    return /[1-9]/.test(rest) ? t().rest(money(rest, currency)) : t().whole;
  };
  return (
    <BookingForm
      currency={currency}
      banks={banks}
      path={`/bills/${bill.id}/${isPaying ? "payments" : "refunds"}`}
      body={{}}
      begins={isPaying ? bill.left : formatAmount(facts.paidMinor - facts.refundedMinor, currency)}
      {...(isPaying ? { hint: restSaid } : {})}
      texts={isPaying ? t().paying : t().refunding}
      document={{ label: t().paymentDocument, hint: t().paymentDocumentHint }}
      isFirst
      rule={(books, asked, bank) => {
        const account = books.account("third-party", { id: bill.thirdPartyId, name: thirdParty }, currency);
        const from = books.account("bank", bank, currency);
        if (isPaying) return billPayment(from, [{ account, amountMinor: decideBillPayment(facts, asked), nature }]);
        return refund({
          bank: from,
          from: account,
          envelope: books.account("envelope", { id: bill.envelopeId, name: envelope }, currency),
          amountMinor: decideBillRefund(facts, asked),
          nature,
        });
      }}
      onDone={onClose}
      onCancel={onClose}
    >
      {() => !isPaying && <p>{t().refundLead}</p>}
    </BookingForm>
  );
}
