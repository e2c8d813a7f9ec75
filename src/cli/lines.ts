/**
 * Lines of a stream of bytes, each as it ends, however the bytes are cut; the last may do without a line break.
 *
 * A line above the limit is not kept: it is told as such once it ends, so that whoever answers a line for a line still
 * can, and memory stays bounded.
 *
 *   "a\n\nb" → "a", "", "b"
 */
export const lineBytesMax = 64 * 1024 * 1024;

const lineBreak = 0x0a;

export async function* linesOf(bytes: AsyncIterable<Uint8Array>, max = lineBytesMax): AsyncGenerator<Uint8Array | "too_long"> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  const keep = (piece: Uint8Array) => {
    length += piece.length;
    if (length <= max) pieces.push(piece);
    else pieces = [];
  };
  const take = (): Uint8Array | "too_long" => {
    const line = length > max ? "too_long" : Buffer.concat(pieces);
    pieces = [];
    length = 0;
    return line;
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(lineBreak); end >= 0; end = chunk.indexOf(lineBreak, from)) {
      keep(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    if (from < chunk.length) keep(chunk.subarray(from));
  }
  if (length > 0) yield take();
}
