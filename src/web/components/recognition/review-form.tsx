/** Saying what one thinks of a peer: scores from 1 to 5, what was good, what could be better. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import en from "../../i18n/en/reviews.js";
import fr from "../../i18n/fr/reviews.js";
import { useHere } from "../../place.js";
import type { Review } from "../../recognition-place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { faultAt, LongTextField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const scores = ["1", "2", "3", "4", "5"];

interface FormProps {
  /** Of whom, and what they are called. */
  of: string;
  name: string;
  criteria: readonly string[];
  before: Review | undefined;
  /** What it is of, for one that is new: a period, or days in an envelope. */
  object: Readonly<Record<string, string>>;
}

export function ReviewForm({ of, name, criteria, before, object }: FormProps) {
  const here = useHere();
  const words = useSignal({ strengths: before?.strengths ?? "", weaknesses: before?.weaknesses ?? "", scores: before?.scores ?? {} });
  const set = (change: Partial<typeof words.value>) => {
    words.value = { ...words.value, ...change };
  };
  const send = useSending((_: undefined, key: string) =>
    before
      ? write("PATCH", `${here.api}/reviews/${before.id}`, words.value, key)
      : write("POST", `${here.api}/reviews`, { ofId: of, ...object, ...words.value }, key),
  );
  const submit = async () => {
    if (await send.run(undefined)) tell(t().fields.saved(name));
  };
  const { strengths, weaknesses } = words.value;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {criteria.length > 0 && <p class="muted small">{t().fields.scale}</p>}
      {criteria.map((criterion) => (
        <fieldset class="field" key={criterion}>
          <legend>{t().fields.criterion(criterion, name)}</legend>
          <div class="row">
            {scores.map((score) => (
              <label class="choice" key={score}>
                <input
                  type="radio"
                  name={`${of} ${criterion}`}
                  checked={words.value.scores[criterion] === score}
                  onChange={() => set({ scores: { ...words.value.scores, [criterion]: score } })}
                />
                {score}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <LongTextField
        label={t().fields.strengths}
        rows={2}
        value={strengths}
        fault={faultAt(send.problem, "strengths")}
        onValue={(value) => set({ strengths: value })}
      />
      <LongTextField
        label={t().fields.weaknesses}
        hint={t().fields.weaknessesHint}
        rows={2}
        value={weaknesses}
        onValue={(value) => set({ weaknesses: value })}
      />
      <ProblemNote problem={send.problem} onRetry={() => void submit()} />
      <Button isSubmit isBusy={send.isBusy}>
        {t().fields.save(name)}
      </Button>
    </form>
  );
}
