import type { FastifySchemaValidationError } from "fastify";
import { validatorCompiler } from "fastify-type-provider-zod";
import { z } from "zod";
import { refusalSentence } from "../../src/domain/refusals/sentence.js";
import type { Language } from "../../src/domain/refusals.js";
import { amountField, dayField, emailField, idField, lineField, textField } from "../../src/http/fields.js";
import { requestFault } from "../../src/http/request-faults.js";
import { strictly } from "../../src/http/strict-body.js";
import { t } from "../support/tap.js";

const schema = z.strictObject({
  id: idField("Which."),
  amount: amountField("How much."),
  dayOn: dayField("When."),
  email: emailField("Whose."),
  name: lineField("What.", "Kit", 10),
  note: textField("Why.", "", 5),
  mood: z.enum(["good", "bad"]),
  count: z.number().int().min(1).max(3),
  isOpen: z.boolean(),
  tags: z.array(z.string()).min(1).max(2),
  split: z.discriminatedUnion("by", [z.object({ by: z.literal("equal") }), z.object({ by: z.literal("add") })]),
  take: z.union([z.literal("auto"), amountField("How much.")]).nullable(),
  side: z.union([z.literal("left"), z.literal("right")]),
  at: z.iso.datetime({ offset: true }),
  scores: z.record(
    z.string().refine((name) => /^[a-zé]+$/.test(name), { message: "criterion_malformed" }),
    z.string(),
  ),
  byId: z.record(z.uuid(), z.number()),
  inner: z.object({ list: z.array(z.object({ id: idField("Which.") })) }),
});
const sound = {
  id: "01985f0e-3c7a-7cc1-9d4e-6f1a2b3c4d5e",
  amount: "1.50",
  dayOn: "2026-03-03",
  email: "ana@example.org",
  name: "Kit",
  note: "",
  mood: "good",
  count: 2,
  isOpen: true,
  tags: ["a"],
  split: { by: "add" },
  take: "auto",
  side: "left",
  at: "2026-03-31T18:00:00Z",
  scores: { soin: "4" },
  byId: {},
  inner: { list: [] },
};
const check = validatorCompiler({ schema, method: "POST", url: "/", httpPart: "body" });

/** The sentence of the first fault, as the service writes it. */
function said(change: Record<string, unknown>, language: Language): string {
  const { error } = check({ ...sound, ...change }) as { error?: FastifySchemaValidationError[] };
  const [first] = error ?? [];
  if (!first) return "sound";
  return refusalSentence("request_invalid", { ...requestFault(first, "body") }, language);
}

t.test("what is wrong with a field is said in the reader's language", async (t) => {
  t.equal(said({}, "fr"), "sound");
  const cases: [Record<string, unknown>, string, string][] = [
    [{ id: "heures" }, "body.id : un identifiant est attendu", "body.id: an id is expected"],
    [{ id: undefined }, "body.id : ce champ manque", "body.id: this field is missing"],
    [{ id: 3 }, "body.id : un texte est attendu", "body.id: a text is expected"],
    [{ amount: "1,50" }, "body.amount : un nombre décimal avec un point, comme 312.40", "body.amount: a decimal like 312.40"],
    [{ dayOn: "2026-02-30" }, "body.dayOn : un jour qui existe, comme 2026-03-03", "body.dayOn: a day that exists, like 2026-03-03"],
    [{ email: "ana" }, "body.email : une adresse comme ana@example.org", "body.email: an e-mail like ana@example.org"],
    [{ name: "" }, "body.name : ce texte ne peut pas rester vide", "body.name: this text cannot stay empty"],
    [{ note: "trop long" }, "body.note : au plus 5 caractères", "body.note: at most 5 characters"],
    [{ mood: "meh" }, "body.mood : l’un de : good, bad, et un seul", "body.mood: one of: good, bad, and only one"],
    [{ count: 0 }, "body.count : 1 ou plus", "body.count: 1 or more"],
    [{ count: 4 }, "body.count : 3 ou moins", "body.count: 3 or less"],
    [{ count: "2" }, "body.count : un nombre est attendu", "body.count: a number is expected"],
    [{ isOpen: "yes" }, "body.isOpen : true ou false est attendu", "body.isOpen: true or false is expected"],
    [{ tags: [] }, "body.tags : au moins 1 dans la liste", "body.tags: at least 1 in the list"],
    [{ tags: ["a", "b", "c"] }, "body.tags : au plus 2 dans la liste", "body.tags: at most 2 in the list"],
    [{ tags: {} }, "body.tags : une liste […] est attendue", "body.tags: a list […] is expected"],
    [{ inner: { list: [{ id: "x" }] } }, "body.inner.list[0].id : un identifiant est attendu", "body.inner.list[0].id: an id is expected"],
    [{ scores: { "5!": "4" } }, "body.scores.5! : un mot ou quelques-uns, comme soin", "body.scores.5!: a word or a few, like care"],
    [{ byId: { x: 1 } }, "body.byId.x : un identifiant est attendu", "body.byId.x: an id is expected"],
    [{ mode: 1 }, "body : champ inconnu : mode", "body: unknown field: mode"],
    [{ count: 1.5 }, "body.count : un nombre entier est attendu", "body.count: a whole number is expected"],
    [{ split: { by: "each" } }, "body.split.by : l’un de : equal, add, et un seul", "body.split.by: one of: equal, add, and only one"],
    [{ take: undefined }, "body.take : ce champ manque", "body.take: this field is missing"],
    [{ take: 5 }, "body.take : un texte est attendu", "body.take: a text is expected"],
    [{ take: "tout" }, "body.take : un nombre décimal avec un point, comme 312.40", "body.take: a decimal like 312.40"],
    [{ side: "up" }, "body.side : l’un de : left, right, et un seul", "body.side: one of: left, right, and only one"],
    [{ at: undefined }, "body.at : ce champ manque", "body.at: this field is missing"],
    [
      { at: "hier" },
      "body.at : un instant avec son fuseau, comme 2026-03-31T18:00:00Z",
      "body.at: an instant with its offset, like 2026-03-31T18:00:00Z",
    ],
  ];
  for (const [change, fr, en] of cases) {
    t.equal(said(change, "fr"), `La demande n’est pas lisible : ${fr}`);
    t.equal(said(change, "en"), `The request cannot be read: ${en}`);
  }
});

t.test("several faults are all named, up to three", async (t) => {
  const of = (...names: string[]) => {
    const faults = names.map((name) => ({ at: `body.${name}`, problem: "missing" }));
    return (language: Language) => refusalSentence("request_invalid", { ...faults[0], faults } as never, language);
  };
  t.equal(of("title")("fr"), "La demande n’est pas lisible : body.title : ce champ manque");
  t.equal(of("title", "pool")("fr"), "La demande n’est pas lisible : body.title : ce champ manque ; body.pool : ce champ manque");
  t.equal(
    of("a", "b", "c", "d", "e")("fr"),
    "La demande n’est pas lisible : body.a : ce champ manque ; body.b : ce champ manque ; body.c : ce champ manque ; et 2 autres",
  );
  t.match(of("a", "b", "c", "d")("en"), /; body\.c: this field is missing; and 1 more$/);
});

t.test("a body is strict at every level, and what is loose stays so", async (t) => {
  const body = strictly(
    z.object({
      a: z.object({ b: z.string() }).optional(),
      list: z.array(z.object({ c: z.number() })).default([]),
      free: z.looseObject({}),
    }),
  );
  const at = (value: object) =>
    body.safeParse({ free: {}, ...value }).error?.issues.map((issue) => [issue.path.join("."), issue.code].join(" "));
  t.equal(at({ a: { b: "x" }, list: [{ c: 1 }], free: { anything: 1 } }), undefined);
  t.same(at({ d: 1 }), [" unrecognized_keys"]);
  t.same(at({ a: { b: "x", d: 1 } }), ["a unrecognized_keys"]);
  t.same(at({ list: [{ c: 1 }, { c: 1, d: 1 }] }), ["list.1 unrecognized_keys"]);
});

t.test("who may do what was refused is said in words", async (t) => {
  const to = (roles: string[], language: Language) => refusalSentence("role_missing", { roles }, language);
  t.equal(to(["treasurer"], "fr"), "Cela revient à la trésorerie.");
  t.equal(to(["pilot", "treasurer", "admin"], "fr"), "Cela revient à un·e pilote du cercle ou à la trésorerie ou à l’administration.");
  t.equal(to(["self", "admin"], "en"), "Only the person concerned or an admin may do this.");
  t.equal(to(["scope write"], "en"), "Only a token with the scope “write” may do this.");
});

t.test("amounts in a refused sharing are read as money", async (t) => {
  const figures = { step: 1, claimed: "13200.00", available: "10000.00", missing: "3200.00", asked: "3200.00", currency: "EUR" };
  t.match(refusalSentence("claims_exceed_amount", figures, "en"), /€13,200\.00 for €10,000\.00: €3,200\.00 is missing/);
  t.match(refusalSentence("key_exceeds_amount", figures, "en"), /asks for €3,200\.00, but only €10,000\.00 is there/);
});
