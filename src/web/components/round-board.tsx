/** The board of a round of credits while one pledges: credits left at the top, a card for each bucket, what others do live. */
import { useSignal } from "@preact/signals";
import en from "../i18n/en/round.js";
import fr from "../i18n/fr/round.js";
import { useMembers } from "../place.js";
import type { Bucket, Round } from "../round-figures.js";
import { mayPropose, type RoundPlace } from "../round-place.js";
import { speak } from "../speech.js";
import { ButtonLink } from "./button.js";
import { NoBuckets, RoundAbout } from "./round-about.js";
import { BucketCard } from "./round-card.js";
import { type Moving, RoundHero } from "./round-hero.js";
import { RoundNews } from "./round-news.js";
import { PledgeControl } from "./round-pledge.js";
import { Still } from "./still.js";

const t = speak({ fr, en });

interface BoardProps {
  place: RoundPlace;
  round: Round;
  buckets: readonly Bucket[];
  own: NonNullable<Round["own"]>;
}

export function RoundBoard({ place, round, buckets, own }: BoardProps) {
  const { here, api, home, timeZone } = place;
  const moving = useSignal<Moving>({ from: own.left, minor: 0n });
  const left = useSignal(own.left);
  left.value = own.left;
  const shown = buckets.filter(({ status }) => status !== "draft");
  // What a card shows of the round; cards whose bucket did not change either are left as they are.
  const mark = JSON.stringify([round.cap, round.mayChange, round.isSecret, own.credits]);
  return (
    <div class="page wide">
      <header>
        <a class="muted no-print" href={`${here.home}/rounds`}>
          ← {t().back}
        </a>
        <div class="row between">
          <p class="lead figure grow">{round.title}</p>
          {here.pilots(round.circleId) && (
            <a class="no-print" href={`${home}/pilot`}>
              {t().pilot}
            </a>
          )}
        </div>
        <RoundAbout round={round} timeZone={timeZone} />
      </header>
      <div class="stack loose">
        <RoundHero round={round} own={own} timeZone={timeZone} moving={moving} />
        {round.isSecret && <p class="notice">{t().secret}</p>}
        {shown.length === 0 && <NoBuckets />}
        <ul class="plain-list tiles round-board">
          {shown.map((bucket) => (
            <li key={bucket.id} class="round-card">
              <Still mark={mark + JSON.stringify(bucket)}>
                <PledgeControl bucket={bucket} round={round} api={api} left={left} moving={moving}>
                  {(ownNow, control) => <BucketCard bucket={bucket} round={round} home={home} own={ownNow} control={control} />}
                </PledgeControl>
              </Still>
            </li>
          ))}
        </ul>
        <RoundFoot place={place} round={round} />
        <News place={place} round={round} buckets={shown} />
      </div>
    </div>
  );
}

/** What one can do besides: propose. */
export function RoundFoot({ place, round }: { place: RoundPlace; round: Round }) {
  return (
    <footer class="stack">
      {mayPropose(round, place.here) && (
        <p class="row">
          <ButtonLink href={`${place.home}/buckets/new`}>{t().propose}</ButtonLink>
        </p>
      )}
      <p class="muted small">{t().order}</p>
    </footer>
  );
}

function News({ place, round, buckets }: { place: RoundPlace; round: Round; buckets: readonly Bucket[] }) {
  const members = useMembers();
  return round.isSecret ? null : <RoundNews place={place} round={round} buckets={buckets} members={members} />;
}
