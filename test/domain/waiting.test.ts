/** What waits for somebody, by the rules alone. */

import { nothingSaid, type Said } from "../../src/domain/settlement-table.js";
import type { LineStanding } from "../../src/domain/sharing-assembly.js";
import type { AdoptsBy } from "../../src/domain/sharing-life.js";
import { adoptionWaits, type OwnPart, roundWaits, wishesWait } from "../../src/domain/waiting.js";
import { t } from "../support/tap.js";

const line = (
  memberId: string,
  askedMinor: bigint | null,
  { standing = "given" as LineStanding, ...said }: Partial<Said> & { standing?: LineStanding } = {},
) => ({
  memberId,
  askedMinor,
  standing,
  amountMinor: standing === "reimbursed" ? 2000n : null,
  said: { ...nothingSaid, ...said },
});
const waits = (lines: ReturnType<typeof line>[], amountMinor = 10000n, takenOut: string[] = [], isByWishes = true) =>
  wishesWait("ana", { lines, amountMinor, takenOut: new Set(takenOut), isByWishes });

t.test("an open sharing waits for who has something to say in it", async (t) => {
  t.same(waits([line("ana", null), line("ana", null)]), { kind: "wishes", lines: 2 }, "she gave, and wished for nothing yet");
  t.same(waits([line("ana", null), line("ana", 100n)]), null, "she wished for some of it");
  t.same(waits([line("ana", null, { standing: "volunteered" })]), null, "she offered it");
  t.same(waits([line("ana", null, { standing: "reimbursed" })]), null, "an expense is owed, whatever she says");
  t.same(waits([line("bob", null)]), null, "it is not hers");
  t.same(waits([line("ana", null)], 10000n, ["ana"]), null, "she was taken out of it");
  t.same(waits([line("ana", null)], 10000n, [], false), null, "no step of the key looks at wishes");
});

t.test("where more is asked than there is, it waits for who has not said what they keep", async (t) => {
  const bob = line("bob", 3000n);
  t.same(waits([line("ana", 9000n), bob]), { kind: "settle", overMinor: 2000n });
  t.same(waits([line("ana", 7000n), bob]), null, "there is enough for all");
  t.same(waits([line("ana", 9000n, { keptMinor: 9000n, saidBy: "ana" }), bob]), null, "she keeps to it");
  t.same(waits([line("ana", 9000n, { keptMinor: 9000n, saidBy: "bob" }), bob]), null, "it was said with her agreement");
  t.same(waits([line("ana", 8000n, { keptMinor: 6000n, saidBy: "ana" }), line("ana", 3000n), bob]), { kind: "settle", overMinor: 2000n });
  t.same(waits([line("ana", 9000n), bob], 10000n, [], false), null, "the key gives what it gives, whatever is asked");
  t.same(waits([line("ana", 9000n), bob], 10000n, ["bob"]), null, "who was taken out asks for nothing");
  t.same(
    waits([line("ana", 7000n), bob, line("bob", null, { standing: "reimbursed" })]),
    { kind: "settle", overMinor: 2000n },
    "expenses too",
  );
});

t.test("a proposal waits for the nearest who may adopt it", async (t) => {
  const adopters = new Map(["ana", "bob", "tom"].map((name) => [name, name]));
  const pilots = new Set(["ana", "bob"]);
  const askedIn = (adoptsBy: AdoptsBy, proposedBy: string, ...paid: string[]) =>
    [...adopters.keys(), "cleo"].filter((one) => adoptionWaits(one, { proposedBy, paid: new Set(paid), adopters, adoptsBy }, pilots));
  const asked = (proposedBy: string, ...paid: string[]) => askedIn("pilot", proposedBy, ...paid);
  t.same(asked("ana"), ["ana", "bob"], "its pilots, whom it does not pay");
  t.same(asked("ana", "ana"), ["bob"], "not the one it pays");
  t.same(asked("ana", "ana", "bob"), ["tom"], "it pays every pilot: the treasurer");
  t.same(asked("ana", "ana", "bob", "tom"), ["bob"], "it pays everybody: who did not propose it, the pilot first");
  t.same(askedIn("consent", "ana"), [], "a circle that decides by consent: for its decision, and nobody");
});

t.test("a round waits for who has credits left, or has not voted", async (t) => {
  const part = (own: Partial<OwnPart>) => roundWaits({ phase: "pledging", method: "credits", leftMinor: 1240n, castAt: null, ...own });
  t.equal(part({}), "pledge");
  t.equal(part({ leftMinor: 0n }), null);
  t.equal(part({ leftMinor: null }), null);
  t.equal(part({ phase: "proposing" }), null);
  t.equal(part({ method: "ballots", leftMinor: null }), "vote");
  t.equal(part({ method: "ballots", castAt: new Date(0) }), "voted");
  t.equal(part({ method: "ballots", castAt: new Date(0), phase: "settling" }), null);
});
