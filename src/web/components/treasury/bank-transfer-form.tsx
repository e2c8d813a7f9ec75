/** Money moves between two accounts of the collective: the bank, the till, savings. */
import { useSignal } from "@preact/signals";
import { bankTransfer } from "../../../domain/postings.js";
import { money } from "../../format.js";
import en from "../../i18n/en/transfers.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/transfers.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { speak } from "../../speech.js";
import type { Bank } from "../../treasury-place.js";
import { faultAt, SelectField } from "../fields.js";
import { BookingForm } from "./booking-form.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export function BankTransferForm({ banks }: { banks: readonly Bank[] }) {
  const fromId = useSignal(banks[0]?.id ?? "");
  const toId = useSignal("");
  const from = banks.find(({ id }) => id === fromId.value);
  const currency = from?.currency ?? "EUR";
  const tos = banks.filter((bank) => bank.id !== fromId.value && bank.currency === currency);
  const to = tos.find(({ id }) => id === toId.value);
  const options = (some: readonly Bank[]) =>
    some.map((bank) => ({ value: bank.id, label: `${bank.name} (${money(bank.balance, bank.currency)})` }));
  return (
    <BookingForm
      currency={currency}
      path="/bank-transfers"
      body={{ fromId: from?.id, toId: to?.id }}
      texts={{ ...t().inside, done: (amount) => t().banks.done(amount, to?.name ?? "") }}
      rule={(books, amountMinor) =>
        from && to && bankTransfer({ from: books.account("bank", from, currency), to: books.account("bank", to, currency), amountMinor })
      }
    >
      {({ problem }) => (
        <>
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
            value={to?.id ?? ""}
            isRequired
            fault={faultAt(problem, "toId")}
            options={[{ value: "", label: treasury().fields.choose }, ...options(tos)]}
            onValue={(id) => {
              toId.value = id;
            }}
          />
        </>
      )}
    </BookingForm>
  );
}
