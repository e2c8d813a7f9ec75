/** Which lines of two layouts are probably one movement. */
import fc from "fast-check";
import { findTwins, type KeptLine, type NewLine } from "../../src/domain/twin-lines.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const added = (day: string, amountMinor: bigint, label: string, hasBankId = false): NewLine => ({
  ...{ datedOn: `2026-03-${day}`, amountMinor, label, hasBankId },
});
const kept = (id: string, source: string, line: NewLine, statementId = source): KeptLine => ({ ...line, id, statementId, source });

t.test("the n-th of a day and an amount is the n-th of it in another layout", async (t) => {
  const csv = [
    kept("a", "bpce", added("12", -200n, "CB BOULANGERIE")),
    kept("b", "bpce", added("12", -200n, "CB BOULANGERIE")),
    kept("c", "bpce", added("13", -200n, "CB BOULANGERIE")),
  ];
  const ofx = [
    added("12", -200n, "BOULANGERIE DU MOULIN", true),
    added("12", -200n, "BOULANGERIE DU MOULIN", true),
    added("12", -200n, "BOULANGERIE DU MOULIN", true),
    added("12", 200n, "REMBOURSEMENT", true),
    added("13", -201n, "BOULANGERIE DU MOULIN", true),
  ];
  t.strictSame(findTwins("ofx", ofx, csv), ["a", "b", null, null, null]);
});

t.test("in one layout, another line is another movement", async (t) => {
  const before = [kept("a", "bpce", added("12", -200n, "CB BOULANGERIE"))];
  t.strictSame(findTwins("bpce", [added("12", -200n, "CB PAPETERIE")], before), [null]);
  t.strictSame(findTwins("by-hand", [added("12", -200n, "CB PAPETERIE")], [kept("a", "by-hand", added("12", -200n, "X"))]), ["a"]);
});

t.test("the same words under a new id are a twin", async (t) => {
  const before = [kept("a", "ofx", added("12", -200n, "Boulangerie", true))];
  t.strictSame(findTwins("ofx", [added("12", -200n, "BOULANGERIE", true)], before), ["a"]);
  t.strictSame(findTwins("ofx", [added("12", -200n, "PAPETERIE", true)], before), [null]);
});

/** What takes time by the square of their number does not end here. */
t.test("two layouts of the longest statement, one the latest first", async (t) => {
  const lines = Array.from({ length: 50_000 }, (_, index) => added("12", BigInt(index), "X"));
  const before = lines.map((line, index) => kept(String(index), "bpce", line)).reverse();
  t.strictSame(
    findTwins("ofx", lines, before),
    lines.map((_, index) => String(index)),
  );
});
t.test("what one layout sums up and another splits is the same where what is left of the day has one sum", async (t) => {
  const split = [kept("a", "bpce", added("12", -45000n, "LILAS")), kept("b", "bpce", added("12", -31240n, "NOEMIE"))];
  const whole = [kept("a", "camt", added("12", -76240n, "2 VIREMENTS"))];
  t.strictSame(findTwins("camt", [added("12", -76240n, "2 VIREMENTS")], split), ["a"]);
  t.strictSame(findTwins("bpce", [added("12", -45000n, "LILAS"), added("12", -31240n, "NOEMIE")], whole), ["a", "a"]);
  // A card that is debited at once: what is said one to one is left out first, what came in is apart from what went out.
  const card = [
    ...split,
    kept("c", "bpce", added("12", -2000n, "CB")),
    kept("d", "bpce", added("12", 100n, "RECU")),
    kept("e", "bpce", added("13", -1n, "CB")),
  ];
  t.strictSame(findTwins("camt", [added("12", -2000n, "CARTE"), added("12", -76240n, "2 VIREMENTS"), added("12", 200n, "X")], card), [
    "c",
    "a",
    null,
  ]);
  t.strictSame(findTwins("camt", [added("12", -76241n, "2 VIREMENTS")], split), [null], "not a cent beside");
  t.strictSame(findTwins("camt", [added("12", -76240n, "2 VIREMENTS")], [...split, kept("f", "bpce", added("12", -1n, "CB"))]), [null]);
  t.strictSame(findTwins("camt", [added("13", -76240n, "2 VIREMENTS")], split), [null], "not on another day");
  t.strictSame(findTwins("bpce", [added("12", -76240n, "2 VIREMENTS")], split), [null], "one layout says a day whole");
  const [a, b] = split as [KeptLine, KeptLine];
  t.strictSame(
    findTwins("camt", [added("12", -76240n, "X")], [a, { ...b, statementId: "other" }]),
    [null],
    "of one statement, as that is undone",
  );
});

const line = fc
  .tuple(fc.constantFrom("12", "13"), fc.constantFrom(-300n, -200n, -100n, 100n, 200n))
  .map(([day, amount]) => added(day, amount, "X"));
law(
  t,
  "twins of another layout are of one day and one way, with the same sum on both sides",
  fc.property(fc.array(line, { maxLength: 6 }), fc.array(line, { maxLength: 6 }), (mine, others) => {
    const theirs = others.map((other, index) => kept(`k${index}`, "bpce", other));
    const twins = findTwins("camt", mine, theirs);
    return ["12 in", "12 out", "13 in", "13 out"].every((key) => {
      const isOf = ({ datedOn, amountMinor }: NewLine) => `${datedOn.slice(-2)} ${amountMinor > 0n ? "in" : "out"}` === key;
      const sum = (lines: readonly NewLine[]) => lines.reduce((before, { amountMinor }) => before + amountMinor, 0n);
      const [left, right] = [mine.filter(isOf), theirs.filter(isOf)];
      const found = mine.flatMap((one, index) => (isOf(one) && twins[index] ? [twins[index]] : []));
      if (!found.every((id) => right.some((other) => other.id === id))) return false;
      // All of a day is said in both: nothing of it is new.
      return left.length === 0 || right.length === 0 || sum(left) !== sum(right) || found.length === left.length;
    });
  }),
);
