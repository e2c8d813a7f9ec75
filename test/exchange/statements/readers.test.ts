/** A sample of each source, of our own making, and every line of it to the cent. */
import { readFileSync } from "node:fs";
import { readStatement, sourceTitles, tableSources } from "../../../src/exchange/statements/registry.js";
import type { Statement } from "../../../src/exchange/statements/statement.js";
import { t } from "../../support/tap.js";

function read(name: string, currency = "EUR"): Statement {
  const { statement, faults } = readStatement(readFileSync(`fixtures/statements/${name}`), { currency });
  if (!statement) throw new Error(`${name}: ${JSON.stringify(faults)}`);
  return statement;
}

/** A line as one text: line, day, day of value, minor units, label, counterparty, reference, the bank’s id. */
const told = ({ lines }: Statement): string[] =>
  lines.map(({ line, datedOn, valueOn, amountMinor, label, counterparty, reference, bankId }) =>
    [line, datedOn, valueOn ?? "—", amountMinor, label, counterparty ?? "—", reference ?? "—", bankId ?? "—"].join(" | "),
  );

const closing = ({ closing }: Statement): string | null => closing && `${closing.amountMinor} on ${closing.on}`;

interface Expected {
  source: string;
  account: string | null;
  closing: string | null;
  lines: string[];
}

const samples: Record<string, Expected> = {
  "bpce.csv": {
    source: "bpce",
    account: null,
    closing: null,
    lines: [
      "2 | 2026-03-31 | 2026-03-31 | -750 | FRAIS TENUE DE COMPTE MARS | FRAIS TENUE DE COMPTE | F2603 | —",
      "3 | 2026-03-12 | 2026-03-12 | -45000 | VIR SEPA IMPRIMERIE DES LILAS Facture F-2026-031 – affiches | IMPRIMERIE DES LILAS | 9KX41 | —",
      "4 | 2026-03-12 | 2026-03-12 | -31240 | VIR INST NOEMIE Rétribution partage d’hiver | Noémie | 9KX42 | —",
      "5 | 2026-03-02 | 2026-03-03 | 300000 | VIR RECU METROPOLE DE LILLE Appel «communs» | METROPOLE DE LILLE | MET-2026-017 | —",
    ],
  },
  "banque-postale.csv": {
    source: "banque-postale",
    account: "…S020",
    closing: "123456 on 2026-03-31",
    lines: [
      "8 | 2026-03-30 | — | 2000 | VIREMENT DE HÉLÈNE ADHÉSION 2026 | — | — | —",
      "9 | 2026-03-27 | — | -4250 | ACHAT CB LA BONNE GRAINE 25.03.26 EUR 42,50 CARTE NUMERO 111 | — | — | —",
      "10 | 2026-03-20 | — | -11830 | PRELEVEMENT DE ASSUR'ASSO REF: 77120 | — | — | —",
    ],
  },
  "qonto-fr.csv": {
    source: "qonto",
    account: "FR76…1453",
    closing: "170721 on 2026-03-15",
    lines: [
      "3 | 2026-03-15 | 2026-03-15 | -29279 | Atelier du Canal · Facture 2026-12 · Location de la salle | Atelier du Canal | Facture 2026-12 | tx-0003",
      "4 | 2026-03-04 | 2026-03-04 | 200000 | Fondation des Saules · Convention 2026-4 | Fondation des Saules | Convention 2026-4 | tx-0001",
    ],
  },
  "qonto-en.csv": {
    source: "qonto",
    account: "FR76…1453",
    closing: "70721 on 2026-03-15",
    lines: [
      "2 | 2026-03-04 | 2026-03-04 | 200000 | Fondation des Saules · Convention 2026-4 | Fondation des Saules | Convention 2026-4 | tx-0001",
      "4 | 2026-03-15 | 2026-03-15 | -129279 | Atelier du Canal · Invoice 2026-12 · Room, March | Atelier du Canal | Invoice 2026-12 | tx-0003",
    ],
  },
  "credit-mutuel.csv": {
    source: "credit-mutuel",
    account: null,
    closing: "203220 on 2026-03-31",
    lines: [
      "2 | 2026-03-02 | 2026-03-02 | 150000 | VIR CAF DU NORD ACOMPTE | — | — | —",
      "3 | 2026-03-09 | 2026-03-10 | -6420 | PRLV ENERGIE COMMUNE 0309 | — | — | —",
      "4 | 2026-03-31 | 2026-03-31 | -410 | COTISATION CARTE | — | — | —",
    ],
  },
  "boursobank.csv": {
    source: "boursobank",
    account: "…3456",
    closing: "153040 on 2026-03-20",
    lines: [
      "2 | 2026-03-20 | 2026-03-20 | -120000 | VIR SEPA Zoé | zoe | — | —",
      "3 | 2026-03-18 | 2026-03-17 | -1890 | CARTE 17/03/26 LIBRAIRIE DU COIN livres du cercle | librairie du coin | — | —",
      "4 | 2026-03-02 | 2026-03-02 | 2500 | VIR Cotisation Bob | bob | — | —",
    ],
  },
  "societe-generale.csv": {
    source: "societe-generale",
    account: "…2345",
    closing: "246000 on 2026-03-31",
    lines: [
      "4 | 2026-03-31 | — | -900 | FRAIS BANCAIRES TENUE DE COMPTE | — | — | —",
      "5 | 2026-03-20 | — | -11999 | PRELEVEMENT EUROPEEN 2222222222 DE: ASSURANCE COMMUNE ID: FR00ZZZ000000 REF: ref-0001 | ASSURANCE COMMUNE | — | —",
      "6 | 2026-03-11 | — | -3101 | CARTE X0000 10/03 BOULANGERIE DU MOULIN | — | — | —",
      "7 | 2026-03-06 | — | 150000 | VIR RECU 1234567890S DE: VILLE DE RONCHIN MOTIF: SUBVENTION 2026 | VILLE DE RONCHIN | — | —",
    ],
  },
  "helloasso-orders.csv": {
    source: "helloasso",
    account: null,
    closing: null,
    lines: [
      "2 | 2025-10-09 | — | 500 | Repas partagé · Alix Roux | Alix Roux | — | 152801622",
      "3 | 2025-10-09 | — | 500 | Repas partagé · Alix Roux | Alix Roux | — | 152801622",
      "4 | 2025-10-10 | — | 1500 | Soutien · Les Vergers | Les Vergers | — | 152803010",
    ],
  },
  "helloasso-memberships.csv": {
    source: "helloasso",
    account: null,
    closing: null,
    lines: [
      "2 | 2026-01-05 | — | 2000 | Adhésion 2026 · Ana Lefèvre | Ana Lefèvre | — | 160010001",
      "3 | 2026-01-06 | — | 2000 | Adhésion 2026 · Zoé Garnier | Zoé Garnier | — | 160010002",
    ],
  },
  "open-collective.csv": {
    source: "open-collective",
    account: "les-communs",
    closing: "104250 on 2026-03-06",
    lines: [
      "2 | 2026-03-06 | — | 4750 | Contribution from Maëlle | Maëlle | f2238225 | d3f98b95",
      "3 | 2026-03-06 | — | -500 | Host Fee to Collectif Hôte | Collectif Hôte | f2238225 | e3c0d1f9",
      "4 | 2026-03-01 | — | 100000 | Yearly contribution from Sacha | Sacha | 9a189bcd | 80120e4e",
    ],
  },
  "ofx-1.ofx": {
    source: "ofx",
    account: "…2345",
    closing: "255000 on 2026-03-31",
    lines: [
      "20 | 2026-03-02 | 2026-03-03 | 300000 | METROPOLE DE LILLE Appel & convention «communs» – été | METROPOLE DE LILLE | — | 2026030200001",
      "29 | 2026-03-12 | — | -45000 | IMPRIMERIE DES LILAS F-2026-031 | IMPRIMERIE DES LILAS | 0001234 | 2026031200007",
    ],
  },
  "ofx-2.qfx": {
    source: "ofx",
    account: "FR76…4567",
    closing: "-1205 on 2026-03-31",
    lines: ["8 | 2026-03-31 | — | -750 | FRAIS DE TENUE DE COMPTE | FRAIS DE TENUE DE COMPTE | — | F1"],
  },
};
const camt: Expected = {
  source: "camt",
  account: "FR76…4567",
  closing: "233760 on 2026-03-31",
  lines: [
    "10 | 2026-03-02 | 2026-03-03 | 300000 | Métropole de Lille · Subvention «communs», versement 1 | Métropole de Lille | MET-2026-017 | BNK-001",
    "17 | 2026-03-12 | — | -76240 | Noémie, Imprimerie des Lilas | — | 2 | BNK-002",
  ],
};

for (const [name, expected] of Object.entries({ ...samples, "camt-053-02.xml": camt, "camt-053-08.xml": camt })) {
  t.test(name, async (t) => {
    const statement = read(name);
    t.equal(statement.source, expected.source);
    t.equal(statement.account, expected.account);
    t.equal(closing(statement), expected.closing);
    t.strictSame(told(statement), expected.lines);
    t.ok(statement.lines.every(({ currency }) => currency === "EUR"));
  });
}

t.test("every source has a sample and a title", async (t) => {
  const known = new Set(Object.values(samples).map(({ source }) => source));
  t.strictSame(
    tableSources.map(({ id }) => id).filter((id) => !known.has(id)),
    [],
  );
  for (const id of [...known, "camt", "by-hand"]) t.ok(sourceTitles[id]?.fr, id);
});

t.test("a warning after the table is told, and is no line", async (t) => {
  t.strictSame(read("open-collective.csv").notes, ["Warning: transactions of the last hour may be missing."]);
});
