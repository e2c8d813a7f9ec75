/**
 * `moisson close --collective SLUG`: what to look at before a fiscal year closes, and with `--apply` its closing, for good. What is
 * in the way keeps it open; the rest is for a treasurer to judge.
 *
 *   moisson close --collective les-communs --year 2025            2 rétributions restent à verser : 154,20 €
 *   moisson close --collective les-communs --year 2025 --apply    Clos : 2025-01-01 – 2025-12-31, 42 écritures
 */
import { earliestOpenYear, yearMeant } from "../db/accounting.js";
import type { Queryable } from "../db/client.js";
import { inTransaction } from "../db/transaction.js";
import { closingSentence } from "../domain/closing-words.js";
import { displayAmount } from "../domain/display.js";
import type { Language } from "../domain/refusals.js";
import { closeFiscalYear } from "../features/ledger/years.actions.js";
import { tellChecks } from "../features/reports/reports.actions.js";
import type { ClosingCheck } from "../features/reports/reports.schema.js";
import { type Asked, applying, readApplying } from "./applying.js";
import { actingIn, findCollective } from "./collective.js";
import { answer, type Io } from "./command.js";
import { onDatabase } from "./database.js";

const usage: Readonly<Record<Language, string>> = {
  fr: `usage : moisson close --collective NOM [--year EXERCICE] [--apply] [--by NOM] [--json] [--lang fr|en]

  Dit ce qu’il faut regarder avant de clore un exercice. Un exercice clos ne rouvre jamais.
  --year     l’exercice, par son année ou son premier jour : 2026, 2026-09-01 ; le premier qui est ouvert, par défaut
  --apply    le clôt, si rien ne s’y oppose
  --by       qui le clôt ; sinon la première personne de l’administration`,
  en: `usage: moisson close --collective SLUG [--year YEAR] [--apply] [--by NAME] [--json] [--lang fr|en]

  Says what to look at before a fiscal year closes. A closed year never reopens.
  --year     the fiscal year, by its year or its first day: 2026, 2026-09-01; the first that is open by default
  --apply    closes it, unless something is in the way
  --by       who closes it; otherwise the first admin`,
};

const options = { ...applying, year: { type: "string" } } as const;

export async function close(args: string[], io: Io): Promise<number> {
  const { asked, spoken, code } = await readApplying(args, io, usage, options);
  if (asked === undefined) return code;
  return onDatabase(io, "close", args, ({ database }) => answer(io, spoken, () => closeOne(database.orm, asked, io, spoken)));
}

async function closeOne(
  db: Queryable,
  { collective: slug, year, apply: isApplied, by }: Asked<typeof options>,
  io: Io,
  { language, json }: { language: Language; json: boolean },
): Promise<void> {
  const collective = await findCollective(db, slug);
  const acting = await actingIn(db, collective, by);
  const startsOn = year === undefined ? await earliestOpenYear(db, collective.id) : await yearMeant(db, collective.id, year);
  if (isApplied) {
    const closed = await inTransaction(db, (tx) => closeFiscalYear(tx, acting, startsOn));
    io.stdout.write(json ? `${JSON.stringify(closed)}\n` : closedSentence(closed, language));
    return;
  }
  const { items } = await tellChecks(db, acting, startsOn);
  io.stdout.write(json ? `${JSON.stringify({ startsOn, items })}\n` : checkSentences(items, startsOn, collective.currency, language));
}

const closedSentence = (
  { startsOn, endsOn, entries }: { readonly startsOn: string; readonly endsOn: string; readonly entries: number },
  language: Language,
): string =>
  language === "fr"
    ? `Clos : ${startsOn} – ${endsOn}, ${entries} ${entries < 2 ? "écriture" : "écritures"}\n`
    : `Closed: ${startsOn} – ${endsOn}, ${entries} ${entries === 1 ? "entry" : "entries"}\n`;

/** A line each; what is in the way begins with `!`. */
function checkSentences(items: readonly ClosingCheck[], startsOn: string, currency: string, language: Language): string {
  const nothing = {
    fr: `Rien n’est en suspens : l’exercice du ${startsOn} peut se clore.`,
    en: `Nothing is pending: the year of ${startsOn} can close.`,
  };
  if (items.length === 0) return `${nothing[language]}\n`;
  const lines = items.map(({ what, count, amount, isInTheWay }) => {
    const said = closingSentence(what, count, amount === null ? "" : displayAmount(amount, currency, language), language);
    return `${isInTheWay ? "!" : "-"} ${said}\n`;
  });
  return lines.join("");
}
