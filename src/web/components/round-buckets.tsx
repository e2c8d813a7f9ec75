/** A round one does not pledge in: before its pledges, without credits, waiting for its close, or cancelled. */
import en from "../i18n/en/round.js";
import fr from "../i18n/fr/round.js";
import { saidMoment } from "../round-dates.js";
import { type Bucket, type Round, sumIn } from "../round-figures.js";
import { mayPropose, type RoundPlace } from "../round-place.js";
import { speak } from "../speech.js";
import { ButtonLink } from "./button.js";
import { Page } from "./page.js";
import { NoBuckets, RoundAbout } from "./round-about.js";
import { BucketCard } from "./round-card.js";
import { Still } from "./still.js";

const t = speak({ fr, en });

export function RoundBuckets({ place, round, buckets }: { place: RoundPlace; round: Round; buckets: readonly Bucket[] }) {
  const { here, home, timeZone } = place;
  const isPilot = here.pilots(round.circleId);
  const proposes = mayPropose(round, here);
  return (
    <Page
      title={titleOf(round, buckets, timeZone)}
      lead={round.title}
      back={{ href: `${here.home}/rounds`, label: t().back }}
      actions={isPilot && round.phase !== "settling" && <a href={`${home}/pilot`}>{t().pilot}</a>}
      isWide
    >
      <div class="stack">
        {leadOf(round) && <p>{leadOf(round)}</p>}
        <RoundAbout round={round} timeZone={timeZone} />
        {round.isSecret && round.method === "credits" && round.endedAt === null && <p class="notice">{t().secret}</p>}
      </div>
      {round.phase === "settling" && isPilot && (
        <ButtonLink href={`${home}/pilot`} rank="first" isWide>
          {t().settle}
        </ButtonLink>
      )}
      {proposes && (
        <ButtonLink href={`${home}/buckets/new`} rank="first" isWide>
          {t().propose}
        </ButtonLink>
      )}
      {buckets.length === 0 && <NoBuckets />}
      <ul class="plain-list tiles round-board">
        {buckets.map((bucket) => (
          <li key={bucket.id} class="round-card">
            <Still mark={JSON.stringify([bucket, round.phase])}>
              <BucketCard bucket={bucket} round={round} home={home} />
            </Still>
          </li>
        ))}
      </ul>
      {buckets.length > 1 && <p class="muted small">{t().order}</p>}
    </Page>
  );
}

function titleOf(round: Round, buckets: readonly Bucket[], timeZone: string): string {
  const { titles } = t();
  const count = buckets.filter(({ status }) => status !== "draft" && status !== "cancelled").length;
  switch (round.phase) {
    case "coming":
      return titles.coming(saidMoment(round.proposalsFrom, timeZone));
    case "proposing":
      return titles.proposing(count, saidMoment(round.proposalsUntil, timeZone));
    case "waiting":
      return titles.waiting(count, saidMoment(round.pledgesFrom, timeZone));
    case "settling":
      return round.method === "ballots" ? titles.settlingVotes : titles.settling;
    case "cancelled":
      return titles.cancelled;
    default:
      return round.figures.buckets === null
        ? titles.pledgingSecret(count)
        : titles.pledging(sumIn(round.commodity)(round.figures.buckets), count);
  }
}

function leadOf(round: Round): string | undefined {
  const { leads } = t();
  if (round.phase === "settling") return leads.settling;
  if (round.phase === "cancelled") return leads.cancelled;
  return round.phase === "pledging" ? leads.noCredits : undefined;
}
