import { buildApp } from "../../src/app.js";
import { newId } from "../../src/db/id.js";
import { giftsReceived, sharingLines, sharings } from "../../src/db/schema/index.js";
import { type House, makeEnvelope, makeKind, openHouse, type Reply, testSecret } from "../support/stories.js";
import { t } from "../support/tap.js";

/** A collective of five with its kinds; Ana pilots its circle, Dora is of another collective. */
async function openVillage(t: Parameters<typeof openHouse>[0]) {
  const house = await openHouse(t);
  const people = await house.collective("les-communs", { ana: ["admin", "pilot"], bob: [], cleo: [], tom: ["treasurer"] });
  const elsewhere = await house.collective("ailleurs", { dora: ["admin", "pilot"] });
  const { collectiveId } = people;
  const hours = await makeKind(house, collectiveId, { name: "Heures", unit: "h", rate: "25" });
  const joy = await makeKind(house, collectiveId, { name: "Joie", unit: null });
  const train = await makeKind(house, collectiveId, { name: "Train", unit: "EUR", isExpense: true, nature: "expenses" });
  const gift = await makeKind(house, collectiveId, { name: "Don", unit: "EUR" });
  return { house, ...people, elsewhere, hours, joy, train, gift };
}

const idsOf = (reply: Reply): string[] => reply.body.items.map(({ id }: { id: string }) => id);

t.test("who gives logs in one line, and it counts at once", async (t) => {
  const { ana, hours, circleId } = await openVillage(t);
  const logged = await ana.post("/contributions", { kindId: hours, quantity: "3.50", claim: "60", note: "  Atelier  ", tags: ["été"] });
  t.match(logged, {
    status: 201,
    body: { memberId: ana.memberId, loggedBy: ana.memberId, circleId, quantity: "3.5", unit: "h", claim: "60.00", amount: null },
  });
  t.match(logged.body, { dayOn: "2026-03-12", note: "Atelier", tags: ["été"], status: "declared", life: "declared", warnings: [] });
  t.match(logged.body, { createdAt: "2026-03-12T09:00:00.000Z", changedAt: "2026-03-12T09:00:00.000Z" });
  const told = await ana.get(`/contributions/${logged.body.id}`);
  const { warnings: _, ...contribution } = logged.body;
  t.strictSame(told.body, { ...contribution, history: [], questions: [], sharings: [], receivedEntryId: null });
});

t.test("logged by another: the giver is told, sees it, and may withdraw it", async (t) => {
  const { ana, bob, cleo, hours } = await openVillage(t);
  const { body } = await ana.post("/contributions", { memberId: bob.memberId, kindId: hours, quantity: "2", note: "Vaisselle" });
  t.match(body, { memberId: bob.memberId, loggedBy: ana.memberId });

  const told = await bob.get("/notices?unseen=true");
  t.match(told.body.items, [{ what: "contribution.logged", subjectId: body.id, byId: ana.memberId, seenAt: null }]);
  t.equal((await ana.get("/notices")).body.items.length, 0, "nobody is told what they did themselves");
  t.same((await bob.post("/notices/seen", { ids: [told.body.items[0].id] })).body, { seen: 1 });
  t.same((await bob.post("/notices/seen", { ids: [told.body.items[0].id] })).body, { seen: 0 });
  t.same((await cleo.post("/notices/seen", { ids: [told.body.items[0].id] })).body, { seen: 0 }, "not for somebody else");
  t.equal((await bob.get("/notices?unseen=true")).body.items.length, 0);
  t.equal((await bob.get("/notices")).body.items.length, 1);

  t.match(await cleo.post(`/contributions/${body.id}/withdrawal`, {}), { status: 403, body: { code: "not_author" } });
  const withdrawn = await bob.post(`/contributions/${body.id}/withdrawal`, { reason: "C’était Cléo." });
  t.match(withdrawn, { status: 200, body: { status: "withdrawn", life: "withdrawn" } });
  t.match(withdrawn.body.history, [
    { version: 1, change: "withdrawn", changedBy: bob.memberId, reason: "C’était Cléo.", before: { status: "declared" } },
  ]);
  t.match((await ana.get("/notices")).body.items, [{ what: "contribution.withdrawn", subjectId: body.id, byId: bob.memberId }]);
  t.match(await bob.post(`/contributions/${body.id}/withdrawal`, {}), { status: 409, body: { code: "contribution_withdrawn" } });
});

t.test("an amendment keeps what stood before, by whom and when", async (t) => {
  const { house, ana, bob, cleo, hours, train } = await openVillage(t);
  const { body } = await bob.post("/contributions", { kindId: hours, quantity: "12", claim: "300", note: "Atelier" });
  house.clock.now = new Date("2026-03-14T10:00:00.000Z");
  t.match(await cleo.patch(`/contributions/${body.id}`, { quantity: "2" }), { status: 403, body: { code: "not_author" } });
  t.match(await bob.patch(`/contributions/${body.id}`, { quantity: "12.0" }), { status: 409, body: { code: "nothing_changed" } });
  const amended = await bob.patch(`/contributions/${body.id}`, { quantity: "2", claim: null, reason: "Deux, pas douze." });
  t.match(amended, { status: 200, body: { quantity: "2", claim: null, note: "Atelier", changedAt: "2026-03-14T10:00:00.000Z" } });
  t.match(await bob.patch(`/contributions/${body.id}`, { kindId: train, quantity: null, amount: "42.50" }), {
    status: 200,
    body: { kindId: train, unit: "EUR", amount: "42.50", settlement: "reimburse" },
  });
  const { history } = (await ana.get(`/contributions/${body.id}`)).body;
  t.match(history, [
    { version: 1, change: "amended", changedBy: bob.memberId, changedAt: "2026-03-14T10:00:00.000Z", reason: "Deux, pas douze." },
    { version: 2, change: "amended", before: { quantity: "2", claim: null, unit: "h" } },
  ]);
  t.match(history[0].before, { quantity: "12", claim: "300.00", kindId: hours });
});

t.test("a question is asked with a reason, answered, and settled by the pilot", async (t) => {
  const { ana, bob, cleo, hours } = await openVillage(t);
  const { body } = await bob.post("/contributions", { kindId: hours, quantity: "12", note: "Atelier" });
  const at = `/contributions/${body.id}`;
  t.match(await cleo.post(`${at}/questions`, { reason: " " }), {
    status: 422,
    body: { code: "reason_missing", figures: { at: "reason" } },
  });
  const asked = await cleo.post(`${at}/questions`, { reason: "Douze, ou deux ?" });
  t.match(asked, {
    status: 201,
    body: { status: "questioned", questions: [{ askedBy: cleo.memberId, reason: "Douze, ou deux ?", answer: null }] },
  });
  t.match(await ana.post(`${at}/questions`, { reason: "Moi aussi." }), { status: 409, body: { code: "question_open" } });
  t.match((await bob.get("/notices")).body.items, [{ what: "contribution.questioned" }]);

  const question = `${at}/questions/${asked.body.questions[0].id}`;
  t.match(await cleo.post(`${question}/answer`, { answer: "x" }), { status: 403, body: { code: "not_author" } });
  t.match(await bob.post(`${question}/answer`, { answer: "Douze : toute la nuit." }), {
    body: { status: "answered", questions: [{ answer: "Douze : toute la nuit.", answeredBy: bob.memberId }] },
  });
  t.match(await bob.post(`${question}/settlement`, { outcome: "kept" }), { status: 403, body: { code: "role_missing" } });
  const settled = await ana.post(`${question}/settlement`, { outcome: "kept" });
  t.match(settled.body, { status: "declared", questions: [{ settledBy: ana.memberId, outcome: "kept" }] });
  t.match(
    settled.body.history.map(({ change }: { change: string }) => change),
    ["questioned", "answered", "settled"],
  );
  t.match(await ana.post(`${question}/settlement`, { outcome: "kept" }), { status: 409, body: { code: "not_questioned" } });
  t.match(await bob.post(`${at}/questions/${newId()}/answer`, { answer: "x" }), { status: 404, body: { figures: { at: "question" } } });

  const again = await cleo.post(`${at}/questions`, { reason: "Vraiment ?" });
  const second = `${at}/questions/${again.body.questions[1].id}/settlement`;
  t.match(await ana.post(second, { outcome: "withdrawn", reason: "Déjà comptée en février." }), {
    body: { status: "withdrawn", life: "withdrawn" },
  });
});

t.test("only people of the circle question, where there are several circles", async (t) => {
  const { ana, bob, cleo, hours } = await openVillage(t);
  const { body: circle } = await ana.post("/circles", { name: "Jardin", contributors: [bob.memberId] });
  t.match(await bob.post("/contributions", { kindId: hours, quantity: "1", note: "Semis" }), {
    status: 422,
    body: { code: "circle_missing", figures: { at: "circleId" } },
  });
  const { body } = await bob.post("/contributions", { kindId: hours, quantity: "1", note: "Semis", circleId: circle.id });
  t.match(await cleo.post(`/contributions/${body.id}/questions`, { reason: "?" }), { status: 403, body: { code: "not_in_circle" } });
  const asked = await bob.post(`/contributions/${body.id}/questions`, { reason: "Une heure ou deux ?" });
  const settlement = `/contributions/${body.id}/questions/${asked.body.questions[0].id}/settlement`;
  t.match(await ana.post(settlement, { outcome: "kept" }), { status: 403, body: { code: "role_missing" } }, "a pilot of another circle");
  await ana.patch(`/circles/${circle.id}`, { isArchived: true });
  t.match(await bob.post("/contributions", { kindId: hours, quantity: "1", note: "Semis", circleId: circle.id }), {
    status: 422,
    body: { code: "unknown_circle" },
  });
  t.match(await bob.patch(`/contributions/${body.id}`, { quantity: "2" }), { status: 200 }, "what was logged before may still be amended");
});

t.test("a thanks is a quality of who is thanked", async (t) => {
  const { house, ana, bob, collectiveId, hours, joy } = await openVillage(t);
  const thanked = await ana.post("/thanks", { toId: bob.memberId, note: "Merci pour la soupe" });
  t.match(thanked, { status: 201, body: { memberId: bob.memberId, loggedBy: ana.memberId, kindId: joy, quantity: null, unit: null } });
  t.match((await bob.get("/notices")).body.items, [{ what: "contribution.logged", byId: ana.memberId }]);
  t.match(await ana.post("/thanks", { toId: ana.memberId, note: "Merci moi" }), {
    status: 422,
    body: { code: "thanks_to_self", figures: { at: "toId" } },
  });
  t.match(await ana.post("/thanks", { toId: bob.memberId, kindId: hours, note: "Merci" }), {
    status: 422,
    body: { code: "thanks_on_quantity", figures: { at: "kindId", kind: "Heures", unit: "h" } },
  });
  await makeKind(house, collectiveId, { name: "Accueil", unit: null });
  t.match(await ana.post("/thanks", { toId: bob.memberId, note: "Merci" }), {
    status: 422,
    body: { code: "thanks_kind_missing", figures: { known: ["Accueil", "Joie"] } },
  });
  t.match(await ana.post("/thanks", { toId: bob.memberId, kindId: joy, note: "Merci" }), { status: 201 });
  t.match(await ana.post("/thanks", { toId: bob.memberId, kindId: newId(), note: "Merci" }), {
    status: 422,
    body: { code: "unknown_kind" },
  });
});

t.test("a line is understood, and nothing is saved", async (t) => {
  const { house, ana, bob, collectiveId, circleId, hours, train } = await openVillage(t);
  const envelopeId = await makeEnvelope(house, { collectiveId, circleId, name: "Kit" });
  const line = "3h30 heures #kit atelier du 12/03 @bob";
  const understood = await ana.post("/contributions/understand", { line });
  t.match(understood, {
    status: 200,
    body: {
      quantity: "3.5",
      unit: "h",
      durationMinutes: 210,
      kindId: hours,
      envelopeId,
      memberId: bob.memberId,
      dayOn: "2026-03-12",
      note: line,
    },
  });
  t.same(understood.body.questions, []);
  for (const { text, from, to } of understood.body.understood) t.equal(line.slice(from, to), text);
  t.match((await ana.post("/contributions/understand", { line: "42,50 € train Lille" })).body, {
    amount: "42.50",
    claim: null,
    kindId: train,
  });
  const unclear = await ana.post("/contributions/understand", { line: "2 h ou 3 h heures" }, { "accept-language": "fr" });
  t.match(unclear.body.questions, [
    { field: "quantity", message: "Plusieurs quantités sont écrites : laquelle ?", options: ["2 h", "3 h"] },
  ]);
  t.same((await ana.get("/contributions")).body.items, []);

  const { quantity, kindId, dayOn, note, memberId } = understood.body;
  const logged = await ana.post("/contributions", { quantity, kindId, dayOn, note, memberId, envelopeId });
  t.match(logged, { status: 201, body: { memberId: bob.memberId, circleId } });
});

t.test("a list is filtered and read page by page, the latest day first", async (t) => {
  const { house, ana, bob, cleo, collectiveId, circleId, hours, joy } = await openVillage(t);
  const envelopeId = await makeEnvelope(house, { collectiveId, circleId, name: "Kit" });
  const log = async (who: typeof ana, body: object) =>
    (await who.post("/contributions", { kindId: hours, quantity: "1", note: "x", ...body })).body.id;
  const first = await log(ana, { dayOn: "2026-03-01", note: "Réunion d’équipe", envelopeId });
  const second = await log(bob, { dayOn: "2026-03-02", tags: ["atelier", "kit"] });
  const third = await log(bob, { dayOn: "2026-03-02", kindId: joy, quantity: null, note: "100 % soupe_maison" });
  const fourth = await log(cleo, { dayOn: "2026-03-05" });
  await cleo.post(`/contributions/${fourth}/withdrawal`, {});
  await ana.post(`/contributions/${second}/questions`, { reason: "?" });

  const filters: [string, string[]][] = [
    ["", [fourth, third, second, first]],
    [`member=${bob.memberId}`, [third, second]],
    [`circle=${circleId}`, [fourth, third, second, first]],
    [`circle=${newId()}`, []],
    [`envelope=${envelopeId}`, [first]],
    [`kind=${joy}`, [third]],
    ["status=questioned", [second]],
    ["status=withdrawn", [fourth]],
    ["status=counted", [third, second, first]],
    ["from=2026-03-02&until=2026-03-02", [third, second]],
    ["from=2026-03-03", [fourth]],
    ["tag=kit", [second]],
    ["tag=Kit", []],
    ["q=REUNION", [first]],
    ["q=d'equipe", [first]],
    ["q=100 %25 soupe_", [third]],
    ["q=%25%25", []],
    [`member=${bob.memberId}&kind=${hours}&from=2026-03-01`, [second]],
  ];
  for (const [filter, expected] of filters) t.same(idsOf(await cleo.get(`/contributions?${filter}`)), expected, filter);

  const pages: string[][] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Reply = await ana.get(`/contributions?limit=1${cursor ? `&cursor=${cursor}` : ""}`);
    pages.push(idsOf(page));
    cursor = page.body.nextCursor;
  }
  t.same(pages, [[fourth], [third], [second], [first]]);
  for (const cursor of [
    "x",
    Buffer.from('["2026-99-01","x"]').toString("base64url"),
    Buffer.from('["2026-03-01"]').toString("base64url"),
  ]) {
    t.match(await ana.get(`/contributions?cursor=${cursor}`), {
      status: 400,
      body: { code: "cursor_invalid", figures: { at: "query.cursor" } },
    });
  }
  t.match(await ana.get("/contributions?limit=201"), {
    status: 400,
    body: { code: "request_invalid", figures: { at: "querystring.limit" } },
  });
});

t.test("what is refused names the field and the figures, and saves nothing", async (t) => {
  const { house, ana, bob, elsewhere, collectiveId, circleId, hours, joy, train, gift } = await openVillage(t);
  const foreignKind = await makeKind(house, elsewhere.collectiveId, { name: "Heures", unit: "h" });
  const foreignEnvelope = await makeEnvelope(house, { collectiveId: elsewhere.collectiveId, circleId: elsewhere.circleId, name: "Kit" });
  const closed = await makeEnvelope(house, { collectiveId, circleId, name: "Close", closedAt: house.clock.now });
  const archived = await makeKind(house, collectiveId, { name: "Jadis", unit: "h", isArchived: true });
  const dora = elsewhere.dora.memberId;
  const expense = { kindId: train, quantity: null, amount: "42.50" };
  const refused: [object, number, string, object][] = [
    [{ quantity: "-1" }, 422, "quantity_not_positive", { at: "quantity", quantity: "-1", unit: "h" }],
    [{ quantity: "0.0" }, 422, "quantity_not_positive", { at: "quantity" }],
    [{ quantity: "2,5" }, 422, "quantity_invalid", { at: "quantity", quantity: "2,5" }],
    [{ quantity: "1e3" }, 422, "quantity_invalid", { at: "quantity" }],
    [{ quantity: null }, 422, "quantity_missing", { at: "quantity", kind: "Heures", unit: "h" }],
    [{ quantity: "0.1234567" }, 422, "quantity_precision", { at: "quantity", decimals: 6 }],
    [{ quantity: "1234567890" }, 422, "quantity_too_large", { at: "quantity" }],
    [{ unit: "km" }, 422, "unit_mismatch", { at: "unit", expected: "h", found: "km" }],
    [{ amount: "3" }, 422, "amount_on_quantity", { at: "amount", kind: "Heures", unit: "h" }],
    [{ kindId: joy }, 422, "quantity_on_quality", { at: "quantity", kind: "Joie" }],
    [{ kindId: newId() }, 422, "unknown_kind", { at: "kindId" }],
    [{ kindId: foreignKind }, 422, "unknown_kind", { at: "kindId", id: foreignKind }],
    [{ kindId: archived }, 409, "kind_archived", { at: "kindId", kind: "Jadis" }],
    [{ memberId: dora }, 422, "unknown_member", { at: "memberId", id: dora }],
    [{ paidTo: dora }, 422, "unknown_member", { at: "paidTo", id: dora }],
    [{ circleId: elsewhere.circleId }, 422, "unknown_circle", { at: "circleId", id: elsewhere.circleId }],
    [{ envelopeId: foreignEnvelope }, 422, "unknown_envelope", { at: "envelopeId", id: foreignEnvelope }],
    [{ envelopeId: closed }, 409, "envelope_closed", { at: "envelopeId", envelope: "Close" }],
    [{ dayOn: "2026-03-13" }, 422, "day_in_future", { at: "dayOn", day: "2026-03-13", today: "2026-03-12" }],
    [{ dayOn: "2026-02-30" }, 422, "day_invalid", { at: "dayOn", day: "2026-02-30" }],
    [{ dayOn: "2026-03-10", untilOn: "2026-03-09" }, 422, "days_reversed", { at: "untilOn", from: "2026-03-10", until: "2026-03-09" }],
    [{ claim: "60.001" }, 422, "amount_precision", { at: "claim", amount: "60.001", currency: "EUR", decimals: 2 }],
    [{ claim: "0" }, 422, "amount_not_positive", { at: "claim" }],
    [{ claim: "soixante" }, 422, "amount_invalid", { at: "claim", amount: "soixante" }],
    [{ claim: "92233720368547758.08" }, 422, "amount_too_large", { at: "claim", max: "92233720368547758.07" }],
    [{ claim: "60", isVolunteered: true }, 422, "volunteered_with_claim", { at: "claim" }],
    [{ settlement: "gift" }, 422, "settlement_on_other", { at: "settlement", kind: "Heures" }],
    [{ ...expense, settlement: "later" }, 422, "settlement_unknown", { at: "settlement", settlement: "later" }],
    [{ ...expense, claim: "10" }, 422, "expense_with_claim", { at: "claim", kind: "Train", claim: "10" }],
    [{ ...expense, amount: null }, 422, "amount_missing", { at: "amount", kind: "Train", currency: "EUR" }],
    [{ ...expense, amount: "42.505" }, 422, "amount_precision", { at: "amount", amount: "42.505" }],
    [{ kindId: gift, quantity: "3", amount: "3" }, 422, "quantity_on_amount", { at: "quantity", kind: "Don", unit: "EUR" }],
    [{ note: "  " }, 422, "note_missing", { at: "note" }],
    [{ note: "x".repeat(5001) }, 422, "note_too_long", { at: "note", length: 5001, max: 5000 }],
    [{ tags: [""] }, 422, "tags_invalid", { at: "tags" }],
    [{ note: "a\u0000b" }, 400, "request_invalid", { at: "body.note" }],
    [{ note: "a\ud800b" }, 400, "request_invalid", { at: "body.note" }],
    [{ kindId: "heures" }, 400, "request_invalid", { at: "body.kindId" }],
    [{ quantity: 3 }, 400, "request_invalid", { at: "body.quantity" }],
    [{ isVolunteered: "yes" }, 400, "request_invalid", { at: "body.isVolunteered" }],
  ];
  for (const [fault, status, code, figures] of refused) {
    const body = { kindId: hours, quantity: "2", note: "Atelier", ...fault };
    t.match(await bob.post("/contributions", body), { status, body: { code, figures } }, JSON.stringify(fault).slice(0, 100));
  }
  const several = await bob.post("/contributions", { kindId: hours, quantity: "-1", dayOn: "2027-01-01", note: "" });
  t.match(
    several.body.figures.faults.map(({ code }: { code: string }) => code),
    ["day_in_future", "quantity_not_positive", "note_missing"],
  );
  t.same((await ana.get("/contributions")).body.items, []);
  const said = await bob.post("/contributions", { kindId: hours, quantity: "-1", note: "x" }, { "accept-language": "en" });
  t.equal(said.body.detail, "The quantity (-1) must be more than zero.");
});

t.test("another collective’s contributions do not exist here", async (t) => {
  const { house, ana, elsewhere, hours } = await openVillage(t);
  const { body } = await ana.post("/contributions", { kindId: hours, quantity: "1", note: "x" });
  const { dora } = elsewhere;
  const here = `/api/v1/collectives/les-communs/contributions`;
  t.match(await dora.get(here), { status: 404, body: { code: "not_found" } });
  t.match(await dora.post(here, { kindId: hours, quantity: "1", note: "x" }), { status: 404 });
  const steps: [string, object][] = [
    ["/withdrawal", {}],
    ["/questions", { reason: "x" }],
    [`/questions/${newId()}/answer`, { answer: "x" }],
    [`/questions/${newId()}/settlement`, { outcome: "kept" }],
  ];
  t.hasStrict(await dora.patch(`/contributions/${body.id}`, { note: "y" }), { status: 404, body: { code: "not_found" } });
  for (const [path, asked] of steps) {
    const at = `/contributions/${body.id}${path}`;
    const reply = await dora.post(at, asked);
    t.match(reply, { status: 404, body: { code: "not_found", figures: { id: body.id } } }, at);
  }
  t.match(await dora.get(`/contributions/${body.id}`), { status: 404 });
  t.match(await house.ask("POST", here, { body: {} }), { status: 401, body: { code: "not_logged_in" } });
});

t.test("what may be amiss is said, and saved all the same", async (t) => {
  const { house, bob, cleo, collectiveId, circleId, hours, joy } = await openVillage(t);
  const envelopeId = await makeEnvelope(house, {
    collectiveId,
    circleId,
    name: "Kit",
    eligibleFromOn: "2026-02-01",
    eligibleUntilOn: "2026-03-10",
    eligibleKindIds: [hours],
  });
  const log = (who: typeof bob, body: object) => who.post("/contributions", { kindId: hours, quantity: "2", note: "Atelier", ...body });
  t.match(await log(bob, { envelopeId, dayOn: "2026-03-10" }), { status: 201, body: { warnings: [] } });
  t.match(await log(bob, { envelopeId }), {
    status: 201,
    body: {
      warnings: [
        {
          code: "day_outside_envelope",
          figures: { at: "dayOn", day: "2026-03-12", from: "2026-02-01", until: "2026-03-10", envelope: "Kit" },
        },
      ],
    },
  });
  t.match((await log(bob, { envelopeId, kindId: joy, quantity: null, dayOn: "2026-03-01" })).body.warnings, [
    { code: "kind_outside_envelope" },
  ]);

  const twin = await log(bob, { dayOn: "2026-03-10", quantity: "2.0", note: "Autre chose" });
  t.match(twin.body.warnings, [
    { code: "probable_duplicate", message: "Cela ressemble à une contribution déjà déclarée le 10/03/2026 : «Atelier»." },
  ]);
  t.same((await log(cleo, { dayOn: "2026-03-10" })).body.warnings, [], "of another member");
  t.same((await log(bob, { dayOn: "2026-03-10", quantity: "3" })).body.warnings, [], "another quantity");
  t.match((await log(bob, { kindId: joy, quantity: null, dayOn: "2026-03-01", note: "atelier" })).body.warnings, [
    { code: "probable_duplicate" },
  ]);
  t.same((await log(bob, { kindId: joy, quantity: null, dayOn: "2026-03-01", note: "chanson" })).body.warnings, []);
  await bob.post(`/contributions/${twin.body.id}/withdrawal`, {});
  const amended = await bob.patch(`/contributions/${twin.body.id}`, {});
  t.match(amended, { status: 409, body: { code: "contribution_withdrawn" } });
});

t.test("an expense is reimbursed unless it is waived or paid by the collective", async (t) => {
  const { bob, train, gift } = await openVillage(t);
  const spend = async (body: object) =>
    (await bob.post("/contributions", { kindId: train, amount: "42.5", note: "Lille–Attin", ...body })).body;
  t.match(await spend({}), { amount: "42.50", settlement: "reimburse", claim: null });
  t.match(await spend({ settlement: "gift", evidence: "billet 1234" }), { settlement: "gift", evidence: "billet 1234" });
  t.match(await spend({ settlement: "collective" }), { settlement: "collective" });
  t.match(await spend({ kindId: gift }), { amount: "42.50", settlement: null });
});

async function makeSharing(
  house: House,
  place: { collectiveId: string; circleId: string; memberId: string; contributionId: string; status: string; paidMinor?: bigint },
) {
  const { collectiveId, circleId, contributionId, memberId, status, paidMinor = 4000n } = place;
  const envelopeId = await makeEnvelope(house, { collectiveId, circleId, name: `Kit ${newId()}` });
  const [id, createdAt] = [newId(), house.clock.now];
  const sharingKey = { steps: [] };
  await house.database.orm.insert(sharings).values({
    collectiveId,
    id,
    envelopeId,
    circleId,
    title: "Mars",
    status,
    untilOn: "2026-03-31",
    sharingKey,
    createdBy: memberId,
    createdAt,
  });
  await house.database.orm.insert(sharingLines).values({
    collectiveId,
    id: newId(),
    sharingId: id,
    contributionId,
    askedMinor: 6000n,
    keptMinor: 5000n,
    paidMinor,
    position: 1,
    remainder: "offered",
  });
  return id;
}

t.test("a sharing that is proposed holds what it has; what became of it is told", async (t) => {
  const { house, ana, bob, collectiveId, circleId, hours } = await openVillage(t);
  const log = async () =>
    (await bob.post("/contributions", { kindId: hours, quantity: "2", claim: "60", note: newId() })).body.id as string;
  const place = { collectiveId, circleId, memberId: ana.memberId };
  const [open, proposed, posted, paid, offered] = [await log(), await log(), await log(), await log(), await log()];
  await makeSharing(house, { ...place, contributionId: open, status: "open" });
  const sharingId = await makeSharing(house, { ...place, contributionId: proposed, status: "proposed" });
  await makeSharing(house, { ...place, contributionId: posted, status: "posted" });
  await makeSharing(house, { ...place, contributionId: paid, status: "paid" });
  await makeSharing(house, { ...place, contributionId: offered, status: "posted", paidMinor: 0n });

  t.match(await bob.patch(`/contributions/${open}`, { note: "mieux dit" }), { status: 200 });
  for (const reply of [
    await bob.patch(`/contributions/${proposed}`, { note: "non" }),
    await bob.post(`/contributions/${proposed}/withdrawal`, {}),
  ]) {
    t.match(reply, { status: 409, body: { code: "contribution_in_sharing", figures: { sharing: sharingId, state: "proposed" } } });
  }
  t.equal((await bob.get(`/contributions/${proposed}`)).body.life, "in-sharing", "it is in a sharing from its proposal on");
  t.match(await ana.post(`/contributions/${proposed}/questions`, { reason: "?" }), { status: 201 }, "it may still be questioned");
  t.match(await ana.post(`/contributions/${posted}/questions`, { reason: "?" }), {
    status: 409,
    body: { code: "contribution_in_sharing" },
  });

  const story = await bob.get(`/contributions/${posted}`);
  t.match(story.body, {
    status: "declared",
    life: "in-sharing",
    sharings: [{ state: "posted", isCarried: false, asked: "60.00", kept: "50.00", paid: "40.00", remainder: "offered" }],
  });
  const lives = Object.fromEntries(
    (await bob.get("/contributions")).body.items.map(({ id, life }: { id: string; life: string }) => [id, life]),
  );
  t.match(lives, { [open]: "declared", [proposed]: "questioned", [posted]: "in-sharing", [paid]: "paid", [offered]: "offered" });
});

t.test("a gift that has come in no longer changes", async (t) => {
  const { house, bob, collectiveId, gift } = await openVillage(t);
  const { body } = await bob.post("/contributions", { kindId: gift, amount: "100", note: "Don" });
  const entryId = newId();
  await house.database.orm.insert(giftsReceived).values({ collectiveId, contributionId: body.id, entryId, linkedAt: house.clock.now });
  t.equal((await bob.get(`/contributions/${body.id}`)).body.receivedEntryId, entryId);
  for (const reply of [
    await bob.patch(`/contributions/${body.id}`, { amount: "1" }),
    await bob.post(`/contributions/${body.id}/withdrawal`, {}),
  ]) {
    t.match(reply, { status: 409, body: { code: "gift_received", figures: { entry: entryId } } });
  }
});

t.test("the same request twice is one contribution, within a group, across groups and across processes", async (t) => {
  const { house, bob, cleo, hours } = await openVillage(t);
  const other = await buildApp({ database: house.database, now: () => house.clock.now, secret: testSecret });
  t.teardown(() => other.close());
  const body = { kindId: hours, quantity: "2", note: "Atelier" };
  const headers = { "idempotency-key": "k1" };
  const elsewhere = () =>
    other.inject({
      method: "POST",
      url: "/api/v1/collectives/les-communs/contributions",
      headers: { ...headers, authorization: `Bearer ${bob.token}` },
      payload: body,
    });
  const together = Array.from({ length: 10 }, () => [bob.post("/contributions", body, headers), elsewhere()]).flat();
  const replies = await Promise.all(together);
  const ids = replies.map((reply) =>
    "body" in reply && typeof reply.body === "object" ? reply.body.id : JSON.parse(String(reply.body)).id,
  );
  t.equal(new Set(ids).size, 1);
  t.match(await bob.post("/contributions", { note: "Atelier", quantity: "2", kindId: hours }, headers), {
    status: 201,
    body: { id: ids[0] },
  });
  t.match(await bob.post("/contributions", { ...body, quantity: "3" }, headers), { status: 409, body: { code: "idempotency_mismatch" } });
  t.not((await cleo.post("/contributions", body, headers)).body.id, ids[0], "somebody else’s key is another key");
  t.equal((await bob.get(`/contributions?member=${bob.memberId}`)).body.items.length, 1);

  const first = await Promise.all([
    bob.post("/contributions", { ...body, quantity: "0" }, { "idempotency-key": "k2" }),
    bob.post("/contributions", { ...body, quantity: "7" }, { "idempotency-key": "k2" }),
  ]);
  t.match(first, [{ status: 422 }, { status: 201, body: { quantity: "7" } }], "a refusal keeps no key");
  t.match(await bob.post("/contributions", body, { "idempotency-key": "" }), { status: 400, body: { code: "request_invalid" } });
});

t.test("two hundred at once: each has its own answer, and who is refused harms nobody", async (t) => {
  const { bob, cleo, tom, hours } = await openVillage(t);
  const replies = await Promise.all(
    Array.from({ length: 200 }, (_, place) => {
      const who = [bob, cleo, tom][place % 3] as typeof bob;
      const quantity = place % 5 === 0 ? "-1" : String(place);
      return who.post(
        "/contributions",
        { kindId: hours, quantity, note: `n° ${place}` },
        place % 2 ? { "idempotency-key": `k${place}` } : {},
      );
    }),
  );
  for (const [place, { status, body }] of replies.entries()) {
    if (place % 5 === 0) t.match({ status, body }, { status: 422, body: { code: "quantity_not_positive" } });
    else t.match({ status, body }, { status: 201, body: { quantity: String(place), note: `n° ${place}` } });
  }
  let count = 0;
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Reply = await bob.get(`/contributions?limit=200${cursor ? `&cursor=${cursor}` : ""}`);
    count += page.body.items.length;
    cursor = page.body.nextCursor;
  }
  t.equal(count, 160);
});
