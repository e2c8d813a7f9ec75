import { parseElection } from "../../../src/domain/tally/election.js";
import { explainAll, explainCourse, explainProject } from "../../../src/domain/tally/explanation.js";
import { tally } from "../../../src/domain/tally/tally.js";
import { t } from "../../support/tap.js";

const typed = (text: string | null): string => (text ?? "").replaceAll("\u202f", " ");

const approvals = ["ab", "abc", "ab", "abc", "abc", "ab", "de", "de", "de", "dc", "a"];
const village = (rule: object, more: object = {}) => ({
  format: "moisson.election/1",
  currency: "EUR",
  budget: "1100.00",
  ballotType: "approval",
  projects: [
    { id: "a", name: "Piste", cost: "700.00" },
    { id: "b", name: "Agrès", cost: "400.00" },
    { id: "c", name: "Parc", cost: "250.00" },
    { id: "d", name: "Jeux", cost: "200.00" },
    { id: "e", cost: "100.00" },
    { id: "f", name: "Fresque", cost: "10.00", withdrawn: true },
    { id: "g", name: "Mare", cost: "30.00" },
  ],
  ballots: approvals.map((named) => ({ projects: [...named] })),
  rule,
  ...more,
});

function told(document: object, language: "fr" | "en") {
  const election = parseElection(document);
  const result = tally(election);
  return { lines: explainAll(election, result, language).map(typed), course: typed(explainCourse(result, language)) };
}

t.test("equal shares", async (t) => {
  const { lines, course } = told(village({ name: "equal-shares", completion: "utilitarian" }), "en");
  t.equal(lines[0], "Piste is chosen: 7 votes; 7 effective of 7 supporters; 7 voters pay €100.00 each, €700.00 in all.");
  t.equal(lines[1], "Agrès is not chosen: 6 votes; its 6 supporters have €0.00 left together, of €400.00: €400.00 is missing.");
  t.equal(lines[5], "Fresque is not chosen: 0 votes; this project was withdrawn.");
  t.equal(lines[6], "Mare is chosen: 0 votes; added by votes, as it fits in the €100.00 that was left (€30.00).");
  t.equal(course, "Each ballot has €100.00 to spend.");
  const compared = told(village({ name: "equal-shares", comparison: true }), "en");
  t.equal(
    compared.course,
    "Each ballot has €100.00 to spend. 4 voters have more of their projects by equal shares, 6 by votes: the latter result stands.",
  );
  t.equal(compared.lines[1], "Agrès is chosen: 6 votes; €400.00 was left, it costs €400.00.");
  t.equal(
    told(village({ name: "equal-shares" }), "fr").lines[6],
    "Le projet «Mare» n’est pas retenu : 0 voix ; aucun bulletin ne le soutient.",
  );
});

t.test("who has less than the others pays all of it", async (t) => {
  const { lines } = told(
    village(
      { name: "equal-shares" },
      { ballots: ["abd", "ab", "ab", "b", "b", "d", "d"].map((named) => ({ projects: [...named] })), budget: "700.00" },
    ),
    "fr",
  );
  t.equal(
    lines[1],
    "Le projet «Agrès» est retenu : 5 voix ; 5 effectifs sur 5 soutiens ; 5 personnes paient 80,00 € chacune, 400,00 € en tout.",
  );
  t.equal(
    lines[3],
    "Le projet «Jeux» est retenu : 3 voix ; 2,22 effectifs sur 3 soutiens ; 2 personnes paient 90,00 € chacune (180,00 €), et 1 personne tout ce qui lui reste (20,00 €) : 200,00 € en tout.",
  );
});

t.test("greedy", async (t) => {
  const by = (rule: object) => told(village(rule), "en").lines;
  t.equal(by({ name: "greedy" })[0], "Piste is chosen: 7 votes; €1,100.00 was left, it costs €700.00.");
  t.equal(by({ name: "greedy" })[2], "Parc is not chosen: 4 votes; it costs €250.00 and €0.00 was left: €250.00 is missing.");
  t.equal(by({ name: "greedy-no-skip" })[4], "e is not chosen: 3 votes; the count ends at “Jeux”, which does not fit.");
  t.equal(by({ name: "greedy-threshold", threshold: "5" })[3], "Jeux is not chosen: 4 votes; the threshold is 5 votes.");
});

t.test("a divided budget, and points", async (t) => {
  t.match(
    told(village({ name: "mean" }), "fr").lines[0],
    /^Le projet «Piste» est retenu : 7 voix ; [\d ,]+ € ; 7 personnes sur 11 le nomment/,
  );
  const document = village({ name: "greedy" }, { ballotType: "cumulative", ballots: [{ projects: ["a"], points: ["1.5"] }] });
  t.match(told(document, "fr").lines[0], /^Le projet «Piste» est retenu : 1,5 point ;/);
  t.match(told(document, "en").lines[0], /^Piste is chosen: 1.5 points;/);
});

t.test("nobody of that name", async (t) => {
  const election = parseElection(village({ name: "greedy" }));
  t.throws(() => explainProject(election, tally(election), "z", "en", "--explain"), { code: "unknown_project" });
});
