import { readFileSync } from "node:fs";
import fc from "fast-check";
import { refusalSentence } from "../../src/domain/refusals/sentence.js";
import { Refusal } from "../../src/domain/refusals.js";
import { tallyElection } from "../../src/domain/tally/tally.js";
import { decodeBytes } from "../../src/exchange/decode.js";
import { formatPabulib, metaValue, type PabulibFile, type PabulibTable, parsePabulib } from "../../src/exchange/pabulib.js";
import { electionOf, publishedOf } from "../../src/exchange/pabulib-election.js";
import { pabulibOf } from "../../src/exchange/pabulib-write.js";
import { greedyRule, randomElection, sharesRule } from "../domain/tally/elections.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const fixture = (name: string): string => decodeBytes(readFileSync(new URL(`../../fixtures/elections/${name}`, import.meta.url))).text;

/** A small file; each part can be another. */
const file = ({
  meta = "budget;100\nvote_type;approval\nrule;greedy",
  projects = "project_id;cost\n1;60\n2;50",
  votes = "voter_id;vote\nv1;1,2\nv2;2",
} = {}) => `META\nkey;value\n${meta}\nPROJECTS\n${projects}\nVOTES\n${votes}\n`;

const counted = (text: string) => tallyElection(electionOf(parsePabulib(text)));
const cellsOf = ({ rows }: PabulibTable) => rows.map(({ cells }) => cells);

function refusalOf(read: () => unknown): { code: string; [figure: string]: unknown } {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    for (const language of ["fr", "en"] as const) {
      t.notMatch(refusalSentence(error.code, error.figures, language), /\{\w+\}/, "every figure of the sentence is there");
    }
    return { code: error.code, ...error.figures };
  }
  return { code: "not refused" };
}

t.test("what a file may look like", async (t) => {
  const plain = parsePabulib(file());
  const same = (text: string, message: string) => t.same(electionOf(parsePabulib(text)), electionOf(plain), message);
  same(file().replaceAll("\n", "\r\n"), "CRLF");
  same(file().replaceAll("\n", "\r"), "CR");
  same(`\ufeff${file()}`, "a byte order mark");
  same(file().replaceAll("\n", "\n\n"), "blank lines");
  same(file().replaceAll(";", " ; ").replaceAll(",", ", "), "spaces around cells");
  same(file().replaceAll("\n", ";;\n"), "idle delimiters, as spreadsheets leave them");
  same(file().replace(/\n$/, ""), "no line end at the end");
  same(file({ meta: "budget;100.0\nvote_type;approval\nrule;greedy", projects: "project_id;cost\n1;60.00\n2;5e1" }), "numbers of programs");
  same(file().replace("META", "meta").replace("PROJECTS", "Projects"), "small letters");
  const quoted = parsePabulib(
    file({ projects: 'project_id;cost;name\n1;60;"Park; ""south"""\n2;50;a "big" one\n3;1;"two\nlines"\n4;1;"Oak" street' }),
  );
  t.same(
    quoted.projects.rows.map(({ cells, line }) => [line, cells[2]]),
    [
      [8, 'Park; "south"'],
      [9, 'a "big" one'],
      [10, "two\nlines"],
      [12, "Oak street"],
    ],
  );
});

t.test("votes of every type", async (t) => {
  const votesOf = (type: string, votes: string, more = "") => {
    const { projects } = counted(file({ meta: `budget;100\nvote_type;${type}\nrule;greedy${more}`, votes }));
    return projects.map((project) => Number(project.votes));
  };
  t.same(votesOf("approval", "voter_id;vote\nv1;1,2\nv2;2\nv3;"), [1, 2], "an empty vote is a vote");
  t.same(votesOf("choose-1", "voter_id;age;vote\nv1;34;1\nv2;;"), [1, 0]);
  t.same(votesOf("cumulative", "voter_id;vote;points\nv1;1,2;7,3\nv2;2;5.5"), [7, 8.5]);
  t.same(votesOf("scoring", "voter_id;vote;points\nv1;1,2;-1,3\nv2;2;4"), [-1, 7]);
  t.same(votesOf("scoring", "voter_id;vote;points\nv1;1;2\nv2;;", "\ndefault_score;1"), [3, 2], "what is not named has the default");
  t.same(votesOf("ordinal", "voter_id;vote\nv1;2,1\nv2;1", "\nmax_length;3"), [5, 3], "3 for the first, 2 for the second");
  t.same(votesOf("ordinal", "voter_id;vote\nv1;2,1"), [1, 2], "without max_length all may be ranked");
});

t.test("each fault has its line", async (t) => {
  const cases: readonly (readonly [string, Record<string, unknown>])[] = [
    ["", { code: "file_empty" }],
    ["budget;100\n", { problem: "section_missing", section: "META" }],
    [file().replace("PROJECTS\n", ""), { at: "PROJECTS", problem: "section_missing", section: "PROJECTS" }],
    [file().replace(/VOTES[\s\S]*/, ""), { at: "VOTES", problem: "section_missing", section: "VOTES" }],
    ["META\nkey;value\nVOTES\nvoter_id;vote\nPROJECTS\nproject_id;cost\n", { at: "line 3", problem: "section_missing", section: "VOTES" }],
    ["META\nkey;value\nPROJECTS\nVOTES\nvoter_id;vote\n", { at: "line 3", problem: "section_missing", section: "PROJECTS" }],
    [file({ projects: "project_id;name\n1;a" }), { at: "PROJECTS", problem: "column_missing", column: "cost" }],
    [file({ votes: "voter_id;vote;vote\nv;1" }), { at: "line 11", problem: "column_twice_named", column: "vote" }],
    [file({ votes: "voter_id;vote\nv;1;2" }), { at: "line 12", problem: "cells_too_many", found: 3, expected: 2 }],
    [
      file({ meta: "budget;100\nvote_type;range\nrule;greedy" }),
      { at: "line 4, META vote_type", problem: "vote_type_unknown", found: "range" },
    ],
    [file({ meta: "budget;100\nrule;greedy" }), { at: "META vote_type", problem: "missing" }],
    [file({ meta: "vote_type;approval\nrule;greedy" }), { at: "META budget", problem: "missing" }],
    [
      file({ meta: "budget;lots\nvote_type;approval\nrule;greedy" }),
      { at: "line 3, META budget", problem: "number_malformed", found: "lots" },
    ],
    [file({ projects: "project_id;cost\n1;12,50" }), { at: "line 8, cost", problem: "number_malformed", found: "12,50" }],
    [file({ projects: "project_id;cost\n1;-5" }), { at: "line 8, cost", problem: "below_zero" }],
    [file({ projects: "project_id;cost\n1;5\n1;6" }), { at: "line 9, project_id", problem: "twice", id: "1" }],
    [file({ votes: "voter_id;vote\nv1;1\nv1;2" }), { at: "line 13, voter_id", problem: "twice", id: "v1" }],
    [file({ votes: "voter_id;vote\n;1" }), { at: "line 12, voter_id", problem: "text_empty" }],
    [file({ votes: "voter_id;vote\nv1;1\nv2;1,9" }), { at: "line 13, vote", problem: "project_unknown", id: "9" }],
    [file({ votes: "voter_id;vote\nv1;1,1" }), { at: "line 12, vote", problem: "project_twice_in_ballot", id: "1" }],
    [file({ meta: "budget;1\nvote_type;choose-1\nrule;greedy" }), { at: "line 12, vote", problem: "ballot_too_long", found: 2, max: 1 }],
    [file({ meta: "budget;1\nvote_type;ordinal\nrule;greedy\nmax_length;1" }), { at: "line 13, vote", problem: "ballot_too_long" }],
    [file({ meta: "budget;1\nvote_type;cumulative\nrule;greedy" }), { at: "VOTES", problem: "column_missing", column: "points" }],
    [
      file({ meta: "budget;1\nvote_type;cumulative\nrule;greedy", votes: "voter_id;vote;points\nv;1,2;5" }),
      { at: "line 12, points", problem: "points_count", found: 1, expected: 2 },
    ],
    [
      file({ meta: "budget;1\nvote_type;cumulative\nrule;greedy", votes: "voter_id;vote;points\nv;1;many" }),
      { at: "line 12, points", problem: "number_malformed" },
    ],
    [
      file({ meta: "budget;1\nvote_type;cumulative\nrule;greedy", votes: "voter_id;vote;points\nv;1;-1" }),
      { at: "line 12, points", problem: "below_zero" },
    ],
    [file({ projects: 'project_id;cost;name\n1;5;"open' }), { code: "quote_open", at: "line 8" }],
    [file({ meta: "budget;1\nvote_type;approval" }), { code: "rule_missing" }],
    [file({ meta: "budget;1\nvote_type;approval\nrule;lottery" }), { code: "rule_unknown", at: "line 5, META rule", rule: "lottery" }],
    [file({ meta: "budget;1\nvote_type;approval\nrule;greedy-exclusive" }), { code: "rule_beyond_file", rule: "greedy-exclusive" }],
    [file({ meta: "budget;1\nvote_type;approval\nrule;greedy-threshold" }), { code: "rule_invalid", problem: "threshold_missing" }],
  ];
  for (const [text, expected] of cases)
    t.match(
      refusalOf(() => counted(text)),
      { code: "election_invalid", ...expected },
    );
});

t.test("a META key without a value is no section", async (t) => {
  const meta = "budget;100\nvotes;\nvote_type;approval\nrule;greedy\nmeta;";
  t.same(electionOf(parsePabulib(file({ meta }))), electionOf(parsePabulib(file())));
});

t.test("what is written of an election is counted by its very rule", async (t) => {
  const divided = fc.constantFrom("mean", "median", "nash", "quadratic").map((name): Record<string, unknown> => ({ name }));
  const bound = fc.option(fc.integer({ min: 0, max: 9 }).map(String), { nil: undefined });
  const endings = (document: Parameters<typeof pabulibOf>[0]) => {
    const { projects } = tallyElection(document);
    return new Map(projects.map(({ id, selected, amount }) => [id, `${selected} ${amount}`]));
  };
  law(
    t,
    "write, read, count = count, whatever the rule, and what is published is confirmed",
    fc.property(
      randomElection((type) => fc.oneof(sharesRule(type), greedyRule, divided)),
      fc.boolean(),
      fc.array(fc.tuple(bound, bound), { minLength: 7, maxLength: 7 }),
      (election, supportedOnly, bounds) => {
        const projects = election.projects.map((project, place) => {
          const [least, most] = bounds[place] ?? [];
          const cost = place === 3 ? "999999999" : project.cost;
          return { ...project, cost, ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
        });
        const document = { ...election, supportedOnly, projects };
        const { selected } = tallyElection(document);
        const text = formatPabulib(pabulibOf(document, { description: "Vote; 2026", selected }));
        const read = parsePabulib(text);
        const [before, after] = [endings(document), endings(electionOf(read))];
        const isSame = [...before].every(([id, ending]) => after.get(id) === ending);
        return isSame && JSON.stringify([...(publishedOf(read)?.winners ?? [])].sort()) === JSON.stringify([...selected].sort());
      },
    ),
    1500,
  );
  const own = {
    ...fixtureElection,
    rule: { name: "equal-shares", utility: "cardinality", completion: "add1", increment: "0.5", start: "exact" },
  };
  const read = parsePabulib(formatPabulib(pabulibOf(own, { description: "", selected: [] })));
  t.match(electionOf(read).rule, own.rule);
  t.match(electionOf(read, { fields: { utility: "cost" } }).rule, { utility: "cost", increment: "0.5" }, "what is asked for goes before");
  t.notMatch(electionOf(read, { rule: "equalshares/add1" }).rule, { utility: "cardinality" }, "another rule is another rule");
});

const fixtureElection = {
  format: "moisson.election/1",
  budget: "10",
  ballotType: "approval",
  projects: [{ id: "a", cost: "1" }],
  ballots: [{ projects: ["a"] }],
};

t.test("rules of files", async (t) => {
  const ruleOf = (rule: string, more = "", choice = {}) =>
    electionOf(parsePabulib(file({ meta: `budget;1\nvote_type;approval\nrule;${rule}${more}` })), choice).rule;
  const threshold = "\nmin_project_score_threshold;30";
  t.match(ruleOf("greedy"), { name: "greedy" });
  t.match(ruleOf("greedy", threshold), { name: "greedy-threshold", threshold: "30" });
  t.same(ruleOf("unknown", threshold, { rule: "greedy" }), { name: "greedy" }, "who asks for greedy asks for it without");
  t.match(ruleOf("greedy-no-skip", threshold), { name: "greedy-no-skip", threshold: "30" });
  t.match(ruleOf("equalshares"), { name: "equal-shares", completion: "none", exhaustive: false, comparison: false });
  t.match(ruleOf("equalshares/add1"), { completion: "add1", exhaustive: false, comparison: false });
  t.match(ruleOf("equalshares/add1-comparison"), { completion: "add1", comparison: true });
  t.match(ruleOf("equalshares-comparison"), { completion: "none", comparison: true });
  t.match(ruleOf("equalshares/add1u"), { completion: "add1u", exhaustive: false });
  t.match(ruleOf("equalshares/add1eu"), { completion: "add1u", exhaustive: true });
  t.match(ruleOf("equalshares", "", { fields: { completion: "utilitarian" } }), { completion: "utilitarian" });
  t.match(
    refusalOf(() => ruleOf("greedy", "", { fields: { utility: "cost" } })),
    { code: "rule_invalid", at: "--utility" },
  );
  t.match(
    refusalOf(() => ruleOf("mean", "", { fields: { threshold: "1" } })),
    { code: "rule_invalid", at: "--threshold" },
  );
});

t.test("what is published, and what was withdrawn", async (t) => {
  const projects = "project_id;cost;selected\n1;60;1\n2;50;0\n3;9;2\n4;9;\n5;999999999;0";
  const read = parsePabulib(file({ projects, meta: "budget;100\nvote_type;approval\nrule;greedy-no-skip", votes: "voter_id;vote\nv;5" }));
  t.same(publishedOf(read), { winners: ["1"], otherwise: ["3"] });
  t.equal(publishedOf(parsePabulib(file())), null);
  t.equal(publishedOf(parsePabulib(file({ projects: "project_id;cost;selected\n1;60;\n2;50;" }))), null);
  t.same(tallyElection(electionOf(read)).selected, ["3", "4", "2"].sort(), "a withdrawn project does not end the count");
});

t.test("amounts", async (t) => {
  const currencyOf = (currency: string, budget: string) =>
    electionOf(parsePabulib(file({ meta: `budget;${budget}\ncurrency;${currency}\nvote_type;approval\nrule;greedy` }))).currency;
  t.equal(currencyOf("EUR", "100.50"), "EUR");
  t.equal(currencyOf("eur", "100"), "EUR");
  t.equal(currencyOf("EUR", "100.505"), undefined, "more decimals than the currency has");
  t.equal(currencyOf("shells", "100"), undefined);
});

t.test("our own files", async (t) => {
  for (const name of ["quartier.pb", "association.pb", "disputed.pb"]) {
    const read = parsePabulib(fixture(name));
    const written = formatPabulib(read);
    t.same(electionOf(parsePabulib(written)), electionOf(read), name);
    t.equal(formatPabulib(parsePabulib(written)), written, "the same bytes each time");
    t.equal(metaValue(read, "country"), "France");
  }
});

t.test("laws", async (t) => {
  const cell = fc
    .oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("", ";", '"', '""', 'a;"b"', "x\ny", "=1+1", "-5", "é", "'"))
    .map((text) => text.replaceAll("\r", "").trim());
  const table = (first: readonly string[]) =>
    fc
      .uniqueArray(
        fc.string({ unit: fc.constantFrom("a", "b", "c", "_", "é"), minLength: 1 }).filter((name) => !first.includes(name)),
        { maxLength: 3 },
      )
      .chain((others) => {
        const columns = [...first, ...others];
        const row = fc.array(cell, { minLength: columns.length, maxLength: columns.length });
        return fc.array(row, { maxLength: 5 }).map((rows) => ({
          columns,
          rows: rows.map((cells, place) => ({ line: 0, cells: [`id ${place}`, ...cells.slice(1)] })),
        }));
      });
  const files: fc.Arbitrary<PabulibFile> = fc.record({
    meta: table(["key", "value"]),
    projects: table(["project_id", "cost"]),
    votes: table(["voter_id", "vote"]),
  });
  law(
    t,
    "what is written is read again, and written again as the same bytes",
    fc.property(files, (written) => {
      const text = formatPabulib(written);
      const read = parsePabulib(text);
      return (
        formatPabulib(read) === text &&
        (["meta", "projects", "votes"] as const).every(
          (section) =>
            JSON.stringify([read[section].columns, cellsOf(read[section])]) ===
            JSON.stringify([written[section].columns, cellsOf(written[section])]),
        )
      );
    }),
    500,
  );
  law(
    t,
    "any text is refused by name or read",
    fc.property(
      fc.array(
        fc.constantFrom(
          "META",
          "PROJECTS",
          "VOTES",
          "key;value",
          "project_id;cost",
          "voter_id;vote",
          "\n",
          ";",
          '"',
          "1",
          "a",
          "budget;5",
          "vote_type;approval",
          "rule;greedy",
        ),
      ),
      (parts) => {
        try {
          counted(parts.join("\n"));
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        return true;
      },
    ),
    1000,
  );
  law(
    t,
    "one character of a sound file spoilt",
    fc.property(fc.nat(), fc.constantFrom("", ";", '"', "\n", "x", "-", "\u0000", "9"), (place, letter) => {
      const text = fixture("association.pb");
      const at = place % text.length;
      try {
        counted(text.slice(0, at) + letter + text.slice(at + 1));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
      return true;
    }),
    800,
  );
});
