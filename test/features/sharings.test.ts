/** Sharings through the service: worked cases from logged contributions, why an amount, and what is refused where it is set. */
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { sql } from "drizzle-orm";
import { share } from "../../src/cli/share.js";
import { openVillage } from "../support/sharing-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);

/** What `moisson share -` says of a document. */
async function recomputed(document: unknown): Promise<string> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const said = text(stdout);
  stdin.end(`${JSON.stringify(document)}\n`);
  await share(["-"], { stdin, stdout, stderr });
  stdout.end();
  return said;
}

t.test("value-equation-remaining: from logged hours to shares in the ledger, and why", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], cy: [], tom: ["treasurer"] });
  const { people, kinds } = village;
  const commons = await village.fund("Part reversée aux communs");
  const coop = await village.structure("Coopérative");
  const kit = await village.envelope("Kit incubateur", "1000.00");
  await village.logs("bob", kit, { kind: "train", amount: "200.00", dayOn: "2026-03-02", note: "Train Lille–Attin" });
  await village.logs("ana", kit, { kind: "hours", quantity: "10", dayOn: "2026-03-03" });
  const film = await village.logs("bob", kit, { kind: "hours", quantity: "20", dayOn: "2026-03-04", note: "Tournage", paidTo: coop });
  await village.logs("cy", kit, { kind: "expert", quantity: "5", dayOn: "2026-03-05" });
  const key = {
    steps: [
      { kind: "levy", to: commons, percent: "5" },
      { kind: "reimburse", kinds: [kinds.train] },
      { kind: "weights", kinds: [kinds.hours, kinds.expert], cap: true },
    ],
  };
  const id = await village.prepares("ana", kit, { key, amount: "1000.00" });
  const expected = { ana: "187.50", bob: "575.00", cy: "187.50" };

  const open = await people.cy.get(`/sharings/${id}`);
  t.same(village.sharesOf(open.body), expected, "everybody sees the preview");
  t.equal(open.body.refusal, null);
  t.match(open.body.committed, { receipts: [{ memberId: people.bob.memberId, amount: "200.00" }], total: "200.00" });
  const early = await people.cy.get(`/sharings/${id}/shares/${people.bob.memberId}`);
  t.match(early.body, { isFinal: false, amount: "575.00" });

  const posted = await village.settles(id, { proposes: "ana", adopts: "tom", posts: "tom" });
  t.same(village.sharesOf(posted), expected);
  t.same(posted.result.funds, [{ fund: commons, amount: "50.00" }]);
  t.match(posted, { status: "posted", sequence: 1, adoptedBy: "pilot", budget: { amount: "1000.00", paid: "950.00" } });
  t.same(
    posted.shares.map(({ memberId, payeeId, nature, amount }: Record<string, string>) => [memberId, payeeId, nature, amount]),
    [
      [people.ana.memberId, people.ana.memberId, "work", "187.50"],
      [people.bob.memberId, people.bob.memberId, "expenses", "200.00"],
      [people.bob.memberId, coop, "work", "375.00"],
      [people.cy.memberId, people.cy.memberId, "work", "187.50"],
    ],
    "member × payee × nature",
  );
  t.equal(await village.balance(kit), "0.00");

  t.test("one entry, envelope to members and funds", async (t) => {
    const { body: entry } = await people.cy.get(`/entries/${posted.entryId}`);
    t.match(entry, { kind: "sharing", origin: { sharing: id } });
    const credits = entry.lines.filter(({ class: of }: { class: string }) => of !== "envelope");
    t.same(
      credits.map(({ ownerId, amount, nature, forMemberId }: Record<string, string>) => [ownerId, amount, nature, forMemberId]),
      [
        [people.ana.memberId, "-187.50", "work", null],
        [people.bob.memberId, "-200.00", "expenses", null],
        [coop, "-375.00", "work", people.bob.memberId],
        [people.cy.memberId, "-187.50", "work", null],
        [commons, "-50.00", "levy", null],
      ],
    );
  });

  t.test("«pourquoi ce montant ?»", async (t) => {
    const { body: why } = await people.cy.get(`/sharings/${id}/shares/${people.bob.memberId}`);
    t.match(why, { title: /^Bob reçoit 575,00/, amount: "575.00", isFinal: true, carried: null });
    t.match(
      why.steps.map(({ step, title, to, amount }: Record<string, unknown>) => [step, title, to, amount]),
      [
        [1, "Part reversée aux communs", "fund", "50.00"],
        [2, "Frais avancés", "member", "200.00"],
        [3, "Travail donné", "member", "375.00"],
      ],
    );
    t.match(why.steps[2].text, /20 h × 25,00/);
    t.match(why.steps[2].basis, { kind: "weights", weight: "500", total: "1000" });
    t.match(why.paidFor, [
      {
        payeeId: people.bob.memberId,
        nature: "expenses",
        amount: "200.00",
        contributions: [{ note: "Train Lille–Attin", amount: "200.00" }],
      },
      { payeeId: coop, nature: "work", amount: "375.00", contributions: [{ contributionId: film, note: "Tournage", amount: "375.00" }] },
    ]);
    const english = await village.house.ask("GET", `${village.address}/sharings/${id}/shares/${people.bob.memberId}`, {
      token: people.cy.token,
      headers: { "accept-language": "en" },
    });
    t.match(english.body.title, "Bob receives €575.00");
    const nobody = await people.cy.get(`/sharings/${id}/shares/${people.tom.memberId}`);
    t.match(nobody, { status: 422, body: { code: "unknown_member" } });
  });

  t.test("anybody can compute it again: the same bytes", async (t) => {
    const file = async (what: string) =>
      village.house.app.inject({
        url: `${village.address}/sharings/${id}/${what}`,
        headers: { authorization: `Bearer ${people.cy.token}` },
      });
    const [document, result] = [await file("document"), await file("result")];
    t.match(document.headers["content-disposition"], "attachment");
    t.equal(await recomputed(document.json()), result.body);
    t.same(JSON.parse(result.body), posted.result);
    t.notMatch(document.body, /Ana|Bob|Cy|Coopérative/, "code names only");
    t.match(document.json().members, [{ id: people.ana.memberId, name: "P1" }]);
    t.match(posted.documentHash, /^[0-9a-f]{64}$/);
  });

  t.test("paid when nothing is owed any more", async (t) => {
    const reason = "Le billet a été montré en réunion.";
    const items = posted.shares.map(({ id, amount }: { id: string; amount: string }) => ({ shareId: id, amount, reason }));
    const payment = { items: items.slice(0, 3), datedOn: "2026-03-12", document: "Virement 2026-03" };
    t.equal((await people.tom.post("/payments", payment)).status, 201);
    t.equal((await people.cy.get(`/sharings/${id}`)).body.status, "posted");
    t.match(await people.tom.post(`/sharings/${id}/reverse`), {
      status: 409,
      body: { code: "share_settled", figures: { settled: { amount: "762.50", currency: "EUR" } }, detail: /762,50/ },
    });
    t.equal((await people.cy.post(`/shares/${items[3].shareId}/waiver`, { fundId: commons })).status, 201);
    const { body } = await people.cy.get(`/sharings/${id}`);
    t.match(body, { status: "paid", shares: [{}, {}, {}, { waived: "187.50", refunded: "0.00" }] });
  });
});

t.test("charter-fixed-lines: 8,272.00 in 712 / 5,480 / 2,080", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], tom: ["treasurer"] });
  const [coordination, support] = [await village.structure("Coordination"), await village.structure("Appui")];
  const association = await village.fund("Association");
  const vergers = await village.envelope("Vergers du quartier", "8272.00");
  await village.logs("ana", vergers, { kind: "hours", quantity: "40", memberId: coordination, note: "Coordination et récolte" });
  await village.logs("ana", vergers, { kind: "hours", quantity: "12", memberId: support, note: "Appui aux jardins" });
  const lines = [
    { to: { fund: association }, amount: "712.00" },
    { to: { member: coordination }, amount: "5480.00" },
    { to: { member: support }, amount: "2080.00" },
  ];
  const id = await village.prepares("ana", vergers, { key: { steps: [{ kind: "fixed", lines }] } });
  const posted = await village.settles(id, { proposes: "ana", adopts: "ana", posts: "ana" });
  t.same(village.sharesOf(posted), { Coordination: "5480.00", Appui: "2080.00" });
  t.match(posted.result, { funds: [{ fund: association, amount: "712.00" }], rest: "0.00" });
  t.equal(await village.balance(vergers), "0.00");
  const more = await village.prepares("ana", vergers, { key: { steps: [{ kind: "fixed", lines }] } });
  t.match(await village.people.ana.post(`/sharings/${more}/propose`), {
    status: 422,
    body: { code: "key_exceeds_amount", figures: { asked: "8272.00", available: "0.00" } },
  });
});

/** `{ in: { in: … } }`, so many levels deep. */
const nestedIn = (levels: number): object => (levels === 0 ? {} : { in: nestedIn(levels - 1) });

t.test("what is refused where it is set", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [] });
  const { ana, bob } = village.people;
  const stranger = await village.house.collective("ailleurs", { zoe: ["admin", "pilot"] });
  const kit = await village.envelope("Kit", "1000.00");
  const wanted = { envelopeId: kit, title: "Mars", untilOn: "2026-03-31", key: { steps: [{ kind: "equal" }] } };
  const examples: [object, number, string, string?][] = [
    [{ envelopeId: stranger.circleId }, 422, "unknown_envelope", "envelopeId"],
    [{ key: { steps: [] } }, 422, "key_invalid", "key.steps"],
    [{ key: {} }, 422, "key_invalid", "key.steps"],
    [{ key: 7 }, 400, "request_invalid", "body.key"],
    [{ key: { ...wanted.key, remark: "\ud800" } }, 400, "request_invalid", "body.key"],
    [{ key: { ...wanted.key, "\0": "" } }, 400, "request_invalid", "body.key"],
    [{ key: { ...wanted.key, nested: nestedIn(60) } }, 400, "request_invalid", "body.key"],
    [{ key: { steps: [{ kind: "levy", to: kit, percent: "5" }] } }, 422, "unknown_fund"],
    [{ key: { steps: [{ kind: "fixed", lines: [{ to: { member: stranger.zoe.memberId }, amount: "1.00" }] }] } }, 422, "unknown_member"],
    [{ key: { steps: [{ kind: "weights", kinds: [village.kinds.joy], cap: true }] } }, 422, "key_invalid"],
    [{ fromOn: "2026-04-01" }, 422, "days_reversed", "untilOn"],
    [{ opensOn: "2026-04-01", closesOn: "2026-03-01" }, 422, "days_reversed", "closesOn"],
    [{ amount: "1.001" }, 422, "amount_precision", "amount"],
    [{ amount: "0.00" }, 422, "amount_not_positive", "amount"],
    [{ amount: "-5.00" }, 400, "request_invalid", "body.amount"],
    [{ members: [stranger.zoe.memberId] }, 422, "unknown_member", "members[0]"],
    [{ facilitatorId: kit }, 422, "unknown_member", "facilitatorId"],
    [{ untilOn: "2026-02-30" }, 400, "request_invalid", "body.untilOn"],
  ];
  for (const [change, status, code, at] of examples) {
    const reply = await ana.post("/sharings", { ...wanted, ...change });
    t.match(reply, { status, body: { code, ...(at ? { figures: { at } } : {}) } }, JSON.stringify(change));
  }
  t.match(await bob.post("/sharings", wanted), { status: 403, body: { code: "role_missing" } });
  const { body: made } = await ana.post("/sharings", { ...wanted, members: [bob.memberId] });
  t.match(made, { status: "draft", amount: null });
  t.match(await stranger.zoe.get(`/sharings/${made.id}`), { status: 404 });
  t.match(await stranger.zoe.get(`${village.address}/sharings/${made.id}`), { status: 404 });
  const moves: [string, string][] = [
    ["propose", "sharing_not_open"],
    ["adopt", "sharing_not_proposed"],
    ["post", "sharing_not_adopted"],
    ["reverse", "sharing_not_posted"],
  ];
  for (const [verb, code] of moves) t.match(await ana.post(`/sharings/${made.id}/${verb}`), { status: 409, body: { code } }, verb);
  t.match((await ana.patch(`/sharings/${made.id}`, { opensOn: "2026-03-12", title: "Mars, vraiment" })).body, {
    status: "open",
    title: /vraiment/,
  });
  const page = await bob.get(`/sharings?envelope=${kit}&limit=1`);
  t.match(page.body, { items: [{ id: made.id, status: "open" }], nextCursor: null });
  t.match(await bob.get("/sharings?cursor=abc"), { status: 400, body: { code: "cursor_invalid" } });

  await village.house.database.orm.execute(sql`update envelopes set closed_at = now() where id = ${kit}`);
  t.match(await ana.post("/sharings", wanted), { status: 409, body: { code: "envelope_closed" } });
});

t.test("a sharing that gives nobody anything is paid at once", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [] });
  const kit = await village.envelope("Kit", "100.00");
  await village.logs("bob", kit, { kind: "joy" });
  const id = await village.prepares("ana", kit, {});
  t.match(await village.settles(id, { proposes: "ana", adopts: "ana", posts: "ana" }), { status: "paid", entryId: null, shares: [] });
  t.match(await village.does("ana", "reverse", id), { status: "reversed", reversalEntryId: null });
});

t.test("a member is paid through their structure, and a share that no line makes goes there too", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const { bob } = village.people;
  const coop = await village.structure("Coopérative");
  const kit = await village.envelope("Kit", "1000.00");
  const payee = (id: string | null) =>
    village.rows(sql`update members set payee_id = ${id} where collective_id = ${village.collectiveId} and id = ${bob.memberId}`);
  await payee(coop);
  await village.logs("bob", kit, { kind: "hours", quantity: "4", note: "Accueil", paidTo: bob.memberId });
  await village.logs("bob", kit, { kind: "hours", quantity: "6", note: "Montage" });
  await village.logs("bob", kit, { kind: "train", amount: "20.00" });
  const { hours, train } = village.kinds;
  const steps = [{ kind: "reimburse", kinds: [train] }, { kind: "weights", kinds: [hours], cap: true }, { kind: "equal" }];
  const id = await village.prepares("ana", kit, { key: { steps }, amount: "500.00" });
  const posted = await village.settles(id, { proposes: "ana", adopts: "tom", posts: "tom" });
  const paid = posted.shares.map(({ payeeId, nature, amount }: Record<string, string>) => [payeeId, nature, amount]);
  t.same(
    paid,
    [
      [bob.memberId, "expenses", "20.00"],
      [coop, "work", "480.00"],
    ],
    "what Bob advanced comes back to Bob",
  );
  await payee(null);
  const { body: why } = await bob.get(`/sharings/${id}/shares/${bob.memberId}`);
  t.match(why.paidFor, [
    { payeeId: bob.memberId, amount: "20.00" },
    {
      payeeId: coop,
      amount: "480.00",
      contributions: [
        { note: "Accueil", amount: "100.00" },
        { note: "Montage", amount: "150.00" },
      ],
    },
  ]);
});

t.test("funds of another currency, or out of use, are not there", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"] });
  const kit = await village.envelope("Kit", "1000.00");
  const fund = await village.fund("Communs");
  const wanted = { envelopeId: kit, title: "Mars", untilOn: "2026-03-31", key: { steps: [{ kind: "levy", to: fund, percent: "5" }] } };
  t.equal((await village.people.ana.post("/sharings", wanted)).status, 201);
  await village.rows(sql`update funds set is_archived = true where collective_id = ${village.collectiveId}`);
  t.match(await village.people.ana.post("/sharings", wanted), { status: 422, body: { code: "unknown_fund", figures: { id: fund } } });
});
