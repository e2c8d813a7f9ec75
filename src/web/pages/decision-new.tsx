/**
 * Proposing something, or trying again: in words, with what it will change, and the way it is decided. It may begin with a
 * sharing that is proposed (`?sharing=`), a key or a version of the social code that is written (`?key=`, `?code=`), the rate of a kind (`?kind=`), or an earlier attempt (`?again=`, `&last=`).
 */

import { useMemo } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { MeetingFields, useChosenMeeting } from "../components/decision-meeting.js";
import { PartsForm } from "../components/decision-parts-form.js";
import { CheckField, faultAt, LongTextField, readDecimal, SelectField, TextField, typedDecimal } from "../components/fields.js";
import { Page } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Loading, Shown } from "../components/reading.js";
import { ChoiceField } from "../components/round-choice-field.js";
import { tell } from "../components/told.js";
import { emptyProposal, isAsBefore, proposedAgain, sentAttempt, type TypedProposal, withFigure } from "../decision-drafts.js";
import type { Change, Decision, DecisionRules } from "../decision-figures.js";
import { useDraft } from "../drafts.js";
import { instant, listed, today } from "../format.js";
import en from "../i18n/en/decision-new.js";
import decisions_en from "../i18n/en/decisions.js";
import fr from "../i18n/fr/decision-new.js";
import decisions_fr from "../i18n/fr/decisions.js";
import { type Circle, useCircles, useHere, useNameOf } from "../place.js";
import { type Reading, useReading } from "../readings.js";
import { useTimeZone } from "../round-place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
const decisionTexts = speak({ fr: decisions_fr, en: decisions_en });

export default function DecisionNewPage() {
  const here = useHere();
  const { query } = useLocation();
  const circles = useCircles()?.filter(({ isArchived }) => !isArchived);
  const again = useReading<Decision>(query.again ? `${here.api}/decisions/${query.again}` : null);
  const sharing = useReading<Named>(query.sharing ? `${here.api}/sharings/${query.sharing}` : null);
  const key = useReading<Named>(query.key ? `${here.api}/keys/${query.key}` : null);
  const code = useReading<Named>(query.code ? `${here.api}/social-code/versions/${query.code}` : null);
  const kind = useReading<{ items: Named[] }>(query.kind ? `${here.api}/kinds` : null);
  const readings: readonly (readonly [string | undefined, Reading<unknown>])[] = [
    [query.again, again],
    [query.sharing, sharing],
    [query.key, key],
    [query.code, code],
    [query.kind, kind],
  ];
  // A kind is of everybody.
  const kindOf = (kinds: readonly Named[] | undefined) => kinds?.find(({ id }) => id === query.kind);
  const awaited = readings.find(([id]) => id)?.[1];
  if (awaited && awaited.value === undefined) return <Shown reading={awaited}>{() => null}</Shown>;
  if (!circles) return <Loading />;
  const decision = again.value;
  const begun = decision
    ? typedFigures(proposedAgain(decision, query.last === "yes"))
    : beginning({
        circles,
        circle: query.circle,
        sharing: sharing.value,
        key: key.value,
        code: code.value,
        kind: kindOf(kind.value?.items),
      });
  const name = query.again ?? query.sharing ?? query.key ?? query.code ?? query.kind ?? query.circle ?? "new";
  return (
    <Proposing
      key={`${name} ${query.last ?? ""}`}
      name={`${name}${query.last ?? ""}`}
      begun={begun}
      decision={decision}
      circles={circles}
    />
  );
}

interface Named {
  readonly id: string;
  readonly title?: string;
  readonly name?: string;
  /** null = the collective’s. */
  readonly circleId: string | null;
}

function begunBy({
  sharing,
  key,
  code,
  kind,
}: Readonly<Record<"sharing" | "key" | "code" | "kind", Named | undefined>>): { title: string; change: Change } | null {
  if (sharing) return { title: t().adoptSharing(sharing.title ?? ""), change: { kind: "adopt-sharing", sharingId: sharing.id } };
  if (key) return { title: t().adoptKey(key.name ?? ""), change: { kind: "adopt-key", keyId: key.id } };
  if (kind) return { title: t().setRate(kind.name ?? ""), change: { kind: "set-rate", kindId: kind.id, rate: "", fromOn: today() } };
  return code ? { title: t().publishCode, change: { kind: "publish-social-code", versionId: code.id } } : null;
}

/** A proposal that adopts what one comes from. A single circle is everybody: the collective decides. */
function beginning({
  circles,
  circle,
  sharing,
  key,
  code,
  kind,
}: {
  circles: readonly Circle[];
  circle: string | undefined;
  sharing: Named | undefined;
  key: Named | undefined;
  code: Named | undefined;
  kind: Named | undefined;
}): TypedProposal {
  const begun = begunBy({ sharing, key, code, kind });
  const of = sharing?.circleId ?? key?.circleId ?? code?.circleId ?? circle ?? "";
  return {
    ...emptyProposal,
    title: begun?.title ?? "",
    circleId: circles.length > 1 ? of : "",
    parts: [{ title: "", changes: begun ? [begun.change] : [] }],
  };
}

/** Figures of an earlier attempt as people type them. */
const typedFigures = (typed: TypedProposal): TypedProposal => ({
  ...typed,
  parts: typed.parts.map((part) => ({
    ...part,
    changes: part.changes.map((change) => withFigure(change, typedDecimal)),
  })),
});

interface ProposingProps {
  name: string;
  begun: TypedProposal;
  decision: Decision | undefined;
  circles: readonly Circle[];
}

function Proposing({ name, begun: first, decision, circles }: ProposingProps) {
  const here = useHere();
  const { route } = useLocation();
  // What is read anew meanwhile is not what this began with.
  const begun = useMemo(() => first, []);
  const { draft, clear } = useDraft<TypedProposal>(`${here.slug}.decision.${name}`, begun);
  const typed = draft.value;
  const rules = useReading<DecisionRules>(`${here.api}/decision-rules${typed.circleId ? `?circle=${typed.circleId}` : ""}`);
  const meeting = useChosenMeeting(typed);
  const set = (change: Partial<TypedProposal>) => {
    draft.value = { ...draft.value, ...change };
  };
  const sending = useSending((_: undefined, key) => {
    const attempt = sentAttempt(draft.value, meeting?.presentIds ?? [], readDecimal);
    if (decision) return write<Decision>("POST", `${here.api}/decisions/${decision.id}/attempts`, attempt, key);
    const { title, circleId } = draft.value;
    return write<Decision>("POST", `${here.api}/decisions`, { title, circleId: circleId || null, ...attempt }, key);
  });
  const submit = async () => {
    const made = await sending.run(undefined);
    if (!made) return;
    tell(typed.way === "meeting" && typed.hours === "" ? t().doneMeeting : t().done);
    clear();
    route(`${here.home}/decisions/${made.id}`);
  };
  const { problem } = sending;
  const back = decision
    ? { href: `${here.home}/decisions/${decision.id}`, label: decision.title }
    : { href: `${here.home}/decisions`, label: decisionTexts().back };
  const title = !decision ? t().title : begun.isLastResort ? t().titleLast(decision.title) : t().titleAgain(decision.title);
  return (
    <Page title={title} lead={decision ? t().leadAgain : t().lead} back={back}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {!decision && (
          <TextField
            label={t().name}
            hint={t().nameHint}
            isRequired
            value={typed.title}
            fault={faultAt(problem, "title")}
            onValue={(value) => set({ title: value })}
          />
        )}
        {!decision && circles.length > 1 && (
          <SelectField
            label={t().circle}
            value={typed.circleId}
            fault={faultAt(problem, "circleId")}
            options={[
              { value: "", label: decisionTexts().collective },
              ...circles.map((circle) => ({ value: circle.id, label: circle.name })),
            ]}
            onValue={(circleId) => set({ circleId, meetingId: "", said: {} })}
          />
        )}
        <LongTextField
          label={t().text}
          hint={t().textHint}
          rows={6}
          isRequired
          value={typed.text}
          fault={faultAt(problem, "text")}
          onValue={(value) => set({ text: value })}
        />
        <PartsForm parts={typed.parts} problem={problem} onParts={(parts) => set({ parts })} />
        <Shown reading={rules}>
          {(known) => (
            <>
              <WayFields typed={typed} rules={known} set={set} isLastPossible={decision?.lastResort?.isReady ?? false} />
              {typed.way === "meeting" && <MeetingFields typed={typed} rules={known} problem={problem} set={set} />}
              <AsBefore typed={typed} begun={begun} decision={decision} />
              <Terms typed={typed} rules={known} />
            </>
          )}
        </Shown>
        <ProblemNote problem={problem} onRetry={() => void submit()} />
        <Button rank="first" isWide isSubmit isBusy={sending.isBusy}>
          {typed.way === "meeting" ? t().submitMeeting : t().submit}
        </Button>
      </form>
    </Page>
  );
}

function WayFields({
  typed: { way, isLastResort },
  rules: { lastResort },
  isLastPossible,
  set,
}: {
  typed: TypedProposal;
  rules: DecisionRules;
  isLastPossible: boolean;
  set: (change: Partial<TypedProposal>) => void;
}) {
  const means =
    lastResort.kind === "vote"
      ? t().lastHint.vote(lastResort.numerator, lastResort.denominator)
      : lastResort.kind === "council"
        ? t().lastHint.council(lastResort.name)
        : undefined;
  return (
    <>
      <ChoiceField<TypedProposal["way"]>
        legend={t().way}
        name="way"
        value={way}
        options={(["announced", "meeting", "ballots"] as const).map((value) => ({
          value,
          label: t().ways[value],
          hint: t().wayHints[value],
        }))}
        onValue={(value) => set({ way: value, isLastResort: false })}
      />
      {way === "ballots" && (isLastPossible || isLastResort) && means && (
        <CheckField label={t().last} hint={means} isChecked={isLastResort} onChecked={(isChecked) => set({ isLastResort: isChecked })} />
      )}
    </>
  );
}

/** The same proposal waits a week; the sentence is there before it is refused. */
function AsBefore({ typed, begun, decision }: { typed: TypedProposal; begun: TypedProposal; decision: Decision | undefined }) {
  const timeZone = useTimeZone();
  const from = decision?.state === "postponed" ? (decision.lastResort?.possibleAt ?? null) : null;
  if (from === null || Date.parse(from) <= Date.now() || !isAsBefore(typed, begun)) return null;
  return <p class="notice">{t().asBefore(instant(from, timeZone))}</p>;
}

/** Until when, and who decides. */
function Terms({ typed: { way }, rules }: { typed: TypedProposal; rules: DecisionRules }) {
  const nameOf = useNameOf();
  const timeZone = useTimeZone();
  const said = (standings: readonly string[]) => listed(standings.map((standing) => decisionTexts().standings[standing] ?? standing));
  return (
    <div class="card soft">
      {!rules.mayPropose && (
        <>
          <p class="strong">{t().notProposing}</p>
          <p>{t().notProposingLead(said(rules.proposing))}</p>
        </>
      )}
      {way !== "meeting" && <p class="strong">{t().closes(instant(rules.closesAt, timeZone))}</p>}
      <details>
        <summary>{t().decides(rules.voterIds.length, said(rules.deciding))}</summary>
        <p>{listed(rules.voterIds.map(nameOf).sort((one, other) => one.localeCompare(other)))}</p>
      </details>
    </div>
  );
}
