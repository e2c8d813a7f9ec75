/** What the API says of a collective to anybody, once it made its page public: figures and amounts, without any name. */
import { z } from "zod";
import { amountField, currencyField, dayField, field } from "../../http/fields.js";

const figures = z
  .object({
    received: amountField("Money in and transfers.", "3000.00"),
    expected: amountField("Money that is only expected.", "0.00"),
    billed: amountField("Bills and bank fees, paid or not.", "450.00"),
    shared: amountField("What sharings and levies took out.", "400.00"),
    sharingsAdopted: amountField("What adopted sharings wait for.", "800.00"),
    left: amountField("What nothing waits for.", "1350.00"),
    wished: amountField("Claims that stand.", "1200.00"),
    paid: amountField("Shares paid or waived.", "360.00"),
    colour: field(z.enum(["green", "orange", "red"]), "Wishes against what is left.", "orange"),
  })
  .meta({ id: "PublicFigures", description: "The figures of an envelope, as anybody may read them." });

const publicEnvelope = z
  .object({
    name: field(z.string(), "Its name.", "Kit en commun"),
    purpose: field(z.string(), "What its money is for.", "Construire un kit, ensemble."),
    circle: field(z.string(), "The circle that decides on it.", "Atelier du kit"),
    currency: currencyField("Its currency."),
    figures,
  })
  .meta({ id: "PublicEnvelope", description: "An open envelope, as anybody may read it." });

const publicSharing = z
  .object({
    title: field(z.string(), "Its title.", "Kit incubateur, premier trimestre"),
    envelope: field(z.string(), "The envelope it shared.", "Kit en commun"),
    currency: currencyField("Its currency."),
    amount: amountField("What left the envelope: shares and what funds got.", "1800.00"),
    postedOn: dayField("The day it was posted."),
    participants: field(z.number().int(), "How many got something.", 5),
    funds: z
      .array(z.object({ name: field(z.string(), "The fund.", "Part reversée aux communs"), amount: amountField("How much.", "90.00") }))
      .meta({ description: "What went to funds." }),
    shares: field(z.array(z.string()), "What each participant got, the largest first: nobody’s name is beside it.", ["1100.00", "610.00"]),
  })
  .meta({ id: "PublicSharing", description: "A posted sharing, as anybody may read it." });

export const publicPage = z
  .object({
    name: field(z.string(), "The collective’s name.", "La Fabrique du Quai"),
    locale: field(z.enum(["fr", "en"]), "The language it speaks.", "fr"),
    envelopes: z.array(publicEnvelope).meta({ description: "Open envelopes by name, 200 at most." }),
    sharings: z.array(publicSharing).meta({ description: "Posted sharings, the latest first, 100 at most." }),
  })
  .meta({ id: "PublicPage", description: "What a collective shows to anybody: no person, no note, no id." });

export type PublicPage = z.input<typeof publicPage>;
