/** A contribution in a list: its words, how much, when, and where it stands. */
import type { z } from "zod";
import type { contribution } from "../../features/contributions/contributions.schema.js";
import { longDay, money, quantity } from "../format.js";
import en from "../i18n/en/contribution-row.js";
import fr from "../i18n/fr/contribution-row.js";
import { nameIn, useCollective, useEnvelopes, useHere, useKinds, useNameOf } from "../place.js";
import { speak } from "../speech.js";
import { Pill } from "./figures.js";

const t = speak({ fr, en });

export type Contribution = z.output<typeof contribution>;

const tones = { questioned: "wheat", answered: "wheat", paid: "green", "in-sharing": "green", carried: "wheat" } as const;

export function LifePill({ life }: { life: Contribution["life"] }) {
  const tone = tones[life as keyof typeof tones];
  return <Pill {...(tone ? { tone } : {})}>{t().life[life]}</Pill>;
}

/** 3 h 30, 42,50 €, or nothing for a quality. */
export const measureOf = (
  { quantity: count, unit, amount }: Pick<Contribution, "quantity" | "unit" | "amount">,
  currency: string,
): string => (amount !== null ? money(amount, currency) : count !== null ? quantity(count, unit) : "");

export function ContributionRow({ contribution }: { contribution: Contribution }) {
  const here = useHere();
  const currency = useCollective()?.currency ?? "EUR";
  const kind = nameIn(useKinds())(contribution.kindId);
  const envelope = nameIn(useEnvelopes())(contribution.envelopeId);
  const { id, note, life, dayOn, claim, memberId, loggedBy } = contribution;
  const logger = useNameOf()(loggedBy);
  const said = [
    kind,
    longDay(dayOn),
    envelope,
    claim === null ? "" : t().wished(money(claim, currency)),
    loggedBy === memberId ? "" : loggedBy === here.me ? t().loggedByMe : t().loggedBy(logger),
  ];
  const measure = measureOf(contribution, currency);
  return (
    <li>
      <a class="entry" href={`${here.home}/contributions/${id}`}>
        <span class="row between baseline">
          <span class="grow">{note}</span>
          {measure && <span class="figure amount">{measure}</span>}
        </span>
        <span class="row between">
          <span class="muted small grow">{said.filter(Boolean).join(" · ")}</span>
          {life !== "declared" && <LifePill life={life} />}
        </span>
      </a>
    </li>
  );
}
