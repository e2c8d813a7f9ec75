/** Events in sentences: who did what, linked to the page of what it was done to. */
import type { z } from "zod";
import { displayTime } from "../../../domain/display.js";
import type { auditEvent } from "../../../features/ledger/audit.schema.js";
import { dayAt, instant, longDay, money, number, shortDay } from "../../format.js";
import { byDay, hrefOfSubject } from "../../house-trail.js";
import en from "../../i18n/en/audit.js";
import fr from "../../i18n/fr/audit.js";
import { nameIn, useCircles, useCollective, useEnvelopes, useFunds, useHere, useKinds, useNameOf } from "../../place.js";
import { useList } from "../../readings.js";
import { language, speak } from "../../speech.js";

const t = speak({ fr, en });

export type AuditEvent = z.output<typeof auditEvent>;

/** An event, or a notice of one: a notice has no details. */
export type Event = Pick<AuditEvent, "id" | "at" | "byId" | "action" | "subject" | "subjectId"> & Partial<Pick<AuditEvent, "details">>;

interface Named {
  id: string;
  name: string;
}

/** Names of whatever an event may be about, whoever has left and whatever was closed too. */
function useNames(): (subject: string, id: string | null) => string {
  const { api } = useHere();
  const titled = (things: readonly { id: string; title: string }[] | undefined): Named[] | undefined =>
    things?.map(({ id, title }) => ({ id, name: title }));
  const names: Record<string, (id: string | null) => string> = {
    member: useNameOf(),
    circle: nameIn(useCircles()),
    kind: nameIn(useKinds()),
    envelope: nameIn(useList<Named>(`${api}/envelopes?state=all&limit=200`).value ?? useEnvelopes()),
    fund: nameIn(useFunds()),
    "third-party": nameIn(useList<Named>(`${api}/third-parties?limit=200&archived=all`).value),
    sharing: nameIn(titled(useList<{ id: string; title: string }>(`${api}/sharings?limit=200`).value)),
    decision: nameIn(titled(useList<{ id: string; title: string }>(`${api}/decisions?limit=200`).value)),
    key: nameIn(useList<Named>(`${api}/keys?limit=200`).value),
    round: nameIn(titled(useList<{ id: string; title: string }>(`${api}/rounds?limit=200`).value)),
  };
  return (subject, id) => names[subject]?.(id) ?? "";
}

export function Trail({ events }: { events: readonly Event[] }) {
  const collective = useCollective();
  const named = useNames();
  if (!collective) return null;
  const { timeZone, currency } = collective;
  return (
    <>
      {byDay(events, (at) => dayAt(at, timeZone)).map(({ day, events: ofDay }) => (
        <section class="stack tight" key={day}>
          <h2>{longDay(day)}</h2>
          <ul class="plain-list ruled card">
            {ofDay.map((event) => (
              <EventLine key={event.id} event={event} says={sentenceOf(event, named, currency)} timeZone={timeZone} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function EventLine({ event, says, timeZone }: { event: Event; says: string; timeZone: string }) {
  const here = useHere();
  const href = hrefOfSubject(event, here.home);
  return (
    <li class="row between baseline">
      <span class="grow">{href ? <a href={href}>{says}</a> : says}</span>
      <time class="muted small" dateTime={event.at} title={instant(event.at, timeZone)}>
        {displayTime(new Date(event.at), timeZone, language.value)}
      </time>
    </li>
  );
}

function sentenceOf(
  { action, byId, subject, subjectId, details = {} }: Event,
  named: ReturnType<typeof useNames>,
  currency: string,
): string {
  const texts = t();
  const text = (field: string): string => (typeof details[field] === "string" ? (details[field] as string) : "");
  // A meeting has no name: its circle says which it is.
  const name = named(subject, subjectId) || named("circle", text("circleId") || null);
  const [amount, rows, rate] = [text("amount"), details.rows, text("rate")];
  const told = {
    // What a decision does is done by nobody alone.
    who: byId !== null ? named("member", byId) : text("decisionId") ? texts.decision : texts.service,
    what: name === "" ? "" : ` ${name}`,
    amount: amount ? money(amount, currency) : rate ? money(rate, currency) : typeof rows === "number" ? number(String(rows)) : "",
    day: text("fromOn") ? shortDay(text("fromOn")) : "",
    other: named("member", text("memberId") || null) || named("circle", text("toId") || null),
  };
  return (texts.actions[action] ?? texts.other)(told);
}
