/** What the API says of envelopes and their figures. */
import { z } from "zod";
import { type FigureName, figureNames, fundings } from "../../domain/envelope.js";
import {
  amountField,
  collectiveParams,
  currencyField,
  dayField,
  exampleId,
  field,
  idField,
  lineField,
  textField,
  uuid,
} from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const orNull = <Schema extends z.ZodType>(schema: Schema, description: string, example: z.input<Schema>) =>
  field(schema.nullable(), description, example as never);

const envelopeFields = {
  name: lineField("Its name; unique in the collective.", "Kit en commun"),
  purpose: textField("What its money is for.", "Construire un kit, ensemble."),
  circleId: idField("The circle it belongs to."),
  referentId: orNull(uuid(), "The member who keeps an eye on it (référent·e).", exampleId),
  funding: orNull(z.enum(fundings), "How it is funded.", "grant"),
  funderId: orNull(uuid(), "The third party who funds it.", exampleId),
  agreement: orNull(textField("The agreement that goes with the funding.", "Convention 2026-17"), "The agreement.", "Convention 2026-17"),
  eligibleFromOn: orNull(
    dayField("The first day."),
    "The first day the funding accepts; outside is warned about, never refused.",
    "2026-01-01",
  ),
  eligibleUntilOn: orNull(dayField("The last day."), "The last day the funding accepts.", "2026-12-31"),
  eligibleKindIds: field(z.array(uuid()).max(200), "The kinds the funding accepts; none = all.", []),
  reportDueOn: orNull(dayField("The day."), "The day the report is due.", "2027-01-31"),
};

export const newEnvelope = z.object({
  ...envelopeFields,
  purpose: envelopeFields.purpose.default(""),
  circleId: field(uuid().optional(), "The circle it belongs to; the only one unless given.", exampleId),
  currency: currencyField("Its currency; the collective’s unless given.").optional(),
  referentId: envelopeFields.referentId.default(null),
  funding: envelopeFields.funding.default(null),
  funderId: envelopeFields.funderId.default(null),
  agreement: envelopeFields.agreement.default(null),
  eligibleFromOn: envelopeFields.eligibleFromOn.default(null),
  eligibleUntilOn: envelopeFields.eligibleUntilOn.default(null),
  eligibleKindIds: envelopeFields.eligibleKindIds.default([]),
  reportDueOn: envelopeFields.reportDueOn.default(null),
});

export const envelopeChange = z.object(envelopeFields).partial();

const money = (description: string, example: string) => amountField(description, example);

export const envelopeFigures = z
  .object({
    received: money("Money in and transfers, less what was transferred out or returned.", "3000.00"),
    expected: money("Money that is only expected.", "0.00"),
    billed: money("Bills and bank fees recorded, paid or not.", "450.00"),
    shared: money("What sharings and levies took out, less what came back.", "400.00"),
    balance: money("Received − billed − shared: what the ledger shows.", "2150.00"),
    committed: money("Bills unpaid and sharings adopted but not posted.", "1000.00"),
    billsUnpaid: money("Of what is committed: bills. They have left the balance already.", "200.00"),
    sharingsAdopted: money("Of what is committed: sharings. They still stand in the balance.", "800.00"),
    left: money("What nothing waits for: balance − sharings adopted, as bills have left the balance already.", "1350.00"),
    wished: money("Claims that stand, carried ones too.", "1200.00"),
    kept: money("Shares of posted sharings, whatever came back of them since.", "360.00"),
    paid: money("Shares paid or waived, less what came back.", "360.00"),
    colour: field(
      z.enum(["green", "orange", "red"]),
      "Wishes against what is left: green under 80 %, orange to 100 %, red above, and for wishes on nothing left.",
      "orange",
    ),
  })
  .meta({ id: "EnvelopeFigures", description: "The figures of an envelope. Each opens into its reasons." });

export const envelope = z
  .object({
    id: idField("The envelope."),
    ...envelopeFields,
    currency: currencyField("Its currency."),
    closedAt: orNull(z.string(), "When it was closed.", "2026-12-31T10:00:00.000Z"),
    figures: envelopeFigures,
  })
  .meta({ id: "Envelope", description: "Money set aside for a purpose, with its funding and that funding’s rules." });

export const envelopePage = pageOf(envelope, "Envelopes, by name.");
export const envelopeQuery = pageQuery.extend({
  state: field(z.enum(["open", "closed", "all"]).default("open"), "Which ones.", "open"),
  circleId: field(uuid().optional(), "Only those of this circle.", exampleId),
});

export const figureParams = collectiveParams.extend({
  id: idField("Which envelope."),
  figure: field(z.enum(figureNames), "Which figure.", "committed"),
});

export const reason = z
  .object({
    what: field(
      z.enum(["entry", "bill", "expected", "sharing", "contribution", "carried", "share", "settlement"]),
      "What makes this part of the figure.",
      "bill",
    ),
    id: idField("That thing."),
    dayOn: dayField("Its day."),
    amount: amountField("What it adds to the figure, or takes away from it.", "200.00"),
    kind: field(z.string(), "Of an entry what posted it, of a share its nature, of others their state.", "unpaid"),
    label: field(z.string(), "Its words: a document, a label, a note; of a round its title.", "Affiches"),
    memberId: orNull(uuid(), "Whose it is, where it is somebody’s.", exampleId),
    entryId: orNull(uuid(), "The entry that says so, where there is one.", exampleId),
  })
  .meta({ id: "FigureReason", description: "One of the reasons of a figure: they add up to it." });

export const figureReasons = pageOf(reason, "The reasons, latest first; over all pages they add up to the total.").extend({
  figure: field(z.enum(figureNames), "The figure.", "committed"),
  total: amountField("What it comes to.", "1000.00"),
  currency: currencyField("The envelope’s currency."),
});

export type NewEnvelope = z.output<typeof newEnvelope>;
export type EnvelopeChange = z.output<typeof envelopeChange>;
export type EnvelopeAnswer = z.input<typeof envelope>;
export type EnvelopeFiguresAnswer = z.input<typeof envelopeFigures>;
export type FigureReasons = z.input<typeof figureReasons>;
export type Reason = z.input<typeof reason>;
export type { FigureName };
