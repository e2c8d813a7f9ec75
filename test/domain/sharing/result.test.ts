import fc from "fast-check";
import { parseDecimal } from "../../../src/domain/decimal.js";
import { formatAmount, parseAmount, roundRatio } from "../../../src/domain/money.js";
import { add, type Ratio, zero } from "../../../src/domain/ratio.js";
import { Refusal } from "../../../src/domain/refusals.js";
import { percentOf } from "../../../src/domain/sharing/course.js";
import { formatResult, type ShareLine } from "../../../src/domain/sharing/result.js";
import { settleSharing } from "../../../src/domain/sharing/settle.js";
import { law } from "../../support/law.js";
import { t } from "../../support/tap.js";
import { randomDocument } from "./documents.js";
import { example, examples } from "./examples.js";

t.test("a result is one line of JSON, its keys in the order of the design", async (t) => {
  const document = {
    format: "moisson.sharing/1",
    currency: "EUR",
    amount: "100",
    sequence: 1,
    members: [{ id: "ana", name: "Ana" }, { id: "bob" }],
    funds: [{ id: "commons" }],
    key: {
      steps: [
        { kind: "levy", to: "commons", percent: "50.0" },
        { kind: "equal", percent: "0.01" },
      ],
    },
  };
  const half = '"rest":"50.00","base":"50.00","percent":"0.01","available":"0.01","among":"members","count":2';
  t.equal(
    formatResult(settleSharing(document)),
    '{"format":"moisson.shares/1","currency":"EUR","amount":"100.00","shares":[{"member":"ana","amount":"0.01"}],' +
      '"funds":[{"fund":"commons","amount":"50.00"}],"carried":[],"rest":"49.99","lines":[' +
      '{"step":1,"to":{"fund":"commons"},"amount":"50.00","basis":{"kind":"levy","rest":"100.00","base":"100.00","percent":"50","available":"50.00"}},' +
      `{"step":2,"to":{"member":"ana"},"amount":"0.01","basis":{"kind":"equal",${half},"spareUnits":1}},` +
      `{"step":2,"to":{"member":"bob"},"amount":"0.00","basis":{"kind":"equal",${half},"spareUnits":0}}]}\n`,
  );
});

t.test("no name enters a result", async (t) => {
  for (const { name, document, expect } of examples) {
    if ("refused" in expect) continue;
    const named = { ...document, members: (document.members as { id: string }[]).map(({ id }) => ({ id, name: "Someone Known" })) };
    t.notOk(formatResult(settleSharing(named)).includes("Someone"), name);
  }
});

t.test("who had something at stake and got nothing has a line that says so", async (t) => {
  const { lines } = settleSharing(example("claims-first-come").document);
  const { to, amount, basis } = lines[2] as ShareLine;
  t.same({ to, amount }, { to: { member: "cy" }, amount: "0.00" });
  t.match(basis, { kind: "claims", claimed: "300.00", turn: 3, left: "0.00" });
});

t.test("every amount can be computed again from its basis alone", async (t) => {
  for (const { name, document, expect } of examples) {
    if ("refused" in expect) continue;
    const { lines, currency } = settleSharing(document);
    for (const line of lines) t.ok(isRecomputed(line, currency), `${name}, step ${line.step}: ${JSON.stringify(line)}`);
  }
  law(
    t,
    "in random documents too",
    fc.property(randomDocument(), (document) => {
      try {
        const { lines, currency } = settleSharing(document);
        return lines.every((line) => isRecomputed(line, currency));
      } catch (error) {
        if (error instanceof Refusal) return true;
        throw error;
      }
    }),
    300,
  );
});

/** What a reader with pencil and paper finds, from the figures of one line. */
function isRecomputed({ amount, basis }: ShareLine, currency: string): boolean {
  const minor = (text: string) => parseAmount(text, currency);
  const quotient = (part: bigint, whole: bigint, total: bigint, spareUnits: number) =>
    (whole === 0n ? 0n : (part * total) / whole) + BigInt(spareUnits);
  const is = (found: bigint) => amount === formatAmount(found, currency);
  switch (basis.kind) {
    case "levy": {
      if (!("slices" in basis)) return amount === basis.available;
      const exact = basis.slices.reduce<Ratio>((sum, slice) => add(sum, percentOf(minor(slice.amount), parseDecimal(slice.percent))), zero);
      const levied = roundRatio(exact);
      return is(levied < minor(basis.rest) ? levied : minor(basis.rest));
    }
    case "fixed": {
      const parts = basis.lines.map((line) =>
        line.percent === undefined
          ? minor(line.amount)
          : quotient(scaled(line.percent), scaled(basis.percents), minor(basis.shared), line.spareUnits),
      );
      return is(parts.reduce((a, b) => a + b, 0n));
    }
    case "reimburse":
      if (minor(basis.total) <= minor(basis.available)) return amount === basis.owed;
      return is(quotient(minor(basis.owed), minor(basis.total), minor(basis.available), basis.spareUnits));
    case "claims": {
      const claimed = minor(basis.claimed);
      if (minor(basis.total) <= minor(basis.available)) return is(claimed);
      if (basis.left !== undefined) return is(claimed < minor(basis.left) ? claimed : minor(basis.left));
      if (basis.level === undefined) return is(quotient(claimed, minor(basis.total), minor(basis.available), basis.spareUnits));
      const raised = (claimed < minor(basis.level) ? claimed : minor(basis.level)) + BigInt(basis.spareUnits);
      return is(basis.settle === "equal-losses" ? claimed - raised : raised);
    }
    case "weights": {
      const value = basis.given.reduce((sum, { quantity, rate }) => sum.plus(parseDecimal(quantity).times(rate)), parseDecimal("0"));
      const weight = value.times(basis.coefficient ?? "1").toFixed();
      return weight === basis.weight && is(quotient(scaled(weight), scaled(basis.total), minor(basis.shared), basis.spareUnits));
    }
    case "equal":
      return is(quotient(1n, BigInt(basis.count), minor(basis.available), basis.spareUnits));
    case "peer": {
      if (basis.method === "received") {
        return is(quotient(BigInt(basis.points), BigInt(basis.total), minor(basis.available), basis.spareUnits));
      }
      // The share is written with twelve decimals, so the last unit may be off by one.
      const close = quotient(scaled(basis.share), scaled("1"), minor(basis.available), basis.spareUnits) - minor(amount);
      return close <= 1n && close >= -1n;
    }
    case "takes": {
      const fits = minor(basis.total) <= minor(basis.available);
      const nominal =
        basis.take === "auto" ? ceiling(minor(basis.left ?? "0"), basis.automatic ?? 1) : limited(minor(basis.take), basis.limit, minor);
      const paid = fits ? nominal : quotient(nominal, minor(basis.total), minor(basis.available), basis.spareUnits);
      return nominal === minor(basis.nominal) && is(paid) && limitIsHighest(basis, minor, currency);
    }
  }
}

/** Any decimal on one scale that holds them all. */
const scaled = (decimal: string): bigint => BigInt(parseDecimal(decimal).times("1e30").toFixed());
const ceiling = (total: bigint, count: number): bigint => (total + BigInt(count) - 1n) / BigInt(count);
const limited = (take: bigint, limit: string | undefined, minor: (text: string) => bigint): bigint =>
  limit !== undefined && take > minor(limit) ? minor(limit) : take;

function limitIsHighest(
  { last, limit, leftover = "0", median = "0" }: { last: string; limit?: string; leftover?: string; median?: string },
  minor: (text: string) => bigint,
  currency: string,
): boolean {
  if (limit === undefined) return true;
  const terms = [2n * minor(last), minor(last) + minor(leftover), minor(median), parseAmount("1", currency)];
  return terms.every((term) => term <= minor(limit)) && terms.includes(minor(limit));
}
