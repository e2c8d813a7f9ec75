/**
 * `moisson reconcile --collective SLUG`: the lines of bank statements that wait, with what each may be and why. With `--apply` those
 * are matched whose likeliest proposal is an entry that is there already: nothing is booked, and what is to be booked waits.
 *
 *   moisson reconcile --collective les-communs
 *   → 2026-03-14  -450,00 €  VIR IMPRIMERIE DES LILAS F-31 → Imprimerie des Lilas : même montant, F-31 dans le libellé
 */
import type { Queryable } from "../db/client.js";
import { inTransaction } from "../db/transaction.js";
import { displayAmount } from "../domain/display.js";
import type { Language } from "../domain/refusals.js";
import { pageOfLines } from "../features/bank-lines/bank-lines.answers.js";
import { type BankLineAnswer, matching } from "../features/bank-lines/bank-lines.schema.js";
import { matchLine } from "../features/bank-lines/matching.actions.js";
import { type Asked, applying, readApplying } from "./applying.js";
import { actingIn, bankCalled, findCollective } from "./collective.js";
import { answer, type Io } from "./command.js";
import { onDatabase } from "./database.js";

const usage: Readonly<Record<Language, string>> = {
  fr: `usage : moisson reconcile --collective NOM [--bank NOM] [--apply] [--by NOM] [--json] [--lang fr|en]

  Les lignes de relevé qui attendent, avec ce que chacune peut être et pourquoi ; rien n’est écrit au journal.
  --bank     d’un seul compte
  --apply    rapproche celles qui sont sans doute une écriture déjà là ; le reste attend
  --by       qui rapproche ; sinon la première personne de l’administration`,
  en: `usage: moisson reconcile --collective SLUG [--bank NAME] [--apply] [--by NAME] [--json] [--lang fr|en]

  The lines of statements that wait, with what each may be and why; nothing is booked.
  --bank     of one bank account
  --apply    matches those that are likeliest an entry that is there; the rest waits
  --by       who matches them; otherwise the first admin`,
};

const options = { ...applying, bank: { type: "string" } } as const;

export async function reconcile(args: string[], io: Io): Promise<number> {
  const { asked, spoken, code } = await readApplying(args, io, usage, options);
  if (asked === undefined) return code;
  return onDatabase(io, "reconcile", args, ({ database }) => answer(io, spoken, () => reconcileAll(database.orm, asked, io, spoken)));
}

/** Lines that one run shows; the earliest first. */
const linesShown = 1000;

async function reconcileAll(
  db: Queryable,
  { collective: slug, bank, apply: isApplied, by }: Asked<typeof options>,
  io: Io,
  { language, json }: { language: Language; json: boolean },
): Promise<void> {
  const collective = await findCollective(db, slug);
  const acting = { ...(await actingIn(db, collective, by)), language };
  const bankId = await bankCalled(db, collective.id, bank);
  const waiting = async () => {
    const query = { bankId, statementId: undefined, status: "open", limit: linesShown } as const;
    return (await pageOfLines(db, acting.caller, query, language)).items;
  };
  let matched = 0;
  if (isApplied) {
    for (const { id, proposals } of await waiting()) {
      const [likeliest] = proposals;
      if (likeliest?.does !== "link") continue;
      const linked = matching.parse({ entryIds: likeliest.entries.map((entry) => entry.id) });
      await inTransaction(db, (tx) => matchLine(tx, acting, id, linked));
      matched += 1;
    }
  }
  const lines = await waiting();
  if (json) io.stdout.write(`${JSON.stringify({ matched, waiting: lines })}\n`);
  else io.stdout.write([...(isApplied ? [matchedSentence(matched, language)] : []), ...listed(lines, language)].join(""));
}

const matchedSentence = (count: number, language: Language): string =>
  language === "fr"
    ? `${count} ${count < 2 ? "ligne rapprochée" : "lignes rapprochées"}\n`
    : `${count} ${count === 1 ? "line" : "lines"} matched\n`;

function listed(lines: readonly BankLineAnswer[], language: Language): string[] {
  if (lines.length === 0) return [language === "fr" ? "Aucune ligne n’attend.\n" : "No line waits.\n"];
  return lines.map(({ datedOn, amount, currency, label, proposals: [best] }) => {
    const may = best === undefined ? "" : ` → ${best.called}${language === "fr" ? " :" : ":"} ${best.because}`;
    return `${datedOn}  ${displayAmount(amount, currency, language)}  ${label}${may}\n`;
  });
}
