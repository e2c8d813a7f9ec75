/** How minds changed: figures against a model that keeps what stands, whatever is pledged and taken back. */
import fc from "fast-check";
import { operationsOf, pledgeFiguresOf, type RoundMove } from "../../src/domain/pledge-history.js";
import { decideWithdrawal, type StandingPledge } from "../../src/domain/round.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const at = new Date("2026-03-12T09:00:00Z");
const round = {
  id: "r",
  method: "credits",
  commodity: "EUR",
  capMinor: null,
  proposers: "members",
  hasStretchGoals: true,
  isSecret: false,
  mayChange: true,
  outcome: null,
  proposalsFrom: new Date(0),
  proposalsUntil: new Date(8e15),
  pledgesFrom: new Date(0),
  pledgesUntil: new Date(8e15),
} as const;
const bucket = { id: "b", status: "published", minMinor: 1n, maxMinor: 10n ** 9n, cocreatorIds: [] } as const;

/** What a member pledges and takes back, as the service posts it: each step a minute after the one before. */
function posted(steps: readonly { readonly isTaken: boolean; readonly amount: number }[]) {
  const moves: RoundMove[] = [];
  let standing: StandingPledge[] = [];
  let [stands, peak, withdrawn] = [0n, 0n, 0n];
  for (const [step, { isTaken, amount }] of steps.entries()) {
    const amountMinor = BigInt(amount);
    const now = new Date(at.getTime() + step * 60_000);
    const post = (kind: "pledge" | "reversal", minor: bigint) => {
      const position = BigInt(moves.length / 2 + 1);
      const entry = { position, at: now, number: moves.length / 2 + 1, kind, ending: kind === "reversal" ? ("withdrawn" as const) : null };
      moves.push(
        { ...entry, memberId: "ana", bucketId: null, amountMinor: -minor },
        { ...entry, memberId: "ana", bucketId: "b", amountMinor: minor },
      );
      if (kind === "pledge") standing.push({ id: String(position), entryId: String(position), amountMinor: minor });
    };
    if (!isTaken) {
      post("pledge", amountMinor);
      stands += amountMinor;
    } else if (amountMinor <= stands) {
      const { reversed, againMinor } = decideWithdrawal({ round, bucket }, standing, amountMinor, now);
      standing = standing.filter((one) => !reversed.includes(one));
      for (const one of reversed) post("reversal", -one.amountMinor);
      if (againMinor > 0n) post("pledge", againMinor);
      stands -= amountMinor;
      withdrawn += amountMinor;
    }
    if (stands > peak) peak = stands;
  }
  return { moves, stands, peak, withdrawn };
}

t.test("10.00 and 5.00, 7.00 taken back: 15.00 at most, 7.00 taken back, 8.00 at the end", async (t) => {
  const { moves } = posted([
    { isTaken: false, amount: 1000 },
    { isTaken: false, amount: 500 },
    { isTaken: true, amount: 700 },
  ]);
  const operations = operationsOf(moves, []);
  t.same(
    operations.map(({ what, amountMinor }) => `${what} ${amountMinor}`),
    ["pledge 1000", "pledge 500", "withdrawn -500", "withdrawn -1000", "pledge 800"],
  );
  t.strictSame(pledgeFiguresOf(operations), [
    { memberId: "ana", bucketId: "b", peakMinor: 1500n, withdrawnMinor: 700n, returnedMinor: 0n, finalMinor: 800n },
  ]);
});

t.test("whatever is pledged and taken back, the figures are those of the model", async (t) => {
  law(
    t,
    "peak, withdrawn, final",
    fc.property(fc.array(fc.record({ isTaken: fc.boolean(), amount: fc.integer({ min: 1, max: 40 }) }), { maxLength: 30 }), (steps) => {
      const { moves, stands, peak, withdrawn } = posted(steps);
      const [row] = pledgeFiguresOf(operationsOf(moves, []));
      if (!row) return peak === 0n;
      return row.peakMinor === peak && row.withdrawnMinor === withdrawn && row.finalMinor === stands && row.returnedMinor === 0n;
    }),
  );
});

t.test("what is pledged anew as a whole was taken back, were it at the same instant", async (t) => {
  const entry = { at, memberId: "ana", bucketId: "b" };
  const moves: RoundMove[] = [
    { ...entry, position: 1n, number: 1, kind: "pledge", ending: null, amountMinor: 1000n },
    { ...entry, position: 2n, number: 2, kind: "reversal", ending: "withdrawn", amountMinor: -1000n },
    { ...entry, position: 3n, number: 3, kind: "pledge", ending: null, amountMinor: 1000n },
  ];
  t.hasStrict(pledgeFiguresOf(operationsOf(moves, [])), [{ peakMinor: 1000n, withdrawnMinor: 1000n, finalMinor: 1000n }]);
});

t.test("an entry that no round posts is a bug", async (t) => {
  const entry = { position: 1n, at, number: 1, ending: null, memberId: null, bucketId: null, amountMinor: 1n };
  for (const kind of ["payment", "reversal"]) t.throws(() => operationsOf([{ ...entry, kind }], []), RangeError);
});
