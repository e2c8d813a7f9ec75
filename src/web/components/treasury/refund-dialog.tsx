/** What a member gave back of what they were paid: it returns to the envelope, and is not owed again. */
import { formatAmount, parseAmount } from "../../../domain/money.js";
import { decideRefund, type ShareFacts } from "../../../domain/payment.js";
import { refund } from "../../../domain/postings.js";
import { money } from "../../format.js";
import en from "../../i18n/en/share.js";
import fr from "../../i18n/fr/share.js";
import { type Envelope, useHere } from "../../place.js";
import { useReading } from "../../readings.js";
import type { SharingTable } from "../../sharing-figures.js";
import { speak } from "../../speech.js";
import type { Owner } from "../../treasury-figures.js";
import { useBanks } from "../../treasury-place.js";
import { Dialog } from "../dialog.js";
import { Loading } from "../reading.js";
import { BookingForm } from "./booking-form.js";

const t = speak({ fr, en });
type Share = SharingTable["shares"][number];

const factsOf = ({ id, envelopeId, currency }: SharingTable, share: Share): ShareFacts => ({
  id: share.id,
  sharingId: id,
  envelopeId,
  memberId: share.memberId,
  payeeId: share.payeeId,
  nature: share.nature,
  currency,
  amountMinor: parseAmount(share.amount, currency),
  paidMinor: parseAmount(share.paid, currency),
  waivedMinor: parseAmount(share.waived, currency),
  refundedMinor: parseAmount(share.refunded, currency),
  isDue: true,
});

export function RefundShareDialog({
  table,
  share,
  payee,
  onClose,
}: {
  table: SharingTable;
  share: Share;
  payee: Owner;
  onClose: () => void;
}) {
  const banks = useBanks();
  const envelope = useReading<Envelope>(`${useHere().api}/envelopes/${table.envelopeId}`).value;
  const { currency } = table;
  const facts = factsOf(table, share);
  const most = formatAmount(facts.paidMinor - facts.refundedMinor, currency);
  return (
    <Dialog title={t().refund.title(payee.name)} onClose={onClose}>
      {banks && envelope ? (
        <BookingForm
          currency={currency}
          banks={banks}
          path={`/shares/${share.id}/refunds`}
          body={{}}
          begins={most}
          texts={t().refund}
          document={{ hint: t().refund.documentHint }}
          isFirst
          rule={(books, asked, bank) => {
            const { amountMinor, share: settled } = decideRefund(facts, asked);
            return refund({
              bank: books.account("bank", bank, currency),
              from: books.account("member", payee, currency),
              envelope: books.account("envelope", envelope, currency),
              amountMinor: -amountMinor,
              nature: settled.nature,
            });
          }}
          onDone={onClose}
          onCancel={onClose}
        >
          {() => <p>{t().refund.lead(money(most, currency), envelope.name)}</p>}
        </BookingForm>
      ) : (
        <Loading />
      )}
    </Dialog>
  );
}
