/**
 * The statements that Moisson reads. A new source is one file here that names its columns, one line below, and a sample in
 * fixtures/statements.
 *
 *   readStatement(bytes, { currency: "EUR" }) → { statement: { source: "bpce", lines: [ … ], … } }, or { faults: [ … ] }
 */
import { createHash } from "node:crypto";
import { Refusal } from "../../domain/refusals.js";
import { decodeBytes } from "../decode.js";
import { banquePostale } from "./banque-postale.js";
import { boursobank } from "./boursobank.js";
import { bpce } from "./bpce.js";
import { isCamt, readCamt } from "./camt.js";
import { creditMutuel } from "./credit-mutuel.js";
import { helloAsso } from "./helloasso.js";
import { isOfx, readOfx } from "./ofx.js";
import { openCollective } from "./open-collective.js";
import { qonto } from "./qonto.js";
import { societeGenerale } from "./societe-generale.js";
import { type ReadAccount, type StatementOptions, type StatementReading, statementBytesMax } from "./statement.js";
import { findTable, headerKey, likelyHeader, type ReadTable, readTable, sourceByHand, type TableSource } from "./table.js";

export const tableSources: readonly TableSource[] = [
  bpce,
  banquePostale,
  qonto,
  creditMutuel,
  boursobank,
  societeGenerale,
  helloAsso,
  openCollective,
];

export const sourceTitles: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  ...Object.fromEntries(tableSources.map(({ id, title }) => [id, title])),
  ofx: { fr: "OFX", en: "OFX" },
  camt: { fr: "CAMT.053", en: "CAMT.053" },
  "by-hand": sourceByHand({}).title,
};

/** How much of a file shows what it is. */
const startLength = 2000;

/** A file whose text is known, and what it is. */
export interface OpenedStatement {
  readonly form: "ofx" | "camt" | "table";
  readonly text: string;
  /** The likeliest header of a table. */
  readonly header: readonly string[] | null;
  /** What columns named by hand are remembered by. */
  readonly mappingKey: string | null;
}

/** Refuses what is no statement at all: too large, no text, two encodings. */
export function openStatement(bytes: Uint8Array): OpenedStatement {
  if (bytes.length > statementBytesMax) throw new Refusal("body_too_large", { limit: statementBytesMax });
  const { encoding, text } = decodeBytes(bytes, ["xml"]);
  if (encoding === "windows-1252") requireOneEncoding(bytes);
  if (text.trim() === "") throw new Refusal("file_empty", { at: "file" });
  const start = text.slice(0, startLength);
  if (isOfx(start)) return { form: "ofx", text, header: null, mappingKey: null };
  if (isCamt(start) || /^\s*<\?xml/.test(start)) return { form: "camt", text, header: null, mappingKey: null };
  const header = likelyHeader(text)
    .slice(0, 20)
    .map((cell) => cell.trim().slice(0, 60));
  return {
    form: "table",
    text,
    header,
    mappingKey: createHash("sha256")
      .update(`statement ${headerKey(header)}`)
      .digest("hex"),
  };
}

/**
 * The lines of a file, or everything that is wrong with it. Refuses a table of no known format (`import_unrecognised`, with the
 * header to map by hand), several accounts (`statement_accounts`), and a statement without a movement.
 */
export function readOpened(opened: OpenedStatement, options: StatementOptions): StatementReading {
  const { source, read } = readText(opened, options);
  if (read.faults.length > 0) return { faults: read.faults };
  const { account, lines, closing } = chooseAccount(read.accounts, options.account);
  if (lines.length === 0) throw new Refusal("statement_without_lines", { at: "file" });
  return { statement: { source, lines, account, closing, notes: read.notes } };
}

export const readStatement = (bytes: Uint8Array, options: StatementOptions): StatementReading => readOpened(openStatement(bytes), options);

/** Nobody knows this header: somebody may say which column is what. */
export const unrecognised = (header: readonly string[]): Refusal =>
  new Refusal("import_unrecognised", { at: "file", header: [...header], key: headerKey(header) });

function readText({ form, text, header }: OpenedStatement, options: StatementOptions): { source: string; read: ReadTable } {
  if (form === "ofx") return { source: form, read: readOfx(text, options) };
  if (form === "camt") return { source: form, read: readCamt(text, options) };
  const sources = options.columns ? [sourceByHand(options.columns)] : tableSources;
  const found = findTable(text, sources);
  if (found) return { source: found.source.id, read: readTable(text, found, options) };
  throw unrecognised(header ?? []);
}

/** Several statements of one account in one file (CAMT, a day each) are one; several accounts are asked about. */
function chooseAccount(accounts: readonly ReadAccount[], wanted: string | undefined): ReadAccount {
  const known = [...new Set(accounts.map(({ account }) => account))];
  const isMeant = wanted === undefined ? known.length === 1 : known.includes(wanted);
  if (!isMeant) throw new Refusal("statement_accounts", { at: "account", accounts: known.map((account) => account ?? "—") });
  const chosen = accounts.filter(({ account }) => wanted === undefined || account === wanted);
  const closings = chosen.flatMap(({ closing }) => closing ?? []);
  return {
    account: chosen[0]?.account ?? null,
    lines: chosen.flatMap(({ lines }) => lines),
    closing: closings.reduce<ReadAccount["closing"]>((last, closing) => (last && last.on > closing.on ? last : closing), null),
  };
}

/**
 * A file that is not UTF-8 to its end is windows-1252, unless parts of it are UTF-8: then it was pasted together, and «é» is
 * «Ã©» in some lines. Refuses `statement_encodings`. C3 and a letter of 80–BF are «Ã» before a sign that no word goes on with.
 */
function requireOneEncoding(bytes: Uint8Array): void {
  let line = 1;
  for (const [at, byte] of bytes.entries()) {
    if (byte === 0x0a) line += 1;
    const next = bytes[at + 1] ?? 0;
    if (byte === 0xc3 && next >= 0x80 && next <= 0xbf) throw new Refusal("statement_encodings", { at: `line ${line}`, line });
  }
}
