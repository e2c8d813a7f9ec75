/** What the API says of home: what waits, one's envelopes, and what happened. */
import { z } from "zod";
import { amountField, currencyField, dayField, field, idField } from "../../http/fields.js";

const kindOf = <Kind extends string>(kind: Kind, description: string) => field(z.literal(kind), description, kind as never);

const title = field(z.string(), "Its title.", "Accueil, premier trimestre");
const untilOn = (description: string) => field(z.string().nullable(), description, "2026-03-20");
const sharing = {
  id: idField("The sharing."),
  title,
  untilOn: untilOn("The last day of the wishes, where one was said."),
  currency: currencyField("Its currency."),
  amount: amountField("What is shared.", "1000.00"),
};
const round = { id: idField("The round."), title, untilOn: dayField("The day pledges end.", "2026-03-20") };

const waiting = z
  .discriminatedUnion("kind", [
    z.object({
      kind: kindOf("question", "A question about a contribution of yours."),
      id: idField("The contribution."),
      note: field(z.string(), "Its note.", "Préparation de l’accueil"),
    }),
    z.object({
      kind: kindOf("wishes", "You gave something that this sharing counts, and have not said what you wish for it."),
      ...sharing,
      lines: field(z.number().int(), "How many contributions of yours it counts.", 2),
    }),
    z.object({
      kind: kindOf("settle", "More is asked of this sharing than there is, and you have not said what you keep."),
      ...sharing,
      over: amountField("What is missing.", "120.00"),
    }),
    z.object({
      kind: kindOf("adopt", "This sharing is proposed, and you may adopt it."),
      ...sharing,
      people: field(z.number().int(), "How many people get a share.", 5),
      structures: field(z.number().int(), "How many structures do.", 0),
    }),
    z.object({
      kind: kindOf("pledge", "You have credits left in this round."),
      ...round,
      commodity: field(z.string(), "What its credits are: a currency, or points.", "EUR"),
      left: amountField("What you have left to pledge.", "12.40"),
    }),
    z.object({
      kind: kindOf("decide", "You decide in this, and have not said a word yet; silence agrees."),
      id: idField("The decision."),
      title,
      untilOn: dayField("The day it closes.", "2026-03-20"),
    }),
    z.object({
      kind: kindOf("review", "You take part in this period of reviews, and have not reviewed everybody."),
      id: idField("The period of reviews."),
      title,
      untilOn: dayField("The day it closes.", "2026-03-20"),
      names: field(z.array(z.string()), "Whom you have not reviewed yet.", ["Bob", "Cleo"]),
    }),
    z.object({
      kind: kindOf("bank-lines", "You are a treasurer, and lines of this bank account’s statements wait to be matched or set aside."),
      id: idField("The bank account."),
      title: field(z.string(), "Its name.", "Compte courant"),
      lines: field(z.number().int(), "How many lines wait.", 3),
      sinceOn: dayField("The day of the earliest of them.", "2026-03-02"),
    }),
    z.object({
      kind: kindOf("owed", "You are a treasurer, and shares or bills are owed that no open payment batch holds."),
      shares: field(z.number().int(), "How many shares.", 3),
      bills: field(z.number().int(), "How many bills.", 1),
      sums: z
        .array(z.object({ currency: currencyField("A currency."), amount: amountField("What is left to pay in it.", "1250.00") }))
        .meta({ description: "What is left to pay, a sum for each currency.", example: [{ currency: "EUR", amount: "1250.00" }] }),
    }),
    z.object({
      kind: kindOf("year", "You are a treasurer, and this fiscal year is over and may close."),
      startsOn: dayField("Its first day.", "2025-01-01"),
      endsOn: dayField("Its last day.", "2025-12-31"),
    }),
    z.object({ kind: kindOf("vote", "Your ballot is awaited."), ...round }),
    z.object({ kind: kindOf("voted", "Your ballot is cast; it may be cast anew until the end. It waits for nobody."), ...round }),
  ])
  .meta({ id: "Waiting", description: "Something that waits for you, by its kind." });

const nearEnvelope = z
  .object({
    id: idField("The envelope."),
    name: field(z.string(), "Its name.", "Kit en commun"),
    currency: currencyField("Its currency."),
    received: amountField("Money that came in, and transfers.", "3000.00"),
    left: amountField("What nothing waits for.", "1350.00"),
    wished: amountField("Claims that stand, carried ones too.", "1200.00"),
    colour: field(z.enum(["green", "orange", "red"]), "Wishes against what is left, as among the figures of an envelope.", "orange"),
  })
  .meta({ id: "NearEnvelope", description: "An envelope in a few figures." });

const news = z
  .object({
    id: idField("The notice."),
    dayOn: dayField("Its day, in the time zone of the collective."),
    what: field(z.string(), "What was done.", "contribution.logged"),
    subject: field(z.string(), "With what kind of thing.", "contribution"),
    subjectId: idField("With which one."),
    by: field(z.string().nullable(), "Who did it.", "Ana"),
    title: field(z.string().nullable(), "What a decision, a charter or a sharing is called.", "Le tarif de la salle"),
  })
  .meta({ id: "News", description: "A notice, as home tells it." });

export const home = z
  .object({
    name: field(z.string(), "What you are called here.", "Noor"),
    waiting: field(z.array(waiting), "What waits for you; what ends first stands first within its kind.", []),
    envelopes: field(z.array(nearEnvelope), "The open envelopes of your circles, by name; all of them where these have none.", []),
    hasMoreEnvelopes: field(z.boolean(), "Whether others are open.", true),
    news: field(z.array(news), "The latest of what others did that concerns you, latest first.", []),
  })
  .meta({ id: "Home", description: "All that home shows to you, read at one moment." });

export type HomeAnswer = z.input<typeof home>;
export type WaitingAnswer = z.input<typeof waiting>;
