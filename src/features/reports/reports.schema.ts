/** What the API says of reports: of a fiscal year, and of an envelope to its funders. */
import { z } from "zod";
import { closingMatters } from "../../domain/closing-words.js";
import { plannedNatures } from "../../domain/report.js";
import { amountField, currencyField, dayField, exampleId, field, idField, lineField, thingParams, uuid } from "../../http/fields.js";
import { dialectField, formatField } from "../../http/table-export.js";

const money = (description: string) => amountField(description, "312.40");
const currency = currencyField("What the amounts are in.");

const flow = z
  .object({
    side: field(z.enum(["in", "waived", "out", "share"]), "Money that came in, shares left to the commons, bills and fees, shares.", "in"),
    nature: field(z.string(), "Why the money moved.", "grant"),
    amount: money("How much, what was undone taken off."),
  })
  .meta({ id: "Flow", description: "What came in or went out, by why." });

const purse = z
  .object({
    id: idField("The envelope or the fund."),
    class: field(z.enum(["envelope", "fund"]), "An envelope, or a fund.", "envelope"),
    name: field(z.string(), "Its name.", "Kit"),
    circleId: field(uuid().nullable(), "The circle of an envelope.", exampleId),
    circle: field(z.string().nullable(), "Its name.", "Les communs"),
    before: money("What was in it before the first day, or when the collective came to Moisson."),
    received: money("What came in."),
    transferred: money("What came from other envelopes and funds, less what went there."),
    billed: money("Bills and fees."),
    shared: money("What sharings took for those who gave."),
    after: money("What is in it after the last day: before + received + transferred − billed − shared."),
  })
  .meta({ id: "PurseReport", description: "What became of the money of an envelope or a fund." });

const pursesTogether = {
  before: money("What was in them before the first day."),
  received: money("What came into them."),
  transferred: money("What came from others and from rounds, less what went there."),
  spent: money("Bills, fees and shares out of them."),
  after: money("What is left in them: before + received + transferred − spent."),
};

export const yearReport = z
  .object({
    startsOn: dayField("The year’s first day.", "2026-01-01"),
    endsOn: dayField("Its last day.", "2026-12-31"),
    isProvisional: field(z.boolean(), "Whether the year is open: figures may still change.", true),
    currency,
    flows: z.array(flow).meta({ description: "What came in and went out, by why." }),
    inflow: money("All that came in."),
    outflow: money("All that went out."),
    result: money("What came in less what went out."),
    purses: z.array(purse).meta({ description: "Every envelope and fund that held or moved money." }),
    circles: z
      .array(z.object({ id: idField("The circle."), name: field(z.string(), "Its name.", "Les communs"), ...pursesTogether }))
      .meta({ description: "The same by circle: of its envelopes together." }),
    funds: z
      .object(pursesTogether)
      .nullable()
      .meta({ description: "The same of all funds, which are of no circle; null where none held or moved money." }),
    rounds: money("What went to rounds, less what came back: with it, all that was transferred sums to zero."),
    kinds: z
      .array(
        z.object({
          id: idField("The kind."),
          name: field(z.string(), "Its name.", "Heures"),
          unit: field(z.string().nullable(), "What it is counted in; null for a quality.", "h"),
          count: field(z.int(), "In how many contributions.", 12),
          people: field(z.int(), "Of how many people.", 3),
          quantity: field(z.string().nullable(), "How much in all.", "42.5"),
          amount: field(money("Money.").nullable(), "Money given or spent in all.", null),
          paid: money("What sharings posted in the year paid for it."),
        }),
      )
      .meta({ description: "What was given, kind by kind; nothing is added across kinds." }),
    members: z
      .array(
        z.object({
          id: idField("Who."),
          name: field(z.string(), "Their name.", "Ana"),
          work: money("Shares for work."),
          rights: money("Shares for rights."),
          expenses: money("Expenses reimbursed."),
          waived: money("Left to the commons of it."),
          paid: money("Paid in the year, of these and earlier shares."),
        }),
      )
      .meta({ description: "What each got of sharings." }),
  })
  .meta({ id: "YearReport", description: "A fiscal year: what came in, what went out, and what is left." });

export const closingCheck = z
  .object({
    what: field(z.enum(closingMatters), "What to look at.", "bills_unpaid"),
    isInTheWay: field(z.boolean(), "Whether the year cannot close before it is done.", false),
    count: field(z.int(), "How many.", 2),
    amount: field(money("How much.").nullable(), "How much money, where it is money.", "184.00"),
  })
  .meta({ id: "ClosingCheck", description: "Something to look at before a fiscal year closes." });
export const closingChecks = z
  .object({ items: z.array(closingCheck).meta({ description: "What is in the way first, then what to look at; empty when all is done." }) })
  .meta({ id: "ClosingChecks", description: "What to look at before a fiscal year closes." });

const plannedLabel = lineField("In words.", "Impression des livrets", 120);
const plannedAmount = amountField("How much.", "450.00");
const planned = z.discriminatedUnion("side", [
  z.object({
    side: field(z.literal("in"), "Money that is to come in.", "in"),
    nature: field(z.enum(plannedNatures.in), "What it is.", "grant"),
    label: plannedLabel,
    amount: plannedAmount,
  }),
  z.object({
    side: field(z.literal("out"), "Money that is to go out.", "out"),
    nature: field(z.enum(plannedNatures.out), "What it is; shares are `work`, `rights` or `expenses`.", "purchase"),
    label: plannedLabel,
    amount: plannedAmount,
  }),
]);
export const plan = z
  .object({
    lines: z
      .array(planned)
      .max(100)
      .meta({
        description: "The lines of the plan, in their order.",
        examples: [[{ side: "out", nature: "purchase", label: "Impression des livrets", amount: "450.00" }]],
      }),
  })
  .meta({ id: "Plan", description: "What is planned for an envelope." });

export const envelopeReportQuery = z.object({
  fromOn: dayField("From this day on; from the first day its funding accepts, or anything moved, if left out.", "2026-01-01").optional(),
  untilOn: dayField("Until this day, included; today if left out.", "2026-12-31").optional(),
});
export const envelopeParams = thingParams("envelope");
export const yearFileQuery = z.object({ format: formatField, dialect: dialectField });
export const envelopeFileQuery = envelopeReportQuery.extend({ format: formatField, dialect: dialectField });

export const envelopeReport = z
  .object({
    envelopeId: idField("The envelope."),
    name: field(z.string(), "Its name.", "Kit"),
    currency,
    fromOn: dayField("From this day on.", "2026-01-01"),
    untilOn: dayField("Until this day.", "2026-12-31"),
    funding: field(z.string().nullable(), "How it is funded.", "grant"),
    funder: field(z.string().nullable(), "Who funds it.", "Métropole"),
    agreement: field(z.string().nullable(), "The agreement.", "Convention 2026-14"),
    eligibleFromOn: field(z.string().nullable(), "The first day its funding accepts.", "2026-01-01"),
    eligibleUntilOn: field(z.string().nullable(), "The last.", "2026-12-31"),
    reportDueOn: field(z.string().nullable(), "The day a report is due.", "2027-01-31"),
    before: money("What was in it before."),
    received: money("What came in."),
    transferred: money("What came from other envelopes and funds, less what went there."),
    billed: money("Bills and fees."),
    shared: money("What sharings took for those who gave."),
    after: money("What is left: of a grant, what is dedicated (194)."),
    plan: z
      .array(
        z.object({
          side: field(z.enum(["in", "out"]), "Money in, or out.", "out"),
          nature: field(z.string(), "What it is.", "purchase"),
          labels: z
            .array(z.string())
            .meta({ description: "The labels of its planned lines; none for what nobody planned.", examples: [["Livrets"]] }),
          planned: money("What was planned."),
          realised: money("What came of it."),
        }),
      )
      .meta({ description: "Planned beside realised, nature by nature." }),
    lines: z
      .array(
        z.object({
          side: field(z.enum(["in", "out"]), "Money in, or out.", "out"),
          nature: field(z.string(), "What it is.", "purchase"),
          label: field(z.string(), "In words.", "Livrets"),
          amount: money("How much."),
        }),
      )
      .meta({ description: "The plan as it was written." }),
    volunteering: z
      .array(
        z.object({
          valuedAs: field(z.enum(["time", "lent", "given"]), "Time, something lent, or something given.", "time"),
          hours: field(z.string(), "Hours, exact.", "42.5"),
          value: money("Its value at the reference rates."),
          isRateMissing: field(z.boolean(), "Whether some of it has no rate.", false),
        }),
      )
      .meta({ description: "What was given for it without pay: it stands on both sides of a report." }),
    outside: z
      .array(
        z.object({
          what: field(z.enum(["bill", "contribution"]), "A bill, or a contribution that was paid.", "bill"),
          id: idField("Which one."),
          label: field(z.string(), "In words.", "Affiches"),
          dayOn: dayField("Its day."),
          amount: money("What it cost."),
          kind: field(z.string().nullable(), "The kind that the funding does not accept; null where it is the day.", null),
        }),
      )
      .meta({ description: "What lies outside the days and kinds of its funding, the first 500." }),
  })
  .meta({ id: "EnvelopeReport", description: "The financial report of an envelope: planned, realised, valued." });

export type YearReport = z.input<typeof yearReport>;
export type ClosingChecks = z.input<typeof closingChecks>;
export type ClosingCheck = z.input<typeof closingCheck>;
export type EnvelopeReport = z.input<typeof envelopeReport>;
export type Plan = z.output<typeof plan>;
