/** Gifts that were declared and did not come in yet: those that this money is. */
import type { Gift } from "../../../features/envelopes/money-in.schema.js";
import type { Problem } from "../../api.js";
import { money } from "../../format.js";
import en from "../../i18n/en/money-in.js";
import fr from "../../i18n/fr/money-in.js";
import { useHere, useNameOf } from "../../place.js";
import { type Reading, useList } from "../../readings.js";
import { speak } from "../../speech.js";
import { CheckField, faultAt } from "../fields.js";

const t = speak({ fr, en });

export const usePromisedGiftsReading = (): Reading<Gift[]> => useList<Gift>(`${useHere().api}/gifts`);
export const usePromisedGifts = (): readonly Gift[] => usePromisedGiftsReading().value ?? [];

/** The gifts that some money may be: those of who gave it, where it came in as a gift (domain/envelope, requireGifts). */
export const giftsThatAre = (
  gifts: readonly Gift[],
  money: { readonly currency: string; readonly nature: string; readonly memberId: string | undefined },
): readonly Gift[] =>
  money.nature === "gift" ? gifts.filter(({ currency, memberId }) => currency === money.currency && memberId === money.memberId) : [];

interface ChoicesProps {
  gifts: readonly Gift[];
  chosen: readonly string[];
  problem: Problem | undefined;
  onChosen: (ids: readonly string[]) => void;
}

export function GiftChoices(props: ChoicesProps) {
  if (props.gifts.length === 0) return null;
  return (
    <details open={props.chosen.length > 0}>
      <summary>{t().record.gifts}</summary>
      <p class="muted small">{t().record.giftsHint}</p>
      <GiftChecks {...props} />
    </details>
  );
}

export function GiftChecks({ gifts, chosen, problem, onChosen }: ChoicesProps) {
  const nameOf = useNameOf();
  const fault = faultAt(problem, "giftIds", ...chosen.map((_, index) => `giftIds[${index}]`));
  return (
    <>
      {gifts.map(({ id, memberId, amount, currency, note }) => (
        <CheckField
          key={id}
          label={t().record.gift(nameOf(memberId), money(amount, currency), note)}
          isChecked={chosen.includes(id)}
          onChecked={(isChecked) => onChosen(isChecked ? [...chosen, id] : chosen.filter((each) => each !== id))}
        />
      ))}
      {fault && <p class="danger">{fault}</p>}
    </>
  );
}
