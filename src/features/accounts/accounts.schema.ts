/** What the API says of the accounts that a treasurer hands over: the chart, the balances of a year, its files. */
import { z } from "zod";
import { accountingRules } from "../../domain/accounting/chart.js";
import { journalFormats } from "../../exchange/journals.js";
import { collectiveParams, dayField, field, idField, lineField, yearParams } from "../../http/fields.js";
import { dialectField, formatField } from "../../http/table-export.js";

const rule = field(z.enum(accountingRules), "What is booked: the bank, who is owed, why money came or went.", "share:work");
const number = (description: string) => field(z.string(), description, "622");
const label = (description: string) => field(z.string(), description, "Rémunérations d’intermédiaires et honoraires");

export const accountRule = z
  .object({
    rule,
    number: number("The account it is booked on."),
    label: label("What the account is called."),
    beginning: field(z.string(), "The digits that an account chosen here begins with.", "6"),
    isChosen: field(z.boolean(), "Whether the treasurer chose it; otherwise it is the chart’s.", false),
    ownerClass: field(z.enum(["bank", "envelope"]).nullable(), "What may have an account of its own here.", "envelope"),
    own: z
      .array(
        z.object({
          ownerId: idField("The bank account or the envelope."),
          owner: field(z.string(), "What it is called.", "Compte courant"),
          number: number("Its own account."),
          label: label("What that is called."),
        }),
      )
      .meta({ description: "What has an account of its own here." }),
  })
  .meta({ id: "AccountRule", description: "On which account something is booked." });

export const chartAnswer = z
  .object({
    chart: field(z.enum(["2018", "2025"]), "The version of the association chart of accounts, by the year’s first day.", "2025"),
    rules: z.array(accountRule).meta({ description: "Every rule, with its account." }),
  })
  .meta({ id: "AccountChart", description: "How Moisson’s ledger is projected on the chart of accounts." });

export const chartQuery = z.object({
  year: dayField("The first day of a fiscal year; the present one if left out.", "2026-01-01").optional(),
});

export const ruleParams = collectiveParams.extend({ rule });
export const accountChoice = z
  .object({
    number: field(z.string().max(12), "The account: three digits or more.", "6226"),
    label: lineField("What it is called.", "Honoraires", 100),
    ownerId: idField("For this bank account or envelope alone.").optional(),
  })
  .meta({ id: "AccountChoice", description: "An account that the treasurer chooses." });
export const choiceQuery = z.object({ owner: idField("The account of this bank account or envelope alone.").optional() });

export const accountFiles = ["fec", ...journalFormats, "trial-balance"] as const;
export type AccountFile = (typeof accountFiles)[number];
export const fileQuery = z.object({ format: formatField, dialect: dialectField });
export const fileParams = yearParams.extend({ what: field(z.enum(accountFiles), "Which file.", "fec") });

const amount = (description: string) => field(z.string(), description, "312.40");
export const trialBalance = z
  .object({
    isProvisional: field(z.boolean(), "Whether the year is open: its numbers may still change.", true),
    currency: field(z.string(), "What the amounts are in.", "EUR"),
    lines: z
      .array(
        z.object({
          number: number("The account."),
          label: label("What it is called."),
          auxiliary: field(z.string().nullable(), "Whom it is owed to: a code and a name.", "P2 Ana"),
          debit: amount("All that was debited, the opening balance with it."),
          credit: amount("All that was credited."),
          balance: amount("Debit less credit."),
        }),
      )
      .meta({ description: "A line an account and auxiliary." }),
    debit: amount("The sum of all debits."),
    credit: amount("The sum of all credits: the same."),
    result: amount("What the year comes to: products less charges."),
  })
  .meta({ id: "TrialBalance", description: "The balances of a fiscal year by account." });

export type ChartAnswer = z.input<typeof chartAnswer>;
export type AccountChoiceBody = z.output<typeof accountChoice>;
export type TrialBalanceAnswer = z.input<typeof trialBalance>;
