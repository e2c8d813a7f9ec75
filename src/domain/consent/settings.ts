/**
 * The figures of deciding by consent: settings of the social code in force (DESIGN §11). An attempt keeps those it was opened
 * under, so that a new version of the code changes no rule while people are deciding.
 *
 * The model is Lille's (DESIGN §11): open for 72 hours counted outside weekends and public holidays; after two postponed
 * attempts, a week apart, and two recorded meetings, the next may be closed by two thirds of those who take sides, which
 * then rests for 3 months. Who decides, DESIGN leaves to each code: here adhérent·es and contributeur·ices, who also propose.
 */
import type { Standing } from "../member.js";
import { Refusal } from "../refusals.js";

/** How a decision ends that consent could not end. */
export type LastResort =
  /** By a share of those who take sides: numerator ÷ denominator, more than half of them. */
  | { readonly kind: "vote"; readonly numerator: number; readonly denominator: number }
  /** By the word of some people whom the social code names. */
  | { readonly kind: "council"; readonly name: string; readonly memberIds: readonly string[] }
  /** Never: it is amended until nobody blocks, or it is not taken. */
  | { readonly kind: "none" };

export interface ConsentSettings {
  /** Counted hours for which an attempt is open, at least. */
  readonly openHours: number;
  /** Weekdays whose hours do not count: 1 for Monday to 7 for Sunday. */
  readonly restWeekdays: readonly number[];
  /** Whether the hours of public holidays count all the same. */
  readonly countsPublicHolidays: boolean;
  /** Days between the close of an attempt and the opening of the next. */
  readonly daysBetweenAttempts: number;
  /** Postponed attempts before the last resort. */
  readonly attemptsBefore: number;
  /** Recorded meetings that list the decision before the last resort. */
  readonly meetingsBefore: number;
  readonly lastResort: LastResort;
  /** Months for which rests what the last resort decided, either way. */
  readonly restMonths: number;
  /** Standings that decide, by the day an attempt opens. */
  readonly deciding: readonly Standing[];
  /** Standings that propose. */
  readonly proposing: readonly Standing[];
}

export const lilleSettings: ConsentSettings = {
  openHours: 72,
  restWeekdays: [6, 7],
  countsPublicHolidays: false,
  daysBetweenAttempts: 7,
  attemptsBefore: 2,
  meetingsBefore: 2,
  lastResort: { kind: "vote", numerator: 2, denominator: 3 },
  restMonths: 3,
  deciding: ["subscriber", "contributor"],
  proposing: ["subscriber", "contributor"],
};

/** The settings in force: the model, then what each code says, the widest first; a circle’s own code inherits the rest. */
export const settingsInForce = (codes: readonly Partial<ConsentSettings>[]): ConsentSettings =>
  Object.assign({ ...lilleSettings }, ...codes);

/** A quarter of a year of counted hours: longer, nobody remembers what was asked. */
export const openHoursMax = 24 * 65;

const limits = {
  openHours: [1, openHoursMax],
  daysBetweenAttempts: [0, 366],
  attemptsBefore: [1, 20],
  meetingsBefore: [0, 20],
  restMonths: [0, 60],
} as const satisfies { readonly [Name in keyof ConsentSettings]?: readonly [number, number] };

/** Refuses `consent_setting_invalid` at the first setting that cannot work, with what it may be. */
export function requireConsentSettings(settings: ConsentSettings): void {
  for (const [at, [min, max]] of Object.entries(limits)) requireWhole(at, settings[at as keyof typeof limits], min, max);
  const { restWeekdays, lastResort, deciding, proposing } = settings;
  for (const [index, weekday] of restWeekdays.entries()) requireWhole(`restWeekdays[${index}]`, weekday, 1, 7);
  // With seven days of rest in a week no attempt would ever end.
  requireWhole("restWeekdays", new Set(restWeekdays).size, 0, 6);
  requireWhole("deciding", deciding.length, 1, 4);
  requireWhole("proposing", proposing.length, 1, 4);
  if (lastResort.kind === "vote") {
    const { numerator, denominator } = lastResort;
    requireWhole("lastResort.denominator", denominator, 1, 100);
    // More than half, and not more than all.
    requireWhole("lastResort.numerator", numerator, Math.floor(denominator / 2) + 1, denominator);
  }
  if (lastResort.kind === "council") requireWhole("lastResort.memberIds", lastResort.memberIds.length, 1, 100);
}

function requireWhole(at: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new Refusal("consent_setting_invalid", { at, value, min, max });
}

/** Refuses `not_proposing` to who may not propose, and so may not reopen. */
export function requireProposing(proposerIds: readonly string[], memberId: string, standings: readonly Standing[]): void {
  if (!proposerIds.includes(memberId)) throw new Refusal("not_proposing", { at: "decision", member: memberId, standings });
}
