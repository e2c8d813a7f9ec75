/** The treasury: what is owed and what there is, what waits for the treasurer, and the ways to everything else. */
import { useLinesWaiting } from "../bank-place.js";
import { ButtonLink } from "../components/button.js";
import { Pill } from "../components/figures.js";
import { Page, Section } from "../components/page.js";
import { Loading } from "../components/reading.js";
import { BankForm, Banks } from "../components/treasury/banks.js";
import { saidSums } from "../components/treasury/money-said.js";
import { OpeningForm } from "../components/treasury/opening.js";
import { Purposes } from "../components/treasury/purposes.js";
import en from "../i18n/en/treasury.js";
import fr from "../i18n/fr/treasury.js";
import { type Envelope, useEnvelopes, useHere } from "../place.js";
import { useList } from "../readings.js";
import { speak } from "../speech.js";
import { type Bank, type Owed, useBalances, useBanks, useCurrency, useLiveLedger, useOwed, useToday } from "../treasury-place.js";

const t = speak({ fr, en });

interface Year {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly closedAt: string | null;
}

export default function TreasuryPage() {
  useLiveLedger();
  const here = useHere();
  const owed = useOwed().value;
  const balances = useBalances();
  const banks = useBanks();
  const currency = useCurrency();
  if (!owed || !balances || !banks)
    return (
      <Page title={t().name}>
        <Loading />
      </Page>
    );
  const isEmpty = balances.head.position === "0";
  const due = saidSums(
    owed.map(({ left, ...each }) => ({ amount: left, currency: each.currency })),
    currency,
  );
  const banked = saidSums(
    banks.map(({ balance, ...bank }) => ({ amount: balance, currency: bank.currency })),
    currency,
  );
  const title = owed.length === 0 ? t().titleNothing(banked) : t().title(due, banked);
  return (
    <Page title={isEmpty ? t().titleEmpty : title} lead={here.isTreasurer ? undefined : t().treasurerOnly} isWide>
      <div class="columns">
        <div class="stack loose">
          {isEmpty ? <Start banks={banks} /> : <Waits owed={owed} />}
          {!isEmpty && <Purposes totals={balances.totals} currency={currency} />}
        </div>
        <div class="stack loose">
          <Ways />
          {banks.length > 0 && <Banks banks={banks} />}
          {here.isTreasurer && !isEmpty && banks.length > 0 && (
            <details class="card">
              <summary>{t().opening.title}</summary>
              <p class="muted">{t().opening.lead}</p>
              <OpeningForm banks={banks} />
            </details>
          )}
        </div>
      </div>
    </Page>
  );
}

/** An empty treasury: the first account, then what is on it. */
function Start({ banks }: { banks: readonly Bank[] }) {
  const here = useHere();
  if (!here.isTreasurer) return null;
  if (banks.length === 0)
    return (
      <section class="card waits">
        <h2>{t().banks.none.title}</h2>
        <p>{t().banks.none.lead}</p>
        <BankForm isFirst />
      </section>
    );
  return (
    <section class="card waits">
      <h2>{t().opening.title}</h2>
      <p>{t().opening.lead}</p>
      <OpeningForm banks={banks} />
    </section>
  );
}

function Waits({ owed }: { owed: readonly Owed[] }) {
  const here = useHere();
  const today = useToday();
  const currency = useCurrency();
  const years = useList<Year>(`${here.api}/years`).value ?? [];
  const expected = (useEnvelopes() ?? []).filter(isExpecting);
  const [members, thirdParties] = [owed.filter(({ payee }) => payee === "member"), owed.filter(({ payee }) => payee !== "member")];
  const sum = (some: readonly Owed[]) =>
    saidSums(
      some.map(({ left, ...each }) => ({ amount: left, currency: each.currency })),
      currency,
    );
  const doubtful = members.flatMap(({ items }) => items).filter(({ doubts }) => doubts.length > 0).length;
  const overdue = thirdParties.flatMap(({ items }) => items).filter(({ dueOn }) => dueOn !== null && dueOn < today).length;
  const over = years.filter(({ endsOn, closedAt }) => endsOn < today && closedAt === null);
  const stated = useLinesWaiting();
  if (owed.length + expected.length + over.length + stated === 0)
    return (
      <Section title={t().waits.title}>
        <p>{t().waits.nothing}</p>
      </Section>
    );
  return (
    <Section title={t().waits.title}>
      {members.length > 0 && (
        <div class="card waits">
          <h3>{t().waits.shares(members.length, sum(members))}</h3>
          {doubtful > 0 && <p class="muted">{t().waits.doubts(doubtful)}</p>}
          <ButtonLink rank="first" isWide href={`${here.home}/treasury/payments`}>
            {here.isTreasurer ? t().waits.pay : t().waits.see}
          </ButtonLink>
        </div>
      )}
      {thirdParties.length > 0 && (
        <div class={overdue > 0 ? "card settle" : "card waits"}>
          <h3>{t().waits.bills(thirdParties.length, sum(thirdParties))}</h3>
          {overdue > 0 && (
            <p>
              <Pill tone="brick">{t().waits.overdue(overdue)}</Pill>
            </p>
          )}
          <ButtonLink isWide href={`${here.home}/treasury/bills`}>
            {here.isTreasurer ? t().waits.payBills : t().waits.see}
          </ButtonLink>
        </div>
      )}
      {stated > 0 && (
        <div class="card">
          <h3>{t().waits.lines(stated)}</h3>
          <ButtonLink isWide href={`${here.home}/treasury/bank`}>
            {t().waits.linesAct}
          </ButtonLink>
        </div>
      )}
      {expected.length > 0 && (
        <div class="card">
          <h3>
            {t().waits.expected(
              saidSums(
                expected.map(({ figures, ...each }) => ({ amount: figures.expected, currency: each.currency })),
                currency,
              ),
            )}
          </h3>
          <ButtonLink isWide href={`${here.home}/treasury/money-in`}>
            {here.isTreasurer ? t().waits.expectedAct : t().ways["money-in"].name}
          </ButtonLink>
        </div>
      )}
      {over.map(({ startsOn }) => (
        <div class="card" key={startsOn}>
          <h3>{t().waits.year(startsOn.slice(0, 4))}</h3>
          <ButtonLink isWide href={`${here.home}/treasury/years`}>
            {t().waits.yearAct}
          </ButtonLink>
        </div>
      ))}
    </Section>
  );
}

const isExpecting = ({ figures }: Envelope): boolean => /[1-9]/.test(figures.expected);

const ways = [
  "bank",
  "payments",
  "batches",
  "money-in",
  "bills",
  "transfers",
  "third-parties",
  "entries",
  "exports",
  "years",
  "payees",
  "accounts",
  "volunteering",
] as const;
/** What only who holds the treasury may open. */
const treasurersOnly: readonly string[] = ["bank", "batches", "payees"];

function Ways() {
  const here = useHere();
  return (
    <Section title={t().ways.title}>
      <nav aria-label={t().ways.title}>
        <ul class="card plain-list ruled ways">
          {ways
            .filter((way) => here.isTreasurer || !treasurersOnly.includes(way))
            .map((way) => (
              <li key={way}>
                <a href={`${here.home}/treasury/${way}`}>
                  <span class="strong">{t().ways[way].name}</span>
                  <span class="muted small">{t().ways[way].what}</span>
                </a>
              </li>
            ))}
        </ul>
      </nav>
    </Section>
  );
}
