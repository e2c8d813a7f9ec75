/** Proposing a bucket: what one wants to do, and what it takes; kept as a draft, or shown at once. */
import { useLocation } from "preact-iso/router";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { readDecimal } from "../components/fields.js";
import { Page } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Shown } from "../components/reading.js";
import { BucketForm } from "../components/round-bucket-form.js";
import { tell } from "../components/told.js";
import { useDraft } from "../drafts.js";
import en from "../i18n/en/bucket.js";
import fr from "../i18n/fr/bucket.js";
import { type BucketDraft, emptyDraft, sentItems } from "../round-budget.js";
import { saidMoment } from "../round-dates.js";
import type { Bucket, Round } from "../round-figures.js";
import { mayPropose, type RoundPlace, useRoundPlace } from "../round-place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function BucketNewPage() {
  const place = useRoundPlace();
  return <Shown reading={place.round}>{(round) => <Proposal place={place} round={round} />}</Shown>;
}

function Proposal({ place, round }: { place: RoundPlace; round: Round }) {
  const { here, api, home, id, timeZone } = place;
  const { route } = useLocation();
  const { draft, clear } = useDraft<BucketDraft>(`${here.slug}.bucket.${id}`, { ...emptyDraft, cocreatorIds: [here.me] });
  const sending = useSending((publish: boolean, key) =>
    write<Bucket>("POST", `${api}/buckets`, { ...draft.value, items: sentItems(draft.value.items, readDecimal), publish }, key),
  );
  const { form } = t();
  const back = { href: home, label: form.back };
  if (!mayPropose(round, here)) {
    return (
      <Page title={form.closed} lead={form.closedLead(saidMoment(round.proposalsFrom, timeZone))} back={back}>
        {null}
      </Page>
    );
  }
  const submit = async (publish: boolean) => {
    const made = await sending.run(publish);
    if (!made) return;
    clear();
    tell(publish ? form.proposed : form.kept);
    route(made.cocreatorIds.includes(here.me) || publish ? `${home}/buckets/${made.id}` : home);
  };
  return (
    <Page title={form.newTitle} lead={form.newLead(round.title)} back={back}>
      <BucketForm
        round={round}
        draft={draft.value}
        problem={sending.problem}
        onDraft={(changed) => {
          draft.value = changed;
        }}
        onSubmit={() => void submit(true)}
      >
        <ProblemNote problem={sending.problem} onRetry={() => void submit(true)} />
        <Button rank="first" isWide isSubmit isBusy={sending.isBusy}>
          {form.publish}
        </Button>
        <Button isBusy={sending.isBusy} onPress={() => void submit(false)}>
          {form.draft}
        </Button>
      </BucketForm>
    </Page>
  );
}
