import { eq } from "drizzle-orm";
import { newId } from "../../src/db/id.js";
import { chains, logins, members } from "../../src/db/schema/index.js";
import { inTransaction } from "../../src/db/transaction.js";
import { createCollective } from "../../src/features/collectives/collectives.actions.js";
import { newCollective } from "../../src/features/collectives/collectives.schema.js";
import { settle } from "../support/ledger.js";
import { makeContribution, openHouse, storyStart } from "../support/stories.js";
import { t } from "../support/tap.js";

t.test("a new collective can be used at once", async (t) => {
  const house = await openHouse(t, { openSignup: true });
  const { ana } = await house.collective("ailleurs", { ana: [] });
  const made = await ana.post("/api/v1/collectives", { collective: { name: "La Fabrique du Quai" }, person: { name: "Ana" } });
  t.match(made, {
    status: 201,
    body: {
      slug: "la-fabrique-du-quai",
      name: "La Fabrique du Quai",
      currency: "EUR",
      timeZone: "Europe/Paris",
      locale: "fr",
      country: "FR",
      yearStart: "01-01",
      hostedBy: null,
      carriedMonths: 12,
      createdAt: storyStart.toISOString(),
    },
  });
  const at = (path: string) => ana.get(`/api/v1/collectives/la-fabrique-du-quai${path}`);
  const { items: circles } = (await at("/circles")).body;
  const { items: people } = (await at("/members")).body;
  const { items: kinds } = (await at("/kinds")).body;
  t.match(people, [{ code: "P1", name: "Ana", roles: ["admin", "treasurer"], standings: ["subscriber"], hasLogin: true }]);
  t.match(circles, [{ name: "La Fabrique du Quai", members: [{ memberId: people[0].id, role: "pilot" }] }]);
  t.same(
    kinds.map(({ name, unit }: { name: string; unit: string | null }) => `${name} ${unit}`),
    [
      "Don d’argent EUR",
      "Facilitation h",
      "Frais EUR",
      "Heures h",
      "Hospitalité null",
      "Joie null",
      "Matériel et dons en nature null",
      "Soin null",
    ],
  );
  t.equal(kinds.filter(({ isExpense }: { isExpense: boolean }) => isExpense).length, 1);
  const [chain] = await house.database.orm.select().from(chains).where(eq(chains.collectiveId, made.body.id));
  t.equal(chain?.position, 0n, "its chain has begun");
});

t.test("the short name is made of the name, and is nobody else’s", async (t) => {
  const house = await openHouse(t, { openSignup: true });
  const { ana } = await house.collective("ailleurs", { ana: [] });
  const make = (collective: object) => ana.post("/api/v1/collectives", { collective, person: { name: "Ana" } });
  const table: [asked: object, slug: string][] = [
    [{ name: "L’Élan, à Lille !" }, "l-elan-a-lille"],
    [{ name: "L'élan à Lille" }, "l-elan-a-lille-2"],
    [{ name: "北" }, "collectif"],
    [{ name: "x".repeat(100) }, "x".repeat(55)],
    [{ name: "Kit", slug: "kit-2026" }, "kit-2026"],
  ];
  for (const [asked, slug] of table) t.equal((await make(asked)).body.slug, slug);
  t.match(await make({ name: "Autre", slug: "kit-2026" }), {
    status: 409,
    body: { code: "name_taken", figures: { at: "slug", name: "kit-2026" } },
  });
  for (const slug of ["Kit", "kit--2", "-kit", "kit_2", ""])
    t.match(await make({ name: "Kit", slug }), { status: 400, body: { code: "request_invalid" } });
  const replies = await Promise.all([1, 2, 3, 4].map(() => make({ name: "Ensemble" })));
  t.same(replies.map(({ body }) => body.slug).sort(), ["ensemble", "ensemble-2", "ensemble-3", "ensemble-4"], "made at once, too");
});

t.test("in English, in another currency, without starter kinds", async (t) => {
  const house = await openHouse(t, { openSignup: true });
  const { ana } = await house.collective("ailleurs", { ana: [] });
  await ana.post("/api/v1/collectives", {
    collective: { name: "Commons", locale: "en", currency: "GBP", timeZone: "Europe/London", country: "GB", yearStart: "04-06" },
    person: { name: "Ana" },
  });
  const { body } = await ana.get("/api/v1/collectives/commons/kinds");
  t.match(body.items, [{ name: "Care" }, { name: "Expenses", unit: "GBP", isExpense: true, nature: "expenses" }]);
  await ana.post("/api/v1/collectives", { collective: { name: "Bare", starterKinds: false }, person: { name: "Ana" } });
  t.same((await ana.get("/api/v1/collectives/bare/kinds")).body.items, []);
});

t.test("creating is closed unless the service is open for it, and the command line may", async (t) => {
  const house = await openHouse(t);
  const { ana } = await house.collective("ailleurs", { ana: ["admin"] });
  t.match(await ana.post("/api/v1/collectives", { collective: { name: "Kit" }, person: { name: "Ana" } }), {
    status: 403,
    body: { code: "signup_closed" },
  });
  const wanted = newCollective.parse({ name: "Kit" });
  const founder = { loginId: null, name: "Bob", email: "bob@kit.example" };
  const made = await inTransaction(house.database.orm, (tx) => createCollective(tx, wanted, founder, house.clock.now));
  t.match(made, { slug: "kit" });
});

t.test("an admin changes settings; members read them", async (t) => {
  const house = await openHouse(t);
  const { ana, bob } = await house.collective("les-communs", { ana: ["admin"], bob: [] });
  const changed = await ana.patch("", {
    name: "Nos Communs",
    hostedBy: "La Coop",
    timeZone: "Pacific/Noumea",
    carriedMonths: 6,
    currency: "JPY",
    yearStart: "09-01",
  });
  t.match(changed, {
    status: 200,
    body: { slug: "les-communs", name: "Nos Communs", hostedBy: "La Coop", carriedMonths: 6, currency: "JPY", yearStart: "09-01" },
  });
  t.same((await bob.get("")).body, changed.body);
  t.match(await ana.patch("", { hostedBy: null }), { status: 200, body: { hostedBy: null } });
  t.same((await ana.patch("", {})).status, 200);
  t.match(await bob.patch("", { name: "x" }), { status: 403 });

  const refused: [change: object, status: number, code: string][] = [
    [{ timeZone: "Mars/Olympus" }, 422, "unknown_time_zone"],
    [{ timeZone: "+02:00" }, 422, "unknown_time_zone"],
    [{ currency: "ABC" }, 422, "unknown_currency"],
    [{ yearStart: "02-29" }, 422, "year_start_invalid"],
    [{ yearStart: "13-01" }, 422, "year_start_invalid"],
    [{ yearStart: "04-31" }, 422, "year_start_invalid"],
    [{ yearStart: "1 janvier" }, 400, "request_invalid"],
    [{ locale: "de" }, 400, "request_invalid"],
    [{ country: "France" }, 400, "request_invalid"],
    [{ name: "" }, 400, "request_invalid"],
    [{ carriedMonths: 0 }, 400, "request_invalid"],
  ];
  for (const [change, status, code] of refused) t.match(await ana.patch("", change), { status, body: { code } }, JSON.stringify(change));
  const halfACharacter = await ana.patch("", { timeZone: "\ud800" }, { "idempotency-key": "k" });
  t.match(halfACharacter, { status: 400, body: { code: "request_invalid", figures: { at: "body" } } }, "which no key can be kept for");
});

t.test("money kinds follow the currency until there are amounts; then it is fixed", async (t) => {
  const house = await openHouse(t);
  const { ana, circleId, collectiveId } = await house.collective("les-communs", { ana: ["admin"] });
  await ana.post("/kinds", { name: "Frais", isExpense: true });
  await ana.patch("", { currency: "CHF" });
  const { items } = (await ana.get("/kinds")).body;
  t.match(items, [{ name: "Frais", unit: "CHF" }]);

  await makeContribution(house, { collectiveId, circleId, memberId: ana.memberId, kindId: items[0].id, amountMinor: 4250n });
  t.match(await ana.patch("", { currency: "EUR" }), {
    status: 409,
    body: { code: "setting_fixed", figures: { at: "currency", is: "CHF" } },
  });
  t.equal((await ana.patch("", { currency: "CHF" })).status, 200, "saying the same changes nothing");
  t.equal((await ana.patch("", { yearStart: "09-01" })).status, 200, "the year is fixed by the first entry only");
});

t.test("the first entry fixes currency and start of the year", async (t) => {
  const house = await openHouse(t);
  const story = await settle(t, { database: house.database });
  const db = house.database.orm;
  const loginId = newId();
  await db.insert(logins).values({ id: loginId, email: "ana@communs.example", createdAt: house.clock.now });
  await db
    .update(members)
    .set({ loginId, roles: ["admin"] })
    .where(eq(members.id, story.ids.ana));
  const token = house.app.session.tokens.sign(loginId, newId(), house.clock.now);
  const path = `/api/v1/collectives/communs-${story.collectiveId.slice(-6)}`;
  const change = (body: object) => house.ask("PATCH", path, { token, body });
  t.equal((await change({ yearStart: "09-01" })).status, 200);
  await story.receive("kit", "3000.00");
  t.match(await change({ yearStart: "01-01" }), {
    status: 409,
    body: { code: "setting_fixed", figures: { at: "yearStart", is: "09-01" } },
  });
  t.match(await change({ currency: "CHF" }), { status: 409, body: { code: "setting_fixed", figures: { at: "currency" } } });
  t.equal((await change({ timeZone: "Europe/Brussels", name: "Ailleurs" })).status, 200);
});
