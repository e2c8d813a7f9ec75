/** The ballot of a round: what one supports, with the control its kind of ballot takes; cast, and cast again until the end. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Problem, write } from "../api.js";
import en from "../i18n/en/ballot.js";
import round_en from "../i18n/en/round.js";
import fr from "../i18n/fr/ballot.js";
import round_fr from "../i18n/fr/round.js";
import { useReading } from "../readings.js";
import { type BallotLimits, isSame, leftOn, limitsOf, type Votes } from "../round-ballot.js";
import { saidMoment, shortMoment } from "../round-dates.js";
import { type Ballot, type Bucket, type Round, sumIn } from "../round-figures.js";
import type { RoundPlace } from "../round-place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { Pill } from "./figures.js";
import { Page } from "./page.js";
import { ProblemNote } from "./problem.js";
import { Loading } from "./reading.js";
import { RoundAbout } from "./round-about.js";
import { RoundFoot } from "./round-board.js";
import { RoundChoices } from "./round-choices.js";
import { RoundRanking } from "./round-ranking.js";
import { tell } from "./told.js";

const t = speak({ fr, en });
const words = speak({ fr: round_fr, en: round_en });

interface VoteProps {
  place: RoundPlace;
  round: Round;
  buckets: readonly Bucket[];
}

export function RoundVote({ place, round, buckets }: VoteProps) {
  const { here, home, timeZone } = place;
  const limits = limitsOf(round);
  const shown = buckets.filter(({ status }) => status === "open");
  const pool = sumIn(round.commodity)(round.figures.pool);
  const own = useReading<Ballot>(`${place.api}/ballot`);
  const isKnown = own.value !== undefined || own.problem !== undefined;
  return (
    <Page
      title={shown.length === 0 ? t().none : t().title[limits.type](shown.length, pool)}
      lead={round.title}
      back={{ href: `${here.home}/rounds`, label: words().back }}
      actions={here.pilots(round.circleId) && <a href={`${home}/pilot`}>{words().pilot}</a>}
    >
      <div class="stack">
        <p class="row">
          <Pill tone="wheat">{words().hero.closes(shortMoment(round.pledgesUntil, timeZone))}</Pill>
        </p>
        <RoundAbout round={round} timeZone={timeZone} />
      </div>
      {shown.length > 0 &&
        (isKnown ? <BallotForm place={place} round={round} buckets={shown} limits={limits} own={own.value} /> : <Loading />)}
      {own.problem instanceof Problem && own.problem.code !== "not_found" && <ProblemNote problem={own.problem} />}
      <RoundFoot place={place} round={round} />
    </Page>
  );
}

interface BallotFormProps extends VoteProps {
  limits: BallotLimits;
  own: Ballot | undefined;
}

function BallotForm({ place, round, buckets, limits, own }: BallotFormProps) {
  const known = new Set(buckets.map(({ id }) => id));
  // A bucket may be cancelled once it is voted for, or under the hand: it would have the whole ballot refused.
  const standing = (all: Votes): Votes => all.filter(({ bucketId }) => known.has(bucketId));
  const before: Votes = own?.votes ?? [];
  const typed = useSignal<Votes>(before);
  const isTouched = useSignal(false);
  useEffect(() => {
    if (!isTouched.peek()) typed.value = before;
  }, [own]);
  const [votes, cast] = [standing(typed.value), standing(before)];
  const gone = new Set([...before, ...typed.value].map(({ bucketId }) => bucketId).filter((id) => !known.has(id))).size;
  const sending = useSending((said: Votes, key) => write<Ballot>("PUT", `${place.api}/ballot`, { votes: said }, key));
  const isCast = own !== undefined && own.votes.length > 0;
  const left = leftOn(votes, limits);
  const isOver = left !== null && left < 0;
  const isChanged = !isSame(votes, cast);
  const change = (changed: Votes) => {
    isTouched.value = true;
    typed.value = changed;
  };
  const submit = async () => {
    const answer = await sending.run(votes);
    if (!answer) return;
    isTouched.value = false;
    tell(t().done);
  };
  const Choices = limits.type === "ordinal" ? RoundRanking : RoundChoices;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isOver) void submit();
      }}
    >
      <p>{leadOf(limits)}</p>
      <Choices
        buckets={buckets}
        votes={votes}
        limits={limits}
        cost={(bucket) => t().cost(sumIn(round.commodity)(bucket.minGoal))}
        home={place.home}
        onVotes={change}
      />
      <div class="ballot-foot stack tight">
        <p role="status" class={isOver ? "danger strong" : "strong"}>
          {leftSaid(votes, limits)}
        </p>
        {gone > 0 && (
          <p class="notice" role="status">
            {t().gone(gone)}
          </p>
        )}
        <ProblemNote problem={sending.problem} onRetry={() => void submit()} />
        <Button rank="first" isWide isSubmit isBusy={sending.isBusy} isOff={isOver || (isCast && !isChanged)}>
          {isCast ? t().castAgain : t().cast}
        </Button>
        <p class={isCast && !isChanged ? "good small" : "muted small"}>
          {isCast && own?.castAt ? (isChanged ? t().unsaved : t().castAt(saidMoment(own.castAt, place.timeZone))) : t().notYet}
        </p>
      </div>
      <p class="muted">{t().secret}</p>
      <p class="muted">{ruleSaid(round)}</p>
    </form>
  );
}

function leadOf({ type, votesMax, pointsMax, scoreMin, scoreMax }: BallotLimits): string {
  const { lead } = t();
  if (type === "choose-1") return lead["choose-1"];
  if (type === "cumulative") return lead.cumulative(pointsMax);
  if (type === "scoring") return lead.scoring(scoreMin, scoreMax);
  return lead[type](votesMax);
}

function leftSaid(votes: Votes, limits: BallotLimits): string {
  const { left } = t();
  const count = leftOn(votes, limits);
  if (count === null || limits.type === "choose-1") return left.chosen(votes.length);
  if (count < 0) return left.over(-count);
  return limits.type === "cumulative" ? left.points(count) : left.votes(count);
}

function ruleSaid({ tally }: Round): string {
  const name = (tally as { rule?: { name?: string } } | null)?.rule?.name ?? "";
  const { rule } = t();
  return name.startsWith("greedy") ? rule.greedy : name === "equal-shares" ? rule["equal-shares"] : rule.other;
}
