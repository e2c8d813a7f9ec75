/** The matrix of wealth: who gave what, per circle and days; every figure is that of the contributions behind it. */

import { openVillage } from "../support/sharing-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);

t.test("quantities beside words, never added across kinds", async (t) => {
  const village = await openVillage(house, { ana: ["pilot", "admin"], bob: [], cleo: [] });
  const { ana, bob, cleo } = village.people;
  const { hours, expert, train, joy } = village.kinds;
  const kit = await village.envelope("Kit");
  await village.logs("ana", kit, { kind: "hours", quantity: "3.5", dayOn: "2026-03-02" });
  await village.logs("ana", kit, { kind: "hours", quantity: "4.00", dayOn: "2026-03-03" });
  await village.logs("bob", kit, { kind: "hours", quantity: "2.25", dayOn: "2026-02-27" });
  await village.logs("bob", kit, { kind: "expert", quantity: "1", dayOn: "2026-03-04" });
  await village.logs("bob", kit, { kind: "train", amount: "42.50", dayOn: "2026-03-04" });
  const gone = await village.logs("cleo", kit, { kind: "hours", quantity: "100", dayOn: "2026-03-04" });
  t.equal((await cleo.post(`/contributions/${gone}/withdrawal`, { reason: "pas moi" })).status, 200);
  const thanks = await cleo.post("/thanks", { toId: ana.memberId, note: "Merci pour la soupe", circleId: village.circleId });
  t.equal(thanks.status, 201);
  await village.logs("ana", kit, { kind: "joy", note: "On a chanté", dayOn: "2026-03-01" });

  const { status, body } = await bob.get("/wealth");
  t.equal(status, 200);
  t.same(
    body.kinds.map(({ id, quantity, amount, givers, count }: Record<string, unknown>) => [id, quantity, amount, givers, count]),
    [
      [expert, "1", null, 1, 1],
      [hours, "9.75", null, 2, 3],
      [train, null, "42.50", 1, 1],
      [joy, null, null, 1, 2],
    ],
    "counted kinds by name, then qualities; hours and expertise are both counted in hours, and stay apart",
  );
  t.match(body.members, [
    {
      name: "Ana",
      cells: [
        { kindId: hours, quantity: "7.5", count: 2, words: [] },
        {
          kindId: joy,
          quantity: null,
          amount: null,
          count: 2,
          words: [
            { note: "Merci pour la soupe", byId: cleo.memberId, by: "Cleo", isThanks: true },
            { note: "On a chanté", isThanks: false },
          ],
        },
      ],
    },
    { name: "Bob", cells: [{ kindId: expert }, { kindId: hours, quantity: "2.25" }, { kindId: train, amount: "42.50" }] },
  ]);
  t.equal(body.members.length, 2, "what is withdrawn is not there, nor is who gave nothing else");
  t.notOk(JSON.stringify(body).includes("10.75"), "no sum of hours and expertise");
});

t.test("a circle and days limit it, and each figure is that of its contributions", async (t) => {
  const village = await openVillage(house, { ana: ["pilot", "admin"], bob: [] });
  const { ana, bob } = village.people;
  const kit = await village.envelope("Kit");
  const inner = (await ana.post("/circles", { name: "Cuisine", parentId: village.circleId })).body.id;
  for (const [dayOn, quantity] of [
    ["2026-01-31", "1"],
    ["2026-02-01", "2"],
    ["2026-02-28", "4"],
    ["2026-03-01", "8"],
  ] as const)
    await village.logs("bob", kit, { kind: "hours", quantity, dayOn });
  const other = { circleId: inner, kindId: village.kinds.hours, quantity: "16", dayOn: "2026-02-10", note: "vaisselle" };
  t.equal((await bob.post("/contributions", other)).status, 201);

  const hoursOf = async (query: string) => (await ana.get(`/wealth?${query}`)).body.kinds[0]?.quantity ?? null;
  t.equal(await hoursOf(""), "31");
  t.equal(await hoursOf("fromOn=2026-02-01&untilOn=2026-02-28"), "22", "both days are in it");
  t.equal(await hoursOf(`circleId=${village.circleId}`), "15", "a circle alone");
  t.equal(await hoursOf(`circleId=${inner}&fromOn=2026-02-01`), "16");
  t.equal(await hoursOf("untilOn=2026-01-01"), null);
  t.match((await ana.get(`/wealth?circleId=${inner}&fromOn=2026-02-01`)).body, { circleId: inner, fromOn: "2026-02-01", untilOn: null });

  const source = `member=${bob.memberId}&kind=${village.kinds.hours}&circle=${village.circleId}&from=2026-02-01&until=2026-02-28`;
  const items: { quantity: string }[] = (await ana.get(`/contributions?${source}&status=counted`)).body.items;
  t.equal(
    items.reduce((sum, { quantity }) => sum + Number(quantity), 0),
    6,
  );
  t.equal(await hoursOf(`circleId=${village.circleId}&fromOn=2026-02-01&untilOn=2026-02-28`), "6");

  t.match(await ana.get("/wealth?fromOn=2026-02-02&untilOn=2026-02-01"), {
    status: 422,
    body: { code: "days_reversed", figures: { at: "untilOn", from: "2026-02-02", until: "2026-02-01" } },
  });
});

t.test("ten words of a quality are told, and all are counted", async (t) => {
  const village = await openVillage(house, { ana: [], bob: [] });
  const kit = await village.envelope("Kit");
  for (let day = 1; day <= 12; day += 1)
    await village.logs("bob", kit, { kind: "joy", note: `Chant ${day}`, dayOn: `2026-02-${`${day}`.padStart(2, "0")}` });
  const [cell] = (await village.people.ana.get("/wealth")).body.members[0].cells;
  t.equal(cell.count, 12);
  t.same(
    cell.words.map(({ note }: { note: string }) => note),
    Array.from({ length: 10 }, (_, index) => `Chant ${12 - index}`),
    "the latest first",
  );
});

t.test("as a spreadsheet", async (t) => {
  const village = await openVillage(house, { ana: [], bob: [] });
  const kit = await village.envelope("Kit");
  await village.logs("bob", kit, { kind: "hours", quantity: "1234.50", dayOn: "2026-03-02" });
  await village.logs("bob", kit, { kind: "train", amount: "42.50", dayOn: "2026-03-02" });
  await village.logs("bob", kit, { kind: "joy", dayOn: "2026-01-02" });
  const fileOf = async (query: string) => (await village.people.ana.get(`/exports/wealth?${query}`)).body;
  t.equal(
    await fileOf("dialect=fr"),
    [
      "\ufeffParticipant·e;Nature;Quantité;Unité;Montant;Contributions",
      "Bob;Heures;1234,5;h;;1",
      "Bob;Joie;;;;1",
      "Bob;Train;;;42,50;1",
      "",
    ].join("\r\n"),
  );
  t.equal(
    await fileOf(`dialect=en&from=2026-03-01&circle=${village.circleId}`),
    ["Member,Kind,Quantity,Unit,Amount,Contributions", "Bob,Heures,1234.5,h,,1", "Bob,Train,,,42.50,1", ""].join("\r\n"),
  );
});
