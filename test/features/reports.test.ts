/** Reports: a year adds up to the ledger and to its accounts, an envelope stands beside its plan, and a year is looked at before it closes. */

import { done, openTwoYears } from "../support/accounts-stories.js";
import { sumsBelow } from "../support/exported.js";
import { pdf } from "../support/receipt-files.js";
import { openRoundStory } from "../support/round-stories.js";
import { openVillage } from "../support/sharing-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";
import { upload } from "../support/uploads.js";

const house = await openHouse(t);
const story = await openTwoYears(house);
const { tom, ana, bob } = story.people;
const cents = (text: string): bigint => BigInt(text.replace(".", ""));

t.test("a year adds up: by envelope, by why, by circle, and with the ledger", async (t) => {
  for (const year of [2025, 2026]) {
    const { status, body } = await bob.get(`/years/${year}-01-01/report`);
    t.equal(status, 200);
    for (const purse of body.purses)
      t.equal(
        cents(purse.before) + cents(purse.received) + cents(purse.transferred) - cents(purse.billed) - cents(purse.shared),
        cents(purse.after),
        `${year} ${purse.name}`,
      );
    for (const circle of body.circles)
      t.equal(
        cents(circle.before) + cents(circle.received) + cents(circle.transferred) - cents(circle.spent),
        cents(circle.after),
        `${year} ${circle.name}`,
      );
    const sum = (what: string) =>
      body.purses.reduce((all: bigint, purse: Record<string, string>) => all + cents(purse[what] as string), 0n);
    t.equal(sum("transferred"), 0n, "transfers sum to zero");
    t.equal(body.rounds, "0.00");
    for (const [what, whole] of [
      ["transferred", 0n],
      ["spent", cents(body.outflow)],
      ["after", sum("after")],
    ] as const)
      t.equal(
        [...body.circles, ...(body.funds ? [body.funds] : [])].reduce((all, row) => all + cents(row[what]), 0n),
        whole,
        `${year} circles and funds, ${what}`,
      );
    t.equal(cents(body.inflow) - cents(body.outflow), cents(body.result));
    t.equal(sum("received"), cents(body.inflow));
    t.equal(sum("billed") + sum("shared"), cents(body.outflow));
    const { body: books } = await bob.get(`/years/${year}-01-01/balance`);
    const dedicated = books.lines
      .filter(({ number }: { number: string }) => /^(6894|7894)$/.test(number))
      .reduce((all: bigint, line: { balance: string }) => all + cents(line.balance), 0n);
    t.equal(cents(body.result) - dedicated, cents(books.result), "the accounts come to the same before dedicated funds");
  }
  const first = (await bob.get("/years/2025-01-01/report")).body;
  t.match(
    first.purses.find(({ name }: { name: string }) => name.startsWith("Kit")),
    { before: "300.00", received: "3000.00", transferred: "-100.00", billed: "240.00", shared: "966.61", after: "1993.39" },
    "a levy of 150.00 left it, 50.00 came",
  );
  t.match(first.circles, [{ received: "3477.34" }]);
  t.match(
    first.members.map(({ name, work, expenses, waived, paid }: Record<string, string>) => [name, work, expenses, waived, paid]),
    [
      ["Ana", "800.01", "0.00", "0.00", "500.00"],
      ["Bob", "100.00", "66.60", "116.60", "0.00"],
    ],
  );
  const second = (await bob.get("/years/2026-01-01/report")).body;
  t.equal(second.purses.find(({ name }: { name: string }) => name.startsWith("Kit")).before, "1993.39");
  t.match(second.flows, [
    { side: "in", nature: "grant", amount: "-10.00" },
    { side: "share", nature: "work", amount: "-0.01" },
  ]);
  t.hasStrict(await bob.get("/years/2001-01-01/report"), { status: 404 });
});

t.test("an envelope stands beside its plan, and what lies outside of its funding is listed", async (t) => {
  const { kit } = story;
  const lines = [
    { side: "in", nature: "grant", label: "Métropole", amount: "3500.00" },
    { side: "out", nature: "work", label: "Coordination", amount: "900.00" },
    { side: "out", nature: "work", label: "Animation", amount: "100.00" },
    { side: "out", nature: "rent", label: "Salle", amount: "80.00" },
  ];
  t.hasStrict(await bob.put(`/envelopes/${kit}/plan`, { lines }), { status: 403 });
  t.hasStrict(await tom.put(`/envelopes/${kit}/plan`, { lines: [{ ...lines[0], amount: "0.00" }] }), {
    status: 422,
    body: { code: "amount_not_positive", figures: { at: "lines[0].amount" } },
  });
  t.equal((await tom.put(`/envelopes/${kit}/plan`, { lines: [{ ...lines[0], nature: "work" }] })).status, 400);
  t.equal((await ana.put(`/envelopes/${kit}/plan`, { lines })).status, 200, "as pilot of its circle");
  done(
    await tom.patch(`/envelopes/${kit}`, {
      eligibleFromOn: "2025-06-01",
      eligibleUntilOn: "2025-12-31",
      agreement: "C-14",
      reportDueOn: "2025-12-31",
    }),
  );
  const { body } = await bob.get(`/envelopes/${kit}/report?fromOn=2025-01-01&untilOn=2025-12-31`);
  t.same(
    body.plan.map(({ side, nature, labels, planned, realised }: Record<string, unknown>) => [side, nature, labels, planned, realised]),
    [
      ["in", "grant", ["Métropole"], "3500.00", "3000.00"],
      ["out", "work", ["Coordination", "Animation"], "1000.00", "900.01"],
      ["out", "rent", ["Salle"], "80.00", "0.00"],
      ["out", "purchase", [], "0.00", "240.00"],
      ["out", "expenses", [], "0.00", "66.60"],
      ["out", "transfer", [], "0.00", "100.00"],
    ],
  );
  t.match(body, {
    before: "300.00",
    after: "1993.39",
    agreement: "C-14",
    outside: [{ what: "bill", dayOn: "2025-04-01", amount: "240.00", kind: null }],
  });
  t.equal((await bob.get(`/envelopes/${kit}/report?fromOn=2025-12-31&untilOn=2025-01-01`)).status, 422);
});

t.test("both reports come as tables, in every format, and say what the pages say", async (t) => {
  const year = (await bob.get("/years/2025-01-01/report")).body;
  t.equal(await sumsBelow(t, bob, "/years/2025-01-01/report/file"), undefined, "the same money stands in several parts: no sum");
  const rows: string[] = (await bob.get("/years/2025-01-01/report/file?dialect=en")).body.trimEnd().split("\r\n");
  t.same(rows.slice(0, 4), [
    "Part,Of what,Figure,Quantity,Unit,Amount",
    `Together,2025-01-01 – 2025-12-31,in,,,${year.inflow}`,
    `Together,2025-01-01 – 2025-12-31,out,,,${year.outflow}`,
    `Together,2025-01-01 – 2025-12-31,left,,,${year.result}`,
  ]);
  const french: string = (await bob.get("/years/2025-01-01/report/file?dialect=fr")).body;
  t.match(french, /^Ensemble;01\/01\/2025 – 31\/12\/2025;entré;/m);
  for (const row of [
    "In and out,grant,in,,,3000.00",
    "In and out,work,shared,,,900.01",
    "Envelopes and funds,Kit | commun,received,,,3000.00",
    "Envelopes and funds,Kit | commun,left,,,1993.39",
    'Circles,"Funds, of no circle",transferred,,,150.00',
    "Members,Bob,waived,,,116.60",
    "Members,Ana,paid,,,500.00",
  ])
    t.ok(rows.includes(row), row);
  const address = `/envelopes/${story.kit}/report/file`;
  const days = "fromOn=2025-01-01&untilOn=2025-12-31";
  t.equal(await sumsBelow(t, bob, `${address}?${days}`), undefined);
  const { body: report } = await bob.get(`${address}?${days}`);
  for (const row of [
    "Financement;C-14;convention;;;",
    "Argent;01/01/2025 – 31/12/2025;avant;;;300,00",
    "Budget;travail (sorti) · Coordination · Animation;prévu;;;1000,00",
    "Budget;travail (sorti) · Coordination · Animation;réalisé;;;900,01",
    "Hors du financement;Livrets d’Ana;01/04/2025;;;240,00",
  ])
    t.ok(report.split("\r\n").includes(row), row);
  t.equal((await bob.get(`${address}?fromOn=2025-12-31&untilOn=2025-01-01`)).status, 422);
  t.equal((await bob.get("/years/2001-01-01/report/file")).status, 404);
});

t.test("before a year closes: what is in the way first, then what to look at", async (t) => {
  const open = (await bob.get("/years/2026-01-01/checks")).body.items;
  t.match(open.slice(0, 2), [
    { what: "year_not_over", isInTheWay: true },
    { what: "year_before_open", isInTheWay: true },
  ]);
  const { items } = (await bob.get("/years/2025-01-01/checks")).body;
  t.match(
    items
      .map(({ what, isInTheWay }: Record<string, unknown>) => [what, isInTheWay])
      .filter(([what]: [string]) => what !== "contributions_questioned"),
    [
      ["shares_unpaid", false],
      ["reports_due", false],
    ],
  );
  t.equal(items.find(({ what }: { what: string }) => what === "shares_unpaid")?.amount, "50.00");
  done(await tom.post("/years/2025-01-01/closing"));
  t.same((await bob.get("/years/2025-01-01/checks")).body.items, []);
});

t.test("what is pending is counted, and what is settled is not", async (t) => {
  const village = await openVillage(house, { ana: ["pilot", "admin"], bob: [], cy: [], tom: ["treasurer"] });
  const { ana, bob, cy, tom } = village.people;
  const kit = await village.envelope("Kit", "500.00");
  done(await tom.patch(`/envelopes/${kit}`, { reportDueOn: "2026-12-31" }));
  done(await tom.patch(`/envelopes/${await village.envelope("Plus tard")}`, { reportDueOn: "2027-01-31" }));
  const asked = await village.logs("bob", kit, { kind: "hours", quantity: "2", dayOn: "2026-03-01" });
  const other = await village.envelope("Autre", "100.00");
  await village.logs("bob", other, { kind: "hours", quantity: "1", claim: "25.00", dayOn: "2026-03-02" });
  done(await cy.post(`/contributions/${asked}/questions`, { reason: "Deux, vraiment ?" }));
  const train = { kind: "train", settlement: "reimburse", dayOn: "2026-03-03", note: "Train" };
  await village.logs("bob", kit, { ...train, amount: "12.00" });
  const proven = await village.logs("bob", kit, { ...train, amount: "14.00" });
  done(await upload(bob, pdf(), { to: `/contributions/${proven}/receipts`, name: "billet.pdf" }));
  await village.does("ana", "propose", await village.prepares("ana", other, { amount: "25.00" }));
  const text = "Date;Libellé;Montant(EUROS)\n02/03/2026;UN;20,00\n03/03/2026;DEUX;30,00";
  done(await tom.post("/bank-statements/text", { text }));
  const [line] = (await tom.get("/bank-lines")).body.items;
  done(await tom.post(`/bank-lines/${line.id}/setting-aside`, { reason: "Un rejet" }));
  const counts = async () =>
    Object.fromEntries(
      (await bob.get("/years/2026-01-01/checks")).body.items.map(({ what, count }: { what: string; count: number }) => [what, count]),
    );
  const expected = { year_not_over: 1, sharings_waiting: 1, contributions_questioned: 1, receipts_missing: 1, bank_lines_open: 1 };
  t.match(await counts(), { ...expected, reports_due: 1, siren_missing: 1 });
  done(await ana.patch("", { hostedBy: "La Coopérative" }));
  t.notOk("siren_missing" in (await counts()), "its host has the number");
  const { kinds } = (await bob.get("/years/2026-01-01/report")).body;
  t.match(
    kinds.find(({ name }: { name: string }) => name === "Heures"),
    { count: 2, people: 1, quantity: "3" },
    "Bob twice is one person",
  );
});

t.test("what went to a round is told, so that transfers sum to zero: in the report, and in its table", async (t) => {
  const round = await openRoundStory(house, { tom: ["treasurer"], ana: ["pilot"], bob: [] }, { pilot: "ana" });
  await round.share("600.00");
  const { tom } = round.people;
  const { body } = await tom.get("/years/2026-01-01/report");
  t.equal(body.rounds, "600.00");
  t.same(
    body.circles.map(({ transferred }: { transferred: string }) => transferred),
    ["-600.00"],
  );
  const rows: string[] = (await tom.get("/years/2026-01-01/report/file?dialect=en")).body.split("\r\n");
  t.same(
    rows.filter((row) => row.includes("To rounds")),
    ["Envelopes and funds,To rounds,transferred,,,600.00", "Circles,To rounds,transferred,,,600.00"],
  );
});

t.test("a round that keeps its pledges secret is in the way", async (t) => {
  const round = await openRoundStory(house, { tom: ["treasurer"], ana: ["pilot"], bob: [] }, { pilot: "ana", isSecret: true });
  await round.share("600.00");
  const compost = await round.bucket(round.people.ana, "Compost", "50.00", "190.00");
  t.equal((await round.pledge(round.people.bob, compost, "37.11")).status, 201);
  const items = async () => (await round.people.tom.get("/years/2026-01-01/checks")).body.items;
  t.match(
    (await items()).find(({ what }: { what: string }) => what === "year_round_secret"),
    { count: 1, isInTheWay: true },
  );
});

t.test("outside of a funding: before and after its days, and kinds it does not accept; not what was undone", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const { tom } = village.people;
  const kit = await village.envelope("Kit", "500.00");
  const [printer] = done(await tom.get("/third-parties")).body.items;
  const isBilled = async (amount: string): Promise<string> => {
    const bill = { envelopeId: kit, thirdPartyId: printer.id, nature: "purchase", label: "Livrets", document: amount, amount };
    return done(await tom.post("/bills", { ...bill, billedOn: "2026-03-10" })).body.bill.id;
  };
  await isBilled("40.00");
  done(await tom.post(`/bills/${await isBilled("60.00")}/reversal`, {}));
  await village.logs("bob", kit, { kind: "hours", quantity: "1", claim: "25.00", dayOn: "2026-02-01" });
  await village.logs("bob", kit, { kind: "expert", quantity: "1", claim: "50.00", dayOn: "2026-02-01" });
  const sharing = await village.prepares("ana", kit, { amount: "75.00" });
  await village.settles(sharing, { proposes: "ana", adopts: "tom", posts: "tom" });
  done(
    await tom.patch(`/envelopes/${kit}`, {
      eligibleFromOn: "2026-01-01",
      eligibleUntilOn: "2026-02-28",
      eligibleKindIds: [village.kinds.hours],
    }),
  );
  const { outside } = (await tom.get(`/envelopes/${kit}/report`)).body;
  t.same(
    outside.map(({ what, amount, kind }: Record<string, unknown>) => [what, amount, kind]),
    [
      ["contribution", "50.00", "Expertise"],
      ["bill", "40.00", null],
    ],
  );
});
