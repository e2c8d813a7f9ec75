/** A pasted table: where its rows and cells stand, and one cell mended with every other letter as it was. */

import { nameKey } from "../../src/domain/fold.js";
import { contributionsProfile } from "../../src/exchange/profiles/contributions.js";
import { membersProfile } from "../../src/exchange/profiles/members.js";
import { mended, missingColumns, readPasted, textOfBytes } from "../../src/web/pasted-table.js";
import { t } from "../support/tap.js";

t.test("rows are numbered as the file is", async (t) => {
  const { header, rows, delimiter } = readPasted('Qui;Note\r\nAna;"deux\nlignes"\r\n\r\n;;\r\nBob;"dit ""oui"""\r\n');
  t.equal(delimiter, ";");
  t.same(header, ["Qui", "Note"]);
  t.same(
    rows.map(({ line, cells }) => [line, ...cells]),
    [
      [2, "Ana", "deux\nlignes"],
      [6, "Bob", 'dit "oui"'],
    ],
  );
  t.equal(readPasted("Qui\tHeures\nAna\t3,5").delimiter, "\t", "a decimal comma is no delimiter");
});

t.test("one cell is mended, the rest stays", async (t) => {
  const text = 'Qui;Heures;Note\r\nAna;-2;"a;b"\r\nBob;3;ça va\r\n';
  t.equal(mended(text, [{ line: 2, column: "Heures", value: "2" }]), 'Qui;Heures;Note\r\nAna;2;"a;b"\r\nBob;3;ça va\r\n');
  t.equal(mended(text, [{ line: 3, column: "Note", value: "x;y" }]), 'Qui;Heures;Note\r\nAna;-2;"a;b"\r\nBob;3;"x;y"\r\n');
  t.equal(mended(text, [{ line: 9, column: "Heures", value: "2" }]), text, "no such line");
  t.equal(mended(text, [{ line: 2, column: "Jours", value: "2" }]), text, "no such column");
  t.equal(mended("Qui,Quand,Note\nAna", [{ line: 2, column: "Note", value: "x" }]), "Qui,Quand,Note\nAna,,x", "a row that is too short");
});

t.test("a wrong name is mended wherever it stands, a log line whole", async (t) => {
  const text = "Qui;Heures\nAnna;1\nBob;1\nAnna;2";
  t.equal(mended(text, [{ line: 2, column: "Qui", value: "Ana", isEverywhere: true }]), "Qui;Heures\nAna;1\nBob;1\nAna;2");
  t.equal(mended("2 h a\n3 z b", [{ line: 2, column: null, value: "3 h b" }]), "2 h a\n3 h b");
});

t.test("small files of any age", async (t) => {
  t.equal(textOfBytes(new Uint8Array([0xef, 0xbb, 0xbf, 0xc3, 0xa9]).buffer), "é");
  // Browsers also read the euro sign of windows-1252 (0x80), which Node 20 does not.
  t.equal(textOfBytes(new Uint8Array([0xe9, 0x3b]).buffer), "é;");
});

t.test("what is asked has a cell also where the file had no such column, under a heading that the service reads", async (t) => {
  const header = ["Date", "Qui", "Nature", "Quantité", "Note"];
  const amount = [{ field: "amount", heading: "Montant" }];
  const missing = (column: string | null, code: string) => missingColumns(header, [{ column, code }], { amount: "Montant", note: "Note" });
  t.same(missing("amount", "amount_missing"), amount);
  t.same(missing("Quantité", "quantity_on_amount"), amount, "an amount instead of the quantity");
  t.same(missing("Note", "note_missing"), []);
  t.same(missing(null, "row_too_long"), []);
  const text = "Date;Qui;Nature;Quantité;Note\n12/03/2026;Ana;Frais;12,345;Train\n12/03/2026;Bob;Heures;2;Tri\n";
  const mendings = [
    { line: 2, column: "Quantité", value: "" },
    { line: 2, column: "Montant", value: "12,34", isAdded: true },
  ];
  t.equal(
    mended(text, mendings),
    "Date;Qui;Nature;Quantité;Note;Montant\n12/03/2026;Ana;Frais;;Train;12,34\n12/03/2026;Bob;Heures;2;Tri\n",
  );
  t.equal(
    mended(text, [{ line: 2, column: "Montant", value: " ", isAdded: true }]),
    text,
    "a cell that was offered and left empty adds nothing",
  );

  (globalThis as { localStorage?: unknown }).localStorage ??= { getItem: () => "fr", setItem: () => undefined };
  for (const language of ["fr", "en"]) {
    const { headings } = (await import(`../../src/web/i18n/${language}/imports.js`)).default as { headings: Record<string, string> };
    for (const { id, columns } of [contributionsProfile, membersProfile]) {
      for (const [field, { names }] of Object.entries(columns)) {
        t.ok(names.map(nameKey).includes(nameKey(headings[field] ?? "")), `${id}: ${field} in ${language}`);
      }
    }
  }
});
