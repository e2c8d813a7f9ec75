/** How a round ended: what is funded, what comes back, what it means for me, and why, bucket by bucket. */
import en from "../i18n/en/round.js";
import fr from "../i18n/fr/round.js";
import { nameIn, useEnvelopes } from "../place.js";
import { useReading } from "../readings.js";
import { saidMoment } from "../round-dates.js";
import { added, type Bucket, isNothing, type Round, type Settlement, sumIn } from "../round-figures.js";
import type { RoundPlace } from "../round-place.js";
import { speak } from "../speech.js";
import { Page, Section } from "./page.js";
import { Shown } from "./reading.js";
import { RoundAbout } from "./round-about.js";
import { RoundFiles } from "./round-files.js";
import { SettledBuckets } from "./round-settled.js";

const t = speak({ fr, en });

interface OutcomeProps {
  place: RoundPlace;
  round: Round;
  buckets: readonly Bucket[];
}

export function RoundOutcome({ place, round, buckets }: OutcomeProps) {
  const settlement = useReading<Settlement>(`${place.api}/settlement`);
  return <Shown reading={settlement}>{(read) => <Outcome place={place} round={round} buckets={buckets} settlement={read} />}</Shown>;
}

function Outcome({ place, round, buckets, settlement }: OutcomeProps & { settlement: Settlement }) {
  const { here, home, timeZone } = place;
  const sum = sumIn(round.commodity);
  const funded = settlement.buckets.filter(({ isFunded }) => isFunded);
  const total = added(
    funded.map(({ amount }) => amount ?? "0"),
    round.commodity,
  );
  return (
    <Page
      title={t().titles.closed(funded.length, sum(total))}
      lead={round.title}
      back={{ href: `${here.home}/rounds`, label: t().back }}
      actions={here.pilots(round.circleId) && <a href={`${home}/pilot`}>{t().pilot}</a>}
    >
      <div class="stack">
        {round.endedAt && <p class="muted">{t().outcome.closedOn(saidMoment(round.endedAt, timeZone))}</p>}
        <WhatReturns round={round} settlement={settlement} />
        <Mine me={here.me} round={round} settlement={settlement} />
        <RoundAbout round={round} timeZone={timeZone} />
      </div>
      <Section title={t().outcome.why}>
        <TallyCourse round={round} settlement={settlement} />
        <SettledBuckets settlement={settlement} commodity={round.commodity} buckets={buckets} place={place} />
      </Section>
      <RoundFiles place={place} round={round} />
    </Page>
  );
}

/** What goes back to the envelope, and what participants keep. */
export function WhatReturns({ round, settlement }: { round: Round; settlement: Settlement }) {
  const envelopeName = nameIn(useEnvelopes());
  const sum = sumIn(round.commodity);
  const { returned, carried } = settlement;
  const { outcome } = t();
  return (
    <>
      {returned !== null && !isNothing(returned) && (
        <p>
          {round.envelopeId === null
            ? outcome.returnedPoints(sum(returned))
            : outcome.returned(sum(returned), envelopeName(round.envelopeId))}
        </p>
      )}
      {carried !== null && !isNothing(carried) && <p>{outcome.carried(sum(carried))}</p>}
    </>
  );
}

function Mine({ me, round, settlement }: { me: string; round: Round; settlement: Settlement }) {
  if (!round.own || round.method === "ballots") return null;
  const mine = settlement.participants.find(({ memberId }) => memberId === me);
  const sum = sumIn(round.commodity);
  const { outcome } = t();
  // What is given back is then unspent, or carried: of what goes on, only what was not given back is said again.
  const says = [
    ...(mine && !isNothing(mine.givenBack) ? [outcome.givenBack(sum(mine.givenBack))] : []),
    ...(mine && !isNothing(mine.unspent) ? [outcome.unspent(sum(mine.unspent))] : []),
    ...(mine && !isNothing(mine.carried) ? [outcome.kept(sum(mine.carried))] : []),
  ];
  return (
    <div class="card soft">
      <h2>{outcome.mine}</h2>
      {says.length === 0 ? <p>{outcome.allUsed}</p> : says.map((line) => <p key={line}>{line}</p>)}
    </div>
  );
}

/** How ballots were counted, in a sentence or two. */
export function TallyCourse({ round, settlement }: { round: Round; settlement: Settlement }) {
  const tally = settlement.tally as { voters: number; rule: string; course: { perVoter: string } | null } | null;
  if (!tally || round.method !== "ballots") return null;
  const { outcome } = t();
  return (
    <p>
      {outcome.votes(tally.voters)}{" "}
      {tally.course ? outcome.course(sumIn(round.commodity)(tally.course.perVoter)) : tally.rule.startsWith("greedy") && outcome.greedy}
    </p>
  );
}
