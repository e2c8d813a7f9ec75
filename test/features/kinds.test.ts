import { newId } from "../../src/db/id.js";
import { envelopes, sharingLines, sharings } from "../../src/db/schema/index.js";
import { proposedRateDay, rateOn } from "../../src/domain/kind.js";
import { makeContribution, openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

t.test("what a kind is counted in", async (t) => {
  const house = await openHouse(t);
  const { ana, bob } = await house.collective("les-communs", { ana: ["admin"], bob: ["pilot"] });
  const table: [asked: object, made: object][] = [
    [
      { name: "Heures", unit: "heures" },
      { unit: "h", isQualitative: false, nature: "work", rate: null },
    ],
    [
      { name: "Trajets", unit: "km", nature: "expenses" },
      { unit: "km", nature: "expenses" },
    ],
    [{ name: "Repas", unit: "repas" }, { unit: "repas" }],
    [{ name: "Jours", unit: "Jours" }, { unit: "day" }],
    [
      { name: "Don", unit: "€" },
      { unit: "EUR", nature: "work", isExpense: false },
    ],
    [
      { name: "Frais", isExpense: true },
      { unit: "EUR", isExpense: true, nature: "expenses" },
    ],
    [
      { name: "Voiture", unit: "km", isExpense: true },
      { unit: "km", isExpense: true, nature: "expenses" },
    ],
    [{ name: "Photos", unit: "h", nature: "rights" }, { nature: "rights" }],
    [{ name: "Joie" }, { unit: null, isQualitative: true }],
  ];
  for (const [asked, made] of table) t.match(await ana.post("/kinds", asked), { status: 201, body: made }, JSON.stringify(asked));

  const refused: [asked: object, status: number, code: string][] = [
    [{ name: "joie" }, 409, "name_taken"],
    [{ name: "Livres", unit: "GBP" }, 422, "currency_mismatch"],
    [{ name: "Soin", rate: { fromOn: "2026-01-01", rate: "20.00" } }, 422, "kind_qualitative"],
    [{ name: "Bois", unit: "stère", rate: { fromOn: "2026-01-01", rate: "-1" } }, 422, "rate_invalid"],
    [{ name: "Bois", unit: "stère", rate: { fromOn: "2026-01-01", rate: "0.1234567" } }, 422, "rate_invalid"],
    [{ name: "Bois", unit: "stère", rate: { fromOn: "2026-02-30", rate: "1" } }, 400, "request_invalid"],
    [{ name: "" }, 400, "request_invalid"],
    [{ name: "Bois", nature: "gifts" }, 400, "request_invalid"],
  ];
  for (const [asked, status, code] of refused) t.match(await ana.post("/kinds", asked), { status, body: { code } }, JSON.stringify(asked));
  t.match(await bob.post("/kinds", { name: "Bois" }), { status: 403 });
  t.equal((await bob.get("/kinds")).body.items.length, 9);
  const racing = await Promise.all([1, 2, 3].map(() => ana.post("/kinds", { name: "Ensemble" })));
  t.same(racing.map(({ status }) => status).sort(), [201, 409, 409]);
});

t.test("what changes, and what is fixed once it is used", async (t) => {
  const house = await openHouse(t);
  const { ana, circleId, collectiveId } = await house.collective("les-communs", { ana: ["admin"] });
  const { body: kind } = await ana.post("/kinds", { name: "Heures", unit: "h" });
  await ana.post("/kinds", { name: "Joie" });
  const change = (body: object) => ana.patch(`/kinds/${kind.id}`, body);
  t.match(await change({ unit: "jours", name: "Journées" }), { status: 200, body: { unit: "day", name: "Journées" } });
  t.match(await change({ unit: "heures", name: "Heures" }), { status: 200, body: { unit: "h" } });
  t.match(await change({ name: "JOIE" }), { status: 409, body: { code: "name_taken" } });
  await ana.put(`/kinds/${kind.id}/rates/2026-01-01`, { rate: "20.00" });
  t.match(await change({ unit: null }), { status: 409, body: { code: "kind_in_use" } }, "a rate has no meaning for a quality");
  await makeContribution(house, { collectiveId, circleId, memberId: ana.memberId, kindId: kind.id, quantity: "2" });
  t.match(await change({ unit: "km" }), { status: 409, body: { code: "kind_in_use", figures: { at: "unit", kind: "Heures" } } });
  t.match(await change({ isExpense: true }), { status: 409, body: { code: "kind_in_use", figures: { at: "isExpense" } } });
  t.match(await change({ unit: "hours", nature: "rights", isArchived: true }), {
    status: 200,
    body: { unit: "h", nature: "rights", isArchived: true },
  });
  t.match(await ana.get(`/kinds/${kind.id}`), { status: 200, body: { name: "Heures", isArchived: true } });
});

t.test("where a first rate can begin: before what was given, after what was shared", async (t) => {
  const today = "2026-03-18";
  const yearStartsOn = "2026-01-01";
  const rate = [{ fromOn: "2026-02-01", rate: "20.00" }];
  const table: [rates: typeof rate, firstGivenOn: string | null, settledOn: string | null, day: string][] = [
    [[], null, null, "2026-01-01"],
    [[], "2026-03-17", null, "2026-01-01"],
    [[], "2025-12-30", null, "2025-12-30"],
    [[], "2025-12-30", "2026-02-28", "2026-03-01"],
    [rate, "2025-12-30", null, "2026-03-18"],
    [rate, "2025-12-30", "2026-02-28", "2026-03-18"],
    [rate, "2025-12-30", "2026-03-18", "2026-03-19"],
  ];
  for (const [rates, firstGivenOn, settledOn, day] of table)
    t.equal(proposedRateDay(rates, { firstGivenOn, settledOn }, { today, yearStartsOn }), day, `${firstGivenOn} ${settledOn}`);

  const house = await openHouse(t);
  const { ana, circleId, collectiveId } = await house.collective("les-communs", { ana: ["admin"] });
  const { body: kind } = await ana.post("/kinds", { name: "Heures", unit: "h" });
  const use = () => ana.get(`/kinds/${kind.id}/use`);
  t.match(await use(), { status: 200, body: { firstGivenOn: null, settledOn: null } });
  const given = { collectiveId, circleId, memberId: ana.memberId, kindId: kind.id, quantity: "2" };
  await makeContribution(house, { ...given, dayOn: "2025-12-30" });
  await makeContribution(house, { ...given, dayOn: "2026-01-10" });
  await makeContribution(house, { ...given, dayOn: "2025-11-01", status: "withdrawn" });
  t.match(await use(), { body: { firstGivenOn: "2025-12-30", settledOn: null } }, "what is withdrawn does not count");
  t.match(await ana.get(`/kinds/${newId()}/use`), { status: 404, body: { code: "not_found" } });
});

t.test("rates are dated; what a sharing has counted with stays", async (t) => {
  const house = await openHouse(t);
  const { ana, circleId, collectiveId } = await house.collective("les-communs", { ana: ["admin"] });
  const { body: kind } = await ana.post("/kinds", { name: "Heures", unit: "h", rate: { fromOn: "2025-01-01", rate: "20.00" } });
  const set = (from: string, rate: string) => ana.put(`/kinds/${kind.id}/rates/${from}`, { rate });
  t.match(await set("2026-03-01", "25"), {
    status: 200,
    body: {
      rate: "25",
      rates: [
        { fromOn: "2025-01-01", rate: "20.00" },
        { fromOn: "2026-03-01", rate: "25" },
      ],
    },
  });
  t.match((await set("2026-03-01", "26.50")).body, { rate: "26.50" }, "set again, it replaces");
  t.match((await set("2026-04-01", "30")).body, { rate: "26.50" }, "one to come");
  t.match((await set("2025-06-01", "22")).body.rates.length, 4, "in the past, as long as nothing was shared by it");
  t.match(await ana.delete(`/kinds/${kind.id}/rates/2025-06-01`), { status: 200 });

  const db = house.database.orm;
  const createdAt = house.clock.now;
  const [envelopeId, sharingId] = [newId(), newId()];
  await db.insert(envelopes).values({ collectiveId, id: envelopeId, circleId, name: "Kit", currency: "EUR", createdAt });
  await db.insert(sharings).values({
    collectiveId,
    id: sharingId,
    envelopeId,
    circleId,
    title: "Février",
    status: "posted",
    untilOn: "2026-02-28",
    sharingKey: { steps: [] },
    createdBy: ana.memberId,
    createdAt,
  });
  const contributionId = await makeContribution(house, {
    collectiveId,
    circleId,
    memberId: ana.memberId,
    kindId: kind.id,
    quantity: "2",
    dayOn: "2026-02-10",
    untilOn: "2026-02-20",
  });
  await db.insert(sharingLines).values({ collectiveId, id: newId(), sharingId, contributionId, position: 1 });
  t.match((await ana.get(`/kinds/${kind.id}/use`)).body, { firstGivenOn: "2026-02-10", settledOn: "2026-02-20" });
  t.match(await set("2026-02-20", "21"), {
    status: 409,
    body: { code: "rate_settled", figures: { at: "fromOn", settled: "2026-02-20", from: "2026-02-20" } },
  });
  t.match(await set("2025-01-01", "21"), { status: 409, body: { code: "rate_settled" } });
  t.match(await ana.delete(`/kinds/${kind.id}/rates/2025-01-01`), { status: 409, body: { code: "rate_settled" } });
  t.match(await set("2026-02-21", "21"), { status: 200 });
  await db.update(sharings).set({ status: "abandoned" });
  t.match(await set("2025-01-01", "21"), { status: 200 }, "an abandoned sharing counted nothing");
  t.match(await ana.delete(`/kinds/${kind.id}/rates/2024-01-01`), { status: 404 });
  t.match(await set("2026-02-30", "21"), { status: 400 });
});

t.test("the rate in force on a day", (t) => {
  const rates = [
    { fromOn: "2026-03-01", rate: "25" },
    { fromOn: "2025-01-01", rate: "20" },
  ];
  const table: [day: string, rate: string | undefined][] = [
    ["2024-12-31", undefined],
    ["2025-01-01", "20"],
    ["2026-02-28", "20"],
    ["2026-03-01", "25"],
    ["2030-01-01", "25"],
  ];
  for (const [day, rate] of table) t.equal(rateOn(rates, day), rate, day);
  t.end();
});

t.test("another collective’s kinds are not there", async (t) => {
  const house = await openHouse(t);
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  const { dora } = await house.collective("ailleurs", { dora: ["admin"] });
  const { body: kind } = await ana.post("/kinds", { name: "Heures", unit: "h" });
  t.match(await dora.get(`/kinds/${kind.id}`), { status: 404 });
  t.match(await dora.patch(`/kinds/${kind.id}`, { name: "x" }), { status: 404 });
  t.match(await dora.put(`/kinds/${kind.id}/rates/2026-01-01`, { rate: "1" }), { status: 404 });
});
