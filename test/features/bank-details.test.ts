/** Where money is paid to: who reads an IBAN, what anybody else sees, and that it stands nowhere in the open. */
import { sql } from "drizzle-orm";
import { buildApp } from "../../src/app.js";
import { queryRows } from "../../src/db/client.js";
import { openHouse, testSecret } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury } from "../support/treasury-stories.js";

const house = await openHouse(t);
const crew = { tom: ["treasurer"], ana: ["admin"], bob: [], cy: [] };
const iban = "FR76 3000 6000 0112 3456 7890 189";
const kept = "FR7630006000011234567890189";
const other = "DE89 3704 0044 0532 0130 00";

t.test("a member writes their own, the treasurer anybody’s; nobody else reads or writes it", async (t) => {
  const { people, thirdParty } = await openTreasury(house, crew);
  const { tom, ana, bob, cy } = people;
  const bobs = `/bank-details/member/${bob.memberId}`;
  t.hasStrict(await bob.put(bobs, { iban }, { "idempotency-key": "bob-1" }), {
    status: 200,
    body: { kept: { end: "0189", holder: "Bob", isByOwner: true, isRecent: true } },
  });
  t.hasStrict(await bob.get(bobs), { status: 200, body: { details: { iban: kept, bic: null, holder: "Bob" } } });
  t.hasStrict(await tom.get(bobs), { status: 200, body: { details: { iban: kept } } });
  for (const who of [cy, ana]) {
    t.hasStrict(await who.get(bobs), { status: 403, body: { code: "role_missing" } }, who.name);
    t.hasStrict(await who.put(bobs, { iban: other }), { status: 403 }, who.name);
    t.hasStrict(await who.delete(bobs), { status: 403 }, who.name);
    t.hasStrict(await who.get("/bank-details"), { status: 403 }, who.name);
  }
  const printer = await thirdParty("Imprimerie");
  t.hasStrict(await bob.put(`/bank-details/third-party/${printer}`, { iban }), { status: 403 });
  t.hasStrict(await tom.put(`/bank-details/third-party/${printer}`, { iban: other }), { status: 200 });
  t.hasStrict(await tom.put(`/bank-details/bank/${printer}`, { iban: other }), { status: 404 });
  t.hasStrict(await tom.put(bobs, { iban: "FR76 3000 6000 0112 3456 7890 188" }), { status: 422, body: { code: "iban_mistyped" } });
  t.same(
    (await tom.get("/bank-details")).body.items.map(({ name, end }: Record<string, string>) => [name, end]),
    [
      ["Bob", "0189"],
      ["Imprimerie", "3000"],
    ],
  );

  const before = (await bob.get("/notices?unseen=true")).body.items.length;
  t.hasStrict(await tom.put(bobs, { iban: other, holder: "Bob Martin", bic: "cobadeff" }), {
    status: 200,
    body: { kept: { isByOwner: false } },
  });
  const told = (await bob.get("/notices?unseen=true")).body.items;
  t.equal(told.length, before + 1, "the member is told");
  t.hasStrict(told[0], { what: "member.iban_changed", byId: tom.memberId });
  t.hasStrict(await bob.get(bobs), { body: { details: { bic: "COBADEFF", holder: "Bob Martin" } } });
  await tom.put(bobs, { iban: other, holder: "Bob Martin", bic: "COBADEFF" });
  t.equal((await bob.get("/notices?unseen=true")).body.items.length, before + 1, "the same again changes nothing");

  house.clock.now = new Date(house.clock.now.getTime() + 31 * 86_400_000);
  t.same(
    (await tom.get("/bank-details")).body.items.map((one: { isRecent: boolean }) => one.isRecent),
    [false, false],
    "what was changed longer ago is not pointed out",
  );
  house.clock.now = new Date("2026-03-12T09:00:00.000Z");

  const trail = JSON.stringify((await cy.get("/audit?limit=100")).body);
  t.match(trail, /member\.iban_changed/);
  const tables = await queryRows<{ name: string }>(
    house.database.orm,
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const open: string[] = [];
  for (const { name } of tables) {
    const [{ text } = { text: "" }] = await queryRows<{ text: string }>(
      house.database.orm,
      sql`select coalesce(string_agg(r::text, ' '), '') as text from ${sql.identifier(name)} r`,
    );
    if (text.includes("30006000011234567890") || text.includes("3704004405320130")) open.push(name);
  }
  t.ok(tables.length > 50);
  t.same(open, [], "no table has an IBAN in the open");

  t.hasStrict(await bob.delete(bobs), { status: 200 });
  t.hasStrict(await bob.get(bobs), { status: 200, body: { details: null } });
  t.hasStrict(await tom.delete(bobs), { status: 404 });
});

t.test("who is forgotten leaves no IBAN behind", async (t) => {
  const { people } = await openTreasury(house, crew);
  const { tom, cy } = people;
  const path = `/bank-details/member/${cy.memberId}`;
  await cy.put(path, { iban });
  const erased = await cy.post(`/members/${cy.memberId}/erasure`);
  t.equal(erased.status, 200);
  t.hasStrict(await tom.get(path), { status: 200, body: { details: null } });
  t.hasStrict(await tom.put(path, { iban }), { status: 404 });
});

t.test("a service with another secret seals anew what the previous one sealed", async (t) => {
  const { people } = await openTreasury(house, crew);
  const { tom, bob } = people;
  const path = `/bank-details/member/${bob.memberId}`;
  await bob.put(path, { iban });
  const url = `/api/v1/collectives/${(await tom.get("")).body.slug}${path}`;
  const withSecrets = async (secret: string, secretPrevious?: string) => {
    const parts = { database: house.database, now: () => house.clock.now, maxEventLoopDelay: 0 };
    const app = await buildApp({ ...parts, secret, ...(secretPrevious ? { secretPrevious } : {}) });
    const token = app.session.tokens.sign(bob.loginId, "01985f0e-3c7a-7cc1-9d4e-6f1a2b3c4d5e", new Date(house.clock.now.getTime() + 1e9));
    const { iban: read } = (await app.inject({ url, headers: { authorization: `Bearer ${token}` } })).json().details;
    await app.close();
    return read;
  };
  const next = "another secret, also long enough for anybody";
  t.equal(await withSecrets(next), null, "without the previous secret it cannot be read");
  t.equal(await withSecrets(next, testSecret), kept);
  t.equal(await withSecrets(next), kept, "the previous secret is not needed any more");
});
