import type { ConsentSettings, LastResort } from "../../../domain/consent/settings.js";
import type { CodeSetting } from "../../../domain/social-code.js";
import { plural } from "../../speech.js";
import type fr from "../fr/code-settings.js";

type NameOf = (memberId: string) => string;

const list = new Intl.ListFormat("en", { type: "conjunction" });
const standings = { subscriber: "subscribers", contributor: "contributors", supporter: "supporters", partner: "partners" };
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const parts: Readonly<Record<number, readonly [one: string, many: string]>> = {
  2: ["half", "halves"],
  3: ["a third", "thirds"],
  4: ["a quarter", "quarters"],
  5: ["a fifth", "fifths"],
  6: ["a sixth", "sixths"],
};
const counts = ["zero", "one", "two", "three", "four", "five"];
const figure = (value: number): string => (Number.isFinite(value) ? String(value) : "…");
const all = (names: readonly string[]): string => (names.length === 0 ? "nobody" : list.format(names));

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
function share(numerator: number, denominator: number): string {
  if (numerator === denominator) return "everybody who takes sides";
  const by = Number.isInteger(numerator) && Number.isInteger(denominator) ? divisor(numerator, denominator) || 1 : 1;
  const [over, under] = [numerator / by, denominator / by];
  const named = parts[under];
  const count = counts[over];
  if (named && count && over < under) return `${over === 1 ? named[0] : `${count} ${named[1]}`} of those who take sides`;
  if (Number.isInteger(100 / under)) return `${figure((over * 100) / under)}% of those who take sides`;
  return `${figure(over)} in ${figure(under)} of those who take sides`;
}
function lastResort(resort: LastResort, nameOf: NameOf): string {
  if (resort.kind === "vote") return share(resort.numerator, resort.denominator);
  if (resort.kind === "none") return "none, the proposal is amended until nobody blocks";
  const people = resort.memberIds.length === 0 ? "" : ` (${list.format(resort.memberIds.map(nameOf))})`;
  return `the word of “${resort.name || "…"}”${people}`;
}

const within: { readonly [Name in CodeSetting]: (value: ConsentSettings[Name], nameOf: NameOf) => string } = {
  openHours: figure,
  restWeekdays: (days) => (days.length === 0 ? "none" : all([...days].sort((a, b) => a - b).map((day) => `${weekdays[day - 1] ?? "…"}s`))),
  countsPublicHolidays: (counted) => (counted ? "public holidays count" : "public holidays do not count"),
  daysBetweenAttempts: figure,
  attemptsBefore: figure,
  meetingsBefore: figure,
  lastResort,
  restMonths: figure,
  deciding: (who) => all(who.map((each) => standings[each])),
  proposing: (who) => all(who.map((each) => standings[each])),
};
const alone: typeof within = {
  ...within,
  openHours: (hours) => plural("en", hours, { one: `${figure(hours)} counted hour`, other: `${figure(hours)} counted hours` }),
  daysBetweenAttempts: (days) => plural("en", days, { zero: "no delay", one: `${figure(days)} day`, other: `${figure(days)} days` }),
  attemptsBefore: (times) => plural("en", times, { one: "one postponed attempt", other: `${figure(times)} postponed attempts` }),
  meetingsBefore: (times) => plural("en", times, { zero: "no meeting", one: "one meeting", other: `${figure(times)} meetings` }),
  restMonths: (months) => plural("en", months, { zero: "no rest", one: "one month", other: `${figure(months)} months` }),
};

export default {
  names: {
    openHours: "How long it is open",
    restWeekdays: "Days of rest",
    countsPublicHolidays: "Public holidays",
    daysBetweenAttempts: "Delay between two attempts",
    attemptsBefore: "Attempts before the last resort",
    meetingsBefore: "Meetings before the last resort",
    lastResort: "Last resort",
    restMonths: "Rest after a last resort",
    deciding: "Who decides",
    proposing: "Who proposes",
  },
  meanings: {
    openHours: "The time each proposal is given, at least, in hours counted outside days of rest.",
    restWeekdays: "Days of the week whose hours do not count.",
    countsPublicHolidays: "Whether hours of public holidays count like others.",
    daysBetweenAttempts: "Before a blocked proposal comes back as it was. Amended, it comes back at once.",
    attemptsBefore: "How often a proposal is postponed before the last resort is allowed.",
    meetingsBefore: "How many meetings talk about it before the last resort is allowed.",
    lastResort: "How ends what consent could not decide.",
    restMonths: "How long what the last resort settled is not reopened.",
    deciding: "The standings that decide, by the day a proposal opens.",
    proposing: "The standings that may propose and reopen.",
  },
  living: (name: string) => `${name}: the setting, as it is`,
  weekdays,
  standings,
  within: (name: CodeSetting, settings: ConsentSettings, nameOf: NameOf): string => within[name](settings[name] as never, nameOf),
  alone: (name: CodeSetting, settings: ConsentSettings, nameOf: NameOf): string => alone[name](settings[name] as never, nameOf),
} satisfies typeof fr;
