/** What of a round can be taken away as files, for a spreadsheet or to count again. */
import en from "../i18n/en/round.js";
import fr from "../i18n/fr/round.js";
import type { Round } from "../round-figures.js";
import type { RoundPlace } from "../round-place.js";
import { speak } from "../speech.js";
import { TableDownloads } from "./treasury/table-downloads.js";

const t = speak({ fr, en });

export function RoundFiles({ place, round }: { place: RoundPlace; round: Round }) {
  const { outcome } = t();
  const tables = [...(round.method === "credits" ? (["participants"] as const) : []), "results", "operations"] as const;
  return (
    <details class="no-print">
      <summary>{outcome.files}</summary>
      <ul class="plain-list ruled">
        {tables.map((what) => (
          <li key={what} class="row between">
            {outcome[what]}
            <TableDownloads href={`/api/v1${place.api}/exports/${what}`} labelOf={(format) => outcome.table(outcome[what], format)} />
          </li>
        ))}
        {round.method === "ballots" && round.phase === "closed" && (
          <li>
            <a href={`/api/v1${place.api}/ballots.pb`} download>
              {outcome.ballots}
            </a>
          </li>
        )}
      </ul>
      {round.method === "ballots" && <p class="muted small">{outcome.recount}</p>}
    </details>
  );
}
