/** What a decision went through: its attempts, the times it was reopened, the meetings that listed it. */
import type { Change, Decision } from "../decision-figures.js";
import { dayAt, instant, longDay } from "../format.js";
import { placesInDay } from "../house-meetings.js";
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/decision.js";
import decisions_en from "../i18n/en/decisions.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/decision.js";
import decisions_fr from "../i18n/fr/decisions.js";
import { useHere, useNameOf } from "../place.js";
import { useTimeZone } from "../round-place.js";
import { speak } from "../speech.js";
import { useChangeMaterial } from "./decision-changes.js";
import { Parts } from "./decision-proposal.js";
import { CountsBar } from "./decision-stand.js";
import { Section } from "./page.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
const decisionTexts = speak({ fr: decisions_fr, en: decisions_en });

export function History({ decision }: { decision: Decision }) {
  const here = useHere();
  const nameOf = useNameOf();
  const timeZone = useTimeZone();
  const words = t().history;
  const { attempts, reopenings, meetings, circleId } = decision;
  // What was noted later was held by the end of its day, which is the next one’s first instant.
  const dayBefore = (at: string) => dayAt(new Date(Date.parse(at) - 1).toISOString(), timeZone);
  const held = meetings.map(({ meetingId, heldAt }) => ({ id: meetingId, circleId, metOn: dayBefore(heldAt) }));
  const places = placesInDay(held.toSorted((one, other) => (one.id < other.id ? 1 : -1)));
  const before = attempts.slice(0, -1);
  const material = useChangeMaterial(before.flatMap(({ parts }) => parts.flatMap(({ changes }) => changes as Change[])));
  return (
    <>
      {(before.length > 0 || reopenings.length > 0) && (
        <Section title={words.title}>
          {before.map((attempt) => {
            const { number, text, openedBy, openedAt, closesAt, outcome } = attempt;
            const stands = decisionTexts().stands(outcome?.kind ?? "open", outcome?.by ?? null);
            return (
              <details key={number} class="card">
                <summary>{words.attempt(number, stands, longDay(dayAt(outcome?.at ?? closesAt, timeZone)))}</summary>
                <div class="stack">
                  <p class="muted small">{words.opened(nameOf(openedBy), instant(openedAt, timeZone))}</p>
                  <p class="pre-line">{text}</p>
                  <Parts decision={decision} attempt={attempt} material={material} />
                  <CountsBar attempt={attempt} />
                </div>
              </details>
            );
          })}
          {reopenings.map(({ reopenedBy, reopenedAt, reason }) => (
            <p key={reopenedAt}>{words.reopened(nameOf(reopenedBy), longDay(dayAt(reopenedAt, timeZone)), reason)}</p>
          ))}
        </Section>
      )}
      {meetings.length > 0 && (
        <Section title={words.meetings}>
          <ul>
            {held.map(({ id, metOn }) => (
              <li key={id}>
                <a href={`${here.home}/meetings/${id}`}>{words.meeting(common().meetingOn(longDay(metOn), places.get(id)))}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
