/** The social code in the pages: its settings in words, where they come from, and versions as they are typed. */

import { type ConsentSettings, lilleSettings } from "../../src/domain/consent/settings.js";
import { codeSettings } from "../../src/domain/social-code.js";
import { isFigure, moved, readConsent, sentCode, sentPlace, typedCode, typedSetting, withMark } from "../../src/web/code-draft.js";
import { fileName, inheritedBy, namedIn, sayingOf } from "../../src/web/code-origin.js";
import { t } from "../support/tap.js";

Object.assign(globalThis, { localStorage: { getItem: () => "fr", setItem: () => {} }, document: { documentElement: {} } });
const { default: fr } = await import("../../src/web/i18n/fr/code-settings.js");
const { default: en } = await import("../../src/web/i18n/en/code-settings.js");
const names: Readonly<Record<string, string>> = { a: "Ana", b: "Bob" };
const nameOf = (id: string) => names[id] ?? "…";

t.test("each setting is said in a sentence and alone, in both languages", async (t) => {
  const said = (words: typeof fr) =>
    codeSettings.map((name) => [words.within(name, lilleSettings, nameOf), words.alone(name, lilleSettings, nameOf)]);
  t.same(said(fr), [
    ["72", "72 heures comptées"],
    ["les samedis et dimanches", "les samedis et dimanches"],
    ["les jours fériés ne comptent pas", "les jours fériés ne comptent pas"],
    ["7", "7 jours"],
    ["2", "2 tentatives reportées"],
    ["2", "2 réunions"],
    ["deux tiers des personnes qui prennent parti", "deux tiers des personnes qui prennent parti"],
    ["3", "3 mois"],
    ["les adhérent·es et contributeur·ices", "les adhérent·es et contributeur·ices"],
    ["les adhérent·es et contributeur·ices", "les adhérent·es et contributeur·ices"],
  ]);
  t.same(said(en), [
    ["72", "72 counted hours"],
    ["Saturdays and Sundays", "Saturdays and Sundays"],
    ["public holidays do not count", "public holidays do not count"],
    ["7", "7 days"],
    ["2", "2 postponed attempts"],
    ["2", "2 meetings"],
    ["two thirds of those who take sides", "two thirds of those who take sides"],
    ["3", "3 months"],
    ["subscribers and contributors", "subscribers and contributors"],
    ["subscribers and contributors", "subscribers and contributors"],
  ]);
});

t.test("a last resort is a share, people with a name, or none", async (t) => {
  const french = (lastResort: ConsentSettings["lastResort"]) => fr.within("lastResort", { ...lilleSettings, lastResort }, nameOf);
  const vote = (numerator: number, denominator: number) => french({ kind: "vote", numerator, denominator });
  const table: [string, string][] = [
    [vote(4, 6), "deux tiers des personnes qui prennent parti"],
    [vote(3, 4), "trois quarts des personnes qui prennent parti"],
    [vote(51, 100), "51\u00a0% des personnes qui prennent parti"],
    [vote(7, 11), "7 sur 11 des personnes qui prennent parti"],
    [vote(5, 5), "toutes les personnes qui prennent parti"],
    [vote(Number.NaN, 3), "… sur 3 des personnes qui prennent parti"],
    [french({ kind: "council", name: "Sages", memberIds: ["a", "b"] }), "la parole de «Sages» (Ana et Bob)"],
    [french({ kind: "council", name: "", memberIds: [] }), "la parole de «…»"],
    [french({ kind: "none" }), "aucun, la proposition se modifie jusqu’à ce que personne ne bloque"],
  ];
  for (const [said, expected] of table) t.equal(said, expected);
});

t.test("nothing of a setting is said as nothing", async (t) => {
  const none: ConsentSettings = { ...lilleSettings, restWeekdays: [], daysBetweenAttempts: 0, meetingsBefore: 0, restMonths: 0 };
  const said = (["restWeekdays", "daysBetweenAttempts", "meetingsBefore", "restMonths"] as const).map((name) =>
    fr.alone(name, none, nameOf),
  );
  t.same(said, ["aucun", "aucun délai", "aucune réunion", "aucun repos"]);
  t.equal(fr.alone("restWeekdays", { ...none, restWeekdays: [7, 1] }, nameOf), "les lundis et dimanches", "in the order of the week");
});

t.test("a setting comes from the narrowest code that says it; its own is not inherited", async (t) => {
  const codes = [
    { circleId: null, consent: { openHours: 48, restMonths: 6 } },
    { circleId: "wide", consent: { restMonths: 1 } },
    { circleId: "own", consent: { openHours: 1, deciding: [] } },
  ];
  t.equal(sayingOf("openHours", codes)?.circleId, "own");
  t.equal(sayingOf("restMonths", codes)?.circleId, "wide");
  t.equal(sayingOf("restWeekdays", codes), undefined);
  t.same(inheritedBy("own", codes), { ...lilleSettings, openHours: 48, restMonths: 1 });
  t.same(inheritedBy(null, [{ circleId: null, consent: { openHours: 1 } }]), lilleSettings);
  t.same(namedIn("ouverte {openHours} heures, hors {restWeekdays}, {other}"), ["openHours", "restWeekdays"]);
  t.equal(fileName("code-social", "L’Élan des Communs", 2), "code-social-l-elan-des-communs-v2.json");
});

const sections = [
  { id: "who", title: "Qui", text: "Nous." },
  { id: "how", title: "Comment", text: "Ouverte heures." },
];

t.test("a version that is typed and not touched is sent as it was", async (t) => {
  const consent: Partial<ConsentSettings> = {
    ...{ openHours: 24, restWeekdays: [7], countsPublicHolidays: true, deciding: ["partner"] },
    lastResort: { kind: "council", name: "Sages", memberIds: ["a"] },
  };
  t.same(sentCode(typedCode(sections, consent)), { sections, consent });
  t.same(sentCode(typedCode(sections, {})).consent, {}, "what is not said is not sent");
  for (const name of codeSettings) {
    const said = readConsent(typedSetting(name, lilleSettings));
    t.same(said, { [name]: lilleSettings[name] }, `${name} is said as it is inherited`);
  }
});

t.test("a figure that is none is sent as none; another kind of last resort takes its own fields alone", async (t) => {
  for (const [typed, sent] of [
    ["24", 24],
    [" 24 ", 24],
    ["7,5", 7.5],
    ["", null],
    ["deux", null],
  ] as const)
    t.same(JSON.parse(JSON.stringify(readConsent({ openHours: typed }))), { openHours: sent }, typed);
  const typed = typedSetting("lastResort", lilleSettings).lastResort;
  t.same(readConsent({ lastResort: { ...(typed as NonNullable<typeof typed>), kind: "none" } }), { lastResort: { kind: "none" } });
  t.same(codeSettings.filter(isFigure).length, 5);
});

t.test("sections move by one, empty ones are left out, and refusals count those that were sent", async (t) => {
  t.same(moved(["a", "b", "c"], 0, 1), ["b", "a", "c"]);
  t.same(moved(["a", "b", "c"], 2, -1), ["a", "c", "b"]);
  t.same(moved(["a", "b", "c"], 0, -1), ["a", "b", "c"]);
  const typed = [{ key: "new", title: " ", text: "" }, ...typedCode(sections, {}).sections, { key: "more", title: "Argent", text: "" }];
  t.same(sentCode({ sections: typed, consent: {} }).sections, [...sections, { title: "Argent", text: "" }]);
  t.equal(sentPlace(typed, 3), 2);
  t.equal(withMark("Ouverte  heures.", 8, "openHours"), "Ouverte {openHours} heures.");
});
