import fc from "fast-check";
import { hoursOfMinutes, minutesOfHours } from "../../src/domain/duration.js";
import { fold, nameKey, singular, slug } from "../../src/domain/fold.js";
import { readTypedNumber, trimDecimal } from "../../src/domain/typed-number.js";
import { canonicalUnit, isMoneyUnit } from "../../src/domain/units.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

t.test("numbers as people type them", async (t) => {
  const table: [string, unknown, ("," | ".")?][] = [
    ["1234", { decimal: "1234" }],
    ["1 234", { decimal: "1234" }],
    ["12 34", { unreadable: true }],
    ["2,5", { decimal: "2.5" }],
    ["1 234,5", { decimal: "1234.5" }],
    ["1.234,5", { decimal: "1234.5" }],
    ["1,234.5", { decimal: "1234.5" }],
    ["1,234", { readings: ["1.234", "1234"] }],
    ["1,234", { decimal: "1.234" }, ","],
    ["1,234", { decimal: "1234" }, "."],
    ["0,234", { decimal: "0.234" }, "."],
    ["1.2,3.4", { unreadable: true }],
    ["1,2,3", { unreadable: true }],
    [",5", { decimal: "0.5" }],
    ["5,", { unreadable: true }],
  ];
  for (const [text, expected, mark] of table) t.same(readTypedNumber(text, mark), expected, `${text} ${mark ?? ""}`);
  for (const [text, trimmed] of [
    ["02.50", "2.5"],
    ["3.000", "3"],
    ["0.0", "0"],
    ["-0.50", "-0.5"],
    ["100", "100"],
    ["10.", "10"],
  ] as const)
    t.equal(trimDecimal(text), trimmed);
});

t.test("hours and minutes", async (t) => {
  for (const [minutes, hours] of [
    [210, "3.5"],
    [80, "1.333333"],
    [40, "0.666667"],
    [0, "0"],
    [1, "0.016667"],
  ] as const)
    t.equal(hoursOfMinutes(minutes), hours);
  t.equal(minutesOfHours("2.33"), undefined, "139.8 minutes are no whole minute");
  t.equal(minutesOfHours("2.5"), 150);
});

t.test("names and units", async (t) => {
  t.equal(fold("Hélène l’Œuf\u00a0–\u202fÉTÉ"), "helene l'oeuf - ete");
  t.equal(nameKey("  Part. reversée à l’ASSO "), "part reversee a l asso");
  t.equal(slug("Kit commun !"), "kit-commun");
  t.same(["trains", "bus", "noix", "jeux"].map(singular), ["train", "bus", "noi", "jeu"]);
  t.same(["Heures", "hrs", "jours", "paniers", "KM", "repas"].map(canonicalUnit), ["h", "h", "day", "panier", "km", "repa"]);
  t.same([isMoneyUnit("EUR"), isMoneyUnit("h"), isMoneyUnit(null)], [true, false, false]);
});

t.test("laws", async (t) => {
  law(
    t,
    "minutes written as hours are the same minutes",
    fc.property(fc.nat(10_000_000), (minutes) => minutesOfHours(hoursOfMinutes(minutes)) === minutes),
  );
  law(
    t,
    "folding twice is folding once",
    fc.property(
      fc.string({ unit: "grapheme" }),
      (text) => nameKey(nameKey(text)) === nameKey(text) && nameKey(slug(text)) === nameKey(text),
    ),
    1000,
  );
});
