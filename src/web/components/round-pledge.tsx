/**
 * Pledging to a bucket: a slider with a field beside it. What a hand lets go of is saved; a refusal says what would pass.
 * State is the card’s own: a board of hundreds of buckets draws one card while a hand moves.
 */
import type { ReadonlySignal, Signal } from "@preact/signals";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { type Bucket, isNothing, minorOf, type Round, saidMinor, textOf } from "../round-figures.js";
import { usePledging } from "../round-pledging.js";
import { type Bound, furthest } from "../round-slider.js";
import { readDecimal, typedDecimal } from "./fields.js";
import { nextOf } from "./round-card.js";
import type { Moving } from "./round-hero.js";
import { PledgeFields } from "./round-pledge-fields.js";

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
  // What is refused is not pledged: the credits in sight are those one has.
  useEffect(() => {
    if (pledging.problem) moving.value = { from: left.peek(), minor: 0n };
  }, [pledging.problem]);
  const takesMore = bucket.status === "open" && !bucket.isComplete && !isNothing(round.own?.credits ?? "0");
  if (!takesMore && (savedMinor === 0n || !round.mayChange || bucket.status !== "open")) return <>{children(savedMinor, null)}</>;

  const move = (wanted: bigint) => {
    pledging.forget();
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
          typed={typed.value ?? typedDecimal(textOf(pledging.refused ?? own, commodity))}
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
