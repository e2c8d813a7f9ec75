/** What was given without pay: the report, its sheets, and what kinds are worth. The rules are in domain/volunteering. */
import { accountChoicesOf } from "../../db/accounting.js";
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import type { Tx } from "../../db/transaction.js";
import { listPaidAndVolunteering, listVolunteered, listVolunteeredLines } from "../../db/volunteering.js";
import { chartOf } from "../../domain/accounting/chart.js";
import { accountOfRule } from "../../domain/accounting/projection.js";
import { formatAmount } from "../../domain/money.js";
import { decimalOf } from "../../domain/ratio.js";
import { Refusal } from "../../domain/refusals.js";
import { requireDaysInOrder } from "../../domain/review.js";
import { requireReferenceRate, requireValuation, usualValuation, type Valuation, valued } from "../../domain/volunteering.js";
import type { Caller } from "../../http/access.js";
import {
  deleteReferenceRate,
  kindsWithUnit,
  listReferenceRates,
  lockKind,
  saveReferenceRate,
  saveValuation,
} from "./volunteering.queries.js";
import type {
  ReferenceRateChange,
  ValuationList,
  VolunteeringAnswer,
  VolunteeringQuery,
  VolunteeringSheet,
} from "./volunteering.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
}

/** Refuses `days_reversed`. */
export async function tellVolunteering(on: Queryable, { collective }: Caller, wanted: VolunteeringQuery): Promise<VolunteeringAnswer> {
  requireDaysInOrder(wanted);
  const { id, currency } = collective;
  const { lines, totals } = valued(await listVolunteered(on, id, wanted), currency);
  const choices = await accountChoicesOf(on, id);
  const chart = chartOf(wanted.fromOn);
  const money = (minor: bigint) => formatAmount(minor, currency);
  return {
    fromOn: wanted.fromOn,
    untilOn: wanted.untilOn,
    lines: lines.map(({ quantity, hours, valueMinor, ...line }) => ({
      ...line,
      quantity: decimalOf(quantity, hoursDecimals),
      hours: decimalOf(hours, hoursDecimals),
      value: money(valueMinor),
    })),
    totals: totals.map(({ valuedAs, people, hours, personDays, valueMinor, isRateMissing }) => ({
      ...{ valuedAs, people, isRateMissing },
      hours: decimalOf(hours, hoursDecimals),
      personDays: decimalOf(personDays, 2),
      value: money(valueMinor),
      account: accountOfRule(`volunteered:${valuedAs}`, null, choices, chart).number,
      givenAccount: accountOfRule(`volunteered:${valuedAs}:given`, null, choices, chart).number,
    })),
    paidToo: await listPaidAndVolunteering(on, id, wanted),
  };
}

/** Minutes make hours with no end: they are shown to six decimals, and counted as they are. */
const hoursDecimals = 6;

export async function tellSheet(on: Queryable, { collective }: Caller, wanted: VolunteeringQuery): Promise<VolunteeringSheet> {
  requireDaysInOrder(wanted);
  const lines = await listVolunteeredLines(on, collective.id, wanted);
  return {
    items: lines.map(({ amountMinor, ...line }) => ({
      ...line,
      amount: amountMinor === null ? null : formatAmount(BigInt(amountMinor), collective.currency),
    })),
  };
}

export async function loadValuations(on: Queryable, collectiveId: string): Promise<ValuationList> {
  const rows = await kindsWithUnit(on, collectiveId);
  const rates = await listReferenceRates(on, collectiveId);
  const items = rows
    .filter(({ isExpense }) => !isExpense)
    .map(({ kindId, kind, unit, isExpense, said }) => ({
      kindId,
      kind,
      unit: unit ?? "",
      valuedAs: (said as Valuation | "none" | null) ?? usualValuation({ name: kind, unit, isExpense }),
      isUsual: said === null,
      rates: rates.filter((rate) => rate.kindId === kindId).map(({ fromOn, rate, source }) => ({ fromOn, rate, source })),
    }));
  return { items };
}

async function requireKind(tx: Tx, collectiveId: string, id: string) {
  const kind = await lockKind(tx, collectiveId, id);
  if (!kind) throw new Refusal("not_found", { at: "kind", id });
  return kind;
}

/** Refuses `kind_not_valued`. */
export async function valueKind(tx: Tx, { caller, now }: Acting, kindId: string, valuedAs: Valuation | "none"): Promise<ValuationList> {
  const collectiveId = caller.collective.id;
  requireValuation(await requireKind(tx, collectiveId, kindId), valuedAs);
  await saveValuation(tx, { collectiveId, kindId, valuedAs, changedAt: now });
  await recordKind(tx, { caller, now }, "kind.valued", kindId, { valuedAs });
  return loadValuations(tx, collectiveId);
}

/** Refuses `kind_not_valued`, `rate_invalid`. */
export async function setReferenceRate(
  tx: Tx,
  { caller, now }: Acting,
  { id: kindId, from: fromOn }: { readonly id: string; readonly from: string },
  { rate, source }: ReferenceRateChange,
): Promise<ValuationList> {
  const collectiveId = caller.collective.id;
  requireReferenceRate(await requireKind(tx, collectiveId, kindId), rate);
  await saveReferenceRate(tx, { collectiveId, kindId, fromOn, rate, source, changedAt: now });
  await recordKind(tx, { caller, now }, "kind.reference_rate_set", kindId, { fromOn, rate, source });
  return loadValuations(tx, collectiveId);
}

export async function dropReferenceRate(
  tx: Tx,
  { caller, now }: Acting,
  { id: kindId, from: fromOn }: { readonly id: string; readonly from: string },
): Promise<ValuationList> {
  const collectiveId = caller.collective.id;
  if (!(await deleteReferenceRate(tx, collectiveId, kindId, fromOn))) throw new Refusal("not_found", { at: "from", fromOn });
  await recordKind(tx, { caller, now }, "kind.reference_rate_dropped", kindId, { fromOn });
  return loadValuations(tx, collectiveId);
}

const recordKind = (tx: Tx, { caller, now }: Acting, action: string, subjectId: string, details: Record<string, string>) =>
  recordEvents(tx, [{ collectiveId: caller.collective.id, byId: caller.memberId, at: now, action, subject: "kind", subjectId, details }]);
