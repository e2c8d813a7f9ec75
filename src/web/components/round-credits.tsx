/** Credits: who has which, and the ways to give them. */
import en from "../i18n/en/pilot.js";
import fr from "../i18n/fr/pilot.js";
import { useReading } from "../readings.js";
import { type Credits, type Round, sumIn } from "../round-figures.js";
import type { RoundPlace } from "../round-place.js";
import { speak } from "../speech.js";
import { Section } from "./page.js";
import { Shown } from "./reading.js";
import { CreditFile } from "./round-credit-file.js";
import { GiveEqually, GiveWeighted, SetForOne } from "./round-credit-forms.js";

const t = speak({ fr, en });

export function RoundCredits({ place, round }: { place: RoundPlace; round: Round }) {
  const credits = useReading<Credits>(`${place.api}/credits`);
  const words = t().credits;
  return (
    <Section title={words.title(round.figures.participants)}>
      <Shown reading={credits}>
        {(read) => (
          <>
            <p>{words.left(sumIn(round.commodity)(read.pool))}</p>
            {read.items.length > 0 && (
              <details>
                <summary>{words.show}</summary>
                <CreditTable credits={read} round={round} />
              </details>
            )}
            <div class="stack tight">
              {/* Nothing given yet: the usual way stands open. */}
              <details open={read.items.length === 0}>
                <summary>{words.equal}</summary>
                <GiveEqually place={place} round={round} credits={read} />
              </details>
              <details>
                <summary>{words.weights}</summary>
                <GiveWeighted place={place} round={round} credits={read} />
              </details>
              <details>
                <summary>{words.one}</summary>
                <SetForOne place={place} round={round} credits={read} />
              </details>
              <details>
                <summary>{words.file}</summary>
                <CreditFile place={place} round={round} />
              </details>
            </div>
          </>
        )}
      </Shown>
    </Section>
  );
}

function CreditTable({ credits, round }: { credits: Credits; round: Round }) {
  const words = t().credits;
  const sum = sumIn(round.commodity);
  // While pledges are secret, only one’s own would stand in these columns.
  const isVeiled = credits.items.some(({ pledged }) => pledged === null);
  return (
    <table class="stacked">
      <caption class="visually-hidden">{words.title(credits.items.length)}</caption>
      <thead>
        <tr>
          <th scope="col">{words.who}</th>
          <th scope="col" class="num">
            {words.given}
          </th>
          {!isVeiled && (
            <>
              <th scope="col" class="num">
                {words.pledged}
              </th>
              <th scope="col" class="num">
                {words.rest}
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {credits.items.map(({ memberId, name, credits: given, pledged, left }) => (
          <tr key={memberId}>
            <th scope="row">{name}</th>
            <td class="num" data-label={words.given}>
              {sum(given)}
            </td>
            {!isVeiled && (
              <>
                <td class="num" data-label={words.pledged}>
                  {sum(pledged ?? "0")}
                </td>
                <td class="num" data-label={words.rest}>
                  {sum(left ?? "0")}
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
