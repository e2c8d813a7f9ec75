/** The matrix of wealth: totals go down a kind, and never across. */
import fc from "fast-check";
import { type Given, wealthOf } from "../../src/domain/wealth.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const given = (member: string, kind: string, more: Partial<Given>): Given => ({
  ...{ memberId: member, member, kindId: kind, kind, unit: "h", count: 1, quantity: null, amountMinor: null, words: [] },
  ...more,
});

t.test("the worked example: two people in hours, a thanks in joy", async (t) => {
  const words = [{ contributionId: "1", dayOn: "2026-03-03", note: "merci pour la soupe", byId: "Cleo", by: "Cleo" }];
  const matrix = wealthOf([
    given("Bob", "Heures", { quantity: "2.25" }),
    given("Ana", "Joie", { unit: null, words }),
    given("Ana", "Heures", { count: 2, quantity: "7.5" }),
  ]);
  t.same(matrix.kinds, [
    { id: "Heures", name: "Heures", unit: "h", givers: 2, count: 3, quantity: "9.75", amountMinor: null },
    { id: "Joie", name: "Joie", unit: null, givers: 1, count: 1, quantity: null, amountMinor: null },
  ]);
  t.match(matrix.members, [
    {
      name: "Ana",
      cells: [
        { kindId: "Heures", quantity: "7.5" },
        { kindId: "Joie", quantity: null, words: [{ note: "merci pour la soupe", isThanks: true }] },
      ],
    },
    { name: "Bob", cells: [{ kindId: "Heures", quantity: "2.25" }] },
  ]);
});

t.test("two kinds in hours keep their own totals, and an amount is apart from a quantity", async (t) => {
  const { kinds } = wealthOf([
    given("Ana", "Heures", { quantity: "1" }),
    given("Ana", "Expertise", { quantity: "2" }),
    given("Ana", "Trajets", { unit: "km", quantity: "12.5", amountMinor: 250n }),
    given("Bob", "Trajets", { unit: "km", quantity: "0.5" }),
  ]);
  t.match(kinds, [
    { name: "Expertise", quantity: "2" },
    { name: "Heures", quantity: "1" },
    { name: "Trajets", quantity: "13", amountMinor: 250n, givers: 2 },
  ]);
});

t.test("laws", async (t) => {
  const line = fc.record({ member: fc.constantFrom("a", "b", "c"), kind: fc.constantFrom("x", "y"), cents: fc.bigInt(1n, 10n ** 18n) });
  const lines = fc.uniqueArray(line, { selector: ({ member, kind }) => `${member} ${kind}` });
  const matrixOf = (all: { member: string; kind: string; cents: bigint }[]) =>
    wealthOf(
      all.map(({ member, kind, cents }) => given(member, kind, { quantity: `${cents / 100n}.${`${cents % 100n}`.padStart(2, "0")}` })),
    );
  const show = (all: Parameters<typeof matrixOf>[0]) =>
    JSON.stringify(matrixOf(all), (_, value) => (typeof value === "bigint" ? `${value}` : value));
  law(
    t,
    "a column’s total is exactly what its cells hold",
    fc.property(lines, (all) =>
      matrixOf(all).kinds.every(({ id, quantity }) => {
        const cents = all.filter(({ kind }) => kind === id).reduce((sum, each) => sum + each.cents, 0n);
        const [whole = "", fraction = ""] = (quantity ?? "").split(".");
        return BigInt(whole + fraction.padEnd(2, "0")) === cents;
      }),
    ),
  );
  law(
    t,
    "the order in which lines come changes nothing",
    fc.property(lines, (all) => show(all) === show([...all].reverse())),
  );
});
