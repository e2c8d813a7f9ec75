/** The resource register: what is archived, and who may use what under which contract. */

import { requireInRegister, requireUse } from "../../src/domain/resource.js";
import { refusedWith } from "../support/refused.js";
import { t } from "../support/tap.js";

t.test("an archived resource takes nobody more", async (t) => {
  t.equal(
    refusedWith(() => requireInRegister({ name: "Atelier", isArchived: false })),
    null,
  );
  t.match(
    refusedWith(() => requireInRegister({ name: "Atelier", isArchived: true })),
    { code: "resource_archived", figures: { resource: "Atelier" } },
  );
});

t.test("a use has its days, and its contract is in force and its user’s", async (t) => {
  const party = { kind: "member", id: "b" } as const;
  const use = { party, sinceOn: "2026-03-01", untilOn: null };
  const contract = { title: "Atelier", signedOn: "2026-02-01", endedOn: null, parties: [party] };
  const table: [Parameters<typeof requireUse>[0], Parameters<typeof requireUse>[1], string | null][] = [
    [use, null, null],
    [use, contract, null],
    [{ ...use, untilOn: "2026-03-01" }, null, null],
    [{ ...use, untilOn: "2026-02-28" }, null, "days_reversed"],
    [use, { ...contract, signedOn: null }, "contract_not_signed"],
    [use, { ...contract, endedOn: "2026-03-01" }, "contract_ended"],
    [{ ...use, party: { kind: "third-party", id: "b" } }, contract, "contract_of_others"],
  ];
  for (const [each, under, code] of table) t.equal(refusedWith(() => requireUse(each, under))?.code ?? null, code);
});
