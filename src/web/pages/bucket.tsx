/** A bucket: what it is, how far it is, who pledged where that may be seen, and what those who carry it can do. */
import { useSignal } from "@preact/signals";
import { useRoute } from "preact-iso/router";
import { ButtonLink } from "../components/button.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { BucketActions } from "../components/round-bucket-actions.js";
import { BucketBudget } from "../components/round-bucket-budget.js";
import { BucketPledgers } from "../components/round-bucket-pledgers.js";
import { BucketPill, BucketProgress } from "../components/round-card.js";
import type { Moving } from "../components/round-hero.js";
import { PledgeControl } from "../components/round-pledge.js";
import { listed } from "../format.js";
import en from "../i18n/en/bucket.js";
import fr from "../i18n/fr/bucket.js";
import { useLive } from "../live.js";
import { useNameOf } from "../place.js";
import { useReading } from "../readings.js";
import { type Bucket, isNothing, type Round, saidMinor, sumIn, textOf } from "../round-figures.js";
import { type RoundPlace, useRoundPlace } from "../round-place.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function BucketPage() {
  const place = useRoundPlace();
  const bucketId = useRoute().params.bucket ?? "";
  const bucket = useReading<Bucket>(`${place.api}/buckets/${bucketId}`);
  useLive(`${place.api}/events`);
  return (
    <Shown reading={place.round}>
      {(round) => <Shown reading={bucket}>{(read) => <BucketView place={place} round={round} bucket={read} />}</Shown>}
    </Shown>
  );
}

function BucketView({ place, round, bucket }: { place: RoundPlace; round: Round; bucket: Bucket }) {
  const nameOf = useNameOf();
  const isPledging = round.method === "credits" && round.phase === "pledging" && round.own !== null;
  return (
    <Page title={titleOf(bucket, round)} lead={bucket.summary} back={{ href: place.home, label: round.title }}>
      <div class="stack">
        <p class="row">
          <BucketPill bucket={bucket} round={round} />
          <span class="muted">{t().carried(listed(bucket.cocreatorIds.map(nameOf)))}</span>
        </p>
        {round.method === "credits" &&
          (isPledging ? <Pledging place={place} round={round} bucket={bucket} /> : <BucketProgress bucket={bucket} round={round} />)}
        {round.method === "ballots" && bucket.status === "open" && (
          <ButtonLink rank="first" isWide href={place.home}>
            {t().vote}
          </ButtonLink>
        )}
        {bucket.envelopeId && (
          <p>
            <a href={`${place.here.home}/envelopes/${bucket.envelopeId}`}>{t().envelope}</a>
          </p>
        )}
      </div>
      <BucketBudget bucket={bucket} round={round} />
      {bucket.description && (
        <Section title={t().about}>
          {bucket.description.split(/\n{2,}/).map((part) => (
            <p key={part}>{part}</p>
          ))}
        </Section>
      )}
      {round.method === "credits" && <BucketPledgers place={place} round={round} bucket={bucket} />}
      <BucketActions place={place} round={round} bucket={bucket} />
    </Page>
  );
}

function Pledging({ place, round, bucket }: { place: RoundPlace; round: Round; bucket: Bucket }) {
  const left = useSignal("0");
  left.value = round.own?.left ?? "0";
  const moving = useSignal<Moving>({ from: "", minor: 0n });
  return (
    <div class="card">
      <PledgeControl bucket={bucket} round={round} api={place.api} left={left} moving={moving}>
        {(own, control) => (
          <>
            <BucketProgress bucket={bucket} round={round} own={own} />
            {control}
          </>
        )}
      </PledgeControl>
    </div>
  );
}

function titleOf(bucket: Bucket, { commodity, phase, method }: Round): string {
  const { titles } = t();
  const { title, status, pledged, maxGoal } = bucket;
  const sum = sumIn(commodity);
  if (status === "draft") return titles.draft(title);
  if (status === "cancelled") return titles.cancelled(title);
  if (status === "completed") return titles.completed(title);
  if (method === "ballots") return status === "funded" ? titles.elected(title) : titles.needs(title, sum(bucket.minGoal));
  if (status === "funded" && pledged !== null) return (phase === "closed" ? titles.funded : titles.accepted)(title, sum(pledged));
  if (pledged === null || bucket.missing === null) return bucket.isComplete ? titles.full(title) : titles.needs(title, sum(bucket.minGoal));
  if (bucket.isComplete) return titles.complete(title, sum(pledged));
  if (!isNothing(bucket.missing)) return titles.missing(title, sum(bucket.missing));
  return titles.reached(title, sum(textOf(saidMinor(maxGoal, commodity) - saidMinor(pledged, commodity), commodity)));
}
