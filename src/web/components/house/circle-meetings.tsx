/** The meetings of a circle: what is open, and when it met. */
import type { z } from "zod";
import type { meetingPage } from "../../../features/circles/meetings.schema.js";
import { longDay, today } from "../../format.js";
import { type MeetingAction, underWay } from "../../house-meetings.js";
import en from "../../i18n/en/meetings.js";
import fr from "../../i18n/fr/meetings.js";
import { useHere } from "../../place.js";
import { useList } from "../../readings.js";
import { speak } from "../../speech.js";
import { Section } from "../page.js";
import { ActionList } from "./action-list.js";

const t = speak({ fr, en });

type MeetingLine = z.output<typeof meetingPage>["items"][number];

const shownAtOnce = 5;

export function CircleMeetings({ circleId, isSeated }: { circleId: string; isSeated: boolean }) {
  const here = useHere();
  const meetings = useList<MeetingLine>(`${here.api}/meetings?circle=${circleId}&limit=200`).value ?? [];
  const actions = useList<MeetingAction>(`${here.api}/meeting-actions?circle=${circleId}&limit=200`).value ?? [];
  const open = underWay(actions, today());
  const older = meetings.slice(shownAtOnce);
  return (
    <>
      {meetings.length > 0 && (
        <Section title={t().actions.title}>
          {open.length === 0 ? <p class="muted">{t().actions.none}</p> : <ActionList actions={open} isSeated={isSeated} />}
        </Section>
      )}
      <Section title={t().list.title}>
        {meetings.length === 0 ? <p class="muted">{t().list.none}</p> : <MeetingList meetings={meetings.slice(0, shownAtOnce)} />}
        {older.length > 0 && (
          <details>
            <summary>{t().list.older(older.length)}</summary>
            <MeetingList meetings={older} />
          </details>
        )}
      </Section>
    </>
  );
}

function MeetingList({ meetings }: { meetings: readonly MeetingLine[] }) {
  const here = useHere();
  return (
    <ul class="plain-list ruled card">
      {meetings.map(({ id, metOn, decisions, actions, openActions }) => (
        <li key={id}>
          <a class="entry" href={`${here.home}/meetings/${id}`}>
            <span class="strong good">{longDay(metOn)}</span>
            <span class="muted small">
              {t().list.line(decisions, actions)}
              {openActions > 0 && ` · ${t().list.open(openActions)}`}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
