/**
 * Dates of a round: instants, typed as the local date and time of the collective’s place, and said as people say them.
 *
 *   instantAt("2026-03-12T18:00", "Europe/Paris") → 2026-03-12T17:00:00.000Z
 *   saidMoment("2026-03-12T17:00:00Z", …) → jeudi à 18 h, within a week; jeudi 12 mars à 18 h otherwise
 */
import { addDays, daysBetween } from "../domain/calendar.js";
import { displayTime } from "../domain/display.js";
import { dayAt, longDay } from "./format.js";
import { language } from "./speech.js";

const minuteMs = 60_000;
const localFormats = new Map<string, Intl.DateTimeFormat>();

/** An instant as the clock of a place shows it: 2026-03-12T18:00. */
export function localAt(at: string | Date, timeZone: string): string {
  const format =
    localFormats.get(timeZone) ??
    new Intl.DateTimeFormat("en-CA", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  localFormats.set(timeZone, format);
  const parts = new Map(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}T${parts.get("hour")}:${parts.get("minute")}`;
}

/** The instant at which the clock of a place shows this; undefined for what is no date and time. */
export function instantAt(local: string, timeZone: string): string | undefined {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return undefined;
  let instant = wanted;
  // Twice: the first step may land on the other side of a change to or from summer time.
  for (let step = 0; step < 2; step += 1) instant += wanted - Date.parse(`${localAt(new Date(instant), timeZone)}Z`);
  return new Date(Math.round(instant / minuteMs) * minuteMs).toISOString();
}

/** A day and an hour from now: what a field begins with. */
export const inDays = (days: number, hour: string, timeZone: string): string =>
  `${addDays(dayAt(new Date().toISOString(), timeZone), days)}T${hour}`;

/** A moment in words. Midnight belongs to the evening before it, as people say it. */
export function saidMoment(at: string, timeZone: string, now: Date = new Date()): string {
  const [day = "", clock = ""] = localAt(at, timeZone).split("T");
  const isMidnight = clock === "00:00";
  const saidDay = isMidnight ? addDays(day, -1) : day;
  const away = daysBetween(dayAt(now.toISOString(), timeZone), saidDay);
  const french = language.value === "fr";
  const hour = isMidnight ? (french ? "minuit" : "midnight") : displayTime(new Date(at), timeZone, language.value);
  const near = away === 0 ? (french ? "aujourd’hui" : "today") : away === 1 ? (french ? "demain" : "tomorrow") : undefined;
  const long = longDay(saidDay);
  const name = near ?? (away > 1 && away < 7 ? (long.split(/[\s,]/)[0] ?? long) : long);
  return `${name} ${french ? "à" : "at"} ${hour}`;
}

/** The same where there is little room: within a week as above, otherwise the day alone. */
export function shortMoment(at: string, timeZone: string, now: Date = new Date()): string {
  const said = saidMoment(at, timeZone, now);
  const isNear = Date.parse(at) - now.getTime() < 6 * 86_400_000;
  if (isNear) return said;
  const [day = "", clock = ""] = localAt(at, timeZone).split("T");
  const named = dayMonth(clock === "00:00" ? addDays(day, -1) : day);
  return language.value === "fr" ? `le ${named}` : `on ${named}`;
}

const dayMonth = (day: string): string =>
  new Intl.DateTimeFormat(language.value === "fr" ? "fr-FR" : "en-GB", { day: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(`${day}T12:00:00Z`),
  );

export const isWithin = (from: string, until: string, now: number = Date.now()): boolean =>
  Date.parse(from) <= now && now < Date.parse(until);
