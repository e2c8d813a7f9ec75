/** What a collective shows to everybody: its envelopes and how it shared, without anybody’s name. */
import { Fragment } from "preact";
import { useRoute } from "preact-iso/router";
import type { z } from "zod";
import type { publicPage } from "../../features/collectives/public.schema.js";
import { Amount } from "../components/figures.js";
import { CopyField } from "../components/house/copy-field.js";
import { MoneyBar } from "../components/house/money-bar.js";
import { SharingCard } from "../components/house/public-sharing.js";
import { Wishes } from "../components/house/wishes.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Loading } from "../components/reading.js";
import { money } from "../format.js";
import { sumOf } from "../house-figures.js";
import envelopes_en from "../i18n/en/envelopes.js";
import en from "../i18n/en/public.js";
import envelopes_fr from "../i18n/fr/envelopes.js";
import fr from "../i18n/fr/public.js";
import { refreshReadings, useReading } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
const words = speak({ fr: envelopes_fr, en: envelopes_en });
type Shown = z.output<typeof publicPage>;

export default function PublicCollectivePage() {
  const { params } = useRoute();
  const { value, problem } = useReading<Shown>(`/public/${params.collective}`);
  if (value) return <Known shown={value} />;
  if (problem?.code === "not_found")
    return (
      <Page title={t().nothing.title} lead={t().nothing.lead}>
        <p>
          <a href="/login">{t().nothing.login}</a>
        </p>
      </Page>
    );
  return problem ? <ProblemNote problem={problem} onRetry={refreshReadings} /> : <Loading />;
}

function titleOf({ name, sharings }: Shown): string {
  const [first, ...others] = sharings;
  if (!first) return t().titleNothing(name);
  if (others.some(({ currency }) => currency !== first.currency)) return t().titleMany(name, sharings.length);
  return t().title(name, money(sumOf(sharings.map(({ amount }) => amount)), first.currency));
}

function Known({ shown }: { shown: Shown }) {
  return (
    <Page title={titleOf(shown)} lead={t().lead} isWide>
      <div class="columns">
        <Section title={t().envelopes.title(shown.envelopes.length)}>
          {shown.envelopes.map((envelope) => (
            <EnvelopeShown key={envelope.name} envelope={envelope} />
          ))}
        </Section>
        <Section title={t().sharings.title(shown.sharings.length)}>
          {shown.sharings.map((sharing) => (
            <SharingCard key={`${sharing.postedOn} ${sharing.envelope} ${sharing.title}`} sharing={sharing} />
          ))}
        </Section>
      </div>
      <Section title={t().share.title}>
        <div class="stack tight no-print">
          <CopyField label={t().share.address} value={location.origin + location.pathname} texts={t().share} />
        </div>
        <p class="muted small">{t().made}</p>
      </Section>
    </Page>
  );
}

const told = ["received", "billed", "shared", "left", "wished", "paid"] as const;

function EnvelopeShown({ envelope }: { envelope: Shown["envelopes"][number] }) {
  const { name, purpose, circle, currency, figures } = envelope;
  return (
    <div class="card">
      <h3 class="row between baseline">
        {name} <Amount value={figures.left} currency={currency} />
      </h3>
      {purpose && <p>{purpose}</p>}
      <p class="muted small">{t().envelopes.of(circle)}</p>
      <Wishes figures={figures} currency={currency} />
      <details>
        <summary>{t().envelopes.figures}</summary>
        <MoneyBar figures={figures} currency={currency} />
        <dl class="figures">
          {told.map((figure) => (
            <Fragment key={figure}>
              <dt>{words().figures.names[figure]}</dt>
              <dd>
                <Amount value={figures[figure]} currency={currency} />
              </dd>
            </Fragment>
          ))}
        </dl>
      </details>
    </div>
  );
}
