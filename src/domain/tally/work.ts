/**
 * How much a count may take. Some rules count again and again (add1 once an increment, nash once a step), and how often
 * follows from the ballots: an increment of a cent may need a million runs. Where others wait for it, a count has a limit.
 *
 *   300 voters with 6 votes each among 60 projects: a run of equal shares is 1,800 + 60 × 100 looks, and 7,000 runs go
 */
import { Refusal } from "../refusals.js";
import type { RuleName } from "./rule.js";

/**
 * Looks in a round, where the service waits for it: some seconds. A town of 6,500 voters, 64 projects and 154 increments
 * takes 9,000,000. A file (`moisson tally`) has as long as it takes.
 */
export const roundLooksMax = 60_000_000;

export class Work {
  private looks = 0;
  private turns = 0;
  constructor(
    private readonly rule: RuleName,
    private readonly looksMax = Number.POSITIVE_INFINITY,
  ) {}

  /** One turn more, of so many looks of a supporter at a project. Refuses `tally_too_long`. */
  turn(looks: number): void {
    this.looks += looks;
    if (this.looks > this.looksMax) throw new Refusal("tally_too_long", { at: "rule", rule: this.rule, turns: this.turns });
    this.turns += 1;
  }
}
