/** Signing: for oneself, with the words; or recording what somebody signed on paper. */
import { useSignal } from "@preact/signals";
import { approvalWords } from "../../../domain/charter.js";
import { write } from "../../api.js";
import { type Charter, latestOf } from "../../charter-place.js";
import { listed } from "../../format.js";
import en from "../../i18n/en/charters.js";
import common_en from "../../i18n/en/common.js";
import fr from "../../i18n/fr/charters.js";
import common_fr from "../../i18n/fr/common.js";
import { useHere, useNameOf } from "../../place.js";
import { refreshReadings } from "../../readings.js";
import { useSending } from "../../sending.js";
import { language, speak } from "../../speech.js";
import { useToday } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { faultAt, SelectField, TextField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { useTextMark } from "./charter-text.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

export function CharterSigning({ charter }: { charter: Charter }) {
  const acting = useSignal<"sign" | "paper" | undefined>(undefined);
  const { id, missing, changedAt } = latestOf(charter);
  const words = t().sign;
  // The page reads anew by itself: who has read a text is told that another stands in its place.
  const read = useSignal({ id, changedAt }).peek();
  const isRewritten = read.id !== id || read.changedAt !== changedAt;
  const close = () => {
    acting.value = undefined;
  };
  const act = (what: "sign" | "paper") => () => {
    acting.value = what;
  };
  return (
    <div class={charter.awaitsMe ? "card waits no-print" : "card no-print"}>
      {isRewritten && (
        <p class="notice" role="status">
          {words.rewritten}
        </p>
      )}
      <p>{missing.length > 0 ? words.missing(listed(missing.map(({ name }) => name))) : words.none}</p>
      <div class="row">
        {charter.awaitsMe && (
          <Button rank="first" onPress={act("sign")}>
            {words.act}
          </Button>
        )}
        {charter.mayRecord && missing.length > 0 && <Button onPress={act("paper")}>{words.paper}</Button>}
      </div>
      {acting.value === "sign" && <SignDialog charter={charter} onClose={close} />}
      {acting.value === "paper" && <PaperDialog charter={charter} onClose={close} />}
    </div>
  );
}

interface DialogProps {
  charter: Charter;
  onClose: () => void;
}

function useSigning({ charter, onClose }: DialogProps) {
  const here = useHere();
  // The text as it stood when the dialog opened: read anew behind it, it would be signed without having been read.
  const { id: versionId, changedAt: readChangedAt } = useSignal(latestOf(charter)).peek();
  const sending = useSending((body: object, key) =>
    write<Charter>("POST", `${here.api}/charters/${charter.id}/signatures`, { versionId, readChangedAt, ...body }, key),
  );
  const send = async (body: object) => {
    const signed = await sending.run(body);
    // Refused because it was written again, it is to be read again: it stands behind the dialog by then.
    if (!signed) return refreshReadings();
    const { number, inForceAt } = latestOf(signed);
    tell(inForceAt === null ? t().sign.done : number === 1 ? t().sign.inForce : t().sign.revised(number));
    onClose();
  };
  return { ...sending, send };
}

function SignDialog(props: DialogProps) {
  const here = useHere();
  const words = t().sign;
  const mine = useNameOf()(here.me);
  const name = useSignal<string | undefined>(undefined);
  const typed = useSignal("");
  const { problem, isBusy, send } = useSigning(props);
  const sign = () => void send({ name: name.value ?? mine, words: typed.value });
  return (
    <Dialog title={words.title(props.charter.title)} onClose={props.onClose}>
      <p>{words.says}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sign();
        }}
      >
        <TextField
          label={words.name}
          isRequired
          value={name.value ?? mine}
          fault={faultAt(problem, "name")}
          onValue={(value) => {
            name.value = value;
          }}
        />
        <TextField
          label={words.words}
          hint={words.hint(approvalWords[language.value])}
          isRequired
          autocomplete="off"
          value={typed.value}
          fault={faultAt(problem, "words")}
          onValue={(value) => {
            typed.value = value;
          }}
        />
        <ProblemNote problem={problem} onRetry={sign} />
        <Button rank="first" isWide isSubmit isBusy={isBusy}>
          {words.act}
        </Button>
        <Button onPress={props.onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}

function PaperDialog(props: DialogProps) {
  const words = t().sign;
  // Who signs meanwhile stays in the list: another name must not slip into their place.
  const { missing } = useSignal(latestOf(props.charter)).peek();
  const draft = useSignal({ id: missing[0]?.id ?? "", name: "", signedOn: useToday() });
  const { problem, isBusy, send } = useSigning(props);
  // The text the sheet is to have is that which is signed, not one written while the dialog stands.
  const markOf = useTextMark();
  const text = useSignal(markOf(latestOf(props.charter))).peek();
  const { id, name, signedOn } = draft.value;
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  const party = missing.find((one) => one.id === id);
  const record = () => {
    if (party) void send({ party: { kind: party.kind, id }, name, how: "paper", signedOn, words: approvalWords[language.value] });
  };
  return (
    <Dialog title={words.paper} onClose={props.onClose}>
      <p>{words.paperSays(approvalWords[language.value], text)}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          record();
        }}
      >
        <SelectField
          label={words.party}
          value={id}
          fault={faultAt(problem, "party")}
          options={missing.map((one) => ({ value: one.id, label: one.name }))}
          onValue={(value) => set({ id: value })}
        />
        <TextField
          label={words.paperName}
          isRequired
          value={name}
          fault={faultAt(problem, "name")}
          onValue={(value) => set({ name: value })}
        />
        <TextField
          type="date"
          label={words.on}
          isRequired
          value={signedOn}
          fault={faultAt(problem, "signedOn")}
          onValue={(value) => set({ signedOn: value })}
        />
        <ProblemNote problem={problem} onRetry={record} />
        <Button rank="first" isWide isSubmit isBusy={isBusy}>
          {words.record}
        </Button>
        <Button onPress={props.onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}
