import { de, que } from "../../src/domain/elision.js";
import { filled } from "../../src/domain/filled.js";
import { t } from "../support/tap.js";

t.test("«de» and «que» before a name", async (t) => {
  const table: [name: string, of: string][] = [
    ["Ana", "d’Ana"],
    ["Idriss", "d’Idriss"],
    ["Élie", "d’Élie"],
    ["E\u0301lie", "d’E\u0301lie"],
    ["Œnone", "d’Œnone"],
    ["ursule", "d’ursule"],
    ["Zoé", "de Zoé"],
    ["Hugo", "de Hugo"],
    ["Yann", "de Yann"],
    ["«Ana»", "de «Ana»"],
    ["12,40 €", "de 12,40 €"],
    ["", "de "],
  ];
  for (const [name, of] of table) {
    t.equal(de(name), of);
    t.equal(que(name), of.replace(/^d/, "qu"));
  }
});

t.test("a French sentence elides before what fills it, an English one has nothing to elide", async (t) => {
  const sentence = "Il manque les points de {from} pour {to}, plus que {to} ; «de {from}», [de {to}].";
  t.equal(
    filled(sentence, { from: "Ana", to: "Idriss" }, "fr"),
    "Il manque les points d’Ana pour Idriss, plus qu’Idriss ; «d’Ana», d’Idriss.",
  );
  t.equal(filled("monde {from}, parce que {to}", { from: "Ana", to: "Bob" }, "fr"), "monde Ana, parce que Bob");
  t.equal(filled("de {from}", { from: "Ana" }, "en"), "de Ana");
  t.equal(filled("De {min:money} à {max}", { min: "1.00", max: "2", currency: "EUR" }, "fr"), "De 1,00\u202f€ à 2");
});

t.test("what is counted is read in groups of three digits", async (t) => {
  t.equal(filled("{max:count} lignes", { max: 2_000_000 }, "fr"), "2\u202f000\u202f000 lignes");
  t.equal(filled("{max:count} rows, {max}", { max: 2_000_000 }, "en"), "2,000,000 rows, 2000000");
  t.equal(filled("{max:count} lignes, {text:count}", { max: 50, text: "50000" }, "fr"), "50 lignes, 50000");
});

t.test("what looks like an instant and is none stays as it was typed", async (t) => {
  for (const typed of ["2026-13-01T00:00:00Z", "2026-03-12T25:00:00.000Z"]) t.equal(filled("«{name}»", { name: typed }), `«${typed}»`);
  t.match(filled("le {at}", { at: "2026-03-26T09:00:00.000Z" }), /^le 26\/03\/2026 à 10\sh$/);
});
