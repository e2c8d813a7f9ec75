import fc from "fast-check";
import { Refusal } from "../../src/domain/refusals.js";
import { FaultList, faultsListedMax } from "../../src/exchange/faults.js";
import { lookUp, nameIndex } from "../../src/exchange/names.js";
import type { ImportProfile, MemberRow } from "../../src/exchange/profile.js";
import { ImportReader } from "../../src/exchange/read-import.js";
import { importProfiles, profileById } from "../../src/exchange/registry.js";
import { surveyImport } from "../../src/exchange/survey-import.js";
import { context, read, sample } from "../support/import-reading.js";
import { asyncLaw } from "../support/law.js";
import { t } from "../support/tap.js";

const frenchRows = [
  {
    memberId: "m-A",
    kindId: "facilitation",
    dayOn: "2026-03-12",
    quantity: "3.5",
    claimMinor: 6000n,
    circleId: "welcome",
    envelopeId: "kit",
    note: "Atelier de montage du kit",
    tags: ["kit", "atelier"],
  },
  {
    memberId: "m-H",
    kindId: "hours",
    dayOn: "2026-03-13",
    quantity: "2.5",
    claimMinor: null,
    note: "Rangement ; tri des outils",
    tags: [],
  },
  {
    memberId: "m-B",
    kindId: "train",
    dayOn: "2026-03-14",
    quantity: null,
    amountMinor: 4250n,
    settlement: "reimburse",
    circleId: "coordination",
  },
  { memberId: "m-Z", kindId: "joy", quantity: null, amountMinor: null, note: "Chants à la fin du chantier" },
  {
    memberId: "m-L",
    kindId: "hours",
    quantity: "1.75",
    amountMinor: null,
    claimMinor: 124000n,
    envelopeId: null,
    note: "Devis de l’imprimeur :\ndeux relances",
  },
  { memberId: "m-N", kindId: "hospitality", quantity: null, amountMinor: null, note: "Repas pour quinze personnes" },
];

t.test("the samples of fixtures/imports", async (t) => {
  for (const [name, encoding] of [
    ["contributions-fr.csv", "utf-8"],
    ["contributions-fr-windows-1252.csv", "windows-1252"],
  ] as const) {
    const { survey, values, lines, faults } = await read(sample(name));
    t.match(
      survey,
      { profile: "contributions", encoding, delimiter: ";", headerLine: 1, ignored: [], asks: [], dayOrders: { day: "day-first" } },
      name,
    );
    t.match(values, frenchRows, name);
    t.same(lines, [2, 3, 4, 5, 6, 8], "a cell over two lines is one row");
    t.same(faults, []);
  }
  const english = await read(sample("contributions-rfc4180.csv"));
  t.match(english.survey, { delimiter: ",", encoding: "utf-8", decimalMarks: { quantity: ".", claim: "." } });
  t.match(english.values, [
    { ...frenchRows[0], note: "Workshop, first part", tags: ["kit", "workshop"] },
    { ...frenchRows[1], note: 'She said "done"' },
    { ...frenchRows[2] },
    { ...frenchRows[3], note: "Songs\nuntil late" },
    { ...frenchRows[4], note: "Quote of the printer" },
  ]);
  t.same(english.faults, []);

  const log = await read(sample("log-lines.txt"), context({}, { memberId: "m-B" }));
  t.match(log.survey, { profile: "log-lines", delimiter: null, headerLine: 0 });
  t.same(log.faults, []);
  t.same(log.lines, [1, 2, 3, 5, 6]);
  t.match(log.values, [
    {
      memberId: "m-B",
      dayOn: "2023-02-01",
      kindId: "animation",
      circleId: "welcome",
      quantity: "2",
      claimMinor: 6000n,
      note: "préparation de la réunion",
    },
    {
      dayOn: "2023-02-03",
      kindId: "facilitation",
      circleId: "coordination",
      quantity: "3.5",
      claimMinor: null,
      note: "réunion de rentrée, de 18h à 21h30",
    },
    { dayOn: "2023-02-04", kindId: "train", amountMinor: 4250n, quantity: null, settlement: "reimburse", note: "Lille–Attin" },
    { dayOn: "2023-02-10", kindId: "hours", quantity: "0.75", claimMinor: null, note: "ménage" },
    { memberId: "m-Z", dayOn: "2023-02-11", quantity: "1", claimMinor: 3000n, note: "accueil des nouvelles personnes" },
  ]);

  const french = await read<MemberRow>(sample("members-fr.csv"));
  t.match(french.survey, { profile: "members", encoding: "windows-1252", delimiter: ";" });
  t.same(french.faults, []);
  t.match(french.values, [
    {
      name: "Ana",
      kind: "person",
      email: "ana@exemple.org",
      standing: "subscriber",
      fromOn: "2026-01-01",
      untilOn: "2026-12-31",
      knownId: "m-A",
    },
    { name: "Hélène", fromOn: "2026-01-25", knownId: "m-H" },
    { name: "Atelier du Nord", kind: "structure", standing: "partner", fromOn: null, note: "Prête sa salle", knownId: null },
    { name: "Zoé", email: null, standing: "supporter", knownId: "m-Z" },
  ]);
  const members = await read<MemberRow>(sample("members-rfc4180.csv"));
  t.match(members.values, [
    { name: "Ana", email: "ana@example.org", standing: "subscriber" },
    { name: "Northern Workshop", kind: "structure", note: "Lends its room, often" },
  ]);
  t.same(members.faults, []);
});

t.test("each fault has its line, its column and its code; each row is judged to its end", async (t) => {
  const header = "Jour;Qui;Nature;Quantité;Montant;Souhaité;Cercle;Enveloppe;Note";
  const table: [string, string[]][] = [
    ["31/02/2026;Ana;Heures;2;;;;;a", ["Jour day_invalid"]],
    ["19/03/2026;Ana;Heures;2;;;;;a", ["Jour day_in_future"]],
    ["17/03/1026;Ana;Heures;2;;;;;a", ["Jour day_too_early"]],
    [";Ana;Heures;2;;;;;a", ["Jour day_missing"]],
    ["25/02/2026;Max;Heures;2;;;;;a", ["Qui unknown_member"]],
    ["25/02/2026;Alix;Heures;2;;;;;a", ["Qui name_ambiguous"]],
    ["25/02/2026;;Heures;2;;;;;a", ["Qui name_missing"]],
    ["25/02/2026;Ana;Magie;2;;;;;a", ["Nature unknown_kind"]],
    ["25/02/2026;Ana;;2;;;;;a", ["Nature kind_missing"]],
    ["25/02/2026;Ana;Heures;deux;;;;;a", ["Quantité number_invalid"]],
    ["25/02/2026;Ana;Heures;-2;;;;;a", ["Quantité quantity_not_positive"]],
    ["25/02/2026;Ana;Heures;0;;;;;a", ["Quantité quantity_not_positive"]],
    ["25/02/2026;Ana;Heures;;;;;;a", ["Quantité quantity_missing"]],
    ["25/02/2026;Ana;Heures;12 km;;;;;a", ["Quantité unit_mismatch"]],
    ["25/02/2026;Ana;Joie;2;;;;;a", ["Quantité quantity_on_quality"]],
    ["25/02/2026;Ana;Train;;;;;;a", ["Montant amount_missing"]],
    ["25/02/2026;Ana;Train;;1042,505;;;;a", ["Montant amount_precision"]],
    ["25/02/2026;Ana;Train;;12 $;;;;a", ["Montant currency_mismatch"]],
    ["25/02/2026;Ana;Train;;12,50;3;;;a", ["Souhaité expense_with_claim"]],
    ["25/02/2026;Ana;Heures;2;60;50;;;a", ["Montant amount_on_quantity"]],
    ["25/02/2026;Ana;Heures;2;;;Ciel;;a", ["Cercle unknown_circle"]],
    ["25/02/2026;Ana;Heures;2;;;;Ciel;a", ["Enveloppe unknown_envelope"]],
    ["25/02/2026;Ana;Heures;2;;;;; ", ["Note note_missing"]],
    ["25/02/2026;Ana;Heures;2;;;;", ["- row_ragged"]],
    ["25/02/2026;Ana;Heures;2;;;;;a;b", ["- row_ragged"]],
    ["19/03/2026;Max;Heures;-2;;;;;", ["Qui unknown_member", "Jour day_in_future", "Quantité quantity_not_positive", "Note note_missing"]],
  ];
  for (const [row, expected] of table) {
    const { faults, values } = await read(`${header}\n25/03/2025;Ana;Heures;2,5;;;;;bien\n${row}\n`);
    t.same(
      faults,
      expected.map((fault) => `3 ${fault}`),
      row,
    );
    t.equal(values.length, 1, "the sound row stands");
  }
  const { values } = await read(`${header};Vide\n25/02/2026;Ana;Heures;3h30;60;;;;a;;;\n`);
  t.match(
    values,
    [{ quantity: "3.5", claimMinor: 6000n, amountMinor: null }],
    "an amount beside hours is a claim; empty cells at the end are none",
  );
});

t.test("what a file leaves open is asked, and an answer settles it", async (t) => {
  const open = "Jour;Qui;Nature;Quantité;Note\n03/04/2025;Ana;Trajets;1.234;aller\n05/06/2025;Ana;Trajets;2;retour\n";
  const asked = await read(open);
  t.match(asked.survey.asks, [
    { column: "day", header: "Jour", ask: "day-order" },
    { column: "quantity", header: "Quantité", ask: "decimal-mark" },
  ]);
  t.same(asked.faults.slice(0, 2), ["2 Quantité number_ambiguous", "2 Jour day_order_unknown"]);
  const french = await read(open, context({ dayOrder: "day-first", decimalMark: "," }));
  t.match(french.values, [{ dayOn: "2025-04-03", quantity: "1234" }, { dayOn: "2025-06-05" }]);
  const american = await read(open, context({ dayOrder: "month-first", decimalMark: "." }));
  t.match(american.values, [{ dayOn: "2025-03-04", quantity: "1.234" }, { dayOn: "2025-05-06" }]);

  const settled = await read(`${open}25/12/2025;Ana;Trajets;2,5;détour\n`);
  t.match(settled.values, [{ dayOn: "2025-04-03", quantity: "1234" }, {}, { quantity: "2.5" }], "one plain cell settles its column");
  const both = await read(`${open}25/12/2025;Ana;Trajets;2,5;détour\n26/12/2025;Ana;Trajets;2.5;détour\n`);
  t.same(both.faults, ["2 Quantité number_ambiguous"], "a column with both marks settles nothing");
});

t.test("a mark that is contradicted far below is told at the end", async (t) => {
  const row = (day: number, quantity: string) => `${String(day).padStart(2, "0")}/12/2025;Ana;Trajets;${quantity};a\n`;
  const many = Array.from({ length: 6000 }, (_, index) => row(13 + (index % 10), index === 5 ? "1.234" : "2,5")).join("");
  const { faults } = await read(`Jour;Qui;Nature;Quantité;Note\n${many}${row(20, "2.5")}`);
  t.same(faults, ["7 Quantité number_ambiguous"]);
});

t.test("a column that is settled only far below is settled from its top", async (t) => {
  const many = "03/04/2025;Ana;Trajets;2;a\n".repeat(6000);
  const { survey, faults, values } = await read(`Jour;Qui;Nature;Quantité;Note\n${many}25/12/2025;Ana;Trajets;2;a\n`);
  t.same([survey.dayOrders, survey.asks, faults], [{ day: "day-first" }, [], []]);
  t.match(values[0], { dayOn: "2025-04-03" });
});

t.test("headers: synonyms, two names, lines above, and what is refused", async (t) => {
  const { survey, values } = await read(
    "Journal 2025\n\nLE ; Prénom;NOM;Heures;Libellé;Météo\n25/12/2025;Maelle;PETIT;1,5;essai;pluie\n",
    context({}, { kindId: "hours" }),
  );
  t.match(survey, { headerLine: 3, ignored: ["Météo"] });
  t.match(values, [{ memberId: "m-full", quantity: "1.5", kindId: "hours", note: "essai" }]);
  const turned = await read("Date;Participant·e;Nature;Heures;Note\n25/12/2025;PETIT Maëlle;heure;2 h;a\n");
  t.match(turned.values, [{ memberId: "m-full", kindId: "hours", quantity: "2" }]);
  const measured = [
    ["Date (jj/mm/aaaa)", "Nom complet", "Nature", "Durée (h)", "Note"],
    ["DATE", "Participant·e·s", "Nature", "Nb. d’heures", "Note"],
    ["Quand ?", "Nom & prénom", "Nature", "Heures (h)", "Note"],
    ["When", "Full name", "Kind", "Hours spent", "Comment"],
  ];
  for (const names of measured) {
    const { survey: found, values: rows } = await read(`${names.join(";")}\n25/12/2025;Ana;Heures;2;a\n`);
    t.match([found.ignored, rows], [[], [{ memberId: "m-A", kindId: "hours", quantity: "2" }]], names.join(" "));
  }
  const paid = await read("Date;Qui;Nature;Montant en euros;Note\n25/12/2025;Bob;Train;42,50;a\n");
  t.match(paid.values, [{ kindId: "train", amountMinor: 4250n }]);
  const own = await read("Date;Member;Kind;Hours;Note\n2025-12-25;Ana;Heures;2;'=1+1\n");
  t.match(own.values, [{ note: "=1+1" }], "our own exports come back as they were");

  const refusals: [string | Uint8Array, string | undefined, string, Record<string, unknown>][] = [
    ["", undefined, "file_empty", {}],
    ["\ufeff \r\n", undefined, "file_empty", {}],
    ["a;b\n1;2\n", undefined, "import_unrecognised", { header: ["a", "b"] }],
    ["Date;Heures\n", "contributions", "columns_missing", { missing: ["note"] }],
    ["Date;Jour;Nature;Note\n", undefined, "column_twice", { columns: ["Date", "Jour"] }],
    ["Date;Nature;Note\n", "petanque", "not_found", { id: "petanque" }],
    ["Date;Qui;Nature;Heures\n12/03/2026;Ana;Heures;2\n", undefined, "columns_missing", { missing: ["note"] }],
    ["Qui;Nature;Heures;Note\nAna;Heures;2;x\n", undefined, "columns_missing", { missing: ["date"] }],
    [Buffer.from("PK\x03\x04"), undefined, "file_not_text", {}],
  ];
  for (const [file, profile, code, figures] of refusals) await t.rejects(read(file, context(), profile), { code, figures }, code);
});

t.test("log lines that are not clear", async (t) => {
  const first = "01/02/2023 2 h 60 € Animation, Accueil : bien";
  const table: [string, string[]][] = [
    ["01/02/2023 2 h 60 € Bricolage, Accueil : table", ["kind unknown_kind"]],
    ["01/02/2023 2 h Animation, Ciel : table", ["circle unknown_circle"]],
    ["31/02/2023 2 h Animation : table", ["day day_invalid"]],
    ["2 h Animation : table", ["day day_missing"]],
    ["01/02/2027 2 h Animation : table", ["day day_in_future"]],
    ["01/02/2023 Animation : table", ["quantity line_unclear"]],
    ["01/02/2023 -2 h Animation : table", ["quantity quantity_not_positive"]],
    ["01/02/2023 2 h @max Animation : table", ["member unknown_member"]],
    ["n’importe quoi", ["kind kind_missing", "quantity line_unclear", "day day_missing"]],
  ];
  for (const [line, expected] of table) {
    const { faults, values } = await read(`${first}\n${line}\n`, context({}, { memberId: "m-A" }));
    t.same(
      faults,
      expected.map((fault) => `2 ${fault}`),
      line,
    );
    t.equal(values.length, 1);
  }
  const { faults } = await read(first);
  t.same(faults, ["1 member name_missing"], "whose log it is must be said");
  const free = await read("3h30 facilitation du 12/03, rangement\n", context({}, { memberId: "m-A" }), "log-lines");
  t.match(free.values, [{ dayOn: "2026-03-12", quantity: "3.5", kindId: "facilitation" }], "a log asked for by name may be told freely");
  const loose = await read(`${first}\n12/03/2024 2h Animation de la fête : merci\n`, context({}, { memberId: "m-A" }));
  t.equal(loose.values[1]?.note, "12/03/2024 2h Animation de la fête : merci", "words that no field took are kept with the whole line");
});

t.test("members that are not clear", async (t) => {
  const table: [string, string[]][] = [
    ["Ana;ana@;;;;", ["Courriel email_invalid"]],
    [";a@exemple.org;;;;", ["Nom name_missing"]],
    ["Ana;x@exemple.org;;;;", ["Courriel twice_in_file"]],
    ["Ana;;fantôme;;;", ["Type member_kind_unknown"]],
    ["Ana;;;roi;;", ["Statut standing_unknown"]],
    ["Ana;;;;25/01/2026;24/01/2026", ["Fin days_reversed"]],
  ];
  for (const [row, expected] of table) {
    const { faults } = await read<MemberRow>(`Nom;Courriel;Type;Statut;Adhésion;Fin\nBob;X@exemple.org;;;;\n${row}\n`);
    t.same(
      faults,
      expected.map((fault) => `3 ${fault}`),
      row,
    );
  }
});

t.test("names", async (t) => {
  const index = nameIndex([
    { id: "1", name: "Hélène Martin", also: ["h@exemple.org"] },
    { id: "2", name: "Alix" },
    { id: "3", name: "Alix" },
    { id: "4", name: "Trajets" },
    { id: "5", name: "Zoé Dupont-Léger" },
    { id: "6", name: "Marie Anne Durand" },
  ]);
  const table: [string, string | null | undefined][] = [
    ["helene  MARTIN", "1"],
    ["Martin Hélène", "1"],
    ["h@exemple.org", "1"],
    ["1", "1"],
    ["alix", null],
    ["trajet", "4"],
    ["DUPONT-LÉGER Zoé", "5"],
    ["DURAND Marie Anne", "6"],
    ["Anne Durand Marie", "6"],
    ["Max", undefined],
  ];
  for (const [typed, id] of table) t.equal(lookUp(index, typed), id, typed);
});

t.test("the registry", async (t) => {
  t.same(
    importProfiles.map(({ id }) => id),
    ["contributions", "members", "log-lines", "toggl", "clockify", "harvest", "kimai", "solidtime"],
  );
  for (const { id, title } of importProfiles) t.ok(profileById(id) && title.fr && title.en);
  const list = new FaultList();
  const fault = { line: 1, column: null, code: "day_missing", figures: {} } as const;
  for (let count = 0; count < 3; count += 1) list.add(Array.from({ length: 600 }, () => fault));
  t.equal(list.count, 1800);
  t.equal(list.listed.length, faultsListedMax, "the first thousand are listed, all are counted");
  const names = new FaultList();
  const unknown = (line: number, id: string) => ({ line, column: "Qui", code: "unknown_member", figures: { id } }) as const;
  for (let line = 2; line < 5000; line += 2) names.add([unknown(line, "Zoé"), unknown(line + 1, `Max ${line % 3}`)]);
  t.match(
    { ...names },
    {
      count: 4998,
      listed: [
        { line: 2, lines: 2499 },
        { line: 3, figures: { id: "Max 2" }, lines: 833 },
        { line: 5, lines: 833 },
        { line: 7, lines: 833 },
      ],
    },
    "a name that nobody has is listed once, with how many lines have it",
  );
});

t.test("a new source is a few lines", async (t) => {
  const tally: ImportProfile<{ who: string; on: string }> = {
    id: "tally",
    title: { fr: "Comptage", en: "Tally" },
    makes: "members",
    layout: "table",
    columns: { who: { reads: "text", names: ["bénévole du jour"] }, on: { reads: "day", names: ["date"] } },
    required: [["who"], ["on"]],
    rowRule: (columns) => {
      const [who, on] = [columns.text("who"), columns.day("on")];
      return (cells) => ({ who: who(cells), on: on(cells) ?? "" });
    },
  };
  const file = () => [Buffer.from("Date,Bénévole du jour\n25/12/2025,Ana\n")];
  const survey = await surveyImport(file, { profiles: [...importProfiles, tally] });
  t.equal(survey.profile, "tally");
  const read: unknown[] = [];
  const reader = new ImportReader(survey, context(), (value) => read.push(value), tally);
  for (const bytes of file()) reader.push(bytes);
  reader.end();
  t.same(read, [{ who: "Ana", on: "2025-12-25" }]);
});

const files = ["contributions-fr.csv", "contributions-rfc4180.csv", "members-fr.csv", "log-lines.txt"].map(sample);
const garbled = fc
  .tuple(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(700), fc.uint8Array({ maxLength: 6 })), { maxLength: 6 }))
  .map(([file, changes]) => {
    let bytes = Buffer.from(file);
    for (const [place, inserted] of changes)
      bytes = Buffer.concat([bytes.subarray(0, place), inserted, bytes.subarray(place + ((inserted[0] ?? 0) % 4))]);
    return bytes;
  });

t.test("laws", async (t) => {
  await asyncLaw(
    t,
    "any garbage gives values and faults, or a refusal; never anything else",
    fc.asyncProperty(fc.oneof(garbled, fc.uint8Array({ maxLength: 200 })), async (file) => {
      try {
        const { values, lines } = await read<unknown>(file);
        return values.length === lines.length;
      } catch (error) {
        return error instanceof Refusal;
      }
    }),
    300,
  );
});
