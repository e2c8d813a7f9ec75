/** What a line of a statement is proposed to be: a story a case, and laws. */
import fc from "fast-check";
import { decideMatch } from "../../src/domain/matching.js";
import { propose } from "../../src/domain/reconciling.js";
import type { KnownBatch, KnownDebt, KnownEntry, OpenLine, Proposal, ReconcilingFacts } from "../../src/domain/reconciling-facts.js";
import { reasonSentence } from "../../src/domain/reconciling-words.js";
import { Refusal } from "../../src/domain/refusals.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const none: ReconcilingFacts = {
  entries: [],
  returnable: [],
  debts: [],
  batches: [],
  expected: [],
  parties: [],
  others: [],
  feeEnvelopeId: null,
};
const line = (id: string, datedOn: string, amountMinor: bigint, words: string): OpenLine => ({ id, datedOn, amountMinor, words });
const entry = (id: string, datedOn: string, amountMinor: bigint, more: Partial<KnownEntry> = {}): KnownEntry => ({
  id,
  number: Number(id.replace(/\D/g, "")) || 1,
  kind: "payment",
  datedOn,
  amountMinor,
  document: null,
  names: [],
  text: null,
  batch: null,
  opposite: null,
  ...more,
});
const debt = (id: string, leftMinor: bigint, more: Partial<KnownDebt> = {}): KnownDebt => ({
  what: "share",
  id,
  originId: "winter",
  payeeId: id,
  name: id,
  label: "Partage d’hiver",
  nature: "work",
  document: null,
  leftMinor,
  owedOn: "2026-03-01",
  ...more,
});

/** Each proposal in a word: what it does, with what, and why. */
const told = (proposals: readonly Proposal[] | undefined): string[] =>
  (proposals ?? []).map(({ action, reasons }) => {
    const thing =
      action.does === "link"
        ? action.entries.map(({ entryId }) => entryId).join("+")
        : action.does === "pay"
          ? action.items.map(({ id }) => id).join("+")
          : action.does === "pay-batch"
            ? [action.batchId, action.transfer?.reference].filter(Boolean).join(" ")
            : action.does === "transfer"
              ? action.lineId
              : action.does === "money-in"
                ? (action.expectedId ?? action.partyId)
                : action.does === "bill"
                  ? action.thirdPartyId
                  : action.does === "return"
                    ? action.entry.entryId
                    : action.envelopeId;
    return `${action.does} ${thing}: ${reasonSentence(reasons, "fr")}`;
  });
const proposed = (lines: readonly OpenLine[], facts: Partial<ReconcilingFacts>): Record<string, string[]> =>
  Object.fromEntries([...propose(lines, { ...none, ...facts })].map(([id, proposals]) => [id, told(proposals)]));

t.test("an entry that is posted already goes before a debt of the same amount", async (t) => {
  const lines = [line("l1", "2026-03-12", -45000n, "VIR SEPA IMPRIMERIE DES LILAS Facture F-2026-031")];
  t.strictSame(
    proposed(lines, {
      entries: [entry("e1", "2026-03-14", -45000n, { document: "F-2026-031", names: ["Imprimerie des Lilas"] })],
      debts: [debt("b1", 45000n, { what: "bill", name: "Papeterie du Port", label: "Enveloppes", document: "77" })],
    }),
    {
      l1: ["link e1: même montant, 2 jours plus tard, «imprimerie des lilas», «F-2026-031» dans le libellé", "pay b1: même montant"],
    },
  );
});

t.test("words tell apart what amounts do not", async (t) => {
  const lines = [line("l1", "2026-03-12", -2000n, "VIR SACHA"), line("l2", "2026-03-12", -2000n, "VIR ALIX")];
  t.strictSame(proposed(lines, { debts: [debt("alix", 2000n), debt("sacha", 2000n)] }), {
    l1: ["pay sacha: même montant, «sacha» dans le libellé"],
    l2: ["pay alix: même montant, «alix» dans le libellé"],
  });
});

t.test("two alike get one each, the nearest first", async (t) => {
  const lines = [line("l2", "2026-03-13", 2000n, "ADHESION"), line("l1", "2026-03-12", 2000n, "ADHESION")];
  t.strictSame(proposed(lines, { entries: [entry("e1", "2026-03-12", 2000n), entry("e2", "2026-03-13", 2000n)] }), {
    l1: ["link e1: même montant, le même jour"],
    l2: ["link e2: même montant, le même jour"],
  });
  t.strictSame(proposed(lines, { entries: [entry("e1", "2026-03-01", 2000n)] }), { l1: ["link e1: même montant, 11 jours plus tôt"] });
  t.strictSame(proposed(lines, { entries: [entry("e1", "2026-02-01", 2000n)] }), {}, "further apart is chance");
});

t.test("shares whose sum is exact are paid together", async (t) => {
  const debts = [debt("ana", 31240n), debt("bob", 12000n), debt("cleo", 5000n, { originId: "autumn" })];
  t.strictSame(proposed([line("l1", "2026-03-12", -43240n, "VIR GROUPE")], { debts }), {
    l1: ["pay ana+bob: la somme exacte de 2 rétributions"],
  });
  t.strictSame(proposed([line("l1", "2026-03-12", -48240n, "VIR")], { debts }), {
    l1: ["pay ana+bob+cleo: la somme exacte de 3 rétributions"],
  });
  t.strictSame(proposed([line("l1", "2026-02-12", -43240n, "VIR")], { debts }), {}, "not before it is owed");
  t.strictSame(proposed([line("l1", "2026-03-12", -43241n, "VIR")], { debts }), {}, "not a cent beside");
});

t.test("of a payee who is named, all that is owed, or the one part that makes the sum", async (t) => {
  const bill = (id: string, left: bigint, name = "Imprimerie des Lilas"): KnownDebt =>
    debt(id, left, { what: "bill", payeeId: name, name, label: "Affiches", document: null, originId: "kit" });
  // Others are owed so much that pairs and triples are not tried.
  const crowd = Array.from({ length: 20 }, (_, index) => debt(`d${index}`, 100000n + BigInt(index)));
  const printers = [bill("b1", 45000n), bill("b2", 25240n), bill("b3", 9900n)];
  const said = "VIR SEPA IMPRIMERIE DES LILAS";
  t.strictSame(proposed([line("l1", "2026-03-12", -80140n, said)], { debts: [...printers, ...crowd] }), {
    l1: ["pay b1+b2+b3: tout ce qui est dû à Imprimerie des Lilas, la somme exacte de 3 factures, «imprimerie des lilas» dans le libellé"],
  });
  t.strictSame(proposed([line("l1", "2026-03-12", -70240n, said)], { debts: [...printers, ...crowd] }), {
    l1: ["pay b1+b2: la somme exacte de 2 factures, «imprimerie des lilas» dans le libellé"],
  });
  t.strictSame(proposed([line("l1", "2026-03-12", -70240n, "VIR SEPA")], { debts: [...printers, ...crowd] }), {}, "nobody is named");
  const alike = [bill("b1", 2000n), bill("b2", 2000n), bill("b3", 2000n)];
  t.strictSame(proposed([line("l1", "2026-03-12", -4000n, said)], { debts: [...alike, ...crowd] }), {}, "which two is anybody’s guess");
  const mixed = [debt("s1", 31240n, { name: "Bob", payeeId: "bob" }), bill("b1", 4000n, "Bob")].map((one) => ({ ...one, payeeId: "bob" }));
  t.strictSame(proposed([line("l1", "2026-03-12", -35240n, "VIR BOB")], { debts: [...mixed, ...crowd] }), {
    l1: ["pay s1+b1: tout ce qui est dû à Bob, la somme exacte de 2 sommes dues, «bob» dans le libellé"],
  });
});

t.test("a batch of transfers is one debit: on its way, or recorded already", async (t) => {
  const lines = [line("l1", "2026-03-13", -65490n, "VIR SEPA 3 OPERATIONS")];
  const transfer = (place: number, amountMinor: bigint, name: string) => ({
    ...{ id: `v12-${place}`, reference: `V12-${place}`, amountMinor, name, owedOn: "2026-03-01" },
  });
  const [bobs, first, second] = [
    transfer(1, 35490n, "Bob"),
    transfer(2, 24000n, "Imprimerie des Lilas"),
    transfer(3, 6000n, "Imprimerie des Lilas"),
  ] as const;
  const batch: KnownBatch = { id: "v12", number: 12, executesOn: "2026-03-12", transfers: [bobs, first, second] };
  t.strictSame(proposed(lines, { batches: [batch] }), { l1: ["pay-batch v12: le total des virements n° 12, 1 jour plus tôt"] });
  t.strictSame(proposed(lines, { batches: [{ ...batch, transfers: [bobs, first] }] }), {}, "not a cent beside");
  t.strictSame(
    proposed(lines, { batches: [{ ...batch, transfers: [bobs, first, { ...second, owedOn: "2026-03-14" }] }] }),
    {},
    "not before all of it is owed",
  );

  // The bank debits them one by one.
  const singles = [line("l1", "2026-03-13", -24000n, "VIR LILAS F-17"), line("l2", "2026-03-13", -6000n, "VIR 8812 V12-3")];
  t.strictSame(proposed(singles, { batches: [batch] }), {
    l1: ["pay-batch v12 V12-2: le montant du virement V12-2, 1 jour plus tôt, «lilas» dans le libellé"],
    l2: ["pay-batch v12 V12-3: le montant du virement V12-3, 1 jour plus tôt, «V12-3» dans le libellé"],
  });
  const total = { ...(lines[0] as OpenLine), id: "l9" };
  const taken = proposed([total, ...singles.map((single) => ({ ...single, words: "VIR" }))], { batches: [batch] });
  t.strictSame(taken, { l9: ["pay-batch v12: le total des virements n° 12, 1 jour plus tôt"] }, "what is one debit is not two more");
  const alone = { ...batch, transfers: [second] };
  t.strictSame(proposed([line("l1", "2026-03-13", -6000n, "VIR")], { batches: [alone] }), {
    l1: ["pay-batch v12: le total des virements n° 12, 1 jour plus tôt"],
  });
  t.strictSame(proposed(singles, { batches: [{ ...batch, executesOn: "2026-02-12" }] }), {}, "not a month later");

  const of = { id: "v12", number: 12 };
  const posted = [
    entry("e1", "2026-03-12", -35490n, { batch: of, names: ["Bob"] }),
    entry("e2", "2026-03-12", -24000n, { batch: of }),
    entry("e3", "2026-03-12", -6000n, { batch: of }),
    entry("e4", "2026-03-12", -1000n),
  ];
  t.strictSame(proposed(lines, { entries: posted }), {
    l1: ["link e1+e2+e3: le total des virements n° 12, la somme exacte de 3 écritures, 1 jour plus tôt"],
  });
});

t.test("what a platform pays out is what came in through it, one after another", async (t) => {
  const came = (id: string, day: string, amount: bigint, text = "HelloAsso, adhésion") =>
    entry(id, day, amount, { kind: "money-in", names: ["Alix"], text });
  const february = ["03", "05", "11", "19", "27"].map((day, index) => came(`e1${index}`, `2026-02-${day}`, 2000n));
  const march = [came("e20", "2026-03-02", 2000n), came("e21", "2026-03-03", 2500n)];
  const others = [came("e30", "2026-02-12", 2000n, "par chèque"), entry("e31", "2026-02-12", -2000n, { text: "HelloAsso" })];
  const payout = line("l1", "2026-03-05", 10000n, "VIR RECU HELLOASSO");
  t.strictSame(proposed([payout], { entries: [...february, ...others, ...march] }), {
    l1: ["link e10+e11+e12+e13+e14: la somme exacte de 5 écritures, «helloasso» dans le libellé"],
  });
  t.strictSame(proposed([{ ...payout, amountMinor: 10001n }], { entries: [...february, ...march] }), {}, "not a cent beside");
  t.strictSame(proposed([{ ...payout, words: "VIR RECU" }], { entries: [...february, ...march] }), {}, "a word must be the same");
  const cheques = [came("e1", "2026-03-04", 2000n, ""), came("e2", "2026-03-04", 4500n, ""), came("e3", "2026-03-01", 700n, "")];
  t.strictSame(proposed([line("l1", "2026-03-05", 6500n, "REMISE 2 CHEQUES")], { entries: cheques }), {
    l1: ["link e1+e2: tout ce qui est du même jour, la somme exacte de 2 écritures, 1 jour plus tôt"],
  });
});

t.test("a transfer that bounced comes back as the opposite of its payment", async (t) => {
  const docks = { kind: "bill-payment", names: ["Imprimerie des Docks"], document: "V12-3" };
  const returnable = [entry("e12", "2026-03-12", -6000n, docks)];
  const back = line("l1", "2026-03-17", 6000n, "VIR RECU IMPRIMERIE DES DOCKS");
  t.strictSame(proposed([back], { returnable }), {
    l1: ["return e12: l’opposé de l’écriture n° 12, 5 jours plus tôt, «imprimerie des docks» dans le libellé"],
  });
  t.strictSame(proposed([{ ...back, words: "RETOUR VIR SEPA MOTIF AC04 V12-3" }], { returnable }), {
    l1: ["return e12: l’opposé de l’écriture n° 12, 5 jours plus tôt, «V12-3» dans le libellé, «retour» dans le libellé"],
  });
  t.strictSame(proposed([{ ...back, amountMinor: 5999n }], { returnable }), {}, "not a cent beside");
  t.strictSame(proposed([{ ...back, datedOn: "2026-03-11" }], { returnable }), {}, "nothing comes back before it left");
  t.strictSame(proposed([{ ...back, datedOn: "2026-04-13" }], { returnable }), {}, "after a month it is something else");
  t.strictSame(proposed([{ ...back, words: "VIREMENT" }], { returnable }), {
    l1: ["return e12: l’opposé de l’écriture n° 12, 5 jours plus tôt"],
  });
  t.strictSame(proposed([{ ...back, words: "VIREMENT", datedOn: "2026-03-20" }], { returnable }), {}, "without a word, a week at most");
  const again = line("l2", "2026-03-18", 6000n, "VIR RECU IMPRIMERIE DES DOCKS");
  t.strictSame(Object.keys(proposed([back, again], { returnable })), ["l1"], "one payment comes back once");
  const expected = [{ id: "x1", envelopeId: "kit", amountMinor: 6000n, source: "Métropole", expectedOn: null }];
  const [first] = proposed([{ ...back, words: "VIREMENT" }], { returnable, expected }).l1 ?? [];
  t.equal(first, "money-in x1: même montant", "what is expected goes before chance");
});

t.test("what was reversed by hand is a movement where money is seen to have moved both ways", async (t) => {
  const docks = { kind: "bill-payment", names: ["Imprimerie des Docks"] };
  const paid = (isOnStatement: boolean) =>
    entry("e12", "2026-03-12", -6000n, { ...docks, opposite: { number: 15, isReversed: false, isOnStatement } });
  const reversal = (isOnStatement: boolean) =>
    entry("e15", "2026-03-19", 6000n, { ...docks, kind: "reversal", opposite: { number: 12, isReversed: true, isOnStatement } });
  const out = line("l1", "2026-03-12", -6000n, "VIR 3 OPERATIONS");
  const back = line("l2", "2026-03-17", 6000n, "VIR RECU");
  t.strictSame(proposed([out], { entries: [paid(false), reversal(false)] }), {}, "they are nothing together");
  t.strictSame(proposed([back], { entries: [paid(false), reversal(false)] }), {});
  const saidOut = "link e12: même montant, annulée par l’écriture n° 15, et l’argent est revenu, le même jour";
  const saidBack = "link e15: même montant, l’opposé de l’écriture n° 12, 2 jours plus tard";
  t.strictSame(proposed([out, back], { entries: [paid(false), reversal(false)] }), { l1: [saidOut], l2: [saidBack] });
  t.strictSame(proposed([out], { entries: [paid(true)] }), { l1: [saidOut] }, "its reversal is on a statement");
  t.strictSame(proposed([back], { entries: [reversal(true)] }), { l2: [saidBack] });
  t.strictSame(proposed([{ ...back, words: "RETOUR IMPRIMERIE DES DOCKS" }], { entries: [paid(false), reversal(false)] }), {
    l2: [`${saidBack}, «imprimerie des docks» dans le libellé`],
  });
  t.strictSame(proposed([out, { ...back, datedOn: "2026-03-11" }], { entries: [paid(false)] }), {}, "nothing comes back before it left");

  // One of a batch: the debit is all of them, the reversed one too, and the reversal is no part of it.
  const of = { id: "v12", number: 12 };
  const batch = [entry("e10", "2026-03-12", -35490n, { batch: of }), entry("e11", "2026-03-12", -24000n, { batch: of })];
  const entries = [...batch, { ...paid(false), batch: of }, { ...reversal(false), batch: of }];
  t.strictSame(proposed([{ ...out, amountMinor: -65490n }, back], { entries }).l1, [
    "link e10+e11+e12: le total des virements n° 12, la somme exacte de 3 écritures, le même jour",
  ]);
});

t.test("money that is expected, fees, transfers and people by name", async (t) => {
  const lines = [
    line("l1", "2026-03-02", 300000n, "VIR RECU METROPOLE DE LILLE SUBVENTION"),
    line("l2", "2026-03-31", -750n, "FRAIS TENUE DE COMPTE MARS"),
    line("l3", "2026-03-20", 18000n, "VIREMENT HELLOASSO"),
    line("l4", "2026-03-21", 2500n, "VIR DE NOEMIE COTISATION"),
    line("l5", "2026-03-22", -4250n, "CB LA BONNE GRAINE"),
    line("l6", "2026-03-22", -100n, "VIR NOEMIE"),
  ];
  t.strictSame(
    proposed(lines, {
      expected: [{ id: "x1", envelopeId: "kit", amountMinor: 300000n, source: "Métropole, appel «communs»", expectedOn: "2026-03-05" }],
      others: [{ id: "h1", bankId: "helloasso", bankName: "HelloAsso", datedOn: "2026-03-18", amountMinor: -18000n }],
      parties: [
        { what: "member", id: "noemie", name: "Noémie", lastIn: { nature: "subscription", envelopeId: "common" }, lastBill: null },
        { what: "third-party", id: "graine", name: "La Bonne Graine", lastIn: null, lastBill: { nature: "purchase", envelopeId: "kit" } },
      ],
      feeEnvelopeId: "common",
    }),
    {
      l1: ["money-in x1: même montant, 3 jours plus tard, «metropole» dans le libellé"],
      l2: ["bank-fee common: «frais» dans le libellé"],
      l3: ["transfer h1: le montant inverse sur «HelloAsso», 2 jours plus tôt, «helloasso» dans le libellé"],
      l4: ["money-in noemie: «noemie» dans le libellé, comme la dernière fois (adhésion)"],
      l5: ["bill graine: «la bonne graine» dans le libellé, comme la dernière fois (achat)"],
    },
  );
  t.equal(reasonSentence([{ why: "last-nature", nature: "free-price" }], "en"), "as the last time (free price)");
});

t.test("a match is the same account and amount, once", async (t) => {
  const bank = { accountId: "bank", amountMinor: -45000n, currency: "EUR", status: "open", matchedNumber: null, twinDay: null };
  const posted = {
    id: "e12",
    number: 12,
    lines: [
      { accountId: "ana", amountMinor: 45000n },
      { accountId: "bank", amountMinor: -45000n },
    ],
  };
  t.strictSame(decideMatch(bank, [posted]), [{ entryId: "e12", entryLine: 2, amountMinor: -45000n }]);
  const refused = (run: () => unknown): string => {
    try {
      run();
      return "—";
    } catch (error) {
      return error instanceof Refusal ? `${error.code} ${JSON.stringify(error.figures)}` : String(error);
    }
  };
  t.match(
    refused(() => decideMatch({ ...bank, accountId: "till" }, [posted])),
    /^entry_not_on_bank .*12/,
  );
  t.match(
    refused(() => decideMatch({ ...bank, amountMinor: 45000n }, [posted])),
    /^bank_line_differs .*"line":"450.00","entry":"-450.00"/,
  );
  t.match(
    refused(() => decideMatch({ ...bank, status: "matched", matchedNumber: 3 }, [posted])),
    /^bank_line_matched .*3/,
  );
  t.match(
    refused(() => decideMatch({ ...bank, status: "aside" }, [posted])),
    /^bank_line_aside/,
  );
});

t.test("several entries are a line’s movement when their sum is, and none twice", async (t) => {
  const bank = { accountId: "bank", amountMinor: -65490n, currency: "EUR", status: "open", matchedNumber: null, twinDay: null };
  const posted = (id: string, amountMinor: bigint, accountId = "bank") => ({
    id,
    number: Number(id.slice(1)),
    lines: [
      { accountId: "ana", amountMinor: -amountMinor },
      { accountId, amountMinor },
    ],
  });
  const three = [posted("e1", -35490n), posted("e2", -24000n), posted("e3", -6000n)];
  t.strictSame(
    decideMatch(bank, three).map(({ entryId, entryLine }) => `${entryId}:${entryLine}`),
    ["e1:2", "e2:2", "e3:2"],
  );
  // A fee that was taken off a payout counts the other way.
  t.equal(decideMatch({ ...bank, amountMinor: 9500n }, [posted("e1", 10000n), posted("e2", -500n)]).length, 2);
  const code = (run: () => unknown): string => {
    try {
      run();
      return "—";
    } catch (error) {
      return error instanceof Refusal ? `${error.code} ${error.figures.rest ?? ""}`.trim() : String(error);
    }
  };
  t.equal(
    code(() => decideMatch(bank, three.slice(0, 2))),
    "bank_line_sum_differs 60.00",
  );
  t.equal(
    code(() => decideMatch(bank, [])),
    "bank_line_unexplained",
  );
  t.equal(
    code(() => decideMatch(bank, [...three, posted("e1", -35490n)])),
    "item_twice",
  );
  t.equal(
    code(() => decideMatch(bank, [...three, posted("e4", -100n, "till")])),
    "entry_not_on_bank",
  );
  t.equal(
    code(() => decideMatch({ ...bank, status: "twin", twinDay: "2026-03-12" }, three)),
    "bank_line_twin",
  );
});

// Laws: few amounts and days, so that much is alike.
const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-03-${String(number).padStart(2, "0")}`);
const amount = fc.constantFrom(-300n, -200n, -100n, 100n, 200n);
const words = fc.constantFrom("VIR ana", "VIR bob", "FRAIS", "ana bob", "");
const facts = fc.record({
  lines: fc.array(fc.tuple(day, amount, words), { maxLength: 12 }),
  entries: fc.array(fc.tuple(day, amount), { maxLength: 12 }),
  undone: fc.array(fc.tuple(day, day, amount, fc.boolean()), { maxLength: 6 }),
  debts: fc.array(fc.tuple(fc.constantFrom("ana", "bob"), fc.constantFrom(100n, 200n)), { maxLength: 6 }),
});

type Given = typeof facts extends fc.Arbitrary<infer Value> ? Value : never;

/** Entries that were reversed, and their reversals: e130 and e230. */
const undoneEntries = ({ undone }: Given): KnownEntry[] =>
  undone.flatMap(([one, other, amountMinor, isOnStatement], index) => {
    const [paidOn = "", backOn = ""] = [one, other].sort();
    const opposite = { isOnStatement, number: 0 };
    return [
      entry(`e1${index}0`, paidOn, amountMinor, { opposite: { ...opposite, isReversed: false } }),
      entry(`e2${index}0`, backOn, -amountMinor, { kind: "reversal", opposite: { ...opposite, isReversed: true } }),
    ];
  });

function world(given: Given) {
  const standing = given.entries.map(([datedOn, amountMinor], index) => entry(`e${index}`, datedOn, amountMinor, { names: ["ana"] }));
  return {
    lines: given.lines.map(([datedOn, amountMinor, said], index) => line(`l${String(index).padStart(2, "0")}`, datedOn, amountMinor, said)),
    facts: {
      ...none,
      entries: [...standing, ...undoneEntries(given)],
      returnable: standing,
      debts: given.debts.map(([name, left], index) => debt(`d${index}`, left, { name, payeeId: name })),
    },
  };
}

law(
  t,
  "nothing is proposed for two lines, and the order lines come in changes nothing",
  fc.property(facts, (given) => {
    const { lines, facts: known } = world(given);
    const result = propose(lines, known);
    const takers = new Map<string, Set<string>>();
    for (const [id, proposals] of result) {
      for (const { action } of proposals) {
        const things =
          action.does === "link"
            ? action.entries.map(({ entryId }) => entryId)
            : action.does === "pay"
              ? action.items.map((item) => item.id)
              : action.does === "return"
                ? [`return of ${action.entry.entryId}`]
                : [];
        for (const thing of things) takers.set(thing, (takers.get(thing) ?? new Set()).add(id));
      }
    }
    const alone = [...takers.values()].every(({ size }) => size === 1);
    const turned = propose([...lines].reverse(), known);
    const same = lines.every(({ id }) => JSON.stringify(told(result.get(id))) === JSON.stringify(told(turned.get(id))));
    return alone && same;
  }),
);

law(
  t,
  "a proposal to link, to pay or to bring back is of the line’s amount, to the cent, and nothing comes back before it left",
  fc.property(facts, (given) => {
    const { lines, facts: known } = world(given);
    const result = propose(lines, known);
    return lines.every(({ id, amountMinor, datedOn }) =>
      (result.get(id) ?? []).every(({ action }) => {
        if (action.does === "link") {
          const linked = action.entries.map(({ entryId }) => known.entries.find((one) => one.id === entryId)?.amountMinor ?? 0n);
          return linked.reduce((sum, each) => sum + each, 0n) === amountMinor;
        }
        if (action.does === "return") {
          const left = known.returnable.find((one) => one.id === action.entry.entryId);
          return left?.amountMinor === -amountMinor && left.datedOn <= datedOn;
        }
        if (action.does !== "pay") return true;
        return action.items.reduce((sum, item) => sum + item.amountMinor, 0n) === -amountMinor;
      }),
    );
  }),
);

law(
  t,
  "what was reversed is proposed only where money is seen to have moved both ways",
  fc.property(facts, (given) => {
    const { lines, facts: known } = world(given);
    const linked = [...propose(lines, known).values()].flat().flatMap(({ action }) => (action.does === "link" ? action.entries : []));
    return linked.every(({ entryId }) => {
      const found = known.entries.find(({ id }) => id === entryId);
      if (!found?.opposite || found.opposite.isOnStatement) return true;
      return lines.some(({ amountMinor }) => amountMinor === -found.amountMinor);
    });
  }),
);
