/** A decision in a list: what it is about, how long is left, where it stands. */
import { type DecisionLine, leftOf } from "../decision-figures.js";
import { instant } from "../format.js";
import en from "../i18n/en/decisions.js";
import fr from "../i18n/fr/decisions.js";
import { nameIn, useCircles, useHere } from "../place.js";
import { useTimeZone } from "../round-place.js";
import { speak } from "../speech.js";
import { Pill } from "./figures.js";

const t = speak({ fr, en });

const tones: Readonly<Partial<Record<DecisionLine["state"], "green" | "wheat">>> = {
  adopted: "green",
  open: "wheat",
  waiting: "wheat",
};

export function DecisionTile({ line }: { line: DecisionLine }) {
  const here = useHere();
  const timeZone = useTimeZone();
  const circleOf = nameIn(useCircles());
  const { id, title, circleId, state, by, attempt, closesAt, secondsLeft, mayVote, hasSpoken } = line;
  const isAwaited = mayVote && !hasSpoken;
  const when = instant(closesAt, timeZone);
  const pill = mayVote && hasSpoken ? t().spoken : t().stands(state, by);
  return (
    <a class={isAwaited ? "card waits" : "card"} href={`${here.home}/decisions/${id}`}>
      <span class="row between baseline">
        <span class="strong good grow">{title}</span>
        <Pill tone={mayVote && hasSpoken ? "green" : tones[state]}>{pill}</Pill>
      </span>
      {secondsLeft !== null ? (
        <span class={isAwaited ? "strong" : undefined}>
          {t().until(when)}, {t().left(leftOf(secondsLeft))}
        </span>
      ) : (
        <span class="muted">{t().list.closed(when)}</span>
      )}
      <span class="muted small">
        {circleId === null ? t().collective : circleOf(circleId)}
        {attempt > 1 && ` · ${t().list.attempt(attempt)}`}
      </span>
    </a>
  );
}
