import { eq } from "drizzle-orm";
import { importBatches, importMappings, kinds as kindTable } from "../../src/db/schema/index.js";
import { openWorkshop, paste, sample, send, type Workshop } from "../support/import-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);
const apply = ({ people }: Workshop, id: string) => people.ana.post(`/imports/${id}/application`, {});

t.test("a time sheet becomes hours of the kind that is said", async (t) => {
  const workshop = await openWorkshop(house);
  const { people, kinds, circles, envelopeId } = workshop;
  const { ana } = people;
  const asked = await send(ana, sample("toggl-detailed.csv"), `?circleId=${circles.coordination}`);
  t.match(asked, {
    status: 422,
    body: { code: "import_asks", figures: { asks: [{ ask: "kind", column: "kindId", header: "Duration" }] } },
  });
  t.same(
    asked.body.figures.asks[0].choices.map(({ id }: { id: string }) => id).sort(),
    [kinds.facilitation, kinds.hours, kinds.animation].sort(),
    "all kinds in hours, and no other",
  );
  const { body } = await send(ana, sample("toggl-detailed.csv"), `?circleId=${circles.coordination}&kindId=${kinds.hours}`);
  t.match(body, {
    profile: "toggl",
    status: "previewed",
    rowsValid: 3,
    errors: [],
    kindId: kinds.hours,
    reading: {
      mapping: "profile",
      columns: { day: "Start date", quantity: "Duration", member: "User" },
      ignored: ["Billable", "Start time", "Amount (EUR)"],
    },
    unknownNames: [
      { column: "Client", name: "Mairie de Lille", lines: 2, firstLine: 2 },
      { column: "Project", name: "Site vitrine", lines: 1, firstLine: 4 },
    ],
  });
  t.match(await apply(workshop, body.id), { status: 200, body: { rowsApplied: 3 } });
  const { items } = (await ana.get("/contributions")).body;
  t.match(
    items.find(({ memberId }: { memberId: string }) => memberId === ana.memberId),
    {
      kindId: kinds.hours,
      envelopeId,
      circleId: circles.coordination,
      quantity: "3.5",
      claim: null,
      tags: ["atelier", "plans", "Mairie de Lille"],
    },
  );
  t.match(
    items.find(({ memberId }: { memberId: string }) => memberId === people.helene.memberId),
    { circleId: circles.accueil, quantity: "0.333333" },
  );
  const again = await send(ana, sample("toggl-detailed.csv"), `?circleId=${circles.coordination}&kindId=${kinds.hours}`);
  t.match(again.body, { isRepeat: true, rowsApplied: 3 });
});

t.test("where one kind counts hours it is that one; where none does, it is said", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana } = workshop.people;
  const { orm } = house.database;
  const archive = (id: string) => orm.update(kindTable).set({ isArchived: true }).where(eq(kindTable.id, id));
  await archive(workshop.kinds.facilitation);
  await archive(workshop.kinds.animation);
  const query = `?circleId=${workshop.circles.coordination}&amountAsClaim=true`;
  const { body } = await send(ana, sample("kimai-fr.csv"), query);
  t.match(body, { profile: "kimai", kindId: workshop.kinds.hours, errorsCounted: 0, rowsValid: 2 });
  await apply(workshop, body.id);
  const { items } = (await ana.get(`/contributions?member=${ana.memberId}`)).body;
  t.match(items, [{ kindId: workshop.kinds.hours, claim: "105.00" }], "the amount is wished for, since it is said");
  await archive(workshop.kinds.hours);
  t.match(await send(ana, sample("clockify-detailed.csv"), query), { status: 409, body: { code: "hours_kind_missing" } });
});

const unknown = (...rows: string[]): string => ["Moment;Prénom usuel;Sorte;Combien;Ce qui s’est passé", ...rows].join("\n");
const columns = { day: "Moment", member: "Prénom usuel", kind: "Sorte", quantity: "Combien", note: "Ce qui s’est passé" };

t.test("a table that no profile knows is mapped by hand, and the next one is known", async (t) => {
  const workshop = await openWorkshop(house);
  const { people, kinds, circles } = workshop;
  const { ana, bob } = people;
  const circle = { circleId: circles.coordination };
  const first = unknown("13/03/2026;Ana;Heures;2;Tri", "14/03/2026;Bob;Heures;1,5;Tri");
  const refused = await paste(ana, { ...circle, text: first });
  t.match(refused, {
    status: 422,
    body: {
      code: "import_unrecognised",
      figures: {
        at: "line 1",
        headings: ["Moment", "Prénom usuel", "Sorte", "Combien", "Ce qui s’est passé"],
        rows: [
          ["13/03/2026", "Ana", "Heures", "2", "Tri"],
          ["14/03/2026", "Bob", "Heures", "1,5", "Tri"],
        ],
      },
    },
  });
  const takes = refused.body.figures.takes;
  t.same(
    takes.map(({ profile }: { profile: string }) => profile),
    ["contributions", "members"],
  );
  t.match(takes[0].required, [["day"], ["note"], ["kind", "quantity", "amount"]]);
  t.ok(takes[0].columns.some(({ column }: { column: string }) => column === "quantity"));

  const { body } = await paste(ana, { ...circle, text: first, columns });
  t.match(body, { status: "previewed", rowsValid: 2, errorsCounted: 0, reading: { mapping: "told", columns } });
  const unapplied = await paste(bob, { ...circle, text: unknown("13/03/2026;Ana;Heures;9;x") });
  t.match(unapplied, { status: 422 }, "nothing is remembered of what was not applied");
  t.match(await apply(workshop, body.id), { status: 200, body: { rowsApplied: 2 } });

  const second = await paste(bob, { ...circle, text: unknown("15/03/2026;Bob;Facilitation;3;Cercle").replace("Moment", "MOMENT") });
  t.match(second.body, { status: "previewed", rowsValid: 1, reading: { mapping: "remembered", columns: { ...columns, day: "MOMENT" } } });
  t.match((await apply(workshop, second.body.id)).body, { rowsApplied: 1 });
  t.match((await ana.get(`/contributions?member=${bob.memberId}`)).body.items[0], { kindId: kinds.facilitation, quantity: "3" });

  const other = await openWorkshop(house);
  t.match(
    await paste(other.people.ana, { text: first, circleId: other.circles.accueil }),
    { status: 422 },
    "another collective has its own",
  );
  const rows = await house.database.orm.select().from(importMappings).where(eq(importMappings.collectiveId, workshop.collectiveId));
  t.match(rows, [{ profile: "contributions", columns, changedBy: ana.memberId }]);
  t.equal(rows.length, 1);

  const corrected = { ...columns, note: "Sorte", tags: "Ce qui s’est passé" };
  const third = await paste(ana, { ...circle, text: unknown("16/03/2026;Ana;Heures;1;Un"), columns: corrected });
  await apply(workshop, third.body.id);
  const fourth = await paste(ana, { ...circle, text: unknown("17/03/2026;Ana;Heures;1;Deux") });
  t.match(fourth.body.reading, { mapping: "remembered", columns: corrected }, "what was said last stands");
  t.match(
    await paste(ana, { ...circle, text: unknown("17/03/2026;Ana;Heures;1;Deux"), columns: {} }),
    {
      status: 422,
      body: { code: "import_unrecognised", figures: { takes: [{ profile: "contributions", found: {} }, { profile: "members" }] } },
    },
    "without a word of the columns, what was remembered is left aside",
  );
});

t.test("members too; in a file as in a paste; and what is said wrongly is refused", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana, bob } = workshop.people;
  const text = "Pseudo;Boîte aux lettres\nCamille;camille@exemple.org\n";
  const said = encodeURIComponent(JSON.stringify({ name: "Pseudo", email: "Boîte aux lettres" }));
  const { body } = await send(ana, text, `?profile=members&columns=${said}`);
  t.match(body, { profile: "members", status: "previewed", rowsValid: 1, errorsCounted: 0 });
  t.match(await send(bob, text, `?profile=members&columns=${said}`), { status: 403 });
  t.match((await apply(workshop, body.id)).body, { rowsApplied: 1 });
  t.match((await send(ana, "Pseudo;Boîte aux lettres\nSacha;sacha@exemple.org\n")).body, {
    profile: "members",
    reading: { mapping: "remembered" },
  });
  const refused: [object, string, object][] = [
    [{ pomme: "Moment" }, "mapping_column_unknown", { at: "pomme" }],
    [{ ...columns, day: "Quand ça" }, "mapping_header_unknown", { names: ["Quand ça"] }],
    [{ day: "Moment" }, "columns_missing", { missing: ["note", "nature / qté / montant"] }],
  ];
  for (const [told, code, figures] of refused) {
    t.match(
      await paste(ana, { text: unknown("13/03/2026;Ana;Heures;2;Tri"), columns: told }),
      { status: 422, body: { code, figures } },
      code,
    );
  }
  t.match(await paste(ana, { text: "A;A;B\n1;2;3\n", columns: { day: "A", note: "B" } }), { status: 422, body: { code: "column_twice" } });
  for (const wrong of ["x", "[]", '{"day":1}', "null"]) {
    const query = `?columns=${encodeURIComponent(wrong)}`;
    t.match(await send(ana, text, query), { status: 422, body: { code: "mapping_unfit" } }, wrong);
  }
  t.match(await paste(ana, { text, columns: { day: "" } }), { status: 400, body: { code: "request_invalid" } });
});

t.test("a reader that died is gone on with by the columns that were said to it", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana } = workshop.people;
  const text = unknown("13/03/2026;Ana;Heures;2;Tri");
  const said = `?circleId=${workshop.circles.accueil}&columns=${encodeURIComponent(JSON.stringify(columns))}`;
  const { body } = await send(ana, text, said);
  await house.database.orm
    .update(importBatches)
    .set({ status: "staging", touchedAt: new Date(0) })
    .where(eq(importBatches.id, body.id));
  const again = await send(ana, text, `?circleId=${workshop.circles.accueil}`);
  t.match(again.body, { id: body.id, status: "previewed", rowsValid: 1, errorsCounted: 0 });
  const other = await send(ana, text, `${said}&dayOrder=day-first`);
  t.not(other.body.id, body.id, "said otherwise, it is another import");
});

t.test("bad files are told by line and column over HTTP, and nothing is booked", async (t) => {
  const workshop = await openWorkshop(house);
  const { ana } = workshop.people;
  const header = "Date;Participant·e;Nature;Quantité;Cercle;Note";
  const good = "13/03/2026;Ana;Heures;2;Accueil;x";
  const faulty: [string, string, object][] = [
    ["cut", `${header}\n${good}\n14/03/2026;Ana;Heures;1;Accueil;"le re`, { line: 3, column: "Note", code: "quote_open" }],
    ["doubled", `${header}\n${good}\n${header}\n${good}`, { line: 3, column: "Date", code: "header_again" }],
    ["mixed", `${header}\n${good}Ã©`, { line: 2, column: "Note", code: "text_mixed" }],
    ["no such day", `${header}\n31/02/2026;Ana;Heures;2;Accueil;x`, { line: 2, column: "Date", code: "day_invalid" }],
  ];
  for (const [said, text, error] of faulty) {
    const { body } = await send(ana, text);
    t.match(body, { status: "previewed", errorsCounted: 1, errors: [error] }, said);
    t.match(body.errors[0].message, /\p{L}.*[.)»]$/u, said);
    t.match(await apply(workshop, body.id), { status: 409, body: { code: "import_has_errors" } }, said);
  }
  const renamed = Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(4000, 0x42)]);
  for (const file of [renamed, Buffer.from("%PDF-1.7 x"), Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1])]) {
    t.match(await send(ana, file), { status: 415, body: { code: "file_not_text" } });
  }
  t.same((await ana.get("/contributions")).body.items, []);
});
