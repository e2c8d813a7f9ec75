/** What can be done with a contract: propose to sign it, note a review, end it. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/contracts.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/contracts.js";
import { useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import type { Contract } from "../../ties-place.js";
import { useToday } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { faultAt, LongTextField, TextField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

interface ActProps {
  contract: Contract;
  onClose: () => void;
}

/** Announced to the whole collective: the usual way. */
export function Proposing({ contract: { id, title } }: Pick<ActProps, "contract">) {
  const here = useHere();
  const words = t().propose;
  const proposing = useSending((_: undefined, key) => {
    const parts = [{ title, changes: [{ kind: "sign-contract", contractId: id }] }];
    return write<object>(
      "POST",
      `${here.api}/decisions`,
      { title: words.decision(title), way: "announced", text: words.text(title), parts },
      key,
    );
  });
  const propose = async () => {
    if (await proposing.run(undefined)) tell(words.done);
  };
  return (
    <div class="card no-print">
      <p>{words.says}</p>
      <ProblemNote problem={proposing.problem} onRetry={() => void propose()} />
      <Button rank="first" isBusy={proposing.isBusy} onPress={() => void propose()}>
        {words.act}
      </Button>
    </div>
  );
}

export function ReviewDialog({ contract, onClose }: ActProps) {
  const here = useHere();
  const words = t().reviews;
  const draft = useSignal({ reviewedOn: useToday(), note: "", nextOn: "" });
  const { reviewedOn, note, nextOn } = draft.value;
  const sending = useSending((_: undefined, key) =>
    write<Contract>("POST", `${here.api}/contracts/${contract.id}/reviews`, { reviewedOn, note, nextOn: nextOn || null }, key),
  );
  const save = async () => {
    if (!(await sending.run(undefined))) return;
    tell(words.done);
    onClose();
  };
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  const { problem } = sending;
  return (
    <Dialog title={words.add} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          type="date"
          label={words.on}
          isRequired
          value={reviewedOn}
          fault={faultAt(problem, "reviewedOn")}
          onValue={(value) => set({ reviewedOn: value })}
        />
        <LongTextField
          label={words.note}
          isRequired
          value={note}
          fault={faultAt(problem, "note")}
          onValue={(value) => set({ note: value })}
        />
        <TextField
          type="date"
          label={words.next}
          value={nextOn}
          fault={faultAt(problem, "nextOn")}
          onValue={(value) => set({ nextOn: value })}
        />
        <ProblemNote problem={problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={sending.isBusy}>
          {common().save}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}

export function EndDialog({ contract, onClose }: ActProps) {
  const here = useHere();
  const words = t().end;
  const endedOn = useSignal(useToday());
  const reason = useSignal("");
  const sending = useSending((_: undefined, key) =>
    write<Contract>("POST", `${here.api}/contracts/${contract.id}/end`, { endedOn: endedOn.value, reason: reason.value }, key),
  );
  const save = async () => {
    if (!(await sending.run(undefined))) return;
    tell(words.done);
    onClose();
  };
  return (
    <Dialog title={words.act} onClose={onClose}>
      <p>{words.says}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          type="date"
          label={words.on}
          isRequired
          value={endedOn.value}
          fault={faultAt(sending.problem, "endedOn")}
          onValue={(value) => {
            endedOn.value = value;
          }}
        />
        <LongTextField
          label={words.reason}
          isRequired
          value={reason.value}
          fault={faultAt(sending.problem, "reason")}
          onValue={(value) => {
            reason.value = value;
          }}
        />
        <ProblemNote problem={sending.problem} onRetry={() => void save()} />
        <Button rank="irreversible" isWide isSubmit isBusy={sending.isBusy}>
          {words.act}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}
