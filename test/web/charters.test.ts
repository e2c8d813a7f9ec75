/** What a revision of a charter changes, as the page tells it to who signs. */
import { changesBetween } from "../../src/web/charter-changes.js";
import { t } from "../support/tap.js";

const piece = (key: string, name: string, ...passages: string[]) => ({ key, name, passages });
const signed = [
  piece("values", "Valeurs", "Soin.", "Réciprocité."),
  piece("line 1", "Mise en page", "Bastien", "2 080,00 €"),
  piece("line 2", "Rédaction", "Noor", "5 480,00 €"),
];

t.test("what stays is left out; what was taken out comes last", async (t) => {
  const next = [
    piece("values", "Valeurs", "Soin.", "Franchise."),
    piece("line 3", "Relecture", "Noor", "500,00 €"),
    piece("line 1", "Maquette", "Bastien", "1 580,00 €"),
  ];
  t.same(changesBetween(signed, next), [
    { key: "values", name: "Valeurs", kind: "changed", before: ["Réciprocité."], after: ["Franchise."] },
    { key: "line 3", name: "Relecture", kind: "added", before: [], after: ["Noor", "500,00 €"] },
    { key: "line 1", name: "Maquette", kind: "changed", before: ["Mise en page", "2 080,00 €"], after: ["Maquette", "1 580,00 €"] },
    { key: "line 2", name: "Rédaction", kind: "removed", before: ["Noor", "5 480,00 €"], after: [] },
  ]);
});

t.test("the same text changes nothing; passages that change places are told whole", async (t) => {
  t.same(changesBetween(signed, signed), []);
  t.match(changesBetween([piece("values", "Valeurs", "Soin.", "Réciprocité.")], [piece("values", "Valeurs", "Réciprocité.", "Soin.")]), [
    { kind: "changed", before: ["Soin.", "Réciprocité."], after: ["Réciprocité.", "Soin."] },
  ]);
});
