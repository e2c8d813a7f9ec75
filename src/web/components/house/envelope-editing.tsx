/** Changing what an envelope says of itself, and closing it. */
import { useSignal } from "@preact/signals";
import { Fragment } from "preact";
import { write } from "../../api.js";
import { money } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/envelopes.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/envelopes.js";
import { type Envelope, useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { Amount } from "../figures.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { bodyOf, draftOf, EnvelopeFields } from "./envelope-form.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

export function EnvelopeEditing({ envelope }: { envelope: Envelope }) {
  const open = useSignal<"edit" | "close" | undefined>(undefined);
  const close = () => {
    open.value = undefined;
  };
  return (
    <div class="row no-print">
      <Button
        onPress={() => {
          open.value = "edit";
        }}
      >
        {t().edit}
      </Button>
      <Button
        rank="link"
        onPress={() => {
          open.value = "close";
        }}
      >
        {t().closing.act}
      </Button>
      {open.value === "edit" && <EditDialog envelope={envelope} onClose={close} />}
      {open.value === "close" && <ClosingDialog envelope={envelope} onClose={close} />}
    </div>
  );
}

function EditDialog({ envelope, onClose }: { envelope: Envelope; onClose: () => void }) {
  const here = useHere();
  const draft = useSignal(draftOf(envelope));
  const saving = useSending((_: undefined, key) =>
    write<Envelope>("PATCH", `${here.api}/envelopes/${envelope.id}`, bodyOf(draft.value), key),
  );
  const save = async () => {
    if (!(await saving.run(undefined))) return;
    tell(t().form.saved);
    onClose();
  };
  return (
    <Dialog title={t().edit} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <EnvelopeFields
          draft={draft.value}
          problem={saving.problem}
          set={(change) => {
            draft.value = { ...draft.value, ...change };
          }}
        />
        <ProblemNote problem={saving.problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={saving.isBusy}>
          {t().form.save}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}

/** What must be nothing before an envelope closes, and where it is brought to nothing. */
const ways = {
  balance: "/treasury/transfers",
  billsUnpaid: "/treasury/bills",
  sharingsAdopted: "/sharings",
  expected: "/treasury/money-in",
};
const standing = ["balance", "billsUnpaid", "sharingsAdopted", "expected"] as const;

function ClosingDialog({ envelope, onClose }: { envelope: Envelope; onClose: () => void }) {
  const here = useHere();
  const { name, figures, currency } = envelope;
  const stands = standing.filter((figure) => /[1-9]/.test(figures[figure]));
  const closing = useSending((_: undefined, key) => write<Envelope>("POST", `${here.api}/envelopes/${envelope.id}/closing`, {}, key));
  const submit = async () => {
    if (!(await closing.run(undefined))) return;
    tell(t().closing.done(name));
    onClose();
  };
  return (
    <Dialog title={t().closing.title(name)} onClose={onClose}>
      <p>{t().closing.lead}</p>
      {stands.length > 0 && (
        <ul class="notice brick">
          {stands.map((figure) => (
            <li key={figure}>
              {t().closing.stands[figure](money(figures[figure], currency))}{" "}
              <a href={here.home + ways[figure]}>{t().closing.ways[figure]}</a>
            </li>
          ))}
        </ul>
      )}
      <dl class="figures">
        {(["balance", "committed", "expected"] as const).map((figure) => (
          <Fragment key={figure}>
            <dt>{t().figures.names[figure]}</dt>
            <dd>
              <Amount value={figures[figure]} currency={currency} />
            </dd>
          </Fragment>
        ))}
      </dl>
      <ProblemNote problem={closing.problem} onRetry={() => void submit()} />
      <Button rank="irreversible" isWide isBusy={closing.isBusy} isOff={stands.length > 0} onPress={() => void submit()}>
        {t().closing.act}
      </Button>
      <Button onPress={onClose}>{common().cancel}</Button>
    </Dialog>
  );
}
