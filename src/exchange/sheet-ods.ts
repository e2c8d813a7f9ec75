/**
 * One sheet as the files of an ODS (OpenDocument 1.3): what LibreOffice opens. Days are ISO days, of any year. Characters that
 * XML cannot hold become U+FFFD, for ODS has no way to write them.
 */
import type { Language } from "../domain/refusals.js";
import { decimalsOf, everyShown, type SheetCell, type Shown } from "./sheet-cells.js";
import type { SheetFormat, SheetParts } from "./sheet-write.js";
import type { ZipFile } from "./zip-write.js";

const xml = `<?xml version="1.0" encoding="UTF-8"?>\n`;
const names = ["office", "style", "table", "text", "meta", "config", "manifest"]
  .map((name) => ` xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat(
    ` xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"`,
    ` xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"`,
  )
  .join("");
const mimeType = "application/vnd.oasis.opendocument.spreadsheet";

export const ods: SheetFormat = {
  files: (parts: SheetParts): ZipFile[] => [
    { name: "mimetype", content: mimeType, isStored: true },
    {
      name: "META-INF/manifest.xml",
      content: `${xml}<manifest:manifest${names} manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${mimeType}"/>${[
        "content",
        "styles",
        "settings",
      ]
        .map((part) => `<manifest:file-entry manifest:full-path="${part}.xml" manifest:media-type="text/xml"/>`)
        .join("")}</manifest:manifest>`,
    },
    { name: "styles.xml", content: `${xml}<office:document-styles${names} office:version="1.3"><office:styles/></office:document-styles>` },
    { name: "settings.xml", content: settingsOf(parts.title) },
    { name: "content.xml", content: content(parts) },
  ],
  row: (cells, _place, isBold) => {
    let text = "<table:table-row>";
    for (const cell of cells) text += cell === null ? "<table:table-cell/>" : cellXml(cell, isBold);
    return `${text}</table:table-row>`;
  },
};

async function* content({ title, widths, language, rows }: SheetParts): AsyncGenerator<string> {
  yield `${xml}<office:document-content${names} office:version="1.3"><office:automatic-styles>${stylesOf(widths, language)}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="${escaped(title)}">`;
  yield widths.map((_, index) => `<table:table-column table:style-name="width-${index}"/>`).join("");
  yield* rows;
  yield "</table:table></office:spreadsheet></office:body></office:document-content>";
}

/** The first row stays in sight. */
function settingsOf(title: string): string {
  const item = (name: string, type: string, value: string | number): string =>
    `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;
  const view = [
    item("HorizontalSplitMode", "short", 0),
    item("VerticalSplitMode", "short", 2),
    item("HorizontalSplitPosition", "int", 0),
    item("VerticalSplitPosition", "int", 1),
    item("ActiveSplitRange", "short", 2),
    item("PositionTop", "int", 0),
    item("PositionBottom", "int", 1),
  ].join("");
  const named = (name: string, inner: string): string =>
    `<config:config-item-map-named config:name="${name}">${inner}</config:config-item-map-named>`;
  const entry = (inner: string, name = ""): string => `<config:config-item-map-entry${name}>${inner}</config:config-item-map-entry>`;
  const sheet = entry(view, ` config:name="${escaped(title)}"`);
  return `${xml}<office:document-settings${names} office:version="1.3"><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">${entry(
    item("ViewId", "string", "view1") + named("Tables", sheet) + item("ActiveTable", "string", escaped(title)),
  )}</config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>`;
}

// Cells

function cellXml({ shown, value }: SheetCell, isBold: boolean): string {
  const style = ` table:style-name="${isBold ? `${shown}-bold` : shown}"`;
  switch (shown) {
    case "text":
    case "exact":
      return `<table:table-cell${style} office:value-type="string">${paragraphs(value)}</table:table-cell>`;
    case "day":
    case "instant":
      return `<table:table-cell${style} office:value-type="date" office:date-value="${value}"/>`;
    default:
      return `<table:table-cell${style} office:value-type="float" office:value="${value}"/>`;
  }
}

const paragraphs = (value: string): string => {
  if (!value.includes("\n")) return `<text:p>${spaced(value)}</text:p>`;
  return value
    .split("\n")
    .map((line) => `<text:p>${spaced(line)}</text:p>`)
    .join("");
};

/**
 * Spaces at the ends or beside each other would be read as one or none. A tab stays as it is: LibreOffice 7 forgets a `text:tab`
 * in a cell, and the words would touch.
 */
const spaced = (line: string): string => escaped(line).replace(/^ +| +$| {2,}/g, (run) => `<text:s text:c="${run.length}"/>`);

const special = /[&<>"\p{Cc}\ufffe\uffff]/gu;
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "\t" };
const escaped = (text: string): string =>
  text.replace(special, (found) => entities[found] ?? (found >= "\u007f" && found < "\ufffe" ? found : "\ufffd"));

// Styles

/** A digit of LibreOffice's default font, in centimetres. */
const digit = 0.2;

function stylesOf(widths: readonly number[], language: Language): string {
  const columns = widths.map(
    (width, index) =>
      `<style:style style:name="width-${index}" style:family="table-column"><style:table-column-properties style:column-width="${(width * digit).toFixed(1)}cm"/></style:style>`,
  );
  const cells = everyShown.flatMap((shown) => {
    // Text wraps where a line breaks in it; numbers of many digits stand as numbers do.
    const more = {
      text: `<style:table-cell-properties style:vertical-align="top"/>`,
      exact: `<style:table-cell-properties style:text-align-source="fix"/><style:paragraph-properties fo:text-align="end"/>`,
    };
    const inner = shown === "text" || shown === "exact" ? more[shown] : "";
    return ["", "-bold"].map(
      (bold) =>
        `<style:style style:name="${shown}${bold}" style:family="table-cell" style:data-style-name="shown-${shown}">${inner}${
          bold === "" ? "" : `<style:text-properties fo:font-weight="bold"/>`
        }</style:style>`,
    );
  });
  return [...columns, ...everyShown.map((shown) => formatOf(shown, language)), ...cells].join("");
}

function formatOf(shown: Shown, language: Language): string {
  const name = `style:name="shown-${shown}"`;
  const text = (between: string): string => `<number:text>${between}</number:text>`;
  const two = (part: string): string => `<number:${part} number:style="long"/>`;
  const [year, month, day] = [two("year"), two("month"), two("day")];
  const date = language === "fr" ? [day, month, year].join(text("/")) : [year, month, day].join(text("-"));
  switch (shown) {
    case "text":
    case "exact":
      return `<number:text-style ${name}><number:text-content/></number:text-style>`;
    case "integer":
      return `<number:number-style ${name}><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style>`;
    case "decimal":
      return `<number:number-style ${name}><number:number number:min-integer-digits="1"/></number:number-style>`;
    case "day":
      return `<number:date-style ${name}>${date}</number:date-style>`;
    case "instant":
      return `<number:date-style ${name}>${date}${text(" ")}${["hours", "minutes", "seconds"].map(two).join(text(":"))}</number:date-style>`;
    default: {
      const decimals = decimalsOf(shown) ?? 0;
      return `<number:number-style ${name}><number:number number:decimal-places="${decimals}" number:min-decimal-places="${decimals}" number:min-integer-digits="1" number:grouping="true"/></number:number-style>`;
    }
  }
}
