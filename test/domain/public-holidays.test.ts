import { addDays } from "../../src/domain/calendar.js";
import { easterOf, type FrenchRegion, frenchRegions, isPublicHoliday, type Place } from "../../src/domain/public-holidays.js";
import { t } from "../support/tap.js";

function holidaysOf(year: number, place: Place): string[] {
  const found: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) if (isPublicHoliday(day, place)) found.push(day.slice(5));
  return found;
}

t.test("eleven days in all of France", async (t) => {
  const years: [number, string][] = [
    [2024, "01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25"],
    [2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25"],
    [2038, "01-01 04-26 05-01 05-08 06-03 06-14 07-14 08-15 11-01 11-11 12-25"],
  ];
  for (const [year, days] of years) t.equal(holidaysOf(year, { country: "FR", region: null }).join(" "), days, String(year));
  t.equal(holidaysOf(2008, { country: "FR", region: null }).length, 10, "in 2008 Ascension is the 1st of May");
});

t.test("each region adds its own, and no other’s", async (t) => {
  const own: Record<FrenchRegion, string> = {
    metropole: "",
    "alsace-moselle": "04-03 12-26",
    guadeloupe: "05-27",
    guyane: "06-10",
    martinique: "05-22",
    mayotte: "04-27",
    reunion: "12-20",
    "saint-barthelemy": "10-09",
    "saint-martin": "05-28",
  };
  const everywhere = holidaysOf(2026, { country: "FR", region: null });
  for (const region of frenchRegions) {
    const added = holidaysOf(2026, { country: "FR", region }).filter((day) => !everywhere.includes(day));
    t.equal(added.join(" "), own[region], region);
  }
});

t.test("overseas by its own country code; no holidays are known of other countries", async (t) => {
  const codes: [string, FrenchRegion][] = [
    ["GP", "guadeloupe"],
    ["GF", "guyane"],
    ["MQ", "martinique"],
    ["YT", "mayotte"],
    ["RE", "reunion"],
    ["BL", "saint-barthelemy"],
    ["MF", "saint-martin"],
  ];
  for (const [country, region] of codes)
    t.same(holidaysOf(2027, { country, region: null }), holidaysOf(2027, { country: "FR", region }), country);
  for (const country of ["BE", "NC", "US"]) t.same(holidaysOf(2026, { country, region: "martinique" }), [], country);
});

t.test("Easter as almanacs print it", async (t) => {
  for (const day of ["1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23", "2019-04-21", "2038-04-25", "2049-04-18", "2285-03-22"])
    t.equal(easterOf(Number(day.slice(0, 4))), day);
});
