/** Gifts that were declared and did not come in yet: those that this money is. */
import type { Gift } from "../../../features/envelopes/money-in.schema.js";
import type { Problem } from "../../api.js";
import { money } from "../../format.js";
import en from "../../i18n/en/money-in.js";
import fr from "../../i18n/fr/money-in.js";
import { useHere, useNameOf } from "../../place.js";
import { useList } from "../../readings.js";
import { speak } from "../../speech.js";
import { CheckField, faultAt } from "../fields.js";

const t = speak({ fr, en });

export function GiftChoices({
  currency,
  chosen,
  problem,
  onChosen,
}: {
  currency: string;
  chosen: readonly string[];
  problem: Problem | undefined;
  onChosen: (ids: readonly string[]) => void;
}) {
  const here = useHere();
  const gifts = useList<Gift>(`${here.api}/gifts`).value?.filter((gift) => gift.currency === currency) ?? [];
  const nameOf = useNameOf();
  if (gifts.length === 0) return null;
  const fault = faultAt(problem, "giftIds", ...chosen.map((_, index) => `giftIds[${index}]`));
  return (
    <details open={chosen.length > 0}>
      <summary>{t().record.gifts}</summary>
      <p class="muted small">{t().record.giftsHint}</p>
      {gifts.map(({ id, memberId, amount, note }) => (
        <CheckField
          key={id}
          label={t().record.gift(nameOf(memberId), money(amount, currency), note)}
          isChecked={chosen.includes(id)}
          onChecked={(isChecked) => onChosen(isChecked ? [...chosen, id] : chosen.filter((each) => each !== id))}
        />
      ))}
      {fault && <p class="danger">{fault}</p>}
    </details>
  );
}
