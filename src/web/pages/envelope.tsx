/** One envelope: what is left of it for what is wished, where each figure comes from, and what happens with it. */
import { useRoute } from "preact-iso/router";
import { ButtonLink } from "../components/button.js";
import { EnvelopeContributions, OpenQuestions } from "../components/house/envelope-contributions.js";
import { EnvelopeEditing } from "../components/house/envelope-editing.js";
import { ExpectedMoney } from "../components/house/expected.js";
import { FigureRows } from "../components/house/figure-rows.js";
import { Funding } from "../components/house/funding.js";
import { type Round, RoundList, type Sharing, SharingList } from "../components/house/gatherings.js";
import { MoneyBar } from "../components/house/money-bar.js";
import { Wishes } from "../components/house/wishes.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { dayAt, money, shortDay } from "../format.js";
import { wishingOf } from "../house-figures.js";
import en from "../i18n/en/envelopes.js";
import fr from "../i18n/fr/envelopes.js";
import { type Envelope, nameIn, useCircles, useCollective, useHere, useNameOf } from "../place.js";
import { useList, useReading } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function EnvelopePage() {
  const here = useHere();
  const { params } = useRoute();
  const reading = useReading<Envelope>(`${here.api}/envelopes/${params.id}`);
  return <Shown reading={reading}>{(envelope) => <OneEnvelope envelope={envelope} />}</Shown>;
}

function titleOf({ name, closedAt, figures, currency }: Envelope): string {
  const texts = t().page.title;
  if (closedAt) return texts.closed(name);
  return texts[wishingOf(figures)](name, money(figures.left, currency), money(figures.wished, currency));
}

function OneEnvelope({ envelope }: { envelope: Envelope }) {
  const here = useHere();
  const { id, circleId, purpose, figures, currency, closedAt } = envelope;
  const sharings = useList<Sharing>(`${here.api}/sharings?envelope=${id}`).value ?? [];
  const rounds = useList<Round>(`${here.api}/rounds?circleId=${circleId}`).value?.filter(({ envelopeId }) => envelopeId === id) ?? [];
  const isKeeper = here.isAdmin || here.isTreasurer || here.pilots(circleId);
  return (
    <Page title={titleOf(envelope)} back={{ href: `${here.home}/envelopes`, label: t().back }} lead={purpose || undefined} isWide>
      <Whose envelope={envelope} />
      <div class="columns">
        <div class="stack loose">
          {!closedAt && (
            <div class={wishingOf(figures) === "over" ? "card settle" : "card"}>
              <h2>{t().page.wishes}</h2>
              <Wishes figures={figures} currency={currency} />
              <NextStep envelope={envelope} sharings={sharings} />
            </div>
          )}
          <OpenQuestions envelope={envelope} />
          <div class="card">
            <h2>{t().page.money.title}</h2>
            <MoneyBar figures={figures} currency={currency} />
            {here.isTreasurer && !closedAt && (
              <div class="row no-print">
                <ButtonLink href={`${here.home}/treasury/money-in?envelope=${id}`}>{t().page.money.record}</ButtonLink>
              </div>
            )}
          </div>
          <Section title={t().figures.title}>
            <p class="muted">{t().figures.lead}</p>
            <FigureRows envelope={envelope} />
            <p>
              <a href={`${here.home}/envelopes/${id}/report`}>{t().page.report}</a>
            </p>
          </Section>
        </div>
        <div class="stack loose">
          <EnvelopeContributions envelope={envelope} />
          <Section title={t().sharings.title}>
            {sharings.length === 0 ? <p class="muted">{t().sharings.empty}</p> : <SharingList sharings={sharings} />}
            {here.pilots(circleId) && !closedAt && (
              <div class="row no-print">
                <ButtonLink href={`${here.home}/sharings/new?envelope=${id}`}>{t().sharings.prepare}</ButtonLink>
              </div>
            )}
          </Section>
          {rounds.length > 0 && (
            <Section title={t().rounds.title}>
              <RoundList rounds={rounds} />
            </Section>
          )}
          <ExpectedMoney envelope={envelope} mayNote={!closedAt && (here.isTreasurer || here.pilots(circleId))} />
          <Funding envelope={envelope} />
        </div>
      </div>
      {isKeeper && !closedAt && <EnvelopeEditing envelope={envelope} />}
    </Page>
  );
}

function Whose({ envelope: { circleId, referentId, closedAt } }: { envelope: Envelope }) {
  const here = useHere();
  const circle = nameIn(useCircles())(circleId);
  const referent = useNameOf()(referentId);
  const timeZone = useCollective()?.timeZone;
  return (
    <p class="muted">
      <a href={`${here.home}/circles/${circleId}`}>{t().page.of(circle)}</a>
      {referent && ` · ${t().page.watched(referent)}`}
      {closedAt && timeZone && ` · ${t().page.closedOn(shortDay(dayAt(closedAt, timeZone)))}`}
    </p>
  );
}

/** A sharing in which people settle comes first where wishes go beyond; otherwise one logs, or shares. */
function NextStep({ envelope, sharings }: { envelope: Envelope; sharings: readonly Sharing[] }) {
  const here = useHere();
  const open = sharings.find(({ status }) => status === "open" || status === "proposed");
  if (open && wishingOf(envelope.figures) === "over") {
    return (
      <ButtonLink rank="first" isWide href={`${here.home}/sharings/${open.id}`}>
        {t().page.settle(open.title)}
      </ButtonLink>
    );
  }
  return (
    <ButtonLink rank="first" isWide href={`${here.home}/contribute?envelope=${envelope.id}`}>
      {t().page.contribute}
    </ButtonLink>
  );
}
