/**
 * One run of the method of equal shares, with what each voter has to spend (DESIGN §9). Exact, and fast:
 *
 *  1. What a voter has left is exact by construction: either nothing, once they paid all they had for a project, or what
 *     they began with less price × weight of each winner they support. Prices are exact fractions on one denominator, so any
 *     budget is a sum of a few of them, computed when somebody asks.
 *  2. Beside, each budget is kept as a floating point number whose error is bounded: every charge is one product and one
 *     subtraction with a price that is rounded once, so after r charges no budget is off by more than
 *     (4r + 2) × 2^−53 × the first budget.
 *  3. The price of a project is bracketed from these numbers: [low, high] surely holds the exact price, since the sum over
 *     its supporters is off by at most (their number × that error) + 2 × (terms + 16) × 2^−53 × cost, and the price by that
 *     divided by the weight of those who still pay in full (the sum is concave in the price).
 *  4. Brackets decide what they can: the lowest wins when no other overlaps it, a voter is out of money when they are
 *     surely below their part. Whatever they leave open (ties, money that just suffices) is computed in exact fractions.
 *  5. Prices only rise while a run goes on, so yesterday’s low is a bound today: projects are looked at again in the order
 *     of these bounds, and only until one cannot be better than the best (as in the published algorithm).
 *
 *   11 voters, 1100.00: path 700.00 for seven of them → 100.00 each; gym’s six supporters then have nothing left
 */
import { type Ratio, ratio } from "../ratio.js";
import type { SharesBoard } from "./shares-board.js";

const roundoff = 2 ** -53;

/** A winner, with what its supporters paid. */
export interface Purchase {
  readonly project: number;
  /** What a weight of one pays in full. */
  readonly price: Ratio;
  /** Voters who paid in full, and their weights. */
  readonly full: number;
  readonly fullWeight: number;
  /** Voters who had less and paid all of it. */
  readonly less: number;
}

/** A price as a fraction of this run: numerator / (denominator × part). */
interface ExactPrice {
  readonly numerator: bigint;
  readonly part: number;
}

type Bracket = "affordable" | "unaffordable" | "unsure";

export class SharesRun {
  readonly winners: number[] = [];
  readonly purchases: Purchase[] = [];
  spent = 0n;

  /** Every exact amount of the run is a whole number of 1 / denominator. */
  private denominator: bigint;
  private endowment: bigint;
  private readonly prices: bigint[] = [];
  /** By project: its place among the winners, or −1. */
  private readonly turnOf: Int32Array;

  private readonly budgets: Float64Array;
  private readonly isBroke: Uint8Array;
  private readonly first: number;
  private budgetError: number;

  private readonly ends: Int32Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  /** By project: ρ at `low`. */
  private readonly lowRho: Float64Array;
  /** What one bracket goes through: the supporters who can pay in full, and sums over them and the others. */
  private readonly scratch: Int32Array;
  private count = 0;
  private poor = 0;
  private rich = 0;
  private least = 0;
  private price = 0;
  private candidates: number[];

  constructor(
    private readonly board: SharesBoard,
    /** What each voter begins with. */
    readonly perVoter: Ratio,
  ) {
    const projectCount = board.costs.length;
    this.denominator = perVoter.denominator;
    this.endowment = perVoter.numerator;
    this.turnOf = new Int32Array(projectCount).fill(-1);
    this.first = numberOf(perVoter.numerator, perVoter.denominator);
    this.budgets = new Float64Array(board.sizes.length).fill(this.first);
    this.isBroke = new Uint8Array(board.sizes.length);
    this.budgetError = 2 * roundoff * this.first;
    this.ends = board.starts.slice(1);
    this.low = new Float64Array(projectCount);
    this.high = new Float64Array(projectCount);
    this.lowRho = new Float64Array(projectCount);
    this.scratch = new Int32Array(board.buyable.reduce((most, project) => Math.max(most, this.supportersOf(project)), 0));
    this.candidates = [...board.buyable];
    for (const project of this.candidates) {
      this.setLow(project, ((board.costNumbers[project] as number) / (board.totalWeights[project] as number)) * (1 - 4 * roundoff));
    }
  }

  /** Buys until nothing can be bought, or until more than `most` is spent: then it stops with that purchase. */
  run(most: bigint | null): this {
    for (;;) {
      const chosen = this.choose();
      if (chosen === null) return this;
      this.charge(chosen.project, chosen.price);
      if (most !== null && this.spent > most) return this;
    }
  }

  /** What the supporters of a project still have together. */
  heldFor(project: number): Ratio {
    const sum = this.exactSum(project, (_, group) => this.isBroke[group] === 0);
    return ratio(sum, this.denominator);
  }

  /** What a voter of the group still has. */
  leftOf(group: number): Ratio {
    return this.isBroke[group] === 1 ? ratio(0n) : ratio(this.exactBudget(group), this.denominator);
  }

  private supportersOf(project: number): number {
    return (this.board.starts[project + 1] as number) - (this.board.starts[project] as number);
  }

  private rho(price: number, project: number): number {
    return this.board.perCost ? price / (this.board.costNumbers[project] as number) : price;
  }

  private setLow(project: number, price: number): void {
    this.low[project] = price;
    this.lowRho[project] = this.rho(price, project);
  }

  /** The project with the lowest ρ, and its exact price; ties by cost, votes, lot. */
  private choose(): { project: number; price: ExactPrice } | null {
    const { lowRho } = this;
    this.candidates.sort((a, b) => (lowRho[a] as number) - (lowRho[b] as number));
    const slack = 1 + 8 * roundoff;
    let best = Number.POSITIVE_INFINITY;
    const contenders: number[] = [];
    const gone = new Set<number>();
    for (const project of this.candidates) {
      if ((lowRho[project] as number) > best * slack) break;
      const bracket = this.bracket(project);
      if (bracket === "unaffordable") {
        gone.add(project);
        continue;
      }
      contenders.push(project);
      if (bracket === "affordable") best = Math.min(best, this.rho(this.high[project] as number, project));
    }
    let chosen: { project: number; price: ExactPrice } | null = null;
    for (const project of contenders) {
      if ((lowRho[project] as number) > best * slack) continue;
      const price = this.exactPrice(project);
      if (price === null) gone.add(project);
      else if (chosen === null || this.isBetter(project, price, chosen.project, chosen.price)) chosen = { project, price };
    }
    const won = chosen?.project;
    this.candidates = this.candidates.filter((project) => project !== won && !gone.has(project));
    return chosen;
  }

  private isBetter(project: number, price: ExactPrice, other: number, otherPrice: ExactPrice): boolean {
    const { costs, perCost, tied } = this.board;
    const one = price.numerator * BigInt(otherPrice.part) * (perCost ? (costs[other] as bigint) : 1n);
    const two = otherPrice.numerator * BigInt(price.part) * (perCost ? (costs[project] as bigint) : 1n);
    return one === two ? tied(project, other) < 0 : one < two;
  }

  /**
   * Brackets the price of a project: `low` and `high` surely hold it. A tangent (Newton) step at a time: who has less than
   * the price pays all they have, the others share the rest, which raises the price, until nobody more falls short.
   */
  private bracket(project: number): Bracket {
    const cost = this.board.costNumbers[project] as number;
    let sums = this.sumUp(project, this.low[project] as number);
    const terms = (this.ends[project] as number) - (this.board.starts[project] as number) + 16;
    const off = sums.voters * this.budgetError;
    const moneyOff = off + 2 * terms * roundoff * Math.max(sums.money, cost);
    if (sums.money + moneyOff < cost) return "unaffordable";
    if (sums.money - moneyOff <= cost) return this.unsure(project);
    if (!this.narrow(cost)) {
      // The bound was too near to begin from.
      sums = this.sumUp(project, 0);
      if (!this.narrow(cost)) return this.unsure(project);
    }
    const slack = off + 2 * terms * roundoff * cost;
    const spread = slack / this.rich;
    const low = (this.price - spread) * (1 - 8 * roundoff);
    if (low > (this.low[project] as number)) this.setLow(project, low);
    if (this.least < (this.price + spread) * (1 + 8 * roundoff)) {
      // Somebody is so near the price that a little more would leave them short: the upper bound is found with that.
      if (!this.narrow(cost + 2 * slack)) return this.unsure(project);
      this.high[project] = this.price * (1 + 8 * roundoff);
    } else {
      this.high[project] = (this.price + spread) * (1 + 8 * roundoff);
    }
    return "affordable";
  }

  /** Parts the supporters by who can pay `price` in full; those without money are moved behind the end. */
  private sumUp(project: number, price: number): { money: number; voters: number } {
    const { sizes, groups, weights, starts } = this.board;
    const { budgets, isBroke, scratch } = this;
    let end = this.ends[project] as number;
    let [money, voters, poor, rich, count, least] = [0, 0, 0, 0, 0, Number.POSITIVE_INFINITY];
    for (let at = starts[project] as number; at < end; ) {
      const group = groups[at] as number;
      if (isBroke[group] === 1) {
        end -= 1;
        groups[at] = groups[end] as number;
        groups[end] = group;
        if (weights !== null) {
          const weight = weights[at] as number;
          weights[at] = weights[end] as number;
          weights[end] = weight;
        }
        continue;
      }
      const budget = budgets[group] as number;
      const size = sizes[group] as number;
      const weight = weights === null ? 1 : (weights[at] as number);
      const sum = size * budget;
      money += sum;
      voters += size;
      if (budget < price * weight) {
        poor += sum;
      } else {
        rich += size * weight;
        scratch[count] = at;
        count += 1;
        const bound = weights === null ? budget : budget / weight;
        if (bound < least) least = bound;
      }
      at += 1;
    }
    this.ends[project] = end;
    this.count = count;
    this.poor = poor;
    this.rich = rich;
    this.least = least;
    this.price = price;
    return { money, voters };
  }

  /** Raises the price until the supporters pay `target` together; false where it would have to fall, or nobody is left. */
  private narrow(target: number): boolean {
    const { sizes, groups, weights } = this.board;
    const { budgets, scratch } = this;
    while (this.count > 0) {
      const price = (target - this.poor) / this.rich;
      if (price < this.price) return false;
      this.price = price;
      if (this.least >= price) return true;
      let [poor, rich, count, least] = [this.poor, this.rich, 0, Number.POSITIVE_INFINITY];
      for (let index = 0; index < this.count; index += 1) {
        const at = scratch[index] as number;
        const group = groups[at] as number;
        const budget = budgets[group] as number;
        const weight = weights === null ? 1 : (weights[at] as number);
        if (budget < price * weight) {
          poor += (sizes[group] as number) * budget;
          rich -= (sizes[group] as number) * weight;
        } else {
          scratch[count] = at;
          count += 1;
          const bound = weights === null ? budget : budget / weight;
          if (bound < least) least = bound;
        }
      }
      [this.poor, this.rich, this.count, this.least] = [poor, rich, count, least];
    }
    return false;
  }

  private unsure(project: number): Bracket {
    this.high[project] = Number.POSITIVE_INFINITY;
    return "unsure";
  }

  /** The exact price of a project whose bracket is known, or null where its supporters cannot pay it together. */
  private exactPrice(project: number): ExactPrice | null {
    const { board, budgets, budgetError } = this;
    const { groups, weights, sizes } = board;
    const [low, high] = [(this.low[project] as number) * (1 - 4 * roundoff), (this.high[project] as number) * (1 + 4 * roundoff)];
    let rich = 0;
    const open: { budget: bigint; weight: number; size: number }[] = [];
    const poor = this.exactSum(project, (at, group) => {
      if (this.isBroke[group] === 1) return false;
      const weight = weights === null ? 1 : (weights[at] as number);
      const budget = budgets[group] as number;
      if (budget + budgetError < low * weight) return true;
      rich += (sizes[group] as number) * weight;
      if (budget - budgetError <= high * weight) open.push({ budget: this.exactBudget(group), weight, size: sizes[group] as number });
      return false;
    });
    let missing = (board.costs[project] as bigint) * this.denominator - poor;
    open.sort((a, b) => {
      const difference = a.budget * BigInt(b.weight) - b.budget * BigInt(a.weight);
      return difference < 0n ? -1 : difference > 0n ? 1 : 0;
    });
    for (const { budget, weight, size } of open) {
      if (budget * BigInt(rich) >= missing * BigInt(weight)) break;
      missing -= budget * BigInt(size);
      rich -= weight * size;
    }
    // Whoever is last pays in full unless all of them together have too little.
    return rich > 0 ? { numerator: missing, part: rich } : null;
  }

  /** Σ size × budget over those supporters of a project that `counts` picks, none of them without money. */
  private exactSum(project: number, counts: (at: number, group: number) => boolean): bigint {
    const { groups, sizes, starts, ballotStarts, ballotProjects, ballotWeights } = this.board;
    const parts = new Float64Array(this.prices.length);
    let voters = 0;
    const end = this.ends[project] as number;
    for (let at = starts[project] as number; at < end; at += 1) {
      const group = groups[at] as number;
      if (!counts(at, group)) continue;
      const size = sizes[group] as number;
      voters += size;
      for (let index = ballotStarts[group] as number; index < (ballotStarts[group + 1] as number); index += 1) {
        const turn = this.turnOf[ballotProjects[index] as number] as number;
        if (turn >= 0) parts[turn] = (parts[turn] as number) + size * (ballotWeights === null ? 1 : (ballotWeights[index] as number));
      }
    }
    let sum = BigInt(voters) * this.endowment;
    parts.forEach((part, turn) => {
      if (part > 0) sum -= BigInt(part) * (this.prices[turn] as bigint);
    });
    return sum;
  }

  /** What a voter of a group that is not out of money has, in 1 / denominator. */
  private exactBudget(group: number): bigint {
    const { ballotStarts, ballotProjects, ballotWeights } = this.board;
    let budget = this.endowment;
    for (let index = ballotStarts[group] as number; index < (ballotStarts[group + 1] as number); index += 1) {
      const turn = this.turnOf[ballotProjects[index] as number] as number;
      if (turn >= 0) budget -= BigInt(ballotWeights === null ? 1 : (ballotWeights[index] as number)) * (this.prices[turn] as bigint);
    }
    return budget;
  }

  /** Charges the supporters of a winner. */
  private charge(project: number, { numerator, part }: ExactPrice): void {
    const { budgets, isBroke } = this;
    const { groups, weights, sizes, starts, costs } = this.board;
    const shared = commonDivisor(numerator, part);
    const factor = BigInt(part / shared);
    const exact = numerator / BigInt(shared);
    if (factor !== 1n) {
      this.denominator *= factor;
      this.endowment *= factor;
      for (let turn = 0; turn < this.prices.length; turn += 1) this.prices[turn] = (this.prices[turn] as bigint) * factor;
    }
    const price = numberOf(exact, this.denominator);
    let full = 0;
    let fullWeight = 0;
    let less = 0;
    for (let at = starts[project] as number; at < (this.ends[project] as number); at += 1) {
      const group = groups[at] as number;
      if (isBroke[group] === 1) continue;
      const weight = weights === null ? 1 : (weights[at] as number);
      const payment = price * weight;
      const left = (budgets[group] as number) - payment;
      const open = this.budgetError + 4 * roundoff * payment;
      const difference = left > open ? 1 : left < -open ? -1 : this.exactDifference(group, exact, weight);
      if (difference >= 0) {
        full += sizes[group] as number;
        fullWeight += (sizes[group] as number) * weight;
      } else {
        less += sizes[group] as number;
      }
      if (difference > 0) {
        budgets[group] = left;
      } else {
        budgets[group] = 0;
        isBroke[group] = 1;
      }
    }
    this.turnOf[project] = this.prices.length;
    this.prices.push(exact);
    this.budgetError += 4 * roundoff * this.first;
    this.spent += costs[project] as bigint;
    this.winners.push(project);
    this.purchases.push({ project, price: { numerator: exact, denominator: this.denominator }, full, fullWeight, less });
  }

  private exactDifference(group: number, price: bigint, weight: number): number {
    const difference = this.exactBudget(group) - price * BigInt(weight);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
}

function commonDivisor(numerator: bigint, part: number): number {
  let [a, b] = [part, Number(numerator % BigInt(part))];
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** numerator / denominator, both ≥ 0, as the nearest number but for one unit in its last place. */
function numberOf(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  for (let places = 128; ; places *= 2) {
    const quotient = (numerator << BigInt(places)) / denominator;
    if (quotient >> 60n !== 0n) return Number(quotient) / 2 ** places;
  }
}
