/** What is owed to whom, and paying it: shares several together, bills one by one; one’s own may be left to the commons. */
import { useSignal } from "@preact/signals";
import { Button, ButtonLink } from "../components/button.js";
import { Empty, Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { PayBillDialog } from "../components/treasury/bill-dialogs.js";
import { saidSums } from "../components/treasury/money-said.js";
import { OwedCard } from "../components/treasury/owed.js";
import { PayDialog } from "../components/treasury/pay-dialog.js";
import { RecentEntries } from "../components/treasury/recent.js";
import { WaiveDialog } from "../components/treasury/waive-dialog.js";
import en from "../i18n/en/payments.js";
import treasury_en from "../i18n/en/treasury.js";
import fr from "../i18n/fr/payments.js";
import treasury_fr from "../i18n/fr/treasury.js";
import { useHere, useNameOf } from "../place.js";
import { speak } from "../speech.js";
import { sumsOf } from "../treasury-figures.js";
import { sharesIn } from "../treasury-payments.js";
import { type Owed, useBanks, useCurrency, useLiveLedger, useOwed, useToday } from "../treasury-place.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export default function PaymentsPage() {
  useLiveLedger();
  const here = useHere();
  const owed = useOwed();
  const currency = useCurrency();
  const back = { href: `${here.home}/treasury`, label: treasury().name };
  const said = saidSums(
    (owed.value ?? []).map(({ left, ...each }) => ({ amount: left, currency: each.currency })),
    currency,
  );
  const title = owed.value?.length === 0 ? t().titleNothing : t().title(said, owed.value?.length ?? 0);
  if (owed.value === undefined)
    return (
      <Page title={treasury().ways.payments.name} back={back}>
        <Shown reading={owed}>{() => null}</Shown>
      </Page>
    );
  return (
    <Page title={title} back={back} lead={here.isTreasurer ? t().lead : treasury().treasurerOnly} isWide>
      <div class="columns">
        <div class="stack loose">
          <OwedList owed={owed.value} />
        </div>
        <div class="stack">
          <RecentEntries kind="payment" title={t().recent} />
          {here.isTreasurer && (
            <p class="muted small">
              {t().givenBack} <a href={`${here.home}/sharings`}>{t().sharings}</a>.
            </p>
          )}
        </div>
      </div>
    </Page>
  );
}

function OwedList({ owed }: { owed: readonly Owed[] }) {
  const here = useHere();
  const today = useToday();
  const banks = useBanks();
  const nameOf = useNameOf();
  const ticked = useSignal<ReadonlySet<string>>(new Set());
  const isPaying = useSignal(false);
  const billId = useSignal<string | undefined>(undefined);
  const waivedId = useSignal<string | undefined>(undefined);
  const shares = sharesIn(owed);
  const chosen = shares.filter(({ id }) => ticked.value.has(id));
  const waived = shares.find(({ id }) => id === waivedId.value);
  const sums = sumsOf(chosen.map(({ left, currency }) => ({ amount: left, currency })));
  const choose = (ids: readonly string[], isChosen: boolean) => {
    const next = new Set(ticked.value);
    for (const id of ids) isChosen ? next.add(id) : next.delete(id);
    ticked.value = next;
  };
  if (owed.length === 0)
    return (
      <Empty title={t().empty.title}>
        <p>{t().empty.lead}</p>
        <div class="row">
          <ButtonLink href={`${here.home}/sharings`}>{t().empty.sharings}</ButtonLink>
          <ButtonLink href={`${here.home}/treasury/bills`}>{t().empty.bills}</ButtonLink>
        </div>
      </Empty>
    );
  const cards = (payee: Owed["payee"]) =>
    owed
      .filter((each) => each.payee === payee)
      .map((each) => (
        <OwedCard
          key={`${each.id} ${each.currency}`}
          owed={each}
          nameOf={nameOf}
          today={today}
          isChosen={(id) => ticked.value.has(id)}
          onChoose={(id, isChosen) => choose([id], isChosen)}
          onPayBill={(id) => (billId.value = id)}
          onWaive={(id) => (waivedId.value = id)}
        />
      ));
  const [toMembers, toThirdParties] = [cards("member"), cards("third-party")];
  const areAllChosen = chosen.length === shares.length;
  return (
    <>
      {toMembers.length > 0 && (
        <Section title={t().members}>
          {here.isTreasurer && shares.length > 1 && (
            <p>
              <Button
                rank="link"
                onPress={() =>
                  choose(
                    shares.map(({ id }) => id),
                    !areAllChosen,
                  )
                }
              >
                {areAllChosen ? t().chooseNone : t().chooseAll}
              </Button>
            </p>
          )}
          <ul class="plain-list stack">{toMembers}</ul>
        </Section>
      )}
      {here.isTreasurer && shares.length > 0 && (
        <div class="at-hand">
          <p class="grow" role="status">
            {t().chosen(chosen.length, sums.length > 1 ? "…" : saidSums(sums, "EUR"))}
            {sums.length > 1 && ` ${t().oneCurrency}`}
          </p>
          <Button rank="first" isOff={sums.length !== 1} onPress={() => (isPaying.value = true)}>
            {t().pay}
          </Button>
        </div>
      )}
      {toThirdParties.length > 0 && (
        <Section title={t().thirdParties}>
          <ul class="plain-list stack">{toThirdParties}</ul>
        </Section>
      )}
      {isPaying.value && banks && (
        <PayDialog
          shares={chosen}
          banks={banks}
          onClose={(isPaid) => {
            isPaying.value = false;
            if (isPaid) ticked.value = new Set();
          }}
        />
      )}
      {billId.value && <PayBillDialog billId={billId.value} onClose={() => (billId.value = undefined)} />}
      {waived && <WaiveDialog share={waived} onClose={() => (waivedId.value = undefined)} />}
    </>
  );
}
