/** Lines of a stream, however its bytes are cut; one above the limit is told once, and the next is read as if nothing was. */

import { linesOf } from "../../src/cli/lines.js";
import { t } from "../support/tap.js";

async function linesIn(pieces: readonly string[], max: number): Promise<string[]> {
  async function* bytes() {
    for (const piece of pieces) yield Buffer.from(piece);
  }
  const lines: string[] = [];
  for await (const line of linesOf(bytes(), max)) lines.push(typeof line === "string" ? `(${line})` : Buffer.from(line).toString());
  return lines;
}

t.test("a line at the limit is kept, one above is told once, wherever it stands and however it is cut", async (t) => {
  const table: readonly (readonly [text: string, lines: readonly string[]])[] = [
    ["", []],
    ["abcd", ["abcd"]],
    ["abcd\n", ["abcd"]],
    ["abcde", ["(too_long)"]],
    ["abcde\n", ["(too_long)"]],
    ["abcdefghijkl\nxy\n\nz", ["(too_long)", "xy", "", "z"]],
    ["xy\nabcde\nabcde\nabcd\nz", ["xy", "(too_long)", "(too_long)", "abcd", "z"]],
  ];
  for (const [text, lines] of table)
    for (const length of [1, 3, 100]) {
      const pieces = Array.from({ length: Math.ceil(text.length / length) }, (_, at) => text.slice(at * length, (at + 1) * length));
      t.same(await linesIn(pieces, 4), lines, `${JSON.stringify(text)} in pieces of ${length}`);
    }
});
