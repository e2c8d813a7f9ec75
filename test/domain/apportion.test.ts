import fc from "fast-check";
import { apportion, apportionRatios, rotation } from "../../src/domain/apportion.js";
import { ratio } from "../../src/domain/ratio.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

t.test("worked examples", async (t) => {
  const examples = [
    { total: 10000n, weights: [1n, 1n, 1n], sequence: 1, parts: [3334n, 3333n, 3333n] },
    { total: 10000n, weights: [1n, 1n, 1n], sequence: 3, parts: [3333n, 3333n, 3334n] },
    { total: 100000n, weights: [600n, 500n, 300n], sequence: 1, parts: [42857n, 35714n, 21429n] },
    { total: 500n, weights: [0n, 0n], sequence: 1, parts: [0n, 0n] },
    { total: 0n, weights: [3n, 1n], sequence: 1, parts: [0n, 0n] },
    { total: 1n, weights: [0n, 7n], sequence: 1, parts: [0n, 1n] },
  ];
  for (const { total, weights, sequence, parts } of examples) {
    const order = rotation(weights.length, sequence);
    t.same(apportion(total, weights, order), parts, `${total} by ${weights}, sequence ${sequence}`);
  }
});

const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 });
const total = fc.bigInt({ min: 0n, max: 10n ** 12n });
const sequence = fc.integer({ min: 1, max: 500 });

t.test("laws", async (t) => {
  law(
    t,
    "parts sum to the whole, and nobody without weight receives",
    fc.property(total, weights, sequence, (total, weights, sequence) => {
      const parts = apportion(total, weights, rotation(weights.length, sequence));
      const nothing = weights.every((weight) => weight === 0n);
      return parts.reduce((a, b) => a + b, 0n) === (nothing ? 0n : total) && parts.every((part, i) => weights[i] !== 0n || part === 0n);
    }),
  );
  law(
    t,
    "nobody is further than one unit from their exact part",
    fc.property(total, weights, sequence, (total, weights, sequence) => {
      const sum = weights.reduce((a, b) => a + b, 0n);
      return apportion(total, weights, rotation(weights.length, sequence)).every((part, i) => {
        const error = part * sum - total * (weights[i] ?? 0n);
        return sum === 0n || (error < sum && -error < sum);
      });
    }),
  );
  law(
    t,
    "more weight is never less money in the same sharing",
    fc.property(total, weights, sequence, (total, weights, sequence) => {
      const parts = apportion(total, weights, rotation(weights.length, sequence));
      return weights.every((a, i) => weights.every((b, j) => a <= b || (parts[i] ?? 0n) >= (parts[j] ?? 0n)));
    }),
  );
  law(
    t,
    "fractions of one scale give what whole numbers give",
    fc.property(total, weights, sequence, fc.bigInt({ min: 1n, max: 10n ** 9n }), (total, weights, sequence, scale) => {
      const order = rotation(weights.length, sequence);
      const fractions = weights.map((weight) => ratio(weight, scale));
      return apportion(total, weights, order).join() === apportionRatios(total, fractions, order).join();
    }),
  );
  law(
    t,
    "fractions need not be in lowest terms, and their sum may be given",
    fc.property(total, weights, sequence, fc.bigInt({ min: 1n, max: 10n ** 9n }), (total, weights, sequence, scale) => {
      const order = rotation(weights.length, sequence);
      const unreduced = weights.map((weight, place) => ({ numerator: weight * BigInt(place + 1), denominator: scale * BigInt(place + 1) }));
      const sum = ratio(
        weights.reduce((a, b) => a + b, 0n),
        scale,
      );
      return apportion(total, weights, order).join() === apportionRatios(total, unreduced, order, sum).join();
    }),
  );
});
