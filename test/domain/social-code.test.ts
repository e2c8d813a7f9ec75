/** The social code: its marks, its sections, what a version changes, and what travels to another collective. */

import { lilleSettings } from "../../src/domain/consent/settings.js";
import { Refusal, type RefusalCode } from "../../src/domain/refusals.js";
import {
  type CodeSection,
  changedSettings,
  codeFile,
  codeSettings,
  differencesOf,
  draftOfFile,
  passagesOf,
  requirePublishable,
  requireSections,
} from "../../src/domain/social-code.js";
import { socialCodeModel } from "../../src/domain/social-code-model.js";
import { t } from "../support/tap.js";

const refusalOf = (act: () => void): { code: RefusalCode; at: unknown } | null => {
  try {
    act();
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, at: error.figures.at };
  }
};
const section = (id: string, text = id, title = id): CodeSection => ({ id, title, text });

t.test("a text shows settings where it names them, and nothing else", async (t) => {
  t.same(passagesOf("ouverte {openHours} heures, {deciding}"), [
    { text: "ouverte " },
    { setting: "openHours" },
    { text: " heures, " },
    { setting: "deciding" },
  ]);
  t.same(passagesOf("{openHours}"), [{ setting: "openHours" }]);
  t.same(passagesOf(""), []);
  t.same(passagesOf("{ openHours }, {constructor}"), [{ text: "{ openHours }, " }, { text: "{constructor}" }]);
});

t.test("sections have titles, ids of their own, and marks that mean something", async (t) => {
  const examples: [readonly CodeSection[], string | null][] = [
    [[section("a"), section("b", "{restMonths} mois")], null],
    [[], "sections"],
    [[section("a"), section("b", "b", " ")], "sections[1].title"],
    [[section("a"), section("a")], "sections[1].id"],
    [[section("a", "{hours}")], "sections[0].text"],
    [[section("a", "{toString}")], "sections[0].text"],
  ];
  for (const [sections, at] of examples)
    t.same(
      refusalOf(() => requireSections(sections)),
      at === null ? null : { code: "code_invalid", at },
    );
});

t.test("the texts to start from name every setting, in both languages alike", async (t) => {
  const [fr, en] = [socialCodeModel("fr"), socialCodeModel("en")];
  for (const sections of [fr, en]) {
    requireSections(sections);
    const named = new Set(
      sections.flatMap(({ text }) => passagesOf(text)).flatMap((passage) => ("setting" in passage ? [passage.setting] : [])),
    );
    t.same(
      codeSettings.filter((name) => name !== "countsPublicHolidays" && !named.has(name)),
      [],
    );
  }
  t.same(
    fr.map(({ id }) => id),
    en.map(({ id }) => id),
  );
});

t.test("the text to start from is an assembly of commons’: rights by category, wealth side by side", async (t) => {
  const [fr, en] = [socialCodeModel("fr"), socialCodeModel("en")];
  t.same(
    fr.map(({ id }) => id),
    ["qualities", "values", "governance", "rights", "wealth", "partners", "money"],
  );
  const textOf = (sections: typeof fr, id: string) => sections.find((each) => each.id === id)?.text ?? "";
  for (const [sections, categories, wealth] of [
    [fr, /contributeur·ices.*adhérent·es.*sympathisant·es.*partenaires.*usage marchand/is, /temps.*argent.*biens.*soin.*joie/is],
    [en, /contributors.*subscribers.*supporters.*partners.*for trade/is, /time.*money.*goods.*care.*joy/is],
  ] as const) {
    t.match(textOf(sections, "rights"), categories, "rights of access, use and change by category");
    t.match(textOf(sections, "wealth"), wealth);
  }
});

t.test("a draft is published as it was seen, and in the place of what it was made from", async (t) => {
  const [before, then, after] = [new Date("2026-03-01"), new Date("2026-03-02"), new Date("2026-03-03")] as const;
  const draft = { id: "v2", basedOn: "v1", changedAt: before, publishedAt: null };
  const examples: [typeof draft | (Omit<typeof draft, "publishedAt"> & { publishedAt: Date }), string | null, RefusalCode | null][] = [
    [draft, "v1", null],
    [{ ...draft, changedAt: after }, "v1", "change_stale"],
    [draft, "v3", "change_stale"],
    [draft, null, "change_stale"],
    [{ ...draft, publishedAt: before }, "v1", "code_published"],
  ];
  for (const [version, inForceId, code] of examples)
    t.equal(refusalOf(() => requirePublishable(version, { seenAt: then, inForceId }))?.code ?? null, code);
});

t.test("differences stand in the order of the later version, what went where it stood", async (t) => {
  const before = [section("a"), section("b"), section("c"), section("d"), section("e")];
  const after = [section("c"), section("a", "other"), section("n"), section("e")];
  t.same(
    differencesOf(before, after).map(({ change, before: was, after: is }) => `${change} ${(is ?? was)?.id}`),
    ["same c", "removed d", "changed a", "removed b", "added n", "same e"],
  );
  t.same(
    differencesOf(before, []).map(({ change }) => change),
    before.map(() => "removed"),
  );
  t.same(
    differencesOf([], after).map(({ change }) => change),
    after.map(() => "added"),
  );
});

t.test("every section of either version is told once, whatever moved", async (t) => {
  const names = ["a", "b", "c", "d"];
  const orders = (left: readonly string[]): string[][] =>
    left.length === 0 ? [[]] : [[], ...left.flatMap((one) => orders(left.filter((other) => other !== one)).map((rest) => [one, ...rest]))];
  for (const was of orders(names))
    for (const is of orders(names)) {
      const told = differencesOf(
        was.map((id) => section(id)),
        is.map((id) => section(id)),
      ).map(({ before, after }) => (after ?? before)?.id);
      const all = [...new Set([...was, ...is])].sort();
      if (JSON.stringify([...told].sort()) !== JSON.stringify(all)) return t.fail(`${was} → ${is}: ${told}`);
    }
  t.pass("all orders of four sections");
});

t.test("a file travels without people, and settings that changed are named", async (t) => {
  const council = { lastResort: { kind: "council", name: "Sages", memberIds: ["m1"] }, openHours: 48 } as const;
  const file = codeFile("Les Communs", [section("a")], council);
  t.same(file.consent.lastResort, { kind: "council", name: "Sages", memberIds: [] });
  t.same(draftOfFile(file).consent, { openHours: 48 });
  t.same(draftOfFile(codeFile("x", [], { lastResort: { kind: "none" } })).consent, { lastResort: { kind: "none" } });
  t.same(changedSettings(lilleSettings, { ...lilleSettings, openHours: 48, restWeekdays: [7] }), ["openHours", "restWeekdays"]);
});
