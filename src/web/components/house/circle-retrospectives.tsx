/** The retrospectives of a circle, the latest first; where reviews are turned on, or one was opened. */
import { shortDay } from "../../format.js";
import en from "../../i18n/en/circles.js";
import fr from "../../i18n/fr/circles.js";
import { useCollective, useHere } from "../../place.js";
import { useList } from "../../readings.js";
import type { RetrospectiveLine } from "../../recognition-place.js";
import { speak } from "../../speech.js";
import { Section } from "../page.js";

const t = speak({ fr, en });
/** So many are told here; the others stand on their own page. */
const shown = 3;

export function CircleRetrospectives({ circleId }: { circleId: string }) {
  const here = useHere();
  const list = useList<RetrospectiveLine>(`${here.api}/retrospectives?circle=${circleId}&limit=${shown}`).value;
  const isOn = useCollective()?.modules.includes("reviews") ?? false;
  const words = t().retrospectives;
  if (!list || (list.length === 0 && !isOn)) return null;
  return (
    <Section title={words.title}>
      {list.length === 0 && <p class="muted">{words.none}</p>}
      {list.length > 0 && (
        <ul class="plain-list ruled card">
          {list.map(({ id, fromOn, untilOn, closedAt, words: count }) => (
            <li key={id}>
              <a href={`${here.home}/retrospectives/${id}`}>{words.line(shortDay(fromOn), shortDay(untilOn))}</a>
              <span class="meaning muted small">{words.state(closedAt !== null, count)}</span>
            </li>
          ))}
        </ul>
      )}
      <a href={`${here.home}/reviews?circle=${circleId}`}>{words.all}</a>
    </Section>
  );
}
