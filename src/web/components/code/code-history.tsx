/** The versions of a social code, the latest first, drafts among them. */

import { ofCircle, type VersionLine } from "../../code-reading.js";
import { dayAt, longDay } from "../../format.js";
import en from "../../i18n/en/social-code.js";
import fr from "../../i18n/fr/social-code.js";
import { useCollective, useHere, useNameOf } from "../../place.js";
import { useList } from "../../readings.js";
import { speak } from "../../speech.js";
import { Section } from "../page.js";

const t = speak({ fr, en });
const shownFirst = 6;
const pills = { draft: "pill wheat", "in-force": "pill green", past: "pill" };

export function CodeHistory({ circleId }: { circleId: string | null }) {
  const here = useHere();
  const versions = useList<VersionLine>(`${here.api}/social-code/versions${ofCircle(circleId)}`).value ?? [];
  const words = t().history;
  if (versions.length === 0) return null;
  const [first, older] = [versions.slice(0, shownFirst), versions.slice(shownFirst)];
  return (
    <div class="no-print">
      <Section title={words.title}>
        <VersionList versions={first} />
        {older.length > 0 && (
          <details>
            <summary>{words.older(older.length)}</summary>
            <VersionList versions={older} />
          </details>
        )}
      </Section>
    </div>
  );
}

function VersionList({ versions }: { versions: readonly VersionLine[] }) {
  const here = useHere();
  const nameOf = useNameOf();
  const timeZone = useCollective()?.timeZone;
  const words = t().history;
  if (!timeZone) return null;
  return (
    <ul class="plain-list ruled card">
      {versions.map(({ id, number, state, writtenBy, publishedAt, changedAt }) => (
        <li key={id}>
          <a class="entry" href={`${here.home}/social-code/versions/${id}`}>
            <span class="row between">
              <span class="strong good">{words.version(number)}</span>
              <span class={pills[state]}>{words.states[state]}</span>
            </span>
            <span class="muted small">{words.by(nameOf(writtenBy), longDay(dayAt(publishedAt ?? changedAt, timeZone)))}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
