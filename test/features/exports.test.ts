/** Exports: the same bytes twice, both dialects, formulas that stay text, and balances that are the ledger's. */

import { sumsBelow } from "../support/exported.js";
import { paste } from "../support/import-stories.js";
import { openVillage } from "../support/sharing-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);

/** A village with a posted sharing of 1,000.00 €: 50.00 to the commons, Bob's train, and work by the hour. */
async function settledVillage() {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], cy: [], tom: ["treasurer"] });
  const { kinds } = village;
  const commons = await village.fund("Part reversée aux communs");
  const kit = await village.envelope("Kit incubateur", "1000.00");
  await village.logs("bob", kit, { kind: "train", amount: "200.00", dayOn: "2026-03-02", note: "Train Lille–Attin" });
  await village.logs("ana", kit, { kind: "hours", quantity: "10.5", dayOn: "2026-03-03", note: "=1+1; «préparation»" });
  await village.logs("bob", kit, { kind: "hours", quantity: "20", dayOn: "2026-03-04", note: '-12,50 "à vérifier"' });
  await village.logs("cy", kit, { kind: "joy", dayOn: "2026-03-05", note: "Le chant du soir" });
  const key = {
    steps: [
      { kind: "levy", to: commons, percent: "5" },
      { kind: "reimburse", kinds: [kinds.train] },
      { kind: "weights", kinds: [kinds.hours], cap: true },
    ],
  };
  const id = await village.prepares("ana", kit, { key, amount: "1000.00" });
  await village.settles(id, { proposes: "ana", adopts: "tom", posts: "tom" });
  return village;
}

const village = await settledVillage();
const { people } = village;

t.test("contributions in the French dialect", async (t) => {
  const { status, headers, body } = await people.cy.get("/exports/contributions?dialect=fr");
  t.equal(status, 200);
  t.match(headers, { "content-type": "text/csv; charset=utf-8", "moisson-position": "2", "moisson-hash": /^[0-9a-f]{64}$/ });
  t.match(headers["content-disposition"], /filename="village-\d+-contributions-2\.csv"/);
  const items: { id: string }[] = (await people.ana.get("/contributions")).body.items;
  const ids = items.map(({ id }) => id).sort();
  t.equal(
    body,
    [
      "\ufeffDate;Jusqu’au;Participant·e;Nature;Quantité;Unité;Montant;Souhaité;Cercle;Enveloppe;Versé à;Note;Étiquettes;Justificatif;Règlement;Bénévole;État;Référence",
      `02/03/2026;;Bob;Train;;;200,00;;${circleName()};Kit incubateur;;Train Lille–Attin;;;à rembourser;;déclarée;${ids[0]}`,
      `03/03/2026;;Ana;Heures;10,5;h;;;${circleName()};Kit incubateur;;"'=1+1; «préparation»";;;;;déclarée;${ids[1]}`,
      `04/03/2026;;Bob;Heures;20;h;;;${circleName()};Kit incubateur;;"'-12,50 ""à vérifier""";;;;;déclarée;${ids[2]}`,
      `05/03/2026;;Cy;Joie;;;;;${circleName()};Kit incubateur;;Le chant du soir;;;;;déclarée;${ids[3]}`,
      "",
    ].join("\r\n"),
  );
});

const circleName = () => village.address.split("/").at(-1);

t.test("the same export twice gives the same bytes, in both dialects", async (t) => {
  for (const what of ["contributions", "shares", "entries", "balances"]) {
    for (const dialect of ["fr", "en"]) {
      const [once, twice] = [
        await people.ana.get(`/exports/${what}?dialect=${dialect}`),
        await people.bob.get(`/exports/${what}?dialect=${dialect}`),
      ];
      t.equal(once.status, 200, `${what} ${dialect}`);
      t.equal(once.body, twice.body);
    }
  }
});

t.test("spreadsheets hold the cells of the CSV, and sums where adding makes sense", async (t) => {
  const { ana } = people;
  const sums = async (path: string) => (await sumsBelow(t, ana, path))?.filter((cell) => cell !== "");
  t.same(await sums("/exports/entries"), ["Total", "2000,00", "2000,00"], "debits are credits");
  t.same(await sums("/exports/shares"), ["Total", "950,00", "0,00", "0,00", "950,00"], "the envelope less what went to the commons");
  t.same(await sums("/exports/balances"), undefined, "what there is and what it is for are not added");
  t.same(await sums("/exports/contributions"), ["Total", "200,00"], "one kind alone has amounts");
  t.same(await sums(`/exports/contributions?from=2026-03-03`), undefined);
  t.same(await sums("/exports/wealth"), ["Total", "200,00"]);
});

t.test("entries add up to the balances, and the balances are the ledger's", async (t) => {
  const cells = (body: string) =>
    body
      .trim()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(","));
  const lines = cells((await people.ana.get("/exports/entries?dialect=en")).body);
  const moved = new Map<string, number>();
  for (const line of lines) {
    const account = `${line[8]} ${line[9]}`;
    moved.set(account, (moved.get(account) ?? 0) + Math.round(Number(line[10] || 0) * 100) - Math.round(Number(line[11] || 0) * 100));
  }
  const balances = cells((await people.ana.get("/exports/balances?dialect=en")).body);
  t.equal(balances.length, moved.size);
  for (const [kind, name, balance] of balances) {
    const sum = moved.get(`${kind} ${name}`) ?? 0;
    t.equal(Math.round(Number(balance) * 100), kind === "bank" ? sum : -sum, `${kind} ${name}`);
  }
  const shown = (await people.ana.get("/balances")).body.items.map((row: { name: string; balance: string }) => [row.name, row.balance]);
  t.same(
    balances.map(([, name, balance]) => [name, balance]),
    shown,
  );
});

t.test("entries say what they are in words", async (t) => {
  const { body } = await people.ana.get("/exports/entries?dialect=fr");
  const kinds = body
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line: string) => [line.split(";")[4], line.split(";")[13]].join(" / "));
  t.same([...new Set(kinds)].sort(), [
    "entrée d’argent / ",
    "entrée d’argent / subvention",
    "partage / frais",
    "partage / part reversée",
    "partage / travail",
  ]);
  t.match((await people.ana.get("/exports/entries?dialect=en")).body, /,money in,/);
});

t.test("shares say why", async (t) => {
  const { body } = await people.ana.get("/exports/shares?dialect=fr");
  const ana = body.split("\r\n").find((line: string) => line.includes(";Ana;Ana;"));
  t.match(ana, /^12\/03\/2026;Kit incubateur;Premier trimestre;1;Ana;Ana;travail;258,20;0,00;0,00;258,20;EUR;/);
  t.match(ana, /10,5 h × 25,00 € = 262,50 €/);
});

t.test("a period limits what is told; balances are those of that evening", async (t) => {
  const rows = (body: string) => body.trim().split("\r\n").length - 1;
  t.equal(rows((await people.ana.get("/exports/contributions?from=2026-03-03&until=2026-03-04")).body), 2);
  t.match((await people.ana.get("/exports/balances?until=2026-03-11&dialect=en")).body, /bank,Compte courant,0\.00,EUR/);
});

t.test("what is exported and imported again adds nothing, in both dialects; nor does what was withdrawn since or before", async (t) => {
  const told = async () => (await people.ana.get("/exports/contributions")).body;
  const late = await people.ana.post("/contributions", { kindId: village.kinds.joy, circleId: village.circleId, note: "Rires" });
  for (const dialect of ["fr", "en"]) {
    const { body } = await people.ana.get(`/exports/contributions?dialect=${dialect}`);
    const staged = await paste(people.ana, { name: "export.csv", text: body });
    t.match(staged.body, { status: "previewed", errorsCounted: 0, rowsRead: 5, rowsValid: 5, rowsKnown: 5, rowsAlike: 0 }, dialect);
    const applied = await people.tom.post(`/imports/${staged.body.id}/application`, {});
    t.match(applied.body, { status: "applied", rowsApplied: 0 }, dialect);
  }
  const before = await told();
  await people.ana.post(`/contributions/${late.body.id}/withdrawal`, {});
  const after = await told();
  t.match(after, /Rires;;;;;retirée/);
  for (const [text, rowsKnown] of [
    [`${before};;\r\n`, 5],
    [after, 4],
  ]) {
    const staged = await paste(people.ana, { name: "export.csv", text });
    t.match(staged.body, { rowsRead: 5, rowsKnown, errorsCounted: 0 });
    const applied = await people.tom.post(`/imports/${staged.body.id}/application`, {});
    t.match(applied.body, { rowsApplied: 0 });
  }
  t.equal(await told(), after);
});

t.test("what is refused", async (t) => {
  t.match(await people.ana.get("/exports/secrets"), { status: 400 });
  t.match(await people.ana.get("/exports/entries?dialect=de"), { status: 400 });
  t.match(await people.ana.get("/exports/entries?format=xls"), { status: 400 });
  t.match(await people.ana.get("/exports/entries?from=2026-02-30"), { status: 400 });
  const other = await openVillage(house, { dora: ["admin"] });
  t.match(await other.people.dora.get(`${village.address}/exports/entries`), { status: 404 });
});
