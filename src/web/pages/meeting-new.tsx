/** Writing a meeting of a circle; the actions that are open are ticked on the way. */
import { useLocation } from "preact-iso/router";
import { write } from "../api.js";
import { ActionList } from "../components/house/action-list.js";
import { MeetingForm } from "../components/house/meeting-form.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { tell } from "../components/told.js";
import { useDraft } from "../drafts.js";
import { dayAt } from "../format.js";
import { emptyMeeting, type Meeting, type MeetingAction, sentMeeting, type TypedMeeting, underWay } from "../house-meetings.js";
import circles_en from "../i18n/en/circles.js";
import en from "../i18n/en/meetings.js";
import circles_fr from "../i18n/fr/circles.js";
import fr from "../i18n/fr/meetings.js";
import { type Circle, useCollective, useHere } from "../place.js";
import { useList } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
const circleTexts = speak({ fr: circles_fr, en: circles_en });

export default function MeetingNewPage() {
  const here = useHere();
  const { query } = useLocation();
  const reading = useList<Circle>(`${here.api}/circles`);
  const timeZone = useCollective()?.timeZone;
  return (
    <Shown reading={reading}>
      {(circles) => {
        const mine = circles.filter(({ isArchived, members }) => !isArchived && members.some(({ memberId }) => memberId === here.me));
        const circle = mine.find(({ id }) => id === query.circle) ?? (query.circle ? undefined : mine[0]);
        if (!circle) {
          return (
            <Page
              title={t().form.notSeated}
              lead={t().form.notSeatedLead}
              back={{ href: `${here.home}/circles`, label: circleTexts().back }}
            >
              {null}
            </Page>
          );
        }
        return timeZone && <Writing key={circle.id} circle={circle} today={dayAt(new Date().toISOString(), timeZone)} />;
      }}
    </Shown>
  );
}

function Writing({ circle, today }: { circle: Circle; today: string }) {
  const here = useHere();
  const { route } = useLocation();
  const { draft, clear } = useDraft<TypedMeeting>(`${here.slug}.meeting.${circle.id}`, emptyMeeting(today, here.me));
  const actions = useList<MeetingAction>(`${here.api}/meeting-actions?circle=${circle.id}&limit=200`).value ?? [];
  const open = underWay(actions, today);
  const sending = useSending((_: undefined, key) =>
    write<Meeting>("POST", `${here.api}/meetings`, { circleId: circle.id, ...sentMeeting(draft.value) }, key),
  );
  const submit = async () => {
    const made = await sending.run(undefined);
    if (!made) return;
    clear();
    tell(t().form.saved);
    route(`${here.home}/meetings/${made.id}`);
  };
  return (
    <Page title={t().form.title(circle.name)} lead={t().form.lead} back={{ href: `${here.home}/circles/${circle.id}`, label: circle.name }}>
      {open.length > 0 && (
        <Section title={t().actions.title}>
          <ActionList actions={open} isSeated />
        </Section>
      )}
      <MeetingForm circle={circle} draft={draft} problem={sending.problem} isBusy={sending.isBusy} onSubmit={() => void submit()} />
    </Page>
  );
}
