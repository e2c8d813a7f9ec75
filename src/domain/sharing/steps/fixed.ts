/**
 * Fixed: the lines of a charter, as amounts or as percents (DESIGN §7.3).
 *
 * Amounts are paid as they are. Percents are of avail, not of what the amounts leave: half_up(Σ percent × avail),
 * apportioned by percent, ties in the order of the lines. More than avail in all is refused: `key_exceeds_amount`.
 *
 *   8272.00: 712.00 to the association, 5480.00 and 2080.00 to two members
 *   100.01: 33.3 %, 33.3 % and 33.4 % → 33.31 + 33.30 + 33.40
 */

import { apportionRatios } from "../../apportion.js";
import { Decimal, ratioOf } from "../../decimal.js";
import { roundRatio } from "../../money.js";
import { Refusal } from "../../refusals.js";
import {
  type AvailableFigures,
  availableFor,
  type Course,
  money,
  type Payment,
  type Portion,
  percentField,
  percentOf,
  type Receiver,
  readPortion,
  sumOf,
} from "../course.js";
import type { Places } from "../facts.js";
import { amountField, type Fields, faulty, fieldsOf, keyFault, listField, required, within } from "../fields.js";
import type { Wording } from "../wording.js";

interface FixedLine {
  readonly to: Receiver;
  readonly set: { readonly amountMinor: bigint } | { readonly percent: Decimal };
}

export interface FixedStep {
  readonly kind: "fixed";
  readonly portion: Portion;
  readonly lines: readonly FixedLine[];
}

export interface FixedBasis extends AvailableFigures {
  readonly kind: "fixed";
  /** The receiver's lines: what each is set to and pays. */
  readonly lines: readonly { readonly percent?: string; readonly amount: string }[];
}

export function readFixed(fields: Fields, places: Places): FixedStep {
  required(fields.lines, "lines");
  const lines = listField(fields, "lines", (item) => readLine(fieldsOf(item), places));
  const percents = lines.map(percentOfLine).reduce((a, b) => a.plus(b), new Decimal(0));
  if (percents.gt(100)) throw keyFault("lines", "percents_above_100", { sum: percents.toFixed() });
  return { kind: "fixed", portion: readPortion(fields), lines };
}

function readLine(fields: Fields, places: Places): FixedLine {
  const to = within("to", () => readReceiver(fieldsOf(required(fields.to, "")), places));
  const amountMinor = amountField(fields, "amount", places.currency);
  const percent = percentField(fields, "percent");
  if (amountMinor !== undefined && percent === undefined) return { to, set: { amountMinor } };
  if (amountMinor === undefined && percent !== undefined) return { to, set: { percent } };
  throw keyFault("", "one_of", { allowed: ["amount", "percent"] });
}

function readReceiver(fields: Fields, places: Places): Receiver {
  if ((fields.member === undefined) === (fields.fund === undefined)) throw faulty("", "one_of", { allowed: ["member", "fund"] });
  return fields.member === undefined ? { fund: places.fundField(fields, "fund") } : { member: places.memberField(fields, "member") };
}

const percentOfLine = ({ set }: FixedLine): Decimal => ("percent" in set ? set.percent : new Decimal(0));

export function payFixed(step: FixedStep, course: Course): Payment<FixedBasis>[] {
  const { availableMinor, figures } = availableFor(step.portion, course);
  const amounts = lineAmounts(step.lines, availableMinor);
  const asked = sumOf(amounts);
  if (asked > availableMinor) {
    const { currency } = course.facts;
    const at = `key.steps[${course.step - 1}]`;
    throw new Refusal("key_exceeds_amount", { at, step: course.step, asked: money(course, asked), available: figures.available, currency });
  }
  return linesByReceiver(step.lines, course.facts.members.length).map(([to, places]) => ({
    to,
    amountMinor: sumOf(places.map((place) => amounts[place] as bigint)),
    basis: {
      kind: "fixed",
      ...figures,
      lines: places.map((place) => lineFigures(step.lines[place] as FixedLine, money(course, amounts[place] as bigint))),
    },
  }));
}

/** Receivers in document order, members before funds, each with the places of its lines. */
function linesByReceiver(lines: readonly FixedLine[], memberCount: number): [Receiver, number[]][] {
  const byRank = new Map<number, [Receiver, number[]]>();
  lines.forEach(({ to }, place) => {
    const rank = "member" in to ? to.member : memberCount + to.fund;
    const receiver = byRank.get(rank) ?? [to, []];
    byRank.set(rank, receiver);
    receiver[1].push(place);
  });
  return [...byRank].sort(([a], [b]) => a - b).map(([, receiver]) => receiver);
}

/** What each line pays. */
function lineAmounts(lines: readonly FixedLine[], availableMinor: bigint): bigint[] {
  const percents = lines.map(percentOfLine);
  const sum = percents.reduce((a, b) => a.plus(b), new Decimal(0));
  const shared = apportionRatios(roundRatio(percentOf(availableMinor, sum)), percents.map(ratioOf), [...lines.keys()]);
  return lines.map(({ set }, place) => ("amountMinor" in set ? set.amountMinor : (shared[place] as bigint)));
}

const lineFigures = ({ set }: FixedLine, amount: string) => ("percent" in set ? { percent: set.percent.toFixed(), amount } : { amount });

export function explainFixed(basis: FixedBasis, wording: Wording): string {
  const { money, percent, language } = wording;
  const set = language === "fr" ? "montant convenu" : "agreed amount";
  const of = language === "fr" ? "de" : "of";
  return `${basis.lines
    .map((line) =>
      line.percent === undefined ? `${set} ${money(line.amount)}` : `${percent(line.percent)} ${of} ${money(basis.available)}`,
    )
    .join(" + ")}.`;
}
