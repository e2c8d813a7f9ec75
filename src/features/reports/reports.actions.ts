/** Reports of years and envelopes, what is planned, and what to look at before a year closes. The rules are in domain/report. */
import { auxiliariesOf, requireYear } from "../../db/accounting.js";
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { type ExportFile, writeExportFile } from "../../db/export-file.js";
import type { Collective } from "../../db/membership.js";
import { inSnapshot, type Tx } from "../../db/transaction.js";
import { secretRoundsIn } from "../../db/veil.js";
import { listVolunteered } from "../../db/volunteering.js";
import type { Day } from "../../domain/calendar.js";
import { grouped } from "../../domain/grouped.js";
import { formatAmount, parseAmount } from "../../domain/money.js";
import { decimalOf } from "../../domain/ratio.js";
import { Refusal } from "../../domain/refusals.js";
import { flowsOf, memberReport, type PurseReport, planBeside, purseReport, resultOf } from "../../domain/report.js";
import { requireDaysInOrder } from "../../domain/review.js";
import { valued } from "../../domain/volunteering.js";
import type { CsvDialect } from "../../exchange/csv-write.js";
import { type TableFormat, writeTable } from "../../exchange/table-write.js";
import { type Caller, requirePilot } from "../../http/access.js";
import { envelopeFigures, figureColumns, reportTitles, yearFigures } from "./reports.columns.js";
import { closingFacts, findFunded, listGivenKinds, listMoved, listOutside, listPurses, loadPlan, replacePlan } from "./reports.queries.js";
import type { ClosingCheck, ClosingChecks, EnvelopeReport, Plan, YearReport } from "./reports.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: Day;
}

/** Who only reads: of which collective, and on what day. */
export interface Reading {
  readonly caller: Pick<Caller, "collective">;
  readonly today: Day;
}

interface TableAsked {
  readonly format: TableFormat;
  readonly dialect: CsvDialect;
}

// A year -------------------------------------------------------------------------------------------------------------

/** Refuses `not_found`. */
export const tellYear = (db: Queryable, { collective }: Pick<Caller, "collective">, startsOn: Day): Promise<YearReport> =>
  inSnapshot(db, (tx) => yearReportOf(tx, collective, startsOn));

/** The same as a table. Refuses `not_found`. */
export const writeYearReport = (
  db: Queryable,
  collective: Collective,
  startsOn: Day,
  { format, dialect }: TableAsked,
): Promise<ExportFile> =>
  writeExportFile(
    db,
    collective.id,
    async function* (tx) {
      const rows = yearFigures(await yearReportOf(tx, collective, startsOn), dialect);
      yield* writeTable(format, {
        title: reportTitles.year,
        columns: figureColumns(collective.currency, dialect),
        rows,
        language: dialect,
      });
    },
    (position) => `${collective.slug}-report-${startsOn}-${position}.${format}`,
  );

async function yearReportOf(tx: Tx, collective: Collective, startsOn: Day): Promise<YearReport> {
  const year = await requireYear(tx, collective.id, startsOn);
  const days = { fromOn: year.startsOn, untilOn: year.endsOn };
  const moved = await listMoved(tx, collective, days);
  const money = (minor: bigint) => formatAmount(minor, collective.currency);
  const byOwner = grouped(moved, ({ class: of, ownerId }) => `${of === "member" ? of : ""} ${ownerId}`);
  const flows = flowsOf(moved.filter(({ class: of }) => of !== "member"));
  const result = resultOf(flows);
  const inflow = flows.reduce((sum, { side, amountMinor }) => (side === "in" || side === "waived" ? sum + amountMinor : sum), 0n);
  const purses = (await listPurses(tx, collective, days.fromOn))
    .map(({ before, ...purse }) => ({ ...purse, report: purseReport(byOwner.get(` ${purse.id}`) ?? [], BigInt(before)) }))
    .filter(({ id, report }) => byOwner.has(` ${id}`) || report.beforeMinor !== 0n);
  const named = await auxiliariesOf(tx, collective.id);
  const kinds = await listGivenKinds(tx, collective.id, days);
  return {
    ...{ startsOn: year.startsOn, endsOn: year.endsOn, isProvisional: !year.isClosed, currency: collective.currency },
    flows: flows.map(({ amountMinor, ...flow }) => ({ ...flow, amount: money(amountMinor) })),
    inflow: money(inflow),
    outflow: money(inflow - result),
    result: money(result),
    purses: purses.map(({ report, ...purse }) => ({ ...purse, ...shownPurse(report, money) })),
    circles: circlesOf(purses).map(({ id, name, sums }) => ({ id, name, ...shownSums(sums, money) })),
    funds: purses.some(isFund) ? shownSums(sumsOf(purses.filter(isFund)), money) : null,
    rounds: money(-sumsOf(purses).transferredMinor),
    kinds: kinds.map(({ amount, paid, ...kind }) => ({
      ...kind,
      amount: amount === null ? null : money(BigInt(amount)),
      paid: money(BigInt(paid)),
    })),
    members: [...byOwner]
      .filter(([key]) => key.startsWith("member "))
      .map(([key, own]) => {
        const id = key.slice("member ".length);
        const { workMinor, rightsMinor, expensesMinor, waivedMinor, paidMinor } = memberReport(own);
        return {
          ...{ id, name: named.get(id)?.name ?? "" },
          work: money(workMinor),
          rights: money(rightsMinor),
          expenses: money(expensesMinor),
          waived: money(waivedMinor),
          paid: money(paidMinor),
        };
      })
      .sort((a, b) => a.name.localeCompare(b.name, "fr")),
  };
}

const shownPurse = (report: PurseReport, money: (minor: bigint) => string) => ({
  before: money(report.beforeMinor),
  received: money(report.receivedMinor),
  transferred: money(report.transferredMinor),
  billed: money(report.billedMinor),
  shared: money(report.sharedMinor),
  after: money(report.afterMinor),
});

interface Reported {
  readonly circleId: string | null;
  readonly circle: string | null;
  readonly report: PurseReport;
}

const isFund = ({ circleId }: Reported): boolean => circleId === null;

const sumsOf = (purses: readonly Reported[]) => {
  const sum = (what: keyof PurseReport) => purses.reduce((total, { report }) => total + report[what], 0n);
  return {
    beforeMinor: sum("beforeMinor"),
    receivedMinor: sum("receivedMinor"),
    transferredMinor: sum("transferredMinor"),
    spentMinor: sum("billedMinor") + sum("sharedMinor"),
    afterMinor: sum("afterMinor"),
  };
};

const shownSums = (sums: ReturnType<typeof sumsOf>, money: (minor: bigint) => string) => ({
  before: money(sums.beforeMinor),
  received: money(sums.receivedMinor),
  transferred: money(sums.transferredMinor),
  spent: money(sums.spentMinor),
  after: money(sums.afterMinor),
});

/** Envelopes circle by circle. */
const circlesOf = (purses: readonly Reported[]) =>
  [
    ...grouped(
      purses.filter((purse) => !isFund(purse)),
      ({ circleId }) => circleId ?? "",
    ),
  ]
    .map(([id, own]) => ({ id, name: own[0]?.circle ?? "", sums: sumsOf(own) }))
    .sort((a, b) => a.name.localeCompare(b.name, "fr"));

/** What is in the way of closing a year, and what to look at before. Refuses `not_found`. */
export async function tellChecks(on: Queryable, { caller: { collective }, today }: Reading, startsOn: Day): Promise<ClosingChecks> {
  const year = await requireYear(on, collective.id, startsOn);
  if (year.isClosed) return { items: [] };
  const days = { fromOn: year.startsOn, untilOn: year.endsOn };
  const found = await closingFacts(on, collective, days);
  const secret = await secretRoundsIn(on, collective.id, year);
  const { totals } = valued(await listVolunteered(on, collective.id, days), collective.currency);
  const money = (minor: string) => formatAmount(BigInt(minor), collective.currency);
  const check = (what: ClosingCheck["what"], count: number, isInTheWay = false, amount: string | null = null): ClosingCheck[] =>
    count === 0 ? [] : [{ what, count, isInTheWay, amount }];
  return {
    items: [
      ...check("year_not_over", year.endsOn >= today ? 1 : 0, true),
      ...check("year_before_open", found.isBeforeOpen ? 1 : 0, true),
      ...check("year_round_secret", secret.length, true),
      ...check("sharings_waiting", found.sharingsWaiting),
      ...check("bills_unpaid", found.billsUnpaid, false, money(found.billsUnpaidMinor)),
      ...check("shares_unpaid", found.sharesUnpaid, false, money(found.sharesUnpaidMinor)),
      ...check("contributions_questioned", found.questioned),
      ...check("receipts_missing", found.receiptsMissing),
      ...check("bank_lines_open", found.bankLinesOpen),
      ...check("banks_below", found.banksBelow),
      ...check("reports_due", found.reportsDue),
      ...check("rates_missing", totals.filter(({ isRateMissing }) => isRateMissing).length),
      ...check("siren_missing", found.needsSiren ? 1 : 0),
    ],
  };
}

// An envelope --------------------------------------------------------------------------------------------------------

interface DaysAsked {
  readonly fromOn?: Day | undefined;
  readonly untilOn?: Day | undefined;
}

/** Refuses `not_found`, `days_reversed`. */
export const tellEnvelope = (db: Queryable, acting: Reading, id: string, asked: DaysAsked): Promise<EnvelopeReport> =>
  inSnapshot(db, (tx) => envelopeReportOf(tx, acting, id, asked));

/** The same as a table. Refuses `not_found`, `days_reversed`. */
export const writeEnvelopeReport = (
  db: Queryable,
  acting: Reading,
  id: string,
  { format, dialect, ...asked }: DaysAsked & TableAsked,
): Promise<ExportFile> => {
  const { id: collectiveId, slug } = acting.caller.collective;
  return writeExportFile(
    db,
    collectiveId,
    async function* (tx) {
      const report = await envelopeReportOf(tx, acting, id, asked);
      const rows = envelopeFigures(report, dialect);
      yield* writeTable(format, {
        title: reportTitles.envelope,
        columns: figureColumns(report.currency, dialect),
        rows,
        language: dialect,
      });
    },
    (position) => `${slug}-envelope-${id.slice(-4)}-report-${position}.${format}`,
  );
};

async function envelopeReportOf(tx: Tx, { caller: { collective }, today }: Reading, id: string, asked: DaysAsked): Promise<EnvelopeReport> {
  const envelope = await findFunded(tx, collective.id, id);
  if (!envelope) throw new Refusal("not_found", { at: "envelope", id });
  const { firstOn, circleId: _, lastOn, ...told } = envelope;
  const earliest = [firstOn, envelope.eligibleFromOn].filter((day) => day !== null).sort()[0];
  const fromOn = asked.fromOn ?? earliest ?? today;
  const untilOn = asked.untilOn ?? (lastOn !== null && lastOn > today ? lastOn : today);
  requireDaysInOrder({ fromOn, untilOn });
  const { currency } = envelope;
  const money = (minor: bigint) => formatAmount(minor, currency);
  const moved = await listMoved(tx, { id: collective.id, currency }, { fromOn, untilOn }, id);
  const purse = (await listPurses(tx, { id: collective.id, currency }, fromOn)).find((one) => one.id === id);
  const plan = await loadPlan(tx, collective.id, id);
  const { totals } = valued(await listVolunteered(tx, collective.id, { fromOn, untilOn, envelopeId: id }), currency);
  const { id: envelopeId, ...facts } = told;
  return {
    ...{ envelopeId, ...facts, fromOn, untilOn },
    ...shownPurse(purseReport(moved, BigInt(purse?.before ?? 0)), money),
    plan: planBeside(plan, moved).map(({ plannedMinor, realisedMinor, labels, ...line }) => ({
      ...line,
      labels: [...labels],
      planned: money(plannedMinor),
      realised: money(realisedMinor),
    })),
    lines: plan.map(({ amountMinor, ...line }) => ({ ...line, amount: money(amountMinor) })),
    volunteering: totals.map(({ valuedAs, hours, valueMinor, isRateMissing }) => ({
      ...{ valuedAs, isRateMissing },
      hours: decimalOf(hours, 6),
      value: money(valueMinor),
    })),
    outside: (await listOutside(tx, collective.id, id)).map(({ amount, ...one }) => ({ ...one, amount: money(BigInt(amount)) })),
  };
}

/** Writes what is planned for an envelope in the place of what was. Refuses `not_found`, `amount_not_positive`. */
export async function planEnvelope(tx: Tx, acting: Acting, id: string, { lines }: Plan): Promise<EnvelopeReport> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const envelope = await findFunded(tx, collectiveId, id);
  if (!envelope) throw new Refusal("not_found", { at: "envelope", id });
  requirePilot(caller, envelope.circleId, "treasurer", "admin");
  const planned = lines.map(({ amount, ...line }, index) => {
    const at = `lines[${index}].amount`;
    const amountMinor = parseAmount(amount, envelope.currency, at);
    if (amountMinor <= 0n) throw new Refusal("amount_not_positive", { at });
    return { ...line, amountMinor };
  });
  await replacePlan(tx, collectiveId, id, planned);
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "envelope.planned",
      subject: "envelope",
      subjectId: id,
      details: { lines: lines.length },
    },
  ]);
  return envelopeReportOf(tx, acting, id, {});
}
