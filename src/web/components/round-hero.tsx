/** What is left to pledge: always in sight, moving under the hand, with its bar and when it all closes. */
import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import en from "../i18n/en/round.js";
import fr from "../i18n/fr/round.js";
import { shortMoment } from "../round-dates.js";
import { type Round, saidMinor, sumIn, textOf } from "../round-figures.js";
import { speak } from "../speech.js";
import { Bar, Pill } from "./figures.js";

const t = speak({ fr, en });

interface HeroProps {
  round: Round;
  own: NonNullable<Round["own"]>;
  timeZone: string;
  /** What a hand moves, and is not in the reading yet. */
  moving: ReadonlySignal<Moving>;
}

/** More pledged than a reading says, or less; it counts on top of that reading alone. */
export interface Moving {
  readonly from: string;
  readonly minor: bigint;
}

export function RoundHero({ round, own, timeZone, moving }: HeroProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const sum = sumIn(round.commodity);
  const readMinor = saidMinor(own.left, round.commodity);
  const askedMinor = moving.value.from === own.left ? moving.value.minor : 0n;
  // A hand may type more than there is: that is refused, and never shown as pledged.
  const movingMinor = askedMinor > readMinor ? readMinor : askedMinor;
  const left = sum(textOf(readMinor - movingMinor, round.commodity));
  const pledged = textOf(saidMinor(own.pledged, round.commodity) + movingMinor, round.commodity);
  const said = t().hero.pledged(sum(pledged), sum(own.credits));
  useEffect(() => {
    document.title = `${t().hero.document(sum(own.left), round.title)} · Moisson`;
  }, [own.left, round.title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div class="round-hero">
      <div class="row between">
        <h1 ref={heading} tabIndex={-1}>
          <span class="muted">{t().hero.left} </span>
          <span class="figure amount">{left}</span>
        </h1>
        <Pill tone="wheat">{t().hero.closes(shortMoment(round.pledgesUntil, timeZone))}</Pill>
      </div>
      <Bar parts={[{ tone: "wheat", value: pledged }]} whole={own.credits} says={said} />
      <p class="muted small" aria-hidden="true">
        {said}
      </p>
    </div>
  );
}
