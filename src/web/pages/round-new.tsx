/** Opening a round: from which money, by credits or by votes, until when; the rest is there for who wants it. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { faultAt, LongTextField, readDecimal, SelectField, TextField } from "../components/fields.js";
import { Page } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { ChoiceField } from "../components/round-choice-field.js";
import { MoneyFields } from "../components/round-money-fields.js";
import { BallotSettings, MoreSettings } from "../components/round-more-settings.js";
import { tell } from "../components/told.js";
import { useDraft } from "../drafts.js";
import en from "../i18n/en/rounds.js";
import fr from "../i18n/fr/rounds.js";
import { type Place, useEnvelopes, useHere } from "../place.js";
import { useList } from "../readings.js";
import { markOf, points, type Round } from "../round-figures.js";
import { useTimeZone } from "../round-place.js";
import { type Dates, datesOf, emptyRound, type RoundDraft, sentRound } from "../round-settings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function RoundNewPage() {
  const here = useHere();
  const { open } = t();
  const back = { href: `${here.home}/rounds`, label: open.back };
  if (here.pilotOf.length === 0) {
    return (
      <Page title={open.notPilot} lead={open.notPilotLead} back={back}>
        {null}
      </Page>
    );
  }
  return (
    <Page title={open.title} lead={open.lead} back={back}>
      <Opening here={here} />
    </Page>
  );
}

function Opening({ here }: { here: Place }) {
  const timeZone = useTimeZone();
  const { route, query } = useLocation();
  const { open } = t();
  const { draft, clear } = useDraft<RoundDraft>(`${here.slug}.round`, emptyRound(timeZone));
  const modelId = useSignal(query.from ?? "");
  const isUnreadable = useSignal(false);
  const models = useList<Round>(`${here.api}/rounds`).value?.filter(({ circleId }) => here.pilots(circleId)) ?? [];
  const model = models.find(({ id }) => id === modelId.value);
  const envelopes = useEnvelopes();
  const set = (change: Partial<RoundDraft>) => {
    draft.value = { ...draft.value, ...change };
  };
  // The circle one pilots, and its first envelope: right for most, and both can be changed.
  useEffect(() => {
    if (draft.value.circleId !== "" || !envelopes) return;
    const own = envelopes.find(({ circleId }) => here.pilots(circleId));
    set({ circleId: own?.circleId ?? here.pilotOf[0] ?? "", envelopeId: own?.id ?? "" });
  }, [envelopes]);
  const sending = useSending((dates: Dates, key) =>
    model
      ? write<Round>("POST", `${here.api}/rounds/${model.id}/copy`, { title: draft.value.title, ...dates }, key)
      : write<Round>("POST", `${here.api}/rounds`, sentRound(draft.value, dates, readDecimal), key),
  );
  const submit = async () => {
    const dates = datesOf(draft.value, timeZone);
    isUnreadable.value = dates === undefined;
    if (!dates) return;
    const made = await sending.run(dates);
    if (!made) return;
    clear();
    tell(made.method === "ballots" ? open.doneBallots : open.done);
    route(`${here.home}/rounds/${made.id}${made.method === "ballots" ? "" : "/pilot"}`);
  };
  const { value } = draft;
  const { problem } = sending;
  const method = model?.method ?? value.method;
  const currency = envelopes?.find(({ id }) => id === value.envelopeId)?.currency ?? points;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {models.length > 0 && (
        <SelectField
          label={open.model}
          hint={model && open.modelHint(model.title)}
          value={modelId.value}
          options={[{ value: "", label: open.modelNone }, ...models.map(({ id, title }) => ({ value: id, label: title }))]}
          onValue={(id) => {
            modelId.value = id;
          }}
        />
      )}
      <TextField
        label={open.name}
        hint={open.nameHint}
        isRequired
        value={value.title}
        fault={faultAt(problem, "title")}
        onValue={(title) => set({ title })}
      />
      {!model && (
        <>
          <LongTextField label={open.description} rows={3} value={value.description} onValue={(description) => set({ description })} />
          <MoneyFields draft={value} problem={problem} onChange={set} />
          <ChoiceField
            legend={open.method}
            name="method"
            value={value.method}
            options={[
              { value: "credits", label: open.credits, hint: open.creditsHint },
              { value: "ballots", label: open.ballots, hint: open.ballotsHint },
            ]}
            onValue={(chosen) => set({ method: chosen })}
          />
          {value.method === "ballots" && <BallotSettings draft={value} onChange={set} />}
        </>
      )}
      <div class="pair">
        <TextField
          label={open.proposalsUntil}
          type="datetime-local"
          isRequired
          value={value.proposalsUntil}
          fault={faultAt(problem, "proposalsUntil")}
          onValue={(proposalsUntil) => set({ proposalsUntil })}
        />
        <TextField
          label={open.pledgesUntil[method]}
          type="datetime-local"
          isRequired
          value={value.pledgesUntil}
          fault={faultAt(problem, "pledgesUntil")}
          onValue={(pledgesUntil) => set({ pledgesUntil })}
        />
      </div>
      <p class="muted small">{open.zone(timeZone)}</p>
      {!model && <MoreSettings draft={value} unit={markOf(currency)} problem={problem} onChange={set} />}
      {isUnreadable.value && <p class="notice brick">{open.unreadable}</p>}
      <ProblemNote problem={problem} onRetry={() => void submit()} />
      <Button rank="first" isWide isSubmit isBusy={sending.isBusy}>
        {open.submit}
      </Button>
    </form>
  );
}
