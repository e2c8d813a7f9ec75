/** What a quantity is worth at a rate. */

import { atRate } from "../../src/domain/at-rate.js";
import { t } from "../support/tap.js";

t.test("exact, and rounded once, half up", async (t) => {
  t.equal(atRate("5.5", "15.00", "EUR"), 8250n);
  t.equal(atRate("1", "0.529", "EUR"), 53n);
  t.equal(atRate("1", "0.525", "EUR"), 53n, "half up");
  t.equal(atRate("2", "1500", "JPY"), 3000n);
  t.equal(atRate("0.333333", "15", "EUR"), 500n);
});
