/** One meeting: what was told, what was decided, who does what, and what was open when it began. */
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useRoute } from "preact-iso/router";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { ActionList } from "../components/house/action-list.js";
import { MeetingForm } from "../components/house/meeting-form.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { tell } from "../components/told.js";
import { instant, listed, longDay, shortDay } from "../format.js";
import { type Amendment, type Meeting, type MeetingAction, sentAmendment, typedMeeting } from "../house-meetings.js";
import en from "../i18n/en/meetings.js";
import fr from "../i18n/fr/meetings.js";
import { type Circle, useCircles, useCollective, useHere, useNameOf } from "../place.js";
import { useList, useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function MeetingPage() {
  const here = useHere();
  const { params } = useRoute();
  const reading = useReading<Meeting>(`${here.api}/meetings/${params.id}`);
  const circles = useCircles();
  return (
    <Shown reading={reading}>
      {(meeting) => {
        const circle = circles?.find(({ id }) => id === meeting.circleId);
        return circle && <OneMeeting key={meeting.id} meeting={meeting} circle={circle} />;
      }}
    </Shown>
  );
}

function OneMeeting({ meeting, circle }: { meeting: Meeting; circle: Circle }) {
  const here = useHere();
  const nameOf = useNameOf();
  const isAmending = useSignal(false);
  const { metOn, presentIds, noteTakerId, decisions, actions } = meeting;
  const words = t().page;
  const isSeated = circle.members.some(({ memberId }) => memberId === here.me);
  const present =
    presentIds.length === 0 ? words.nobody : words.present(listed(presentIds.map(nameOf).sort((one, other) => one.localeCompare(other))));
  return (
    <Page
      title={words.title(circle.name, longDay(metOn), decisions.length, actions.length)}
      lead={`${present}${noteTakerId ? ` ${words.noteTaker(nameOf(noteTakerId))}` : ""}`}
      back={{ href: `${here.home}/circles/${circle.id}`, label: circle.name }}
    >
      {isAmending.value ? (
        <Amending
          meeting={meeting}
          circle={circle}
          onEnd={() => {
            isAmending.value = false;
          }}
        />
      ) : (
        <>
          <Notes meeting={meeting} isSeated={isSeated} />
          <div class="row no-print">
            {isSeated && !circle.isArchived && (
              <Button
                onPress={() => {
                  isAmending.value = true;
                }}
              >
                {words.amend}
              </Button>
            )}
            <Button rank="link" onPress={() => print()}>
              {words.print}
            </Button>
          </div>
        </>
      )}
      <History meeting={meeting} />
    </Page>
  );
}

function Notes({ meeting: { information, decisions, actions, carried }, isSeated }: { meeting: Meeting; isSeated: boolean }) {
  const here = useHere();
  const words = t().page;
  return (
    <>
      {carried.length > 0 && (
        <Section title={words.carried}>
          <p class="muted small">{words.carriedLead}</p>
          <ActionList actions={carried} isSeated={isSeated} />
        </Section>
      )}
      <Section title={words.information}>
        {information === "" ? <p class="muted">{words.noInformation}</p> : <p class="pre-line">{information}</p>}
      </Section>
      <Section title={words.decisions}>
        {decisions.length === 0 ? (
          <p class="muted">{words.noDecisions}</p>
        ) : (
          <div class="card">
            <ol class="steps">
              {decisions.map(({ id, text, decisionId }) => (
                <li key={id} class="pre-line">
                  {decisionId ? <a href={`${here.home}/decisions/${decisionId}`}>{text}</a> : text}
                </li>
              ))}
            </ol>
          </div>
        )}
      </Section>
      <Section title={words.actions}>
        {actions.length === 0 ? <p class="muted">{words.noActions}</p> : <ActionList actions={actions} isSeated={isSeated} />}
      </Section>
    </>
  );
}

function Amending({ meeting, circle, onEnd }: { meeting: Meeting; circle: Circle; onEnd: () => void }) {
  const here = useHere();
  // What others amend meanwhile is not what this began from.
  const begun = useRef({ meeting: typedMeeting(meeting), read: meeting.version });
  const draft = useSignal(begun.current.meeting);
  const sending = useSending((_: undefined, key) =>
    write<Meeting>("PATCH", `${here.api}/meetings/${meeting.id}`, sentAmendment(draft.value, begun.current), key),
  );
  const submit = async () => {
    if (!(await sending.run(undefined))) return;
    tell(t().form.amended);
    onEnd();
  };
  return (
    <MeetingForm circle={circle} draft={draft} problem={sending.problem} isBusy={sending.isBusy} onSubmit={() => void submit()}>
      <Button onPress={onEnd}>{t().form.unchanged}</Button>
    </MeetingForm>
  );
}

/** Whether an action was done or dropped when the notes were amended. */
const tickOf = ({ status, endedOn }: Partial<MeetingAction>): string => {
  if (!endedOn) return "";
  return status === "done" ? t().actions.done(shortDay(endedOn)) : t().actions.dropped(shortDay(endedOn));
};

/** What the notes said before they were amended. */
function History({ meeting: { id, version: count } }: { meeting: Meeting }) {
  const here = useHere();
  const isOpen = useSignal(false);
  const history = useList<Amendment>(isOpen.value ? `${here.api}/meetings/${id}/history?limit=200` : null).value ?? [];
  const nameOf = useNameOf();
  const timeZone = useCollective()?.timeZone;
  const words = t().page;
  if (count === 0 || !timeZone) return null;
  /** A field as it was, in words: a day, people, a text, or a list of texts with whom they named. */
  const saidOf = (field: string, was: unknown): string => {
    if (field === "metOn") return shortDay(String(was));
    if (Array.isArray(was)) {
      const lines = was.map((line) =>
        typeof line === "string" ? nameOf(line) : [line.text, nameOf(line.ownerId), tickOf(line)].filter(Boolean).join(" · "),
      );
      return lines.join("\n") || words.empty;
    }
    return (field === "noteTakerId" ? nameOf(was as string | null) : String(was)) || words.empty;
  };
  return (
    <details
      class="no-print"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{words.history(count)}</summary>
      <ul class="plain-list ruled">
        {history.map(({ version, changedBy, changedAt, before }) => (
          <li key={version} class="stack tight">
            <p class="muted small">{words.version(nameOf(changedBy), instant(changedAt, timeZone))}</p>
            <dl class="sheet">
              {Object.entries(before).map(([field, was]) => (
                <div key={field}>
                  <dt>{words.fields[field] ?? field}</dt>
                  <dd class="pre-line">{saidOf(field, was)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </details>
  );
}
