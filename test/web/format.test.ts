/** Quantities as people read them. */
import { t } from "../support/tap.js";

Object.assign(globalThis, { localStorage: { getItem: () => "fr", setItem: () => {} }, document: { documentElement: {} } });
const { quantity } = await import("../../src/web/format.js");

t.test("hours are read as hours and minutes, as they were typed", async (t) => {
  const table: [hours: string, said: string][] = [
    ["3.5", "3 h 30"],
    ["3", "3 h"],
    ["0.75", "0 h 45"],
    ["3.333333", "3 h 20"],
    ["0.166667", "0 h 10"],
    ["0.999999", "1 h"],
    ["452.833333", "452 h 50"],
    ["0.123", "0,123 h"],
    ["0.001", "0,001 h"],
    ["-3.5", "−3,5 h"],
  ];
  for (const [hours, said] of table) t.equal(quantity(hours, "h").replaceAll("\u00a0", " ").replace("-", "−"), said, hours);
  t.equal(quantity("3.333333", "km").replaceAll("\u00a0", " "), "3,333333 km");
});
