/** The settings of the social code in words: what each is called, what it rules, and its value in a sentence or alone in a table. */
import type { ConsentSettings, LastResort } from "../../../domain/consent/settings.js";
import type { CodeSetting } from "../../../domain/social-code.js";
import { plural } from "../../speech.js";

type NameOf = (memberId: string) => string;

const list = new Intl.ListFormat("fr", { type: "conjunction" });
const standings = { subscriber: "adhérent·es", contributor: "contributeur·ices", supporter: "sympathisant·es", partner: "partenaires" };
const weekdays = ["lundis", "mardis", "mercredis", "jeudis", "vendredis", "samedis", "dimanches"];
const parts: Readonly<Record<number, readonly [one: string, many: string]>> = {
  2: ["la moitié", "deux moitiés"],
  3: ["un tiers", "tiers"],
  4: ["un quart", "quarts"],
  5: ["un cinquième", "cinquièmes"],
  6: ["un sixième", "sixièmes"],
};
const counts = ["zéro", "un", "deux", "trois", "quatre", "cinq"];
/** While a figure is being typed it is none yet. */
const figure = (value: number): string => (Number.isFinite(value) ? String(value).replace(".", ",") : "…");
const all = (names: readonly string[]): string => (names.length === 0 ? "personne" : `les ${list.format(names)}`);

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
/** (2, 3) → deux tiers des personnes qui prennent parti, (51, 100) → 51 % d’entre elles. */
function share(numerator: number, denominator: number): string {
  if (numerator === denominator) return "toutes les personnes qui prennent parti";
  const by = Number.isInteger(numerator) && Number.isInteger(denominator) ? divisor(numerator, denominator) || 1 : 1;
  const [over, under] = [numerator / by, denominator / by];
  const named = parts[under];
  const count = counts[over];
  if (named && count && over < under) return `${over === 1 ? named[0] : `${count} ${named[1]}`} des personnes qui prennent parti`;
  if (Number.isInteger(100 / under)) return `${figure((over * 100) / under)} % des personnes qui prennent parti`;
  return `${figure(over)} sur ${figure(under)} des personnes qui prennent parti`;
}
function lastResort(resort: LastResort, nameOf: NameOf): string {
  if (resort.kind === "vote") return share(resort.numerator, resort.denominator);
  if (resort.kind === "none") return "aucun, la proposition se modifie jusqu’à ce que personne ne bloque";
  const people = resort.memberIds.length === 0 ? "" : ` (${list.format(resort.memberIds.map(nameOf))})`;
  return `la parole de «${resort.name || "…"}»${people}`;
}

/** In a sentence of the text, which has its own words around: «ouverte 72 heures». */
const within: { readonly [Name in CodeSetting]: (value: ConsentSettings[Name], nameOf: NameOf) => string } = {
  openHours: figure,
  restWeekdays: (days) => (days.length === 0 ? "aucun" : all([...days].sort((a, b) => a - b).map((day) => weekdays[day - 1] ?? "…"))),
  countsPublicHolidays: (counted) => (counted ? "les jours fériés comptent" : "les jours fériés ne comptent pas"),
  daysBetweenAttempts: figure,
  attemptsBefore: figure,
  meetingsBefore: figure,
  lastResort,
  restMonths: figure,
  deciding: (who) => all(who.map((each) => standings[each])),
  proposing: (who) => all(who.map((each) => standings[each])),
};
/** Alone: with its unit. */
const alone: typeof within = {
  ...within,
  openHours: (hours) => plural("fr", hours, { one: `${figure(hours)} heure comptée`, other: `${figure(hours)} heures comptées` }),
  daysBetweenAttempts: (days) => plural("fr", days, { zero: "aucun délai", one: `${figure(days)} jour`, other: `${figure(days)} jours` }),
  attemptsBefore: (times) => plural("fr", times, { one: "une tentative reportée", other: `${figure(times)} tentatives reportées` }),
  meetingsBefore: (times) => plural("fr", times, { zero: "aucune réunion", one: "une réunion", other: `${figure(times)} réunions` }),
  restMonths: (months) => (months === 0 ? "aucun repos" : `${figure(months)} mois`),
};

export default {
  names: {
    openHours: "Durée d’ouverture",
    restWeekdays: "Jours de repos",
    countsPublicHolidays: "Jours fériés",
    daysBetweenAttempts: "Délai entre deux tentatives",
    attemptsBefore: "Tentatives avant le dernier recours",
    meetingsBefore: "Réunions avant le dernier recours",
    lastResort: "Dernier recours",
    restMonths: "Repos après un dernier recours",
    deciding: "Qui décide",
    proposing: "Qui propose",
  } as Readonly<Record<CodeSetting, string>>,
  meanings: {
    openHours: "Le temps laissé à chaque proposition, au moins, en heures comptées hors jours de repos.",
    restWeekdays: "Les jours de la semaine dont les heures ne comptent pas.",
    countsPublicHolidays: "Si les heures des jours fériés comptent comme les autres.",
    daysBetweenAttempts: "Avant qu’une proposition bloquée ne revienne telle quelle. Modifiée, elle revient tout de suite.",
    attemptsBefore: "Combien de fois une proposition est reportée avant que le dernier recours soit permis.",
    meetingsBefore: "Combien de réunions en parlent avant que le dernier recours soit permis.",
    lastResort: "Comment se tranche ce que le consentement n’a pas pu décider.",
    restMonths: "Le temps pendant lequel on ne rouvre pas ce que le dernier recours a tranché.",
    deciding: "Les qualités qui décident, au jour où une proposition s’ouvre.",
    proposing: "Les qualités qui peuvent proposer et rouvrir.",
  } as Readonly<Record<CodeSetting, string>>,
  /** What a figure in the text is, for who points at it. */
  living: (name: string) => `${name} : le réglage, tel qu’il est`,
  weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
  standings,
  within: (name: CodeSetting, settings: ConsentSettings, nameOf: NameOf): string => within[name](settings[name] as never, nameOf),
  alone: (name: CodeSetting, settings: ConsentSettings, nameOf: NameOf): string => alone[name](settings[name] as never, nameOf),
};
