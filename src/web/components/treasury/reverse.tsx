/** Undoing an entry: says in figures what it takes back, asks why, and posts the opposite one. */
import { useSignal } from "@preact/signals";
import { Problem, write } from "../../api.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/treasury.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/treasury.js";
import { useHere } from "../../place.js";
import { refreshReadings, useReading } from "../../readings.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { effectsOfReversal, movedBy } from "../../treasury-figures.js";
import { type Entry, useBalances } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { TextField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { Loading } from "../reading.js";
import { tell } from "../told.js";
import { Booked, commodity } from "./booked.js";
import { focusTitle } from "./fields.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

/** Which entries a treasurer undoes here; a sharing and a round undo their own. */
export const isReversible = ({ kind, reversedById, origin }: Entry): boolean =>
  reversedById === null && kind !== "reversal" && kind !== "sharing" && origin.round === undefined;

export function ReverseDialog({ entryId, onClose }: { entryId: string; onClose: () => void }) {
  const here = useHere();
  const reason = useSignal("");
  const entry = useReading<Entry>(`${here.api}/entries/${entryId}`).value;
  const balances = useBalances();
  const reversing = useSending((_: undefined, key: string) =>
    write<object>("POST", `${here.api}/entries/${entryId}/reversal`, { reason: reason.value }, key),
  );
  if (!entry || !balances) {
    return (
      <Dialog title={t().reverse.act} onClose={onClose}>
        <Loading />
      </Dialog>
    );
  }
  const moved = movedBy(entry.lines);
  const amount = commodity(moved.amount, moved.commodity);
  const submit = async () => {
    if (!(await reversing.run(undefined))) return;
    onClose();
    tell(t().reverse.done(entry.number));
    focusTitle();
  };
  return (
    <Dialog title={t().reverse.title(entry.number)} onClose={onClose}>
      <p>{t().reverse.says(amount)}</p>
      <Booked effects={effectsOfReversal(balances.items, entry.lines)} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label={t().fields.optional(t().reverse.reason)}
          value={reason.value}
          onValue={(value) => {
            reason.value = value;
          }}
        />
        <ProblemNote problem={reversing.problem} onRetry={() => void submit()} />
        <Button rank="irreversible" isWide isSubmit isBusy={reversing.isBusy}>
          {t().reverse.confirm(amount)}
        </Button>
        <Button isWide onPress={onClose}>
          {common().cancel}
        </Button>
      </form>
    </Dialog>
  );
}

/** Says what was just written, with a way back for the moment: the opposite entry, at once. */
export function tellPosted(api: string, entryId: string, text: string): void {
  tell(text, {
    label: common().undo,
    run: () => {
      write("POST", `${api}/entries/${entryId}/reversal`, { reason: t().reverse.undoReason }).then(
        () => {
          refreshReadings();
          tell(t().reverse.undone);
        },
        (error: unknown) => {
          if (!(error instanceof Problem)) throw error;
          tell(error.detail);
        },
      );
    },
  });
}
