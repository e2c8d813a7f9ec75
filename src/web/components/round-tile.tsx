/** A round in the list: where it stands, what it waits for, and what I can do there. */
import en from "../i18n/en/rounds.js";
import fr from "../i18n/fr/rounds.js";
import type { Place } from "../place.js";
import { saidMoment } from "../round-dates.js";
import { isNothing, type Round, sumIn } from "../round-figures.js";
import { speak } from "../speech.js";
import { ButtonLink } from "./button.js";
import { Pill } from "./figures.js";

const t = speak({ fr, en });

/** Whether it waits for its reader: credits to pledge, or a close by its pilot. A ballot is not known from here to be cast. */
export function waitsForMe(round: Round, here: Place): boolean {
  if (round.phase === "settling") return here.pilots(round.circleId);
  return round.phase === "pledging" && round.method === "credits" && round.own !== null && !isNothing(round.own.left);
}

export function RoundTile({ round, here, timeZone }: { round: Round; here: Place; timeZone: string }) {
  const { list } = t();
  const home = `${here.home}/rounds/${round.id}`;
  const waits = waitsForMe(round, here);
  const isVote = round.method === "ballots";
  const act = round.phase === "settling" ? list.acts.settle : list.acts.pledge;
  return (
    <article class={waits ? "card waits" : "card"}>
      <div class="row between">
        <h2>
          <a href={home} class="quiet-link">
            {round.title}
          </a>
        </h2>
        <Pill {...toneOf(round)}>{list.pills[isVote && round.phase === "pledging" ? "voting" : round.phase]}</Pill>
      </div>
      <p>{waitsFor(round, timeZone)}</p>
      {round.endedAt === null && (
        <p class="muted small">{list.sizes(sumIn(round.commodity)(round.figures.entered), round.figures.participants)}</p>
      )}
      {waits && (
        <ButtonLink href={round.phase === "settling" ? `${home}/pilot` : home} rank="first" isWide>
          {act}
        </ButtonLink>
      )}
      {isVote && round.phase === "pledging" && (
        <ButtonLink href={home} isWide>
          {list.acts.vote}
        </ButtonLink>
      )}
    </article>
  );
}

const toneOf = ({ phase }: Round): { tone?: "wheat" | "green" } =>
  phase === "pledging" || phase === "settling" ? { tone: "wheat" } : phase === "proposing" || phase === "closed" ? { tone: "green" } : {};

function waitsFor(round: Round, timeZone: string): string {
  const { waits } = t().list;
  const at = (moment: string) => saidMoment(moment, timeZone);
  switch (round.phase) {
    case "coming":
      return waits.coming(at(round.proposalsFrom));
    case "proposing":
      return waits.proposing(at(round.proposalsUntil));
    case "waiting":
      return waits.waiting(at(round.pledgesFrom));
    case "settling":
      return waits.settling;
    case "closed":
      return waits.closed(at(round.endedAt ?? round.pledgesUntil));
    case "cancelled":
      return waits.cancelled;
    default:
      if (round.method === "ballots") return waits.vote(at(round.pledgesUntil));
      if (!round.own) return waits.noCredits(at(round.pledgesUntil));
      return isNothing(round.own.left)
        ? waits.all(at(round.pledgesUntil))
        : waits.left(sumIn(round.commodity)(round.own.left), at(round.pledgesUntil));
  }
}
