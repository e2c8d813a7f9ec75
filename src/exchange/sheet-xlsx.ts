/**
 * One sheet as the files of an XLSX (ECMA-376, part 1, «SpreadsheetML»): what Excel opens.
 *
 * Days are whole numbers from 1899-12-30 on, as Excel counts them; it takes 1900 for a leap year, so that days before
 * 1900-03-01 mean another day there: they are text.
 */
import { daysBetween } from "../domain/calendar.js";
import type { Language } from "../domain/refusals.js";
import { decimalsOf, everyShown, type SheetCell, type Shown } from "./sheet-cells.js";
import type { SheetFormat, SheetParts } from "./sheet-write.js";
import type { ZipFile } from "./zip-write.js";

const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const openXml = "http://schemas.openxmlformats.org";
const main = `${openXml}/spreadsheetml/2006/main`;
const relations = `${openXml}/officeDocument/2006/relationships`;

/** The most that Excel takes: beyond, it calls the file damaged. */
const longestText = 32_767;

/** In points. LibreOffice leaves a row of several lines as high as one, unless it is told. */
const [lineHeight, tallest] = [15, 405];

export const xlsx: SheetFormat = {
  files: ({ title, widths, language, rows }: SheetParts): ZipFile[] => [
    {
      name: "[Content_Types].xml",
      content: `${xml}<Types xmlns="${openXml}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
        ["workbook", "sheet.main"],
        ["worksheets/sheet1", "worksheet"],
        ["styles", "styles"],
      ]
        .map(
          ([part, type]) =>
            `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`,
        )
        .join("")}</Types>`,
    },
    { name: "_rels/.rels", content: relationsOf([["officeDocument", "xl/workbook.xml"]]) },
    {
      name: "xl/workbook.xml",
      content: `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: relationsOf([
        ["worksheet", "worksheets/sheet1.xml"],
        ["styles", "styles.xml"],
      ]),
    },
    { name: "xl/styles.xml", content: stylesOf(language) },
    { name: "xl/worksheets/sheet1.xml", content: sheet(widths, rows) },
  ],
  row: (cells, place, isBold) => {
    let lines = 1;
    for (const cell of cells) if (cell?.value.includes("\n")) lines = Math.max(lines, cell.value.split("\n").length);
    let text = lines === 1 ? `<row r="${place}">` : `<row r="${place}" ht="${Math.min(lines * lineHeight, tallest)}">`;
    for (const [index, cell] of cells.entries()) if (cell !== null) text += cellXml(cell, `${letters(index)}${place}`, isBold);
    return `${text}</row>`;
  },
};

const relationsOf = (parts: readonly (readonly [string, string])[]): string =>
  `${xml}<Relationships xmlns="${openXml}/package/2006/relationships">${parts
    .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${relations}/${type}" Target="${target}"/>`)
    .join("")}</Relationships>`;

async function* sheet(widths: readonly number[], rows: AsyncIterable<string>): AsyncGenerator<string> {
  const columns = widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`);
  const frozen = `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/>`;
  yield `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><cols>${columns.join("")}</cols><sheetData>`;
  yield* rows;
  yield "</sheetData></worksheet>";
}

const columnLetters: string[] = [];
const letters = (index: number): string => {
  columnLetters[index] ??= (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));
  return columnLetters[index];
};

// Cells

function cellXml({ shown, value }: SheetCell, place: string, isBold: boolean): string {
  switch (shown) {
    case "text":
    case "exact":
      return textXml(value, place, shown, isBold);
    case "day":
      if (value < "1900-03-01") return textXml(value, place, "text", isBold);
      return `<c r="${place}" s="${styleOf(shown, isBold)}"><v>${daysBetween("1899-12-30", value)}</v></c>`;
    case "instant":
      return `<c r="${place}" s="${styleOf(shown, isBold)}"><v>${serial(value)}</v></c>`;
    default:
      return `<c r="${place}" s="${styleOf(shown, isBold)}"><v>${value}</v></c>`;
  }
}

function textXml(value: string, place: string, shown: "text" | "exact", isBold: boolean): string {
  const text = escaped(value.length > longestText ? shortened(value) : value);
  const style = shown === "text" && value.includes("\n") ? wrapped + (isBold ? 1 : 0) : styleOf(shown, isBold);
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** Ends in «…» where it is cut; never within a character. */
const shortened = (text: string): string => `${text.slice(0, longestText - 1).replace(/[\ud800-\udbff]$/, "")}…`;

/** Days and their parts, to the second: 12 digits behind the point, computed with whole numbers. */
function serial(instant: string): string {
  const seconds = Number(instant.slice(11, 13)) * 3600 + Number(instant.slice(14, 16)) * 60 + Number(instant.slice(17, 19));
  const part = (BigInt(seconds) * 10n ** 12n + 43_200n) / 86_400n;
  return `${daysBetween("1899-12-30", instant.slice(0, 10))}.${part.toString().padStart(12, "0")}`;
}

/** What XML cannot hold or would read otherwise; `_x0041_` in a text would be read as A. */
const special = /[&<>"\p{Cc}\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/gu;
const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "\n",
  "\t": "\t",
  _: "_x005F_",
};
const escaped = (text: string): string =>
  text.replace(special, (found) => entities[found] ?? `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`);

// Styles

/** Plain and bold of each, then of text with line breaks. */
const styleOf = (shown: Shown, isBold: boolean): number => 1 + everyShown.indexOf(shown) * 2 + (isBold ? 1 : 0);
const wrapped = 1 + everyShown.length * 2;

const ownFormats = 164;
const digitsOf = (decimals: number): string => `#,##0${decimals > 0 ? `.${"0".repeat(decimals)}` : ""}`;

function formatOf(shown: Shown, language: Language): string {
  const day = { fr: "dd/mm/yyyy", en: "yyyy-mm-dd" }[language];
  switch (shown) {
    case "text":
    case "exact":
      return "@";
    case "integer":
      return "0";
    case "decimal":
      return "General";
    case "day":
      return day;
    case "instant":
      return `${day} hh:mm:ss`;
    default:
      return digitsOf(decimalsOf(shown) ?? 0);
  }
}

/** Formats that every program knows by number; text is to be one of these, so that it stays text when somebody edits it. */
const builtIn: Readonly<Record<string, number>> = { General: 0, "0": 1, "@": 49 };

function stylesOf(language: Language): string {
  const styled = [...everyShown.map((shown) => ({ shown, wraps: false })), { shown: "text" as const, wraps: true }];
  const formats = [...new Set(everyShown.map((shown) => formatOf(shown, language)))].filter((format) => !(format in builtIn));
  const idOf = (format: string): number => builtIn[format] ?? ownFormats + formats.indexOf(format);
  const cells = styled.flatMap(({ shown, wraps }) =>
    [0, 1].map((font) => {
      const alignment = wraps ? `<alignment vertical="top" wrapText="1"/>` : shown === "exact" ? `<alignment horizontal="right"/>` : "";
      const given = alignment === "" ? "" : ` applyAlignment="1"`;
      const opening = `<xf numFmtId="${idOf(formatOf(shown, language))}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"${given}`;
      return alignment === "" ? `${opening}/>` : `${opening}>${alignment}</xf>`;
    }),
  );
  const font = (bold: string): string => `<font>${bold}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`;
  return `${xml}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats
    .map((format) => `<numFmt numFmtId="${idOf(format)}" formatCode="${format}"/>`)
    .join(
      "",
    )}</numFmts><fonts count="2">${font("")}${font("<b/>")}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${cells.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}
