/** Where the money of an envelope is: gone, promised, or there; one bar, its words, and its sentence. */
import { money } from "../../format.js";
import { type Figures, isBelowZero, isNothing, whereMoneyIs } from "../../house-figures.js";
import en from "../../i18n/en/envelopes.js";
import fr from "../../i18n/fr/envelopes.js";
import { speak } from "../../speech.js";
import { Bar } from "../figures.js";

const t = speak({ fr, en });

type Shown = Pick<Figures, "received" | "billed" | "shared" | "sharingsAdopted" | "left">;

export function MoneyBar({ figures, currency }: { figures: Shown; currency: string }) {
  const texts = t().page.money;
  const { gone, waited, there } = whereMoneyIs(figures);
  const shown = (amount: string) => money(amount, currency);
  const says = isNothing(figures.received) ? texts.none : texts.says(shown(figures.received), shown(gone), shown(waited), shown(there));
  const parts = [
    { tone: "quiet", value: gone, word: texts.gone },
    { tone: "wheat", value: waited, word: texts.waited },
    { tone: "green", value: there, word: texts.there },
  ] as const;
  return (
    <>
      <Bar parts={parts} whole={figures.received} says={says} />
      <ul class="plain-list legend">
        {parts
          .filter(({ tone, value }) => tone === "green" || !isNothing(value))
          .map(({ tone, value, word }) => (
            <li key={tone}>
              <span class={`mark ${tone}`} aria-hidden="true" />
              <span class="figure amount">{shown(value)}</span> <span class="muted">{word}</span>
            </li>
          ))}
      </ul>
      {isBelowZero(figures.left) && <p class="danger">{texts.beyond(shown(figures.left.slice(1)))}</p>}
    </>
  );
}
