/** What a file is, by its content alone. */
import fc from "fast-check";
import { receiptTypeOf } from "../../src/exchange/receipt-type.js";
import {
  avif,
  avifOfMany,
  heic,
  heif,
  html,
  jpeg,
  pdf,
  photoAndPdf,
  photoWithHtml,
  png,
  svg,
  webp,
  zip,
} from "../support/receipt-files.js";
import { t } from "../support/tap.js";

const known: readonly (readonly [string, Uint8Array, string | undefined])[] = [
  ["a JPEG", jpeg, "image/jpeg"],
  ["a PNG", png, "image/png"],
  ["a WebP", webp, "image/webp"],
  ["HEIC", heic, "image/heic"],
  ["HEIF whose images are HEVC", heif, "image/heic"],
  ["a PDF", pdf(), "application/pdf"],
  ["PDF 2.0", Buffer.from("%PDF-2.0\n"), "application/pdf"],
  ["a photo with a comment", photoWithHtml, "image/jpeg"],
  ["AVIF", avif, undefined],
  ["HEIF whose images are AV1", avifOfMany, undefined],
  ["a video", Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1"), undefined],
  ["a zip", zip, undefined],
  ["SVG", svg, undefined],
  ["SVG behind a mark", Buffer.concat([Buffer.from("\ufeff"), svg]), undefined],
  ["HTML", html, undefined],
  ["HTML before a PDF", Buffer.concat([html, pdf()]), undefined],
  ["a photo that is a PDF too", photoAndPdf, undefined],
  ["a PNG that is a PDF too", Buffer.concat([png, pdf()]), undefined],
  ["a sound in a RIFF", Buffer.from("RIFF\x24\0\0\0WAVEfmt ", "latin1"), undefined],
  ["GIF", Buffer.from("GIF89a\x01\0\x01\0", "latin1"), undefined],
  ["a PDF without a version", Buffer.from("%PDF-x"), undefined],
  ["nothing", Buffer.alloc(0), undefined],
];

for (const [what, bytes, type] of known)
  t.test(what, async (t) => {
    t.equal(receiptTypeOf(bytes), type);
    t.equal(receiptTypeOf(new Uint8Array(Buffer.concat([Buffer.from("xx"), bytes])).subarray(2)), type, "wherever it lies in memory");
  });

t.test("the beginnings of files are none, and no bytes make it fail", async () => {
  const beginnings = [jpeg, png, webp, heic, pdf()].map(
    (bytes) => [bytes, bytes === png ? 16 : bytes === webp ? 16 : bytes === heic ? 12 : bytes === jpeg ? 4 : 8] as const,
  );
  for (const [bytes, length] of beginnings)
    for (let cut = 0; cut < length; cut += 1) t.equal(receiptTypeOf(bytes.subarray(0, cut)), undefined, `${cut} bytes`);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => receiptTypeOf(bytes) === undefined || bytes.length > 3));
});
