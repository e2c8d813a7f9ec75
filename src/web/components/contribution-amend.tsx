/** Amending or withdrawing a contribution, by who gave or logged it; what stood before stays in its history. */
import { useSignal } from "@preact/signals";
import type { ContributionDraft } from "../../domain/contribution-draft.js";
import type { ContributionStory } from "../../features/contributions/contributions.schema.js";
import { write } from "../api.js";
import { useDraftPlace } from "../contribute-place.js";
import { valuesOf } from "../contribution-story.js";
import { type DraftField, type DraftPlace, type DraftValues, draftOf, factsOf, faultsOf } from "../draft-fields.js";
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/contribution.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/contribution.js";
import { useHere } from "../place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { ContributionFields } from "./contribution-fields.js";
import { Dialog } from "./dialog.js";
import { LongTextField, typedDecimal } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { tell } from "./told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

const isFirm = (state: string): boolean => ["proposed", "adopted", "posted", "paid"].includes(state);

export function ContributionAmend({ story, what, wished }: { story: ContributionStory; what: string; wished: string }) {
  const here = useHere();
  const place = useDraftPlace();
  const isAuthor = here.me === story.memberId || here.me === story.loggedBy;
  if (!isAuthor || story.status === "withdrawn") return null;
  if (story.sharings.some(({ state }) => isFirm(state))) return <p class="muted">{t().amendHeld}</p>;
  return (
    <>
      {place && <AmendForm key={story.changedAt} story={story} place={place} />}
      <Withdraw story={story} what={what} wished={wished} />
    </>
  );
}

function AmendForm({ story, place }: { story: ContributionStory; place: DraftPlace }) {
  const here = useHere();
  const values = useSignal<DraftValues>(valuesOf(story, typedDecimal));
  const reason = useSignal("");
  const tried = useSignal<ContributionDraft | undefined>(undefined);
  const amend = useSending((body: object, key) => write("PATCH", `${here.api}/contributions/${story.id}`, body, key));
  const save = async () => {
    const draft = draftOf(fitToKind(values.value, place), null, place);
    tried.value = draft;
    if (amendFaults(draft, place).size > 0) return;
    if ((await amend.run({ ...draft, reason: reason.value.trim() || null })) !== undefined) tell(t().amended);
  };
  return (
    <details>
      <summary>{t().amend}</summary>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p class="muted">{t().amendHint}</p>
        <ContributionFields
          values={values.value}
          place={place}
          faults={tried.value ? amendFaults(tried.value, place) : new Map()}
          onValue={(field, value) => {
            values.value = { ...values.value, [field]: value };
          }}
        />
        <LongTextField
          label={t().amendWhy}
          rows={2}
          value={reason.value}
          onValue={(value) => {
            reason.value = value;
          }}
        />
        <ProblemNote problem={amend.problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={amend.isBusy}>
          {t().saveAmend}
        </Button>
      </form>
    </details>
  );
}

const amended: readonly DraftField[] = ["quantity", "amount", "claim", "note", "dayOn", "untilOn", "tags"];

/** What changed since it was logged (an archived circle, a closed envelope) is for the service to judge. */
const amendFaults = (draft: ContributionDraft, place: DraftPlace): ReadonlyMap<DraftField, string> =>
  new Map([...faultsOf(draft, factsOf(place), place)].filter(([field]) => amended.includes(field)));

/** A kind that takes no such figure leaves it behind. */
function fitToKind(values: DraftValues, { kinds }: DraftPlace): DraftValues {
  const kind = kinds.find(({ id }) => id === values.kindId);
  if (kind?.isExpense) return { ...values, claim: "" };
  return { ...values, settlement: "", ...(kind?.isQualitative ? { quantity: "", amount: "" } : {}) };
}

function Withdraw({ story, what, wished }: { story: ContributionStory; what: string; wished: string }) {
  const here = useHere();
  const isAsked = useSignal(false);
  const reason = useSignal("");
  const withdraw = useSending((_: undefined, key) =>
    write("POST", `${here.api}/contributions/${story.id}/withdrawal`, { reason: reason.value.trim() || null }, key),
  );
  const close = () => {
    isAsked.value = false;
  };
  const send = async () => {
    const done = await withdraw.run(undefined);
    if (done === undefined) return;
    close();
    tell(t().withdrawn);
    document.querySelector<HTMLElement>("h1")?.focus();
  };
  return (
    <div class="row">
      <Button
        onPress={() => {
          isAsked.value = true;
        }}
      >
        {t().withdraw}
      </Button>
      {isAsked.value && (
        <Dialog title={t().withdrawDialog.title} onClose={close}>
          <p>{t().withdrawDialog.lead(what, wished)}</p>
          <LongTextField
            label={t().withdrawDialog.why}
            rows={2}
            value={reason.value}
            onValue={(value) => {
              reason.value = value;
            }}
          />
          <ProblemNote problem={withdraw.problem} onRetry={() => void send()} />
          <div class="row">
            <Button rank="irreversible" isBusy={withdraw.isBusy} onPress={() => void send()}>
              {t().withdraw}
            </Button>
            <Button onPress={close}>{common().cancel}</Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
