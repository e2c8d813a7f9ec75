/** What of a round can be taken away as files, for a spreadsheet or to count again. */
import en from "../i18n/en/round.js";
import fr from "../i18n/fr/round.js";
import type { Round } from "../round-figures.js";
import type { RoundPlace } from "../round-place.js";
import { language, speak } from "../speech.js";

const t = speak({ fr, en });

export function RoundFiles({ place, round }: { place: RoundPlace; round: Round }) {
  const { outcome } = t();
  const dialect = language.value;
  const exported = (what: string) => `/api/v1${place.api}/exports/${what}?dialect=${dialect}`;
  const files = [
    ...(round.method === "credits" ? [{ href: exported("participants"), label: outcome.participants }] : []),
    { href: exported("results"), label: outcome.results },
    { href: exported("operations"), label: outcome.operations },
    ...(round.method === "ballots" && round.phase === "closed" ? [{ href: `/api/v1${place.api}/ballots.pb`, label: outcome.ballots }] : []),
  ];
  return (
    <details class="no-print">
      <summary>{outcome.files}</summary>
      <ul>
        {files.map(({ href, label }) => (
          <li key={href}>
            <a href={href} download>
              {label}
            </a>
          </li>
        ))}
      </ul>
      {round.method === "ballots" && <p class="muted small">{outcome.recount}</p>}
    </details>
  );
}
