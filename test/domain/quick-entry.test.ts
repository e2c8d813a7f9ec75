import fc from "fast-check";
import type { Test } from "tap";
import { readHours } from "../../src/domain/quick-entry/measures.js";
import { idsNear } from "../../src/domain/quick-entry/near.js";
import {
  parseQuickEntry,
  type QuickEntry,
  type QuickEntryContext,
  questionSentence,
  questionTexts,
  quickEntryLengthMax,
} from "../../src/domain/quick-entry.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

/** Wednesday 18 March 2026. */
const fr: QuickEntryContext = {
  today: "2026-03-18",
  language: "fr",
  currency: "EUR",
  kinds: [
    { id: "hours", name: "Heures", unit: "h" },
    { id: "facilitation", name: "Facilitation", unit: "h" },
    { id: "animation", name: "Animation", unit: "h" },
    { id: "rides", name: "Trajets", unit: "km", aliases: ["voiture"] },
    { id: "expenses", name: "Frais", unit: "EUR", isExpense: true, aliases: ["train", "billet de train"] },
    { id: "gifts", name: "Don", unit: "EUR" },
    { id: "joy", name: "Joie", unit: null, aliases: ["joy"] },
    { id: "hospitality", name: "Hospitalité", unit: null },
  ],
  circles: [
    { id: "welcome", name: "Accueil" },
    { id: "cafe", name: "Café Répare" },
    { id: "heart", name: "Cœur" },
  ],
  envelopes: [
    { id: "kit", name: "Kit commun" },
    { id: "garden-2025", name: "Jardin 2025" },
    { id: "garden-2026", name: "Jardin 2026" },
  ],
  members: [
    { id: "ana", name: "Ana" },
    { id: "zoe", name: "Zoé" },
  ],
};
const en: QuickEntryContext = { ...fr, language: "en" };

/** What was understood but for the note and the places, and the questions as «field reason». */
function brief({ note: _, understood: __, told: ___, questions, tags, remainder, durationMinutes, unit, quantity, ...entry }: QuickEntry) {
  return {
    ...entry,
    ...(quantity === undefined ? {} : { gave: `${quantity} ${unit}${durationMinutes === undefined ? "" : ` = ${durationMinutes} min`}` }),
    ...(tags.length > 0 ? { tags } : {}),
    ...(questions.length > 0 ? { asks: questions.map(({ field, reason }) => `${field} ${reason}`) } : {}),
    rest: remainder,
  };
}

type Row = [line: string, expected: Record<string, unknown>];

function rows(t: Test, context: QuickEntryContext, table: readonly Row[]): void {
  for (const [line, expected] of table) t.same(brief(parseQuickEntry(line, context)), expected, line);
}

t.test("the lines of the design", async (t) => {
  rows(t, fr, [
    [
      "3h30 facilitation #kit atelier du 12/03",
      { day: "2026-03-12", gave: "3.5 h = 210 min", kindId: "facilitation", envelopeId: "kit", rest: "atelier" },
    ],
    ["42,50 € train Lille–Attin", { amountMinor: 4250n, kindId: "expenses", rest: "Lille–Attin" }],
    [
      "01/02/2023 2 h 60 € Animation, Accueil : préparation de la réunion",
      {
        day: "2023-02-01",
        gave: "2 h = 120 min",
        claimMinor: 6000n,
        kindId: "animation",
        circleId: "welcome",
        rest: "préparation de la réunion",
      },
    ],
  ]);
});

const hours = (gave: string, rest = ""): Record<string, unknown> => ({ gave, kindId: "hours", rest });

t.test("durations and quantities", async (t) => {
  rows(t, fr, [
    ["3h30 atelier", hours("3.5 h = 210 min", "atelier")],
    ["3 h 30 atelier", hours("3.5 h = 210 min", "atelier")],
    ["3H30 atelier", hours("3.5 h = 210 min", "atelier")],
    ["3h05", hours("3.083333 h = 185 min")],
    ["3:30 atelier", hours("3.5 h = 210 min", "atelier")],
    ["0:45", hours("0.75 h = 45 min")],
    ["2 h", hours("2 h = 120 min")],
    ["1h", hours("1 h = 60 min")],
    ["2,5 h", hours("2.5 h = 150 min")],
    ["2.5h", hours("2.5 h = 150 min")],
    ["2,33 h", hours("2.33 h")],
    ["45 min", hours("0.75 h = 45 min")],
    ["20 mn", hours("0.333333 h = 20 min")],
    ["90 minutes", hours("1.5 h = 90 min")],
    ["1 heure et demie", hours("1.5 h = 90 min")],
    ["deux heures et quart", hours("2.25 h = 135 min")],
    ["une demi-heure", hours("0.5 h = 30 min")],
    ["trois quarts d’heure", hours("0.75 h = 45 min")],
    ["½ h", hours("0.5 h = 30 min")],
    ["2½ h", hours("2.5 h = 150 min")],
    ["1/2 heure", hours("0.5 h = 30 min")],
    ["1h1/2 de ménage", hours("1.5 h = 90 min", "de ménage")],
    ["1h ½", hours("1.5 h = 90 min")],
    ["1h½", hours("1.5 h = 90 min")],
    ["2 h 1/2", hours("2.5 h = 150 min")],
    ["1h3/4", hours("1.75 h = 105 min")],
    ["2 h 1/3", { day: "2026-03-01", ...hours("2 h = 120 min") }],
    ["1h2/3 de ménage", { asks: ["kind kind_missing", "quantity unit_missing"], rest: "1h2/3 de ménage" }],
    ["2 h 1/2/2026", { day: "2026-02-01", ...hours("2 h = 120 min") }],
    ["1 h et 30 min", hours("1.5 h = 90 min")],
    ["trois heures de rangement", hours("3 h = 180 min", "de rangement")],
    ["réunion de 10h à 12h30", hours("2.5 h = 150 min", "réunion")],
    ["réunion 14h-16h", hours("2 h = 120 min", "réunion")],
    ["entre 9h et 11h", hours("2 h = 120 min")],
    ["de 22h à 1h, veille", hours("3 h = 180 min", "veille")],
    ["réunion à 14h, 2h", hours("2 h = 120 min", "réunion à 14h")],
    ["2 h mise à jour du site", hours("2 h = 120 min", "mise à jour du site")],
    ["12 km", { gave: "12 km", kindId: "rides", rest: "" }],
    ["1 234,5 km", { gave: "1234.5 km", kindId: "rides", rest: "" }],
    ["voiture 12km aller", { gave: "12 km", kindId: "rides", rest: "aller" }],
  ]);
  rows(t, en, [
    ["2 hours", hours("2 h = 120 min")],
    ["half an hour", hours("0.5 h = 30 min")],
    ["an hour and a half", hours("1.5 h = 90 min")],
    ["one and a half hours", hours("1.5 h = 90 min")],
    ["2 and a half hours", hours("2.5 h = 150 min")],
    ["1 hour and 20 minutes", hours("1.333333 h = 80 min")],
    ["three quarters of an hour", hours("0.75 h = 45 min")],
    ["two hours of sorting", hours("2 h = 120 min", "of sorting")],
    ["meeting from 2 to 5 pm", hours("3 h = 180 min", "meeting")],
    ["from 10:00 to 12:30", hours("2.5 h = 150 min")],
    ["a 2h workshop at 3pm", hours("2 h = 120 min", "a workshop at 3pm")],
  ]);
});

t.test("what is no quantity, or not surely one, is asked", async (t) => {
  const unsure = (reason: string, rest: string, more: Record<string, unknown> = {}) => ({ ...more, asks: [`quantity ${reason}`], rest });
  const facilitation = { kindId: "facilitation" };
  rows(t, fr, [
    ["facilitation -2 h", unsure("not_positive", "-2 h", facilitation)],
    ["facilitation 0 h", unsure("not_positive", "0 h", facilitation)],
    ["facilitation 2-3 h", unsure("time_ambiguous", "2-3 h", facilitation)],
    ["facilitation 1h30/2h", unsure("several_quantities", "1h30/2h", facilitation)],
    ["facilitation 2h-3h", unsure("time_ambiguous", "2h-3h", facilitation)],
    ["facilitation 2 h puis 3 h", unsure("several_quantities", "2 h puis 3 h", facilitation)],
    ["facilitation ½ journée", unsure("unit_mismatch", "½ journée", facilitation)],
    ["facilitation 12 km", unsure("unit_mismatch", "12 km", facilitation)],
    ["facilitation 3", unsure("unit_missing", "3", facilitation)],
    ["facilitation", unsure("quantity_missing", "", facilitation)],
    ["voiture 1.234 km", unsure("number_ambiguous", "1.234 km", { kindId: "rides" })],
  ]);
  rows(t, en, [["voiture 1,234 km", unsure("number_ambiguous", "1,234 km", { kindId: "rides" })]]);
  t.same(parseQuickEntry("voiture 1,234 km", en).questions[0]?.options, ["1.234", "1234"], "both readings are offered");
});

t.test("a duration alone in a field is read as in a line", async (t) => {
  const table: [typed: string, hours: string | undefined][] = [
    ["1h30", "1.5"],
    [" 1 h 30 ", "1.5"],
    ["1:30", "1.5"],
    ["1h", "1"],
    ["2,5 h", "2.5"],
    ["45 min", "0.75"],
    ["une heure et demie", "1.5"],
    ["1h30 atelier", undefined],
    ["-1 h", undefined],
    ["0 h", undefined],
    ["12 km", undefined],
    ["2 jours", undefined],
    ["3", undefined],
    ["", undefined],
  ];
  for (const [typed, hours] of table) t.equal(readHours(typed, "fr"), hours, typed);
});

t.test("days count only for a kind in days", async (t) => {
  const camp: QuickEntryContext = { ...fr, kinds: [...fr.kinds, { id: "camp", name: "Chantier", unit: "jour" }] };
  rows(t, camp, [
    ["½ journée chantier", { gave: "0.5 jour", kindId: "camp", rest: "" }],
    ["2 jours et demi de chantier", { gave: "2.5 jour", kindId: "camp", rest: "de" }],
    ["3 jours chantier 2 h", { gave: "3 jour", kindId: "camp", rest: "2 h" }],
    ["3 jours facilitation 2 h", { gave: "2 h = 120 min", kindId: "facilitation", rest: "3 jours" }],
  ]);
  const lent = { id: "room", name: "Salle prêtée", unit: "day" };
  const room: QuickEntryContext = { ...fr, kinds: [...fr.kinds, lent] };
  const asked = { gave: "2 day", asks: ["kind several_kinds"] };
  rows(t, room, [
    ["2 jours de peinture", { ...asked, rest: "de peinture" }],
    ["2 jours", { ...asked, rest: "" }],
    ["1 jour salle", { gave: "1 day", kindId: "room", rest: "salle" }],
    ["2 jours pour la fête, dans la grande salle", { gave: "2 day", kindId: "room", rest: "pour la fête, dans la grande salle" }],
    ["2 jours de peinture, animation", { kindId: "animation", asks: ["quantity unit_mismatch"], rest: "2 jours de peinture" }],
  ]);
  t.same(parseQuickEntry("2 jours de peinture", room).questions[0]?.options, ["hours", "facilitation", "animation", "room"]);
  const alone = { ...asked, asks: ["kind kind_missing"], rest: "de peinture" };
  rows(t, { ...fr, kinds: [lent] }, [["2 jours de peinture", alone]]);
  rows(t, { ...fr, kinds: [{ ...lent, name: "Journées" }] }, [["2 j de peinture", { gave: "2 day", kindId: "room", rest: "de peinture" }]]);
  rows(t, fr, [["2 jours de peinture", { asks: ["kind several_kinds", "quantity unit_mismatch"], rest: "2 jours de peinture" }]]);
  const hall: QuickEntryContext = {
    ...fr,
    kinds: [
      { id: "meals", name: "Cuisine", unit: "repas" },
      { id: "minutes", name: "Appels", unit: "min" },
    ],
  };
  rows(t, hall, [
    ["5 km", { asks: ["kind kind_missing", "quantity unit_mismatch"], rest: "5 km" }],
    ["24 repas pour la fête", { gave: "24 repas", kindId: "meals", rest: "pour la fête" }],
    ["1h30 appels", { gave: "90 min = 90 min", kindId: "minutes", rest: "" }],
  ]);
});

t.test("amounts: a claim beside a quantity, an expense alone", async (t) => {
  const spent = (amountMinor: bigint, rest = ""): Record<string, unknown> => ({ amountMinor, kindId: "expenses", rest });
  rows(t, fr, [
    ["42,50 €", spent(4250n)],
    ["42.50 EUR", spent(4250n)],
    ["€42,50", spent(4250n)],
    ["42€50 timbres", spent(4250n, "timbres")],
    ["42 euros 50 timbres", spent(4250n, "timbres")],
    ["1 234,56 € bois", spent(123456n, "bois")],
    ["1\u00a0234,56\u00a0€", spent(123456n)],
    ["1\u202f234,56\u202f€", spent(123456n)],
    ["1.234,56 €", spent(123456n)],
    ["50 € don", { amountMinor: 5000n, kindId: "gifts", rest: "" }],
    ["2 h 60 €", { ...hours("2 h = 120 min"), claimMinor: 6000n }],
    ["3 h 30 €", { ...hours("3 h = 180 min"), claimMinor: 3000n }],
    ["60 € pour 2 h de facilitation", { gave: "2 h = 120 min", claimMinor: 6000n, kindId: "facilitation", rest: "pour de" }],
    [
      "60 € pour 2-3 h de facilitation",
      { claimMinor: 6000n, kindId: "facilitation", asks: ["quantity time_ambiguous"], rest: "pour 2-3 h de" },
    ],
    ["12 km 4,80 €", { gave: "12 km", claimMinor: 480n, kindId: "rides", rest: "" }],
    ["2 h 0 €", hours("2 h = 120 min")],
    ["facilitation 60 €", { kindId: "facilitation", asks: ["amount expense_or_claim", "quantity quantity_missing"], rest: "60 €" }],
    ["joie 20 €", { kindId: "joy", asks: ["amount expense_or_claim"], rest: "20 €" }],
    ["train 12 € 2 h de trajet", { amountMinor: 1200n, kindId: "expenses", asks: ["quantity unit_mismatch"], rest: "2 h de trajet" }],
    ["train 42,505 €", { kindId: "expenses", asks: ["amount amount_precision"], rest: "42,505 €" }],
    ["train 1.234 €", { kindId: "expenses", asks: ["amount number_ambiguous"], rest: "1.234 €" }],
    ["train 12 € et 15 €", { kindId: "expenses", asks: ["amount several_amounts"], rest: "12 € et 15 €" }],
    ["train -12 €", { kindId: "expenses", asks: ["amount not_positive"], rest: "-12 €" }],
    ["train - 12 €", spent(1200n)],
    ["train 0 €", { kindId: "expenses", asks: ["amount not_positive"], rest: "0 €" }],
    ["train 20 USD", { kindId: "expenses", asks: ["amount currency_mismatch"], rest: "20 USD" }],
    ["train $20", { kindId: "expenses", asks: ["amount currency_mismatch"], rest: "$20" }],
  ]);
  rows(t, en, [["€42.50 train", spent(4250n)]]);
  const yen = { ...fr, currency: "JPY", kinds: [{ id: "cash", name: "Frais", unit: "JPY", isExpense: true }] };
  rows(t, yen, [
    ["1200 jpy", { amountMinor: 1200n, kindId: "cash", rest: "" }],
    ["¥1200", { amountMinor: 1200n, kindId: "cash", rest: "" }],
    ["12,5 JPY frais", { kindId: "cash", asks: ["amount amount_precision"], rest: "12,5 JPY" }],
  ]);
});

t.test("a price is no amount: what it makes in all is asked", async (t) => {
  const asked = (rest: string, kindId = "facilitation", gave = "3 h = 180 min") => ({
    gave,
    kindId,
    asks: ["amount total_missing"],
    rest,
  });
  rows(t, fr, [
    ["3h à 20€/h facilitation", asked("à 20€/h")],
    ["facilitation 3h à 20 € de l’heure", asked("à 20 € de l’heure")],
    ["facilitation 3h 20 € l'heure", asked("20 € l'heure")],
    ["facilitation 3h, 20€ par heure", asked("20€ par heure")],
    ["facilitation 3h 20 euros / h", asked("20 euros / h")],
    ["12 km à 0,30 €/km", asked("à 0,30 €/km", "rides", "12 km")],
    [
      "facilitation 2 h / 20 € / préparation",
      { ...hours("2 h = 120 min"), kindId: "facilitation", claimMinor: 2000n, rest: "/ / préparation" },
    ],
    ["facilitation 2 h 20 € par Ana", { ...hours("2 h = 120 min"), kindId: "facilitation", claimMinor: 2000n, rest: "par Ana" }],
  ]);
  rows(t, en, [
    ["3h at €20/h facilitation", asked("at €20/h")],
    ["facilitation 3h €20 per hour", asked("€20 per hour")],
    ["facilitation 3h at 20 euros an hour", asked("at 20 euros an hour")],
  ]);
  const offered = (line: string) => parseQuickEntry(line, fr).questions[0]?.options;
  t.same(offered("3h à 20€/h facilitation"), ["60.00"]);
  t.same(offered("1h30 à 12,50 €/h facilitation"), ["18.75"]);
  t.equal(offered("0h20 à 20€/h facilitation"), undefined, "no whole number of cents");
  t.equal(offered("3 h puis 2 h à 20€/h facilitation"), undefined, "two durations");
  t.equal(offered("12 km à 0,30 €/km"), undefined);
  const [question] = parseQuickEntry("3h à 20€/h facilitation", fr).questions;
  if (!question) throw new Error("nothing was asked");
  t.equal(questionSentence(question, "fr"), "«20€/h» : combien en tout ?");
  t.equal(questionSentence(question, "en"), "“20€/h”: how much in all?");
});

t.test("a figure that is multiplied is a part: what it makes in all is asked", async (t) => {
  const part = (line: string) => {
    const { quantity, claimMinor, amountMinor, questions } = parseQuickEntry(line, fr);
    return [
      quantity ?? claimMinor ?? amountMinor,
      ...questions.map(({ field, reason, text, options }) => [field, reason, text, ...(options ?? [])]),
    ];
  };
  const hoursAsked = (text: string, ...options: string[]) => [undefined, ["quantity", "total_missing", text, ...options]];
  t.same(part("2h x 3 soirs facilitation"), hoursAsked("2h x 3", "6"));
  t.same(part("2h x3 facilitation"), hoursAsked("2h x3", "6"));
  t.same(part("facilitation 3 x 2h"), hoursAsked("3 x 2h", "6"));
  t.same(part("facilitation 3×1h30"), hoursAsked("3×1h30", "4.5"));
  t.same(part("facilitation trois fois 2 h"), hoursAsked("trois fois 2 h", "6"));
  t.same(part("facilitation 2 h, 3 fois"), hoursAsked("2 h, 3 fois", "6"));
  t.same(part("facilitation 2 h x 1,5"), hoursAsked("2 h x 1,5"));
  t.same(part("facilitation 2 h x 3 jours"), hoursAsked("2 h x 3", "6"));
  t.same(part("voiture 2 x 12 km"), hoursAsked("2 x 12 km"));
  t.same(part("train 2 x 12,50 €"), [undefined, ["amount", "total_missing", "2 x 12,50 €", "25.00"]]);
  t.same(part("facilitation 3 h x 20 €"), ["3", ["amount", "total_missing", "20 €", "60.00"]]);
  t.same(part("3 h facilitation x 20 €"), ["3", ["amount", "total_missing", "20 €", "60.00"]]);
  t.same(part("3 h de facilitation fois 20 €"), ["3", ["amount", "total_missing", "20 €", "60.00"]]);
  t.same(part("3 h facilitation, 2 x 20 €"), ["3", ["amount", "total_missing", "2 x 20 €", "40.00"]]);
  t.same(part("3x2h facilitation"), hoursAsked("3x2h", "6"));
  t.same(part("train 2x12,50 €"), [undefined, ["amount", "total_missing", "2x12,50 €", "25.00"]]);
  t.same(part("2h facilitation x3"), hoursAsked("2h x3", "6"));
  t.same(part("2h facilitation 12/03 × 3 jours"), hoursAsked("2h × 3", "6"));
  t.same(part("2h de facilitation, trois fois"), hoursAsked("2h trois fois", "6"));
  for (const words of ["avec Max, 3 fois rien", ": chaises x30", "du 4 x 4", "du 4x4"])
    t.same(part(`facilitation 2 h ${words}`), ["2"], words);
});

t.test("money that is said to be given is a gift, and nothing of it is asked back", async (t) => {
  const given = (rest = ""): Record<string, unknown> => ({ amountMinor: 2000n, kindId: "gifts", rest });
  const asked = (rest: string) => ({ amountMinor: 2000n, asks: ["kind gift_or_expense"], rest });
  const spent = (rest: string) => ({ amountMinor: 2000n, kindId: "expenses", rest });
  const table: [context: QuickEntryContext, rows: Row[]][] = [
    [
      fr,
      [
        ["don 20 euros", given()],
        ["Don de 20 €", given("de")],
        ["20 € de don pour la cantine", given("de pour la cantine")],
        ["don pour la cantine 20 €", given("pour la cantine")],
        ["je donne 20 €", given()],
        ["J’ai donné 20 € pour le four", given("J’ai pour le four")],
        ["je fais un don de 20 € au jardin", given("je fais un de au jardin")],
        ["don du 12/03 : 20 €", { ...given(), day: "2026-03-12" }],
        ["don de livres 20 €", asked("don de livres")],
        ["achat don 20 €", asked("achat don")],
        ["don de 20 €, achat de graines", asked("don de, achat de graines")],
        ["train 20 € don", asked("train don")],
        ["affiches pour l’appel aux dons 20 €", spent("affiches pour l’appel aux dons")],
        ["boîte à dons 20 €", spent("boîte à dons")],
        ["donné à Bob pour le pain 20 €", spent("donné à Bob pour le pain")],
        ["cadeau de départ 20 €", spent("cadeau de départ")],
        ["pardon 20 €", spent("pardon")],
        ["frais 20 € : don de la voisine", { amountMinor: 2000n, kindId: "expenses", rest: "don de la voisine" }],
        ["don -20 €", { kindId: "gifts", asks: ["amount not_positive"], rest: "-20 €" }],
        ["don de 3 h", hours("3 h = 180 min", "don de")],
        ["don de 3 h, 20 €", { ...hours("3 h = 180 min", "don de"), claimMinor: 2000n }],
        ["don de 2 h de facilitation", { gave: "2 h = 120 min", kindId: "facilitation", rest: "don de de" }],
      ],
    ],
    [
      en,
      [
        ["gift 20 euros", given()],
        ["20 € gift for the oven", given("for the oven")],
        ["a gift of 20 €", given("a of")],
        ["I give 20 €", given()],
        ["donation for the oven 20 €", given("for the oven")],
        ["donated 20 €", given()],
        ["gift for Zoé 20 €", spent("gift for Zoé")],
        ["bought a gift 20 €", asked("bought a gift")],
      ],
    ],
  ];
  const called = (context: QuickEntryContext, name: string) => ({
    ...context,
    kinds: context.kinds.map((kind) => (kind.id === "gifts" ? { ...kind, name } : kind)),
  });
  for (const [context, lines] of table) for (const name of ["Don", "Don d’argent"]) rows(t, called(context, name), lines);
  rows(t, called(fr, "Don d’argent"), [
    ["don d’argent 20 €", given()],
    ["20 € I don't know", spent("I don't know")],
  ]);
  rows(t, fr, [
    ["don d’argent 20 €", asked("don d’argent")],
    ["don de livres", { kindId: "gifts", asks: ["quantity quantity_missing"], rest: "de livres" }],
  ]);
  const none = { ...fr, kinds: fr.kinds.filter(({ id }) => id !== "gifts") };
  rows(t, none, [["don 20 €", { amountMinor: 2000n, asks: ["kind gift_kind_missing"], rest: "don" }]]);
  const two = { ...fr, kinds: [...fr.kinds, { id: "fees", name: "Cotisation", unit: "EUR" }] };
  rows(t, two, [
    ["je donne 20 €", { amountMinor: 2000n, asks: ["kind several_kinds"], rest: "je donne" }],
    ["don 20 €", given()],
  ]);
  t.same(parseQuickEntry("train 20 € don", fr).questions[0]?.options, ["gifts", "expenses"]);
});

t.test("days", async (t) => {
  const on = (day: string, rest = ""): Record<string, unknown> => ({ day, ...hours("2 h = 120 min", rest) });
  const asked = (reason: string, rest: string) => ({ ...hours("2 h = 120 min", rest), asks: [`day ${reason}`] });
  rows(t, fr, [
    ["2h 12/03", on("2026-03-12")],
    ["2h 18/03", on("2026-03-18")],
    ["2h 19/03", on("2025-03-19")],
    ["2h 29/02", on("2024-02-29")],
    ["2h 12/03/2024", on("2024-03-12")],
    ["2h 12/03/24", on("2024-03-12")],
    ["2h 12.03.2024", on("2024-03-12")],
    ["2h 2024-03-12", on("2024-03-12")],
    ["2h du 12/03", on("2026-03-12")],
    ["2h hier", on("2026-03-17")],
    ["2h hier soir", on("2026-03-17")],
    ["2h avant-hier", on("2026-03-16")],
    ["2h aujourd’hui", on("2026-03-18")],
    ["2h ce matin", on("2026-03-18")],
    ["2h il y a 3 jours", on("2026-03-15")],
    ["2h il y a une semaine", on("2026-03-11")],
    ["2h lundi", on("2026-03-16")],
    ["2h mercredi", on("2026-03-18")],
    ["2h mercredi dernier", on("2026-03-11")],
    ["2h jeudi", on("2026-03-12")],
    ["2h lundi 16 mars", on("2026-03-16")],
    ["2h jeudi 12", on("2026-03-12")],
    ["2h jeudi 3 ateliers", on("2026-03-12", "3 ateliers")],
    ["2h le 12", on("2026-03-12")],
    ["2h le 20", on("2026-02-20")],
    ["2h 12 mars", on("2026-03-12")],
    ["2h le 1er mars", on("2026-03-01")],
    ["2h 12 décembre", on("2025-12-12")],
    ["2h 3 févr. 2025", on("2025-02-03")],
    ["2h du 12 au 14 mars", { ...on("2026-03-12"), dayUntil: "2026-03-14" }],
    ["2h 12-14 mars", { ...on("2026-03-12"), dayUntil: "2026-03-14" }],
    ["2h du 28/02 au 02/03", { ...on("2026-02-28"), dayUntil: "2026-03-02" }],
    ["2h du 30 au 2 mars", { ...on("2026-01-30"), dayUntil: "2026-03-02" }],
    ["2h 31/02", asked("no_such_day", "31/02")],
    ["2h 30/02", asked("no_such_day", "30/02")],
    ["2h 32/11", asked("no_such_day", "32/11")],
    ["2h 32 novembre", asked("no_such_day", "32 novembre")],
    ["2h page 33/40", hours("2 h = 120 min", "page 33/40")],
    ["2h 03/25/2024", asked("day_order", "03/25/2024")],
    ["2h 12/03/2027", asked("day_in_future", "12/03/2027")],
    ["2h demain", asked("day_in_future", "demain")],
    ["2h lundi 12 mars", asked("weekday_mismatch", "lundi 12 mars")],
    ["2h 12/03, 14/03", asked("several_days", "12/03, 14/03")],
    ["2h du 14/03 au 12/03/2024", { ...on("2023-03-14"), dayUntil: "2024-03-12" }],
    ["2h du 14/03/2024 au 12/03/2024", asked("days_reversed", "du 14/03/2024 au 12/03/2024")],
  ]);
  rows(t, en, [
    ["2h 25/03", on("2025-03-25")],
    ["2h 03/25", on("2025-03-25")],
    ["2h 03/25/2024", on("2024-03-25")],
    ["2h 30/02", asked("no_such_day", "30/02")],
    ["2h 11/32", asked("no_such_day", "11/32")],
    ["2h 05/05", on("2025-05-05")],
    ["2h 03/04", asked("day_order", "03/04")],
    ["2h 12/03/2024", asked("day_order", "12/03/2024")],
    ["2h Thursday 12/03", on("2026-03-12")],
    ["2h yesterday", on("2026-03-17")],
    ["2h March 12", on("2026-03-12")],
    ["2h March 12th, 2024", on("2024-03-12")],
    ["2h 12th of March", on("2026-03-12")],
    ["2h on the 12th", on("2026-03-12")],
    ["2h last Wednesday", on("2026-03-11")],
    ["2h on Monday", on("2026-03-16")],
    ["2h 3 days ago", on("2026-03-15")],
    ["2h March 12-14", { ...on("2026-03-12"), dayUntil: "2026-03-14" }],
    ["2h from March 12 to March 14", { ...on("2026-03-12"), dayUntil: "2026-03-14" }],
    ["2h 12 mars", on("2026-03-12")],
  ]);
  t.same(parseQuickEntry("2h 03/04", en).questions[0]?.options, ["2025-04-03", "2026-03-04"], "both days are offered");
});

t.test("kinds", async (t) => {
  const two = "2 h = 120 min";
  rows(t, fr, [
    ["2h ANIMATIONS", { gave: two, kindId: "animation", rest: "" }],
    ["2h facilitation et animation", { gave: two, kindId: "facilitation", rest: "et animation" }],
    ["facilitation puis animation, merci, 2h", { gave: two, asks: ["kind several_kinds"], rest: "facilitation puis animation, merci" }],
    ["2h co-animation", hours(two, "co-animation")],
    ["billets de train 12 €", { amountMinor: 1200n, kindId: "expenses", rest: "" }],
    ["joie de la fête", { kindId: "joy", rest: "de la fête" }],
    ["hospitalite chez Bob", { kindId: "hospitality", rest: "chez Bob" }],
    ["un mot", { asks: ["kind kind_missing", "quantity quantity_missing"], rest: "un mot" }],
    ["", { asks: ["kind kind_missing", "quantity quantity_missing"], rest: "" }],
    ["01/02/2023 2 h Bricolage : table", { day: "2023-02-01", gave: two, asks: ["kind kind_unknown"], rest: "Bricolage : table" }],
  ]);
  const plain = { ...fr, kinds: fr.kinds.filter(({ id }) => id !== "hours") };
  rows(t, plain, [["2h rangement", { gave: two, asks: ["kind several_kinds"], rest: "rangement" }]]);
  t.same(parseQuickEntry("2h rangement", plain).questions[0]?.options, ["facilitation", "animation"]);
});

t.test("circles, envelopes, members, tags, and the colon", async (t) => {
  const two = { gave: "2 h = 120 min", kindId: "hours" };
  rows(t, fr, [
    ["2h café répare", { ...two, circleId: "cafe", rest: "" }],
    ["2h cœur", { ...two, circleId: "heart", rest: "" }],
    ["2h rangement : pour l'accueil", { ...two, rest: "rangement : pour l'accueil" }],
    ["2h rangement : cercle accueil", { ...two, circleId: "welcome", rest: "rangement : cercle" }],
    ["2h accueil, café répare", { ...two, asks: ["circle several_circles"], rest: "accueil, café répare" }],
    ["2h #kit-commun", { ...two, envelopeId: "kit", rest: "" }],
    ["2h #jardin", { ...two, asks: ["envelope several_envelopes"], rest: "#jardin" }],
    ["2h #bois #Été", { ...two, tags: ["bois", "Été"], rest: "" }],
    ["2h @zoe rangement", { ...two, memberId: "zoe", rest: "rangement" }],
    ["2h @max rangement", { ...two, asks: ["member member_unknown"], rest: "@max rangement" }],
    ["2h mail à ana@exemple.org", { ...two, rest: "mail à ana@exemple.org" }],
    [
      "Ana : 2h Animation, Accueil, Kit commun : réunion du 12/03, 3 h prévues",
      {
        memberId: "ana",
        gave: "2 h = 120 min",
        kindId: "animation",
        circleId: "welcome",
        envelopeId: "kit",
        day: "2026-03-12",
        rest: "réunion, 3 h prévues",
      },
    ],
    ["Animation : 2h", { gave: "2 h = 120 min", kindId: "animation", rest: "" }],
    [
      "12/03 2h Animation, Cuisine : soupe",
      { day: "2026-03-12", gave: "2 h = 120 min", kindId: "animation", asks: ["circle circle_unknown"], rest: "Cuisine : soupe" },
    ],
  ]);
});

t.test("names near to one that is nobody’s", async (t) => {
  const table: [tag: string, near: string[]][] = [
    ["kits", ["kit"]],
    ["Kitcommun", ["kit"]],
    ["jadin", ["garden-2025", "garden-2026"]],
    ["jardin2062", ["garden-2025", "garden-2026"]],
    ["cantine", []],
    ["2062", []],
  ];
  for (const [tag, near] of table) t.same(idsNear(tag, fr.envelopes), near, tag);
  t.same(idsNear("jardin-2026x", fr.envelopes), ["garden-2026", "garden-2025"], "the nearest first");
});

t.test("understood: the words, and where they stand", async (t) => {
  const line = "  Hier, 3 h 30 « facilitation » au Cœur  #kit";
  const { understood, note } = parseQuickEntry(line, fr);
  t.same(
    understood.map(({ field, text, value }) => `${field}: ${text} → ${value}`),
    [
      "day: Hier → 2026-03-17",
      "quantity: 3 h 30 → 3.5 h",
      "kind: facilitation → facilitation",
      "circle: Cœur → heart",
      "envelope: #kit → kit",
    ],
  );
  for (const { from, to, text } of understood) t.equal(line.slice(from, to), text);
  t.equal(note, line.trim(), "every word typed is kept");
  const decomposed = "2 h facilite\u0301 à l'été".normalize("NFD");
  for (const { from, to, text } of parseQuickEntry(decomposed, fr).understood) t.equal(decomposed.slice(from, to), text);
});

t.test("questions are sentences in both languages", async (t) => {
  const [question] = parseQuickEntry("facilitation 2-3 h", fr).questions;
  if (!question) throw new Error("nothing was asked");
  t.equal(questionSentence(question, "fr"), "«2-3 h» : combien de temps ?");
  t.equal(questionSentence(question, "en"), "“2-3 h”: how long?");
  t.ok(Object.values(questionTexts).every(({ fr, en }) => fr.length > 0 && en.length > 0));
});

const pieces = fc.constantFrom(
  ..."3h30|2 h|½|1/2|42,50 €|€|-|12/03|12-14 mars|lundi|demain|facilitation|animation|train|joie|#kit|#|@ana|@|:| : |,|à|de|10h|12h|1.234|,|h|km|cœur|\u202f|\u0301|👩‍🌾|\ud800|Ana :|31/02|2024-13-45|un|et demie".split(
    "|",
  ),
);
const anyLine = fc.oneof(
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(" ")),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 60 }),
);

t.test("laws", async (t) => {
  law(
    t,
    "any line is read: the note is the line, each value has its words, nothing overlaps but what is inferred",
    fc.property(anyLine, fc.constantFrom(fr, en), (line, context) => {
      const { note, understood, questions, ...entry } = parseQuickEntry(line, context);
      const isQuoted = understood.every(({ from, to, text }) => line.slice(from, to) === text && from < to);
      const isPast = (entry.day ?? "") <= context.today && (entry.dayUntil ?? "") <= context.today;
      const isPositive = (entry.amountMinor ?? 1n) > 0n && (entry.claimMinor ?? 1n) > 0n && !/^-|^[0.]*$/.test(entry.quantity ?? "1");
      const asked = new Set(questions.map(({ field }) => field));
      return note === line.trim() && isQuoted && isPast && isPositive && asked.size === questions.length;
    }),
    3000,
  );
  law(
    t,
    "hours and minutes in every spelling are the same",
    fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 59 }), (h, m) => {
      const mm = String(m).padStart(2, "0");
      const spellings = [
        `${h}h${mm}`,
        `${h} h ${mm}`,
        `${h}H${mm}`,
        `${h}:${mm}`,
        `${h} heures ${mm}`,
        `${h} hours and ${m} minutes`,
        `${h} h et ${m} min`,
      ];
      return spellings.every((line) => parseQuickEntry(line, fr).durationMinutes === h * 60 + m);
    }),
  );
  law(
    t,
    "an amount means the same with comma, point, and every kind of space",
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 9n }), (minor) => {
      const euros = (minor / 100n).toString();
      const cents = (minor % 100n).toString().padStart(2, "0");
      const grouped = (space: string) => euros.replace(/\B(?=(\d{3})+$)/g, space);
      const spellings = [
        `${euros},${cents} €`,
        `${euros}.${cents}€`,
        `${grouped("\u202f")},${cents}\u00a0€`,
        `€${grouped(" ")},${cents}`,
        `${grouped(".")},${cents} EUR`,
      ];
      return spellings.every((line) => parseQuickEntry(`${line} bois`, fr).amountMinor === minor);
    }),
  );
});

t.test("a line longer than any line keeps its words, and is read up to the limit", async (t) => {
  const line = `2h facilitation ${"très ".repeat(100_000)}`;
  const entry = parseQuickEntry(line, fr);
  t.equal(entry.note, line.trim());
  t.equal(entry.durationMinutes, 120);
  t.ok(line.length > quickEntryLengthMax);
});
