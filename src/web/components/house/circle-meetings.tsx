/** The meetings of a circle: what is open, and when it met. */
import type { z } from "zod";
import type { meetingPage } from "../../../features/circles/meetings.schema.js";
import { longDay, today } from "../../format.js";
import { type MeetingAction, placesInDay, underWay } from "../../house-meetings.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/meetings.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/meetings.js";
import { useHere } from "../../place.js";
import { useList } from "../../readings.js";
import { speak } from "../../speech.js";
import { Section } from "../page.js";
import { ActionList } from "./action-list.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

type MeetingLine = z.output<typeof meetingPage>["items"][number];

const shownAtOnce = 5;

export function CircleMeetings({ circleId, isSeated }: { circleId: string; isSeated: boolean }) {
  const here = useHere();
  const meetings = useList<MeetingLine>(`${here.api}/meetings?circle=${circleId}&limit=200`).value ?? [];
  const actions = useList<MeetingAction>(`${here.api}/meeting-actions?circle=${circleId}&limit=200`).value ?? [];
  const open = underWay(actions, today());
  const older = meetings.slice(shownAtOnce);
  const places = placesInDay(meetings);
  return (
    <>
      {meetings.length > 0 && (
        <Section title={t().actions.title}>
          {open.length === 0 ? <p class="muted">{t().actions.none}</p> : <ActionList actions={open} isSeated={isSeated} />}
        </Section>
      )}
      <Section title={t().list.title}>
        {meetings.length === 0 ? (
          <p class="muted">{t().list.none}</p>
        ) : (
          <MeetingList meetings={meetings.slice(0, shownAtOnce)} places={places} />
        )}
        {older.length > 0 && (
          <details>
            <summary>{t().list.older(older.length)}</summary>
            <MeetingList meetings={older} places={places} />
          </details>
        )}
      </Section>
    </>
  );
}

function MeetingList({ meetings, places }: { meetings: readonly MeetingLine[]; places: ReadonlyMap<string, number> }) {
  const here = useHere();
  return (
    <ul class="plain-list ruled card">
      {meetings.map(({ id, metOn, decisions, actions, openActions }) => (
        <li key={id}>
          <a class="entry" href={`${here.home}/meetings/${id}`}>
            <span class="strong good">{common().meetingOn(longDay(metOn), places.get(id))}</span>
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
