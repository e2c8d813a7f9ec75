/** A count has as long as it is given, and says so where that is too little. */

import { Refusal } from "../../../src/domain/refusals.js";
import { tallyElection } from "../../../src/domain/tally/tally.js";
import { roundLooksMax } from "../../../src/domain/tally/work.js";
import { t } from "../../support/tap.js";

const election = (rule: object, ballotType = "approval") => ({
  format: "moisson.election/1",
  currency: "EUR",
  budget: "3000.00",
  ballotType,
  projects: [
    { id: "a", cost: "700.00" },
    { id: "b", cost: "700.00" },
    { id: "c", cost: "2900.00" },
    { id: "d", cost: "800.00" },
  ],
  ballots: [["a", "b", "c"], ["a", "d"], ["b", "d"], ["c", "a"], ["d"]].map((projects) => ({ projects })),
  rule,
});

t.test("add1 and nash are refused by name where they take too long", async (t) => {
  for (const rule of [{ name: "equal-shares", completion: "add1", increment: "0.5" }, { name: "nash" }]) {
    t.ok(tallyElection(election(rule)).selected.length > 0, "a file has as long as it takes");
    t.ok(tallyElection(election(rule), roundLooksMax).selected.length > 0, "and this one goes in a round");
    try {
      tallyElection(election(rule), 1_000);
      t.fail("not refused");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      t.match(error, { code: "tally_too_long", figures: { at: "rule", rule: rule.name, turns: Number } });
    }
  }
  t.ok(tallyElection(election({ name: "greedy" }), 0).selected.length > 0, "what is counted once needs no limit");
});
