/** Recording a bill, paid already or not: what it is, whose, for which envelope; and what that will write. */
import { useSignal } from "@preact/signals";
import { billNatures } from "../../../domain/bill.js";
import { parseAmount } from "../../../domain/money.js";
import { bill, billPayment } from "../../../domain/postings.js";
import { write } from "../../api.js";
import { useDraft } from "../../drafts.js";
import { envelopeMeant } from "../../envelope-meant.js";
import { money } from "../../format.js";
import en from "../../i18n/en/bills.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/bills.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { type Envelope, nameIn, useHere } from "../../place.js";
import { sayRefusal } from "../../refusal-words.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { attempt, PageBooks } from "../../treasury-figures.js";
import { type Bank, type Bill, useBalances, useThirdParties, useToday } from "../../treasury-place.js";
import { Button } from "../button.js";
import { CheckField, faultAt, readDecimal, SelectField, TextField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { Booked } from "./booked.js";
import { EnvelopeField } from "./envelope-field.js";
import { AmountField, BankField, bankMeant, DayField, DocumentField, focusTitle } from "./fields.js";
import { isThirdParty, ThirdPartyField } from "./third-party.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

const empty = {
  thirdPartyId: "",
  envelopeId: "",
  amount: "",
  label: "",
  document: "",
  nature: "purchase",
  billedOn: "",
  dueOn: "",
  isPaid: false,
  paidOn: "",
  bankId: "",
  paidDocument: "",
};

export function BillForm({ envelopes, banks }: { envelopes: readonly Envelope[]; banks: readonly Bank[] }) {
  const here = useHere();
  const today = useToday();
  const { draft, clear } = useDraft(`${here.slug}.bill`, empty);
  const isTried = useSignal(false);
  const balances = useBalances();
  const nameOf = nameIn(useThirdParties());
  const set = (change: Partial<typeof empty>) => {
    draft.value = { ...draft.value, ...change };
  };
  const { value } = draft;
  const envelope = envelopeMeant(envelopes, value.envelopeId);
  const currency = (envelope ?? envelopes[0])?.currency ?? "EUR";
  const bank = bankMeant(banks, currency, value.bankId);
  const amount = readDecimal(value.amount);
  const billedOn = value.billedOn || today;
  const { value: effects, refusal } = attempt(() => {
    if (amount === undefined || !envelope || !balances || !isThirdParty(value.thirdPartyId)) return undefined;
    const books = new PageBooks(balances.items);
    const amountMinor = parseAmount(amount, currency);
    const thirdParty = books.account("third-party", { id: value.thirdPartyId, name: nameOf(value.thirdPartyId) }, currency);
    const { nature } = value;
    const owed = bill({ envelope: books.account("envelope", envelope, currency), thirdParty, amountMinor, nature });
    if (!value.isPaid || !bank) return books.effects(owed);
    const paid = billPayment(books.account("bank", bank, currency), [{ account: thirdParty, amountMinor, nature }]);
    return books.effects({ lines: [...owed.lines, ...paid.lines] });
  });
  const recording = useSending((_: undefined, key: string) =>
    write<{ bill: Bill }>(
      "POST",
      `${here.api}/bills`,
      {
        envelopeId: envelope?.id,
        thirdPartyId: value.thirdPartyId,
        amount,
        nature: value.nature,
        document: value.document.trim(),
        label: value.label.trim(),
        billedOn,
        // A bill that is dated in the past year may be entered today only; the service says so where that year is closed.
        dueOn: value.dueOn || null,
        ...(value.isPaid
          ? {
              payment: {
                datedOn: value.paidOn || today,
                ...(bank ? { bankId: bank.id } : {}),
                ...(value.paidDocument.trim() ? { document: value.paidDocument.trim() } : {}),
              },
            }
          : {}),
      },
      key,
    ),
  );
  const submit = async () => {
    isTried.value = true;
    if (amount === undefined || !envelope || !isThirdParty(value.thirdPartyId) || refusal) return;
    const label = value.label.trim();
    if (!(await recording.run(undefined))) return;
    isTried.value = false;
    clear();
    tell(t().record.done(label));
    focusTitle();
  };
  const { problem } = recording;
  const isUnchosen = isTried.value && !isThirdParty(value.thirdPartyId);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ThirdPartyField
        label={t().record.thirdParty}
        value={value.thirdPartyId}
        fault={isUnchosen ? treasury().missing : faultAt(problem, "thirdPartyId")}
        onValue={(thirdPartyId) => set({ thirdPartyId })}
      />
      <EnvelopeField
        envelopes={envelopes}
        value={envelope?.id ?? ""}
        isTried={isTried.value}
        fault={faultAt(problem, "envelopeId")}
        onValue={(envelopeId) => set({ envelopeId })}
      />
      <div class="pair">
        <AmountField
          currency={currency}
          isTried={isTried.value}
          fault={refusal ? sayRefusal(refusal) : faultAt(problem, "amount")}
          value={value.amount}
          onValue={(typed) => set({ amount: typed })}
        />
        <SelectField
          label={t().record.nature}
          value={value.nature}
          options={billNatures.map((nature) => ({ value: nature, label: treasury().natures[nature] ?? nature }))}
          onValue={(nature) => set({ nature })}
        />
      </div>
      <TextField
        label={t().record.label}
        isRequired
        value={value.label}
        fault={faultAt(problem, "label")}
        onValue={(label) => set({ label })}
      />
      <DocumentField
        label={t().record.number}
        hint={t().record.numberHint}
        value={value.document}
        fault={faultAt(problem, "document")}
        onValue={(document) => set({ document })}
      />
      <div class="pair">
        <DayField
          label={t().record.billedOn}
          value={billedOn}
          fault={faultAt(problem, "billedOn", "datedOn")}
          onValue={(day) => set({ billedOn: day })}
        />
        <TextField
          type="date"
          label={treasury().fields.optional(t().record.dueOn)}
          value={value.dueOn}
          fault={faultAt(problem, "dueOn")}
          onValue={(dueOn) => set({ dueOn })}
        />
      </div>
      <CheckField label={t().record.isPaid} isChecked={value.isPaid} onChecked={(isPaid) => set({ isPaid })} />
      {value.isPaid && (
        <>
          <div class="pair">
            <DayField
              label={t().record.paidOn}
              value={value.paidOn || today}
              fault={faultAt(problem, "payment.datedOn")}
              onValue={(paidOn) => set({ paidOn })}
            />
            <BankField
              banks={banks}
              currency={currency}
              value={bank?.id ?? ""}
              fault={faultAt(problem, "bankId", "payment.bankId")}
              onValue={(bankId) => set({ bankId })}
            />
          </div>
          <DocumentField
            isOptional
            label={t().paymentDocument}
            hint={t().paymentDocumentHint}
            value={value.paidDocument}
            onValue={(paidDocument) => set({ paidDocument })}
          />
        </>
      )}
      <Booked effects={effects} />
      <ProblemNote problem={problem} onRetry={() => void submit()} />
      <Button rank="first" isWide isSubmit isBusy={recording.isBusy}>
        {amount === undefined
          ? t().record.incomplete
          : (value.isPaid ? t().record.confirmPaid : t().record.confirm)(money(amount, currency))}
      </Button>
    </form>
  );
}
