/** A transfer from one envelope or fund to another. */
import { useSignal } from "@preact/signals";
import { transfer } from "../../../domain/postings.js";
import { money } from "../../format.js";
import en from "../../i18n/en/transfers.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/transfers.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { useHere } from "../../place.js";
import { speak } from "../../speech.js";
import { canGiveTo, canTakeFrom, namedPlace, type TransferPlace } from "../../treasury-transfers.js";
import { Field, faultAt } from "../fields.js";
import { BookingForm } from "./booking-form.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export function TransferForm({ places }: { places: readonly TransferPlace[] }) {
  const here = useHere();
  const fromId = useSignal("");
  const toId = useSignal("");
  const froms = places.filter((place) => canTakeFrom(here, place));
  const from = froms.find(({ id }) => id === fromId.value);
  const tos = places.filter((place) => canGiveTo(here, place) && place.id !== from?.id && (!from || place.currency === from.currency));
  const to = tos.find(({ id }) => id === toId.value);
  const currency = from?.currency ?? to?.currency ?? places[0]?.currency ?? "EUR";
  return (
    <BookingForm
      currency={currency}
      path="/transfers"
      body={{ from: from && namedPlace(from), to: to && namedPlace(to) }}
      texts={{ ...t().inside, done: (amount) => t().inside.done(amount, to?.name ?? "") }}
      document={{ label: t().inside.document, hint: t().inside.documentHint, isOptional: true }}
      isFirst
      rule={(books, amountMinor) =>
        from && to && transfer({ from: books.account(from.class, from, currency), to: books.account(to.class, to, currency), amountMinor })
      }
    >
      {({ isTried, problem }) => (
        <>
          <PlaceField
            label={t().inside.from}
            places={froms}
            value={fromId.value}
            fault={isTried && !from ? treasury().missing : faultAt(problem, "from", "from.envelopeId", "from.fundId")}
            onValue={(id) => {
              fromId.value = id;
            }}
          />
          <PlaceField
            label={t().inside.to}
            places={tos}
            value={toId.value}
            fault={isTried && !to ? treasury().missing : faultAt(problem, "to", "to.envelopeId", "to.fundId")}
            onValue={(id) => {
              toId.value = id;
            }}
          />
        </>
      )}
    </BookingForm>
  );
}

function PlaceField({
  label,
  places,
  value,
  fault,
  onValue,
}: {
  label: string;
  places: readonly TransferPlace[];
  value: string;
  fault: string | undefined;
  onValue: (id: string) => void;
}) {
  const options = (placeClass: TransferPlace["class"]) =>
    places
      .filter((place) => place.class === placeClass)
      .map(({ id, name, left, currency }) => (
        <option key={id} value={id} selected={id === value}>
          {t().inside.option(name, money(left, currency))}
        </option>
      ));
  const [envelopes, funds] = [options("envelope"), options("fund")];
  return (
    <Field label={label} fault={fault}>
      {(wiring) => (
        <select {...wiring} value={value} required onChange={(event) => onValue(event.currentTarget.value)}>
          <option value="">{treasury().fields.choose}</option>
          {envelopes.length > 0 && <optgroup label={t().inside.envelopes}>{envelopes}</optgroup>}
          {funds.length > 0 && <optgroup label={t().inside.funds}>{funds}</optgroup>}
        </select>
      )}
    </Field>
  );
}
