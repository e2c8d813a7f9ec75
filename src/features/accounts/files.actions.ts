/** The files of a fiscal year that other programs read, and its balances. */
import { accountingEntries, accountsOfYear, auxiliariesOf, requireYear } from "../../db/accounting.js";
import type { Queryable } from "../../db/client.js";
import { type ExportFile, writeExportFile } from "../../db/export-file.js";
import { inSnapshot, type Tx } from "../../db/transaction.js";
import { type TrialBalance, trialBalanceOf } from "../../domain/accounting/balance.js";
import type { Day } from "../../domain/calendar.js";
import { formatAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import type { CsvDialect } from "../../exchange/csv-write.js";
import { fecName, writeFec } from "../../exchange/fec.js";
import { type Auxiliaries, writeJournal } from "../../exchange/journals.js";
import { type TableFormat, writeTable } from "../../exchange/table-write.js";
import { trialBalanceColumns, trialBalanceTitle } from "./accounts.columns.js";
import type { AccountFile, TrialBalanceAnswer } from "./accounts.schema.js";

/** Whose accounts they are. */
export interface Accounted {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly siren: string | null;
  readonly hostedBy: string | null;
}

export interface FileWanted {
  readonly what: AccountFile;
  readonly startsOn: Day;
  readonly today: Day;
  /** Of the trial balance; what is no table is `csv`, the text that it is. */
  readonly format: TableFormat;
  readonly dialect: CsvDialect;
}

const extensions: Readonly<Record<Exclude<AccountFile, "fec" | "trial-balance">, string>> = {
  hledger: "hledger.journal",
  ledger: "ledger",
  beancount: "beancount",
};

/**
 * Writes a file of a year. Refuses `not_found`, `file_not_a_table`, `sheet_too_long`, and for the FEC `accounts_hosted`,
 * `accounts_not_euro` and `siren_missing`.
 */
export async function writeAccountFile(db: Queryable, collective: Accounted, wanted: FileWanted): Promise<ExportFile> {
  const { what, startsOn, format } = wanted;
  const { slug } = collective;
  if (what !== "trial-balance" && format !== "csv") throw new Refusal("file_not_a_table", { at: "format", what, format });
  const { endsOn } = await requireYear(db, collective.id, startsOn);
  const siren = what === "fec" ? requireFec(collective) : "";
  const nameOf = (position: string): string =>
    what === "fec"
      ? fecName(siren, endsOn)
      : `${slug}-${what}-${startsOn}-${position}.${what === "trial-balance" ? format : extensions[what]}`;
  return writeExportFile(db, collective.id, (tx) => piecesOf(tx, collective, wanted), nameOf);
}

function requireFec({ hostedBy, currency, siren }: Accounted): string {
  if (hostedBy !== null) throw new Refusal("accounts_hosted", { host: hostedBy });
  if (currency !== "EUR") throw new Refusal("accounts_not_euro", { currency });
  if (siren === null) throw new Refusal("siren_missing", { at: "siren" });
  return siren;
}

async function* piecesOf(
  tx: Tx,
  collective: Accounted,
  { what, startsOn, today, format, dialect }: FileWanted,
): AsyncGenerator<string | Uint8Array> {
  const year = await requireYear(tx, collective.id, startsOn);
  const auxiliaries = await auxiliariesOf(tx, collective.id, year);
  const entries = () => accountingEntries(tx, collective, year, today);
  switch (what) {
    case "fec":
      yield* writeFec(entries(), auxiliaries);
      return;
    case "trial-balance": {
      const { lines } = await trialBalanceOf(entries());
      const columns = trialBalanceColumns(collective.currency, auxiliaries);
      yield* writeTable(format, { title: trialBalanceTitle, columns, rows: lines, language: dialect });
      return;
    }
    default:
      yield* writeJournal(what, entries(), {
        title: `${collective.name}, ${year.startsOn} – ${year.endsOn}${year.isClosed ? "" : ", provisoire"}`,
        currency: collective.currency,
        startsOn: year.startsOn,
        endsOn: year.endsOn,
        accounts: await accountsOfYear(tx, collective, year, today),
        auxiliaries,
      });
  }
}

/** The balances of a year. */
export async function loadTrialBalance(
  db: Queryable,
  collective: Pick<Accounted, "id" | "currency" | "timeZone">,
  { startsOn, today }: Pick<FileWanted, "startsOn" | "today">,
): Promise<TrialBalanceAnswer> {
  const { year, balance, auxiliaries } = await inSnapshot(db, async (tx) => {
    const year = await requireYear(tx, collective.id, startsOn);
    const balance = await trialBalanceOf(accountingEntries(tx, collective, year, today));
    return { year, balance, auxiliaries: await auxiliariesOf(tx, collective.id, year) };
  });
  return answerOf(balance, { isProvisional: !year.isClosed, currency: collective.currency, auxiliaries });
}

function answerOf(
  { lines, debitMinor, creditMinor, resultMinor }: TrialBalance,
  { isProvisional, currency, auxiliaries }: { isProvisional: boolean; currency: string; auxiliaries: Auxiliaries },
): TrialBalanceAnswer {
  const shown = (minor: bigint) => formatAmount(minor, currency);
  return {
    isProvisional,
    currency,
    lines: lines.map(({ account, auxiliaryId, debitMinor, creditMinor }) => {
      const who = auxiliaryId === null ? undefined : auxiliaries.get(auxiliaryId);
      const auxiliary = who === undefined ? null : who.code === who.name ? who.code : `${who.code} ${who.name}`;
      return { ...account, auxiliary, debit: shown(debitMinor), credit: shown(creditMinor), balance: shown(debitMinor - creditMinor) };
    }),
    debit: shown(debitMinor),
    credit: shown(creditMinor),
    result: shown(resultMinor),
  };
}
