import { displayAmount, displayDecimal, displayPercent, displayUnit, displayUnitName } from "../../src/domain/display.js";
import { t } from "../support/tap.js";

t.test("amounts as people read them", async (t) => {
  const examples = [
    { amount: "1234.56", currency: "EUR", fr: "1 234,56 €", en: "€1,234.56" },
    { amount: "0.5", currency: "EUR", fr: "0,50 €", en: "€0.50" },
    { amount: "-1234.5", currency: "EUR", fr: "-1 234,50 €", en: "-€1,234.50" },
    { amount: "0.321", currency: "EUR", fr: "0,321 €", en: "€0.321" },
    { amount: "1234", currency: "JPY", fr: "1 234 JPY", en: "¥1,234" },
    { amount: "1234.5", currency: "TND", fr: "1 234,500 TND", en: "TND 1,234.500" },
    // What a floating point number would lose.
    { amount: "12345678901234567890.12", currency: "EUR", fr: "12 345 678 901 234 567 890,12 €", en: "€12,345,678,901,234,567,890.12" },
  ];
  for (const { amount, currency, fr, en } of examples) {
    t.equal(displayAmount(amount, currency, "fr").replaceAll("\u202f", " "), fr);
    t.equal(displayAmount(amount, currency, "en").replaceAll("\u202f", " "), en);
  }
  t.notMatch(displayAmount("1234.56", "EUR", "fr"), /[ \u00a0]/, "its spaces are narrow and never break");
});

t.test("numbers without idle zeros", async (t) => {
  const examples = [
    { decimal: "1250.50", fr: "1 250,5", en: "1,250.5" },
    { decimal: "100.00", fr: "100", en: "100" },
    { decimal: "0.001", fr: "0,001", en: "0.001" },
    { decimal: "1234567", fr: "1 234 567", en: "1,234,567" },
  ];
  for (const { decimal, fr, en } of examples) {
    t.equal(displayDecimal(decimal, "fr").replaceAll("\u202f", " "), fr);
    t.equal(displayDecimal(decimal, "en"), en);
  }
  t.equal(displayPercent("11.5", "fr"), "11,5\u202f%");
  t.equal(displayPercent("11.5", "en"), "11.5%");
});

t.test("units are as many as their quantity says, in the words of the reader", async (t) => {
  const examples = [
    { unit: "h", quantity: "12", fr: "h", en: "h" },
    { unit: "min", quantity: "45", fr: "min", en: "min" },
    { unit: "km", quantity: "120", fr: "km", en: "km" },
    { unit: "day", quantity: "1", fr: "jour", en: "day" },
    { unit: "day", quantity: "2", fr: "jours", en: "days" },
    // French counts by ones up to two.
    { unit: "day", quantity: "1.5", fr: "jour", en: "days" },
    { unit: "day", quantity: "0.50", fr: "jour", en: "days" },
    { unit: "day", quantity: "1.00", fr: "jour", en: "day" },
    { unit: "journées", quantity: "2", fr: "jours", en: "days" },
    // A unit of the collective’s own is in its words, whoever reads.
    { unit: "panier", quantity: "1", fr: "panier", en: "panier" },
    { unit: "panier", quantity: "3", fr: "paniers", en: "paniers" },
    { unit: "panier", quantity: "1.5", fr: "panier", en: "paniers" },
    { unit: "paniers", quantity: "1", fr: "panier", en: "panier" },
    { unit: "gâteau", quantity: "2", fr: "gâteaux", en: "gâteaux" },
    { unit: "repas", quantity: "1", fr: "repas", en: "repas" },
    { unit: "repas", quantity: "12", fr: "repas", en: "repas" },
    { unit: "nuit d’hôtel", quantity: "2", fr: "nuits d’hôtel", en: "nuits d’hôtel" },
    { unit: "kWh", quantity: "20", fr: "kWh", en: "kWh" },
    { unit: "kg", quantity: "20", fr: "kg", en: "kg" },
    { unit: "m2", quantity: "20", fr: "m2", en: "m2" },
  ];
  for (const { unit, quantity, fr, en } of examples) {
    t.equal(displayUnit(unit, quantity, "fr"), fr, `${quantity} ${unit}, in French`);
    t.equal(displayUnit(unit, quantity, "en"), en, `${quantity} ${unit}, in English`);
  }
  t.same(
    ["h", "min", "km", "day", "paniers"].map((unit) => displayUnitName(unit, "fr")),
    ["heure", "minute", "kilomètre", "jour", "panier"],
  );
  t.same(
    ["h", "min", "km", "day"].map((unit) => displayUnitName(unit, "en")),
    ["hour", "minute", "kilometre", "day"],
  );
});
