import t from "tap";
import { displayAmount, displayDecimal, displayPercent } from "../../src/domain/display.js";

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
