/** The impartial division of a dollar against its definition, written out as in the paper. */
import fc from "fast-check";
import { add, compare, divide, one, type Ratio, ratio, subtract, zero } from "../../../src/domain/ratio.js";
import { impartialShares } from "../../../src/domain/sharing/impartial.js";
import { law } from "../../support/law.js";
import { t } from "../../support/tap.js";

type Points = readonly (readonly bigint[])[];

/** DESIGN §7.4 for four and more, with nothing rearranged. */
function sharesByDefinition(points: Points): Ratio[] {
  const people = [...points.keys()];
  const r = (e: number, i: number, j: number) => ratio(points[e]?.[i] ?? 0n, points[e]?.[j] ?? 0n);
  const mean = (i: number, j: number, without: readonly number[]) => {
    const evaluators = people.filter((e) => e !== i && e !== j && !without.includes(e));
    return divide(evaluators.map((e) => r(e, i, j)).reduce(add, zero), ratio(BigInt(evaluators.length)));
  };
  const gets = (i: number, j: number) => {
    const others = people.filter((k) => k !== i && k !== j).map((k) => mean(k, i, [j]));
    return divide(one, [one, mean(j, i, []), ...others].reduce(add));
  };
  const inEyesOf = (i: number, j: number): Ratio =>
    i === j ? people.filter((k) => k !== j).reduce((left, k) => subtract(left, gets(k, j)), one) : gets(i, j);
  return people.map((i) => divide(people.map((j) => inEyesOf(i, j)).reduce(add, zero), ratio(BigInt(people.length))));
}

const equal = (a: Ratio | undefined, b: Ratio | undefined): boolean => a !== undefined && b !== undefined && compare(a, b) === 0;

/** Points of n people, each ≥ 1 for all others. */
const pointsOf = (min: number, max: number, most = 100n): fc.Arbitrary<bigint[][]> =>
  fc
    .integer({ min, max })
    .chain((n) =>
      fc
        .array(fc.array(fc.bigInt({ min: 1n, max: most }), { minLength: n, maxLength: n }), { minLength: n, maxLength: n })
        .map((rows) => rows.map((row, e) => row.map((value, i) => (i === e ? 0n : value)))),
    );

t.test("laws", async (t) => {
  law(
    t,
    "the shortened sums are the definition's",
    fc.property(pointsOf(4, 7), (points) => {
      const shares = impartialShares(points);
      return sharesByDefinition(points).every((share, i) => equal(share, shares[i]));
    }),
    60,
  );
  law(
    t,
    "from four on the shares sum to 1 and none is below 0",
    fc.property(pointsOf(4, 9), (points) => {
      const shares = impartialShares(points).map(({ numerator, denominator }) => ratio(numerator, denominator));
      return equal(shares.reduce(add, zero), one) && shares.every(({ numerator }) => numerator >= 0n);
    }),
  );
  law(
    t,
    "of three they sum to 1 at most",
    fc.property(pointsOf(3, 3), (points) => compare(impartialShares(points).reduce(add, zero), one) <= 0),
  );
  law(
    t,
    "my own points, whatever they are, never change my own share",
    fc.property(pointsOf(3, 7), fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 7, maxLength: 7 }), (points, other) => {
      const shares = impartialShares(points);
      return points.every((row, me) => {
        const changed = points.map((before, e) => (e === me ? row.map((_, i) => (i === me ? 0n : (other[i] ?? 1n))) : before));
        return equal(impartialShares(changed)[me], shares[me]);
      });
    }),
    40,
  );
  law(
    t,
    "only proportions count: one who gives twice the points to all changes nothing",
    fc.property(pointsOf(3, 6), fc.nat({ max: 5 }), (points, who) => {
      const doubled = points.map((row, e) => (e === who ? row.map((value) => value * 2n) : row));
      const shares = impartialShares(points);
      return impartialShares(doubled).every((share, i) => equal(share, shares[i]));
    }),
  );
});

t.test("who agree get what they agree on", async (t) => {
  // All think Ana gave twice as much as each of the others: 2/5, 1/5, 1/5, 1/5.
  const worth = [2n, 1n, 1n, 1n];
  const points = worth.map((_, e) => worth.map((value, i) => (i === e ? 0n : value)));
  t.ok(impartialShares(points).every((share, i) => equal(share, ratio(worth[i] ?? 0n, 5n))));
});

t.test("sixty people are no matter", async (t) => {
  const points = Array.from({ length: 60 }, (_, e) =>
    Array.from({ length: 60 }, (_, i) => (i === e ? 0n : BigInt(1 + ((e * 31 + i * 17) % 97)))),
  );
  const shares = impartialShares(points);
  t.equal(shares.length, 60);
  t.ok(shares.every(({ numerator, denominator }) => numerator > 0n && numerator < denominator));
});
