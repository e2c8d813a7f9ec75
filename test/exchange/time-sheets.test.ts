import { tagsMax } from "../../src/domain/contribution-draft.js";
import type { ContributionRow } from "../../src/exchange/profile.js";
import { context, read, sample } from "../support/import-reading.js";
import { t } from "../support/tap.js";

const plans = {
  memberId: "m-A",
  dayOn: "2026-03-12",
  quantity: "3.5",
  kindId: "hours",
  envelopeId: "kit",
  claimMinor: null,
  amountMinor: null,
};
const ofHours = context({}, { kindId: "hours" });

t.test("the samples: each tool is recognised, and its rows are hours", async (t) => {
  const table: [string, string, object[], string[]][] = [
    [
      "toggl-detailed.csv",
      "toggl",
      [
        { ...plans, note: "Dessin des plans (Plans)", tags: ["atelier", "plans", "Mairie de Lille"] },
        { memberId: "m-H", dayOn: "2026-03-13", quantity: "0.333333", circleId: "welcome", envelopeId: null, note: "Permanence", tags: [] },
        // 2 h 15 min 10 s; past midnight, it is of the day it began on.
        { memberId: "m-B", dayOn: "2026-03-14", quantity: "2.252778", note: "Maquette", tags: ["Site vitrine", "Mairie de Lille"] },
      ],
      ["2 Client Mairie de Lille", "4 Project Site vitrine", "4 Client Mairie de Lille"],
    ],
    [
      "clockify-detailed.csv",
      "clockify",
      [
        { ...plans, note: "Montage", tags: ["atelier"] },
        {
          memberId: "m-B",
          dayOn: "2026-03-25",
          quantity: "0.333333",
          note: "Relecture (Textes)",
          tags: ["Site vitrine", "Mairie de Lille"],
        },
      ],
      ["3 Project Site vitrine", "3 Client Mairie de Lille"],
    ],
    ["clockify-fr.csv", "clockify", [{ ...plans, note: "Dessin des plans", tags: ["Mairie de Lille"] }], ["2 Client Mairie de Lille"]],
    [
      "clockify-de.csv",
      "clockify",
      [{ ...plans, note: "Dessin des plans (Plans)", tags: ["atelier", "plans", "Mairie de Lille"] }],
      ["2 Kunde Mairie de Lille"],
    ],
    [
      "clockify-es.csv",
      "clockify",
      [{ ...plans, note: "Dessin des plans (Plans)", tags: ["atelier", "plans", "Mairie de Lille"] }],
      ["2 Cliente Mairie de Lille"],
    ],
    [
      "harvest-detailed.csv",
      "harvest",
      [
        { ...plans, note: "Dessin des plans (Plans)", tags: ["Mairie de Lille"] },
        { memberId: "m-full", dayOn: "2026-03-13", quantity: "0.25", circleId: "coordination", note: "Préparation", tags: ["Réunions"] },
      ],
      ["2 Client Mairie de Lille", "3 Project Réunions"],
    ],
    [
      "kimai-fr.csv",
      "kimai",
      [
        { ...plans, note: "Dessin des plans (Plans)", tags: ["atelier", "plans", "Mairie de Lille"] },
        { memberId: "m-H", dayOn: "2026-03-13", quantity: "0.333333", circleId: "welcome", note: "Permanence" },
      ],
      ["2 Client Mairie de Lille"],
    ],
    ["kimai-en.csv", "kimai", [{ ...plans, tags: ["atelier", "plans", "Mairie de Lille"] }], ["2 Customer Mairie de Lille"]],
    ["kimai-de.csv", "kimai", [{ ...plans, tags: ["atelier", "plans", "Mairie de Lille"] }], ["2 Kunde Mairie de Lille"]],
    [
      "solidtime-entries.csv",
      "solidtime",
      [
        { ...plans, note: "Dessin des plans (Plans)", tags: ["atelier", "plans", "Mairie de Lille"] },
        // Half past midnight in Paris.
        { memberId: "m-B", dayOn: "2026-03-14", quantity: "0.333333", note: "Veille du serveur" },
      ],
      ["2 client Mairie de Lille"],
    ],
    [
      "solidtime-detailed.csv",
      "solidtime",
      [
        { ...plans, note: "Dessin des plans (Plans)" },
        { memberId: "m-B", dayOn: "2026-03-13", quantity: "0.083333", note: "Tri du courrier" },
      ],
      ["2 Client Mairie de Lille"],
    ],
  ];
  const later = context({}, { kindId: "hours" }, "2026-03-31");
  for (const [name, profile, rows, remarks] of table) {
    const { survey, values, faults, remarks: told } = await read(sample(name), later);
    t.same(faults, [], name);
    t.match(survey, { profile, asks: [], mapping: "profile" }, name);
    t.match(values, rows, name);
    t.equal(values.length, rows.length, name);
    t.same(told, remarks, name);
  }
});

const toggl = (...rows: string[]): string =>
  ["User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)", ...rows].join(
    "\n",
  );
const entry = (
  cells: Partial<Record<"who" | "email" | "client" | "project" | "note" | "day" | "end" | "hours" | "amount", string>>,
): string =>
  [
    cells.who ?? "Ana",
    cells.email ?? "",
    cells.client ?? "",
    cells.project ?? "",
    "",
    cells.note ?? "x",
    "No",
    cells.day ?? "2026-03-12",
    "09:00:00",
    cells.end ?? "2026-03-12",
    cells.end === "" ? "" : "10:00:00",
    cells.hours ?? "01:00:00",
    "",
    cells.amount ?? "30.00",
  ].join(",");

t.test("what is wrong in a time sheet, by line and column", async (t) => {
  const table: [string, Parameters<typeof entry>[0], string][] = [
    ["a running entry", { end: "", hours: "" }, "End date entry_running"],
    ["nobody of that name", { who: "Max", email: "max@exemple.org" }, "Email unknown_member"],
    ["two of that name", { who: "Alix" }, "User name_ambiguous"],
    ["nobody named", { who: "" }, "User name_missing"],
    ["no time at all", { hours: "00:00:00" }, "Duration quantity_not_positive"],
    ["time below zero", { hours: "-1:00:00" }, "Duration duration_invalid"],
    ["sixty-one minutes", { hours: "01:61:00" }, "Duration duration_invalid"],
    ["no duration", { hours: "" }, "Duration quantity_missing"],
    ["a day that does not exist", { day: "2026-02-30" }, "Start date day_invalid"],
    ["a day to come", { day: "2026-12-01" }, "Start date day_in_future"],
    ["no note, no task, no project", { note: "" }, "Description note_missing"],
  ];
  for (const [said, cells, fault] of table) {
    const { faults, values } = await read(toggl(entry({}), entry(cells)), ofHours);
    t.same(faults, [`3 ${fault}`], said);
    t.equal(values.length, 1, said);
  }
  const byName = await read(toggl(entry({ email: "perso@exemple.org" })), ofHours);
  t.match([byName.faults, byName.values], [[], [{ memberId: "m-A" }]], "an address nobody has, and a name somebody has");
});

t.test("days that may be either are asked", async (t) => {
  const { survey } = await read(toggl(entry({ day: "03/04/2025" })), ofHours);
  t.match(survey.asks, [{ column: "day", header: "Start date", ask: "day-order" }]);
  for (const [order, day] of [
    ["day-first", "2025-04-03"],
    ["month-first", "2025-03-04"],
  ] as const) {
    const { values } = await read(toggl(entry({ day: "03/04/2025" })), context({ dayOrder: order }, { kindId: "hours" }));
    t.match(values, [{ dayOn: day }], order);
  }
});

t.test("an amount of the tool is a claim only when it is said", async (t) => {
  const wished = context({}, { kindId: "hours", amountAsClaim: true });
  t.match((await read(toggl(entry({})), ofHours)).values, [{ claimMinor: null }]);
  t.match((await read(toggl(entry({}), entry({ amount: "0.00" })), wished)).values, [{ claimMinor: 3000n }, { claimMinor: null }]);
  const dollars = toggl(entry({})).replace("(EUR)", "(USD)");
  t.same((await read(dollars, wished)).faults, ["2 Amount (USD) currency_mismatch"]);
  t.same((await read(dollars, ofHours)).faults, []);
});

t.test("amounts of Clockify in other languages, and of Harvest with the name of the currency", async (t) => {
  const wished = context({}, { kindId: "hours", amountAsClaim: true }, "2026-03-31");
  for (const name of ["clockify-de.csv", "clockify-es.csv", "harvest-detailed.csv"]) {
    const { values, faults } = await read(sample(name), wished);
    t.match([faults, values[0]], [[], { claimMinor: 10500n }], name);
  }
  const pounds = sample("harvest-detailed.csv").toString().replace("Euro - EUR", "British Pound - GBP");
  t.same((await read(pounds, wished)).faults, ["2 Billable Amount currency_mismatch"]);
});

t.test("no name of a project or a client is lost", async (t) => {
  const long = `Étude ${"très ".repeat(20)}longue`;
  const { values } = await read(toggl(entry({ project: long, client: "Ville" }), entry({ note: "", project: "Jardin" })), ofHours);
  t.match(values, [
    { note: `x (${long})`, tags: ["Ville"] },
    { note: "Jardin", tags: ["Jardin"] },
  ]);
  const tagged = toggl(entry({ project: "Jardin" })).replace(
    ",01:00:00,,",
    `,01:00:00,"${Array.from({ length: tagsMax }, (_, at) => `t${at}`).join(",")}",`,
  );
  const [full] = (await read<ContributionRow>(tagged, ofHours)).values;
  t.match([full?.note, full?.tags.length], ["x (Jardin)", tagsMax], "where there is no room for another tag");
});

t.test("times without a time zone and without a duration are not counted", async (t) => {
  const entries = (start: string, end: string): string =>
    `description,billable,client,project,tags,start,end,task,user_name,user_email\nx,false,,,,${start},${end},,Ana,`;
  t.same((await read(entries("2026-03-12 09:00:00", "2026-03-12T10:00:00Z"), ofHours)).faults, ["2 start time_unzoned"]);
  t.same((await read(entries("2026-03-12T09:00:00Z", "2026-03-12 10:00:00"), ofHours)).faults, ["2 end time_unzoned"]);
  t.same((await read(entries("2026-03-12T09:00:00Z", ""), ofHours)).faults, ["2 end entry_running"]);
  t.same((await read(entries("2026-03-12T09:00:00Z", "2026-03-12T08:00:00Z"), ofHours)).faults, ["2 quantity quantity_not_positive"]);
  t.same((await read(entries("2026-02-30T09:00:00Z", "2026-02-30T10:00:00Z"), ofHours)).faults.length > 0, true);
  const { values } = await read(entries("2026-03-12T09:00:00+0200", "2026-03-12T07:30:00.500Z"), ofHours);
  t.match(values, [{ dayOn: "2026-03-12", quantity: "0.500278" }], "half a second is a second");
});
