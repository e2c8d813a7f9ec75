/** The social code: drafts, publication by a decision, what it changes, and the settings that then count. */

import { wordsChanged } from "../../src/features/social-code/differences.js";
import { proposal, reach, subscribe } from "../support/decision-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const text = "Ouverte {openHours} heures.";
const sections = [
  { id: "who", title: "Qui nous sommes", text: "Une fabrique." },
  { id: "deciding", title: "Comment nous décidons", text },
];

async function collective(t: Parameters<typeof openHouse>[0]) {
  const house = await openHouse(t);
  const people = await house.collective("les-communs", { ana: ["admin"], bob: [], eve: [] });
  await subscribe(people.ana, people.ana, people.bob);
  return { house, ...people };
}
const publish = (versionId: string) => proposal("Code social", [{ kind: "publish-social-code", versionId }]);

t.test("a version is written, published by a decision, and its settings count from then on", async (t) => {
  const { house, ana, bob } = await collective(t);
  t.hasStrict((await bob.get("/social-code")).body, { version: null, settings: { openHours: 72 } });
  const draft = await bob.post("/social-code/versions", { sections, consent: { openHours: 24, restWeekdays: [7] } });
  t.hasStrict(draft, { status: 201, body: { number: 1, state: "draft", basedOn: null, settings: { openHours: 24, restMonths: 3 } } });
  t.hasStrict(await ana.get("/decision-rules"), { body: { openHours: 72 } }, "a draft rules nothing");
  const { id } = (await bob.post("/decisions", publish(draft.body.id))).body;
  await reach(house, "2026-03-17T09:00:00.000Z");
  t.hasStrict((await bob.get("/social-code")).body, {
    version: { id: draft.body.id, decisionId: id, state: "in-force" },
    settings: { openHours: 24 },
  });
  const rules = (await bob.get("/decision-rules")).body;
  t.hasStrict(rules, { openHours: 24, versionIds: [draft.body.id], closesAt: "2026-03-18T09:00:00.000Z" });

  const published = await bob.patch(`/social-code/versions/${draft.body.id}`, { sections });
  t.hasStrict(published, { status: 409, body: { code: "code_published" } });
  const changed = [
    { ...sections[1], text: "Ouverte {openHours} heures, pas plus." },
    { title: "L’argent", text: "Il entre." },
  ];
  const second = await bob.post("/social-code/versions", { sections: changed, consent: { openHours: 24 } });
  t.hasStrict(second.body, { number: 2, basedOn: draft.body.id, settings: { restWeekdays: [6, 7] } });
  const { body: differences } = await ana.get(`/social-code/versions/${second.body.id}/differences`);
  t.same(
    differences.sections.map(({ change, title }: { change: string; title: string }) => `${change} ${title}`),
    ["removed Qui nous sommes", "changed Comment nous décidons", "added L’argent"],
  );
  t.same(differences.settings, ["restWeekdays"]);
  const words = differences.sections[1].words as { kind: string; text: string }[];
  const told = (but: string) => words.flatMap(({ kind, text: piece }) => (kind === but ? [] : [piece])).join("");
  t.same([told("added"), told("removed")], [text, changed[0]?.text]);
});

t.test("what was written again, or made from a version no longer in force, is not published", async (t) => {
  const { house, ana, bob, eve } = await collective(t);
  const write = async () => (await bob.post("/social-code/versions", { sections })).body.id;
  const [first, second] = [await write(), await write()];
  const [one, two] = [(await bob.post("/decisions", publish(first))).body.id, (await ana.post("/decisions", publish(second))).body.id];
  house.clock.now = new Date("2026-03-13T09:00:00.000Z");
  t.hasStrict(await eve.patch(`/social-code/versions/${first}`, { sections }), { status: 403, body: { code: "not_author" } });
  t.equal((await bob.patch(`/social-code/versions/${first}`, { consent: { openHours: 1 } })).status, 200);
  await reach(house, "2026-03-17T09:00:00.000Z");
  t.hasStrict((await bob.get(`/decisions/${one}`)).body.effects, [{ refusal: { code: "change_stale" } }]);
  t.hasStrict((await bob.get(`/decisions/${two}`)).body.effects, [{ refusal: null }]);
  const late = await bob.post("/decisions", publish(first));
  t.hasStrict(late, { status: 409, body: { code: "change_stale" } }, "it was made before the second came into force");
  await bob.patch(`/social-code/versions/${first}`, { sections });
  t.equal((await bob.post("/decisions", publish(first))).status, 201, "written again, it is made from it");
});

t.test("a circle’s own code inherits; a council is of people who are here", async (t) => {
  const { house, ana, bob, eve } = await collective(t);
  const circleId = (await ana.post("/circles", { name: "Accueil", contributors: [bob.memberId] })).body.id;
  const own = await bob.post("/social-code/versions", { circleId, sections, consent: { openHours: 1 } });
  const deciding = { ...publish(own.body.id), circleId };
  t.equal((await bob.post("/decisions", deciding)).status, 201);
  const common = await ana.post("/social-code/versions", { sections, consent: { openHours: 48, restMonths: 6 } });
  t.hasStrict(await bob.post("/decisions", { ...publish(common.body.id), circleId }), {
    status: 422,
    body: { code: "change_out_of_reach" },
  });
  await ana.post("/decisions", publish(common.body.id));
  await reach(house, "2026-03-17T09:00:00.000Z");
  t.hasStrict((await bob.get(`/decision-rules?circle=${circleId}`)).body, {
    openHours: 1,
    restMonths: 6,
    versionIds: [common.body.id, own.body.id],
  });
  t.hasStrict((await bob.get("/decision-rules")).body, { openHours: 48 });
  const council = (memberId: string) => ({ sections, consent: { lastResort: { kind: "council", name: "Sages", memberIds: [memberId] } } });
  const { tom } = await house.collective("ailleurs", { tom: [] });
  t.hasStrict(await bob.post("/social-code/versions", council(tom.memberId)), {
    status: 422,
    body: { code: "unknown_member", figures: { at: "lastResort.memberIds[0]" } },
  });
  t.equal((await bob.post("/social-code/versions", council(eve.memberId))).status, 201);
  const refused: [unknown, string, string][] = [
    [{ sections: [] }, "code_invalid", "sections"],
    [{ sections: [{ title: "x", text: "{hours}" }] }, "code_invalid", "sections[0].text"],
    [{ sections, consent: { openHours: 0 } }, "consent_setting_invalid", "openHours"],
    [{ sections, consent: { restWeekdays: [1, 2, 3, 4, 5, 6, 7] } }, "consent_setting_invalid", "restWeekdays"],
  ];
  for (const [body, code, at] of refused)
    t.hasStrict(await bob.post("/social-code/versions", body), { status: 422, body: { code, figures: { at } } });
});

t.test("another collective takes it as a file, without anybody of it", async (t) => {
  const { house, bob, eve } = await collective(t);
  const consent = { openHours: 36, lastResort: { kind: "council", name: "Sages", memberIds: [eve.memberId] } };
  const { id } = (await bob.post("/social-code/versions", { sections, consent })).body;
  const file = (await bob.get(`/social-code/versions/${id}/file`)).body;
  t.notMatch(JSON.stringify(file), eve.memberId);
  const { tom } = await house.collective("ailleurs", { tom: ["admin"] });
  t.equal((await tom.get(`/social-code/versions/${id}`)).status, 404);
  t.equal((await tom.get(`/social-code/versions/${id}/file`)).status, 404);
  const taken = await tom.post("/social-code/imports", { file });
  t.hasStrict(taken, {
    status: 201,
    body: { state: "draft", sections, consent: { openHours: 36 }, settings: { lastResort: { kind: "vote" } } },
  });
  t.match(await tom.post("/social-code/imports", { file: { ...file, format: "other" } }), { status: 400 });
  const model = (await tom.get("/social-code/model?language=en")).body;
  t.equal((await tom.post("/social-code/imports", { file: model })).status, 201);
});

t.test("words change as people read them: a mark is one, and so is «contributeur·ices»", async (t) => {
  const told = (before: string, after: string) =>
    wordsChanged(before, after)
      .map(({ kind, text }) => (kind === "same" ? text : `[${kind === "added" ? "+" : "-"}${text}]`))
      .join("");
  t.equal(told("Repose {restMonths} mois.", "Repose {openHours} heures."), "Repose [-{restMonths} mois][+{openHours} heures].");
  t.equal(
    told("Les contributeur·ices décident.", "Les contributeur·rices décident."),
    "Les [-contributeur·ices][+contributeur·rices] décident.",
  );
  t.equal(told("", "L’argent"), "[+L’argent]");
  t.equal(told("Qui bloque dit pourquoi.", "Qui bloque dit tout haut pourquoi."), "Qui bloque dit [+tout haut ]pourquoi.");
  t.equal(
    told("Nous gardons des lieux, des outils, des liens. Et nous dansons.", "Nous gardons au bord, du fleuve, un four. Et nous chantons."),
    "Nous gardons [-des lieux, des outils, des liens][+au bord, du fleuve, un four]. Et nous [-dansons][+chantons].",
    "a comma that stays by chance does not cut a change in three",
  );
});
