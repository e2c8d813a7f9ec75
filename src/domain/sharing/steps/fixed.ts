/**
 * Fixed: the lines of a charter, as amounts or as percents (DESIGN §7.3).
 *
 * Amounts are paid as they are. Percents are of avail, not of what the amounts leave: half_up(Σ percent × avail),
 * apportioned by percent, ties in the order of the lines. More than avail in all is refused: `key_exceeds_amount`.
 *
 *   8272.00: 712.00 to the association, 5480.00 and 2080.00 to two members
 *   100.01: 33.3 %, 33.3 % and 33.4 % → 33.31 + 33.30 + 33.40
 */

import { Decimal, onOneScale, parseDecimal } from "../../decimal.js";
import { roundRatio } from "../../money.js";
import { Refusal } from "../../refusals.js";
import {
  type AvailableFigures,
  availableFor,
  type Course,
  money,
  type Part,
  type Payment,
  type Portion,
  percentField,
  percentOf,
  type Receiver,
  readPortion,
  split,
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

interface LineFigures {
  readonly percent?: string;
  readonly amount: string;
  readonly spareUnits: number;
}

export interface FixedBasis extends AvailableFigures {
  readonly kind: "fixed";
  /** What all percents add up to, and the amount they share. */
  readonly percents: string;
  readonly shared: string;
  /** The receiver's lines: what each is set to and pays. */
  readonly lines: readonly LineFigures[];
}

export function readFixed(fields: Fields, places: Places): FixedStep {
  required(fields.lines, "lines");
  const lines = listField(fields, "lines", (item) => readLine(fieldsOf(item), places));
  const percents = sumOfPercents(lines);
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
  const percents = sumOfPercents(step.lines);
  const sharedMinor = roundRatio(percentOf(availableMinor, percents));
  const parts = partsOf(step.lines, sharedMinor);
  const asked = sumOf(parts.map(({ amountMinor }) => amountMinor));
  if (asked > availableMinor) {
    const { currency } = course.facts;
    const at = `key.steps[${course.step - 1}]`;
    throw new Refusal("key_exceeds_amount", { at, step: course.step, asked: money(course, asked), available: figures.available, currency });
  }
  return linesByReceiver(step.lines, course.facts.members.length).map(([to, places]) => ({
    to,
    amountMinor: sumOf(places.map((place) => (parts[place] as Part).amountMinor)),
    basis: {
      kind: "fixed",
      ...figures,
      percents: percents.toFixed(),
      shared: money(course, sharedMinor),
      lines: places.map((place) => lineFigures(step.lines[place] as FixedLine, parts[place] as Part, course)),
    },
  }));
}

const sumOfPercents = (lines: readonly FixedLine[]): Decimal => lines.map(percentOfLine).reduce((a, b) => a.plus(b), new Decimal(0));

/** What each line pays: its amount, or its part of what all percents share. */
function partsOf(lines: readonly FixedLine[], sharedMinor: bigint): Part[] {
  const shared = split(sharedMinor, onOneScale(lines.map(percentOfLine)), [...lines.keys()]);
  return lines.map(({ set }, place) => ("amountMinor" in set ? { amountMinor: set.amountMinor, spareUnits: 0 } : (shared[place] as Part)));
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

const lineFigures = ({ set }: FixedLine, { amountMinor, spareUnits }: Part, course: Course): LineFigures => ({
  ...("percent" in set ? { percent: set.percent.toFixed() } : {}),
  amount: money(course, amountMinor),
  spareUnits,
});

export function explainFixed({ lines, available }: FixedBasis, wording: Wording): string {
  const { money, percent, language } = wording;
  const french = language === "fr";
  const texts = lines.map((line) => {
    if (line.percent === undefined) return french ? `montant fixe de ${money(line.amount)}` : `fixed amount of ${money(line.amount)}`;
    const exactMinor = percentOf(wording.minor(available), parseDecimal(line.percent));
    const rounding = wording.rounded(exactMinor, wording.minor(line.amount), line.spareUnits);
    return `${percent(line.percent)} ${french ? "de" : "of"} ${money(available)}${rounding}`;
  });
  return `${texts.join(" + ")}.`;
}
