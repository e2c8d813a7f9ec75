/**
 * Plain-text journals that other programs check and report on: hledger, ledger, beancount.
 *
 *   hledger, ledger   accounts by class and number, as people read them: `6 Charges:622 Rémunérations …`
 *   beancount         its own five roots and the number, as it asks: `Expenses:622`
 *
 * Entries stand by their day, each balanced to the cent; the auxiliary of who is owed is the last part of an account. Accounts
 * and the currency are declared, so that the strictest checks of these programs pass (`hledger check -s ordereddates`,
 * `ledger --strict --pedantic`, `bean-check` without tolerance). What the file shows at its end is asserted in it for beancount.
 */
import { type AccountingEntry, type AccountLine, plainText, Totals } from "../domain/accounting/year.js";
import { addDays, type Day } from "../domain/calendar.js";
import { formatAmount } from "../domain/money.js";

/** Who is owed, by the id of a member or a third party: a code that stays after an erasure, and a name. */
export type Auxiliaries = ReadonlyMap<string, { readonly code: string; readonly name: string }>;

export const journalFormats = ["hledger", "ledger", "beancount"] as const;
export type JournalFormat = (typeof journalFormats)[number];

export interface JournalFacts {
  readonly title: string;
  readonly currency: string;
  readonly startsOn: Day;
  readonly endsOn: Day;
  /** Every account the entries use, once: they are declared before the first entry. */
  readonly accounts: readonly AccountLine[];
  readonly auxiliaries: Auxiliaries;
}

const classes: Readonly<Record<string, string>> = {
  "1": "1 Capitaux",
  "2": "2 Immobilisations",
  "3": "3 Stocks",
  "4": "4 Tiers",
  "5": "5 Finances",
  "6": "6 Charges",
  "7": "7 Produits",
  "8": "8 Contributions volontaires",
};
/** The roots of beancount, and the types that hledger reports by. */
const roots: Readonly<Record<string, readonly [root: string, type: string]>> = {
  "1": ["Equity", "E"],
  "2": ["Assets", "A"],
  "3": ["Assets", "A"],
  "4": ["Liabilities", "L"],
  "5": ["Assets", "C"],
  "6": ["Expenses", "X"],
  "7": ["Income", "R"],
  "8": ["Equity", "E"],
};
const rootOf = (number: string): readonly [root: string, type: string] => roots[number.charAt(0)] ?? ["Equity", "E"];

/** Words of an account's name: what separates accounts, comments and amounts is left out. */
const word = (text: string): string => plainText(text.replace(/[;:#*!()[\]{}"@=<>|]/g, " "));

function readableAccount({ account, auxiliaryId }: Omit<AccountLine, "amountMinor">, auxiliaries: Auxiliaries): string {
  const who = auxiliaryId === null ? undefined : auxiliaries.get(auxiliaryId);
  const name = `${classes[account.number.charAt(0)] ?? "0"}:${account.number} ${word(account.label)}`;
  return who === undefined ? name : `${name}:${word(who.code === who.name ? who.code : `${who.code} ${who.name}`)}`;
}

function beancountAccount({ account, auxiliaryId }: Omit<AccountLine, "amountMinor">, auxiliaries: Auxiliaries): string {
  const who = auxiliaryId === null ? undefined : auxiliaries.get(auxiliaryId);
  const name = `${rootOf(account.number)[0]}:${account.number}`;
  return who === undefined ? name : `${name}:${who.code.replace(/[^A-Za-z0-9-]/g, "-")}`;
}

const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
const comment = (text: string): string => word(text).replace(/[,]/g, " ");

export async function* writeJournal(
  format: JournalFormat,
  entries: AsyncIterable<readonly AccountingEntry[]>,
  facts: JournalFacts,
): AsyncGenerator<string> {
  const { currency, auxiliaries } = facts;
  const isBeancount = format === "beancount";
  const amount = (minor: bigint): string => `${formatAmount(minor, currency)} ${currency}`;
  const names = new Map<string, string>();
  const accountName = (line: AccountLine): string => {
    const key = `${line.account.number} ${line.auxiliaryId ?? ""}`;
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = isBeancount ? beancountAccount(line, auxiliaries) : readableAccount(line, auxiliaries);
    names.set(key, name);
    return name;
  };
  let chunk = `; ${plainText(facts.title)}\n${declarations(format, facts, accountName)}\n`;
  const totals = new Totals();
  for await (const batch of entries) {
    for (const { number, journal, datedOn, document, label, lines } of batch) {
      chunk += isBeancount
        ? `${datedOn} * ${quoted(label)}\n  number: ${quoted(`${journal}-${number}`)}\n  document-ref: ${quoted(document)}\n`
        : `${datedOn} * (${journal}-${number}) ${word(label)}  ; document:${comment(document)}\n`;
      for (const line of lines) {
        chunk += `    ${accountName(line)}  ${amount(line.amountMinor)}\n`;
        if (isBeancount) totals.add(line);
      }
      chunk += "\n";
    }
    yield chunk;
    chunk = "";
  }
  // A balance stands at the beginning of its day.
  for (const line of totals.list()) chunk += `${addDays(facts.endsOn, 1)} balance ${accountName(line)}  ${amount(line.amountMinor)}\n`;
  if (chunk !== "") yield chunk;
}

function declarations(
  format: JournalFormat,
  { currency, accounts, startsOn }: JournalFacts,
  accountName: (line: AccountLine) => string,
): string {
  if (format === "beancount") {
    const opened = accounts.map(
      (line) => `${startsOn} open ${accountName(line)} ${currency}\n  label: ${quoted(plainText(line.account.label))}\n`,
    );
    return `option "operating_currency" "${currency}"\noption "inferred_tolerance_multiplier" "0"\n${opened.join("")}`;
  }
  const sample = formatAmount(100_000n, currency);
  const lines = accounts.map((line) =>
    format === "hledger" ? `account ${accountName(line)}  ; type:${rootOf(line.account.number)[1]}\n` : `account ${accountName(line)}\n`,
  );
  const commodity =
    format === "hledger" ? `commodity ${sample} ${currency}\n` : `commodity ${currency}\n    format ${sample} ${currency}\n`;
  const tags = format === "hledger" ? "" : "tag document\n";
  return commodity + tags + lines.join("");
}
