/** On what footing people are paid, and the board’s month. */

import { boardThresholds, sitsIn, thresholdOf } from "../../src/domain/board.js";
import { doubtsOf, type Footing, type FootingPeriod, footingsOn, parseSiret, requireFreeFooting } from "../../src/domain/footing.js";
import { t } from "../support/tap.js";

t.test("a footing covers what it is for", async (t) => {
  const table: [nature: string, footings: Footing[], isPaidToStructure: boolean, doubts: string[]][] = [
    ["work", [], false, ["footing_missing"]],
    ["work", ["invoice"], false, []],
    ["work", ["employee"], false, []],
    ["work", ["rights", "expenses"], false, ["footing_missing"]],
    ["work", ["structure"], false, ["footing_missing"]],
    ["work", ["structure"], true, []],
    ["work", [], true, []],
    ["rights", ["rights"], false, []],
    ["rights", ["invoice"], false, []],
    ["rights", ["employee"], false, ["footing_missing"]],
  ];
  for (const [nature, footings, isPaidToStructure, doubts] of table)
    t.same(doubtsOf({ nature, footings, isPaidToStructure, receiptsMissing: 3 }), doubts, `${nature} ${footings} ${isPaidToStructure}`);
  const expenses = { nature: "expenses", footings: [], isPaidToStructure: false };
  t.same(doubtsOf({ ...expenses, receiptsMissing: 0 }), [], "expenses need a receipt, whatever the footing");
  t.same(doubtsOf({ ...expenses, receiptsMissing: 1 }), ["receipt_missing"]);
});

t.test("footings are dated; one does not overlap itself", async (t) => {
  const invoice: FootingPeriod = { id: "1", footing: "invoice", fromOn: "2026-01-01", untilOn: "2026-06-30" };
  t.same(footingsOn([invoice], "2026-06-30"), ["invoice"]);
  t.same(footingsOn([invoice], "2026-07-01"), []);
  const again = { ...invoice, id: "2", fromOn: "2026-07-01", untilOn: null };
  requireFreeFooting([invoice], again);
  requireFreeFooting([invoice], { ...invoice, id: "2", footing: "rights" });
  requireFreeFooting([invoice], { ...invoice, untilOn: null });
  t.throws(() => requireFreeFooting([invoice], { ...again, fromOn: "2026-06-30" }), {
    code: "footing_overlaps",
    figures: { footing: "invoice", from: "2026-01-01", until: "2026-06-30" },
  });
  t.throws(() => requireFreeFooting([], { ...invoice, untilOn: "2025-12-31" }), { code: "days_reversed" });
});

t.test("a SIRET adds up", async (t) => {
  t.equal(parseSiret("732 829 320 00074"), "73282932000074");
  t.equal(parseSiret("356 000 000 00048"), "35600000000048", "La Poste");
  for (const siret of ["73282932000075", "7328293200007", "732829320000744", "7328293200007x", ""])
    t.throws(() => parseSiret(siret), { code: "siret_invalid", figures: { siret } }, siret);
});

t.test("the threshold of the month it holds in", async (t) => {
  const france = { country: "FR", currency: "EUR" };
  t.match(thresholdOf("2026-03", france), { amount: "1367.27", fromOn: "2026-01-01" });
  t.match(thresholdOf("2024-10", france), { amount: "1325.19" });
  t.match(thresholdOf("2024-11", france), { amount: "1351.35" });
  t.equal(thresholdOf("2022-12", france), null);
  t.equal(thresholdOf("2026-03", { ...france, country: "BE" }), null);
  t.equal(thresholdOf("2026-03", { ...france, currency: "XPF" }), null);
  t.same(
    [...boardThresholds].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1)),
    boardThresholds,
    "in the order of their days",
  );
  const term = { fromOn: "2026-03-31", untilOn: "2026-05-01" };
  t.same(
    ["2026-02", "2026-03", "2026-05", "2026-06"].map((month) => sitsIn(month, term)),
    [false, true, true, false],
  );
  t.notOk(sitsIn("2026-03", { fromOn: null, untilOn: null }));
});
