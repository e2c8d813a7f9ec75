/** What a round is for and by which rules, opened by who wants to know; and what an empty board is for. */
import en from "../i18n/en/round.js";
import fr from "../i18n/fr/round.js";
import { saidMoment } from "../round-dates.js";
import { type Round, sumIn } from "../round-figures.js";
import { speak } from "../speech.js";
import { Empty } from "./page.js";

const t = speak({ fr, en });

/** Its rules, line by line. */
export function RoundRules({ round, timeZone, areDatesLeftOut }: { round: Round; timeZone: string; areDatesLeftOut?: boolean }) {
  const { rules } = t();
  const at = (moment: string) => saidMoment(moment, timeZone);
  const isVote = round.method === "ballots";
  const lines = [
    ...(areDatesLeftOut
      ? []
      : [
          (isVote ? rules.votes : rules.dates)(at(round.pledgesFrom), at(round.pledgesUntil)),
          rules.proposals(at(round.proposalsFrom), at(round.proposalsUntil)),
        ]),
    ...(isVote
      ? []
      : [
          ...(round.cap === null ? [] : [rules.cap(sumIn(round.commodity)(round.cap))]),
          round.mayChange ? rules.mayChange : rules.final,
          rules.minimum,
          rules.unspent[round.unspent],
          ...(round.isSecret ? [rules.secret] : []),
        ]),
  ];
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

export function RoundAbout({ round, timeZone }: { round: Round; timeZone: string }) {
  return (
    <>
      {round.description && <p class="muted">{round.description}</p>}
      <details class="no-print">
        <summary>{t().rules.title}</summary>
        <RoundRules round={round} timeZone={timeZone} />
      </details>
    </>
  );
}

export const NoBuckets = () => (
  <Empty title={t().noBuckets.title}>
    <p>{t().noBuckets.lead}</p>
  </Empty>
);
