/** What those who carry a bucket can do with it; what cannot be undone says beforehand, in figures, what it will do. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import en from "../i18n/en/bucket.js";
import fr from "../i18n/fr/bucket.js";
import { draftOf, sentItems } from "../round-budget.js";
import { type Bucket, isNothing, type Round, sumIn } from "../round-figures.js";
import { mayPropose, type RoundPlace } from "../round-place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { readDecimal, typedDecimal } from "./fields.js";
import { Section } from "./page.js";
import { ProblemNote } from "./problem.js";
import { BucketForm } from "./round-bucket-form.js";
import { tell } from "./told.js";

const t = speak({ fr, en });

interface ActionsProps {
  place: RoundPlace;
  round: Round;
  bucket: Bucket;
}

type Step = "publication" | "acceptance" | "completion" | "cancellation";

export function BucketActions({ place, round, bucket }: ActionsProps) {
  const asking = useSignal<"acceptance" | "cancellation" | null>(null);
  const sending = useSending((step: Step, key) => write<Bucket>("POST", `${place.api}/buckets/${bucket.id}/${step}`, {}, key));
  const isOwn = bucket.cocreatorIds.includes(place.here.me);
  const isPilot = place.here.pilots(round.circleId);
  if (!isOwn && !isPilot) return null;

  const isRunning = round.endedAt === null;
  const isLive = bucket.status === "published" || bucket.status === "open";
  const isShort = bucket.missing !== null && !isNothing(bucket.missing);
  const can = {
    publish: isOwn && bucket.status === "draft" && mayPropose(round, place.here),
    edit:
      isOwn &&
      isRunning &&
      (bucket.status === "draft" || (isLive && (bucket.pledged === null ? round.phase !== "pledging" : isNothing(bucket.pledged)))),
    accept: isOwn && isRunning && isLive && round.method === "credits" && ["pledging", "settling"].includes(round.phase) && !isShort,
    complete: bucket.status === "funded" && bucket.envelopeId !== null,
    cancel: isRunning && bucket.status !== "cancelled" && bucket.status !== "completed",
  };
  if (!Object.values(can).some(Boolean)) return null;
  const { actions } = t();
  const done = {
    publication: actions.published,
    acceptance: actions.accepted,
    completion: actions.completed,
    cancellation: actions.cancelled,
  };
  const take = async (step: Step) => {
    asking.value = null;
    if (await sending.run(step)) tell(done[step]);
  };
  return (
    <Section title={actions.title}>
      <ProblemNote problem={sending.problem} />
      {can.publish && (
        <Button rank="first" isWide isBusy={sending.isBusy} onPress={() => void take("publication")}>
          {actions.publish}
        </Button>
      )}
      {can.accept && bucket.missing !== null && <p>{actions.hurry}</p>}
      <div class="row">
        {can.accept && (
          <Button isBusy={sending.isBusy} onPress={() => (asking.value = "acceptance")}>
            {actions.accept}
          </Button>
        )}
        {can.complete && (
          <Button isBusy={sending.isBusy} onPress={() => void take("completion")}>
            {actions.complete}
          </Button>
        )}
        {can.cancel && (
          <Button rank="link" isBusy={sending.isBusy} onPress={() => (asking.value = "cancellation")}>
            {actions.cancel}
          </Button>
        )}
      </div>
      {can.edit ? <BucketEdit place={place} round={round} bucket={bucket} /> : isOwn && isLive && <p class="muted">{actions.fixed}</p>}
      {asking.value && <Asked what={asking.value} round={round} bucket={bucket} onConfirm={take} onClose={() => (asking.value = null)} />}
    </Section>
  );
}

interface AskedProps {
  what: "acceptance" | "cancellation";
  round: Round;
  bucket: Bucket;
  onConfirm: (step: Step) => void;
  onClose: () => void;
}

function Asked({ what, round, bucket, onConfirm, onClose }: AskedProps) {
  const { acceptDialog, cancelDialog } = t();
  const amount = bucket.pledged === null ? undefined : sumIn(round.commodity)(bucket.pledged);
  const isAccepting = what === "acceptance";
  const says = isAccepting
    ? amount === undefined
      ? acceptDialog.saysSecret
      : acceptDialog.says(amount)
    : amount === undefined
      ? cancelDialog.saysSecret
      : cancelDialog.says(amount, bucket.pledgers ?? 0);
  return (
    <Dialog title={(isAccepting ? acceptDialog : cancelDialog).title(bucket.title)} onClose={onClose}>
      <p>{says}</p>
      <div class="row">
        <Button rank={isAccepting ? "first" : "irreversible"} onPress={() => onConfirm(what)}>
          {isAccepting ? acceptDialog.confirm : cancelDialog.confirm}
        </Button>
        <Button onPress={onClose}>{cancelDialog.keep}</Button>
      </div>
    </Dialog>
  );
}

function BucketEdit({ place, round, bucket }: ActionsProps) {
  const asItIs = () => draftOf(bucket, typedDecimal);
  const draft = useSignal(asItIs());
  const isOpen = useSignal(false);
  const sending = useSending((_: undefined, key) =>
    write<Bucket>("PATCH", `${place.api}/buckets/${bucket.id}`, { ...draft.value, items: sentItems(draft.value.items, readDecimal) }, key),
  );
  const submit = async () => {
    if (!(await sending.run(undefined))) return;
    isOpen.value = false;
    tell(t().actions.edited);
  };
  const toggle = (opens: boolean) => {
    // It begins with the bucket as it is by then: others who carry it write too.
    if (opens && !isOpen.peek()) draft.value = asItIs();
    isOpen.value = opens;
  };
  return (
    <details open={isOpen.value} onToggle={(event) => toggle(event.currentTarget.open)}>
      <summary>{t().actions.edit}</summary>
      {isOpen.value && (
        <BucketForm
          round={round}
          draft={draft.value}
          problem={sending.problem}
          onDraft={(changed) => (draft.value = changed)}
          onSubmit={() => void submit()}
        >
          <ProblemNote problem={sending.problem} onRetry={() => void submit()} />
          <Button rank="first" isSubmit isBusy={sending.isBusy}>
            {t().form.save}
          </Button>
        </BucketForm>
      )}
    </details>
  );
}
