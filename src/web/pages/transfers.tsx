/** Transfers: what is in each envelope and fund, moving it from one to another, and between accounts. */
import { ButtonLink } from "../components/button.js";
import { Empty, Page, Section } from "../components/page.js";
import { Loading } from "../components/reading.js";
import { BankTransferForm } from "../components/treasury/bank-transfer-form.js";
import { Funds } from "../components/treasury/funds.js";
import { saidSums } from "../components/treasury/money-said.js";
import { RecentEntries } from "../components/treasury/recent.js";
import { TransferForm } from "../components/treasury/transfer-form.js";
import { money } from "../format.js";
import en from "../i18n/en/transfers.js";
import treasury_en from "../i18n/en/treasury.js";
import fr from "../i18n/fr/transfers.js";
import treasury_fr from "../i18n/fr/treasury.js";
import { useEnvelopes, useFunds, useHere } from "../place.js";
import { speak } from "../speech.js";
import { useBanks, useCurrency, useLiveLedger } from "../treasury-place.js";
import { canTakeFrom, placesOf, type TransferPlace } from "../treasury-transfers.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export default function TransfersPage() {
  useLiveLedger();
  const here = useHere();
  const envelopes = useEnvelopes();
  const funds = useFunds();
  const banks = useBanks();
  const currency = useCurrency();
  const back = { href: `${here.home}/treasury`, label: treasury().name };
  if (!envelopes || !funds || !banks)
    return (
      <Page title={treasury().ways.transfers.name} back={back}>
        <Loading />
      </Page>
    );
  const places = placesOf(envelopes, funds);
  const sum = (placeClass: TransferPlace["class"]) =>
    saidSums(
      places.filter((place) => place.class === placeClass).map(({ balance, ...place }) => ({ amount: balance, currency: place.currency })),
      currency,
    );
  const mayTransfer = places.some((place) => canTakeFrom(here, place));
  return (
    <Page title={t().title(sum("envelope"), sum("fund"))} lead={t().lead} back={back} isWide>
      <div class="columns">
        <div class="stack loose">
          <Places places={places} />
          <RecentEntries kind="transfer" title={t().recent} />
          {banks.length > 1 && <RecentEntries kind="bank-transfer" title={t().recentBanks} />}
        </div>
        <div class="stack loose">
          {places.length < 2 && (
            <Empty title={t().empty.title}>
              <p>{t().empty.lead}</p>
              <ButtonLink href={`${here.home}/envelopes/new`}>{t().empty.act}</ButtonLink>
            </Empty>
          )}
          {mayTransfer && places.length > 1 && (
            <section class="card">
              <h2>{t().inside.title}</h2>
              <TransferForm places={places} />
            </section>
          )}
          {here.isTreasurer && banks.length > 1 && (
            <details class="card">
              <summary>{t().banks.title}</summary>
              <BankTransferForm banks={banks} />
            </details>
          )}
          {(here.isTreasurer || here.isAdmin) && <Funds funds={funds} />}
        </div>
      </div>
    </Page>
  );
}

function Places({ places }: { places: readonly TransferPlace[] }) {
  const here = useHere();
  if (places.length === 0) return null;
  return (
    <Section title={t().places}>
      <table class="stacked">
        <caption class="visually-hidden">{t().caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t().place}</th>
            <th scope="col" class="num">
              {t().balance}
            </th>
            <th scope="col" class="num">
              {t().left}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ class: placeClass, id, name, balance, left, currency }) => (
            <tr key={id}>
              <th scope="row">{placeClass === "envelope" ? <a href={`${here.home}/envelopes/${id}`}>{name}</a> : name}</th>
              <td class="num" data-label={t().balance}>
                {money(balance, currency)}
              </td>
              <td class="num" data-label={t().left}>
                {money(left, currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="muted small">{t().leftHint}</p>
    </Section>
  );
}
