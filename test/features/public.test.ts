/** The public page: the demonstration’s collective as anybody may read it, once it says so. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demoFolder, tellStory } from "../../src/cli/demo-story.js";
import { createSetupToken } from "../../src/features/collectives/setup.actions.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const fixture = JSON.parse(readFileSync(join(demoFolder, "collective.json"), "utf8"));
const path = `/api/v1/public/${fixture.collective.slug}`;

t.test("a public page says how much, and never who", async (t) => {
  const house = await openHouse(t);
  house.clock.now = new Date("2026-11-26T09:00:00.000Z");
  await tellStory(house.app, (await createSetupToken(house.database.orm, house.clock.now)) as string, "fr");
  t.match(await house.ask("GET", path), { status: 404, body: { code: "not_found" } }, "it does not exist until it is turned on");

  const { body: session } = await house.ask("POST", "/api/v1/session", {
    body: { email: "maelle@moisson.example", password: fixture.password, transport: "bearer" },
  });
  const turn = (isPublic: boolean) =>
    house.ask("PATCH", `/api/v1/collectives/${fixture.collective.slug}`, { token: session.accessToken, body: { isPublic } });
  t.match(await turn(true), { status: 200, body: { isPublic: true, modules: ["rounds", "votes", "reviews"] } });

  const { status, body } = await house.ask("GET", path);
  t.equal(status, 200);
  t.equal(body.name, fixture.collective.name);
  const kit = body.envelopes.find(({ name }: { name: string }) => name === "Kit incubateur");
  t.match(kit, { circle: "Atelier du kit", figures: { received: "3000.00", billed: "191.50", shared: "1800.00", left: "1008.50" } });
  const [charter, first] = body.sharings;
  t.match(charter, {
    envelope: "Vergers du quartier",
    amount: "8272.00",
    participants: 2,
    funds: [{ amount: "712.00" }],
    shares: ["5480.00", "2080.00"],
  });
  t.match(first, {
    title: "Kit incubateur, premier trimestre",
    amount: "1800.00",
    funds: [{ name: "Part reversée aux communs", amount: "90.00" }],
  });
  t.equal(first.shares.length, first.participants);
  t.same(
    first.shares,
    [...first.shares].sort((one, other) => Number(other) - Number(one)),
    "by size",
  );
  const said = JSON.stringify(body);
  for (const { name } of [...fixture.people, ...fixture.structures]) t.notOk(said.includes(name), `${name} is not named`);
  t.notMatch(said, /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/, "no id");
  t.notMatch(said, /@|atelier|Visserie/, "no address, no note");

  await turn(false);
  t.equal((await house.ask("GET", path)).status, 404, "turned off, it is gone");
  t.equal((await house.ask("GET", "/api/v1/public/nowhere")).status, 404);
});

t.test("a new collective is not public, and an admin says what it turns on", async (t) => {
  const house = await openHouse(t);
  const { ana, bob } = await house.collective("les-communs", { ana: ["admin"], bob: [] });
  t.match((await bob.get("")).body, { isPublic: false, modules: [] });
  t.match(await ana.patch("", { modules: ["votes", "rounds"], isPublic: true }), {
    status: 200,
    body: { modules: ["votes", "rounds"], isPublic: true },
  });
  t.match(await ana.patch("", { modules: [] }), { status: 200, body: { modules: [], isPublic: true } });
  for (const modules of [["rounds", "rounds"], ["charters"], "rounds"])
    t.match(await ana.patch("", { modules }), { status: 400, body: { code: "request_invalid" } }, JSON.stringify(modules));
  t.equal((await bob.patch("", { isPublic: false })).status, 403);
  const { status, body } = await house.ask("GET", "/api/v1/public/les-communs");
  t.same({ status, ...body }, { status: 200, name: "les-communs", locale: "fr", envelopes: [], sharings: [] });
});
