/** The settings of a round that runs: its words and who proposes at any time; what decides a pledge until the first one. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import en from "../i18n/en/pilot.js";
import rounds_en from "../i18n/en/rounds.js";
import fr from "../i18n/fr/pilot.js";
import rounds_fr from "../i18n/fr/rounds.js";
import { markOf, type Round } from "../round-figures.js";
import type { RoundPlace } from "../round-place.js";
import { changedSettings, hasBegun, type RoundDraft, typedRound } from "../round-settings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { faultAt, LongTextField, readDecimal, TextField, typedDecimal } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { RoundRules } from "./round-about.js";
import { BallotSettings, CreditSettings, ProposersField } from "./round-more-settings.js";
import { tell } from "./told.js";

const t = speak({ fr, en });
const rounds = speak({ fr: rounds_fr, en: rounds_en });

export function RoundSettings({ place, round }: { place: RoundPlace; round: Round }) {
  const words = t().settings;
  const standing = typedRound(round, typedDecimal);
  // What was typed stays when another pilot saves something else meanwhile.
  const typed = useSignal<Partial<RoundDraft>>({});
  const draft = { ...standing, ...typed.value };
  const sending = useSending((change: object, key) => write<Round>("PATCH", place.api, change, key));
  const submit = async () => {
    const change = changedSettings(round, standing, draft, readDecimal);
    if (Object.keys(change).length > 0 && !(await sending.run(change))) return;
    typed.value = {};
    tell(words.saved);
  };
  const set = (change: Partial<RoundDraft>) => {
    typed.value = { ...typed.value, ...change };
  };
  const { problem } = sending;
  const { open } = rounds();
  return (
    <details>
      <summary>{words.title}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField label={open.name} isRequired value={draft.title} fault={faultAt(problem, "title")} onValue={(title) => set({ title })} />
        <LongTextField label={open.description} rows={3} value={draft.description} onValue={(description) => set({ description })} />
        <ProposersField draft={draft} onChange={set} />
        {hasBegun(round) ? (
          <Fixed round={round} timeZone={place.timeZone} />
        ) : (
          <>
            <p class="muted small">{words.untilBegun[round.method]}</p>
            {round.method === "ballots" ? (
              <BallotSettings draft={draft} onChange={set} />
            ) : (
              <CreditSettings draft={draft} unit={markOf(round.commodity)} problem={problem} onChange={set} />
            )}
          </>
        )}
        <ProblemNote problem={problem} onRetry={() => void submit()} />
        <Button isSubmit isBusy={sending.isBusy}>
          {words.save}
        </Button>
      </form>
    </details>
  );
}

/** What no longer changes, and why. */
function Fixed({ round, timeZone }: { round: Round; timeZone: string }) {
  const { fixed } = t().settings;
  const why = round.method === "ballots" ? fixed.ballots : round.isSecret ? fixed.secret : fixed.pledged;
  return (
    <div class="card soft">
      <p>{why}</p>
      <RoundRules round={round} timeZone={timeZone} areDatesLeftOut />
    </div>
  );
}
