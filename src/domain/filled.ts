/** Sentences with figures in them, as people read figures in their language. */
import { isDay } from "./calendar.js";
import { displayTime } from "./display.js";
import { de, que } from "./elision.js";
import type { Language, MoneyFigure, RefusalFigures } from "./refusals.js";

/** The zone in which a sentence tells the hour where no collective says its own. */
const usualTimeZone = "Europe/Paris";

/**
 * A sentence with its figures filled in; a figure that is missing leaves its name, or what stands in brackets around it is
 * left out. `{left:money}` is an amount in the figure `currency`: "12.40" is shown as 12,40 €; `{max:count}` counts things:
 * 1000000 is shown as 1 000 000. French reads days as 12/03/2026, and instants as the day and hour of a time zone; its «de» and «que»
 * elide before what fills the sentence.
 */
export const filled = (text: string, figures: RefusalFigures, language: Language = "fr", timeZone = usualTimeZone): string =>
  text
    .replace(/\[([^[\]]*\{(\w+)[^[\]]*)\]/g, (_, part: string, name: string) => (figures[name] == null ? "" : part))
    .replace(/(?:(?<!\p{L})(de|que) )?\{(\w+)(?::(money|count))?\}/gu, (_, before: string | undefined, name: string, as?: string) => {
      const figure = figures[name];
      const said = figure == null ? name : saidAs(figure, as, figures.currency, language, timeZone);
      if (before === undefined) return said;
      if (language !== "fr") return `${before} ${said}`;
      return before === "de" ? de(said) : que(said);
    });

type Figure = NonNullable<RefusalFigures[string]>;

function saidAs(
  figure: Figure,
  as: string | undefined,
  currency: RefusalFigures[string] | undefined,
  language: Language,
  timeZone: string,
) {
  if (as === "money" && typeof figure === "string") return shownAmount(figure, currency, language);
  if (as === "count" && typeof figure === "number") return new Intl.NumberFormat(localeOf(language)).format(figure);
  return shown(figure, language, timeZone);
}

const localeOf = (language: Language): string => (language === "fr" ? "fr-FR" : "en-US");

/** An amount with its currency; figures that the database alone knew, and points, are shown as they are. */
function shownAmount(amount: string, currency: RefusalFigures[string] | undefined, language: Language): string {
  const isKnown = /^-?\d+(\.\d+)?$/.test(amount) && typeof currency === "string" && /^[A-Z]{3}$/.test(currency);
  return isKnown ? shownMoney({ amount, currency }, language) : `${amount} ${typeof currency === "string" ? currency : ""}`.trim();
}

function shown(figure: Figure, language: Language, timeZone: string): string {
  if (typeof figure === "string" && isInstant(figure)) return shownInstant(figure, language, timeZone);
  if (typeof figure === "string" && language === "fr" && isDay(figure)) return figure.split("-").reverse().join("/");
  if (typeof figure !== "object") return String(figure);
  return "amount" in figure ? shownMoney(figure, language) : figure.map(String).join(", ");
}

/** A figure may be what somebody typed: 2026-13-01T00:00:00Z looks like an instant and is none. */
const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));

/** shownInstant("2026-03-26T09:00:00.000Z", "fr", "Europe/Paris") → 26/03/2026 à 10 h */
function shownInstant(instant: string, language: Language, timeZone: string): string {
  const at = new Date(instant);
  const day = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short" }).format(at);
  const time = displayTime(at, timeZone, language);
  return language === "fr" ? `${day} à ${time}` : `${day.split("/").reverse().join("-")} at ${time}`;
}

/** As domain/display writes amounts, but never with more decimals than the currency has. */
const shownMoney = ({ amount, currency }: MoneyFigure, language: Language): string =>
  new Intl.NumberFormat(localeOf(language), { style: "currency", currency }).format(amount as `${number}`).replaceAll("\u00a0", "\u202f");
