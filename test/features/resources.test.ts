/** The resource register: stewards, rights, users, under contracts in force. */

import { newId } from "../../src/db/id.js";
import { proposal, reach, subscribe } from "../support/decision-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

t.test("a resource has a steward, rights and users, and is archived, not deleted", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, eve } = await house.collective("les-communs", { ana: ["admin"], bob: [], eve: [] });
  await subscribe(ana, ana, bob);
  const rights = [{ category: "partner", access: "Le mercredi.", use: "Réparer.", change: "Après accord." }];
  const added = await bob.post("/resources", { name: "Atelier", what: "Deux établis.", rights });
  t.hasStrict(added, { status: 201, body: { stewardId: bob.memberId, rights, users: [], mayChange: true } });
  const at = `/resources/${added.body.id}`;
  t.hasStrict(await eve.patch(at, { what: "x" }), { status: 403, body: { code: "resource_of_another" } });
  t.hasStrict(await eve.post("/resources", { name: "ATELIER" }), { status: 409, body: { code: "name_taken" } });

  const contract = (
    await bob.post("/contracts", {
      ...{ title: "Atelier partagé", category: "partner", parties: [{ kind: "member", id: eve.memberId }] },
      ...{ gives: "De l’entretien.", receives: "L’atelier." },
    })
  ).body.id;
  const use = (more: Record<string, unknown> = {}) => ({
    ...{ party: { kind: "member", id: eve.memberId }, sinceOn: "2026-03-01", contractId: contract, ...more },
  });
  t.hasStrict(await bob.post(`${at}/users`, use()), { status: 409, body: { code: "contract_not_signed", figures: { at: "contractId" } } });
  await bob.post("/decisions", proposal("Contrat", [{ kind: "sign-contract", contractId: contract }]));
  await reach(house, "2026-03-17T09:00:00.000Z");
  const used = await bob.post(`${at}/users`, use());
  t.hasStrict(used, {
    status: 201,
    body: { users: [{ party: { name: "Eve" }, sinceOn: "2026-03-01", untilOn: null, contractId: contract }] },
  });
  const refused: [Record<string, unknown>, number, string][] = [
    [{ party: { kind: "member", id: ana.memberId } }, 422, "contract_of_others"],
    [{ untilOn: "2026-02-01" }, 422, "days_reversed"],
    [{ contractId: newId() }, 404, "not_found"],
    [{ party: { kind: "third-party", id: eve.memberId } }, 422, "unknown_third_party"],
  ];
  for (const [more, status, code] of refused) t.hasStrict(await bob.post(`${at}/users`, use(more)), { status, body: { code } });
  const useAt = `${at}/users/${used.body.users[0].id}`;
  t.hasStrict(await bob.patch(useAt, { untilOn: "2026-02-28" }), { status: 422, body: { code: "days_reversed" } });
  t.hasStrict(await ana.patch(useAt, { untilOn: "2026-03-31" }), { status: 200, body: { users: [{ untilOn: "2026-03-31" }] } });
  t.equal((await ana.patch(`${at}/users/${newId()}`, { untilOn: "2026-03-31" })).status, 404);

  t.hasStrict(await bob.patch(at, { isArchived: true }), { status: 200, body: { isArchived: true } });
  t.hasStrict(await bob.post(`${at}/users`, use({ contractId: null })), { status: 409, body: { code: "resource_archived" } });
  t.hasStrict(await bob.patch(at, { isArchived: false, stewardId: eve.memberId }), { status: 200, body: { mayChange: false } });
  t.equal((await eve.get("/resources")).body.items.length, 1);
  const record = (await eve.get(`/members/${eve.memberId}/data`)).body;
  t.match(record.resources, [{ name: "Atelier", keptByThem: true, sinceOn: "2026-03-01", untilOn: "2026-03-31", contractId: contract }]);
  t.match(record.contracts, [{ id: contract, gives: "De l’entretien.", writtenByThem: false }]);

  const { dora } = await house.collective("ailleurs", { dora: ["admin"] });
  const elsewhere = [
    await dora.get(at),
    await dora.patch(at, { what: "x" }),
    await dora.post(`${at}/users`, use({ contractId: null })),
    await dora.patch(useAt, { untilOn: "2026-03-31" }),
  ];
  t.same(
    elsewhere.map(({ status }) => status),
    [404, 404, 404, 404],
  );
  t.hasStrict(await eve.patch(at, { stewardId: dora.memberId }), {
    status: 422,
    body: { code: "unknown_member", figures: { at: "stewardId" } },
  });
});
