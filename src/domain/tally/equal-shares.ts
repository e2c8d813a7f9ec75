/**
 * The method of equal shares (Peters, Pierczyński, Skowron 2021) and its completions (DESIGN §9).
 *
 *  1. Everything that can win fits together and the completion is add1: all win.
 *  2. Every voter begins with the same money; a run (shares-run.ts) buys the project that is cheapest for its supporters, as
 *     long as one can be bought.
 *  3. `add1`: from floor(budget / voters) each, or exactly budget / voters; then one increment more each, again and again. The
 *     outcome is the last run whose cost is within the budget: the first that spends more ends it, and nothing beyond is
 *     looked at. With `exhaustive` it ends also when no project left out fits in what is left. When every project that can
 *     ever be bought is bought, more money changes nothing, and it ends.
 *  4. `utilitarian`, `add1u`: what still fits is added by votes.
 *  5. `comparison`: greedy replaces the outcome where strictly more voters have more of their projects win in it.
 */

import { ratioOf } from "../decimal.js";
import { add, divide, floor, multiply, type Ratio, ratio, subtract } from "../ratio.js";
import type { Election } from "./election.js";
import { completed, greedy } from "./greedy.js";
import type { Comparison, Outcome, Reason, SharesCourse } from "./outcome.js";
import type { EqualSharesRule } from "./rule.js";
import { type SharesBoard, sharesBoard } from "./shares-board.js";
import { type Purchase, SharesRun } from "./shares-run.js";
import { byVotes } from "./votes.js";
import { Work } from "./work.js";

export interface SharesOutcome extends Outcome {
  readonly course: SharesCourse;
}

export function equalShares(election: Election, rule: EqualSharesRule, work = new Work(rule.name)): SharesOutcome {
  const isAdd1 = rule.completion === "add1" || rule.completion === "add1u";
  const all = isAdd1 ? allIfTheyFit(election) : null;
  const board = sharesBoard(election, rule.utility);
  const { run, increments } =
    all === null && isAdd1 ? addOne(election, rule, board, work) : { run: firstRun(election, board), increments: 0 };
  const chosen = all ?? { order: run.winners, spent: run.spent, reasons: reasonsOf(election, board, run) };
  const isCompleted = rule.completion === "utilitarian" || rule.completion === "add1u";
  const shares = isCompleted ? completed(election, chosen) : chosen;
  const byVotes = greedy(election, { skips: true, threshold: null });
  const comparison = rule.comparison ? compared(election, shares, byVotes) : null;
  const outcome = comparison?.replaced ? byVotes : shares;
  const { groupOf } = election.ballots;
  return {
    ...outcome,
    course: { perVoter: run.perVoter, increments, comparison, leftOf: (ballot) => run.leftOf(groupOf[ballot] as number) },
  };
}

function allIfTheyFit(election: Election): Outcome | null {
  const order = byVotes(election).filter((project) => election.projects[project]?.out === null);
  const spent = order.reduce((sum, project) => sum + (election.projects[project]?.cost ?? 0n), 0n);
  if (spent > election.budget) return null;
  return { order, spent, reasons: election.projects.map(({ out }) => ({ kind: out ?? "all-fit" })) };
}

/** One run with exactly the budget. Without voters nobody has anything. */
function firstRun({ budget, ballots }: Election, board: SharesBoard): SharesRun {
  return new SharesRun(board, ballots.count === 0 ? ratio(0n) : ratio(budget, BigInt(ballots.count))).run(null);
}

/** What a run takes beside the looks of supporters: bounds and exact prices, project by project. */
const looksPerProject = 100;

function addOne(election: Election, rule: EqualSharesRule, board: SharesBoard, work: Work): { run: SharesRun; increments: number } {
  const { budget, ballots, places } = election;
  const unit = 10n ** BigInt(places);
  const voters = BigInt(ballots.count);
  if (voters === 0n) return { run: firstRun(election, board), increments: 0 };
  const start = rule.start === "integral" ? ratio((budget / (voters * unit)) * unit) : ratio(budget, voters);
  const increment = multiply(ratioOf(rule.increment), ratio(unit));
  const after = (increments: bigint) => add(start, multiply(increment, ratio(increments)));
  const looks = board.ballotProjects.length + looksPerProject * board.costs.length;
  let run = new SharesRun(board, start).run(null);
  for (let increments = 0n; ; ) {
    const isFull = run.winners.length === board.buyable.length;
    if (isFull || (rule.exhaustive && !somethingFits(election, run))) return { run, increments: Number(increments) };
    work.turn(looks);
    const idle = idleIncrements(board, run, increment);
    if (idle > 0n) {
      increments += idle;
      run = new SharesRun(board, after(increments), run.winners).run(null);
      continue;
    }
    const next = new SharesRun(board, after(increments + 1n), run.winners).run(budget);
    if (next.spent > budget) return { run, increments: Number(increments) };
    increments += 1n;
    run = next;
  }
}

/**
 * How many increments surely change nothing. Where every supporter of every winner paid in full, the prices are the lowest there
 * can be, whatever there is to spend; and where no other project could be paid by its supporters even before the first purchase,
 * none can come in between until they have enough for it. A project that one voter wants may need thousands of increments.
 */
function idleIncrements(board: SharesBoard, { purchases, winners, perVoter }: SharesRun, increment: Ratio): bigint {
  if (purchases.some(({ less }) => less > 0)) return 0n;
  const won = new Set(winners);
  let fewest: bigint | null = null;
  for (const project of board.buyable) {
    if (won.has(project)) continue;
    const missing = subtract(ratio(board.costs[project] as bigint, BigInt(board.supporters[project] as number)), perVoter);
    if (missing.numerator <= 0n) return 0n;
    // The increment that brings enough is the first that may change something.
    const idle = -floor(divide({ numerator: -missing.numerator, denominator: missing.denominator }, increment)) - 1n;
    if (fewest === null || idle < fewest) fewest = idle;
  }
  return fewest ?? 0n;
}

function somethingFits({ projects, budget }: Election, { winners, spent }: SharesRun): boolean {
  const won = new Set(winners);
  return projects.some(({ cost, out }, project) => out === null && !won.has(project) && spent + cost <= budget);
}

function reasonsOf({ projects, ballots }: Election, board: SharesBoard, run: SharesRun): Reason[] {
  const purchases = new Map(run.purchases.map((purchase) => [purchase.project, purchase]));
  return projects.map(({ cost, out }, project): Reason => {
    const purchase = purchases.get(project);
    if (purchase !== undefined) return bought(cost, purchase);
    if (out !== null) return { kind: out };
    if (ballots.supporters[project] === 0) return { kind: "no-support" };
    if (board.perCost && cost === 0n) return { kind: "no-utility" };
    return { kind: "unaffordable", held: run.heldFor(project) };
  });
}

function bought(costUnits: bigint, { price, full, fullWeight, less }: Purchase): Reason {
  const cost = ratio(costUnits);
  const fullSum = multiply(price, ratio(BigInt(fullWeight)));
  const effectiveVotes: Ratio = price.numerator === 0n ? ratio(BigInt(fullWeight)) : divide(cost, price);
  return {
    kind: "bought",
    price: ratio(price.numerator, price.denominator),
    effectiveVotes,
    full,
    fullSum,
    less,
    lessSum: subtract(cost, fullSum),
  };
}

/** Who has more of their projects among the winners of the one, and of the other (the «satisfaction» of equalshares.net). */
function compared({ ballots }: Election, shares: Outcome, byVotes: Outcome): Comparison {
  const [inShares, inGreedy] = [new Set(shares.order), new Set(byVotes.order)];
  let [prefersShares, prefersGreedy] = [0, 0];
  for (let group = 0; group < ballots.sizes.length; group += 1) {
    let difference = 0;
    for (let at = ballots.starts[group] as number; at < (ballots.starts[group + 1] as number); at += 1) {
      if (ballots.points !== null && (ballots.points[at] as number) <= 0) continue;
      const project = ballots.projects[at] as number;
      difference += Number(inShares.has(project)) - Number(inGreedy.has(project));
    }
    if (difference > 0) prefersShares += ballots.sizes[group] as number;
    if (difference < 0) prefersGreedy += ballots.sizes[group] as number;
  }
  return { prefersShares, prefersGreedy, replaced: prefersGreedy > prefersShares };
}
