/**
 * Pledging to a bucket: a slider with a field beside it. What a hand lets go of is saved; a refusal says what would pass.
 * State is the card’s own: a board of hundreds of buckets draws one card while a hand moves.
 */
import type { ReadonlySignal, Signal } from "@preact/signals";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import en from "../i18n/en/round.js";
import fr from "../i18n/fr/round.js";
import { type Bucket, markOf, minorOf, type Round, saidMinor, sumIn, textOf, unitOf } from "../round-figures.js";
import { usePledging } from "../round-pledging.js";
import { amountAt, type Bound, furthest, positionOf, scaleOf } from "../round-slider.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { readDecimal, typedDecimal } from "./fields.js";
import { nextOf } from "./round-card.js";
import type { Moving } from "./round-hero.js";

const t = speak({ fr, en });

interface PledgeProps {
  bucket: Bucket;
  round: Round;
  api: string;
  /** The credits one has left, as they were read last. */
  left: ReadonlySignal<string>;
  moving: Signal<Moving>;
  /** Draws the card around the control, with one’s part as the hand has it. */
  children: (own: bigint, control: ComponentChildren) => ComponentChildren;
}

export function PledgeControl({ bucket, round, api, left, moving, children }: PledgeProps) {
  const { commodity } = round;
  const savedMinor = saidMinor(bucket.ownPledged, commodity);
  const pledging = usePledging(api, bucket.id, bucket.ownPledged, commodity);
  const typed = useSignal<string | null>(null);
  const fault = useSignal<"unreadable" | "decimals" | null>(null);
  const stop = useSignal<Bound | null>(null);
  const own = pledging.hand.value ?? savedMinor;
  const takesMore = bucket.status === "open" && !bucket.isComplete;
  if (!takesMore && (savedMinor === 0n || !round.mayChange || bucket.status !== "open")) return <>{children(savedMinor, null)}</>;

  const move = (wanted: bigint) => {
    pledging.hand.value = wanted;
    moving.value = { from: left.peek(), minor: wanted - savedMinor };
  };
  /** What is pledged for good takes a word more. */
  const letGo = () => {
    if (round.mayChange) pledging.saveSoon();
  };
  const capMinor = round.cap === null ? null : saidMinor(round.cap, commodity);
  const slide = (asked: bigint): bigint => {
    const bucketMinor = bucket.pledged === null ? null : saidMinor(bucket.maxGoal, commodity) - saidMinor(bucket.pledged, commodity);
    const limit = furthest({ ownMinor: savedMinor, leftMinor: saidMinor(left.peek(), commodity), bucketMinor, capMinor });
    const lowest = round.mayChange ? 0n : savedMinor;
    const wanted = asked > limit.atMinor ? limit.atMinor : asked < lowest ? lowest : asked;
    stop.value = asked > limit.atMinor ? limit.by : null;
    fault.value = null;
    typed.value = null;
    move(wanted);
    return wanted;
  };
  const type = (text: string) => {
    typed.value = text;
    const decimal = text.trim() === "" ? "0" : readDecimal(text);
    const minor = decimal === undefined ? undefined : minorOf(decimal, commodity);
    fault.value = decimal === undefined || (minor !== undefined && minor < 0n) ? "unreadable" : minor === undefined ? "decimals" : null;
    stop.value = null;
    if (minor !== undefined && minor >= 0n) move(minor);
  };
  const leaveField = () => {
    if (typed.value === null || fault.value !== null) return;
    typed.value = null;
    letGo();
  };
  const goTo = (minor: bigint) => {
    typed.value = null;
    stop.value = null;
    move(minor);
    void pledging.save();
  };
  return (
    <>
      {children(
        own,
        <PledgeFields
          title={bucket.title}
          round={round}
          next={nextOf(bucket, round, own)}
          own={own}
          savedMinor={savedMinor}
          maxMinor={mostOf(bucket, round, capMinor, own)}
          typed={typed.value ?? typedDecimal(textOf(own, commodity))}
          fault={fault.value}
          stop={stop.value}
          pledging={pledging}
          onSlide={slide}
          onType={type}
          onLetGo={letGo}
          onLeaveField={leaveField}
          onGoTo={goTo}
        />,
      )}
    </>
  );
}

/** Where the slider ends: what one could pledge to it at the very most. It stays, so that nothing jumps under the hand. */
function mostOf(bucket: Bucket, round: Round, capMinor: bigint | null, own: bigint): bigint {
  const bounds = [saidMinor(bucket.maxGoal, round.commodity), saidMinor(round.own?.credits ?? "0", round.commodity)];
  if (capMinor !== null) bounds.push(capMinor);
  const most = bounds.reduce((least, bound) => (bound < least ? bound : least));
  return own > most ? own : most;
}

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
  pledging: ReturnType<typeof usePledging>;
  onSlide: (asked: bigint) => bigint;
  onType: (text: string) => void;
  onLetGo: () => void;
  onLeaveField: () => void;
  onGoTo: (minor: bigint) => void;
}

function PledgeFields(props: FieldsProps) {
  const { title, round, own, savedMinor, maxMinor, typed, fault, pledging } = props;
  const id = useId();
  const slider = useRef<HTMLInputElement>(null);
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
          ref={slider}
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
function PledgeSaid({
  fault,
  stop,
  pledging,
  round,
  own,
  onGoTo,
  sum,
}: FieldsProps & { sum: (minor: bigint) => string; isStopped: boolean }) {
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
  if (stop)
    return <span class="muted">{stop === "cap" ? said.bounds.cap(sumIn(round.commodity)(round.cap ?? "0")) : said.bounds[stop]}</span>;
  if (before === null || before === own) return round.mayChange ? null : <span class="muted">{said.finalHint}</span>;
  return (
    <>
      <span class="good">{own === 0n ? said.takenBack : said.saved(sum(own))}</span>
      {round.mayChange && (
        <Button rank="link" onPress={() => onGoTo(before)}>
          {said.back(sum(before))}
        </Button>
      )}
    </>
  );
}
