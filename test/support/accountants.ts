/** The programs that read our files: asked as people ask them, and what they answer. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fecColumns } from "../../src/exchange/fec.js";
import type { ReadSheet } from "./sheets.js";

/** Whether a program of Debian's is here; `.ci/run` installs them all. */
export const isHere = (program: string): boolean => spawnSync("which", [program]).status === 0;

/** Runs a program on a file of this text; `FILE` among the arguments is its path. */
export function reads(program: string, args: readonly string[], name: string, text: string): { code: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), "moisson-reads-"));
  try {
    const path = join(folder, name);
    writeFileSync(path, text);
    const { status, stdout, stderr } = spawnSync(
      program,
      args.map((arg) => (arg === "FILE" ? path : arg)),
      { encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } },
    );
    return { code: status, said: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What xmllint says against a payment file: nothing where it is well-formed and as the schema says. */
export function faultsOfPayments(xml: string): string {
  const { stderr, status } = spawnSync("xmllint", ["--noout", "--nonet", "--schema", "fixtures/schemas/pain.001.001.09-written.xsd", "-"], {
    input: xml,
    encoding: "utf8",
  });
  return status === 0 ? "" : stderr;
}

/** `1 234,56` or `-1234.56` in cents. */
export const cents = (text: string): bigint => BigInt(text.replace(/[.,]/, ""));
/** The lines of a FEC, each cell by the name of its column. */
export const fecRows = (fec: string) =>
  fec
    .trimEnd()
    .split("\r\n")
    .slice(1)
    .map((line) => Object.fromEntries(line.split("\t").map((cell, index) => [fecColumns[index], cell])) as Record<string, string>);
export const moved = (row: Record<string, string>): bigint => cents(row.Debit as string) - cents(row.Credit as string);

/** Σ by account and auxiliary, those that are not zero. */
export function balancesOf(lines: readonly { account: string; auxiliary: string; amount: bigint }[]): Record<string, string> {
  const sums = new Map<string, bigint>();
  for (const { account, auxiliary, amount } of lines) {
    const key = auxiliary === "" ? account : `${account} ${auxiliary}`;
    sums.set(key, (sums.get(key) ?? 0n) + amount);
  }
  return Object.fromEntries(
    [...sums]
      .filter(([, sum]) => sum !== 0n)
      .map(([key, sum]) => [key, String(sum)])
      .sort(),
  );
}
export const fecBalances = (fec: string) =>
  balancesOf(fecRows(fec).map((row) => ({ account: row.CompteNum as string, auxiliary: row.CompAuxNum as string, amount: moved(row) })));

/** The same of a trial balance, as a CSV in French. */
export const trialBalances = (csv: string): Record<string, string> =>
  trialRows(
    csv
      .replace("\ufeff", "")
      .trimEnd()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(";")),
  );

/** The same of a trial balance as a spreadsheet, whose last row is its sums. */
export const sheetBalances = ({ rows }: ReadSheet): Record<string, string> =>
  trialRows(rows.slice(1, -1).map((row) => row.map((cell) => cell?.value ?? "")));

/** A figure of a sheet may do without its zeros: 12.5 is 12.50. */
const hundredths = (text: string): bigint => {
  const [whole = "0", decimals = ""] = text.replace(",", ".").split(".");
  return BigInt(`${whole}${decimals.padEnd(2, "0")}`);
};

const trialRows = (rows: readonly (readonly string[])[]) =>
  balancesOf(
    rows.map(([account = "", , auxiliary = "", , debit = "", credit = ""]) => ({
      ...{ account, auxiliary },
      amount: hundredths(debit) - hundredths(credit),
    })),
  );

/** How each program is asked whether a journal holds. */
export const programs = {
  hledger: ["check", "-f", "FILE", "-s", "ordereddates", "accounts", "commodities"],
  ledger: ["--strict", "--pedantic", "-f", "FILE", "source"],
  "bean-check": ["FILE"],
} as const;

/** Balances as hledger, ledger and beancount tell them, by account number and auxiliary. */
export function balancesBy(program: "hledger" | "ledger" | "beancount", journal: string): Record<string, string> {
  const asked = {
    hledger: () => reads("hledger", ["balance", "-f", "FILE", "--flat", "-N", "-O", "csv"], "year.journal", journal),
    ledger: () =>
      reads(
        "ledger",
        ["-f", "FILE", "--flat", "--no-total", "--balance-format", "%(account)\t%(amount)\n", "balance"],
        "year.ledger",
        journal,
      ),
    beancount: () =>
      reads("bean-query", ["-q", "-f", "csv", "FILE", "select account, sum(number) group by account"], "year.beancount", journal),
  }[program]();
  const lines = asked.said
    .trim()
    .split(/\r?\n/)
    .filter((line) => /\d/.test(line))
    .map((line) => {
      const [account = "", amount = ""] = line.split(program === "ledger" ? "\t" : program === "hledger" ? '","' : ",");
      const parts = account.replace(/^"/, "").trim().split(":");
      const auxiliary = parts[2]?.split(" ")[0] ?? "";
      return { account: (parts[1] ?? "").split(" ")[0] as string, auxiliary, amount: cents(amount.replace(/[^\d.-]/g, "")) };
    });
  return balancesOf(lines);
}
