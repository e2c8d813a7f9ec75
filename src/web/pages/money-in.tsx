/** Money in: what is expected, recording what came, and what goes back to its funder. */

import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { ButtonLink } from "../components/button.js";
import { typedDecimal } from "../components/fields.js";
import { Empty, Page, Section } from "../components/page.js";
import { Loading } from "../components/reading.js";
import { ExpectedIn, ExpectForm } from "../components/treasury/expected-money.js";
import { PromisedGifts } from "../components/treasury/gifts.js";
import { arrivedFrom, emptyMoneyIn, type MoneyInDraft } from "../components/treasury/money-in-draft.js";
import { MoneyInForm } from "../components/treasury/money-in-form.js";
import { saidSums } from "../components/treasury/money-said.js";
import { RecentEntries } from "../components/treasury/recent.js";
import { ReturnForm } from "../components/treasury/return-form.js";
import { useDraft } from "../drafts.js";
import en from "../i18n/en/money-in.js";
import treasury_en from "../i18n/en/treasury.js";
import fr from "../i18n/fr/money-in.js";
import treasury_fr from "../i18n/fr/treasury.js";
import { type Envelope, useEnvelopes, useHere } from "../place.js";
import { speak } from "../speech.js";
import { type Bank, type Expected, useBanks, useCurrency, useLiveLedger, useToday } from "../treasury-place.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });
const isExpecting = ({ figures }: Envelope): boolean => /[1-9]/.test(figures.expected);

export default function MoneyInPage() {
  useLiveLedger();
  const here = useHere();
  const currency = useCurrency();
  const envelopes = useEnvelopes();
  const banks = useBanks();
  const back = { href: `${here.home}/treasury`, label: treasury().name };
  if (!envelopes || !banks)
    return (
      <Page title={treasury().ways["money-in"].name} back={back}>
        <Loading />
      </Page>
    );
  const expecting = envelopes.filter(isExpecting);
  const expected = saidSums(
    expecting.map(({ figures, ...each }) => ({ amount: figures.expected, currency: each.currency })),
    currency,
  );
  const banked = saidSums(
    banks.map(({ balance, ...bank }) => ({ amount: balance, currency: bank.currency })),
    currency,
  );
  return (
    <Page
      title={expecting.length > 0 ? t().title(expected, expecting.length) : t().titleNothing(banked)}
      lead={t().lead}
      back={back}
      isWide
      actions={here.isTreasurer && envelopes.length > 0 && <ButtonLink href="#record">{t().record.title}</ButtonLink>}
    >
      {envelopes.length === 0 ? (
        <Empty title={t().noEnvelope.title}>
          <p>{t().noEnvelope.lead}</p>
          <div>
            <ButtonLink rank="first" href={`${here.home}/envelopes/new`}>
              {t().noEnvelope.act}
            </ButtonLink>
          </div>
        </Empty>
      ) : (
        <Parts envelopes={envelopes} expecting={expecting} banks={banks} />
      )}
    </Page>
  );
}

function Parts({
  envelopes,
  expecting,
  banks,
}: {
  envelopes: readonly Envelope[];
  expecting: readonly Envelope[];
  banks: readonly Bank[];
}) {
  const here = useHere();
  const today = useToday();
  const form = useRef<HTMLElement>(null);
  const returns = useRef<HTMLDetailsElement>(null);
  const { draft, clear } = useDraft<MoneyInDraft>(`${here.slug}.money-in`, emptyMoneyIn);
  const { query } = useLocation();
  // Who comes from an envelope comes to record; from a charter that ends, to give back.
  useEffect(() => {
    if (query.returns) returns.current?.scrollIntoView({ block: "start" });
    if (query.envelope) form.current?.scrollIntoView({ block: "start" });
  }, []);
  const change = (fields: Partial<MoneyInDraft>) => {
    draft.value = { ...draft.value, ...fields };
  };
  const arrived = (expected: Expected) => {
    change(arrivedFrom(expected, typedDecimal(expected.amount)));
    form.current?.scrollIntoView({ block: "start" });
    form.current?.querySelector<HTMLElement>("input")?.focus({ preventScroll: true });
  };
  const mayExpect = here.isTreasurer ? envelopes : envelopes.filter(({ circleId }) => here.pilots(circleId));
  return (
    <div class="columns">
      <div class="stack loose">
        <Section title={t().expected.title}>
          {expecting.length === 0 ? (
            <p>{t().expected.none}</p>
          ) : (
            <ul class="plain-list stack">
              {expecting.map((envelope) => (
                <ExpectedIn key={envelope.id} envelope={envelope} onArrived={arrived} />
              ))}
            </ul>
          )}
          {mayExpect.length > 0 && (
            <details class="card">
              <summary>{t().expected.add}</summary>
              <ExpectForm envelopes={mayExpect} />
            </details>
          )}
        </Section>
        <PromisedGifts />
        <RecentEntries kind="money-in" title={t().recent} />
      </div>
      {here.isTreasurer && (
        <div class="stack loose">
          <section class="card" id="record" ref={form}>
            <h2>{t().record.title}</h2>
            <MoneyInForm
              envelopes={envelopes}
              banks={banks}
              draft={{
                ...draft.value,
                envelopeId: draft.value.envelopeId || (query.envelope ?? ""),
                datedOn: draft.value.datedOn || today,
              }}
              onDraft={change}
              onDone={clear}
            />
          </section>
          <details class="card" ref={returns} open={query.returns !== undefined}>
            <summary>{t().returns.title}</summary>
            <ReturnForm envelopes={envelopes} banks={banks} first={query.returns} />
          </details>
        </div>
      )}
    </div>
  );
}
