import fc from "fast-check";
import t from "tap";
import { compare, multiply, ratio } from "../../../src/domain/ratio.js";
import { parseElection } from "../../../src/domain/tally/election.js";
import { equalShares } from "../../../src/domain/tally/equal-shares.js";
import { tallyElection } from "../../../src/domain/tally/tally.js";
import { law } from "../../support/law.js";
import { greedyRule, type RandomElection, randomElection, sharesRule } from "./elections.js";
import { referenceGreedy, referenceShares } from "./reference.js";

const lotOf = (election: RandomElection) => parseElection(election).lot;
const units = (amount: string): bigint => BigInt(amount.replace(".", ""));

t.test("the rule and a slow one in exact fractions agree", async (t) => {
  law(
    t,
    "equal shares: winners in their order, whatever the utility, completion, stop and comparison",
    fc.property(randomElection(sharesRule), (election) => {
      const { order } = referenceShares(election, lotOf(election));
      return JSON.stringify(tallyElection(election).order) === JSON.stringify(order);
    }),
    6000,
  );
  law(
    t,
    "and what every voter has left",
    fc.property(randomElection(sharesRule), (document) => {
      const election = parseElection(document);
      if (election.rule.kind !== "equal-shares") return false;
      const { course } = equalShares(election, election.rule);
      const unit = ratio(10n ** BigInt(election.places));
      return referenceShares(document, election.lot).left.every((left, ballot) => compare(multiply(left, unit), course.leftOf(ballot)) === 0);
    }),
    3000,
  );
  law(
    t,
    "greedy",
    fc.property(randomElection(() => greedyRule), (election) => {
      return JSON.stringify(tallyElection(election).order) === JSON.stringify(referenceGreedy(election, lotOf(election)));
    }),
    2000,
  );
});
