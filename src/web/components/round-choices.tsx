/** Ballots that tick, choose one, spread points or score: one native control a bucket. */
import { useId } from "preact/hooks";
import en from "../i18n/en/ballot.js";
import fr from "../i18n/fr/ballot.js";
import { type BallotLimits, given, isNamed, named, pointsOf, type Votes } from "../round-ballot.js";
import type { Bucket } from "../round-figures.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";

const t = speak({ fr, en });

export interface ChoicesProps {
  buckets: readonly Bucket[];
  votes: Votes;
  limits: BallotLimits;
  /** What a bucket takes, in words. */
  cost: (bucket: Bucket) => string;
  home: string;
  onVotes: (votes: Votes) => void;
}

export function RoundChoices(props: ChoicesProps) {
  const { buckets, limits } = props;
  const Row = limits.type === "cumulative" ? PointsRow : limits.type === "scoring" ? ScoreRow : TickRow;
  return (
    <ul class="plain-list choices">
      {buckets.map((bucket) => (
        <li key={bucket.id} class={isNamed(props.votes, bucket.id) ? "card waits" : "card"}>
          <Row {...props} bucket={bucket} />
        </li>
      ))}
    </ul>
  );
}

type RowProps = ChoicesProps & { bucket: Bucket };

/** What a bucket is, with a way to read all of it. */
export function BallotWords({ bucket, cost, home, id }: Pick<ChoicesProps, "cost" | "home"> & { bucket: Bucket; id?: string }) {
  return (
    <div class="stack tight grow">
      <h2 class="ballot-title" id={id}>
        {bucket.title}
      </h2>
      <p class="muted">
        {bucket.summary} <span class="amount">({cost(bucket)})</span>{" "}
        <a href={`${home}/buckets/${bucket.id}`} aria-label={t().more(bucket.title)}>
          {t().read}
        </a>
      </p>
    </div>
  );
}

function TickRow({ bucket, votes, limits, cost, home, onVotes }: RowProps) {
  const id = useId();
  const isOne = limits.type === "choose-1";
  return (
    <div class="row">
      <label class="tick">
        <input
          type={isOne ? "radio" : "checkbox"}
          name={isOne ? "ballot" : undefined}
          checked={isNamed(votes, bucket.id)}
          aria-labelledby={id}
          onChange={(event) => onVotes(named(votes, bucket.id, event.currentTarget.checked, limits))}
        />
      </label>
      <BallotWords bucket={bucket} cost={cost} home={home} id={id} />
    </div>
  );
}

function PointsRow({ bucket, votes, limits, cost, home, onVotes }: RowProps) {
  const points = pointsOf(votes, bucket.id) ?? 0;
  const set = (wanted: number) => onVotes(given(votes, bucket.id, Math.min(Math.max(0, wanted), limits.pointsMax), limits));
  return (
    <div class="row between">
      <BallotWords bucket={bucket} cost={cost} home={home} />
      <div class="stepper">
        <Button label={t().fewerPoints(bucket.title)} isOff={points === 0} onPress={() => set(points - 1)}>
          −
        </Button>
        <input
          class="money"
          type="number"
          inputMode="numeric"
          min={0}
          max={limits.pointsMax}
          step={1}
          value={points}
          aria-label={t().points(bucket.title)}
          onInput={(event) => {
            const { valueAsNumber } = event.currentTarget;
            if (Number.isInteger(valueAsNumber)) set(valueAsNumber);
          }}
        />
        <Button label={t().morePoints(bucket.title)} isOff={points >= limits.pointsMax} onPress={() => set(points + 1)}>
          +
        </Button>
      </div>
    </div>
  );
}

function ScoreRow({ bucket, votes, limits, cost, home, onVotes }: RowProps) {
  const points = pointsOf(votes, bucket.id);
  const scores = Array.from({ length: limits.scoreMax - limits.scoreMin + 1 }, (_, index) => limits.scoreMin + index);
  const name = `score-${bucket.id}`;
  return (
    <div class="stack tight">
      <BallotWords bucket={bucket} cost={cost} home={home} />
      <fieldset class="scores">
        <legend class="visually-hidden">{t().score(bucket.title)}</legend>
        <label>
          <input type="radio" name={name} checked={points === undefined} onChange={() => onVotes(given(votes, bucket.id, null, limits))} />
          <span class="small">{t().noScore}</span>
        </label>
        {scores.map((score) => (
          <label key={score}>
            <input type="radio" name={name} checked={points === score} onChange={() => onVotes(given(votes, bucket.id, score, limits))} />
            <span>{score}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
