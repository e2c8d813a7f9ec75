/** The wishes of an envelope against what is left of it: one bar, its colour, and its sentence. */
import { money, percent } from "../../format.js";
import { type Figures, isBelowZero, isNothing, percentOf, wishingOf } from "../../house-figures.js";
import en from "../../i18n/en/wishes.js";
import fr from "../../i18n/fr/wishes.js";
import { speak } from "../../speech.js";
import { Bar, type Tone } from "../figures.js";

const t = speak({ fr, en });

type Wished = Pick<Figures, "received" | "wished" | "left" | "colour">;

const toneOf: Readonly<Record<Figures["colour"], Tone>> = { green: "green", orange: "wheat", red: "brick" };

/** What the bar shows, without its last word. */
function wishesSay(figures: Wished, currency: string): string {
  const wishing = wishingOf(figures);
  const texts = t();
  if (wishing === "awaited" || wishing === "spent" || wishing === "free") return texts[wishing];
  const wished = money(figures.wished, currency);
  const part = percentOf(figures.wished, figures.left);
  return part === undefined ? texts.overNothing(wished) : texts[wishing](wished, percent(part));
}

export function Wishes({ figures, currency }: { figures: Wished; currency: string }) {
  const says = wishesSay(figures, currency);
  const isOver = wishingOf(figures) === "over";
  const whole = isNothing(figures.left) || isBelowZero(figures.left) ? figures.wished : figures.left;
  return (
    <>
      <Bar parts={[{ tone: toneOf[figures.colour], value: figures.wished }]} whole={whole} says={says} />
      <p class={isOver ? "danger" : "muted small"}>
        {isOver ? (
          <>
            <span class="strong">{says}</span> {t().together}
          </>
        ) : (
          says
        )}
      </p>
    </>
  );
}
