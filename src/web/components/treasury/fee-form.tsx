/** Recording a bank fee: the bank has taken it already. */
import { useSignal } from "@preact/signals";
import { bankFee } from "../../../domain/postings.js";
import { envelopeMeant } from "../../envelope-meant.js";
import en from "../../i18n/en/bills.js";
import fr from "../../i18n/fr/bills.js";
import type { Envelope } from "../../place.js";
import { speak } from "../../speech.js";
import type { Bank } from "../../treasury-place.js";
import { faultAt } from "../fields.js";
import { BookingForm } from "./booking-form.js";
import { EnvelopeField } from "./envelope-field.js";

const t = speak({ fr, en });

export function FeeForm({ envelopes, banks }: { envelopes: readonly Envelope[]; banks: readonly Bank[] }) {
  const envelopeId = useSignal("");
  const envelope = envelopeMeant(envelopes, envelopeId.value);
  const currency = (envelope ?? envelopes[0])?.currency ?? "EUR";
  return (
    <BookingForm
      currency={currency}
      banks={banks}
      path="/bank-fees"
      body={{ envelopeId: envelope?.id }}
      texts={t().fee}
      document={{ label: t().fee.document, hint: t().paymentDocumentHint }}
      rule={(books, amountMinor, bank) =>
        envelope &&
        bankFee({ envelope: books.account("envelope", envelope, currency), bank: books.account("bank", bank, currency), amountMinor })
      }
    >
      {({ isTried, problem }) => (
        <>
          <p class="muted">{t().fee.lead}</p>
          <EnvelopeField
            envelopes={envelopes}
            value={envelope?.id ?? ""}
            isTried={isTried}
            fault={faultAt(problem, "envelopeId")}
            onValue={(id) => {
              envelopeId.value = id;
            }}
          />
        </>
      )}
    </BookingForm>
  );
}
