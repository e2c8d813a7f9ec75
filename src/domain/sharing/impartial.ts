/**
 * Impartial division of a dollar (de Clippel, Moulin and Tideman, Journal of Economic Theory, 2008; DESIGN §7.4).
 *
 * Everybody spreads points over all others; nobody's own points change their own share. v_e(i) is what evaluator e
 * gives i, r^e(a, b) = v_e(a)/v_e(b), and R(a, b | X) the mean of r^e(a, b) over evaluators outside {a, b} ∪ X.
 *
 *  n = 3   f_i = 1 / (1 + r^j(k, i) + r^k(j, i)); the f may sum to less than 1, and the remainder is nobody's.
 *  n ≥ 4   f_i^j = 1 / (1 + R(j, i) + Σ_{k≠i,j} R(k, i | {j})) is what i gets in j's eyes without asking i or j;
 *          e_i^j = f_i^j, e_j^j = 1 − Σ_{i≠j} f_i^j; the share of i is the mean of e_i^j over all j. They sum to 1.
 *
 * Two sums make this O(n³). With T_e = Σ v_e, and e over all but i and j:
 *   R(j, i)               = 1/(n−2) Σ_e v_e(j)/v_e(i)
 *   Σ_k R(k, i | {j})     = 1/(n−3) Σ_e (T_e − v_e(i) − v_e(j))/v_e(i)
 * and over L_i, the least common multiple of what i received, both are whole numbers.
 *
 *   four members, points 50/30/20 · 60/25/15 · 50/40/10 · 45/35/20 → 40.95 %, 31.56 %, 17.67 %, 9.82 %
 */
import { leastCommonMultiple, type Ratio } from "../ratio.js";

/** points[e][i] is what e gives i: ≥ 1 for all others, nothing to oneself. At least 3 members. */
export const impartialShares = (points: readonly (readonly bigint[])[]): Ratio[] =>
  points.length === 3 ? sharesOfThree(points) : sharesOfMany(points);

const given = (points: readonly (readonly bigint[])[], from: number, to: number): bigint => points[from]?.[to] ?? 0n;

/** 1 / (1 + v_j(k)/v_j(i) + v_k(j)/v_k(i)) for each i. */
const sharesOfThree = (points: readonly (readonly bigint[])[]): Ratio[] =>
  points.map((_, i) => {
    const [j, k] = [(i + 1) % 3, (i + 2) % 3];
    const [byJ, byK] = [given(points, j, i), given(points, k, i)];
    return { numerator: byJ * byK, denominator: byJ * byK + given(points, j, k) * byK + given(points, k, j) * byJ };
  });

/** The shares of four or more, as fractions that need not be in lowest terms: reducing them would take far longer. */
function sharesOfMany(points: readonly (readonly bigint[])[]): Ratio[] {
  const count = BigInt(points.length);
  const gets = points.map((_, i) => fractionsOf(points, i));
  return points.map((_, i) => {
    const inOthersEyes = points.flatMap((_, j) => (j === i ? [] : [gets[i]?.[j] as Ratio]));
    const leftByMe = points.flatMap((_, k) => (k === i ? [] : [negative(gets[k]?.[i] as Ratio)]));
    const { numerator, denominator } = sumOfFractions([{ numerator: 1n, denominator: 1n }, ...inOthersEyes, ...leftByMe]);
    return { numerator, denominator: denominator * count };
  });
}

/** f_i^j for each j ≠ i. */
function fractionsOf(points: readonly (readonly bigint[])[], i: number): Ratio[] {
  const count = BigInt(points.length);
  const received = points.map((row) => row[i] ?? 0n);
  const common = received.reduce((a, b) => (b === 0n ? a : leastCommonMultiple(a, b)), 1n);
  // What one point of e weighs: L_i / v_e(i), and nothing for i, who has no say here.
  const weights = received.map((value, e) => (e === i ? 0n : common / value));
  const totals = points.map((row) => row.reduce((a, b) => a + b, 0n));
  const spread = weights.reduce((sum, weight, e) => sum + weight * (totals[e] as bigint), 0n);
  const scale = (count - 2n) * (count - 3n) * common;
  return points.map((_, j) => {
    if (j === i) return { numerator: 0n, denominator: 1n };
    const direct = weights.reduce((sum, weight, e) => sum + weight * given(points, e, j), 0n);
    const others = spread - (weights[j] as bigint) * (totals[j] as bigint) - (count - 2n) * common - direct;
    return { numerator: scale, denominator: scale + (count - 3n) * direct + (count - 2n) * others };
  });
}

const negative = ({ numerator, denominator }: Ratio): Ratio => ({ numerator: -numerator, denominator });

/** Halves first, so that only numbers of like length meet. */
function sumOfFractions(terms: readonly Ratio[]): Ratio {
  const [first = { numerator: 0n, denominator: 1n }] = terms;
  if (terms.length <= 1) return first;
  const half = terms.length >> 1;
  const [a, b] = [sumOfFractions(terms.slice(0, half)), sumOfFractions(terms.slice(half))];
  return a.denominator === b.denominator
    ? { numerator: a.numerator + b.numerator, denominator: a.denominator }
    : { numerator: a.numerator * b.denominator + b.numerator * a.denominator, denominator: a.denominator * b.denominator };
}
