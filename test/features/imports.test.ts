import { setTimeout } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { queryRows } from "../../src/db/client.js";
import { letGo } from "../../src/db/housekeeping.js";
import { newId } from "../../src/db/id.js";
import { importBatches, sharingLines, sharings } from "../../src/db/schema/index.js";
import { markRows } from "../../src/features/imports/staging.js";
import { openWorkshop, paste, sample, send, type Workshop } from "../support/import-stories.js";
import { makeContribution, openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);
const isEmbedded = house.database.kind === "embedded";

const header = "Date;Participant·e;Nature;Quantité;Souhaité;Cercle;Enveloppe;Note";
const file = (...rows: string[]): string => `${[header, ...rows].join("\r\n")}\r\n`;

const apply = ({ people }: Workshop, id: string, body: object = {}) => people.ana.post(`/imports/${id}/application`, body);
const countHere = async ({ collectiveId }: Workshop): Promise<number> => {
  const [row] = await queryRows<{ count: number }>(
    house.database.orm,
    sql`select count(*)::int as count from contributions where collective_id = ${collectiveId} and status <> 'withdrawn'`,
  );
  return row?.count ?? 0;
};

t.test("a spreadsheet becomes contributions: previewed, then applied", async (t) => {
  const workshop = await openWorkshop(house);
  const { people, kinds, circles, envelopeId } = workshop;
  const previewed = await send(people.bob, sample("contributions-fr.csv"));
  t.match(previewed, {
    status: 201,
    body: {
      profile: "contributions",
      fileName: "mars.csv",
      status: "previewed",
      rowsRead: 6,
      rowsValid: 6,
      rowsKnown: 0,
      rowsAlike: 0,
      errorsCounted: 0,
      errors: [],
      duplicates: [],
      isRepeat: false,
      startedBy: people.bob.memberId,
    },
  });
  t.equal(await countHere(workshop), 0, "nothing counts before it is applied");
  const applied = await people.tom.post(`/imports/${previewed.body.id}/application`, {});
  t.match(applied, { status: 200, body: { status: "applied", rowsApplied: 6, appliedAt: "2026-03-31T09:00:00.000Z" } });

  const { items } = (await people.ana.get("/contributions")).body;
  t.equal(items.length, 6);
  const first = items.at(-1);
  t.match(first, {
    memberId: people.ana.memberId,
    loggedBy: people.tom.memberId,
    kindId: kinds.facilitation,
    circleId: circles.accueil,
    envelopeId,
    quantity: "3.5",
    claim: "60.00",
    amount: null,
    dayOn: "2026-03-12",
    note: "Atelier de montage du kit",
    tags: ["kit", "atelier"],
    status: "declared",
  });
  t.match(
    items.find(({ kindId }: { kindId: string }) => kindId === kinds.train),
    { amount: "42.50", settlement: "reimburse", memberId: people.bob.memberId },
  );
  t.match((await people.zoe.get("/notices")).body.items, [{ what: "import.applied", subjectId: previewed.body.id }]);
  t.match((await people.ana.get("/imports")).body.items, [{ id: previewed.body.id, status: "applied" }]);
});

t.test("the same rows in windows-1252 and as RFC 4180 are the same", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana } = workshop.people;
  const first = await send(ana, sample("contributions-fr.csv"));
  await apply(workshop, first.body.id);
  const ansi = await send(ana, sample("contributions-fr-windows-1252.csv"));
  t.match(ansi.body, { status: "previewed", rowsValid: 6, rowsKnown: 6, rowsAlike: 0, errorsCounted: 0 });
  t.match((await apply(workshop, ansi.body.id)).body, { status: "applied", rowsApplied: 0, rowsKnown: 6 });
  const english = await send(ana, sample("contributions-rfc4180.csv"));
  t.match(english.body, { status: "previewed", errorsCounted: 0 });
  t.equal(english.body.rowsKnown + english.body.rowsAlike > 0, true, "what is the same is known, whatever the dialect");
  t.equal(await countHere(workshop), 6);
});

t.test("log lines, pasted, with their giver", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana, zoe } = workshop.people;
  const text = sample("log-lines.txt").toString("utf8");
  const unsaid = await paste(ana, { text });
  t.match(unsaid.body, { profile: "log-lines", errorsCounted: 4, errors: [{ line: 1, column: "member", code: "name_missing" }] });
  const pasted = await paste(ana, { text, name: "carnet", memberId: ana.memberId });
  t.match(pasted, { status: 201, body: { profile: "log-lines", fileName: "carnet", status: "previewed", rowsValid: 5, errorsCounted: 0 } });
  await apply(workshop, pasted.body.id);
  t.match((await ana.get(`/contributions?member=${ana.memberId}`)).body.items.at(-1), {
    dayOn: "2023-02-01",
    quantity: "2",
    claim: "60.00",
    kindId: workshop.kinds.animation,
    circleId: workshop.circles.accueil,
    note: "préparation de la réunion",
  });
  t.match((await ana.get(`/contributions?member=${zoe.memberId}`)).body.items, [{ dayOn: "2023-02-11", claim: "30.00" }]);
});

t.test("every error, by line and column; a name nobody has is listed once; nothing is applied", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana } = workshop.people;
  const { body } = await send(
    ana,
    file(
      "12/03/2026;Ana;Heures;3;;Accueil;;Atelier",
      "13/03/2026;Max;Heures;-2;;Accueil;;Rangement",
      "32/03/2026;Ana;Heures;2,5;;Accueil;;Tri",
      "14/04/2026;Ana;Heures;2,5;;Accueil;;Plus tard",
      "15/03/2026;Max;Fées;2;abc;Jardin;Kit;",
      "16/03/2026;Ana;Heures",
    ),
  );
  t.match(body, { status: "previewed", rowsRead: 6, rowsValid: 1, errorsCounted: 11 });
  const found = body.errors.map(({ line, column, code, lines }: Record<string, unknown>) => [line, column, code, lines]);
  t.same(found, [
    [3, "Participant·e", "unknown_member", 2],
    [3, "Quantité", "quantity_not_positive", 1],
    [4, "Date", "day_invalid", 1],
    [5, "Date", "day_in_future", 1],
    [6, "Nature", "unknown_kind", 1],
    [6, "Souhaité", "amount_invalid", 1],
    [6, "Enveloppe", "unknown_envelope", 1],
    [6, "Cercle", "unknown_circle", 1],
    [6, "Note", "note_missing", 1],
    [7, null, "row_ragged", 1],
  ]);
  t.match(
    body.errors[0].message,
    /^Participant·e inconnu·e : Max \(Participant·e\)\. Corrigez le nom, ou importez d’abord les participant·es\.$/,
  );
  t.match(await apply(workshop, body.id), { status: 409, body: { code: "import_has_errors", figures: { count: 11 } } });
  t.equal(await countHere(workshop), 0);
  const english = await ana.get(`/imports/${body.id}`);
  t.match(english.body.errors[0].message, /./);
});

t.test("the first thousand errors are listed, all are counted", async (t) => {
  const { people } = await openWorkshop(house);
  const rows = Array.from({ length: 1500 }, (_, index) => `12/03/2026;Ana;Heures;-${index + 1};;Accueil;;Atelier`);
  const { body } = await send(people.ana, file(...rows));
  t.equal(body.errorsCounted, 1500);
  t.equal(body.errors.length, 1000);
});

t.test("the same file twice adds nothing; an overlapping one adds what is new", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana } = workshop.people;
  const monday = "12/03/2026;Ana;Heures;3;;Accueil;;Atelier";
  const twice = file(monday, monday, "13/03/2026;Bob;Heures;2;;Accueil;;Tri");
  const first = await send(ana, twice);
  t.match(first.body, { rowsValid: 3, rowsAlike: 1, duplicates: [{ line: 3, contributionId: null, likeLine: 2 }] });
  t.match((await apply(workshop, first.body.id)).body, { rowsApplied: 3 }, "two equal rows are two contributions");

  const again = await send(ana, twice);
  t.match(again.body, { id: first.body.id, status: "applied", isRepeat: true }, "the file is known");
  t.match(await apply(workshop, again.body.id), { status: 409, body: { code: "import_not_ready", figures: { status: "applied" } } });

  const longer = await send(
    ana,
    file(monday, monday, monday, "13/03/2026;Bob;Heures;2;;Accueil;;Tri", "14/03/2026;Bob;Heures;1;;Accueil;;Fin"),
  );
  t.match(longer.body, { rowsValid: 5, rowsKnown: 3, isRepeat: false });
  t.match((await apply(workshop, longer.body.id)).body, { rowsApplied: 2 }, "a third equal row and a new one");
  t.equal(await countHere(workshop), 5);
});

t.test("an amended contribution is still known by what its row said", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana } = workshop.people;
  const row = "12/03/2026;Ana;Heures;3;;Accueil;;Atelier";
  await apply(workshop, (await send(ana, file(row))).body.id);
  const [contribution] = (await ana.get("/contributions")).body.items;
  t.equal((await ana.patch(`/contributions/${contribution.id}`, { quantity: "4" })).status, 200);
  const again = await send(ana, file(row, "13/03/2026;Ana;Heures;1;;Accueil;;Suite"));
  t.match(again.body, { rowsValid: 2, rowsKnown: 1 });
});

t.test("probable duplicates are shown, and left out when asked", async (t) => {
  const workshop = await openWorkshop(house);
  const { people, collectiveId, circles, kinds } = workshop;
  const { ana } = people;
  const known = { collectiveId, circleId: circles.accueil, memberId: ana.memberId };
  const logged = await makeContribution(house, { ...known, kindId: kinds.hours, quantity: "3.00", note: "Atelier du matin" });
  const chant = await makeContribution(house, { ...known, kindId: kinds.joy, quantity: null, note: "Chants" });
  await makeContribution(house, { ...known, kindId: kinds.hours, quantity: "5", status: "withdrawn" });
  const rows = file(
    "12/03/2026;Ana;Heures;3;;Accueil;;Atelier",
    "12/03/2026;Ana;Heures;2;;Accueil;;Autre chose",
    "12/03/2026;Ana;Joie;;;Accueil;;chants",
    "12/03/2026;Ana;Joie;;;Accueil;;rires",
    "12/03/2026;Ana;Heures;5;;Accueil;;Retirée",
  );
  const { body } = await send(ana, rows);
  t.match(body, { rowsAlike: 2, rowsKnown: 0 });
  t.same(body.duplicates, [
    { line: 2, contributionId: logged, likeLine: null },
    { line: 4, contributionId: chant, likeLine: null },
  ]);
  t.match((await apply(workshop, body.id, { withoutDuplicates: true })).body, { rowsApplied: 3 });
  t.equal(await countHere(workshop), 5);
});

t.test("rows of long ago, as a whole file in 2016 for 2026, are counted, and refuse nothing", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana } = workshop.people;
  const row = (day: string) => `${day};Ana;Facilitation;2 h;;Accueil;;Permanence du ${day}`;
  const { body } = await send(ana, file(row("12/03/2026"), row("30/03/2016"), row("31/03/2021"), row("30/03/2021")), "?lang=en");
  t.match(body, { status: "previewed", errorsCounted: 0, rowsValid: 4 });
  const figures = { count: 2, line: 3, day: "2016-03-30", years: 5 };
  const message = "2 lignes datent d’il y a plus de 5 ans, à commencer par la ligne 3, du 30/03/2016 : est-ce la bonne année ?";
  t.strictSame(body.warnings, [{ code: "days_long_ago", message, figures }], "five years to the day are not long ago");
  t.match(await apply(workshop, body.id), { status: 200, body: { rowsApplied: 4, warnings: [{ figures }] } });
  const one = await send(ana, file(row("12/03/2016")));
  t.match(one.body.warnings, [{ message: "La ligne 2 date du 12/03/2016, il y a plus de 5 ans : est-ce la bonne année ?" }]);
  t.same((await send(ana, file(row("13/03/2026")))).body.warnings, []);
  t.same((await send(ana, sample("members-fr.csv"))).body.warnings, [], "members have no day of this kind");
});

t.test("an import is undone whole, with its history; then its file is new again", async (t) => {
  const workshop = await openWorkshop(house);
  const { people } = workshop;
  const { ana } = people;
  const rows = sample("contributions-fr.csv");
  const { body } = await send(ana, rows);
  await apply(workshop, body.id);
  const [kept] = (await ana.get("/contributions")).body.items;
  await people.bob.post(`/contributions/${kept.id}/questions`, { reason: "Vraiment ?" });
  const undone = await ana.post(`/imports/${body.id}/undoing`);
  t.match(undone, { status: 200, body: { status: "undone", undoneAt: "2026-03-31T09:00:00.000Z" } });
  t.equal(await countHere(workshop), 0);
  const story = (await ana.get(`/contributions/${kept.id}`)).body;
  t.match(story, { status: "withdrawn" });
  t.match(story.history.at(-1), {
    change: "withdrawn",
    changedBy: ana.memberId,
    before: { id: kept.id, note: kept.note, amount: kept.amount, claim: kept.claim, tags: kept.tags, createdAt: kept.createdAt },
  });
  t.same(Object.keys(story.history.at(-1).before).sort(), Object.keys(kept).sort(), "what stood before is kept as the API said it");
  t.match(await ana.post(`/imports/${body.id}/undoing`), { status: 409, body: { code: "import_not_ready" } });
  const again = await send(ana, rows);
  t.match(again.body, { isRepeat: false, rowsKnown: 0, rowsValid: 6 });
  t.match((await apply(workshop, again.body.id)).body, { rowsApplied: 6 });
});

t.test("undoing is refused while a sharing holds one of its contributions", async (t) => {
  const workshop = await openWorkshop(house);
  const { people, collectiveId, envelopeId, circles } = workshop;
  const { body } = await send(people.ana, sample("contributions-fr.csv"));
  await apply(workshop, body.id);
  const [{ id: contributionId }] = (await people.ana.get("/contributions")).body.items;
  const sharingId = newId();
  const place = { collectiveId, envelopeId, circleId: circles.accueil, createdBy: people.ana.memberId, createdAt: house.clock.now };
  await house.database.orm
    .insert(sharings)
    .values({ ...place, id: sharingId, title: "Mars", status: "proposed", untilOn: "2026-03-31", sharingKey: { steps: [] } });
  await house.database.orm.insert(sharingLines).values({ collectiveId, id: newId(), sharingId, contributionId, position: 1 });
  t.match(await people.ana.post(`/imports/${body.id}/undoing`), {
    status: 409,
    body: { code: "import_in_sharing", figures: { sharing: "Mars", id: sharingId, state: "proposed", count: 1 } },
  });
  t.equal(await countHere(workshop), 6);
  await house.database.orm.update(sharings).set({ status: "abandoned" }).where(eq(sharings.id, sharingId));
  t.match(await people.ana.post(`/imports/${body.id}/undoing`), { status: 200 });
});

t.test("members: people and structures, those who are here known, undone while nothing depends on them", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana, bob } = workshop.people;
  t.match(await send(bob, sample("members-fr.csv")), { status: 403, body: { code: "role_missing" } });
  const { body } = await send(ana, sample("members-fr.csv"));
  t.match(body, { profile: "members", status: "previewed", rowsValid: 4, rowsKnown: 3, errorsCounted: 0 }, "Ana, Hélène and Zoé are here");
  t.match((await apply(workshop, body.id)).body, { status: "applied", rowsApplied: 1, rowsKnown: 3 });
  const here = (await ana.get("/members?kind=structure")).body.items;
  t.match(here, [
    { name: "Atelier du Nord", kind: "structure", code: "P8", standings: ["partner"], contact: { email: "bonjour@atelier.exemple" } },
  ]);
  t.match((await send(ana, sample("members-fr.csv"))).body, { id: body.id, isRepeat: true });

  t.match((await ana.post(`/imports/${body.id}/undoing`)).body, { status: "undone" });
  t.same((await ana.get("/members?kind=structure")).body.items, []);
  const again = await send(ana, sample("members-fr.csv"));
  t.match((await apply(workshop, again.body.id)).body, { rowsApplied: 1 }, "its address is free again");
  const [structure] = (await ana.get("/members?kind=structure")).body.items;
  await ana.post("/contributions", {
    memberId: structure.id,
    kindId: workshop.kinds.hospitality,
    circleId: workshop.circles.accueil,
    note: "Prête sa salle",
  });
  t.match(await ana.post(`/imports/${again.body.id}/undoing`), {
    status: 409,
    body: { code: "import_in_use", figures: { member: "Atelier du Nord" } },
  });
});

t.test("members: a subscription that has ended, and names that another import brought meanwhile", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana } = workshop.people;
  const lapsed = await send(ana, "Nom complet;Courriel;Statut;Échéance\nMarc Petit;marc@exemple.org;Adhérent;31/12/2025\n");
  t.match(lapsed.body, { rowsValid: 1, errorsCounted: 0 });
  t.match((await apply(workshop, lapsed.body.id)).body, { status: "applied", rowsApplied: 1 });
  const [kept] = await queryRows<{ from: string; until: string; joined: string }>(
    house.database.orm,
    sql`select s.from_on::text as from, s.until_on::text as until, m.joined_on::text as joined from standings s
      join members m on m.collective_id = s.collective_id and m.id = s.member_id where s.collective_id = ${workshop.collectiveId}`,
  );
  t.same(kept, { from: "2025-12-31", until: "2025-12-31", joined: "2025-12-31" }, "what the file says, and no day more");

  const one = await send(ana, "Nom complet;Type\nLou Roux;Personne\n");
  const two = await send(ana, "Nom complet;Type\nROUX Lou;Personne\nIda;Personne\n");
  t.match([one.body.rowsKnown, two.body.rowsKnown], [0, 0]);
  t.match((await apply(workshop, one.body.id)).body, { rowsApplied: 1 });
  t.match((await apply(workshop, two.body.id)).body, { rowsApplied: 1, rowsKnown: 1 }, "nobody is here twice");
});

t.test("members in a file: twice the same, and no address", async (t) => {
  const { people } = await openWorkshop(house);
  const { body } = await send(
    people.ana,
    "Nom;Courriel;Type\nMax;max@exemple.org;Personne\nMax;MAX@exemple.org;\nLou;;\nlou;;\nIris;pas une adresse;\n;;Martien\n",
  );
  const found = body.errors.map(({ line, column, code }: Record<string, unknown>) => [line, column, code]);
  t.same(found, [
    [3, "Courriel", "twice_in_file"],
    [5, "Nom", "twice_in_file"],
    [6, "Courriel", "email_invalid"],
    [7, "Nom", "name_missing"],
    [7, "Type", "member_kind_unknown"],
  ]);
});

t.test("what is no such file is refused, by its code and place", async (t) => {
  const { people } = await openWorkshop(house);
  const { ana } = people;
  const refused: [string, Buffer | string, number, string, object?][] = [
    ["an empty file", "", 400, "file_empty"],
    ["spaces", " \r\n \r\n", 400, "file_empty"],
    [
      "a spreadsheet renamed",
      Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(40)]),
      415,
      "file_not_text",
      { found: "xlsx, ods, zip" },
    ],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 415, "file_not_text", { found: "binary" }],
    ["other columns", "Pommes;Poires\n1;2\n", 422, "import_unrecognised"],
    ["a column twice", "Date;Jour;Nature;Note\n12/03/2026;12/03/2026;Heures;x\n", 422, "column_twice"],
    ["days that may be either", "Date,Nature,Quantité,Note\n03/04/2025,Heures,1,x\n", 422, "import_asks", { at: "Date" }],
  ];
  for (const [said, bytes, status, code, figures] of refused) {
    t.match(await send(ana, bytes), { status, body: { code, ...(figures ? { figures } : {}) } }, said);
  }
  t.match(await send(ana, "Date;Note\n12/03/2026;x\n", "?profile=members"), {
    status: 422,
    body: { code: "columns_missing" },
  });
  t.match(await ana.post("/imports", { text: "x" }), { status: 400, body: { code: "request_invalid" } });
  t.match(await send(ana, file("12/03/2026;Ana;Heures;1;;;;x"), `?circleId=${newId()}`), {
    status: 422,
    body: { code: "unknown_circle", figures: { at: "circleId" } },
  });
  t.same((await ana.get("/imports")).body.items, [], "nothing was opened");
});

t.test("a quote that is never closed is an error at its line", async (t) => {
  const { people } = await openWorkshop(house);
  const { body } = await send(
    people.ana,
    file("12/03/2026;Ana;Heures;1;;Accueil;;x", '13/03/2026;Ana;Heures;1;;Accueil;;"le reste', "14/03/2026;Ana;Heures;1;;Accueil;;y"),
  );
  t.match(body, { status: "previewed", errors: [{ line: 3, code: "quote_open" }] });
});

t.test("the order of days is told by whoever imports", async (t) => {
  const { people } = await openWorkshop(house);
  const rows = "Date,Qui,Nature,Quantité,Cercle,Note\n03/04/2025,Ana,Heures,1,Accueil,x\n";
  const told = await send(people.ana, rows, "?dayOrder=month-first");
  t.match(told.body, { status: "previewed", errorsCounted: 0 });
  await people.ana.post(`/imports/${told.body.id}/application`, {});
  t.match((await people.ana.get("/contributions")).body.items, [{ dayOn: "2025-03-04" }]);
  const french = await send(people.ana, rows.replaceAll(",", ";").replace("2025", "2024"));
  await people.ana.post(`/imports/${french.body.id}/application`, {});
  t.match(
    (await people.ana.get("/contributions")).body.items.at(-1),
    { dayOn: "2024-04-03" },
    "semicolons are French, and there the day is first",
  );
  for (const [what, text] of [
    ["numbers with points", "Date;Qui;Nature;Quantité;Cercle;Note\n03/04/2025;Ana;Heures;1.5;Accueil;x\n"],
    ["another day with its month first", "Du;Au;Qui;Nature;Quantité;Cercle;Note\n03/04/2025;03/25/2025;Ana;Heures;1;Accueil;x\n"],
  ] as const) {
    t.match(await send(people.ana, text), { status: 422, body: { code: "import_asks" } }, `semicolons, and ${what}: asked`);
  }
});

t.test("a row without a circle is for that of its envelope, or asks", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana } = workshop.people;
  const rows = file("12/03/2026;Ana;Heures;1;;;Kit commun;x", "12/03/2026;Ana;Heures;2;;;;y");
  const { body } = await send(ana, rows);
  t.match(body, { rowsValid: 1, errors: [{ line: 3, column: "Cercle", code: "circle_missing" }] });
  const told = await send(ana, rows, `?circleId=${workshop.circles.coordination}`);
  t.match(told.body, { rowsValid: 2, errorsCounted: 0 });
});

t.test("a preview is dropped by hand, or after a day; who may not see it does not", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana, zoe } = workshop.people;
  const rows = file("12/03/2026;Ana;Heures;1;;Accueil;;x");
  const first = await send(ana, rows);
  t.match(await zoe.get(`/imports/${first.body.id}`), { status: 403 });
  t.match(await ana.delete(`/imports/${first.body.id}`), { status: 200, body: { status: "dropped" } });
  t.match(await apply(workshop, first.body.id), { status: 409, body: { code: "import_not_ready", figures: { status: "dropped" } } });
  t.match(await ana.delete(`/imports/${first.body.id}`), { status: 409 });
  const second = await send(ana, rows);
  const third = await send(ana, rows);
  t.not(third.body.id, second.body.id, "a preview of the same file is made anew");
  t.match((await ana.get(`/imports/${second.body.id}`)).body, { status: "dropped" });
  house.clock.now = new Date(house.clock.now.getTime() + 25 * 3_600_000);
  const late = await ana.get(`/imports/${third.body.id}`);
  // Her token has ended as well by then, so the story looks from inside.
  t.ok([200, 401].includes(late.status));
  await letGo(house.database.orm, house.clock.now);
  const staged = await queryRows(house.database.orm, sql`select line from staged_contributions`);
  t.same(staged, []);
  const [kept] = await house.database.orm.select().from(importBatches).where(eq(importBatches.id, third.body.id));
  t.equal(kept?.status, "dropped");
});

t.test("a file whose reader died is gone on with", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana } = workshop.people;
  const { collectiveId } = workshop;
  const rows = file(
    ...Array.from({ length: 30 }, (_, index) => `12/03/2026;Ana;Heures;${index + 1};;Accueil;;x`),
    "13/03/2026;Ana;Heures;1;;Accueil;;y",
  );
  const { body } = await send(ana, rows);
  // As a killed process leaves it: some rows staged, nothing previewed.
  const { orm } = house.database;
  await orm.execute(sql`delete from staged_contributions where line > 12`);
  await orm.update(importBatches).set({ status: "staging", previewedAt: null }).where(eq(importBatches.id, body.id));
  const hurried = await ana.post("/imports/text", { text: rows, name: "mars.csv" });
  t.match(hurried.body, { id: body.id, status: "staging" }, "somebody may be reading it still");
  house.clock.now = new Date(house.clock.now.getTime() + 60_000);
  t.match((await ana.get(`/imports/${body.id}`)).body, { status: "interrupted" });
  t.match(await apply(workshop, body.id), { status: 409, body: { figures: { status: "interrupted" } } });
  const again = await send(ana, rows);
  t.match(again.body, { id: body.id, status: "previewed", rowsRead: 31, rowsValid: 31, errorsCounted: 0 });
  t.match((await apply(workshop, body.id)).body, { rowsApplied: 31 });
  const [sum] = await queryRows<{ sum: string }>(
    orm,
    sql`select sum(quantity)::text as sum from contributions where collective_id = ${collectiveId}`,
  );
  t.equal(sum?.sum, "466");
});

t.test("staged rows that a crash of the database forgot are not passed over", async (t) => {
  const workshop = await openWorkshop(house);
  const { body } = await send(workshop.people.ana, file("12/03/2026;Ana;Heures;1;;Accueil;;x"));
  await house.database.orm.execute(sql`delete from staged_contributions`);
  t.match(await apply(workshop, body.id), { status: 409, body: { code: "import_not_ready", figures: { status: "interrupted" } } });
});

t.test("what another import did meanwhile is seen when applying", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana } = workshop.people;
  const monday = "12/03/2026;Ana;Heures;3;;Accueil;;Atelier";
  const one = await send(ana, file(monday));
  const two = await send(ana, file(monday, "13/03/2026;Ana;Heures;1;;Accueil;;Suite"));
  t.match(two.body, { rowsKnown: 0 });
  await apply(workshop, one.body.id);
  t.match((await apply(workshop, two.body.id)).body, { rowsApplied: 1, rowsKnown: 1 });
  t.equal(await countHere(workshop), 2);
});

t.test("what was logged or applied since the preview is seen when applying, also by who began before it", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana, bob } = workshop.people;
  const rows = ["12/03/2026;Ana;Heures;1;;Accueil;;un", "12/03/2026;Bob;Heures;2;;Accueil;;deux"];
  const first = (await send(ana, file(...rows))).body.id;
  const second = (await send(ana, file(...rows, "13/03/2026;Bob;Heures;3;;Accueil;;trois"))).body.id;
  await apply(workshop, first);
  // As if its application had begun before the preview, and ended after it.
  await house.database.orm
    .update(importBatches)
    .set({ appliedAt: new Date("2026-01-01T00:00:00Z") })
    .where(eq(importBatches.id, first));
  t.match((await apply(workshop, second)).body, { rowsApplied: 1, rowsKnown: 2 });
  t.equal(await countHere(workshop), 3);
  const third = (await send(ana, file("14/03/2026;Bob;Heures;4;;Accueil;;quatre"))).body.id;
  const { kinds, circles } = workshop;
  const logged = { circleId: circles.accueil, kindId: kinds.hours, dayOn: "2026-03-14", quantity: "4", note: "quatre" };
  t.equal((await bob.post("/contributions", logged)).status, 201);
  t.match((await apply(workshop, third, { withoutDuplicates: true })).body, { rowsApplied: 0, rowsAlike: 1 });
  t.match(
    (await bob.get("/notices")).body.items.filter(({ subjectId }: { subjectId: string }) => subjectId === third),
    [],
    "nobody hears of a row that was left out",
  );
});

t.test(
  "a file that is sent again while its import is being applied is that import",
  { skip: isEmbedded && "one connection" },
  async (t) => {
    const workshop = await openWorkshop(house);
    const { ana } = workshop.people;
    const text = file("12/03/2026;Ana;Heures;1;;Accueil;;un");
    const { id } = (await send(ana, text)).body;
    const { orm } = house.database;
    const sent = await orm.transaction(async (tx) => {
      await queryRows(tx, sql`select 1 from import_batches where id = ${id} for update`);
      const answer = send(ana, text);
      await setTimeout(300);
      await tx.update(importBatches).set({ status: "applied", appliedAt: new Date() }).where(eq(importBatches.id, id));
      return { answer };
    });
    t.match((await sent.answer).body, { id, status: "applied", isRepeat: true });
  },
);

t.test("an envelope that was closed since the preview refuses it", async (t) => {
  const workshop = await openWorkshop(house);
  const { body } = await send(workshop.people.ana, file("12/03/2026;Ana;Heures;1;;Accueil;Kit commun;x"));
  await house.database.orm.execute(
    sql`update envelopes set closed_at = ${house.clock.now.toISOString()}::timestamptz where id = ${workshop.envelopeId}`,
  );
  t.match(await apply(workshop, body.id), { status: 409, body: { code: "envelope_closed", figures: { envelope: "Kit commun" } } });
});

t.test("an idempotency key answers for its file alone", async (t) => {
  const { people } = await openWorkshop(house);
  const headers = { "idempotency-key": "k1" };
  const first = await send(people.ana, file("12/03/2026;Ana;Heures;1;;Accueil;;x"), "", headers);
  const again = await send(people.ana, file("12/03/2026;Ana;Heures;1;;Accueil;;x"), "", headers);
  t.equal(again.body.id, first.body.id);
  t.match(await send(people.ana, file("12/03/2026;Ana;Heures;2;;Accueil;;x"), "", headers), {
    status: 409,
    body: { code: "idempotency_mismatch" },
  });
});

t.test("a file above the limit is refused", async (t) => {
  const { people } = await openWorkshop(house);
  const rows = file(...Array.from({ length: 3000 }, () => "12/03/2026;Ana;Heures;1;;Accueil;;x"));
  t.equal((await people.ana.post("/imports/text", { text: rows.repeat(20) })).status, 413);
});

t.test("rows are matched all at once, though the database takes a batch that it has not counted for one row", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana, bob } = workshop.people;
  const { collectiveId } = workshop;
  const { orm } = house.database;
  const rows = (day: string) => file(...Array.from({ length: 400 }, (_, row) => `${day};Ana;Heures;1;;Accueil;;Atelier ${row}`));
  await apply(workshop, (await send(ana, rows("12/03/2026"))).body.id);
  await send(bob, rows("13/03/2026"));
  await queryRows(orm, sql`analyze staged_contributions, contributions`);
  const { id } = (await send(ana, rows("12/03/2026").replaceAll("Atelier", "Accueil"))).body;
  await orm.transaction(async (tx) => {
    const looks = async (): Promise<number> => {
      const rows = await queryRows<{ looks: number }>(
        tx,
        sql`select sum(seq_scan + coalesce(idx_scan, 0))::int as looks from pg_stat_xact_user_tables
          where relname in ('contributions', 'staged_contributions')`,
      );
      return rows[0]?.looks ?? 0;
    };
    const before = await looks();
    t.same(await markRows(tx, { collectiveId, id }), { known: 0, alike: 400 });
    t.equal((await looks()) - before < 100, true, "a few looks at each table, not one a row");
  });
});

t.test("twenty thousand rows", async (t) => {
  const workshop = await openWorkshop(house);
  const names = ["Ana", "Bob", "Zoé", "Léo"];
  const rows = Array.from(
    { length: 20_000 },
    (_, index) =>
      `${String((index % 28) + 1).padStart(2, "0")}/0${(index % 3) + 1}/2026;${names[index % 4]};Heures;${(index % 9) + 1},25;;Accueil;;ligne ${index}`,
  );
  const { body } = await send(workshop.people.ana, file(...rows));
  t.match(body, { status: "previewed", rowsRead: 20_000, rowsValid: 20_000, errorsCounted: 0, rowsKnown: 0 });
  t.match((await apply(workshop, body.id)).body, { rowsApplied: 20_000 });
  const half = await send(workshop.people.ana, file(...rows.slice(10_000), "01/03/2026;Ana;Heures;1;;Accueil;;une de plus"));
  t.match(half.body, { rowsValid: 10_001, rowsKnown: 10_000 });
  t.match((await apply(workshop, half.body.id)).body, { rowsApplied: 1 });
  t.match((await workshop.people.ana.post(`/imports/${body.id}/undoing`)).body, { status: "undone" });
  t.equal(await countHere(workshop), 1);
});
