import fc from "fast-check";
import { parseDecimal, ratioOf } from "../../../src/domain/decimal.js";
import { currencyDecimals, parseAmount } from "../../../src/domain/money.js";
import { divide, floor, halfUp, multiply, ratio } from "../../../src/domain/ratio.js";
import { Refusal } from "../../../src/domain/refusals.js";
import { parseSharingDocument } from "../../../src/domain/sharing/document.js";
import { explainLine, explainMember } from "../../../src/domain/sharing/explanation.js";
import { settle } from "../../../src/domain/sharing/settle.js";
import { sharingTable } from "../../../src/domain/sharing/table.js";
import { wordingFor } from "../../../src/domain/sharing/wording.js";
import { law } from "../../support/law.js";
import { t } from "../../support/tap.js";
import { randomDocument } from "./documents.js";
import { example, examples } from "./examples.js";

/** Narrow no-break spaces as ordinary ones, so that the sentences below can be typed. */
const typed = (text: string): string => text.replaceAll("\u202f", " ");

function explained(name: string, member: string, language: "fr" | "en"): string[] {
  const document = parseSharingDocument(example(name).document);
  const { title, lines, carried } = explainMember(document, settle(document), member, language);
  return [title, ...lines.map(({ sentence }) => sentence), ...(carried === null ? [] : [carried])].map(typed);
}

const stories: { name: string; member: string; fr: string[]; en: string[] }[] = [
  {
    name: "value-equation-remaining",
    member: "bob",
    fr: [
      "Bob reçoit 575,00 €",
      "1. Part reversée aux communs 50,00 € : 5 % de 1 000,00 €.",
      "2. Frais avancés 200,00 € : avancés, et remboursés en entier.",
      "3. Travail donné 375,00 € : 20 h × 25,00 € = 500,00 € sur 1 000,00 € de travail. Il restait 750,00 € : 500 ÷ 1 000 × 750.",
    ],
    en: [
      "Bob receives €575.00",
      "1. Part reversée aux communs €50.00: 5% of €1,000.00.",
      "2. Expenses €200.00: advanced, and given back in full.",
      "3. Work given €375.00: 20 h × €25.00 = €500.00 of €1,000.00 of work. €750.00 was left: 500 ÷ 1,000 × 750.",
    ],
  },
  {
    name: "wealth-matrix-quality",
    member: "dom",
    fr: [
      "Dom reçoit 608,63 €",
      "1. Travail donné 608,63 € : (11 h × 20,00 € + 6,75 h × 28,00 €) × 1 (sans avis) = 409,00 € sur 2 016,00 € de travail. Il restait 3 000,00 € : 409 ÷ 2 016 × 3 000, arrondi en dessous.",
    ],
    en: [
      "Dom receives €608.63",
      "1. Work given €608.63: (11 h × €20.00 + 6.75 h × €28.00) × 1 (no reviews) = €409.00 of €2,016.00 of work. €3,000.00 was left: 409 ÷ 2,016 × 3,000, rounded down.",
    ],
  },
  {
    name: "weights-cap-with-coefficient",
    member: "ana",
    fr: [
      "Ana reçoit 10,00 €",
      "1. Travail donné 10,00 € : 1 h × 20,00 € × 0,5 (avis des pairs, médiane 1) = 10,00 € sur 10,00 € de travail. Il restait 100,00 €, et jamais plus que la valeur du travail, 10,00 € : 10 ÷ 10 × 10.",
    ],
    en: [
      "Ana receives €10.00",
      "1. Work given €10.00: 1 h × €20.00 × 0.5 (reviews by peers, median 1) = €10.00 of €10.00 of work. €100.00 was left, and never more than what the work is worth, €10.00: 10 ÷ 10 × 10.",
    ],
  },
  {
    name: "levy-brackets-since",
    member: "ana",
    fr: [
      "Ana ne reçoit rien cette fois",
      "1. Structure 2 675,00 € : 11,5 % de 5 000,00 € + 10,5 % de 20 000,00 €, après 25 000,00 € cette année.",
    ],
    en: ["Ana receives nothing this time", "1. Structure €2,675.00: 11.5% of €5,000.00 + 10.5% of €20,000.00, after €25,000.00 this year."],
  },
  {
    name: "fixed-twice",
    member: "ana",
    fr: [
      "Ana reçoit 30,00 €",
      "1. Montants convenus 30,00 € : montant fixe de 10,00 € + 20 % de 100,00 €.",
      "1. Part reversée aux communs 5,00 € : 5 % de 100,00 €.",
    ],
    en: [
      "Ana receives €30.00",
      "1. Agreed amounts €30.00: fixed amount of €10.00 + 20% of €100.00.",
      "1. Part reversée aux communs €5.00: 5% of €100.00.",
    ],
  },
  {
    name: "reimburse-short",
    member: "ana",
    fr: [
      "Ana reçoit 50,00 €",
      "1. Frais avancés 50,00 € : 100,00 € avancés, sur 300,00 € de frais. Il restait 150,00 € : 100 ÷ 300 × 150.",
    ],
    en: ["Ana receives €50.00", "1. Expenses €50.00: €100.00 advanced, of €300.00 of expenses. €150.00 was left: 100 ÷ 300 × 150."],
  },
  {
    name: "claims-pro-rata",
    member: "cy",
    fr: [
      "Cy reçoit 214,29 €",
      "1. Souhaits 214,29 € : souhaité 300,00 €, pour 1 400,00 € en tout. Il restait 1 000,00 € : 300 ÷ 1 400 × 1 000, arrondi en dessous, plus 0,01 € qui restait de l’arrondi.",
      "Reste souhaité pour la prochaine fois : 85,71 €.",
    ],
    en: [
      "Cy receives €214.29",
      "1. Wishes €214.29: €300.00 wished, of €1,400.00 in all. €1,000.00 was left: 300 ÷ 1,400 × 1,000, rounded down, plus €0.01 left over from rounding.",
      "Still wished for, next time: €85.71.",
    ],
  },
  {
    name: "claims-first-come-twice",
    member: "cy",
    fr: [
      "Cy reçoit 10,00 €",
      "1. Souhaits 0,00 € : souhaité 30,00 €, pour 110,00 € en tout. Il y avait 50,00 € (50 % de 100,00 €) : à son tour (n° 3), encore 0,00 €.",
      "2. Souhaits 10,00 € : souhaité 30,00 €, pour 60,00 € en tout. Il y avait 40,00 € (40 % de 100,00 €) : à son tour (n° 2), encore 10,00 €.",
      "Reste souhaité pour la prochaine fois : 20,00 €.",
    ],
    en: [
      "Cy receives €10.00",
      "1. Wishes €0.00: €30.00 wished, of €110.00 in all. There was €50.00 (50% of €100.00): at turn 3, €0.00 of it.",
      "2. Wishes €10.00: €30.00 wished, of €60.00 in all. There was €40.00 (40% of €100.00): at turn 2, €10.00 of it.",
      "Still wished for, next time: €20.00.",
    ],
  },
  {
    name: "claims-equal-awards",
    member: "bob",
    fr: [
      "Bob reçoit 350,00 €",
      "1. Souhaits 350,00 € : souhaité 500,00 €, pour 1 400,00 € en tout. Il restait 1 000,00 € : tout le monde reçoit jusqu’à 350,00 €.",
      "Reste souhaité pour la prochaine fois : 150,00 €.",
    ],
    en: [
      "Bob receives €350.00",
      "1. Wishes €350.00: €500.00 wished, of €1,400.00 in all. €1,000.00 was left: everybody gets up to €350.00.",
      "Still wished for, next time: €150.00.",
    ],
  },
  {
    name: "claims-equal-losses",
    member: "cy",
    fr: [
      "Cy reçoit 166,66 €",
      "1. Souhaits 166,66 € : souhaité 300,00 €, pour 1 400,00 € en tout. Il restait 1 000,00 € : tout le monde renonce à 133,33 €, plus 0,01 € qui restait de l’arrondi.",
      "Reste souhaité pour la prochaine fois : 133,34 €.",
    ],
    en: [
      "Cy receives €166.66",
      "1. Wishes €166.66: €300.00 wished, of €1,400.00 in all. €1,000.00 was left: everybody goes without €133.33, plus €0.01 left over from rounding.",
      "Still wished for, next time: €133.34.",
    ],
  },
  {
    name: "equal-rotation-over-all",
    member: "cy",
    fr: [
      "Cy reçoit 0,02 €",
      "1. À parts égales 0,02 € : entre 2 contributeur·ices. Il restait 0,03 € : 0,03 ÷ 2, arrondi en dessous, plus 0,01 € qui restait de l’arrondi.",
    ],
    en: [
      "Cy receives €0.02",
      "1. Equal parts €0.02: among 2 contributors. €0.03 was left: 0.03 ÷ 2, rounded down, plus €0.01 left over from rounding.",
    ],
  },
  {
    name: "peer-received",
    member: "ana",
    fr: ["Ana reçoit 387,50 €", "1. Points des pairs 387,50 € : points reçus, 155 sur 400. Il restait 1 000,00 € : 155 ÷ 400 × 1 000."],
    en: ["Ana receives €387.50", "1. Points from peers €387.50: points received, 155 of 400. €1,000.00 was left: 155 ÷ 400 × 1,000."],
  },
  {
    name: "peer-impartial",
    member: "bob",
    fr: [
      "Bob reçoit 315,64 €",
      "1. Points des pairs 315,64 € : part que donnent les points des autres, jamais les siens : environ 31,5644 %. Il restait 1 000,00 € : 31,5644 % × 1 000,00 €, arrondi en dessous.",
    ],
    en: [
      "Bob receives €315.64",
      "1. Points from peers €315.64: the part that the others’ points give, never one’s own: about 31.5644%. €1,000.00 was left: 31.5644% × €1,000.00, rounded down.",
    ],
  },
  {
    name: "takes-throttle",
    member: "bob",
    fr: [
      "Bob reçoit 40,00 €",
      "1. Rémunération libre 40,00 € : voulait prendre 42,00 €, mais pas plus cette fois que le plus grand de 2 × 20,00 €, 20,00 € + 0,00 €, 30,00 € (médiane), 1,00 €.",
    ],
    en: [
      "Bob receives €40.00",
      "1. Takes €40.00: wished to take €42.00, but no more this time than the highest of 2 × €20.00, €20.00 + €0.00, €30.00 (median), €1.00.",
    ],
  },
  {
    name: "takes-auto",
    member: "alice",
    fr: ["Alice reçoit 75,00 €", "1. Rémunération libre 75,00 € : part automatique, 75,00 € laissés par les autres ÷ 1."],
    en: ["Alice receives €75.00", "1. Takes €75.00: an automatic part, €75.00 left by the others ÷ 1."],
  },
  {
    name: "takes-spare-cent",
    member: "bob",
    fr: [
      "Bob reçoit 0,01 €",
      "1. Rémunération libre 0,01 € : prend 0,01 €. Il restait 6,01 € pour 20,01 € : 0,01 ÷ 20,01 × 6,01, arrondi en dessous, plus 0,01 € qui restait de l’arrondi.",
    ],
    en: [
      "Bob receives €0.01",
      "1. Takes €0.01: takes €0.01. €6.01 was left for €20.01: 0.01 ÷ 20.01 × 6.01, rounded down, plus €0.01 left over from rounding.",
    ],
  },
];

/** A document of one step, with a change of its own. */
const withStep = (step: object, change: object = {}) => ({
  format: "moisson.sharing/1",
  currency: "EUR",
  amount: "20.00",
  sequence: 1,
  members: [{ id: "ana" }, { id: "bob" }, { id: "cy" }],
  kinds: [{ id: "hours", unit: "h", rate: "25" }],
  key: { steps: [step] },
  ...change,
});

function textsOf(value: object, member: string, language: "fr" | "en" = "fr"): string[] {
  const document = parseSharingDocument(value);
  return explainMember(document, settle(document), member, language).lines.map(({ text }) => typed(text));
}

t.test("an amount that is not the exact figure says how it was rounded", async (t) => {
  const equal = withStep({ kind: "equal" });
  t.same(textsOf(equal, "ana"), [
    "entre 3 participant·es. Il restait 20,00 € : 20 ÷ 3, arrondi en dessous, plus 0,01 € qui restait de l’arrondi.",
  ]);
  t.same(textsOf(equal, "cy"), ["entre 3 participant·es. Il restait 20,00 € : 20 ÷ 3, arrondi en dessous."], "6.66, not 6.67");
  t.same(textsOf(withStep({ kind: "equal" }, { amount: "21.00" }), "cy"), ["entre 3 participant·es. Il restait 21,00 € : 21 ÷ 3."]);
  const fixed = (...percents: string[]) =>
    withStep({ kind: "fixed", lines: percents.map((percent) => ({ to: { member: "ana" }, percent })) }, { amount: "0.05" });
  t.same(textsOf(fixed("50"), "ana"), ["50 % de 0,05 €, arrondi au-dessus."]);
  t.same(textsOf(fixed("20", "21"), "ana"), ["20 % de 0,05 € + 21 % de 0,05 €, arrondi en dessous."]);
  const auto = { takes: ["ana", "bob", "cy"].map((member) => ({ member, take: "auto" })) };
  t.match(textsOf(withStep({ kind: "takes" }, auto), "bob", "en")[0], /^an automatic part, €20.00 left by the others ÷ 3, rounded up\. /);
});

t.test("work that is worth nothing is not divided by nothing", async (t) => {
  const given = { contributions: [{ member: "ana", kind: "hours", quantity: "0" }] };
  const document = withStep({ kind: "weights", kinds: ["hours"] }, given);
  t.same(textsOf(document, "ana"), ["0 h × 25,00 € = 0,00 €, comme tout le travail : rien à ce titre."]);
  t.same(textsOf(document, "ana", "en"), ["0 h × €25.00 = €0.00, like all the work: nothing by it."]);
});

t.test("a name stays on its line", async (t) => {
  const members = [{ id: "ana", name: "Ana\n\u001b[31m" }, { id: "b\tob" }];
  const document = parseSharingDocument(withStep({ kind: "equal" }, { members }));
  const table = sharingTable(document, settle(document), "en");
  t.notMatch(table.replaceAll("\n", ""), /\p{Cc}/u);
  t.equal(table.split("\n").length, 8);
  t.equal(explainMember(document, settle(document), "ana", "en").title, "Ana [31m receives €10.00");
});

/** What a sentence in English says its amount is: its sum, done again. Null where it has none to do. */
function sumIn(sentence: string, decimals: number): bigint | null {
  const found =
    /([\d,.]+)(?: ÷ |% × [^\d]*)([\d,.]+)(?: × ([\d,.]+))?(, rounded down|, rounded up|, less [^\d]*[\d.]+ that rounding leaves in the rest)?(, plus .* left over from rounding)?\.$/.exec(
      sentence,
    );
  if (!found) return null;
  const [, a = "", b = "", c = "1", rounding = "", spare = ""] = found;
  const exact = (text: string) => ratioOf(parseDecimal(text.replace(/[,.]$/, "").replaceAll(",", "")));
  const isPart = sentence.includes("% ×");
  const value = isPart ? divide(multiply(exact(a), exact(b)), ratio(100n)) : multiply(divide(exact(a), exact(b)), exact(c));
  const minor = multiply(value, ratio(10n ** BigInt(decimals)));
  // A percent is told as «about»: without a word on rounding, the nearest unit is meant.
  if (isPart && rounding === "") return halfUp(minor);
  if (rounding === "" && minor.denominator !== 1n) return -1n;
  if (rounding === ", rounded up") return floor(minor) + 1n;
  return floor(minor) + (spare === "" ? 0n : 1n) - (rounding.startsWith(", less") ? 1n : 0n);
}

t.test("the sum in a sentence gives the amount", async (t) => {
  let done = 0;
  law(
    t,
    "for who did it again",
    fc.property(randomDocument({ kinds: ["reimburse", "claims", "weights", "equal", "received", "impartial", "takes"] }), (value) => {
      const [document, result] = settledOrNull(value) ?? [];
      if (!document || !result) return true;
      const wording = wordingFor(document, "en");
      const decimals = currencyDecimals(document.currency);
      return result.lines.every((line) => {
        const told = sumIn(typed(explainLine(line, wording).sentence), decimals);
        if (told === null) return true;
        done += 1;
        return told === parseAmount(line.amount, document.currency);
      });
    }),
    400,
  );
  t.ok(done > 500, `${done} sums done again`);
});

function settledOrNull(value: object) {
  try {
    const document = parseSharingDocument(value);
    return [document, settle(document)] as const;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

for (const { name, member, fr, en } of stories) {
  t.test(`${name}: ${member}`, async (t) => {
    t.same(explained(name, member, "fr"), fr);
    t.same(explained(name, member, "en"), en);
  });
}

t.test("every line of every example has its sentence in both languages", async (t) => {
  for (const { name, document: value, expect } of examples) {
    if ("refused" in expect) continue;
    const document = parseSharingDocument(value);
    for (const language of ["fr", "en"] as const) {
      const wording = wordingFor(document, language);
      for (const line of settle(document).lines) {
        const { sentence } = explainLine(line, wording);
        t.notMatch(sentence, /undefined|null|NaN|Infinity|\[object|\u00a0/, `${name}: ${sentence}`);
      }
    }
  }
});

t.test("who is not in the document", async (t) => {
  const document = parseSharingDocument(example("equal-rotation").document);
  t.throws(() => explainMember(document, settle(document), "zoe", "fr"), Refusal);
});

t.test("the table of a sharing", async (t) => {
  const tableOf = (name: string, language: "fr" | "en") => {
    const document = parseSharingDocument(example(name).document);
    return typed(sharingTable(document, settle(document), language)).split("\n");
  };
  t.same(tableOf("value-equation-remaining", "fr"), [
    "                                  1          2          3        Total",
    "Ana                                              187,50 €     187,50 €",
    "Bob                                   200,00 €   375,00 €     575,00 €",
    "Cy                                               187,50 €     187,50 €",
    "Part reversée aux communs   50,00 €                            50,00 €",
    "Reliquat                                                        0,00 €",
    "Total                                                       1 000,00 €",
    "",
    "1 Part reversée · 2 Frais avancés · 3 Travail donné",
    "",
  ]);
  t.same(tableOf("claims-first-come", "en"), [
    "              1       Total   carried",
    "Ana     €600.00     €600.00",
    "Bob     €400.00     €400.00   €100.00",
    "Cy        €0.00               €300.00",
    "Rest                  €0.00",
    "Total             €1,000.00",
    "",
    "1 Wishes",
    "",
  ]);
});
