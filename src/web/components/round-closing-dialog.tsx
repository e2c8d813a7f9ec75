/** Says in figures what the close will do, and closes what was read: where it has changed since, it shows what it would be now. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { Problem, write } from "../api.js";
import en from "../i18n/en/pilot.js";
import fr from "../i18n/fr/pilot.js";
import { refreshReadings } from "../readings.js";
import { added, isNothing, type Round, type Settlement, sumIn } from "../round-figures.js";
import type { RoundPlace } from "../round-place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { ProblemNote } from "./problem.js";
import { WhatReturns } from "./round-outcome.js";
import { tell } from "./told.js";

const t = speak({ fr, en });

interface DialogProps {
  place: RoundPlace;
  round: Round;
  settlement: Settlement;
  onClose: () => void;
}

export function ClosingDialog({ place, round, settlement, onClose }: DialogProps) {
  const { route } = useLocation();
  // What is confirmed is what was read when the dialog opened, not what a reading made of it meanwhile.
  const shown = useSignal(settlement);
  const isStale = useSignal(false);
  const { closing } = t();
  const sending = useSending(async (fingerprint: string, key) => {
    try {
      return await write<Settlement>("POST", `${place.api}/closing`, { fingerprint }, key);
    } catch (error) {
      if (error instanceof Problem && error.code === "settlement_stale") {
        shown.value = error.figures.preview as Settlement;
        isStale.value = true;
        refreshReadings();
      }
      throw error;
    }
  });
  const close = async () => {
    if (!(await sending.run(shown.value.fingerprint))) return;
    tell(closing.done);
    route(place.home);
  };
  const { problem } = sending;
  return (
    <Dialog title={closing.dialog.title} onClose={onClose}>
      <div role="alert">{isStale.value && <p class="notice">{closing.dialog.stale}</p>}</div>
      <Says round={round} settlement={shown.value} />
      <p class="strong">{closing.dialog.forGood}</p>
      {problem?.code !== "settlement_stale" && <ProblemNote problem={problem} onRetry={() => void close()} />}
      <div class="row">
        <Button rank="irreversible" isBusy={sending.isBusy} onPress={() => void close()}>
          {closing.dialog.confirm}
        </Button>
        <Button onPress={onClose}>{closing.dialog.keep}</Button>
      </div>
    </Dialog>
  );
}

function Says({ round, settlement }: { round: Round; settlement: Settlement }) {
  const { dialog } = t().closing;
  if (settlement.returned === null) return <p>{round.method === "ballots" ? dialog.vote : dialog.secret}</p>;
  const sum = sumIn(round.commodity);
  const funded = settlement.buckets.filter(({ isFunded }) => isFunded);
  const back = settlement.participants.filter(({ givenBack }) => !isNothing(givenBack));
  const total = (amounts: readonly (string | null)[]) =>
    sum(
      added(
        amounts.map((amount) => amount ?? "0"),
        round.commodity,
      ),
    );
  return (
    <>
      <p>{dialog.funded(funded.length, total(funded.map(({ amount }) => amount)))}</p>
      {back.length > 0 && <p>{dialog.givenBack(total(back.map(({ givenBack }) => givenBack)), back.length)}</p>}
      <WhatReturns round={round} settlement={settlement} />
    </>
  );
}
