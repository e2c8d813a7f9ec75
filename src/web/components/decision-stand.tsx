/** Where a decision stands: what was said in numbers and by whom, who saw it, and the arguments, those of earlier attempts too. */
import { choices } from "../../domain/consent/decision.js";
import { type Attempt, type Choice, type Decision, lastOf } from "../decision-figures.js";
import { listed } from "../format.js";
import en from "../i18n/en/decision.js";
import fr from "../i18n/fr/decision.js";
import { useNameOf } from "../place.js";
import { speak } from "../speech.js";
import { Bar, type Tone } from "./figures.js";
import { Section } from "./page.js";

const t = speak({ fr, en });

const tones: Readonly<Record<Choice, Tone>> = { agree: "green", abstain: "quiet", disagree: "wheat", block: "brick" };

export function CountsBar({ attempt: { counts, outcome, isLastResort } }: { attempt: Attempt }) {
  // Silence takes no side where sides are counted, and changes nothing where somebody blocked.
  const silence = isLastResort ? "aside" : outcome === null ? "agrees" : outcome.kind === "adopted" ? "agreed" : "aside";
  const says = t().stand.says(counts, silence);
  const whole = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <div class="stack tight">
      <Bar whole={`${whole}`} parts={choices.map((choice) => ({ tone: tones[choice], value: `${counts[choice]}` }))} says={says} />
      <p>{says}.</p>
    </div>
  );
}

export function Standing({ decision }: { decision: Decision }) {
  const attempt = lastOf(decision);
  const nameOf = useNameOf();
  const words = t().stand;
  const namesOf = (ids: readonly string[]) => listed(ids.map(nameOf).sort((one, other) => one.localeCompare(other)));
  const isOver = attempt.outcome !== null;
  const rows = [
    ...choices.map((choice) => ({
      name: words.choices[choice],
      ids: attempt.ballots.filter((ballot) => ballot.choice === choice).map(({ voterId }) => voterId),
    })),
    { name: words.saw, ids: attempt.sawIds },
    { name: isOver ? words.notYetOver : words.notYet, ids: attempt.notYetIds },
  ].filter(({ ids }) => ids.length > 0);
  const { spokeIds, sawIds, notYetIds } = attempt;
  return (
    <Section title={words.title}>
      <div class="card">
        <CountsBar attempt={attempt} />
        <dl class="sheet">
          {rows.map(({ name, ids }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{namesOf(ids)}</dd>
            </div>
          ))}
        </dl>
        <p class="muted small">{words.of(spokeIds.length + sawIds.length + notYetIds.length)}</p>
      </div>
    </Section>
  );
}

export function Arguments({ decision }: { decision: Decision }) {
  const nameOf = useNameOf();
  const words = t().arguments;
  const { ballots, carried } = lastOf(decision);
  const argued = ballots.filter(({ argument }) => argument !== null);
  if (argued.length === 0 && carried.length === 0) return null;
  return (
    <Section title={words.title}>
      {argued.length > 0 && (
        <ul class="plain-list ruled card">
          {argued.map(({ voterId, choice, argument }) => (
            <li key={voterId} class="stack tight">
              <span class="strong">{words.line(nameOf(voterId), choice)}</span>
              <span class="pre-line">{argument}</span>
            </li>
          ))}
        </ul>
      )}
      {carried.length > 0 && (
        <>
          <h3>{words.carried}</h3>
          <ul class="plain-list ruled card">
            {carried.map(({ attempt, voterId, choice, argument }) => (
              <li key={`${attempt} ${voterId}`} class="stack tight">
                <span class="strong">
                  {words.line(nameOf(voterId), choice)} <span class="muted small">{words.attempt(attempt)}</span>
                </span>
                <span class="pre-line">{argument}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
