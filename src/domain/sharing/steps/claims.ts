/**
 * Claims: people say what they wish for, and are paid it if there is enough (DESIGN §7.3).
 *
 * A member's claim is the sum of theirs, less what earlier claims steps paid; a null is pro bono and no submission.
 * Within avail everybody is paid in full. If not, `settle` says how:
 *  1. deliberate      refuses: people lower their own claims and try again
 *  2. pro-rata        by claim
 *  3. smallest-first  the smallest claim first, ties by first submission; who does not fit gets what is left
 *  4. first-come      in the order of first submission, likewise
 *  5. equal-awards    everybody is raised together, up to their claim
 *  6. equal-losses    everybody loses the same, up to their claim: claims minus the equal awards of what is missing,
 *                     with the order of the last units reversed
 * On the last claims step of a key, `"unpaid": "carry"` lists what stays unpaid; `"drop"` forgets it.
 *
 *   1000.00 for claims of 600, 500 and 300: pro-rata 428.57 / 357.14 / 214.29, first-come 600 / 400 / 0,
 *   smallest-first 200 / 500 / 300, equal-awards 350 / 350 / 300, equal-losses 466.67 / 366.67 / 166.66
 */
import { Refusal } from "../../refusals.js";
import {
  type AvailableFigures,
  availableFor,
  type Course,
  lesser,
  money,
  type Part,
  type Payment,
  type Portion,
  paymentsToMembers,
  readPortion,
  split,
  sumOf,
} from "../course.js";
import type { Facts } from "../facts.js";
import { choiceField, type Fields, keyFault } from "../fields.js";
import type { Wording } from "../wording.js";

const settlements = ["deliberate", "pro-rata", "smallest-first", "first-come", "equal-awards", "equal-losses"] as const;

export interface ClaimsStep {
  readonly kind: "claims";
  readonly settle: (typeof settlements)[number];
  readonly unpaid: "carry" | "drop";
  readonly portion: Portion;
}

export interface ClaimsBasis extends AvailableFigures {
  readonly kind: "claims";
  readonly settle: ClaimsStep["settle"];
  /** What the member still wished for, and all members together. */
  readonly claimed: string;
  readonly total: string;
  /** first-come and smallest-first: the member's turn, from 1, and what was left when it came. */
  readonly turn?: number;
  readonly left?: string;
  /** equal-awards: what everybody is raised to; equal-losses: what everybody loses. */
  readonly level?: string;
  readonly spareUnits: number;
}

export function readClaims(fields: Fields): ClaimsStep {
  const settle = choiceField(fields, "settle", settlements);
  if (settle === undefined) throw keyFault("settle", "missing");
  return { kind: "claims", settle, unpaid: choiceField(fields, "unpaid", ["carry", "drop"]) ?? "drop", portion: readPortion(fields) };
}

/** What one member is paid, with the figures of the rule that settled it. */
interface Award extends Part {
  readonly turn?: number;
  readonly leftMinor?: bigint;
  readonly levelMinor?: bigint;
}

export function payClaims(step: ClaimsStep, course: Course): Payment<ClaimsBasis>[] {
  const { availableMinor, figures } = availableFor(step.portion, course);
  const claimed = unpaidClaims(course);
  const total = sumOf(claimed);
  const awards = total <= availableMinor ? claimed.map(inFull) : settled(step, claimed, availableMinor, course);
  awards.forEach(({ amountMinor }, member) => {
    course.claimsPaidMinor[member] = (course.claimsPaidMinor[member] as bigint) + amountMinor;
  });
  // The last claims step has the last word on what is carried.
  course.carriedMinor = step.unpaid === "carry" ? unpaidClaims(course) : claimed.map(() => 0n);
  return paymentsToMembers(
    awards,
    (member) => (claimed[member] as bigint) > 0n,
    (member, { spareUnits }) => ({
      kind: "claims",
      ...figures,
      settle: step.settle,
      claimed: money(course, claimed[member] as bigint),
      total: money(course, total),
      ...ruleFigures(awards[member] as Award, course),
      spareUnits,
    }),
  );
}

const inFull = (amountMinor: bigint): Award => ({ amountMinor, spareUnits: 0 });

const ruleFigures = ({ turn, leftMinor, levelMinor }: Award, course: Course) => ({
  ...(turn === undefined ? {} : { turn }),
  ...(leftMinor === undefined ? {} : { left: money(course, leftMinor) }),
  ...(levelMinor === undefined ? {} : { level: money(course, levelMinor) }),
});

/** By member, the sum of their claims less what claims steps have paid so far. */
function unpaidClaims({ facts, claimsPaidMinor }: Course): bigint[] {
  const unpaid = claimsPaidMinor.map((paid) => -paid);
  for (const { member, amountMinor } of facts.claims) unpaid[member] = (unpaid[member] as bigint) + (amountMinor ?? 0n);
  return unpaid;
}

function settled(step: ClaimsStep, claimed: readonly bigint[], availableMinor: bigint, course: Course): readonly Award[] {
  switch (step.settle) {
    case "deliberate":
      throw claimsExceed(sumOf(claimed), availableMinor, course);
    case "pro-rata":
      return split(availableMinor, claimed, course.order);
    case "smallest-first":
      return inTurn(smallestFirst(claimed, firstSubmissions(course.facts)), claimed, availableMinor);
    case "first-come":
      return inTurn(firstSubmissions(course.facts), claimed, availableMinor);
    case "equal-awards":
      return equalAwards(claimed, availableMinor, course.order);
    case "equal-losses":
      return equalAwards(claimed, sumOf(claimed) - availableMinor, [...course.order].reverse()).map((loss, member) => ({
        ...loss,
        amountMinor: (claimed[member] as bigint) - loss.amountMinor,
      }));
  }
}

function claimsExceed(claimedMinor: bigint, availableMinor: bigint, course: Course): Refusal {
  return new Refusal("claims_exceed_amount", {
    at: `key.steps[${course.step - 1}]`,
    step: course.step,
    claimed: money(course, claimedMinor),
    available: money(course, availableMinor),
    missing: money(course, claimedMinor - availableMinor),
    currency: course.facts.currency,
  });
}

/** Members who submitted a claim with an amount, in the order of their first one. */
const firstSubmissions = ({ claims }: Facts): number[] => [
  ...new Set(claims.filter(({ amountMinor }) => amountMinor !== null).map(({ member }) => member)),
];

/** The sort is stable: a tie keeps the order of submission. */
const smallestFirst = (claimed: readonly bigint[], submissions: readonly number[]): number[] =>
  [...submissions].sort((a, b) => ((claimed[a] as bigint) < (claimed[b] as bigint) ? -1 : claimed[a] === claimed[b] ? 0 : 1));

/** Pays one after another until nothing is left. Who claims nothing has no turn. */
function inTurn(line: readonly number[], claimed: readonly bigint[], availableMinor: bigint): Award[] {
  const awards = claimed.map(() => inFull(0n));
  let leftMinor = availableMinor;
  const waiting = line.filter((member) => (claimed[member] as bigint) > 0n);
  waiting.forEach((member, place) => {
    const amountMinor = lesser(claimed[member] as bigint, leftMinor);
    awards[member] = { amountMinor, spareUnits: 0, turn: place + 1, leftMinor };
    leftMinor -= amountMinor;
  });
  return awards;
}

/**
 * The highest whole level to which all can be raised, each up to their claim; the units left then go one each, in
 * `order`, to those who claim more. 1000.00 for 600, 500 and 300 → level 350. Needs total ≤ Σ claims.
 */
function equalAwards(claimed: readonly bigint[], totalMinor: bigint, order: readonly number[]): Award[] {
  let leftMinor = totalMinor;
  const rising = [...claimed].sort((a, b) => (a < b ? -1 : a === b ? 0 : 1));
  let levelMinor = 0n;
  for (const [place, claim] of rising.entries()) {
    const level = leftMinor / BigInt(rising.length - place);
    if (claim > level) {
      levelMinor = level;
      break;
    }
    levelMinor = claim;
    leftMinor -= claim;
  }
  const awards = claimed.map((claim) => lesser(claim, levelMinor));
  const spare = Number(totalMinor - sumOf(awards));
  const given = new Set(order.filter((member) => (claimed[member] as bigint) > levelMinor).slice(0, spare));
  return awards.map((amountMinor, member) => ({
    amountMinor: given.has(member) ? amountMinor + 1n : amountMinor,
    spareUnits: given.has(member) ? 1 : 0,
    levelMinor,
  }));
}

export function explainClaims(basis: ClaimsBasis, amount: string, wording: Wording): string {
  const { money, language } = wording;
  if (amount === basis.claimed)
    return language === "fr" ? `souhaité ${money(amount)}, servi en entier.` : `${money(amount)} wished, served in full.`;
  return language === "fr"
    ? `souhaité ${money(basis.claimed)}, pour ${money(basis.total)} en tout. ${wording.available(basis)} : ${ruleInFrench(basis, wording)}.`
    : `${money(basis.claimed)} wished, of ${money(basis.total)} in all. ${wording.available(basis)}: ${ruleInEnglish(basis, wording)}.`;
}

function ruleInFrench({ turn, left, level, ...basis }: ClaimsBasis, { money, quotient, rounding }: Wording): string {
  const unit = basis.spareUnits > 0 ? rounding : "";
  if (turn !== undefined && left !== undefined) return `à son tour (n° ${turn}), encore ${money(left)}`;
  if (level === undefined) return quotient(basis.claimed, basis.total, basis.available, basis.spareUnits);
  return basis.settle === "equal-losses"
    ? `tout le monde renonce à ${money(level)}${unit}`
    : `tout le monde reçoit jusqu’à ${money(level)}${unit}`;
}

function ruleInEnglish({ turn, left, level, ...basis }: ClaimsBasis, { money, quotient, rounding }: Wording): string {
  const unit = basis.spareUnits > 0 ? rounding : "";
  if (turn !== undefined && left !== undefined) return `at turn ${turn}, ${money(left)} of it`;
  if (level === undefined) return quotient(basis.claimed, basis.total, basis.available, basis.spareUnits);
  return basis.settle === "equal-losses" ? `everybody goes without ${money(level)}${unit}` : `everybody gets up to ${money(level)}${unit}`;
}
