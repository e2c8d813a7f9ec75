/** Copying a round, and cancelling it: what that gives back is said in figures beforehand. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { write } from "../api.js";
import en from "../i18n/en/pilot.js";
import fr from "../i18n/fr/pilot.js";
import { nameIn, useEnvelopes } from "../place.js";
import { type Round, sumIn } from "../round-figures.js";
import type { RoundPlace } from "../round-place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button, ButtonLink } from "./button.js";
import { Dialog } from "./dialog.js";
import { ProblemNote } from "./problem.js";
import { tell } from "./told.js";

const t = speak({ fr, en });

export function RoundEnd({ place, round }: { place: RoundPlace; round: Round }) {
  const words = t().end;
  const { route } = useLocation();
  const isAsking = useSignal(false);
  const nameOf = nameIn(useEnvelopes());
  const sending = useSending((_: undefined, key) => write<Round>("POST", `${place.api}/cancellation`, {}, key));
  const cancel = async () => {
    if (!(await sending.run(undefined))) return;
    tell(words.done);
    route(place.home);
  };
  const entered = sumIn(round.commodity)(round.figures.entered);
  return (
    <div class="row">
      <ButtonLink href={`${place.here.home}/rounds/new?from=${round.id}`}>{words.copy}</ButtonLink>
      <Button rank="link" onPress={() => (isAsking.value = true)}>
        {words.cancel}
      </Button>
      {isAsking.value && (
        <Dialog title={words.dialog.title(round.title)} onClose={() => (isAsking.value = false)}>
          <p>{round.envelopeId === null ? words.dialog.saysPoints(entered) : words.dialog.says(entered, nameOf(round.envelopeId))}</p>
          <ProblemNote problem={sending.problem} onRetry={() => void cancel()} />
          <div class="row">
            <Button rank="irreversible" isBusy={sending.isBusy} onPress={() => void cancel()}>
              {words.dialog.confirm}
            </Button>
            <Button onPress={() => (isAsking.value = false)}>{words.dialog.keep}</Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
