/**
 * `moisson share`: the result of a sharing document, computed here and now, without database or service (DESIGN §13).
 *
 *   moisson share FILE              the result, `moisson.shares/1`, one line of JSON
 *   moisson share FILE --table      a table for people; --explain MEMBER: why one member gets what they get
 *   moisson share -                 one document a line on stdin, one line a result on stdout; a refusal is a line too,
 *                                   {"refused":"key_invalid","at":"key.steps","problem":"no_steps"}, and the next one follows
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type Language, Refusal } from "../domain/refusals.js";
import { parseSharingDocument, type SharingDocument } from "../domain/sharing/document.js";
import { explainMember, explanationText } from "../domain/sharing/explanation.js";
import { faulty } from "../domain/sharing/fields.js";
import { formatResult, type SharingResult } from "../domain/sharing/result.js";
import { settle, settleSharing } from "../domain/sharing/settle.js";
import { sharingTable } from "../domain/sharing/table.js";
import { answer, type Io, languageIn, parseLanguage, UsageError } from "./command.js";
import { lineBytesMax, linesOf } from "./lines.js";

const usage: Readonly<Record<Language, string>> = {
  fr: `usage : moisson share FICHIER [--table] [--explain PARTICIPANT] [--json] [--lang fr|en]
        moisson share -      un document par ligne, une réponse par ligne`,
  en: `usage: moisson share FILE [--table] [--explain MEMBER] [--json] [--lang fr|en]
       moisson share -      a document a line, an answer a line`,
};

const options = {
  table: { type: "boolean", default: false },
  explain: { type: "string" },
  json: { type: "boolean", default: false },
  lang: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

export async function share(args: string[], io: Io): Promise<number> {
  const spoken = { language: languageIn(args), json: args.includes("--json") };
  return answer(io, spoken, async () => {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    spoken.language = parseLanguage(values.lang);
    if (values.help) return void io.stdout.write(`${usage[spoken.language]}\n`);
    const [file, ...more] = positionals;
    const forPeople = values.table || values.explain !== undefined;
    if (file === undefined || more.length > 0 || (file === "-" && forPeople)) throw new UsageError(usage[spoken.language]);
    if (file === "-") return shareLines(io);
    const bytes = await readDocument(file);
    io.stdout.write(
      namingPlace(file, () => {
        const document = parseSharingDocument(parseJson(bytes));
        const result = settle(document);
        if (!forPeople) return formatResult(result);
        return textsForPeople(document, result, values.table, values.explain, spoken.language).join("\n");
      }),
    );
  });
}

/** A refusal of the document as a whole names its file, and one of `--explain` names the option. */
function namingPlace(file: string, answered: () => string): string {
  try {
    return answered();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { at } = error.figures;
    const place = at === "" ? file : error.code === "unknown_member" && at === "member" ? "--explain" : undefined;
    throw place === undefined ? error : new Refusal(error.code, { ...error.figures, at: place });
  }
}

function textsForPeople(
  document: SharingDocument,
  result: SharingResult,
  table: boolean,
  member: string | undefined,
  language: Language,
): string[] {
  const texts = table ? [sharingTable(document, result, language)] : [];
  if (member === undefined) return texts;
  return [...texts, explanationText(explainMember(document, result, member, language, "--explain"))];
}

/** One answer a line, in order, as soon as the line is there. */
async function shareLines(io: Io): Promise<void> {
  for await (const line of linesOf(io.stdin)) {
    const more = io.stdout.write(answerOf(line));
    if (!more) await new Promise((resolve) => io.stdout.once("drain", resolve));
  }
}

function answerOf(line: Uint8Array | "too_long"): string {
  try {
    if (line === "too_long") throw faulty("", "too_long", { max: lineBytesMax });
    return formatResult(settleSharing(parseJson(line)));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${JSON.stringify({ refused: error.code, ...error.figures })}\n`;
  }
}

async function readDocument(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Refusal("not_found", { at: file, problem: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

/** The bytes as UTF-8 JSON, with or without a byte order mark. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw faulty("", "json_malformed");
  }
}
