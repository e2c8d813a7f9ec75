import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { tally } from "../../src/cli/tally.js";
import { t } from "../support/tap.js";

const folder = mkdtempSync(join(tmpdir(), "moisson-tally-"));
t.teardown(() => rmSync(folder, { recursive: true }));

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/elections/${name}.pb`, import.meta.url));
const typed = (text: string): string => text.replaceAll("\u202f", " ");

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [new PassThrough({ highWaterMark: 1 << 30 }), new PassThrough()];
  const code = await tally(args, { stdin: new PassThrough(), stdout, stderr });
  return { code, out: typed(String(stdout.read() ?? "")), err: typed(String(stderr.read() ?? "")) };
}

/** A fixture with a text in it changed. */
function changed(name: string, from: string | RegExp, to: string): string {
  const file = join(folder, `${name}-${from}.pb`.replaceAll(/[^\w.-]/g, "_"));
  const text = readFileSync(fixture(name), "utf8");
  t.match(text, from);
  writeFileSync(file, text.replace(from, to));
  return file;
}

t.test("a file by its own rule, for people", async (t) => {
  const { code, out, err } = await run(fixture("quartier"));
  t.same({ code, err }, { code: 0, err: "" });
  t.equal(
    out,
    "equalshares/add1 : 7 projets, 16 bulletins, budget 12 000,00 €\n" +
      "Chaque bulletin dispose de 1 349,00 €, après 599 relèvements.\n\n" +
      "Retenus : 4 projets, 11 800,00 €\n" +
      "  1  6 000,00 €  8 voix  Piste cyclable rue du Moulin\n" +
      "  4  2 400,00 €  6 voix  Four à pain\n" +
      "  3  2 500,00 €  6 voix  Jardin partagé\n" +
      "  5    900,00 €  4 voix  Boîtes à livres\n\n" +
      "Le résultat publié est confirmé.\n",
  );
  const english = await run(fixture("association"), "--lang", "en");
  t.equal(english.code, 0);
  t.match(english.out, /^greedy: 5 projects, 6 ballots, budget €1,500.00\n\nChosen: 3 projects, €1,500.00\n/);
  t.match(english.out, /\n {2}bal +€700.00 +17 points {2}Bal "folk"; avec buffet\n/);
});

t.test("one of a kind is singular, and in French none is too", async (t) => {
  const file = (votes: string) => {
    const path = join(folder, `small-${votes.length}.pb`);
    const meta = "META\nkey;value\nbudget;5\nvote_type;approval\nrule;greedy\n";
    writeFileSync(path, `${meta}PROJECTS\nproject_id;cost;name\n1;9;Mare\nVOTES\nvoter_id;vote\n${votes}`);
    return path;
  };
  t.match((await run(file("v1;1\n"))).out, /^greedy : 1 projet, 1 bulletin, budget 5\n\nRetenu : 0 projet, 0\n/);
  t.match((await run(file("v1;1\n"), "--lang", "en")).out, /^greedy: 1 project, 1 ballot, budget 5\n\nChosen: 0 projects, 0\n/);
  t.match((await run(file("v1;1\nv2;1\n"))).out, /^greedy : 1 projet, 2 bulletins, /);
});

t.test("as JSON", async (t) => {
  const { code, out } = await run(fixture("quartier"), "--json", "--lang", "en");
  t.equal(code, 0);
  t.equal(out.split("\n").length, 2, "one line");
  const answer = JSON.parse(out);
  t.match(answer, {
    rule: "equalshares/add1",
    budget: "12000.00",
    spent: "11800.00",
    winners: ["1", "3", "4", "5"],
    published: ["1", "3", "4", "5"],
    confirmed: true,
    course: { perVoter: "1349.00", increments: 599 },
  });
  t.equal(answer.projects.length, 7);
  t.match(answer.projects[1], {
    id: "2",
    cost: "4200.00",
    votes: 7,
    won: false,
    why: /^Agrès de plein air is not chosen: 7 votes; .* is missing\.$/,
  });
  t.equal((await run(fixture("quartier"), "--json", "--lang", "en")).out, out, "the same bytes each time");
  const none = JSON.parse((await run(changed("quartier", /;selected\n/, ";chosen\n"), "--json")).out);
  t.match(none, { published: null, confirmed: null });
});

t.test("published winners that the rule does not give", async (t) => {
  const { code, out, err } = await run(fixture("disputed"), "--lang", "en");
  t.same({ code, err }, { code: 0, err: "" });
  t.match(out, /The published result is not confirmed:\n {2}chosen here, not published: c\n {2}published, not chosen here: d\n$/);
  t.match((await run(fixture("disputed"))).out, /retenus ici, pas publiés : c\n {2}publiés, pas retenus ici : d\n$/);
  t.match(JSON.parse((await run(fixture("disputed"), "--json")).out), { winners: ["a", "c"], published: ["a", "d"], confirmed: false });
  const aside = await run(changed("disputed", "d;300;8;Swings;1", "d;300;8;Swings;2"), "--lang", "en");
  t.match(aside.out, /chosen here, not published: c\nFunded for another reason, as the file says: d\n$/);
});

t.test("other rules and options", async (t) => {
  const winners = async (...args: string[]) => JSON.parse((await run(fixture("quartier"), "--json", ...args)).out).winners;
  t.same(
    await winners("--rule", "greedy"),
    ["1", "2", "5", "7"],
    "by votes two large projects leave room for what hardly anybody asked for",
  );
  t.same(await winners("--rule", "greedy-no-skip"), ["1", "2"]);
  t.same(await winners("--rule", "greedy-threshold", "--threshold", "7"), ["1", "2"]);
  t.same(await winners("--rule", "equalshares"), ["1", "4", "5"], "750.00 each, and not one increment");
  t.same(await winners("--completion", "none"), ["1", "4", "5"]);
  t.same(await winners("--rule", "equalshares", "--utility", "cardinality", "--completion", "utilitarian"), ["1", "3", "4", "5"]);
  t.same(await winners("--exhaustive"), ["1", "3", "4", "5"]);
  t.same(await winners("--increment", "50", "--start", "exact", "--comparison", "--seed", "spring"), ["1", "3", "4", "5"]);
  const { out } = await run(fixture("quartier"), "--rule", "mean", "--json");
  const { projects, spent } = JSON.parse(out);
  t.equal(spent, "12000.00");
  t.match(projects[6], { id: "7", won: false, amount: "0.00" });
});

t.test("why one project", async (t) => {
  const { code, out } = await run(fixture("quartier"), "--explain", "6", "--lang", "en");
  t.equal(code, 0);
  t.equal(
    out,
    "Mare pédagogique is not chosen: 3 votes; its 3 supporters have €2,830.33 left together, of €3,000.00: €169.67 is missing.\n" +
      "Each ballot has €1,349.00 to spend, after 599 increments.\n",
  );
  t.same(JSON.parse((await run(fixture("quartier"), "--explain", "6", "--json")).out).projects.length, 1);
  t.same(await run(fixture("quartier"), "--explain", "99"), {
    code: 1,
    out: "",
    err: "error: unknown_project: Projet inconnu : 99 (--explain).\n",
  });
});

t.test("refused", async (t) => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [[join(folder, "nowhere.pb")], /^error: not_found: .*nowhere\.pb/],
    [[changed("quartier", "v08;1,2", "v08;1,22")], /^error: election_invalid: .*ligne 36, vote : aucun projet ne s’appelle «22»\n$/],
    [
      [changed("quartier", "equalshares/add1", "unknown")],
      /^error: rule_beyond_file: La règle «unknown» .*choisissez avec --rule : greedy, /,
    ],
    [[fixture("quartier"), "--rule", "lottery"], /^error: rule_unknown: La règle «lottery» \(--rule\)/],
    [[fixture("quartier"), "--utility", "points"], /^error: rule_invalid: .*«points» ne va pas avec des bulletins de type approval\n$/],
    [
      [fixture("quartier"), "--rule", "greedy", "--utility", "cost"],
      /^error: rule_invalid: .*--utility : cela ne va pas avec la règle greedy\n$/,
    ],
    [[fixture("quartier"), "--increment", "much"], /^error: election_invalid: .*rule\.increment/],
  ];
  for (const [args, expected] of cases) {
    const { code, out, err } = await run(...args);
    t.same({ code, out }, { code: 1, out: "" });
    t.match(err, expected);
    t.equal(err.split("\n").length, 2, "one line");
  }
  const { code, out } = await run(changed("quartier", "v08;1,2", "v08;1,22"), "--json", "--lang", "en");
  t.equal(code, 1);
  t.match(JSON.parse(out), { code: "election_invalid", status: 422, figures: { problem: "project_unknown", id: "22" } });
});

t.test("usage", async (t) => {
  for (const args of [
    [],
    [fixture("quartier"), fixture("quartier")],
    [fixture("quartier"), "--rule"],
    [fixture("quartier"), "--lang", "de"],
  ]) {
    const { code, out } = await run(...args);
    t.same({ code, out }, { code: 2, out: "" }, args.join(" "));
  }
});

t.test("as a process of its own", async (t) => {
  const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
  const process_ = (name: string) =>
    spawnSync(process.execPath, ["--import", "tsx", main, "tally", fixture(name), "--json"], { encoding: "utf8" });
  t.match(process_("association"), { status: 0, stdout: /"winners":\["bal","cine","sortie"\]/ });
  t.match(process_("disputed"), { status: 0, stdout: /"confirmed":false/ });
});
