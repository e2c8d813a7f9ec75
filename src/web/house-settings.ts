/** What the settings need of calendars. */

/** The months of a year in words, January first. */
export function monthNames(language: "fr" | "en"): string[] {
  const format = new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, index) => format.format(new Date(Date.UTC(2023, index, 15))));
}

/** The first day of a year as people write it: ("04-06", "fr") → 6 avril. */
export const yearStartSays = (yearStart: string, language: "fr" | "en"): string =>
  new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", { day: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(`2023-${yearStart}T12:00:00Z`),
  );
