/** Giving a grant, or what is left of it, back to its funder. */
import { useSignal } from "@preact/signals";
import { grantReturned } from "../../../domain/postings.js";
import { envelopeMeant } from "../../envelope-meant.js";
import en from "../../i18n/en/money-in.js";
import fr from "../../i18n/fr/money-in.js";
import type { Envelope } from "../../place.js";
import { speak } from "../../speech.js";
import type { Bank } from "../../treasury-place.js";
import { faultAt } from "../fields.js";
import { BookingForm } from "./booking-form.js";
import { EnvelopeField } from "./envelope-field.js";

const t = speak({ fr, en });

interface ReturnProps {
  envelopes: readonly Envelope[];
  banks: readonly Bank[];
  /** The envelope one comes from. */
  first?: string | undefined;
}

export function ReturnForm({ envelopes, banks, first = "" }: ReturnProps) {
  const envelopeId = useSignal(first);
  const envelope = envelopeMeant(envelopes, envelopeId.value);
  const currency = (envelope ?? envelopes[0])?.currency ?? "EUR";
  return (
    <BookingForm
      currency={currency}
      banks={banks}
      path={`/envelopes/${envelope?.id}/grant-returns`}
      body={{}}
      texts={t().returns}
      rule={(books, amountMinor, bank) =>
        envelope &&
        grantReturned({ envelope: books.account("envelope", envelope, currency), bank: books.account("bank", bank, currency), amountMinor })
      }
    >
      {({ isTried, problem }) => (
        <>
          <p class="muted">{t().returns.lead}</p>
          <EnvelopeField
            envelopes={envelopes}
            value={envelope?.id ?? ""}
            isTried={isTried}
            fault={faultAt(problem, "envelope")}
            onValue={(id) => {
              envelopeId.value = id;
            }}
          />
        </>
      )}
    </BookingForm>
  );
}
