/**
 * `moisson import FILE --statement --collective SLUG --bank NAME`: a statement of a bank or a platform is added to a bank
 * account. It books nothing; one error, and nothing is added.
 *
 *   moisson import mars.csv --statement --collective les-communs --bank "Compte courant"
 *   → mars.csv (Banque Populaire, Caisse d’Épargne) : 42 lignes lues, 12 déjà là, 30 ajoutées ; 2 460,00 EUR au 31/03/2026
 */
import { createReadStream } from "node:fs";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Queryable } from "../db/client.js";
import { inTransaction } from "../db/transaction.js";
import { type Language, Refusal } from "../domain/refusals.js";
import { statementBytesMax } from "../exchange/statements/statement.js";
import type { StatementAnswer } from "../features/bank-lines/bank-lines.schema.js";
import { addStatement, statementFile } from "../features/bank-lines/statements.actions.js";
import { bankCalled, findCollective, findImporter } from "./collective.js";
import { answer, type Io, languageIn, parseLanguage, UsageError } from "./command.js";
import { onDatabase } from "./database.js";
import { statementUsage } from "./statement-usage.js";

const options = {
  statement: { type: "boolean" },
  collective: { type: "string" },
  bank: { type: "string" },
  account: { type: "string" },
  "day-order": { type: "string" },
  "decimal-mark": { type: "string" },
  by: { type: "string" },
  json: { type: "boolean", default: false },
  lang: { type: "string" },
} as const;

interface Asked {
  readonly path: string;
  readonly slug: string;
  readonly bank: string | undefined;
  readonly by: string | undefined;
  readonly told: Pick<Parameters<typeof addStatement>[3], "account" | "dayOrder" | "decimalMark">;
}

export async function importStatement(args: string[], io: Io): Promise<number> {
  const spoken = { language: languageIn(args), json: args.includes("--json") };
  let asked: Asked | undefined;
  const code = await answer(io, spoken, async () => {
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true });
    spoken.language = parseLanguage(values.lang);
    const usage = `usage${spoken.language === "fr" ? " " : ""}: ${statementUsage[spoken.language].trimStart()}`;
    const [path, ...more] = positionals;
    const dayOrder = (["day-first", "month-first"] as const).find((word) => word === values["day-order"]);
    const decimalMark = ([",", "."] as const).find((word) => word === values["decimal-mark"]);
    const isUnknown = (values["day-order"] !== undefined && !dayOrder) || (values["decimal-mark"] !== undefined && !decimalMark);
    if (path === undefined || more.length > 0 || values.collective === undefined || isUnknown) throw new UsageError(usage);
    asked = { path, slug: values.collective, bank: values.bank, by: values.by, told: { account: values.account, dayOrder, decimalMark } };
  });
  if (asked === undefined) return code;
  const wanted = asked;
  return onDatabase(io, "import", args, ({ database }) => answer(io, spoken, () => addOne(database.orm, wanted, io, spoken)));
}

async function addOne(db: Queryable, asked: Asked, io: Io, { language, json }: { language: Language; json: boolean }): Promise<void> {
  const collective = await findCollective(db, asked.slug);
  const importer = await findImporter(db, collective.id, asked.by);
  const bankId = await bankCalled(db, collective.id, asked.bank);
  const bytes = await bytesOf(asked.path, io);
  const file = statementFile(asked.path === "-" ? "stdin" : basename(asked.path), bytes);
  const acting = { caller: { collective, memberId: importer.memberId }, now: new Date(), language };
  const added = await inTransaction(db, (tx) => addStatement(tx, acting, file, { ...asked.told, bankId }));
  io.stdout.write(`${json ? JSON.stringify(added) : sentence(added, language)}\n`);
}

/** The file in memory: a statement is small, and one that is not is refused. Refuses `not_found`, `body_too_large`. */
async function bytesOf(path: string, io: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of path === "-" ? io.stdin : createReadStream(resolve(io.folder ?? process.cwd(), path))) {
      bytes += chunk.length;
      if (bytes > statementBytesMax) throw new Refusal("body_too_large", { limit: statementBytesMax });
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Refusal || path === "-") throw error;
    throw new Refusal("not_found", { at: path, problem: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
  return Buffer.concat(chunks);
}

function sentence(
  { fileName, sourceTitle, linesRead, linesKnown, linesTwin, closing, closingOn, isRepeat, notes }: StatementAnswer,
  language: Language,
): string {
  const added = isRepeat ? 0 : linesRead - linesKnown;
  const known = linesRead - added;
  const balance =
    closing === null || closingOn === null
      ? ""
      : language === "fr"
        ? ` ; solde ${closing} au ${closingOn}`
        : `; balance ${closing} on ${closingOn}`;
  const said =
    language === "fr"
      ? `${fileName} (${sourceTitle}) : ${linesRead} lignes lues, ${known} déjà là, ${added} ajoutées${balance}`
      : `${fileName} (${sourceTitle}): ${linesRead} lines read, ${known} here already, ${added} added${balance}`;
  const twins =
    language === "fr"
      ? `${linesTwin} ressemblent à des lignes d’un autre relevé et ne comptent pas, sauf si vous dites que ce sont d’autres mouvements`
      : `${linesTwin} look like lines of another statement and do not count, unless you say that they are other movements`;
  return [said, ...(!isRepeat && linesTwin > 0 ? [twins] : []), ...notes].join("\n");
}
