/**
 * Public holidays of France, region by region, as days of the calendar.
 *
 *  1. Eleven days everywhere (Code du travail, L3133-1).
 *  2. Alsace and Moselle add Good Friday and 26 December (L3134-13); overseas each adds the day on which slavery was
 *     abolished there (L3422-2). Overseas regions may be named as a region of France, or as the country they have a code
 *     for (ISO 3166-1: `MQ`).
 *  3. Customary days that no law names (21 July in Guadeloupe, Good Friday in Martinique), bridges, days a town keeps, and all
 *     those of other countries are days the collective adds (domain/consent/counted-hours).
 *
 *   2026 in metropolitan France: 1 January, 6 April, 1, 8, 14 and 25 May, 14 July, 15 August, 1 and 11 November, 25 December
 *   isPublicHoliday("2026-05-22", { country: "FR", region: "martinique" }) → true; in Paris it is a Friday like any other
 */
import { addDays, type Day, dayOf } from "./calendar.js";

export const frenchRegions = [
  "metropole",
  "alsace-moselle",
  "guadeloupe",
  "guyane",
  "martinique",
  "mayotte",
  "reunion",
  "saint-barthelemy",
  "saint-martin",
] as const;
export type FrenchRegion = (typeof frenchRegions)[number];

export interface Place {
  /** ISO 3166-1, two capitals. */
  readonly country: string;
  /** Within France; `metropole` where nobody said. Elsewhere it counts for nothing. */
  readonly region: FrenchRegion | null;
}

const everywhere = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
/** Days after Easter: its Monday, Ascension, Whit Monday. */
const afterEaster = [1, 39, 50];

const regional: Readonly<Record<FrenchRegion, { readonly days: readonly string[]; readonly afterEaster: readonly number[] }>> = {
  metropole: { days: [], afterEaster: [] },
  "alsace-moselle": { days: ["12-26"], afterEaster: [-2] },
  guadeloupe: { days: ["05-27"], afterEaster: [] },
  guyane: { days: ["06-10"], afterEaster: [] },
  martinique: { days: ["05-22"], afterEaster: [] },
  mayotte: { days: ["04-27"], afterEaster: [] },
  reunion: { days: ["12-20"], afterEaster: [] },
  "saint-barthelemy": { days: ["10-09"], afterEaster: [] },
  "saint-martin": { days: ["05-28"], afterEaster: [] },
};

const overseas: Readonly<Record<string, FrenchRegion>> = {
  GP: "guadeloupe",
  GF: "guyane",
  MQ: "martinique",
  YT: "mayotte",
  RE: "reunion",
  BL: "saint-barthelemy",
  MF: "saint-martin",
};

/** Whether a day is a public holiday of a place (rules 1 and 2). No country but France has any here (rule 3). */
export function isPublicHoliday(day: Day, { country, region }: Place): boolean {
  const where = country === "FR" ? (region ?? "metropole") : overseas[country];
  if (where === undefined) return false;
  const { days, afterEaster: moving } = regional[where];
  const monthAndDay = day.slice(5);
  if (everywhere.includes(monthAndDay) || days.includes(monthAndDay)) return true;
  const easter = easterOf(Number(day.slice(0, 4)));
  return [...afterEaster, ...moving].some((offset) => addDays(easter, offset) === day);
}

/** Easter Sunday of a year of the Gregorian calendar: the “anonymous” rule, as J. Meeus prints it (Astronomical Algorithms, ch. 8). */
export function easterOf(year: number): Day {
  const [golden, century, yearOfCentury] = [year % 19, Math.trunc(year / 100), year % 100];
  const correction = Math.trunc((century - Math.trunc((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.trunc(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.trunc(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const shift = Math.trunc((golden + 11 * epact + 22 * weekday) / 451);
  const ordinal = epact + weekday - 7 * shift + 114;
  const easter = dayOf(year, Math.trunc(ordinal / 31), (ordinal % 31) + 1);
  if (easter === undefined) throw new RangeError(`no Easter in ${year}`);
  return easter;
}
