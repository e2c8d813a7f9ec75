/** The settlement meeting: 10,000 € for 15,000 € of wishes, settled by people, then by each rule. */
import { sql } from "drizzle-orm";
import { deliberate, openVillage, type Village } from "../support/sharing-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);

type Names = "ana" | "bob" | "cy" | "dom" | "lou" | "tom";
const people = { ana: ["pilot"], bob: [], cy: [], dom: [], lou: [], tom: ["treasurer"] } as const;

/** 15,000 € of wishes on 10,000 €: the picture of the meeting. */
async function overclaimed(village: Village<Names>) {
  const accueil = await village.envelope("Accueil 2026", "10000.00");
  const lines = {
    ana: await village.logs("ana", accueil, { kind: "hours", quantity: "142", claim: "6000.00", note: "Site et lettre mensuelle" }),
    bob: await village.logs("bob", accueil, { kind: "hours", quantity: "96.5", claim: "5000.00", note: "Tournage, montage" }),
    cy: await village.logs("cy", accueil, { kind: "hours", quantity: "88", claim: "3000.00", note: "Affiches, permanence" }),
    dom: await village.logs("dom", accueil, { kind: "joy", note: "Accueil, joie de vivre" }),
    lou: await village.logs("lou", accueil, { kind: "hours", quantity: "26", claim: "1000.00", note: "Prêt d’un poste" }),
  };
  return { accueil, lines };
}

t.test("people settle it together", async (t) => {
  const village = await openVillage<Names>(house, people);
  const { ana, bob, cy, dom, lou } = village.people;
  const { accueil, lines } = await overclaimed(village);
  const id = await village.prepares("ana", accueil, {});
  const say = (who: Names, line: keyof typeof lines, kept: string, more: object = {}) =>
    village.people[who].put(`/sharings/${id}/lines/${lines[line]}/kept`, { kept, ...more });

  const start = await bob.get(`/sharings/${id}`);
  t.match(start.body, {
    budget: { amount: "10000.00", asked: "15000.00", kept: "15000.00", over: "5000.00", paid: null },
    result: null,
    refusal: {
      code: "claims_exceed_amount",
      figures: { claimed: "15000.00", available: "10000.00", missing: "5000.00" },
    },
  });
  t.match(
    start.body.lines.map(({ memberId, asked, kept }: Record<string, string>) => [memberId, asked, kept]),
    [
      [ana.memberId, "6000.00", "6000.00"],
      [bob.memberId, "5000.00", "5000.00"],
      [cy.memberId, "3000.00", "3000.00"],
      [dom.memberId, null, null],
      [lou.memberId, "1000.00", "1000.00"],
    ],
    "in the order of declaration; who offers stays in the table",
  );
  t.match(await ana.post(`/sharings/${id}/propose`), { status: 422, body: { code: "claims_exceed_amount" } });

  t.test("what seems fair for every line, and its median", async (t) => {
    for (const [who, amount] of [
      ["bob", "4000.00"],
      ["cy", "4500.00"],
      ["dom", "4100.00"],
    ] as const) {
      t.equal((await village.people[who].put(`/sharings/${id}/lines/${lines.ana}/fair`, { amount })).status, 200);
    }
    const { body } = await lou.put(`/sharings/${id}/lines/${lines.ana}/fair`, { amount: "3000.00" });
    t.match(body.lines[0], { fairMedian: "4050.00" });
    t.equal(body.lines[0].fair.length, 4);
    t.match((await lou.put(`/sharings/${id}/lines/${lines.ana}/fair`, { amount: null })).body.lines[0], { fairMedian: "4100.00" });
    t.match((await lou.get(`/sharings/${id}`)).body.lines[1], { fair: [], fairMedian: null });
  });

  t.test("a kept figure is its author’s alone", async (t) => {
    t.match(await say("bob", "ana", "1.00"), { status: 403, body: { code: "kept_of_another", figures: { member: ana.memberId } } });
    t.match(await say("bob", "ana", "1.00", { withAgreementOf: ana.memberId }), { status: 403 }, "bob does not animate this meeting");
    t.match(await say("bob", "bob", "5000.01"), { status: 422, body: { code: "kept_above_asked" } });
    t.match(await say("bob", "bob", "-1.00"), { status: 400, body: { code: "request_invalid", figures: { at: "body.kept" } } });
    t.match(await say("bob", "bob", "1.001"), { status: 422, body: { code: "amount_precision", figures: { at: "kept" } } });
    t.match(await say("dom", "dom", "0.00"), { status: 422, body: { code: "nothing_wished" } });
    t.match(await bob.put(`/sharings/${id}/lines/${id}/kept`, { kept: "1.00" }), { status: 404, body: { code: "not_found" } });
    t.match((await say("ana", "ana", "4200.00", { remainder: "carried" })).body.lines[0], {
      kept: "4200.00",
      keptIs: "author",
      remainder: "carried",
    });
    await say("bob", "bob", "3400.00", { remainder: "offered" });
    await say("cy", "cy", "1900.00");
    t.equal((await cy.put(`/sharings/${id}/lines/${lines.cy}/remainder`, { remainder: "withdrawn" })).body.lines[2].remainder, "withdrawn");
  });

  t.test("a facilitator enters an absent person’s figure, who is told, and may contest it", async (t) => {
    const { body } = await say("ana", "lou", "400.00", { withAgreementOf: lou.memberId });
    t.match(body.lines[4], { kept: "400.00", keptIs: "agreement", saidBy: ana.memberId });
    t.match((await lou.get(`/sharings/${id}`)).body, { forYou: [lines.lou] });
    t.match((await bob.get(`/sharings/${id}`)).body, { forYou: [] });
    const notices = await lou.get("/notices");
    t.match(notices.body.items[0], { what: "sharing.said_for", subjectId: id, byId: ana.memberId });
    const traced = await village.rows(
      sql`select details from audit_events where collective_id = ${village.collectiveId} and action = 'sharing.said_for'`,
    );
    t.match(traced, [{ details: { line: lines.lou, kept: "400.00", withAgreementOf: lou.memberId } }]);

    t.match(await bob.post(`/sharings/${id}/lines/${lines.lou}/contest`, {}), { status: 403, body: { code: "kept_of_another" } });
    const contested = await lou.post(`/sharings/${id}/lines/${lines.lou}/contest`, { reason: "Je n’ai rien convenu." });
    t.match(contested.body.lines[4], { kept: "1000.00", keptIs: "contested", contested: "400.00", remainder: null });
    t.match(await lou.post(`/sharings/${id}/lines/${lines.lou}/contest`, {}), { status: 409, body: { code: "nothing_to_contest" } });
    t.match((await say("lou", "lou", "500.00", { remainder: "carried" })).body.lines[4], {
      kept: "500.00",
      keptIs: "author",
      contested: null,
    });
  });

  t.test("a named facilitator may speak for others too", async (t) => {
    await ana.patch(`/sharings/${id}`, { facilitatorId: dom.memberId });
    t.match((await say("dom", "cy", "1900.00", { withAgreementOf: cy.memberId })).status, 200);
    t.match((await say("cy", "cy", "1900.00", { remainder: "withdrawn" })).body.lines[2], { keptIs: "author" });
  });

  t.test("they are there: 10,000 of 10,000", async (t) => {
    const { body } = await cy.get(`/sharings/${id}`);
    t.match(body, {
      refusal: null,
      budget: { kept: "10000.00", over: "0.00", paid: "10000.00", offered: "1600.00", carried: "2300.00", withdrawn: "1100.00" },
    });
    t.same(village.sharesOf(body), { ana: "4200.00", bob: "3400.00", cy: "1900.00", lou: "500.00" });
  });

  t.test("other rules, side by side", async (t) => {
    const settle = (settle: string) => ({ steps: [{ kind: "claims", settle }] });
    const compared = await bob.post(`/sharings/${id}/comparison`, {
      keys: [
        { title: "Retenu ensemble" },
        { title: "Au prorata", key: settle("pro-rata") },
        { title: "Parts égales", key: { steps: [{ kind: "equal", among: "contributors" }] } },
        { title: "Charte", key: { steps: [{ kind: "fixed", lines: [{ to: { member: ana.memberId }, amount: "10000.01" }] }] } },
      ],
    });
    t.equal(compared.status, 200);
    t.match(compared.body.keys[3], { title: "Charte", result: null, refusal: { code: "key_exceeds_amount" } });
    t.match(compared.body.members, [
      { memberId: ana.memberId, amounts: ["4200.00", "4200.00", "2000.00", null], differences: ["0.00", "0.00", "-2200.00", null] },
      { memberId: bob.memberId },
      { memberId: cy.memberId },
      { memberId: dom.memberId, amounts: ["0.00", "0.00", "2000.00", null], differences: ["0.00", "0.00", "2000.00", null] },
    ]);
    const broken = await bob.post(`/sharings/${id}/comparison`, { keys: [{ title: "A" }, { title: "B", key: { steps: [] } }] });
    t.match(broken, { status: 422, body: { code: "key_invalid", figures: { at: "keys[1].key.steps" } } });
  });

  t.test("settled: paid, offered, carried, withdrawn, line by line", async (t) => {
    const posted = await village.settles(id, { proposes: "ana", adopts: "tom", posts: "tom" });
    t.match(
      posted.lines.map(({ paid, offered, carried, withdrawn }: Record<string, string>) => [paid, offered, carried, withdrawn]),
      [
        ["4200.00", "0.00", "1800.00", "0.00"],
        ["3400.00", "1600.00", "0.00", "0.00"],
        ["1900.00", "0.00", "0.00", "1100.00"],
        ["0.00", "0.00", "0.00", "0.00"],
        ["500.00", "0.00", "500.00", "0.00"],
      ],
    );
    t.match(posted.budget, { offered: "1600.00", carried: "2300.00", withdrawn: "1100.00" });
    const carried = await ana.get(`/carried-wishes?envelope=${accueil}`);
    t.match(carried.body.items, [
      { memberId: ana.memberId, amount: "1800.00", carriedOn: "2026-03-12", fallsOn: "2027-03-12", askedAgainIn: null },
      { memberId: lou.memberId, amount: "500.00" },
    ]);
    const lives = await Promise.all(Object.values(lines).map(async (line) => (await ana.get(`/contributions/${line}`)).body.life));
    t.same(lives, ["carried", "in-sharing", "in-sharing", "offered", "carried"], "where each contribution stands");
    t.match(await say("ana", "ana", "1.00"), { status: 409, body: { code: "sharing_not_open" } });
    t.match((await ana.patch(`/sharings/${id}`, { learnt: "Poser les souhaits avant la réunion." })).body, { learnt: /Poser/ });
    t.match(await ana.patch(`/sharings/${id}`, { title: "Autre" }), { status: 409, body: { code: "sharing_not_open" } });
  });

  t.test("what was carried is asked again first, and only that part", async (t) => {
    await village.receives(accueil, "2000.00");
    const late = await village.logs("bob", accueil, { kind: "hours", quantity: "3", claim: "100.00" });
    const next = await village.prepares("ana", accueil, { title: "Deuxième trimestre", fromOn: "2026-03-01" });
    const { body } = await ana.get(`/sharings/${next}`);
    t.match(
      body.lines.map(({ contributionId, carriedId, asked }: Record<string, string>) => [contributionId, carriedId !== null, asked]),
      [
        [lines.ana, true, "1800.00"],
        [lines.lou, true, "500.00"],
        [late, false, "100.00"],
      ],
    );
    t.match(body, { sequence: null, refusal: { code: "claims_exceed_amount", figures: { missing: "400.00" } } });
    const again = body.lines[0].line;
    t.match(await ana.put(`/sharings/${next}/lines/${again}/kept`, { kept: "1400.00", remainder: "carried" }), { status: 200 });
    const posted = await village.settles(next, { proposes: "ana", adopts: "tom", posts: "tom" });
    t.equal(posted.sequence, 2);
    t.same(village.sharesOf(posted), { ana: "1400.00", bob: "100.00", lou: "500.00" });
    const { body: waiting } = await ana.get(`/carried-wishes?envelope=${accueil}`);
    t.match(waiting.items, [{ memberId: ana.memberId, amount: "400.00", carriedOn: "2026-03-12", fallsOn: "2027-03-12" }]);
    t.equal(waiting.items.length, 1);

    const { body: document } = await ana.get(`/sharings/${next}/document`);
    t.equal(document.contributions.length, 1, "a carried wish is a claim, and no contribution");

    t.match(await village.people.tom.post(`/sharings/${id}/reverse`), {
      status: 409,
      body: { code: "carried_asked_again", figures: { sharings: [next] } },
    });
    t.match(await bob.delete(`/carried-wishes/${waiting.items[0].id}`), { status: 403, body: { code: "kept_of_another" } });
    t.match(await ana.delete(`/carried-wishes/${waiting.items[0].id}`), { status: 200, body: { items: [] } });
    t.match(await ana.delete(`/carried-wishes/${waiting.items[0].id}`), { status: 409, body: { code: "carried_over" } });
  });
});

t.test("each rule settles it", async (t) => {
  const village = await openVillage<Names>(house, people);
  const { accueil } = await overclaimed(village);
  const rules: [string, Record<string, string>][] = [
    ["pro-rata", { ana: "4000.00", bob: "3333.33", cy: "2000.00", lou: "666.67" }],
    ["equal-awards", { ana: "3000.00", bob: "3000.00", cy: "3000.00", lou: "1000.00" }],
    ["equal-losses", { ana: "4666.67", bob: "3666.67", cy: "1666.66" }],
    ["smallest-first", { ana: "1000.00", bob: "5000.00", cy: "3000.00", lou: "1000.00" }],
    ["first-come", { ana: "6000.00", bob: "4000.00" }],
  ];
  const id = await village.prepares("ana", accueil, {});
  for (const [settle, shares] of rules) {
    const { body } = await village.people.ana.patch(`/sharings/${id}`, { key: { steps: [{ kind: "claims", settle, unpaid: "carry" }] } });
    t.same(village.sharesOf(body), shares, settle);
    t.equal(body.budget.carried, "5000.00", "what is cut is asked again");
  }
});

t.test("a carried wish falls after twelve months, and with its envelope", async (t) => {
  const village = await openVillage<Names>(house, people);
  const { accueil } = await overclaimed(village);
  const prorata = { steps: [{ kind: "claims", settle: "pro-rata", unpaid: "carry" }] };
  const first = await village.prepares("ana", accueil, { key: prorata });
  await village.settles(first, { proposes: "ana", adopts: "tom", posts: "tom" });
  const waiting = async () => (await village.people.ana.get("/carried-wishes")).body.items.length;
  t.equal(await waiting(), 4);
  village.house.clock.now = new Date("2027-03-11T09:00:00Z");
  t.equal(await waiting(), 4);
  village.house.clock.now = new Date("2027-03-12T09:00:00Z");
  t.equal(await waiting(), 0);
  const next = await village.prepares("ana", accueil, { untilOn: "2027-03-31" });
  t.same((await village.people.ana.get(`/sharings/${next}`)).body.lines, []);
  village.house.clock.now = new Date("2026-06-01T09:00:00Z");
  await village.house.database.orm.execute(sql`update envelopes set closed_at = now() where id = ${accueil}`);
  t.equal(await waiting(), 0, "closed");
  t.equal((await village.rows(sql`select 1 from carried_wishes where collective_id = ${village.collectiveId}`)).length, 4, "history stays");
});

t.test("a carried wish moves to another envelope, and is asked again there", async (t) => {
  const village = await openVillage<Names>(house, people);
  const { ana, bob, lou } = village.people;
  const { accueil, lines } = await overclaimed(village);
  const prorata = { steps: [{ kind: "claims", settle: "pro-rata", unpaid: "carry" }] };
  const first = await village.prepares("ana", accueil, { key: prorata });
  await village.settles(first, { proposes: "ana", adopts: "tom", posts: "tom" });
  const kit = await village.envelope("Kit", "500.00");
  const waiting = async (envelope: string) => (await ana.get(`/carried-wishes?envelope=${envelope}`)).body.items;
  const wish = (await waiting(accueil)).find(({ memberId }: Record<string, string>) => memberId === lou.memberId);
  const move = (who: typeof ana, to: string, id = wish.id) => who.post(`/carried-wishes/${id}/move`, { envelopeId: to });
  t.match(await move(bob, kit), { status: 403, body: { code: "role_missing" } });
  t.match(await move(ana, accueil), { status: 409, body: { code: "nothing_changed" } });
  t.match(await move(ana, wish.id), { status: 422, body: { code: "unknown_envelope", figures: { at: "envelopeId" } } });
  t.match(await move(ana, kit, kit), { status: 409, body: { code: "carried_over" } });
  const closed = await village.envelope("Fini");
  const pounds = await village.envelope("Londres");
  await village.rows(sql`update envelopes set closed_at = now() where id = ${closed}`);
  await village.rows(sql`update envelopes set currency = 'GBP' where id = ${pounds}`);
  t.match(await move(ana, closed), { status: 409, body: { code: "envelope_closed" } });
  t.match(await move(ana, pounds), { status: 422, body: { code: "currency_mismatch" } });

  const moved = await move(ana, kit);
  t.match(moved, { status: 200, body: { id: wish.id, envelopeId: kit, amount: "333.33", fallsOn: wish.fallsOn } });
  t.match((await lou.get("/notices")).body.items[0], { what: "carried.moved", byId: ana.memberId }, "its author is told");
  t.equal((await waiting(accueil)).length, 3);
  t.match((await ana.get(`/envelopes/${kit}`)).body.figures, { wished: "333.33" });
  const next = await village.prepares("ana", kit, {});
  t.match((await ana.get(`/sharings/${next}`)).body.lines, [{ carriedId: wish.id, contributionId: lines.lou, asked: "333.33" }]);
  await village.does("ana", "propose", next);
  t.match(await move(ana, accueil), {
    status: 409,
    body: { code: "contribution_in_sharing", figures: { sharing: next, state: "proposed" } },
  });
  t.equal((await ana.get(`/contributions/${lines.lou}`)).body.life, "in-sharing");
  await village.does("tom", "adopt", next);
  t.same(village.sharesOf(await village.does("tom", "post", next)), { lou: "333.33" });
  t.same(await waiting(kit), []);
});

t.test("kept figures follow an amended wish, and leave with a withdrawn line", async (t) => {
  const village = await openVillage<Names>(house, people);
  const { ana, bob } = village.people;
  const kit = await village.envelope("Kit", "1000.00");
  const film = await village.logs("ana", kit, { kind: "hours", quantity: "10", claim: "600.00" });
  const poster = await village.logs("bob", kit, { kind: "hours", quantity: "5", claim: "300.00" });
  const id = await village.prepares("ana", kit, { key: deliberate });
  await ana.put(`/sharings/${id}/lines/${film}/kept`, { kept: "500.00" });
  await bob.put(`/sharings/${id}/lines/${poster}/kept`, { kept: "200.00" });
  t.equal((await ana.patch(`/contributions/${film}`, { claim: "400.00" })).status, 200);
  t.match((await ana.get(`/sharings/${id}`)).body.lines[0], { asked: "400.00", kept: "400.00" });
  t.equal((await bob.post(`/contributions/${poster}/withdrawal`, {})).status, 200);
  t.equal((await ana.get(`/sharings/${id}`)).body.lines.length, 1);
  await village.does("ana", "propose", id);
  t.match(await ana.patch(`/contributions/${film}`, { claim: "300.00" }), { status: 409, body: { code: "contribution_in_sharing" } });
  t.match(
    await village.rows(sql`select kept_minor::text as kept from sharing_lines where collective_id = ${village.collectiveId}`),
    [{ kept: "50000" }],
    "what was said of a line that left is gone",
  );
});
