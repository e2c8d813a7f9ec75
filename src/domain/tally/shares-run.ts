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

type Bracket = "affordable" | "unaffordable" | "beaten" | "unsure";

export class SharesRun {
  readonly winners: number[] = [];
  readonly purchases: Purchase[] = [];
  spent = 0n;

  /** Every exact amount of the run is a whole number of 1 / denominator. */
  private denominator: bigint;
  private endowment: bigint;
  private readonly prices: bigint[] = [];

  /** By group: what is left, nearly. Exactly 0 says that nothing is left; whoever has something has more than 0 here. */
  private readonly budgets: Float64Array;
  private readonly first: number;
  private budgetError: number;

  /**
   * By project: its supporters at starts[p] … starts[p + 1] − 1 stand in three parts. Before `poorFrom` those without money,
   * then up to `richFrom` the poor: surely below the price, now and for the rest of the run, as prices rise and budgets fall.
   * From there on the others, whose weights sum up to `richWeight`.
   */
  private readonly poorFrom: Int32Array;
  private readonly richFrom: Int32Array;
  private readonly richWeight: Float64Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  /** By project: the least budget per weight among the rich when its bracket was last found. */
  private readonly least: Float64Array;
  /** By project: ρ at `low`. */
  private readonly lowRho: Float64Array;
  /** By group: the turns of the winners it paid for in full, from its ballotStarts to `paidTo`, and the weights beside. */
  private readonly paidTurns: Int32Array;
  private readonly paidWeights: Float64Array | null;
  private readonly paidTo: Int32Array;
  private candidates: number[];

  constructor(
    private readonly board: SharesBoard,
    /** What each voter begins with. */
    readonly perVoter: Ratio,
    /** What is likely to be bought, in order: the winners of a run with a little less. It decides nothing, and saves looks. */
    private readonly guess: readonly number[] = [],
  ) {
    const [projectCount, groupCount] = [board.costs.length, board.sizes.length];
    this.denominator = perVoter.denominator;
    this.endowment = perVoter.numerator;
    this.first = numberOf(perVoter.numerator, perVoter.denominator);
    this.budgets = new Float64Array(groupCount).fill(this.first);
    this.budgetError = 2 * roundoff * this.first;
    this.poorFrom = board.starts.slice(0, -1);
    this.richFrom = board.starts.slice(0, -1);
    this.richWeight = board.totalWeights.slice();
    this.low = new Float64Array(projectCount);
    this.high = new Float64Array(projectCount);
    this.least = new Float64Array(projectCount);
    this.lowRho = new Float64Array(projectCount);
    this.paidTurns = new Int32Array(board.ballotProjects.length);
    this.paidWeights = board.weights === null ? null : new Float64Array(board.ballotProjects.length);
    this.paidTo = board.ballotStarts.slice();
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
    const { starts, groups } = this.board;
    const sum = new ExactSum(this.prices.length);
    for (let at = starts[project] as number; at < (starts[project + 1] as number); at += 1) this.addTo(sum, groups[at] as number);
    return ratio(this.exact(sum), this.denominator);
  }

  /** What a voter of the group still has. */
  leftOf(group: number): Ratio {
    return this.budgets[group] === 0 ? ratio(0n) : ratio(this.exactBudget(group), this.denominator);
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
    sortNearly(this.candidates, lowRho);
    const slack = 1 + 8 * roundoff;
    let best = Number.POSITIVE_INFINITY;
    const contenders: number[] = [];
    const gone = new Set<number>();
    const guess = this.guess[this.winners.length];
    const first = guess !== undefined && this.candidates.includes(guess) ? guess : (this.candidates[0] ?? -1);
    for (let place = -1; place < this.candidates.length; place += 1) {
      const project = place < 0 ? first : (this.candidates[place] as number);
      if (project < 0 || (place >= 0 && project === first)) continue;
      if ((lowRho[project] as number) > best * slack) break;
      const bracket = this.bracket(project, best * slack);
      if (bracket === "beaten") continue;
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
   * Brackets the price of a project: `low` and `high` surely hold it. A tangent (Newton) step at a time: the poor pay all they
   * have, the others share the rest, which raises the price, until nobody more is poor. Where ρ is surely above `best` it ends
   * early, and only `low` is found.
   */
  private bracket(project: number, best: number): Bracket {
    const { starts, costNumbers, supporters, perCost } = this.board;
    const cost = costNumbers[project] as number;
    const terms = 2 * ((starts[project + 1] as number) - (starts[project] as number) + 16) * roundoff;
    const off = (supporters[project] as number) * this.budgetError;
    const slack = off + terms * cost;
    const bestPrice = perCost ? best * cost : best;
    let poor = this.sumPoor(project);
    let least = Number.NEGATIVE_INFINITY;
    for (;;) {
      const rich = this.richWeight[project] as number;
      if (rich === 0) return poor + off + terms * Math.max(poor, cost) < cost ? "unaffordable" : this.unsure(project);
      const price = (cost - poor) / rich;
      const spread = slack / rich;
      const low = (price - spread) * (1 - 8 * roundoff);
      if (low > (this.low[project] as number)) this.setLow(project, low);
      if (low > bestPrice) return "beaten";
      // The least among those who are not poor is known from the last look: nobody more is poor if it is not below.
      if (least < low) {
        const before = this.richFrom[project] as number;
        poor += this.part(project, low);
        least = this.least[project] as number;
        if ((this.richFrom[project] as number) > before) continue;
      }
      const high = (price + spread) * (1 + 8 * roundoff);
      // Somebody may be so near the price that a little more would leave them short: then the upper bound is found with that.
      const isClear = least >= high;
      this.high[project] = isClear ? high : this.priceFor(project, cost + 2 * slack, poor) * (1 + 8 * roundoff);
      return this.high[project] === Number.POSITIVE_INFINITY ? "unsure" : "affordable";
    }
  }

  /** Puts those who have less than `price` for their weight among the poor; what these have together, nearly. */
  private part(project: number, price: number): number {
    const { sizes, groups, weights, starts } = this.board;
    const { budgets } = this;
    const end = starts[project + 1] as number;
    let from = this.richFrom[project] as number;
    let rich = this.richWeight[project] as number;
    let [more, least] = [0, Number.POSITIVE_INFINITY];
    for (let at = from; at < end; at += 1) {
      const group = groups[at] as number;
      const budget = budgets[group] as number;
      const weight = weights === null ? 1 : (weights[at] as number);
      if (budget < price * weight) {
        const size = sizes[group] as number;
        more += size * budget;
        rich -= size * weight;
        swap(groups, at, from);
        if (weights !== null) swap(weights, at, from);
        from += 1;
      } else {
        const bound = weights === null ? budget : budget / weight;
        if (bound < least) least = bound;
      }
    }
    this.richFrom[project] = from;
    this.richWeight[project] = rich;
    this.least[project] = least;
    return more;
  }

  /** What the poor have together, nearly; those without money are put before them. */
  private sumPoor(project: number): number {
    const { sizes, groups, weights } = this.board;
    const { budgets } = this;
    const end = this.richFrom[project] as number;
    let from = this.poorFrom[project] as number;
    let poor = 0;
    for (let at = from; at < end; at += 1) {
      const group = groups[at] as number;
      const budget = budgets[group] as number;
      if (budget === 0) {
        swap(groups, at, from);
        if (weights !== null) swap(weights, at, from);
        from += 1;
      } else {
        poor += (sizes[group] as number) * budget;
      }
    }
    this.poorFrom[project] = from;
    return poor;
  }

  /** The price at which the supporters pay `target`, nearly, or infinity; parts nobody. */
  private priceFor(project: number, target: number, poorSum: number): number {
    const { sizes, groups, weights, starts } = this.board;
    let [price, poor, rich] = [0, poorSum, this.richWeight[project] as number];
    for (;;) {
      if (rich <= 0) return Number.POSITIVE_INFINITY;
      const next = (target - poor) / rich;
      if (next <= price) return price;
      price = next;
      [poor, rich] = [poorSum, 0];
      for (let at = this.richFrom[project] as number; at < (starts[project + 1] as number); at += 1) {
        const group = groups[at] as number;
        const weight = weights === null ? 1 : (weights[at] as number);
        const budget = this.budgets[group] as number;
        if (budget < price * weight) poor += (sizes[group] as number) * budget;
        else rich += (sizes[group] as number) * weight;
      }
    }
  }

  private unsure(project: number): Bracket {
    this.least[project] = 0;
    this.high[project] = Number.POSITIVE_INFINITY;
    return "unsure";
  }

  /** The exact price of a project whose bracket is known, or null where its supporters cannot pay it together. */
  private exactPrice(project: number): ExactPrice | null {
    const { groups, weights, sizes, starts, costs } = this.board;
    const { budgets, budgetError } = this;
    const end = starts[project + 1] as number;
    const [low, high] = [(this.low[project] as number) * (1 - 4 * roundoff), (this.high[project] as number) * (1 + 4 * roundoff)];
    const sum = new ExactSum(this.prices.length);
    const open: number[] = [];
    let rich = this.richWeight[project] as number;
    for (let at = this.poorFrom[project] as number; at < (this.richFrom[project] as number); at += 1) {
      const group = groups[at] as number;
      const weight = weights === null ? 1 : (weights[at] as number);
      if ((budgets[group] as number) + budgetError < low * weight) {
        this.addTo(sum, group);
      } else if (budgets[group] !== 0) {
        open.push(at);
        rich += (sizes[group] as number) * weight;
      }
    }
    if ((this.least[project] as number) * (1 - 4 * roundoff) - budgetError <= high) {
      for (let at = this.richFrom[project] as number; at < end; at += 1) {
        const group = groups[at] as number;
        const weight = weights === null ? 1 : (weights[at] as number);
        if ((budgets[group] as number) - budgetError <= high * weight) open.push(at);
      }
    }
    let missing = (costs[project] as bigint) * this.denominator - this.exact(sum);
    for (const { budget, weight, size } of this.sorted(open)) {
      if (budget * BigInt(rich) >= missing * BigInt(weight)) break;
      missing -= budget * BigInt(size);
      rich -= weight * size;
    }
    // Whoever is last pays in full unless all of them together have too little.
    return rich > 0 ? { numerator: missing, part: rich } : null;
  }

  /** Supporters in exact figures, those with the least for their weight first. */
  private sorted(open: readonly number[]): { budget: bigint; weight: number; size: number }[] {
    const { groups, weights, sizes } = this.board;
    const figures = open.map((at) => {
      const group = groups[at] as number;
      return { budget: this.exactBudget(group), weight: weights === null ? 1 : (weights[at] as number), size: sizes[group] as number };
    });
    return figures.sort((a, b) => {
      const difference = a.budget * BigInt(b.weight) - b.budget * BigInt(a.weight);
      return difference < 0n ? -1 : difference > 0n ? 1 : 0;
    });
  }

  /** Adds what a group has, unless it has nothing. */
  private addTo(sum: ExactSum, group: number): void {
    if (this.budgets[group] === 0) return;
    const size = this.board.sizes[group] as number;
    const from = this.board.ballotStarts[group] as number;
    const end = this.paidTo[group] as number;
    sum.voters += size;
    for (let index = from; index < end; index += 1) {
      const turn = this.paidTurns[index] as number;
      sum.parts[turn] = (sum.parts[turn] as number) + (this.paidWeights === null ? size : size * (this.paidWeights[index] as number));
    }
  }

  private exact({ voters, parts }: ExactSum): bigint {
    let sum = BigInt(voters) * this.endowment;
    for (let turn = 0; turn < parts.length; turn += 1) {
      const part = parts[turn] as number;
      if (part > 0) sum -= BigInt(part) * (this.prices[turn] as bigint);
    }
    return sum;
  }

  /** What a voter of a group that has something has, in 1 / denominator. */
  private exactBudget(group: number): bigint {
    const from = this.board.ballotStarts[group] as number;
    const end = this.paidTo[group] as number;
    let budget = this.endowment;
    for (let index = from; index < end; index += 1) {
      const price = this.prices[this.paidTurns[index] as number] as bigint;
      budget -= this.paidWeights === null ? price : price * BigInt(this.paidWeights[index] as number);
    }
    return budget;
  }

  /** Charges the supporters of a winner. */
  private charge(project: number, { numerator, part }: ExactPrice): void {
    const { groups, weights, sizes, starts, costs } = this.board;
    const { budgets, paidTo, paidTurns, paidWeights, budgetError } = this;
    const shared = commonDivisor(numerator, part);
    const factor = BigInt(part / shared);
    const exact = numerator / BigInt(shared);
    if (factor !== 1n) {
      this.denominator *= factor;
      this.endowment *= factor;
      for (let turn = 0; turn < this.prices.length; turn += 1) this.prices[turn] = (this.prices[turn] as bigint) * factor;
    }
    const price = numberOf(exact, this.denominator);
    const turn = this.prices.length;
    let [full, fullWeight, less] = [0, 0, 0];
    for (let at = this.poorFrom[project] as number; at < (starts[project + 1] as number); at += 1) {
      const group = groups[at] as number;
      const budget = budgets[group] as number;
      if (budget === 0) continue;
      const size = sizes[group] as number;
      const weight = weights === null ? 1 : (weights[at] as number);
      const payment = price * weight;
      const left = budget - payment;
      const open = budgetError + 4 * roundoff * payment;
      const difference = left > open ? 1 : left < -open ? -1 : this.exactDifference(group, exact, weight);
      if (difference < 0) {
        less += size;
      } else {
        full += size;
        fullWeight += size * weight;
      }
      if (difference > 0) {
        const index = paidTo[group] as number;
        paidTurns[index] = turn;
        if (paidWeights !== null) paidWeights[index] = weight;
        paidTo[group] = index + 1;
        budgets[group] = left > 0 ? left : Number.MIN_VALUE;
      } else {
        budgets[group] = 0;
      }
    }
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

/** A sum of budgets, gathered: how many voters, and by turn the weights of what they paid. Whole numbers, exact. */
class ExactSum {
  voters = 0;
  readonly parts: Float64Array;
  constructor(turns: number) {
    this.parts = new Float64Array(turns);
  }
}

function swap(list: Int32Array | Float64Array, a: number, b: number): void {
  const kept = list[a] as number;
  list[a] = list[b] as number;
  list[b] = kept;
}

/** Sorts by value, lowest first, a list that is almost sorted already. */
function sortNearly(list: number[], values: Float64Array): void {
  for (let index = 1; index < list.length; index += 1) {
    const item = list[index] as number;
    const value = values[item] as number;
    let place = index;
    for (; place > 0 && (values[list[place - 1] as number] as number) > value; place -= 1) list[place] = list[place - 1] as number;
    list[place] = item;
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
