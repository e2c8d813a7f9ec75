/** What will be written, said in figures beforehand: each account, what it shows now and what it will show. */
import { money, number } from "../../format.js";
import en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/treasury.js";
import { speak } from "../../speech.js";
import type { Effect } from "../../treasury-figures.js";

const t = speak({ fr, en });

/** An amount of a currency, or points. */
export const commodity = (amount: string, of: string): string => (of === "points" ? `${number(amount)} points` : money(amount, of));

export function Booked({ effects, title = t().booked.title }: { effects: readonly Effect[] | undefined; title?: string }) {
  if (!effects?.length) return null;
  return (
    <div class="card soft booked">
      <p class="strong good">{title}</p>
      <ul class="plain-list tight">
        {effects.map((effect) => (
          <li key={`${effect.class} ${effect.name}`} class="row between baseline">
            <span>
              {effect.name} <span class="muted small">{t().booked.classes[effect.class]}</span>
            </span>
            <span class="row baseline">
              <span class="amount muted">{commodity(effect.before, effect.commodity)}</span>
              <span class="amount figure">
                <span aria-hidden="true">→ </span>
                {commodity(effect.after, effect.commodity)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
