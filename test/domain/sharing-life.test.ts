import { Refusal } from "../../src/domain/refusals.js";
import { settleSharing } from "../../src/domain/sharing/settle.js";
import {
  type Adoption,
  type AdoptsBy,
  distributedMinor,
  fallsOn,
  missingForExpenses,
  requireAdopted,
  requireAdoption,
  requireExpensesCovered,
  requireMeeting,
  requireOpen,
  requirePosted,
  requireProposed,
  requireReversible,
  requireUnposted,
  requireWithinExpected,
  type SharingStatus,
  sharingStatuses,
  statusOn,
} from "../../src/domain/sharing-life.js";
import { t } from "../support/tap.js";

const refusalOf = (act: () => unknown): Refusal | null => {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
};

t.test("where it stands today", async (t) => {
  const examples: [SharingStatus, string | null, SharingStatus][] = [
    ["draft", null, "draft"],
    ["draft", "2026-03-13", "draft"],
    ["draft", "2026-03-12", "open"],
    ["open", "2026-03-13", "open"],
    ["posted", "2026-03-01", "posted"],
  ];
  for (const [status, opensOn, expected] of examples)
    t.equal(statusOn("2026-03-12", { status, opensOn }), expected, `${status} ${opensOn}`);
});

t.test("each move has its states", async (t) => {
  const moves: [string, (status: SharingStatus) => void, readonly SharingStatus[]][] = [
    ["sharing_not_open", requireOpen, ["draft", "open"]],
    ["sharing_not_open", requireMeeting, ["open"]],
    ["sharing_not_proposed", requireProposed, ["proposed"]],
    ["sharing_not_adopted", requireAdopted, ["adopted"]],
    ["sharing_not_posted", requirePosted, ["posted", "paid"]],
    ["sharing_over", requireUnposted, ["draft", "open", "proposed", "adopted"]],
  ];
  for (const [code, move, allowed] of moves) {
    for (const status of sharingStatuses) {
      const refusal = refusalOf(() => move(status));
      t.equal(refusal?.code, allowed.includes(status) ? undefined : code, `${code} ${status}`);
    }
  }
});

t.test("nobody alone adopts a sharing that pays them", async (t) => {
  const adopters = new Map([
    ["ana", "Ana"],
    ["bob", "Bob"],
    ["tom", "Tom"],
  ]);
  const word = (memberId: string): Adoption => ({ by: "pilot", memberId });
  const examples: {
    paid: string[];
    proposedBy: string;
    by: Adoption;
    only?: string[];
    adoptsBy?: AdoptsBy;
    code?: string;
    who?: string[];
  }[] = [
    { paid: [], proposedBy: "ana", by: word("ana") },
    { paid: ["ana"], proposedBy: "ana", by: word("bob") },
    { paid: ["ana"], proposedBy: "ana", by: word("ana"), code: "adoption_of_own_share", who: ["Bob", "Tom"] },
    { paid: ["ana", "bob"], proposedBy: "bob", by: word("ana"), code: "adoption_of_own_share", who: ["Tom"] },
    { paid: ["ana", "bob", "tom"], proposedBy: "ana", by: word("ana"), code: "adoption_of_own_share", who: ["Bob", "Tom"] },
    { paid: ["ana", "bob", "tom"], proposedBy: "ana", by: word("bob") },
    { paid: ["ana"], proposedBy: "ana", by: word("ana"), only: ["ana"], code: "adoption_by_nobody" },
    { paid: [], proposedBy: "ana", by: word("eve"), code: "role_missing" },
    { paid: ["ana"], proposedBy: "ana", by: { by: "decision", decisionId: "d1" } },
    { paid: [], proposedBy: "ana", by: word("bob"), adoptsBy: "consent", code: "adoption_by_decision" },
    { paid: ["ana"], proposedBy: "ana", by: { by: "decision", decisionId: "d1" }, adoptsBy: "consent" },
  ];
  for (const { paid, proposedBy, by, only, code, who, adoptsBy = "pilot" } of examples) {
    const among = only ? new Map([...adopters].filter(([id]) => only.includes(id))) : adopters;
    const facts = { status: "proposed", proposedBy, paid: new Set(paid), adopters: among, adoptsBy } as const;
    const refusal = refusalOf(() => requireAdoption(facts, by));
    t.equal(refusal?.code, code, `${JSON.stringify(by)} adopts what pays ${paid}, proposed by ${proposedBy}`);
    if (who) t.same(refusal?.figures.who, who);
  }
  const stillOpen = { status: "open", proposedBy: null, paid: new Set<string>(), adopters, adoptsBy: "pilot" } as const;
  const open = refusalOf(() => requireAdoption(stillOpen, word("ana")));
  t.equal(open?.code, "sharing_not_proposed");
});

t.test("expenses are debts", async (t) => {
  const result = (steps: unknown[]) =>
    settleSharing({
      format: "moisson.sharing/1",
      currency: "EUR",
      amount: "100.00",
      sequence: 1,
      members: [{ id: "ana" }],
      kinds: [{ id: "train", unit: "EUR" }],
      contributions: [{ member: "ana", kind: "train", amount: "140.00" }],
      key: { steps },
    });
  const lines = [
    { standing: "reimbursed", amountMinor: 14000n },
    { standing: "gift", amountMinor: 9900n },
  ] as const;
  const short = result([{ kind: "reimburse", kinds: ["train"] }]);
  t.equal(missingForExpenses(lines, short), 4000n);
  t.equal(missingForExpenses(lines, result([{ kind: "equal" }])), 14000n, "a key that reimburses nothing is short of all");
  const refusal = refusalOf(() => requireExpensesCovered(lines, short));
  t.same(refusal?.figures.missing, { amount: "40.00", currency: "EUR" });
  t.equal(distributedMinor(short), 10000n);
});

t.test("what is expected may be adopted on", async (t) => {
  const envelope = { leftMinor: 30000n, expectedMinor: 70000n };
  t.equal(
    refusalOf(() => requireWithinExpected(100000n, envelope, "EUR")),
    null,
  );
  t.match(refusalOf(() => requireWithinExpected(100001n, envelope, "EUR"))?.figures, {
    asked: { amount: "1000.01", currency: "EUR" },
    left: { amount: "300.00" },
    expected: { amount: "700.00" },
  });
});

t.test("what is reversed is whole", async (t) => {
  const facts = { status: "posted" as const, settledMinor: 0n, currency: "EUR", askedAgainIn: [] };
  t.equal(
    refusalOf(() => requireReversible(facts)),
    null,
  );
  t.equal(refusalOf(() => requireReversible({ ...facts, status: "paid", settledMinor: 1n }))?.code, "share_settled");
  t.equal(refusalOf(() => requireReversible({ ...facts, status: "adopted" }))?.code, "sharing_not_posted");
  t.equal(refusalOf(() => requireReversible({ ...facts, askedAgainIn: ["s2"] }))?.code, "carried_asked_again");
});

t.test("a carried wish falls after so many months", async (t) => {
  const examples: [string, number, string][] = [
    ["2026-03-12", 12, "2027-03-12"],
    ["2026-01-31", 1, "2026-02-28"],
    ["2027-11-30", 3, "2028-02-29"],
    ["2026-12-31", 0, "2026-12-31"],
  ];
  for (const [from, months, until] of examples) t.equal(fallsOn(from, months), until);
});
