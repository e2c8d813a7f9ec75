/** Spreadsheets read back: by a small reader of our own, and by LibreOffice. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, inflateRawSync } from "node:zlib";
import { addDays } from "../../src/domain/calendar.js";

/** A number's value is its decimal text; a date's `2026-03-12` or `2026-03-12T00:30:00`. */
export interface ReadCell {
  readonly type: "text" | "number" | "date";
  readonly value: string;
  readonly isBold: boolean;
  /** How an XLSX shows it. */
  readonly format?: string;
}
export interface ReadSheet {
  readonly titles: string[];
  readonly rows: (ReadCell | null)[][];
}

// ZIP

export interface Unzipped {
  readonly name: string;
  readonly text: string;
  readonly isPacked: boolean;
  /** Day and time, as a ZIP keeps them. */
  readonly dated: number;
}

/** The files of a ZIP, by its directory at the end. */
export function unzip(bytes: Buffer): Unzipped[] {
  const end = bytes.length - 22;
  if (bytes.readUInt32LE(end) !== 0x06054b50) throw new Error("no end of a ZIP");
  const files: Unzipped[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + packed);
    const text = (method === 8 ? inflateRawSync(content) : content).toString("utf8");
    if (crc32(text) !== bytes.readUInt32LE(at + 16)) throw new Error(`${name}: its CRC is another`);
    if (Buffer.byteLength(text) !== size) throw new Error(`${name}: ${Buffer.byteLength(text)} bytes instead of ${size}`);
    files.push({ name, text, isPacked: method === 8, dated: bytes.readUInt32LE(at + 12) });
    at += 46 + nameLength;
  }
  return files;
}

// XML

interface Element {
  readonly name: string;
  readonly at: Readonly<Record<string, string>>;
  readonly inside: (Element | string)[];
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hex, decimal, name) =>
    name ? (entities[name] ?? "?") : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );

function parseXml(text: string): Element {
  const root: Element = { name: "", at: {}, inside: [] };
  const open = [root];
  for (const [, tag, content] of text.matchAll(/<([^>]+)>|([^<]+)/g)) {
    const here = open.at(-1) as Element;
    if (content !== undefined) here.inside.push(decoded(content));
    else if (tag?.startsWith("/")) open.pop();
    else if (tag && !/^[?!]/.test(tag)) {
      const at = Object.fromEntries([...tag.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, key, value]) => [key, decoded(value as string)]));
      const element = { name: /^[^\s/]+/.exec(tag)?.[0] as string, at, inside: [] };
      here.inside.push(element);
      if (!tag.endsWith("/")) open.push(element);
    }
  }
  return root;
}

const isElement = (each: Element | string): each is Element => typeof each !== "string";
const all = (element: Element, name: string): Element[] =>
  element.inside.filter(isElement).flatMap((each) => [...(each.name === name ? [each] : []), ...all(each, name)]);
const textOf = (element: Element): string => element.inside.map((each) => (isElement(each) ? textOf(each) : each)).join("");

// XLSX

const fileOf = (files: readonly Unzipped[], name: string): Element => {
  const file = files.find((each) => each.name === name);
  if (file === undefined) throw new Error(`no ${name}`);
  return parseXml(file.text);
};

export function readXlsx(bytes: Buffer): ReadSheet {
  const files = unzip(bytes);
  const styles = fileOf(files, "xl/styles.xml");
  const formats = new Map(all(styles, "numFmt").map(({ at }) => [at.numFmtId, at.formatCode as string]));
  const isBoldFont = all(styles, "font").map((font) => all(font, "b").length > 0);
  const cellStyles = all(all(styles, "cellXfs")[0] as Element, "xf").map(({ at }) => ({
    format: formats.get(at.numFmtId as string) ?? ({ "0": "General", "1": "0", "49": "@" }[at.numFmtId as string] as string),
    isBold: isBoldFont[Number(at.fontId)] ?? false,
  }));
  const rows = all(fileOf(files, "xl/worksheets/sheet1.xml"), "row").map((row) => {
    const cells: (ReadCell | null)[] = [];
    for (const cell of all(row, "c")) {
      const style = cellStyles[Number(cell.at.s)] as { format: string; isBold: boolean };
      const text = all(cell, "t").map(textOf).join("");
      const value = all(cell, "v").map(textOf).join("");
      const place = placeOf(cell.at.r as string);
      while (cells.length < place) cells.push(null);
      cells.push(
        cell.at.t === "inlineStr"
          ? { type: "text", value: text.replace(/_x([0-9A-F]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))), ...style }
          : style.format.includes("yyyy")
            ? { type: "date", value: dayOfSerial(value), ...style }
            : { type: "number", value, ...style },
      );
    }
    return cells;
  });
  return { titles: all(fileOf(files, "xl/workbook.xml"), "sheet").map(({ at }) => at.name as string), rows };
}

const placeOf = (address: string): number =>
  [...address.replace(/\d/g, "")].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function dayOfSerial(serial: string): string {
  const [days, part] = serial.split(".");
  const day = addDays("1899-12-30", Number(days));
  if (part === undefined) return day;
  return `${day}T${new Date(Math.round(Number(`0.${part}`) * 86_400) * 1000).toISOString().slice(11, 19)}`;
}

// ODS, and the flat ODS that LibreOffice writes

export const readOds = (bytes: Buffer): ReadSheet => readFlatOds(fileOf(unzip(bytes), "content.xml"));

function readFlatOds(document: Element): ReadSheet {
  const bold = new Set(
    all(document, "style:style")
      .filter((style) => all(style, "style:text-properties").some(({ at }) => at["fo:font-weight"] === "bold"))
      .map(({ at }) => at["style:name"]),
  );
  const tables = all(document, "table:table");
  // A cell without a style has that of its column.
  const styles = all(tables[0] as Element, "table:table-column").flatMap(({ at }) =>
    Array.from({ length: Math.min(Number(at["table:number-columns-repeated"] ?? 1), 100) }, () => at["table:default-cell-style-name"]),
  );
  const rows = all(tables[0] as Element, "table:table-row").flatMap((row) => {
    const cells: (ReadCell | null)[] = [];
    for (const cell of all(row, "table:table-cell")) {
      const read = odsCell(cell, bold.has(cell.at["table:style-name"] ?? styles[cells.length]));
      const times = Number(cell.at["table:number-columns-repeated"] ?? 1);
      if (read === null && times > 100) continue;
      for (let time = 0; time < times; time += 1) cells.push(read);
    }
    const times = Number(row.at["table:number-rows-repeated"] ?? 1);
    return times > 100 ? [] : Array.from({ length: times }, () => trimmed(cells));
  });
  return { titles: tables.map(({ at }) => at["table:name"] as string), rows };
}

function odsCell(cell: Element, isBold: boolean): ReadCell | null {
  if (cell.at["table:formula"]) throw new Error(`a formula: ${cell.at["table:formula"]}`);
  switch (cell.at["office:value-type"]) {
    case "string":
      return { type: "text", value: all(cell, "text:p").map(paragraph).join("\n"), isBold };
    case "float":
      return { type: "number", value: cell.at["office:value"] as string, isBold };
    case "date":
      return { type: "date", value: cell.at["office:date-value"] as string, isBold };
    default:
      return null;
  }
}

const paragraph = (element: Element): string =>
  element.inside
    .map((each) => {
      if (!isElement(each)) return each;
      if (each.name === "text:s") return " ".repeat(Number(each.at["text:c"] ?? 1));
      return each.name === "text:tab" ? "\t" : paragraph(each);
    })
    .join("");

/** Without the empty cells at the end. */
export const trimmed = <Cell>(cells: readonly (Cell | null)[]): (Cell | null)[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);

// Other programs

/** What LibreOffice reads in several files, opened in one run; as it would write each itself. */
export function readByLibreOffice(files: Readonly<Record<string, Buffer>>): ReadSheet[] {
  const folder = mkdtempSync(join(tmpdir(), "moisson-sheets-"));
  try {
    const paths = Object.entries(files).map(([name, bytes]) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    });
    const args = ["--headless", `-env:UserInstallation=file://${folder}/profile`, "--convert-to", "fods", "--outdir", join(folder, "out")];
    const { status, stderr } = spawnSync("soffice", [...args, ...paths], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return Object.keys(files).map((name) =>
      readFlatOds(parseXml(readFileSync(join(folder, "out", name.replace(/\.\w+$/, ".fods")), "utf8").replace(/>\s+</g, "><"))),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What xmllint says against a text; empty if nothing. */
export const faultsOfXml = (text: string): string => spawnSync("xmllint", ["--noout", "-"], { input: text, encoding: "utf8" }).stderr;
