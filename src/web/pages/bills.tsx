/** Bills: what is to be paid, what was; recording them, and the fees of the bank. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { ButtonLink } from "../components/button.js";
import { Empty, Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { BillCard } from "../components/treasury/bill-card.js";
import { PayBillDialog, RefundBillDialog } from "../components/treasury/bill-dialogs.js";
import { BillForm } from "../components/treasury/bill-form.js";
import { FeeForm } from "../components/treasury/fee-form.js";
import { saidSums } from "../components/treasury/money-said.js";
import { ReverseDialog } from "../components/treasury/reverse.js";
import en from "../i18n/en/bills.js";
import treasury_en from "../i18n/en/treasury.js";
import fr from "../i18n/fr/bills.js";
import treasury_fr from "../i18n/fr/treasury.js";
import { type Envelope, nameIn, useHere } from "../place.js";
import { useList } from "../readings.js";
import { speak } from "../speech.js";
import { type Bill, type ThirdParty, useBanks, useCurrency, useLiveLedger, useToday } from "../treasury-place.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });
const isDue = ({ left, reversedAt }: Bill): boolean => reversedAt === null && /[1-9]/.test(left);

export default function BillsPage() {
  useLiveLedger();
  const here = useHere();
  const currency = useCurrency();
  const bills = useList<Bill>(`${here.api}/bills?limit=200`);
  const back = { href: `${here.home}/treasury`, label: treasury().name };
  const due = bills.value?.filter(isDue) ?? [];
  const sum = saidSums(
    due.map(({ left, ...bill }) => ({ amount: left, currency: bill.currency })),
    currency,
  );
  const title = () => {
    if (!bills.value) return treasury().ways.bills.name;
    if (bills.value.length === 0) return t().titleNone;
    return due.length === 0 ? t().titleNothing : t().title(sum, due.length);
  };
  return (
    <Page
      title={title()}
      back={back}
      lead={here.isTreasurer ? t().lead : treasury().treasurerOnly}
      isWide
      actions={here.isTreasurer && <ButtonLink href="#record">{t().record.title}</ButtonLink>}
    >
      <div class="columns">
        <div class="stack loose">
          <Shown reading={bills}>{(all) => <Bills bills={all} />}</Shown>
        </div>
        {here.isTreasurer && <Forms />}
      </div>
    </Page>
  );
}

function Forms() {
  const here = useHere();
  const banks = useBanks();
  const envelopes = useList<Envelope>(`${here.api}/envelopes`).value;
  if (!banks || !envelopes) return null;
  if (envelopes.length === 0)
    return (
      <Empty title={t().record.title}>
        <p>{t().noEnvelope}</p>
        <ButtonLink href={`${here.home}/envelopes/new`}>{t().openEnvelope}</ButtonLink>
      </Empty>
    );
  return (
    <div class="stack loose">
      <section class="card" id="record">
        <h2>{t().record.title}</h2>
        <BillForm envelopes={envelopes} banks={banks} />
      </section>
      <details class="card">
        <summary>{t().fee.title}</summary>
        <FeeForm envelopes={envelopes} banks={banks} />
      </details>
    </div>
  );
}

function Bills({ bills }: { bills: readonly Bill[] }) {
  const here = useHere();
  const today = useToday();
  const { query } = useLocation();
  const thirdParty = nameIn(useList<ThirdParty>(`${here.api}/third-parties?limit=200&archived=all`).value);
  const envelope = nameIn(useList<Envelope>(`${here.api}/envelopes?state=all`).value);
  const acting = useSignal<{ what: "pay" | "refund" | "take-back"; bill: Bill } | undefined>(undefined);
  const close = () => {
    acting.value = undefined;
  };
  if (bills.length === 0)
    return (
      <Empty title={t().empty.title}>
        <p>{t().empty.lead}</p>
      </Empty>
    );
  const cards = (some: readonly Bill[]) => (
    <ul class="plain-list stack">
      {some.map((bill) => (
        <BillCard
          key={bill.id}
          bill={bill}
          today={today}
          thirdParty={thirdParty(bill.thirdPartyId)}
          envelope={envelope(bill.envelopeId)}
          isMeant={query.bill === bill.id}
          onPay={() => (acting.value = { what: "pay", bill })}
          onRefund={() => (acting.value = { what: "refund", bill })}
          onTakeBack={() => (acting.value = { what: "take-back", bill })}
        />
      ))}
    </ul>
  );
  const [due, settled] = [bills.filter(isDue), bills.filter((bill) => !isDue(bill))];
  return (
    <>
      {due.length > 0 && <Section title={t().unpaid}>{cards(due)}</Section>}
      {settled.length > 0 && <Section title={t().settled}>{cards(settled)}</Section>}
      {acting.value?.what === "pay" && <PayBillDialog billId={acting.value.bill.id} onClose={close} />}
      {acting.value?.what === "refund" && <RefundBillDialog billId={acting.value.bill.id} onClose={close} />}
      {acting.value?.what === "take-back" && <ReverseDialog entryId={acting.value.bill.entryId} onClose={close} />}
    </>
  );
}
