/** What funds take of money when it comes in. */
import en from "../../i18n/en/money-in.js";
import fr from "../../i18n/fr/money-in.js";
import type { Fund } from "../../place.js";
import { speak } from "../../speech.js";
import { DecimalField } from "../fields.js";

const t = speak({ fr, en });

export function LevyFields({
  funds,
  typed,
  faultOf,
  onTyped,
}: {
  funds: readonly Fund[];
  typed: Readonly<Record<string, string>>;
  faultOf: (typed: string) => string | undefined;
  onTyped: (change: Record<string, string>) => void;
}) {
  if (funds.length === 0) return null;
  return (
    <details open={Object.values(typed).some((percent) => percent !== "")}>
      <summary>{t().record.levy}</summary>
      <p class="muted small">{t().record.levyHint}</p>
      <div class="pair">
        {funds.map(({ id, name }) => (
          <DecimalField
            key={id}
            label={t().record.percent(name)}
            unit="%"
            value={typed[id] ?? ""}
            fault={faultOf(typed[id] ?? "")}
            onValue={(percent) => onTyped({ [id]: percent })}
          />
        ))}
      </div>
    </details>
  );
}
