/** The slider and the field of a pledge, and beneath them what became of it. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import en from "../i18n/en/round.js";
import fr from "../i18n/fr/round.js";
import { markOf, type Round, sumIn, textOf, unitOf } from "../round-figures.js";
import type { Pledging } from "../round-pledging.js";
import { amountAt, type Bound, positionOf, scaleOf } from "../round-slider.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";

const t = speak({ fr, en });

interface FieldsProps {
  title: string;
  round: Round;
  /** What the bucket still waits for; said where nothing else is. */
  next: string | undefined;
  own: bigint;
  savedMinor: bigint;
  maxMinor: bigint;
  typed: string;
  fault: "unreadable" | "decimals" | null;
  stop: Bound | null;
  pledging: Pledging;
  onSlide: (asked: bigint) => bigint;
  onType: (text: string) => void;
  onLetGo: () => void;
  onLeaveField: () => void;
  onGoTo: (minor: bigint) => void;
}

export function PledgeFields(props: FieldsProps) {
  const { title, round, own, savedMinor, maxMinor, typed, fault, pledging } = props;
  const id = useId();
  const { commodity } = round;
  const sum = (minor: bigint) => sumIn(commodity)(textOf(minor, commodity));
  const scale = scaleOf(maxMinor, unitOf(commodity));
  const position = positionOf(scale, own);
  const said = saidOf(props, sum);
  const isWrong = fault !== null || pledging.problem !== undefined;
  return (
    <div class="pledge no-print">
      <div class="pledge-row">
        <input
          type="range"
          min={0}
          max={scale.positions}
          step={1}
          value={position}
          aria-label={t().pledge.slider(title)}
          aria-valuetext={sum(own)}
          style={{ "--fill": `${(100 * position) / scale.positions}%` }}
          onInput={(event) => {
            const at = event.currentTarget;
            const wanted = props.onSlide(amountAt(scale, at.valueAsNumber));
            at.value = `${positionOf(scale, wanted)}`;
          }}
          onChange={props.onLetGo}
        />
        <label class="visually-hidden" for={id}>
          {t().pledge.label} ({title})
        </label>
        <span class="money-in">
          <input
            id={id}
            class="money"
            type="text"
            inputMode="decimal"
            autocomplete="off"
            value={typed}
            aria-describedby={`${id}-said`}
            aria-invalid={isWrong ? "true" : undefined}
            onFocus={(event) => event.currentTarget.select()}
            onInput={(event) => props.onType(event.currentTarget.value)}
            onChange={props.onLeaveField}
          />
          <span class="muted" aria-hidden="true">
            {markOf(commodity)}
          </span>
        </span>
      </div>
      <div class="pledge-said small">
        <div id={`${id}-said`} class="row" role="status">
          {said}
        </div>
        {!said && <span class="muted">{props.next ?? "\u00a0"}</span>}
      </div>
      {!round.mayChange && own > savedMinor && !isWrong && (
        <Button isWide isBusy={pledging.isBusy} onPress={() => void pledging.save()}>
          {t().pledge.final(sum(own - savedMinor))}
        </Button>
      )}
    </div>
  );
}

/** What became of it: refused, with what would pass; saved, with the way back; or why the hand went no further. */
function saidOf({ fault, stop, pledging, round, own, savedMinor, onGoTo }: FieldsProps, sum: (minor: bigint) => string): ComponentChildren {
  const said = t().pledge;
  const { problem, wouldPass } = pledging;
  const before = pledging.before.value;
  if (fault) return <span class="fault">{said[fault]}</span>;
  if (problem) {
    return (
      <>
        <span class="fault">{problem.detail}</span>
        {wouldPass !== undefined && wouldPass !== own && (
          <Button rank="link" onPress={() => onGoTo(wouldPass)}>
            {said.wouldPass(sum(wouldPass))}
          </Button>
        )}
        {problem.isUnsettled && (
          <Button rank="link" onPress={() => void pledging.save()}>
            {said.retry}
          </Button>
        )}
      </>
    );
  }
  if (pledging.isBusy) return <span class="muted">{said.saving}</span>;
  const bound = stop && (
    <span class="muted">{stop === "cap" ? said.bounds.cap(sumIn(round.commodity)(round.cap ?? "0")) : said.bounds[stop]}</span>
  );
  const isSaved = before !== null && before !== own && own === savedMinor;
  if (!isSaved) return bound || (round.mayChange ? null : <span class="muted">{said.finalHint}</span>);
  return (
    <>
      <span class="good">{own === 0n ? said.takenBack : said.saved(sum(own))}</span>
      {bound}
      {round.mayChange && (
        <Button rank="link" onPress={() => onGoTo(before)}>
          {said.back(sum(before))}
        </Button>
      )}
    </>
  );
}
