/** Elements are read a slice at a time, and only what is asked for is kept. */
import { Refusal } from "../../../src/domain/refusals.js";
import { type Element, readSgml, readXml } from "../../../src/exchange/statements/elements.js";
import { readStatement } from "../../../src/exchange/statements/registry.js";
import { t } from "../../support/tap.js";

const told = ({ name, text, children }: Element): string => `${name}(${text.trim()}${children.map(told).join(" ")})`;

/** What is left of a file once it is read, after each movement as it was read. */
function keptOf(read: typeof readXml, text: string): string[] {
  const kept: string[] = [];
  const root = read(text, {
    names: ["D", "S", "M"],
    movement: "M",
    read: (movement, within) => kept.push(`${told(movement)} in ${within.name}`),
  });
  return [...kept, told(root)];
}

const camt = (...entries: readonly string[]): string =>
  `<?xml version="1.0"?>\n<Document><BkToCstmrStmt><Stmt>\n${entries.join("\n")}\n</Stmt></BkToCstmrStmt></Document>`;
const entry = (more = ""): string =>
  `<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-03-02</Dt></BookgDt>${more}</Ntry>`;

/** The code of a file that is refused as a whole, and otherwise how many lines or faults it has. */
function said(text: string): string {
  try {
    const { statement, faults } = readStatement(Buffer.from(text), { currency: "EUR" });
    return statement ? `${statement.lines.length} lines` : `${faults.length} faults`;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  }
}

t.test("what nobody asks for is let go, and a movement once it is read", async (t) => {
  const xml = "<D>\n <X>x<Y>y</Y></X>\n <W><S>kept</S></W>\n <M><Y>z</Y><S>one</S></M><W><M><S><![CDATA[two]]></S></M></W>\n</D>";
  t.strictSame(keptOf(readXml, xml), ["M(S(one)) in D", "M(S(two)) in W", "(D(W(S(kept))))"]);
  const sgml = "<OFX><D><X><Y>y</X><W><S>kept</W><M><Y>z<S>one</M><M><S>two</M></D></OFX>";
  t.strictSame(keptOf(readSgml, sgml), ["M(S(one)) in D", "M(S(two)) in D", "(OFX(D(W(S(kept)))))"]);
});

t.test("a slice may end anywhere: in a tag, a letter, an entity, a line end", async (t) => {
  const entries = Array.from({ length: 1500 }, (_, n) => entry(`<AddtlNtryInf>Été 🌾 &amp; ${"blé ".repeat(n % 7)}n° ${n}</AddtlNtryInf>`));
  const { statement } = readStatement(Buffer.from(camt(...entries).replaceAll("\n", "\r\n")), { currency: "EUR" });
  t.strictSame(
    statement?.lines.map(({ line, label }) => `${line} ${label}`),
    entries.map((_, n) => `${n + 3} Été 🌾 & ${"blé ".repeat(n % 7)}n° ${n}`),
  );
});

t.test("what is too much is refused where it becomes so: what follows is not read", async (t) => {
  const damaged = "<<";
  t.equal(said(camt(entry().repeat(50_001), damaged)), "statement_too_long", "movements");
  t.equal(said(camt("<Other/>".repeat(1_250_000), damaged)), "statement_too_long", "elements");
  t.equal(said(camt(entry("<TxDtls/>".repeat(200_000)), damaged)), "statement_too_long", "payments of one movement");
  t.equal(
    said(camt(`<Other ${Array.from({ length: 101 }, (_, n) => `a${n}=""`).join(" ")}>`, damaged)),
    "statement_too_long",
    "attributes",
  );
  const movement = "<STMTTRN><DTPOSTED>20260301<TRNAMT>-1.00</STMTTRN>";
  t.equal(said(`<OFX><STMTRS><BANKTRANLIST>${movement.repeat(50_001)}`), "statement_too_long", "movements of an OFX file, cut after them");
});

t.test("the longest file is read, and all its faults are told", async (t) => {
  t.equal(said(camt(entry().repeat(50_000))), "50000 lines");
  t.equal(said(camt("<Ntry/>".repeat(50_000))), "150000 faults");
  t.equal(said(camt(entry(`<NtryDtls>${"<TxDtls/>".repeat(25_000)}</NtryDtls>`).repeat(20))), "20 lines", "what was read is let go");
});
