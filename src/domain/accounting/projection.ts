/**
 * The projection: which account of the chart each line of the ledger is booked on, and on whose auxiliary.
 *
 * Moisson's ledger says what money is *for* (envelopes, funds) and whom it is owed to; an accountant reads what it *is*: a
 * charge, a product, a debt, the bank. The bank and who is owed keep their lines; the line of an envelope says by its nature
 * why the money came or went, so that it becomes a product or a charge:
 *
 *   a grant comes in    bank +3000.00  envelope −3000.00 grant           512 debit 3000.00    741 credit 3000.00
 *   a sharing           envelope +540.00 work  Ana −540.00 work          622 debit 540.00     4672 (Ana) credit 540.00
 *   Ana is paid         Ana +540.00 work  bank −540.00                   4672 (Ana) debit     512 credit 540.00
 *
 * Between envelopes, funds and rounds nothing is gained or lost: their lines are on 580 («virements internes»), which each
 * entry leaves at zero. A line is booked on the same account whoever looks; a reversal on those of the entry it undoes. So
 * every entry stays balanced, and the sum of the bank's lines is what the bank holds.
 *
 * The treasurer may choose another account for a rule, or for a rule and one thing (this bank account, this envelope).
 */
import type { AccountClass } from "../ledger.js";
import { Refusal } from "../refusals.js";
import { type AccountingRule, accountingRules, type Chart, type ChartAccount } from "./chart.js";

/** What the projection asks of a line. */
export interface ProjectedFacts {
  readonly class: AccountClass;
  /** What posted its entry; of a reversal, what posted the entry it undoes. */
  readonly event: string;
  readonly nature: string | null;
  /** Of an envelope: how it is funded. */
  readonly funding: string | null;
}

/** An account that a treasurer chose. */
export interface AccountChoice extends ChartAccount {
  readonly rule: AccountingRule;
  /** Of this bank account or envelope alone; null = of all. */
  readonly ownerId: string | null;
}

const known: ReadonlySet<string> = new Set(accountingRules);
const ruleIn = (prefix: string, nature: string | null, otherwise: AccountingRule): AccountingRule => {
  const rule = `${prefix}:${nature}`;
  return nature !== null && known.has(rule) ? (rule as AccountingRule) : otherwise;
};

/** Why the line of an envelope or a fund is there. */
function ruleOfPurpose({ event, nature, funding }: ProjectedFacts): AccountingRule {
  switch (event) {
    case "money-in":
      return nature === "levy" ? "internal" : ruleIn("in", nature, "in:other");
    case "grant-returned":
      return ruleIn("in", nature, "in:grant");
    case "bill":
    case "bank-fee":
      return ruleIn("out", nature, "out:other");
    case "sharing":
      return nature === "levy" ? "internal" : ruleIn("share", nature, "share:work");
    case "refund":
      return ruleIn("share", nature, ruleIn("out", nature, "out:other"));
    case "waiver":
      return ruleIn("waived", nature, "waived:other");
    case "opening":
      return funding === "grant" ? "dedicated" : "opening";
    default:
      return "internal";
  }
}

/** The rule that a line falls under. */
export function ruleOf(line: ProjectedFacts): AccountingRule {
  switch (line.class) {
    case "bank":
      return "bank";
    case "third-party":
      return "third-party";
    case "member":
      return ruleIn("member", line.nature, "member:other");
    case "round":
      return "internal";
    default:
      return ruleOfPurpose(line);
  }
}

/** Who is owed has an auxiliary of their own. */
export const hasAuxiliary = (accountClass: AccountClass): boolean => accountClass === "member" || accountClass === "third-party";

/** The account of a rule: the treasurer's for this thing, else theirs for all, else the chart's. */
export function accountOfRule(rule: AccountingRule, ownerId: string | null, choices: readonly AccountChoice[], chart: Chart): ChartAccount {
  const chosen = (owner: string | null) => choices.find((choice) => choice.rule === rule && choice.ownerId === owner);
  const { number, label } = (ownerId === null ? undefined : chosen(ownerId)) ?? chosen(null) ?? chart.accounts[rule];
  return { number, label };
}

/** The digits that an account of a rule begins with: a product stays a product, whatever the treasurer calls it. */
const beginnings: readonly (readonly [prefix: string, digits: string])[] = [
  ["bank", "5"],
  ["third-party", "4"],
  ["member", "4"],
  ["in", "7"],
  ["waived", "7"],
  ["out", "6"],
  ["share", "6"],
  ["internal", "58"],
  ["opening", "1"],
  ["dedicated:set-aside", "68"],
  ["dedicated:used", "78"],
  ["dedicated", "19"],
  ["volunteered:time:given", "87"],
  ["volunteered:lent:given", "87"],
  ["volunteered:given:given", "87"],
  ["volunteered", "86"],
];

export const beginningOf = (rule: AccountingRule): string =>
  beginnings.find(([prefix]) => rule === prefix || rule.startsWith(`${prefix}:`))?.[1] ?? "";

/** Whose own account a rule may have. */
export const ownerClassOf = (rule: AccountingRule): "bank" | "envelope" | null => {
  if (rule === "bank") return "bank";
  return /^(in|out|share):/.test(rule) ? "envelope" : null;
};

/** Refuses a number that is not one of the plan comptable, or of another class than the rule's. */
export function requireAccountNumber(rule: AccountingRule, number: string): void {
  const beginning = beginningOf(rule);
  if (!/^\d{3,12}$/.test(number) || !number.startsWith(beginning)) {
    throw new Refusal("account_number_invalid", { at: "number", number, rule, beginning });
  }
}
