/** The close of a round: how it would end now, bucket by bucket, and the close itself, once its dates have passed. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import en from "../i18n/en/pilot.js";
import round_en from "../i18n/en/round.js";
import fr from "../i18n/fr/pilot.js";
import round_fr from "../i18n/fr/round.js";
import { saidMoment } from "../round-dates.js";
import type { Round, Settlement } from "../round-figures.js";
import { type RoundPlace, useBuckets } from "../round-place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { Section } from "./page.js";
import { ProblemNote } from "./problem.js";
import { ClosingDialog } from "./round-closing-dialog.js";
import { WhatReturns } from "./round-outcome.js";
import { SettledBuckets } from "./round-settled.js";
import { tell } from "./told.js";

const t = speak({ fr, en });
const words = speak({ fr: round_fr, en: round_en });

interface ClosingProps {
  place: RoundPlace;
  round: Round;
  settlement: Settlement;
}

export function RoundClosing({ place, round, settlement }: ClosingProps) {
  const isAsking = useSignal(false);
  const { closing } = t();
  const buckets = useBuckets(place.api).value?.items ?? [];
  const isVeiled = settlement.returned === null;
  return (
    <Section title={closing.title}>
      {isVeiled ? <p>{round.method === "ballots" ? closing.dialog.vote : closing.secret}</p> : <p class="muted">{closing.now}</p>}
      {!isVeiled && (
        <>
          <SettledBuckets settlement={settlement} commodity={round.commodity} buckets={buckets} place={place} />
          <WhatReturns round={round} settlement={settlement} />
          {!settlement.canClose && <p class="muted small">{words().outcome.lookedAt}</p>}
        </>
      )}
      {settlement.canClose ? (
        <Button rank="first" isWide onPress={() => (isAsking.value = true)}>
          {closing.act}
        </Button>
      ) : (
        <Early place={place} round={round} />
      )}
      {isAsking.value && <ClosingDialog place={place} round={round} settlement={settlement} onClose={() => (isAsking.value = false)} />}
    </Section>
  );
}

/** Before its time: when it can be closed, and how to end it ahead of its dates. */
function Early({ place, round }: Omit<ClosingProps, "settlement">) {
  const isAsking = useSignal(false);
  const { closing } = t();
  const stopping = useSending((_: undefined, key) => {
    const ended = new Date().toISOString();
    const proposals = Date.parse(round.proposalsUntil) > Date.now() ? { proposalsUntil: ended } : {};
    return write<Round>("PATCH", place.api, { ...proposals, pledgesUntil: ended }, key);
  });
  const stop = async () => {
    isAsking.value = false;
    if (await stopping.run(undefined)) tell(closing.stopped);
  };
  const moment = saidMoment(round.pledgesUntil, place.timeZone);
  return (
    <>
      <p>{round.method === "ballots" ? closing.earlyVote(moment) : closing.early(moment)}</p>
      <ProblemNote problem={stopping.problem} onRetry={() => void stop()} />
      {round.phase === "pledging" && (
        <p class="row">
          <Button isBusy={stopping.isBusy} onPress={() => (isAsking.value = true)}>
            {closing.stop}
          </Button>
        </p>
      )}
      {isAsking.value && (
        <Dialog title={closing.stopDialog.title} onClose={() => (isAsking.value = false)}>
          <p>{closing.stopDialog.says}</p>
          <div class="row">
            <Button rank="first" onPress={() => void stop()}>
              {closing.stopDialog.confirm}
            </Button>
            <Button onPress={() => (isAsking.value = false)}>{closing.dialog.keep}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
