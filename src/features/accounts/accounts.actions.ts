/** The chart of accounts as a treasurer keeps it. */
import { accountChoicesOf } from "../../db/accounting.js";
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { openBooks } from "../../db/ledger.js";
import type { Tx } from "../../db/transaction.js";
import { type AccountingRule, accountingRules, chartOf } from "../../domain/accounting/chart.js";
import { accountOfRule, beginningOf, ownerClassOf, requireAccountNumber } from "../../domain/accounting/projection.js";
import type { Day } from "../../domain/calendar.js";
import { fiscalYearOf } from "../../domain/ledger.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { deleteChoice, ownerName, ownerNames, writeChoice } from "./accounts.queries.js";
import type { AccountChoiceBody, ChartAnswer } from "./accounts.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: Day;
}

/** Every rule with its account, for the year that begins on a day. */
export async function loadChart(on: Queryable, { caller, today }: Acting, year: Day | undefined): Promise<ChartAnswer> {
  const { id, yearStart } = caller.collective;
  const chart = chartOf(year ?? fiscalYearOf(today, yearStart).startsOn);
  const choices = await accountChoicesOf(on, id);
  const names = await ownerNames(
    on,
    id,
    choices.flatMap(({ ownerId }) => ownerId ?? []),
  );
  const rules = accountingRules.map((rule) => ({
    rule,
    ...accountOfRule(rule, null, choices, chart),
    beginning: beginningOf(rule),
    isChosen: choices.some((choice) => choice.rule === rule && choice.ownerId === null),
    ownerClass: ownerClassOf(rule),
    own: choices.flatMap(({ ownerId, number, label, ...choice }) =>
      choice.rule === rule && ownerId !== null ? [{ ownerId, owner: names.get(ownerId) ?? "", number, label }] : [],
    ),
  }));
  return { chart: chart.id, rules };
}

/** Books a rule on another account, from the years on that are not closed. Refuses `account_number_invalid`, `account_rule_unowned`. */
export async function chooseAccount(tx: Tx, acting: Acting, rule: AccountingRule, choice: AccountChoiceBody): Promise<ChartAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const { number, label, ownerId = null } = choice;
  requireAccountNumber(rule, number);
  // A year that closes meanwhile is kept either with the account of before or with this one, never half.
  await openBooks(tx, { collectiveId, now, owners: [] });
  if (ownerId !== null) await requireOwner(tx, collectiveId, rule, ownerId);
  await writeChoice(tx, { collectiveId, id: newId(), rule, ownerId, number, label, changedAt: now, changedBy: caller.memberId });
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "accounts.chosen",
      subject: "collective",
      subjectId: collectiveId,
      details: { rule, number, label },
    },
  ]);
  return loadChart(tx, acting, undefined);
}

/** Goes back to the chart's account. */
export async function forgetAccount(tx: Tx, acting: Acting, rule: AccountingRule, ownerId: string | null): Promise<ChartAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  await openBooks(tx, { collectiveId, now, owners: [] });
  if (!(await deleteChoice(tx, collectiveId, rule, ownerId))) throw new Refusal("not_found", { at: "rule", rule });
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "accounts.forgotten",
      subject: "collective",
      subjectId: collectiveId,
      details: { rule },
    },
  ]);
  return loadChart(tx, acting, undefined);
}

async function requireOwner(on: Queryable, collectiveId: string, rule: AccountingRule, ownerId: string): Promise<void> {
  const ownerClass = ownerClassOf(rule);
  if (ownerClass === null) throw new Refusal("account_rule_unowned", { at: "ownerId", rule });
  if ((await ownerName(on, collectiveId, ownerClass, ownerId)) === undefined)
    throw new Refusal("not_found", { at: "ownerId", id: ownerId });
}
