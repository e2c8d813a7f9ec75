/** My word: four choices, and the argument that a block needs; it can change until the end. */
import { useSignal } from "@preact/signals";
import { choices } from "../../domain/consent/decision.js";
import { write } from "../api.js";
import { type Choice, type Decision, lastOf } from "../decision-figures.js";
import { instant } from "../format.js";
import en from "../i18n/en/decision.js";
import fr from "../i18n/fr/decision.js";
import { useHere } from "../place.js";
import { useTimeZone } from "../round-place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { faultAt, LongTextField } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { ChoiceField } from "./round-choice-field.js";
import { tell } from "./told.js";

const t = speak({ fr, en });

export function MyWord({ decision }: { decision: Decision }) {
  const here = useHere();
  const timeZone = useTimeZone();
  const attempt = lastOf(decision);
  const said = attempt.ballots.find(({ voterId }) => voterId === here.me);
  const choice = useSignal<Choice | undefined>(said?.choice);
  const argument = useSignal(said?.argument ?? "");
  const sending = useSending((_: undefined, key) =>
    write<Decision>(
      "POST",
      `${here.api}/decisions/${decision.id}/ballots`,
      { choice: choice.value, argument: argument.value.trim() || null },
      key,
    ),
  );
  const submit = async () => {
    if (choice.value !== undefined && (await sending.run(undefined))) tell(t().mine.told);
  };
  const words = t().mine;
  const hints = attempt.isLastResort ? words.lastHints : words.hints;
  return (
    <section class={said ? "card soft no-print" : "card waits no-print"}>
      <h2>{words.title}</h2>
      <p>{said ? `${words.said(said.choice)} ${words.untilThen(instant(attempt.closesAt, timeZone))}` : words.lead}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ChoiceField<Choice>
          legend={words.legend}
          name="word"
          value={choice.value as Choice}
          options={choices.map((value) => ({ value, label: words.choices[value], hint: hints[value] }))}
          onValue={(value) => {
            choice.value = value;
          }}
        />
        <LongTextField
          label={choice.value === "block" ? words.argumentNeeded : words.argument}
          hint={words.argumentHint}
          rows={3}
          isRequired={choice.value === "block"}
          value={argument.value}
          fault={faultAt(sending.problem, "argument")}
          onValue={(value) => {
            argument.value = value;
          }}
        />
        <ProblemNote problem={sending.problem} onRetry={() => void submit()} />
        <Button rank={said ? "second" : "first"} isWide isSubmit isBusy={sending.isBusy} isOff={choice.value === undefined}>
          {said ? words.change : words.give}
        </Button>
      </form>
    </section>
  );
}
