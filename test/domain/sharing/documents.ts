/** Random sound sharing documents for laws: every kind of step, ties, nulls, zeros, three currencies. */
import fc from "fast-check";

export interface RandomDocument {
  readonly format: "moisson.sharing/1";
  readonly currency: string;
  readonly amount: string;
  readonly sequence: number;
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly funds: readonly { readonly id: string }[];
  readonly kinds: readonly object[];
  readonly contributions: readonly { readonly member: string }[];
  readonly claims: readonly { readonly member: string; readonly amount: string | null }[];
  readonly reviews: readonly { readonly of: string; readonly by: string }[];
  readonly points: readonly { readonly from: string; readonly to: string; readonly points: number }[];
  readonly takes: readonly { readonly member: string }[];
  readonly lastAmount: string;
  readonly key: { readonly steps: readonly Record<string, unknown>[] };
}

const decimalsOf: Readonly<Record<string, number>> = { EUR: 2, JPY: 0, TND: 3 };

/** A decimal from 0 to `max` with `places` decimals: 1234 with 2 places is "12.34". */
const decimal = (max: number, places: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: max * 10 ** places }).map((units) => {
    const digits = String(units).padStart(places + 1, "0");
    return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  });

/** `of` is left out where the step says nothing, half of the time. */
const maybe = <T>(name: string, value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.option(value, { nil: undefined }).map((given) => (given === undefined ? {} : { [name]: given }));

const merged = (...parts: fc.Arbitrary<object>[]): fc.Arbitrary<Record<string, unknown>> =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all));

/** A random document of up to `membersMax` members; `steps` chooses kinds of steps, and how many at most. */
export function randomDocument(
  choice: { kinds?: readonly string[]; stepsMax?: number; membersMax?: number } = {},
): fc.Arbitrary<RandomDocument> {
  const { stepsMax = 4, membersMax = 6 } = choice;
  return fc
    .record({ currency: fc.constantFrom("EUR", "EUR", "JPY", "TND"), count: fc.integer({ min: 1, max: membersMax }) })
    .chain(({ currency, count }) => {
      const places = decimalsOf[currency] ?? 0;
      const ids = Array.from({ length: count }, (_, place) => `m${place}`);
      const member = fc.constantFrom(...ids);
      const money = (max: number) => decimal(max, places);
      const pairs = ids.flatMap((from) => ids.map((to) => ({ from, to }))).filter(({ from, to }) => from !== to);
      return fc.record({
        format: fc.constant("moisson.sharing/1" as const),
        currency: fc.constant(currency),
        amount: fc.oneof(money(0), money(3), money(1000)),
        sequence: fc.integer({ min: 1, max: 20 }),
        members: fc.constant(ids.map((id) => ({ id, name: `Name of ${id}` }))),
        funds: fc.constant([{ id: "commons" }, { id: "host" }]),
        kinds: fc.constant([
          { id: "hours", unit: "h", rate: "25.00" },
          { id: "km", unit: "km", rate: "0.321" },
          { id: "expense", unit: currency, rate: "1" },
          { id: "joy" },
        ]),
        contributions: fc.array(
          fc.record({
            member,
            kind: fc.constantFrom("hours", "km", "expense", "joy"),
            quantity: fc.oneof(decimal(40, 2), decimal(3, 0)),
            amount: money(100),
          }),
          { maxLength: 10 },
        ),
        claims: fc.array(fc.record({ member, amount: fc.oneof(fc.constant(null), money(300), money(2)) }), { maxLength: 8 }),
        reviews: fc.uniqueArray(
          merged(
            fc.record({ of: member, by: fc.constantFrom("r1", "r2", "r3", "r4") }),
            maybe("score", fc.constantFrom("1", "2.5", "4", "5")),
          ),
          { maxLength: 8, selector: ({ of, by }) => `${of} ${by}` },
        ) as unknown as fc.Arbitrary<RandomDocument["reviews"]>,
        points: fc
          .tuple(...pairs.map(() => fc.integer({ min: 1, max: 100 })))
          .map((values) => pairs.map((pair, place) => ({ ...pair, points: values[place] ?? 1 }))),
        takes: fc.uniqueArray(
          merged(fc.record({ member, take: fc.oneof(fc.constant("auto"), money(200), money(2)) }), maybe("last", money(60))),
          { maxLength: count, selector: ({ member }) => member },
        ) as unknown as fc.Arbitrary<RandomDocument["takes"]>,
        lastAmount: money(100),
        key: fc.record({ steps: fc.array(step(member, money, choice.kinds), { minLength: 1, maxLength: stepsMax }) }),
      });
    });
}

function step(member: fc.Arbitrary<string>, money: (max: number) => fc.Arbitrary<string>, only?: readonly string[]) {
  const portion = merged(maybe("percent", decimal(100, 1)), maybe("of", fc.constant("total")));
  const kinds = fc.subarray(["hours", "km", "expense"], { minLength: 1 });
  const fund = fc.constantFrom("commons", "host");
  const fixedTo = fc.oneof(fc.record({ member }), fc.record({ fund }));
  const all: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
    levy: merged(fc.record({ kind: fc.constant("levy"), to: fund }), portion),
    brackets: merged(
      fc.record({ kind: fc.constant("levy"), to: fund, mode: fc.constantFrom("marginal", "whole"), since: money(300) }),
      fc.tuple(decimal(100, 1), decimal(100, 1), decimal(100, 1)).map(([low, middle, high]) => ({
        brackets: [
          { upTo: "100", percent: low },
          { upTo: "250", percent: middle },
          { upTo: null, percent: high },
        ],
      })),
      maybe("of", fc.constant("total")),
    ),
    fixed: merged(
      fc.record({
        kind: fc.constant("fixed"),
        lines: fc.array(fc.oneof(fc.record({ to: fixedTo, amount: money(5) }), fc.record({ to: fixedTo, percent: decimal(24, 2) })), {
          maxLength: 4,
        }),
      }),
      portion,
    ),
    reimburse: merged(fc.record({ kind: fc.constant("reimburse"), kinds }), portion),
    claims: merged(
      fc.record({
        kind: fc.constant("claims"),
        settle: fc.constantFrom("pro-rata", "smallest-first", "first-come", "equal-awards", "equal-losses"),
        unpaid: fc.constantFrom("carry", "drop"),
      }),
      portion,
    ),
    weights: merged(
      fc.record({ kind: fc.constant("weights"), kinds, cap: fc.boolean() }),
      maybe("quality", fc.record({ min: decimal(2, 1), max: decimal(2, 1) })),
      portion,
    ),
    equal: merged(fc.record({ kind: fc.constant("equal"), among: fc.constantFrom("members", "contributors") }), portion),
    received: merged(fc.constant({ kind: "peer", method: "received" }), portion),
    impartial: merged(fc.constant({ kind: "peer", method: "impartial" }), portion),
    takes: merged(fc.record({ kind: fc.constant("takes"), throttle: fc.boolean() }), portion),
  };
  return fc.oneof(...Object.entries(all).flatMap(([name, arbitrary]) => (only === undefined || only.includes(name) ? [arbitrary] : [])));
}
