import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { lineBytesMax } from "../../src/cli/lines.js";
import { share } from "../../src/cli/share.js";
import type { SharingResult } from "../../src/domain/sharing/result.js";
import { example, examples, figuresOf } from "../domain/sharing/examples.js";
import { t } from "../support/tap.js";

const folder = mkdtempSync(join(tmpdir(), "moisson-share-"));
t.teardown(() => rmSync(folder, { recursive: true }));

/** A document of the examples in a file of its own: an example as it stands is not a document. */
function fileOf(name: string): string {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(example(name).document, null, 2));
  return file;
}

/** Runs the command on streams of our own. */
async function run(args: string[], input: Iterable<Uint8Array> = []): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [new PassThrough({ highWaterMark: 1 << 30 }), new PassThrough()];
  const code = await share(args, { stdin: Readable.from(input), stdout, stderr });
  return { code, out: String(stdout.read() ?? ""), err: String(stderr.read() ?? "") };
}

const answersTo = async (input: Iterable<Uint8Array>): Promise<Record<string, unknown>[]> => {
  const { code, out } = await run(["-"], input);
  t.equal(code, 0);
  t.ok(out === "" || out.endsWith("\n"));
  return out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
};

const typed = (text: string): string => text.replaceAll("\u202f", " ");

t.test("a file", async (t) => {
  const { code, out, err } = await run([fileOf("value-equation-remaining")]);
  t.equal(code, 0);
  t.equal(err, "");
  t.match(
    out,
    /^\{"format":"moisson.shares\/1","currency":"EUR","amount":"1000.00","shares":\[\{"member":"ana","amount":"187.50"\},.*\}\n$/,
  );
  t.equal((await run([fileOf("value-equation-remaining")])).out, out, "the same bytes each time");
});

t.test("for people", async (t) => {
  const file = fileOf("value-equation-remaining");
  const { out } = await run([file, "--table", "--explain", "bob", "--lang", "en"]);
  t.match(
    typed(out),
    /Bob +€200.00 +€375.00 +€575.00\n(.*\n)*\nBob receives €575.00\n1. Part reversée aux communs €50.00: 5% of €1,000.00.\n/,
  );
  const french = await run([file, "--explain=ana"]);
  t.equal(
    typed(french.out),
    "Ana reçoit 187,50 €\n" +
      "1. Part reversée aux communs 50,00 € : 5 % de 1 000,00 €.\n" +
      "3. Travail donné 187,50 € : 10 h × 25,00 € = 250,00 € sur 1 000,00 € de travail. Il restait 750,00 € : 250 ÷ 1 000 × 750.\n",
  );
  const nobody = await run([file, "--explain", "zoe"]);
  t.same(nobody, { code: 1, out: "", err: "error: unknown_member: Participant·e inconnu·e : zoe (--explain).\n" });
});

t.test("a refusal", async (t) => {
  const file = fileOf("claims-deliberate");
  const said =
    "error: claims_exceed_amount: Wishes add up to €1,400.00 for €1,000.00: €400.00 is missing. To settle together. (key.steps[0])\n";
  t.same(await run([file, "--lang", "en"]), { code: 1, out: "", err: said });
  const { code, out, err } = await run([file, "--lang", "en", "--json"]);
  t.equal(code, 1);
  t.equal(err, said);
  t.match(JSON.parse(out), {
    code: "claims_exceed_amount",
    status: 422,
    figures: { claimed: "1400.00", missing: "400.00", at: "key.steps[0]" },
  });

  const cases = [
    { text: "{", err: /^error: document_invalid: .*other\.json : ce n’est pas du JSON lisible\n$/ },
    { text: "", err: /^error: document_invalid: .*JSON/ },
    { text: JSON.stringify({ ...example("equal-rotation").document, currency: "ZZZ" }), err: /: ZZZ\. \(currency\)\n/ },
    { text: JSON.stringify(example("equal-rotation")), err: /^error: document_invalid: .*format/ },
  ];
  for (const { text, err } of cases) {
    const file = join(folder, "other.json");
    writeFileSync(file, text);
    const answer = await run([file]);
    t.equal(answer.code, 1);
    t.match(answer.err, err);
    t.equal(answer.err.split("\n").length, 2, "one line");
  }
  const missing = await run([join(folder, "nowhere.json")]);
  t.equal(missing.code, 1);
  t.match(missing.err, /^error: not_found: .*nowhere\.json/);
});

t.test("usage", async (t) => {
  const file = fileOf("equal-rotation");
  for (const args of [
    [],
    [file, file],
    [file, "--colour"],
    [file, "--explain"],
    [file, "--lang", "de"],
    ["-", "--table"],
    ["-", "--explain", "ana"],
  ]) {
    const { code, out, err } = await run(args);
    t.same({ code, out }, { code: 2, out: "" }, args.join(" "));
    t.not(err, "");
  }
  const { code, out } = await run(["--help", "--lang", "en"]);
  t.equal(code, 0);
  t.match(out, /^usage: moisson share FILE/);
});

t.test("every worked case, a line each, however the bytes are cut", async (t) => {
  const input = Buffer.from(examples.map(({ document }) => `${JSON.stringify(document)}\n`).join(""));
  const pieces = Array.from({ length: Math.ceil(input.length / 7) }, (_, place) => input.subarray(place * 7, place * 7 + 7));
  const answers = await answersTo(pieces);
  t.equal(answers.length, examples.length);
  examples.forEach(({ name, expect }, place) => {
    const answer = answers[place] ?? {};
    const found = "refused" in answer ? { refused: answer.refused } : figuresOf(answer as unknown as SharingResult);
    t.same(found, expect, name);
  });
});

t.test("one answer a line, whatever the line", async (t) => {
  const sound = JSON.stringify(example("equal-rotation").document);
  const lines = [
    { line: Buffer.from(`\ufeff${sound}`), refused: undefined },
    { line: Buffer.from(""), refused: "document_invalid" },
    { line: Buffer.from("   "), refused: "document_invalid" },
    { line: Buffer.from("null"), refused: "document_invalid" },
    { line: Buffer.from("[1e400]"), refused: "document_invalid" },
    { line: Buffer.from("{"), refused: "document_invalid" },
    { line: Buffer.from([0xff, 0xfe, 0x00]), refused: "document_invalid" },
    { line: Buffer.from(`${sound} ${sound}`), refused: "document_invalid" },
    { line: Buffer.from("[".repeat(200_000)), refused: "document_invalid" },
    { line: Buffer.from(`${"[".repeat(200_000)}${"]".repeat(200_000)}`), refused: "document_invalid" },
    { line: Buffer.alloc(lineBytesMax + 1, "x"), refused: "document_invalid" },
    { line: Buffer.from(`${sound}\r`), refused: undefined },
    { line: Buffer.from(JSON.stringify(example("claims-deliberate").document)), refused: "claims_exceed_amount" },
    { line: Buffer.from(sound), refused: undefined },
  ];
  const bytes = lines.flatMap(({ line }, place) => (place === 0 ? [line] : [Buffer.from("\n"), line]));
  const answers = await answersTo(bytes);
  t.same(
    answers.map(({ refused }) => refused),
    lines.map(({ refused }) => refused),
    "the last line needs no line break",
  );
  t.same(answers[10], { refused: "document_invalid", at: "", problem: "too_long", max: lineBytesMax });
  t.same(await answersTo([]), [], "no line, no answer");
  t.equal((await answersTo([Buffer.from("\n\n")])).length, 2);
});

t.test("a slow reader is waited for", async (t) => {
  let answered = 0;
  const stdout = new Writable({
    highWaterMark: 1,
    write: (_chunk, _encoding, done) => {
      answered += 1;
      setImmediate(done);
    },
  });
  const line = Buffer.from(`${JSON.stringify(example("equal-rotation").document)}\n`);
  const code = await share(["-"], { stdin: Readable.from([Buffer.concat([line, line, line])]), stdout, stderr: new PassThrough() });
  t.same({ code, answered }, { code: 0, answered: 3 });
});

t.test("as a process of its own", async (t) => {
  const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", main, "share", "-"], {
    input: `${JSON.stringify(example("equal-rotation").document)}\n\n`,
    encoding: "utf8",
  });
  t.equal(status, 0);
  t.match(stdout, /^\{"format":"moisson.shares\/1".*\}\n\{"refused":"document_invalid","at":"","problem":"json_malformed"\}\n$/);
});
