/** What the API says of what was given without pay. */
import { z } from "zod";
import { valuations } from "../../domain/volunteering.js";
import {
  amountField,
  collectiveParams,
  dayField,
  decimalField,
  exampleId,
  field,
  idField,
  lineField,
  thingParams,
  uuid,
} from "../../http/fields.js";

export const volunteeringQuery = z.object({
  fromOn: dayField("From this day on.", "2026-01-01"),
  untilOn: dayField("Until this day, included.", "2026-12-31"),
  circleId: field(uuid().optional(), "Given for this circle alone.", exampleId),
  envelopeId: field(uuid().optional(), "Given for this envelope alone.", exampleId),
  memberId: field(uuid().optional(), "Given by this member alone.", exampleId),
});

const valuedAs = field(
  z.enum(valuations),
  "What it is for the accounts: `time` (864/875), something `lent` (861/871) or `given` (860/870).",
  "time",
);
const hours = field(z.string(), "Hours, exact; 0 for what is no time.", "6.75");
const value = amountField("Its value at the reference rates, in the collective’s currency.", "80.47");
const isRateMissing = field(z.boolean(), "Whether some of it has no reference rate: the value then says less than was given.", false);
const people = field(z.int(), "How many gave it.", 3);

export const volunteering = z
  .object({
    fromOn: field(z.string(), "From this day on.", "2026-01-01"),
    untilOn: field(z.string(), "Until this day.", "2026-12-31"),
    lines: z
      .array(
        z.object({
          circleId: idField("The circle."),
          circle: field(z.string(), "Its name.", "Les communs"),
          kindId: idField("The kind."),
          kind: field(z.string(), "Its name.", "Heures"),
          unit: field(z.string(), "What it is counted in.", "h"),
          valuedAs,
          people,
          count: field(z.int(), "In how many contributions.", 12),
          quantity: field(z.string(), "How much, in the kind’s unit; exact.", "6.75"),
          hours,
          value,
          isRateMissing,
        }),
      )
      .meta({ description: "A line a circle and kind." }),
    totals: z
      .array(
        z.object({
          valuedAs,
          people,
          hours,
          personDays: field(z.string(), "Days of seven hours, to two decimals.", "0.96"),
          value,
          isRateMissing,
          account: field(z.string(), "The account it is booked on as it is used.", "864"),
          givenAccount: field(z.string(), "The account it is booked on as it was given.", "875"),
        }),
      )
      .meta({ description: "A total a valuation: the sum of its lines." }),
    paidToo: z
      .array(
        z.object({
          memberId: idField("Who."),
          member: field(z.string(), "Their name.", "Ana"),
          envelopeId: idField("The envelope."),
          envelope: field(z.string(), "Its name.", "Kit"),
        }),
      )
      .meta({ description: "Who was paid for work out of an envelope and volunteered for it in these days: to look at." }),
  })
  .meta({ id: "Volunteering", description: "What was given without pay, valued." });

export const volunteeringSheet = z
  .object({
    items: z
      .array(
        z.object({
          id: idField("The contribution."),
          memberId: idField("Who gave it."),
          member: field(z.string(), "Their name.", "Ana"),
          dayOn: dayField("Its day."),
          untilOn: field(z.string().nullable(), "Its last day, where there are several.", null),
          circle: field(z.string(), "For which circle.", "Les communs"),
          envelope: field(z.string().nullable(), "For which envelope.", null),
          kind: field(z.string(), "Of which kind.", "Heures"),
          unit: field(z.string(), "What it is counted in.", "h"),
          valuedAs,
          quantity: field(z.string().nullable(), "How much.", "2.5"),
          amount: field(amountField("Money.").nullable(), "Of what is counted in money.", null),
          note: field(z.string(), "Its words.", "Préparation de la fête"),
        }),
      )
      .meta({ description: "Contributions, by who gave them and day." }),
  })
  .meta({ id: "VolunteeringSheet", description: "What people gave without pay, contribution by contribution: to sign." });

export const valuationList = z
  .object({
    items: z
      .array(
        z.object({
          kindId: idField("The kind."),
          kind: field(z.string(), "Its name.", "Heures"),
          unit: field(z.string(), "What it is counted in.", "h"),
          valuedAs: field(z.enum([...valuations, "none"]), "What it is for the accounts.", "time"),
          isUsual: field(z.boolean(), "Whether nobody said so: it follows from the unit.", true),
          rates: z
            .array(
              z.object({
                fromOn: dayField("The first day it is in force.", "2026-01-01"),
                rate: field(z.string(), "Currency per unit.", "12.02"),
                source: field(z.string(), "Where the figure is from.", "SMIC horaire brut"),
              }),
            )
            .meta({ description: "Its reference rates, the first first." }),
        }),
      )
      .meta({ description: "Kinds that can be valued, by name." }),
  })
  .meta({ id: "Valuations", description: "How kinds are valued that nobody is paid for." });

export const kindParams = thingParams("kind");
export const valuationChange = z.object({
  valuedAs: field(z.enum([...valuations, "none"]), "What it is for the accounts from now on.", "lent"),
});
export const referenceRateParams = collectiveParams.extend({
  id: idField("Which kind."),
  from: dayField("The first day the rate is in force.", "2026-01-01"),
});
export const referenceRateChange = z.object({
  rate: decimalField("Currency per unit; above zero, at most 6 decimals.", "12.02"),
  source: lineField("Where the figure is from.", "SMIC horaire brut, décret du 17 décembre 2025", 200),
});

export type VolunteeringQuery = z.output<typeof volunteeringQuery>;
export type VolunteeringAnswer = z.input<typeof volunteering>;
export type VolunteeringSheet = z.input<typeof volunteeringSheet>;
export type ValuationList = z.input<typeof valuationList>;
export type ReferenceRateChange = z.output<typeof referenceRateChange>;
