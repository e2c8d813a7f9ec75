/**
 * Lines of a stream of bytes, each as it ends, however the bytes are cut; the last may do without a line break.
 *
 * A line above the limit is not kept: it is told as such, once, as soon as it is above, so that whoever answers a line for a
 * line still can, memory stays bounded, and who wants nothing more of it need not wait for its end.
 *
 *   "a\n\nb" → "a", "", "b"
 */
export const lineBytesMax = 64 * 1024 * 1024;

const lineBreak = 0x0a;

export async function* linesOf(bytes: AsyncIterable<Uint8Array>, max = lineBytesMax): AsyncGenerator<Uint8Array | "too_long"> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  let isTold = false;
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; ) {
      const end = chunk.indexOf(lineBreak, from);
      const piece = chunk.subarray(from, end < 0 ? chunk.length : end);
      length += piece.length;
      if (length <= max) pieces.push(piece);
      else if (!isTold) {
        pieces = [];
        isTold = true;
        yield "too_long";
      }
      if (end < 0) break;
      if (!isTold) yield Buffer.concat(pieces);
      [pieces, length, isTold] = [[], 0, false];
      from = end + 1;
    }
  }
  if (length > 0 && !isTold) yield Buffer.concat(pieces);
}
