/** Sharings and rounds, of an envelope or of a circle: where each stands, the latest first. */
import type { z } from "zod";
import type { round } from "../../../features/rounds/rounds.schema.js";
import type { sharing } from "../../../features/sharings/sharings.schema.js";
import { shortDay } from "../../format.js";
import en from "../../i18n/en/envelopes.js";
import rounds_en from "../../i18n/en/rounds.js";
import fr from "../../i18n/fr/envelopes.js";
import rounds_fr from "../../i18n/fr/rounds.js";
import { useHere } from "../../place.js";
import { speak } from "../../speech.js";
import { Pill } from "../figures.js";

const t = speak({ fr, en });
const roundTexts = speak({ fr: rounds_fr, en: rounds_en });
export type Sharing = z.output<typeof sharing>;
export type Round = z.output<typeof round>;

const sharingTone: Partial<Record<Sharing["status"], "green" | "wheat">> = {
  open: "wheat",
  proposed: "wheat",
  adopted: "wheat",
  posted: "green",
  paid: "green",
};

export function SharingList({ sharings }: { sharings: readonly Sharing[] }) {
  const here = useHere();
  return (
    <ul class="plain-list ruled card">
      {sharings.map(({ id, title, status, untilOn }) => (
        <li key={id} class="row between baseline">
          <span class="grow">
            <a href={`${here.home}/sharings/${id}`}>{title}</a>
            <span class="muted small meaning">{t().sharings.until(shortDay(untilOn))}</span>
          </span>
          <Pill tone={sharingTone[status]}>{t().sharings.statuses[status]}</Pill>
        </li>
      ))}
    </ul>
  );
}

export function RoundList({ rounds }: { rounds: readonly Round[] }) {
  const here = useHere();
  return (
    <ul class="plain-list ruled card">
      {rounds.map(({ id, title, method, phase, endedAt }) => (
        <li key={id} class="row between baseline">
          <a class="grow" href={`${here.home}/rounds/${id}`}>
            {title}
          </a>
          <Pill tone={endedAt ? undefined : "wheat"}>
            {roundTexts().list.pills[method === "ballots" && phase === "pledging" ? "voting" : phase]}
          </Pill>
        </li>
      ))}
    </ul>
  );
}
