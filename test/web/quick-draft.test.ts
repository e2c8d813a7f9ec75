/** What a line and its answers come to, before anything is saved. */

import { refusalSentence } from "../../src/domain/refusals/sentence.js";
import { type DraftPlace, draftOf } from "../../src/web/draft-fields.js";
import type { Circle, Envelope, Kind, Member } from "../../src/web/place.js";
import { answered, emptyDraft, understand } from "../../src/web/quick-draft.js";
import { t } from "../support/tap.js";

const kind = (id: string, name: string, unit: string | null, isExpense = false) =>
  ({ id, name, unit, isExpense, isArchived: false }) as Kind;
const circle = (id: string, name: string, members: string[] = []) =>
  ({ id, name, isArchived: false, members: members.map((memberId) => ({ memberId, role: "contributor" })) }) as unknown as Circle;

const place: DraftPlace = {
  me: "ana",
  today: "2026-03-20",
  language: "fr",
  currency: "EUR",
  kinds: [
    kind("hours", "Heures", "h"),
    kind("facilitation", "Facilitation", "h"),
    kind("costs", "Frais", "EUR", true),
    kind("joy", "Joie", null),
  ],
  circles: [circle("kit", "Atelier du kit", ["ana"]), circle("welcome", "Accueil", ["bob", "ana2"])],
  envelopes: [
    {
      id: "e",
      name: "Accueil 2026",
      circleId: "welcome",
      closedAt: null,
      eligibleFromOn: null,
      eligibleUntilOn: null,
      eligibleKindIds: [],
    },
  ] as unknown as Envelope[],
  members: [
    { id: "ana", name: "Ana", leftOn: null },
    { id: "bob", name: "Bob", leftOn: null },
    { id: "cy", name: "Cy", leftOn: null },
  ] as unknown as Member[],
  read: (typed) => (/^\d+(?:[.,]\d+)?$/.test(typed) ? typed.replace(",", ".") : undefined),
  typed: (decimal) => decimal.replace(".", ","),
  say: ({ code, figures }) => refusalSentence(code, figures, "fr"),
};
const line = (text: string) => ({ ...emptyDraft, line: text });

t.test("a clear line asks nothing, and shows what nobody had to say", async (t) => {
  const { draft, isReady, questions } = understand(line("3h30 facilitation"), place);
  t.match(draft, {
    memberId: "ana",
    dayOn: "2026-03-20",
    quantity: "3.5",
    unit: "h",
    kindId: "facilitation",
    circleId: "kit",
    claim: null,
  });
  t.equal(draft.note, "3h30 facilitation");
  t.same(questions, []);
  t.ok(isReady);
  t.equal(understand(line("3h30 facilitation #accueil-2026"), place).draft.circleId, "welcome", "the circle of the envelope");
  t.equal(understand(line("@bob 2 h"), place).draft.circleId, "welcome", "the circle of who gave");
});

t.test("what is open is asked, and answered once", async (t) => {
  const typed = line("@cy 2 h");
  t.match(understand(typed, place).questions, [{ field: "circleId", isOpen: true }]);
  const said = answered(typed, place, "circleId", "kit");
  const { questions, isReady } = understand(said, place);
  t.match(questions, [{ field: "circleId", isOpen: false }], "the question stays, so that one can answer again");
  t.ok(isReady);
  t.notOk(understand(line("31/02 2 h"), place).isReady, "no such day");
  t.ok(understand(answered(line("31/02 2 h"), place, "dayOn", "2026-03-01"), place).isReady);
});

t.test("what is typed last wins", async (t) => {
  const said = answered(line("2 h"), place, "quantity", "4,5");
  t.equal(understand(said, place).draft.quantity, "4.5");
  t.equal(understand({ ...said, line: "2 h au jardin" }, place).draft.quantity, "4.5", "the line says the same of it");
  t.equal(understand({ ...said, line: "3 h au jardin" }, place).draft.quantity, "3", "now it says something else");
});

t.test("a quantity of another unit than the chosen kind’s is asked anew, in an empty field", async (t) => {
  const withRides = { ...place, kinds: [...place.kinds, kind("rides", "Trajets", "km"), kind("room", "Salle prêtée", "day")] };
  for (const [text, there] of [
    ["5 km", place],
    ["5 km", withRides],
    ["2 jours de peinture", withRides],
  ] as const) {
    const chosen = answered(line(text), there, "kindId", "hours");
    const { questions, values, isReady } = understand(chosen, there);
    t.match(questions.find(({ isOpen }) => isOpen)?.field, "quantity", text);
    t.notMatch(questions.map(({ sentence }) => sentence).join(), /day/, "units are said in the language of the reader");
    t.equal(values.quantity, "", text);
    t.notOk(isReady, text);
    t.match(understand(answered(chosen, there, "quantity", "3"), there), { draft: { quantity: "3" }, isReady: true }, text);
  }
  const lent = answered(line("2 jours de peinture"), withRides, "kindId", "room");
  t.match(understand(lent, withRides), { draft: { quantity: "2" }, isReady: true });
});

t.test("hours may be typed as a duration, and no other quantity", async (t) => {
  const values = { ...understand(line("2 h"), place).values, kindId: "hours" };
  for (const [typed, quantity] of [
    ["1h30", "1.5"],
    ["1h", "1"],
    ["1,5", "1.5"],
    ["deux", "deux"],
  ] as const)
    t.equal(draftOf({ ...values, quantity: typed }, null, place).quantity, quantity);
  const inDays = { ...place, kinds: [kind("room", "Salle prêtée", "day")] };
  t.equal(draftOf({ ...values, kindId: "room", quantity: "1h" }, null, inDays).quantity, "1h");
});

t.test("an amount goes where the kind wants it", async (t) => {
  t.match(understand(line("42,50 € train"), place).draft, { kindId: "costs", amount: "42.50", claim: null });
  t.match(understand(line("2 h 60 € facilitation"), place).draft, { quantity: "2", amount: null, claim: "60.00" });
  const asked = understand(line("60 € facilitation"), place).questions.map(({ field, isExpenseOrClaim }) => [field, isExpenseOrClaim]);
  t.same(asked, [
    ["amount", true],
    ["quantity", false],
  ]);
  const moved = understand(answered(line("2 h 60 € facilitation"), place, "kindId", "costs"), place);
  t.match(moved.draft, { amount: "60.00", claim: null }, "wished for work, spent for costs");
});

t.test("an amount is asked where the kind wants it", async (t) => {
  const typed = line("3 h à 20 €/h facilitation");
  const { questions, isReady } = understand(typed, place);
  t.match(questions, [{ field: "claim", options: ["60.00"], isOpen: true }]);
  t.notOk(isReady);
  const said = answered(typed, place, "claim", "60");
  t.match(understand(said, place), { draft: { quantity: "3", claim: "60" }, isReady: true });
  t.notOk(understand({ ...said, line: "3 h à 25 €/h facilitation" }, place).isReady, "now the line says something else");
  const spent = answered(typed, place, "kindId", "costs");
  t.match(understand(spent, place).questions, [{ field: "amount", isOpen: true }]);
  t.match(understand(answered(spent, place, "amount", "60"), place), { draft: { amount: "60" }, isReady: true });
});

t.test("without an envelope: said, and no obstacle", async (t) => {
  const { withoutEnvelope, isReady } = understand(line("2 h"), place);
  t.same([withoutEnvelope, isReady], [{ tag: "" }, true]);
  t.same(understand(line("2 h #acueil #bois"), place).withoutEnvelope, { tag: "acueil" });
  t.equal(understand(line("2 h #accueil"), place).withoutEnvelope, undefined, "it has one");
  t.equal(understand(answered(line("2 h #acueil"), place, "envelopeId", "e"), place).withoutEnvelope, undefined, "it was chosen");
  t.equal(understand(line("2 h"), { ...place, envelopes: [] }).withoutEnvelope, undefined, "there is none to choose");
  const withGifts = { ...place, kinds: [...place.kinds, kind("gifts", "Argent donné", "EUR")] };
  const gift = answered(line("50 €"), withGifts, "kindId", "gifts");
  t.equal(understand(gift, withGifts).withoutEnvelope, undefined, "money that is given enters no sharing");
  const train = answered(line("50 € train"), withGifts, "kindId", "costs");
  t.same(understand(train, withGifts).withoutEnvelope, { tag: "" }, "an expense does");
  t.equal(
    understand(answered(train, withGifts, "settlement", "collective"), withGifts).withoutEnvelope,
    undefined,
    "unless the collective paid it",
  );
});

t.test("what the rules refuse is said beside its field", async (t) => {
  const volunteered = answered(line("2 h 60 € facilitation"), place, "isVolunteered", "yes");
  const { faults, isReady } = understand(volunteered, place);
  t.ok(faults.get("claim"));
  t.notOk(isReady);
  t.match(understand(answered(line("2 h"), place, "quantity", "deux"), place).questions, [{ field: "quantity", isOpen: true }]);
});

t.test("what is left out leaves no comma at the beginning", async (t) => {
  Object.assign(globalThis, { localStorage: { getItem: () => "fr", setItem: () => {} }, document: { documentElement: {} } });
  const { default: fr } = await import("../../src/web/i18n/fr/contribute.js");
  const nothing = { giver: "", measure: "", kind: "", day: "", until: "", envelope: "", circle: "", claim: "", settlement: "", paidTo: "" };
  const said = (parts: object): string =>
    fr
      .said({ ...nothing, isMeasureKind: false, isVolunteered: false, words: "", tags: [], ...parts })
      .flat()
      .join("");
  t.equal(said({}), "");
  t.equal(said({ day: "jeudi 12 mars", words: "un mot" }), "Le jeudi 12 mars, «un mot»");
  t.equal(said({ giver: "Zoé", day: "jeudi 12 mars" }), "Zoé, le jeudi 12 mars");
  t.equal(said({ giver: "Zoé", kind: "Joie" }), "Zoé : joie");
  t.equal(said({ envelope: "Kit", words: "un mot" }), "Pour l’enveloppe Kit, «un mot»");
  t.equal(said({ measure: "3 h", kind: "Facilitation", day: "jeudi 12 mars" }), "3 h de facilitation, le jeudi 12 mars");
});

t.test("a figure that no kind would take is said before the kind is asked", async (t) => {
  for (const text of ["-3h", "0h", "0 h atelier", "-5 €"]) {
    const { questions, isReady } = understand(line(text), place);
    t.match(questions[0], { sentence: /plus grand que zéro/, isOpen: true }, text);
    t.notOk(isReady);
  }
  const said = answered(line("-3h"), place, "quantity", "3");
  t.equal(understand(said, place).questions.find(({ isOpen }) => isOpen)?.field, "kindId", "then the kind");
});
