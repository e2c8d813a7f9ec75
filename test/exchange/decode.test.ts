import { readFileSync } from "node:fs";
import fc from "fast-check";
import { decodeBytes, decodeChunks, EncodingScan, scanEncoding } from "../../src/exchange/decode.js";
import { asyncLaw, law } from "../support/law.js";
import { t } from "../support/tap.js";

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf16 = (text: string, isBig: boolean): Uint8Array => {
  const little = Buffer.from(`\ufeff${text}`, "utf16le");
  return isBig ? little.swap16() : little;
};

t.test("what a file is encoded in", async (t) => {
  const table: [string, Uint8Array, string, string][] = [
    ["plain", Buffer.from("Date;Note\n"), "utf-8", "Date;Note\n"],
    ["empty", bytes(), "utf-8", ""],
    ["UTF-8", Buffer.from("Hélène; 12 €"), "utf-8", "Hélène; 12 €"],
    ["UTF-8 with its mark", Buffer.from("\ufeffHélène"), "utf-8", "Hélène"],
    ["windows-1252", bytes(0x48, 0xe9, 0x6c, 0xe8, 0x6e, 0x65, 0x20, 0x80, 0x20, 0x9c, 0x75, 0x66, 0x92), "windows-1252", "Hélène € œuf’"],
    ["a letter cut by the end of the file", bytes(0x41, 0xe2, 0x82), "windows-1252", "Aâ‚"],
    ["UTF-16, little end first", utf16("Hélène €", false), "utf-16le", "Hélène €"],
    ["UTF-16, big end first", utf16("Hélène €", true), "utf-16be", "Hélène €"],
  ];
  for (const [name, file, encoding, text] of table) t.same(decodeBytes(file), { encoding, text }, name);
});

t.test("what is no text is refused by name", async (t) => {
  const table: [Uint8Array, string, Record<string, unknown>][] = [
    [bytes(0x50, 0x4b, 0x03, 0x04, 0x14), "file_not_text", { found: "xlsx, ods, zip" }],
    [bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1), "file_not_text", { found: "xls" }],
    [bytes(0x1f, 0x8b, 0x08), "file_not_text", { found: "gzip" }],
    [Buffer.from("%PDF-1.7"), "file_not_text", { found: "pdf" }],
    [bytes(0x41, 0x00, 0x42), "file_not_text", { found: "binary" }],
    [Buffer.concat([Buffer.from("\ufeffA"), bytes(0xe9, 0x20)]), "file_encoding", { encoding: "utf-8" }],
    [bytes(0xff, 0xfe, 0x41), "file_encoding", { encoding: "utf-16le" }],
    [utf16("Date;No\0te", false), "file_not_text", { found: "binary" }],
    [utf16("Date;No\0te", true), "file_not_text", { found: "binary" }],
  ];
  for (const [file, code, figures] of table) t.throws(() => decodeBytes(file), { code, figures });
});

t.test("one wrong byte at the very end makes the whole file windows-1252", async (t) => {
  const file = Buffer.concat([Buffer.from("é".repeat(100_000)), bytes(0xe9)]);
  const chunks = [file.subarray(0, 65_537), file.subarray(65_537)];
  const encoding = await scanEncoding(chunks);
  t.equal(encoding, "windows-1252");
  let text = "";
  for await (const chunk of decodeChunks(chunks, encoding)) text += chunk;
  t.equal(text, `${"Ã©".repeat(100_000)}é`);
});

const samples = ["contributions-fr.csv", "contributions-fr-windows-1252.csv", "contributions-rfc4180.csv", "log-lines.txt"].map((name) =>
  readFileSync(`fixtures/imports/${name}`),
);
const anyFile = fc.oneof(
  fc.constantFrom<Uint8Array>(...samples),
  fc.string({ unit: "grapheme" }).map((text) => Buffer.from(text)),
  fc.string({ unit: "grapheme" }).map((text) => utf16(text, true)),
  fc.uint8Array({ maxLength: 40 }),
);

/** The file in pieces of any size, also of none. */
function cut(file: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places.map((place) => place % (file.length + 1)), file.length].sort((a, b) => a - b);
  return ends.map((end, index) => file.subarray(ends[index - 1] ?? 0, end));
}

t.test("laws", async (t) => {
  await asyncLaw(
    t,
    "any cut into chunks decodes the same, and garbage is refused by code",
    fc.asyncProperty(anyFile, fc.array(fc.nat(2000), { maxLength: 12 }), async (file, places) => {
      const whole = await Promise.resolve(file)
        .then(decodeBytes)
        .catch((error: { code: string }) => error.code);
      try {
        const chunks = cut(file, places);
        const encoding = await scanEncoding(chunks);
        let text = "";
        for await (const chunk of decodeChunks(chunks, encoding)) text += chunk;
        return typeof whole !== "string" && whole.encoding === encoding && whole.text === text;
      } catch (error) {
        return (error as { code: string }).code === whole;
      }
    }),
    1000,
  );
  law(
    t,
    "UTF-8 is known as such byte by byte",
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
      const scan = new EncodingScan();
      for (const byte of Buffer.from(`a${text.replaceAll("\0", "")}`)) scan.write(bytes(byte));
      return scan.end() === "utf-8";
    }),
  );
});
