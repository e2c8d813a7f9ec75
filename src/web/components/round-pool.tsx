/** The money of a round: more from its envelope, or some of what is not given back to it. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import en from "../i18n/en/pilot.js";
import fr from "../i18n/fr/pilot.js";
import { nameIn, useEnvelopes } from "../place.js";
import { markOf, type Round, sumIn } from "../round-figures.js";
import type { RoundPlace } from "../round-place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { DecimalField, faultAt, readDecimal } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { ChoiceField } from "./round-choice-field.js";
import { tell } from "./told.js";

const t = speak({ fr, en });

export function RoundPool({ place, round }: { place: RoundPlace; round: Round }) {
  const words = t().pool;
  const nameOf = nameIn(useEnvelopes());
  const amount = useSignal("");
  const direction = useSignal<"more" | "less">("more");
  const sending = useSending((asked: string, key) => write<Round>("POST", `${place.api}/pool`, { amount: asked }, key));
  const submit = async () => {
    const typed = readDecimal(amount.value) ?? amount.value;
    if (!(await sending.run(direction.value === "less" ? `-${typed}` : typed))) return;
    amount.value = "";
    tell(words.done);
  };
  const entered = sumIn(round.commodity)(round.figures.entered);
  return (
    <details>
      <summary>{words.title}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{round.envelopeId === null ? words.saysPoints(entered) : words.says(entered, nameOf(round.envelopeId))}</p>
        <ChoiceField
          legend={words.direction}
          name="pool"
          value={direction.value}
          options={[
            { value: "more", label: words.more },
            { value: "less", label: words.less },
          ]}
          onValue={(value) => (direction.value = value)}
        />
        <DecimalField
          label={words.amount}
          unit={markOf(round.commodity)}
          isRequired
          value={amount.value}
          fault={faultAt(sending.problem, "amount")}
          onValue={(value) => (amount.value = value)}
        />
        <ProblemNote problem={sending.problem} onRetry={() => void submit()} />
        <Button isSubmit isBusy={sending.isBusy}>
          {words.save}
        </Button>
      </form>
    </details>
  );
}
