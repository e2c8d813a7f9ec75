/** The dates of a round, which may always move: local dates and times of the collective’s place. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import en from "../i18n/en/pilot.js";
import rounds_en from "../i18n/en/rounds.js";
import fr from "../i18n/fr/pilot.js";
import rounds_fr from "../i18n/fr/rounds.js";
import { localAt, saidMoment } from "../round-dates.js";
import type { Round } from "../round-figures.js";
import type { RoundPlace } from "../round-place.js";
import { type Dates, datesOf, hasBegun } from "../round-settings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { faultAt, TextField } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { tell } from "./told.js";

const t = speak({ fr, en });
const rounds = speak({ fr: rounds_fr, en: rounds_en });

const names = ["proposalsFrom", "proposalsUntil", "pledgesFrom", "pledgesUntil"] as const;

const typedDates = (round: Round, timeZone: string): Dates => ({
  proposalsFrom: localAt(round.proposalsFrom, timeZone),
  proposalsUntil: localAt(round.proposalsUntil, timeZone),
  pledgesFrom: localAt(round.pledgesFrom, timeZone),
  pledgesUntil: localAt(round.pledgesUntil, timeZone),
});

export function RoundDates({ place, round }: { place: RoundPlace; round: Round }) {
  const words = t().dates;
  const { timeZone } = place;
  const standing = typedDates(round, timeZone);
  // What was typed stays when another pilot moves something else meanwhile.
  const typed = useSignal<Partial<Dates>>({});
  const shown = { ...standing, ...typed.value };
  const isUnreadable = useSignal(false);
  const sending = useSending((change: Partial<Dates>, key) => write<Round>("PATCH", place.api, change, key));
  const submit = async () => {
    const dates = datesOf(shown, timeZone);
    isUnreadable.value = dates === undefined;
    if (!dates) return;
    // Only what was moved is said: a field shows minutes, a date may have seconds.
    const moved = names.filter((name) => shown[name] !== standing[name]);
    if (!(await sending.run(Object.fromEntries(moved.map((name) => [name, dates[name]]))))) return;
    typed.value = {};
    tell(words.saved);
  };
  const labels = {
    proposalsFrom: words.proposalsFrom,
    proposalsUntil: words.proposalsUntil,
    pledgesFrom: words.pledgesFrom[round.method],
    pledgesUntil: words.pledgesUntil[round.method],
  };
  // The beginning of what is secret stays once it has passed.
  const isBegun = round.isSecret && hasBegun(round);
  return (
    <details>
      <summary>{words.title}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="pair">
          {names.map((name) =>
            isBegun && name === "pledgesFrom" ? null : (
              <TextField
                key={name}
                type="datetime-local"
                label={labels[name]}
                isRequired
                value={shown[name]}
                fault={faultAt(sending.problem, name)}
                onValue={(value) => (typed.value = { ...typed.value, [name]: value })}
              />
            ),
          )}
        </div>
        {isBegun && <p class="muted small">{words.begun[round.method](saidMoment(round.pledgesFrom, timeZone))}</p>}
        <p class="muted small">{rounds().open.zone(timeZone)}</p>
        {isUnreadable.value && <p class="notice brick">{rounds().open.unreadable}</p>}
        <ProblemNote problem={sending.problem} onRetry={() => void submit()} />
        <Button isSubmit isBusy={sending.isBusy}>
          {words.save}
        </Button>
      </form>
    </details>
  );
}
