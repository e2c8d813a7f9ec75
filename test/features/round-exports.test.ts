/** Exports of a round: how minds changed, to the cent; both dialects; and what a secret round shows to whom. */

import { sumsBelow } from "../support/exported.js";
import { openRoundStory, type RoundStory, roundDates } from "../support/round-stories.js";
import { openHouse, type Person, storyStart } from "../support/stories.js";
import { t } from "../support/tap.js";

const crew = { tom: ["treasurer"], ana: ["pilot"], ada: ["admin"], bob: [], zoe: [], cy: [] } as const;
type Names = keyof typeof crew;
const house = await openHouse(t);
t.beforeEach(() => {
  house.clock.now = new Date(storyStart);
});

const tables = ["participants", "operations", "results"] as const;
const at = (time: string) => {
  house.clock.now = new Date(`2026-03-12T${time}Z`);
};

/** The lines of an export, and its cells where no cell is quoted. */
async function told(person: Person, story: { path(rest?: string): string }, what: string, dialect = "fr") {
  const { status, body, headers } = await person.get(story.path(`/exports/${what}?dialect=${dialect}`));
  const lines: string[] = String(body).replace("\ufeff", "").trimEnd().split("\r\n");
  return { status, body, headers, lines, rows: lines.slice(1).map((line) => line.split(dialect === "fr" ? ";" : ",")) };
}

/**
 * Pool 600, of which 125.00 each to Ana, Bob, Zoe and Cy. On the compost Ana pledges 10, 5 more, and takes 7 back; Bob
 * pledges 100, takes it all back, and pledges 60; Zoe 90. «=1+1» gets 30 of 90. The garden is cancelled and proposed again.
 */
async function changedMinds(settings: Record<string, unknown> = {}): Promise<RoundStory<Names>> {
  const story = await openRoundStory(house, crew, { pilot: "ana", ...settings });
  const { ana, bob, zoe, cy } = story.people;
  const done = async (asked: ReturnType<Person["post"]>) => {
    const { status, body } = await asked;
    if (status >= 300) throw new Error(JSON.stringify(body));
  };
  at("09:01:00");
  await story.share("500.00", [ana, bob, zoe, cy]);
  const compost = await story.bucket(bob, "Compost", "150.00", "220.00");
  const sum = await story.bucket(zoe, "=1+1", "90.00");
  const garden = await story.bucket(bob, "Jardin; potager", "30.00");
  await done(story.pledge(ana, compost, "10.00"));
  await done(story.pledge(ana, compost, "5.00"));
  await done(story.withdraw(ana, compost, "7.00"));
  at("09:02:00");
  await done(story.pledge(ana, garden, "20.00"));
  await done(bob.post(story.path(`/buckets/${garden}/cancellation`)));
  const again = await story.bucket(bob, "Jardin; potager", "30.00");
  await done(story.pledge(ana, again, "30.00"));
  at("09:03:00");
  await done(story.pledge(bob, compost, "100.00"));
  await done(story.withdraw(bob, compost, "100.00"));
  at("09:04:00");
  await done(story.pledge(bob, compost, "60.00"));
  await done(story.pledge(zoe, compost, "90.00"));
  await done(story.pledge(zoe, sum, "30.00"));
  await zoe.post(story.path("/buckets"), { title: "Brouillon", items: [{ label: "x", min: "5.00" }] });
  return story;
}

t.test("participants: what stood at most, was taken back, given back, and stood at the close", async (t) => {
  const story = await changedMinds();
  const { ana, cy } = story.people;
  const before = [
    "Ana;Compost;125,00;15,00;7,00;0,00;8,00;EUR",
    'Ana;"Jardin; potager";125,00;20,00;0,00;20,00;0,00;EUR',
    'Ana;"Jardin; potager";125,00;30,00;0,00;0,00;30,00;EUR',
    "Bob;Compost;125,00;100,00;100,00;0,00;60,00;EUR",
    "Cy;;125,00;;;;;EUR",
    "Zoe;Compost;125,00;90,00;0,00;0,00;90,00;EUR",
    "Zoe;'=1+1;125,00;30,00;0,00;0,00;30,00;EUR",
  ];
  const header = "Participant·e;Projet;Crédits reçus;Au plus haut;Repris;Rendu;Fléché à la clôture;Monnaie";
  const { status, headers, body } = await told(cy, story, "participants");
  t.equal(status, 200);
  t.equal(body, `\ufeff${[header, ...before, ""].join("\r\n")}`);
  t.match(headers, { "content-type": "text/csv; charset=utf-8", "moisson-hash": /^[0-9a-f]{64}$/ });
  const head = (await cy.get("/entries?limit=1")).body.items[0].position;
  t.equal(headers["moisson-position"], String(head));
  t.match(headers["content-disposition"], new RegExp(`^attachment; filename="les-communs-\\d+-round-participants-${head}\\.csv"$`));

  story.end();
  t.hasStrict(await story.close(ana), { status: 200 });
  // What was under its minimum stood at the close, and was given back by it.
  const after = before.map((line) => (line.includes("=1+1") ? "Zoe;'=1+1;125,00;30,00;0,00;30,00;30,00;EUR" : line));
  t.same((await told(cy, story, "participants")).lines, [header, ...after]);
  t.same((await told(cy, story, "participants", "en")).lines.slice(0, 3), [
    "Participant,Bucket,Credits,Peak,Withdrawn,Given back,Pledged at the close,Currency",
    "Ana,Compost,125.00,15.00,7.00,0.00,8.00,EUR",
    "Ana,Jardin; potager,125.00,20.00,0.00,20.00,0.00,EUR",
  ]);
});

t.test("operations: every entry in the order of the chain, and each account of the round ends at nothing", async (t) => {
  const story = await changedMinds();
  const { ana, cy } = story.people;
  story.end();
  await story.close(ana);
  const { lines } = await told(cy, story, "operations");
  t.same(lines, [
    "Position;Quand;Opération;Participant·e;Projet;Montant;Monnaie;Numéro d’écriture",
    "2;12/03/2026 10:00:00;mise;;;600,00;EUR;2",
    "3;12/03/2026 10:01:00;crédits;Ana;;125,00;EUR;3",
    "3;12/03/2026 10:01:00;crédits;Bob;;125,00;EUR;3",
    "3;12/03/2026 10:01:00;crédits;Zoe;;125,00;EUR;3",
    "3;12/03/2026 10:01:00;crédits;Cy;;125,00;EUR;3",
    "4;12/03/2026 10:01:00;fléchage;Ana;Compost;10,00;EUR;4",
    "5;12/03/2026 10:01:00;fléchage;Ana;Compost;5,00;EUR;5",
    "6;12/03/2026 10:01:00;repris;Ana;Compost;-5,00;EUR;6",
    "7;12/03/2026 10:01:00;repris;Ana;Compost;-10,00;EUR;7",
    "8;12/03/2026 10:01:00;fléchage;Ana;Compost;8,00;EUR;8",
    '9;12/03/2026 10:02:00;fléchage;Ana;"Jardin; potager";20,00;EUR;9',
    '10;12/03/2026 10:02:00;rendu;Ana;"Jardin; potager";-20,00;EUR;10',
    '11;12/03/2026 10:02:00;fléchage;Ana;"Jardin; potager";30,00;EUR;11',
    "12;12/03/2026 10:03:00;fléchage;Bob;Compost;100,00;EUR;12",
    "13;12/03/2026 10:03:00;repris;Bob;Compost;-100,00;EUR;13",
    "14;12/03/2026 10:04:00;fléchage;Bob;Compost;60,00;EUR;14",
    "15;12/03/2026 10:04:00;fléchage;Zoe;Compost;90,00;EUR;15",
    "16;12/03/2026 10:04:00;fléchage;Zoe;'=1+1;30,00;EUR;16",
    // At the close: 30.00 back to Zoe; what nobody pledged, and what was, leaves the round.
    "17;26/03/2026 10:00:00;rendu;Zoe;'=1+1;-30,00;EUR;17",
    "17;26/03/2026 10:00:00;clôture;Zoe;;-35,00;EUR;17",
    "17;26/03/2026 10:00:00;clôture;Ana;;-87,00;EUR;17",
    "17;26/03/2026 10:00:00;clôture;;;-100,00;EUR;17",
    "17;26/03/2026 10:00:00;clôture;Bob;;-65,00;EUR;17",
    "17;26/03/2026 10:00:00;clôture;Cy;;-125,00;EUR;17",
    "17;26/03/2026 10:00:00;clôture;;Compost;-158,00;EUR;17",
    '17;26/03/2026 10:00:00;clôture;;"Jardin; potager";-30,00;EUR;17',
  ]);
  // The same round in English: each amount out of one account is into another, until the close.
  const { rows } = await told(cy, story, "operations", "en");
  t.match(rows[0], ["2", "2026-03-12T09:00:00.000Z", "pool", "", "", "600.00"]);
  const accounts = new Map<string, number>();
  const add = (account: string, cents: number) => accounts.set(account, (accounts.get(account) ?? 0) + cents);
  for (const [, , what, participant, bucket, amount] of rows) {
    const cents = Math.round(Number(amount) * 100);
    add(bucket || participant || "pool", cents);
    if (what === "credits") add("pool", -cents);
    if (bucket && participant) add(participant, -cents);
  }
  t.same([...accounts.keys()].sort(), ["'=1+1", "Ana", "Bob", "Compost", "Cy", "Jardin; potager", "Zoe", "pool"]);
  t.ok([...accounts.values()].every((cents) => cents === 0));
});

t.test("results: as the settlement would be now, then as it was", async (t) => {
  const story = await changedMinds();
  const { ana, cy, zoe } = story.people;
  const header = "Projet;Porté par;Minimum;Maximum;État;Issue;Fléché;Complété de;Montant;Participant·es;Enveloppe;Monnaie;Explication";
  const compost =
    "Compost;Bob;150,00;220,00;ouvert;minimum atteint;158,00;0,00;158,00;3;;EUR;«Compost» a 158,00 €, au moins son minimum de 150,00 € : il devient une enveloppe.";
  const sum =
    "'=1+1;Zoe;90,00;90,00;ouvert;sous le minimum;30,00;0,00;0,00;1;;EUR;«=1+1» a 30,00 € pour un minimum de 90,00 € : il rend à chacun·e ce qu’il ou elle a fléché.";
  const cancelled =
    '"Jardin; potager";Bob;30,00;30,00;annulé;annulé;0,00;0,00;0,00;0;;EUR;"«Jardin; potager» a été annulé ; tout a été rendu."';
  const garden =
    '"Jardin; potager";Bob;30,00;30,00;ouvert;minimum atteint;30,00;0,00;30,00;1;;EUR;"«Jardin; potager» est complet, avec 30,00 € : il devient une enveloppe."';
  t.same((await told(cy, story, "results")).lines, [header, compost, sum, cancelled, garden]);
  t.match((await told(zoe, story, "results")).lines.at(-1), /^Brouillon;Zoe;5,00;5,00;brouillon;non publié;0,00;0,00;0,00;0;;EUR;/);

  story.end();
  await story.close(ana);
  const after = (await told(cy, story, "results")).lines;
  t.equal(after[1], compost.replace("ouvert", "financé").replace(";3;;", ";3;Compost;"));
  t.equal(after[2], sum.replace("ouvert", "annulé"));
  t.equal(after.length, 5, "a draft stays its cocreators’ own");
  t.equal((await told(zoe, story, "results")).lines.length, 6);
  const english = (await told(cy, story, "results", "en")).lines;
  t.equal(
    english[0],
    "Bucket,Cocreators,Minimum,Maximum,Status,Outcome,Pledged,Completed by,Amount,Participants,Envelope,Currency,Explanation",
  );
  t.match(
    english[1],
    /^Compost,Bob,150\.00,220\.00,funded,minimum reached,158\.00,0\.00,158\.00,3,Compost,EUR,"“Compost” has €158\.00, at least/,
  );

  const pledged = new Map((await told(cy, story, "results", "en")).rows.map(([title, , , , , , amount]) => [title, amount]));
  for (const title of ["Compost", "'=1+1"]) {
    const finals = (await told(cy, story, "participants", "en")).rows.filter(([, bucket]) => bucket === title).map((row) => Number(row[6]));
    t.equal(finals.reduce((sum, one) => sum + one).toFixed(2), pledged.get(title), `the finals of ${title}`);
  }
});

t.test("while pledges are secret everybody gets their own alone, whatever their role", async (t) => {
  const story = await changedMinds({ isSecret: true });
  const { people } = story;
  const of = async (name: Names, what: string) => (await told(people[name], story, what)).rows;
  const own: Record<Names, number> = { tom: 0, ada: 0, ana: 8, bob: 3, zoe: 2, cy: 0 };
  for (const name of Object.keys(own) as Names[]) {
    const participants = await of(name, "participants");
    const isIn = ["ana", "bob", "zoe", "cy"].includes(name);
    t.ok(
      participants.every(([participant]) => participant?.toLowerCase() === name) && participants.length > 0 === isIn,
      `${name} participants`,
    );
    const operations = await of(name, "operations");
    const pledges = operations.filter(([, , what]) => what !== "mise" && what !== "crédits");
    t.equal(operations.length - pledges.length, 5, `${name} sees the pool and the credits`);
    t.equal(pledges.length, own[name], `${name} pledges`);
    t.ok(
      pledges.every(([, , , participant]) => participant?.toLowerCase() === name),
      `${name} operations`,
    );
    const [, ...results] = (await told(people[name], story, "results")).lines;
    t.same(
      results.slice(0, 4),
      [
        "Compost;Bob;150,00;220,00;ouvert;;;;;;;EUR;",
        "'=1+1;Zoe;90,00;90,00;ouvert;;;;;;;EUR;",
        '"Jardin; potager";Bob;30,00;30,00;annulé;;;;;;;EUR;',
        '"Jardin; potager";Bob;30,00;30,00;ouvert;;;;;;;EUR;',
      ],
      `${name} results`,
    );
    t.equal(results.length, name === "zoe" ? 5 : 4, `${name} drafts`);
  }
  t.same((await told(people.ana, story, "participants")).lines[1], "Ana;Compost;125,00;15,00;7,00;0,00;8,00;EUR");

  story.end();
  await story.close(people.ana);
  t.equal((await of("tom", "participants")).length, 7);
  t.equal((await of("tom", "operations")).length, 26);
  t.match((await of("tom", "results"))[0], ["Compost", "Bob", "150,00", "220,00", "financé", "minimum atteint", "158,00"]);
});

t.test("the same export of the same moment gives the same bytes, to everybody where nothing is secret", async (t) => {
  const story = await changedMinds();
  for (const what of tables) {
    for (const dialect of ["fr", "en"]) {
      const [once, twice] = [await told(story.people.tom, story, what, dialect), await told(story.people.bob, story, what, dialect)];
      t.equal(once.status, 200, `${what} ${dialect}`);
      t.equal(once.body, twice.body);
      t.equal(once.body.startsWith("\ufeff"), dialect === "fr");
    }
  }
});

t.test("a round that was cancelled tells what was given, and that all of it went back", async (t) => {
  const story = await changedMinds();
  const { ana, cy } = story.people;
  at("09:10:00");
  t.hasStrict(await ana.post(story.path("/cancellation")), { status: 200 });
  const { lines } = await told(cy, story, "participants");
  t.ok(lines.includes("Ana;Compost;125,00;15,00;7,00;8,00;0,00;EUR"));
  t.ok(lines.includes("Cy;;125,00;;;;;EUR"));
  t.match((await told(cy, story, "operations")).lines.at(-1), /;mise;;;-600,00;EUR;/);
  const results = (await told(cy, story, "results", "en")).lines;
  t.match(results[1], /^Compost,Bob,150\.00,220\.00,cancelled,cancelled,0\.00,0\.00,0\.00,0,,EUR,/);
});

t.test("credits that are carried were given all the same", async (t) => {
  const story = await changedMinds({ unspent: "carry" });
  const { ana, cy } = story.people;
  story.end();
  await story.close(ana);
  house.clock.now = new Date("2026-03-27T09:00:00Z");
  const before = (await told(cy, story, "participants")).body;
  const dates = {
    proposalsFrom: "2026-04-01T00:00:00Z",
    proposalsUntil: "2026-04-20T00:00:00Z",
    pledgesFrom: "2026-04-01T00:00:00Z",
    pledgesUntil: "2026-04-30T00:00:00Z",
  };
  const copy = await ana.post(story.path("/copy"), { title: "Cobudget d’avril", ...dates });
  t.equal(copy.status, 201);
  t.equal((await told(cy, story, "participants")).body, before);
  const copied = { path: (rest = "") => `/rounds/${copy.body.id}${rest}` };
  t.same((await told(cy, copied, "participants", "en")).rows[0], ["Ana", "", "87.00", "", "", "", "", "EUR"]);
  t.same((await told(cy, copied, "operations", "en")).rows[0]?.slice(2, 6), ["pool", "", "", "312.00"]);
});

t.test("a round of points is told in whole points, and so are the entries of its collective", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob } = story.people;
  const opened = await ana.post("/rounds", { circleId: story.treasury.circleId, pool: "100", title: "Points", ...roundDates });
  const round = { path: (rest = "") => `/rounds/${opened.body.id}${rest}` };
  await ana.post(round.path("/credits"), { by: "equal", amount: "100", memberIds: [ana.memberId, bob.memberId] });
  const bucket = await bob.post(round.path("/buckets"), { title: "B", items: [{ label: "x", min: "20" }], publish: true });
  await ana.post(round.path("/pledges"), { bucketId: bucket.body.id, amount: "20" });
  t.same((await told(ana, round, "participants")).rows, [
    ["Ana", "B", "50", "20", "0", "0", "20", "points"],
    ["Bob", "", "50", "", "", "", "", "points"],
  ]);
  t.same((await told(ana, round, "results")).rows[0]?.slice(2, 9), ["20", "20", "ouvert", "minimum atteint", "20", "0", "20"]);
  t.match(await ana.get("/exports/entries"), { status: 200, body: /;100;points;/ });
  t.match(await ana.get("/exports/balances"), { status: 200, body: /;30;points/ });
});

t.test("what a rule completed is told, so that each account ends at nothing", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana", unspent: "tally", tally: { rule: { name: "greedy" } } });
  const { ana, bob } = story.people;
  await story.share("600.00", [ana, bob]);
  const compost = await story.bucket(bob, "Compost", "150.00");
  await story.pledge(ana, compost, "60.00");
  story.end();
  t.hasStrict(await story.close(ana), { status: 200, body: { pool: "0.00", completed: "90.00", returned: "450.00" } });
  const { rows } = await told(ana, story, "operations");
  t.same(
    rows.slice(-4).map((row) => row.slice(2, 6).join(" ")),
    ["par la règle  Compost 90,00", "clôture Ana  -240,00", "clôture Bob  -300,00", "clôture  Compost -150,00"],
  );
});

t.test("what is refused", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const other = await openRoundStory(house, { tom: ["treasurer"], eve: ["pilot", "admin"] }, { pilot: "eve" });
  for (const what of tables) {
    t.hasStrict(await other.people.eve.get(story.path(`/exports/${what}`)), { status: 404, body: { code: "not_found" } });
    t.hasStrict(await story.people.ana.get(other.path(`/exports/${what}`)), { status: 404 });
  }
  t.hasStrict(await story.people.ana.get(story.path("/exports/secrets")), { status: 400 });
  t.hasStrict(await story.people.ana.get(story.path("/exports/results?dialect=de")), { status: 400 });
});

t.test("spreadsheets hold the cells of the CSV; what somebody was given once is not added for each of their buckets", async (t) => {
  const story = await changedMinds();
  story.end();
  await story.close(story.people.ana);
  const sums = async (what: string) => (await sumsBelow(t, story.people.cy, story.path(`/exports/${what}`)))?.filter((cell) => cell !== "");
  t.same(await sums("participants"), ["Total", "107,00", "50,00", "218,00"]);
  t.same(await sums("operations"), undefined);
  const results = await sums("results");
  t.equal(results?.[0], "Total");
  t.equal(results?.length, 4);
});
