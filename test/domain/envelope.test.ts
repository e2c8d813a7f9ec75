import fc from "fast-check";
import { colourOf, decideArrival, decideExpectedStatus, figuresOf, isOutsideDays, levyOf } from "../../src/domain/envelope.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const nothing = {
  receivedMinor: 0n,
  billedMinor: 0n,
  sharedMinor: 0n,
  expectedMinor: 0n,
  billsUnpaidMinor: 0n,
  sharingsAdoptedMinor: 0n,
  wishedMinor: 0n,
  keptMinor: 0n,
  paidMinor: 0n,
};

t.test("the colour of wishes against what is left, to the cent", async (t) => {
  const table: [bigint, bigint, string][] = [
    // wished, left
    [0n, 0n, "green"],
    [0n, -100n, "green"],
    [79_99n, 100_00n, "green"],
    [80_00n, 100_00n, "orange"],
    [100_00n, 100_00n, "orange"],
    [100_01n, 100_00n, "red"],
    [1n, 0n, "red"],
    [1n, -5n, "red"],
    [1n, 1n, "orange"],
    [2n, 3n, "green"],
    [4n, 5n, "orange"],
    [15_000_00n, 10_000_00n, "red"],
    [800_000_000_000_000_000n, 1_000_000_000_000_000_001n, "green"],
  ];
  for (const [wished, left, colour] of table) t.equal(colourOf(wished, left), colour, `${wished} of ${left}`);
});

t.test("no euro is subtracted twice: the worked example of the module", async (t) => {
  const figures = figuresOf({
    ...nothing,
    receivedMinor: 3000_00n,
    billedMinor: 450_00n,
    sharedMinor: 400_00n,
    billsUnpaidMinor: 200_00n,
    sharingsAdoptedMinor: 800_00n,
    wishedMinor: 1200_00n,
  });
  t.match(figures, { balanceMinor: 2150_00n, committedMinor: 1000_00n, leftMinor: 1350_00n, colour: "orange" });
});

const minor = fc.bigInt({ min: 0n, max: 10n ** 12n });
law(
  t,
  "what is left is what is held less what is committed, and paying a bill changes neither",
  fc.property(minor, minor, minor, minor, minor, (receivedMinor, billedMinor, unpaid, sharingsAdoptedMinor, wishedMinor) => {
    const billsUnpaidMinor = unpaid > billedMinor ? billedMinor : unpaid;
    const sums = { ...nothing, receivedMinor, billedMinor, billsUnpaidMinor, sharingsAdoptedMinor, wishedMinor };
    const owed = figuresOf(sums);
    const paid = figuresOf({ ...sums, billsUnpaidMinor: 0n });
    return owed.leftMinor === owed.balanceMinor + billsUnpaidMinor - owed.committedMinor && owed.leftMinor === paid.leftMinor;
  }),
);

t.test("money that was expected arrives whole or in part", async (t) => {
  const signed = { status: "signed", amountMinor: 3000_00n } as const;
  t.same(decideArrival(signed, 1000_00n), { receivedMinor: 1000_00n, restMinor: 2000_00n });
  t.same(decideArrival(signed, 3000_00n), { receivedMinor: 3000_00n, restMinor: 0n });
  t.same(decideArrival(signed, 3100_00n), { receivedMinor: 3000_00n, restMinor: 0n }, "more than expected is no debt");
  t.throws(() => decideArrival({ ...signed, status: "received" }, 1n), { code: "expected_received" });
  t.throws(() => decideArrival({ ...signed, status: "dropped" }, 1n), { code: "expected_dropped" });
  t.equal(decideExpectedStatus("dropped", "asked"), "asked");
  t.throws(() => decideExpectedStatus("signed", "received"), { code: "expected_by_money_in" });
  t.throws(() => decideExpectedStatus("received", "dropped"), { code: "expected_received" });
});

t.test("a levy is half up on the minor unit", async (t) => {
  const table: [bigint, string, bigint][] = [
    [312_50n, "8", 25_00n],
    [1000_01n, "8", 80_00n],
    [1000_01n, "2.5", 25_00n],
    [1n, "50", 1n],
    [1n, "49.999999", 0n],
    [100_00n, "0", 0n],
    [100_00n, "100", 100_00n],
  ];
  for (const [amount, percent, levy] of table) t.equal(levyOf(amount, percent), levy, `${percent} % of ${amount}`);
});

t.test("days outside the funding", async (t) => {
  const days = { eligibleFromOn: "2026-01-01", eligibleUntilOn: "2026-06-30" };
  t.same(
    ["2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01"].map((day) => isOutsideDays(days, day)),
    [true, false, false, true],
  );
  t.notOk(isOutsideDays({ eligibleFromOn: null, eligibleUntilOn: null }, "2026-07-01"));
});
