/**
 * What a file is, by its content alone: its name and what the sender says of it decide nothing.
 *
 *  1. A JPEG begins with a start of image and a first segment; a PNG with its signature and a header of 13 bytes; a WebP is a
 *     RIFF of that kind with a first chunk of an image; HEIC a media file whose brands name it; a PDF begins with its version.
 *  2. A file that is two at once is none: readers of PDF look for the beginning in the first 1024 bytes, and would show another
 *     proof than viewers of images do.
 *
 *   ff d8 ff e0 … → image/jpeg      50 4b 03 04 … (a zip named ticket.jpg) → undefined
 */
import type { ReceiptType } from "../domain/receipt.js";

/** How far readers look for the beginning of a PDF. */
const pdfWithin = 1024;
const pdfBegins = [0x25, 0x50, 0x44, 0x46, 0x2d];
const pngBegins = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];

const heicBrands = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx"]);
/** Brands that say «images», and leave to the compatible ones how they are written. */
const imageBrands = new Set(["mif1", "msf1"]);

const beginsAt = (bytes: Uint8Array, marks: readonly number[], at = 0): boolean => marks.every((mark, index) => bytes[at + index] === mark);
const letters = (bytes: Uint8Array, at: number, count = 4): string => String.fromCharCode(...bytes.subarray(at, at + count));

export function receiptTypeOf(bytes: Uint8Array): ReceiptType | undefined {
  if (isPdf(bytes)) return "application/pdf";
  const type = imageTypeOf(bytes);
  return type === undefined || holdsPdf(bytes) ? undefined : type;
}

/** 1: `%PDF-1.7`, `%PDF-2.0`. */
const isPdf = (bytes: Uint8Array): boolean => beginsAt(bytes, pdfBegins) && /^[12]\.\d/.test(letters(bytes, 5));

/** 2. */
function holdsPdf(bytes: Uint8Array): boolean {
  for (let at = 0; at < Math.min(bytes.length, pdfWithin); at += 1) if (beginsAt(bytes, pdfBegins, at)) return true;
  return false;
}

function imageTypeOf(bytes: Uint8Array): Exclude<ReceiptType, "application/pdf"> | undefined {
  // The first segment is an application’s, a comment, tables or a frame: 0xc0 … 0xfe.
  if (beginsAt(bytes, [0xff, 0xd8, 0xff]) && (bytes[3] ?? 0) >= 0xc0 && (bytes[3] ?? 0) <= 0xfe) return "image/jpeg";
  if (beginsAt(bytes, pngBegins)) return "image/png";
  if (letters(bytes, 0) === "RIFF" && letters(bytes, 8) === "WEBP" && /^VP8[ LX]$/.test(letters(bytes, 12))) return "image/webp";
  return isHeic(bytes) ? "image/heic" : undefined;
}

/** A first box `ftyp` with its brands: length, `ftyp`, major brand, version, compatible brands. */
function isHeic(bytes: Uint8Array): boolean {
  if (bytes.length < 16 || letters(bytes, 4) !== "ftyp") return false;
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const major = letters(bytes, 8);
  if (heicBrands.has(major)) return true;
  if (!imageBrands.has(major)) return false;
  const end = Math.min(length, bytes.length, 256);
  for (let at = 16; at + 4 <= end; at += 4) if (heicBrands.has(letters(bytes, at))) return true;
  return false;
}
