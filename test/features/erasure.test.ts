/** Being forgotten: what is in the way, what is told beforehand, and that no table says the name afterwards. */
import { sql } from "drizzle-orm";
import { verifyLedger } from "../../src/db/checks.js";
import { type Database, queryRows } from "../../src/db/client.js";
import { newId } from "../../src/db/id.js";
import { bankLines, bankStatements, reviews, sharingLines } from "../../src/db/schema/index.js";
import { done } from "../support/accounts-stories.js";
import { pdf } from "../support/receipt-files.js";
import { makeContribution, makeKind, openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury } from "../support/treasury-stories.js";
import { upload } from "../support/uploads.js";

/** Where words that people wrote may still name somebody (erasure.actions, rule 4). */
const mayName = ["contributions.note", "contribution_versions.note"];

/** Every column of every table that says a word. */
async function whereSaid({ orm }: Database, word: string): Promise<string[]> {
  const columns = await queryRows<{ table: string; column: string }>(
    orm,
    sql`select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and data_type in ('text', 'jsonb', 'json', 'ARRAY', 'character varying') order by 1, 2`,
  );
  const said: string[] = [];
  for (const { table, column } of columns) {
    const [found] = await queryRows<{ count: number }>(
      orm,
      sql`select count(*)::int as count from ${sql.identifier(table)} where ${sql.identifier(column)}::text ilike ${`%${word}%`}`,
    );
    if (found && found.count > 0) said.push(`${table}.${column}`);
  }
  return said;
}

t.test("after an erasure no table says who it was, and the ledger stands", async (t) => {
  const house = await openHouse(t);
  const story = await openTreasury(house, { tom: ["treasurer", "admin"], zephyrine: [] });
  const { tom, zephyrine } = story.people;
  const { collectiveId, circleId } = story;
  const kit = await story.envelope("Kit", "500.00");
  const fund = await story.fund("Communs");
  const kindId = await makeKind(house, collectiveId, { name: "Heures", unit: "h" });
  await makeContribution(house, { collectiveId, circleId, memberId: zephyrine.memberId, kindId, quantity: "2" });
  await makeContribution(house, { collectiveId, circleId, memberId: tom.memberId, kindId, quantity: "1", note: "avec Zephyrine" });
  const bank = done(await tom.post("/banks", { name: "Livret" })).body;
  const money = (note: string) =>
    tom
      .post(`/envelopes/${kit}/money-in`, {
        amount: "5.00",
        nature: "gift",
        source: "Fête",
        document: "F",
        datedOn: "2026-03-12",
        bankId: bank.id,
        note,
      })
      .then(done);
  await money("Compté par zephyrine.");
  await money("Écrire à ZEPHYRINE@les-communs");
  await money("Zephyrines, les fleurs");
  const [share = "", left = ""] = await story.shares(kit, [
    { memberId: zephyrine.memberId, amount: "40.00" },
    { memberId: zephyrine.memberId, amount: "2.50", nature: "expenses" },
  ]);
  const words = { strengths: "Zephyrine est patiente", weaknesses: "parfois en retard", scores: { care: "4" } };
  const at = house.clock.now;
  await house.database.orm
    .insert(reviews)
    .values({ collectiveId, id: newId(), ofId: zephyrine.memberId, byId: tom.memberId, ...words, createdAt: at, changedAt: at });

  const path = `/members/${zephyrine.memberId}/erasure`;
  t.match(await tom.post(path), {
    status: 409,
    body: { code: "member_is_owed", figures: { member: "P2", owed: "42.50" }, detail: /42,50/ },
  });
  t.ok((await whereSaid(house.database, "zephyrine")).includes("member_profiles.name"), "who is owed money is not forgotten");
  done(
    await tom.post("/payments", { items: [{ shareId: share, amount: "40.00" }], datedOn: "2026-03-12", document: "V1", bankId: bank.id }),
  );
  done(await zephyrine.post(`/shares/${left}/waiver`, { fundId: fund }));
  t.match((await zephyrine.get(`/members/${zephyrine.memberId}/data`)).body, {
    payments: [
      { amount: "40.00", how: "paid" },
      { amount: "2.50", how: "waived" },
    ],
    contributionVersions: [],
  });

  const foretold = { owed: [], contributions: 1, entryTexts: 2, reviews: 1 };
  t.match(await zephyrine.get(path), { status: 200, body: foretold });
  t.match(await tom.get(path), { status: 200, body: foretold });
  t.equal((await zephyrine.get(`/members/${tom.memberId}/erasure`)).status, 403);
  t.match(await tom.post(path), { status: 200, body: { name: "P2", isErased: true } });

  t.strictSame(
    (await whereSaid(house.database, "zephyrine")).filter((place) => !mayName.includes(place)),
    ["entry_texts.text"],
    "nothing names her but what others wrote",
  );
  const kept = await queryRows<{ text: string }>(house.database.orm, sql`select text from entry_texts where text ilike '%zephyrine%'`);
  t.match(kept, [{ text: /Zephyrines, les fleurs$/ }], "another word is not her name");
  t.equal(kept.length, 1);
  t.same(await queryRows(house.database.orm, sql`select strengths, weaknesses, scores from reviews`), [
    { strengths: "", weaknesses: "", scores: { care: "4" } },
  ]);
  await t.resolves(verifyLedger(house.database.orm, { collectiveId }), "the entries verify without their texts");
  t.match((await tom.get(path)).status, 404);
});

t.test("a name that two people have says nobody", async (t) => {
  const house = await openHouse(t);
  const story = await openTreasury(house, { tom: ["treasurer", "admin"], lou: [], zoe: [] });
  const { tom, lou, zoe } = story.people;
  done(await tom.patch(`/members/${zoe.memberId}`, { name: "Lou" }));
  const kit = await story.envelope("Kit", "500.00");
  done(
    await tom.post(`/envelopes/${kit}/money-in`, {
      amount: "5.00",
      nature: "gift",
      source: "Fête",
      document: "F",
      datedOn: "2026-03-12",
      note: "De Lou",
    }),
  );
  t.match(await tom.get(`/members/${lou.memberId}/erasure`), { status: 200, body: { entryTexts: 0 } });
  done(await tom.post(`/members/${zoe.memberId}/erasure`));
  t.match(await tom.get(`/members/${lou.memberId}/erasure`), { status: 200, body: { entryTexts: 1 } });
});

t.test("receipts: the proof of an entry stays and is told, the others go", async (t) => {
  const house = await openHouse(t);
  const story = await openTreasury(house, { tom: ["treasurer", "admin"], zephyrine: ["treasurer"] });
  const { tom, zephyrine } = story.people;
  const { collectiveId, circleId } = story;
  const { orm } = house.database;
  const kit = await story.envelope("Kit", "500.00");
  const kindId = await makeKind(house, collectiveId, { name: "Train", unit: null, isExpense: true });
  const expense = () =>
    makeContribution(house, { collectiveId, circleId, memberId: zephyrine.memberId, kindId, amountMinor: 4000n, settlement: "reimburse" });
  const [proven, unproven] = [await expense(), await expense()];
  const add = (to: string, word: string) =>
    upload(zephyrine, pdf(word), { to: `/contributions/${to}/receipts`, name: "zephyrine.pdf" }).then(done);
  const kept = (await add(proven, "one")).body;
  const gone = (await add(unproven, "two")).body;
  // Of a sharing that was undone, added by another, added for another, and of bills of which one is in the ledger.
  const undone = await expense();
  const byTom = await upload(tom, pdf("three"), { to: `/contributions/${undone}/receipts`, name: "trois.pdf" }).then(done);
  const toms = await makeContribution(house, {
    ...{ collectiveId, circleId, memberId: tom.memberId, kindId, amountMinor: 4000n, settlement: "reimburse" },
  });
  const forTom = (await add(toms, "four")).body;
  const billed = done(
    await tom.post("/bills", {
      ...{ envelopeId: kit, thirdPartyId: await story.thirdParty("Imprimerie"), amount: "84.00", nature: "purchase" },
      ...{ document: "F-17", label: "Affiches", billedOn: "2026-03-10" },
    }),
  ).body;
  const billId = billed.bill?.id ?? billed.id;
  const ofBill = await upload(zephyrine, pdf("five"), { to: `/bills/${billId}/receipts`, name: "facture.pdf" }).then(done);
  const [share = ""] = await story.shares(kit, [{ memberId: zephyrine.memberId, amount: "40.00", nature: "expenses" }]);
  const [{ sharingId } = { sharingId: "" }] = await queryRows<{ sharingId: string }>(orm, sql`select id as "sharingId" from sharings`);
  await orm.insert(sharingLines).values({ collectiveId, id: newId(), sharingId, contributionId: proven, position: 1 });
  await story.shares(kit, [{ memberId: tom.memberId, amount: "1.00" }]);
  const [other] = await queryRows<{ id: string }>(orm, sql`select id from sharings where id <> ${sharingId}::uuid`);
  const line = { collectiveId, id: newId(), sharingId: other?.id ?? "", contributionId: undone, position: 1, voidedAt: house.clock.now };
  await orm.insert(sharingLines).values(line);
  const bank = done(await tom.post("/banks", { name: "Livret" })).body;
  done(
    await tom.post(`/envelopes/${kit}/money-in`, {
      amount: "99.00",
      nature: "gift",
      source: "Fête",
      document: "F",
      datedOn: "2026-03-12",
      bankId: bank.id,
    }),
  );
  done(
    await tom.post("/payments", { items: [{ shareId: share, amount: "40.00" }], datedOn: "2026-03-12", document: "V1", bankId: bank.id }),
  );
  const statementId = newId();
  const at = house.clock.now;
  const statement = {
    collectiveId,
    id: statementId,
    accountId: bank.id,
    source: "qonto",
    fileName: "f",
    fileHash: "0",
    linesRead: 1,
    linesKnown: 0,
  };
  await orm.insert(bankStatements).values({ ...statement, addedBy: tom.memberId, createdAt: at });
  const movement = { collectiveId, statementId, accountId: bank.id, datedOn: "2026-03-12", amountMinor: -4000n, occurrence: 1, line: 1 };
  await orm.insert(bankLines).values({ ...movement, id: newId(), label: "VIR ZEPHYRINE", fingerprint: "a" });
  await orm.insert(bankLines).values({ ...movement, id: newId(), label: "VIR ZEPHYRINES", fingerprint: "b" });

  t.match((await zephyrine.get(`/members/${zephyrine.memberId}/data`)).body.receipts, [
    { id: kept.id, contributionId: proven, name: "zephyrine.pdf", addedByThem: true },
    { id: gone.id, contributionId: unproven },
  ]);
  t.equal((await tom.get(`/members/${zephyrine.memberId}/data`)).body.receipts, null, "an admin reads no file list of somebody else");
  const path = `/members/${zephyrine.memberId}/erasure`;
  const told = (await tom.get(path)).body;
  t.match(told, { receiptsDeleted: 3, bankLines: 1 });
  t.strictSame(told.receiptsKept, [
    { id: ofBill.body.id, name: "facture.pdf", contributionId: null, billId, dayOn: "2026-03-10", keptUntilOn: "2036-12-31" },
    { id: kept.id, name: "zephyrine.pdf", contributionId: proven, billId: null, dayOn: "2026-03-12", keptUntilOn: "2036-12-31" },
  ]);
  t.notOk([byTom.body.id, forTom.id].some((id) => told.receiptsKept.some((receipt: { id: string }) => receipt.id === id)));
  done(await tom.post(path));
  t.same(await queryRows(orm, sql`select id from receipts order by name`), [{ id: ofBill.body.id }, { id: kept.id }]);
  t.equal((await tom.get(`/receipts/${kept.id}/content`)).status, 200, "the treasurer still has the proof");
  t.same(
    (
      await queryRows(
        orm,
        sql`select details->'receiptsKept' as kept, details->'receiptsDeleted' as gone from audit_events where action = 'member.erased'`,
      )
    )[0],
    { kept: [ofBill.body.id, kept.id], gone: 3 },
    "the trail says which stay",
  );
});
