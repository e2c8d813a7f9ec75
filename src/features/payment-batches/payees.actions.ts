/** What each payee was paid in a year, and what the people on the board got each month. */
import { loadBoard } from "../../db/board.js";
import type { Queryable } from "../../db/client.js";
import { type ExportFile, writeExportFile } from "../../db/export-file.js";
import type { Collective } from "../../db/membership.js";
import { inSnapshot, type Tx } from "../../db/transaction.js";
import { sitsIn, thresholdOf } from "../../domain/board.js";
import { formatAmount, parseAmount } from "../../domain/money.js";
import { declarationOf, type PayeeSums, sumsOf } from "../../domain/payee-statement.js";
import type { CsvColumn, CsvDialect } from "../../exchange/csv-write.js";
import { type TableFormat, writeTable } from "../../exchange/table-write.js";
import type { Caller } from "../../http/access.js";
import { listPaid, memberNames, type PaidRow } from "./payees.queries.js";
import type { PayeeAnswer, Statement } from "./payees.schema.js";

interface Payee {
  readonly rows: readonly PaidRow[];
  readonly who: PaidRow;
  readonly sums: PayeeSums;
  readonly isAbove: boolean;
}

interface Year {
  readonly year: number;
  readonly country: string;
  readonly payees: readonly Payee[];
  readonly board: Statement["board"];
}

/** Ask in a snapshot: all of one moment. */
async function loadYear(tx: Tx, collective: Collective, year: number): Promise<Year> {
  const months = Array.from({ length: 12 }, (_, index) => `${String(year).padStart(4, "0")}-${String(index + 1).padStart(2, "0")}`);
  const byMonth = [];
  for (const month of months) byMonth.push({ month, ...(await loadBoard(tx, collective, month)) });
  const country = byMonth[0]?.country ?? "";
  const paid = await listPaid(tx, collective.id, year);
  const groups = new Map<string, PaidRow[]>();
  for (const row of paid) {
    const key = `${row.kind} ${row.id} ${row.currency}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const payees = [...groups.values()].map((rows): Payee => {
    const [who] = rows as [PaidRow];
    const sums = sumsOf(rows.map(({ amountMinor, ...row }) => ({ ...row, amountMinor: BigInt(amountMinor) })));
    const threshold = declarationOf(year, { country, currency: who.currency });
    return { rows, who, sums, isAbove: threshold !== null && sums.feesMinor > parseAmount(threshold.amount, who.currency) };
  });
  const names = await memberNames(tx, collective.id);
  return { year, country, payees, board: boardOf(byMonth, collective.currency, names) };
}

type Seats = Awaited<ReturnType<typeof loadBoard>>["seats"];

function boardOf(
  byMonth: readonly { readonly month: string; readonly country: string; readonly seats: Seats }[],
  currency: string,
  names: ReadonlyMap<string, string>,
): Statement["board"] {
  const board = new Map<string, Statement["board"][number]>();
  for (const { month, country, seats } of byMonth) {
    const threshold = thresholdOf(month, { country, currency })?.amount ?? null;
    for (const seat of seats) {
      if (!sitsIn(month, seat) || seat.totalMinor === 0n) continue;
      const one = board.get(seat.memberId) ?? { memberId: seat.memberId, name: names.get(seat.memberId) ?? "", months: [] };
      one.months.push({
        month,
        total: formatAmount(seat.totalMinor, currency),
        threshold,
        isAbove: threshold !== null && seat.totalMinor > parseAmount(threshold, currency),
      });
      board.set(seat.memberId, one);
    }
  }
  return [...board.values()];
}

export async function loadStatement(db: Queryable, caller: Caller, wanted: number): Promise<Statement> {
  const { year, country, payees, board } = await inSnapshot(db, (tx) => loadYear(tx, caller.collective, wanted));
  const { currency } = caller.collective;
  return {
    year,
    threshold: declarationOf(year, { country, currency }),
    payees: payees.map(({ rows, who, sums, isAbove }): PayeeAnswer => {
      const money = (minor: bigint) => formatAmount(minor, who.currency);
      return {
        ...{ kind: who.kind, id: who.id, code: who.code, name: who.name, siret: who.siret, currency: who.currency, isAbove },
        footings: [...sums.footings],
        natures: sums.natures.map(({ nature, amountMinor }) => ({ nature, amount: money(amountMinor) })),
        total: money(sums.totalMinor),
        fees: money(sums.feesMinor),
        payments: rows.map(({ entryId, datedOn, nature, amountMinor, footings }) => ({
          ...{ entryId, datedOn, nature, footings },
          amount: money(BigInt(amountMinor)),
        })),
      };
    }),
    board,
  };
}

const footingNames = {
  fr: { invoice: "facture", structure: "par une structure", employee: "salaire", rights: "droits d’auteur", expenses: "frais seuls" },
  en: { invoice: "invoice", structure: "through a structure", employee: "wages", rights: "author’s rights", expenses: "expenses only" },
} as const;
const yes = { fr: "oui", en: "yes" } as const;

const title = { fr: "Récapitulatif annuel", en: "Year by payee" };

/** One line a payee and currency. */
export const writeStatement = (
  db: Queryable,
  collective: Collective,
  wanted: number,
  { format, dialect }: { readonly format: TableFormat; readonly dialect: CsvDialect },
): Promise<ExportFile> =>
  writeExportFile(
    db,
    collective.id,
    async function* (tx) {
      const year = await loadYear(tx, collective, wanted);
      yield* writeTable(format, { title, columns: statementColumns(year, dialect), rows: year.payees, language: dialect });
    },
    () => `${collective.slug}-payees-${wanted}.${format}`,
  );

function statementColumns({ year, country }: Year, dialect: CsvDialect): readonly CsvColumn<Payee>[] {
  const currency = ({ who }: Payee) => who.currency;
  const text = (fr: string, en: string, value: (row: Payee) => string | null): CsvColumn<Payee> => ({
    kind: "text",
    header: { fr, en },
    value,
  });
  const money = (fr: string, en: string, value: (row: Payee) => bigint): CsvColumn<Payee> => ({
    ...{ kind: "amount", header: { fr, en }, currency },
    value,
  });
  const paidAs =
    (...natures: string[]) =>
    ({ sums }: Payee) =>
      sums.natures.reduce((sum, { nature, amountMinor }) => (natures.includes(nature) ? sum + amountMinor : sum), 0n);
  const shared = ["expenses", "work", "rights"];
  return [
    { kind: "integer", header: { fr: "Année", en: "Year" }, value: () => year },
    text("Code", "Code", ({ who }) => who.code || null),
    text("Bénéficiaire", "Payee", ({ who }) => who.name),
    text("SIRET", "SIRET", ({ who, sums }) => (sums.footings.includes("invoice") || who.kind !== "person" ? who.siret : null)),
    text("À quel titre", "Footing", ({ sums }) => sums.footings.map((footing) => footingNames[dialect][footing]).join(", ") || null),
    money("Frais", "Expenses", paidAs("expenses")),
    money("Travail", "Work", paidAs("work")),
    money("Droits", "Rights", paidAs("rights")),
    money("Factures de services", "Bills for services", paidAs("service")),
    money("Autres factures", "Other bills", ({ sums }) => sums.totalMinor - paidAs(...shared, "service")({ sums } as Payee)),
    money("Total", "Total", ({ sums }) => sums.totalMinor),
    money("Honoraires et droits", "Fees and rights", ({ sums }) => sums.feesMinor),
    {
      ...{ kind: "amount", header: { fr: "Seuil DAS2", en: "DAS2 threshold" }, currency },
      value: ({ who }) => {
        const threshold = declarationOf(year, { country, currency: who.currency });
        return threshold && parseAmount(threshold.amount, who.currency);
      },
    },
    text("Au-dessus", "Above", ({ isAbove }) => (isAbove ? yes[dialect] : null)),
    text("Monnaie", "Currency", currency),
  ];
}
