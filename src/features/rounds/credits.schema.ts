/** What the API says of the credits of a round. */
import { z } from "zod";
import { amountField, exampleId, field, idField, uuid } from "../../http/fields.js";

const weight = field(z.number().int().min(0).max(1_000_000), "The weight of their part.", 1);
export const creditChange = z
  .discriminatedUnion("by", [
    z.object({
      by: field(z.literal("equal"), "The same for each.", "equal"),
      amount: amountField("How much is split in all.", "1200.00"),
      memberIds: field(z.array(uuid()).min(1).max(5000), "Among whom.", [exampleId]),
    }),
    z.object({
      by: field(z.literal("weights"), "By weights.", "weights"),
      amount: amountField("How much is split in all.", "1200.00"),
      weights: field(
        z
          .array(z.object({ memberId: idField("Who."), weight }))
          .min(1)
          .max(5000),
        "Among whom, and by which weight.",
        [{ memberId: exampleId, weight: 2 }],
      ),
    }),
    z.object({
      by: field(z.literal("add"), "More for one, or less.", "add"),
      memberId: idField("Who."),
      amount: amountField("How much more; below zero, less.", "20.00"),
    }),
    z.object({
      by: field(z.literal("set"), "So much in all for one.", "set"),
      memberId: idField("Who."),
      amount: amountField("What they are to have been given in all, pledged or not.", "120.00"),
    }),
  ])
  .meta({ id: "CreditChange", description: "How credits are given out of the pool, or taken back into it." });

export const creditFile = z.object({
  csv: field(
    z.string().min(1).max(900_000),
    "`email,amount[,notify]` with a header, `;` as well; an address that comes twice is given the sum. `notify` says who is told; without that column everybody is.",
    "email;amount;notify\r\nana@example.org;120,00;oui\r\n",
  ),
  mode: field(z.enum(["add", "set"]).default("add"), "Whether amounts come on top of what was given, or are all of it.", "add"),
  apply: field(
    z.boolean().default(false),
    "False previews: every error by line, and what each would have. True applies all of it or nothing.",
    false,
  ),
});

const creditRow = z
  .object({
    memberId: idField("Who."),
    name: field(z.string(), "Their name.", "Ana"),
    credits: amountField("What they were given in all."),
    pledged: field(amountField("").nullable(), "What they have pledged; null while pledges are secret, but for oneself.", "40.00"),
    left: field(amountField("").nullable(), "What they can still pledge; null while pledges are secret, but for oneself.", "60.00"),
  })
  .meta({ id: "RoundCredit", description: "The credits of one participant." });

export const creditList = z
  .object({
    pool: amountField("What is not given out."),
    items: z.array(creditRow).meta({ description: "Participants by name." }),
  })
  .meta({ id: "RoundCredits", description: "Who has which credits in a round." });

const creditFault = z
  .object({
    line: field(z.number().int(), "The line of the file.", 3),
    column: field(z.string().nullable(), "The column; null for the whole line.", "amount"),
    code: field(z.string(), "The stable code.", "unknown_member"),
    detail: field(z.string(), "A sentence in the reader’s language.", "Personne ne s’appelle ainsi ici."),
    figures: field(z.record(z.string(), z.unknown()), "The figures.", { id: "zoe@example.org" }),
  })
  .meta({ id: "CreditFault", description: "Why a line of a file of credits cannot be applied." });

export const creditFileAnswer = z
  .object({
    isApplied: field(z.boolean(), "Whether it was applied.", false),
    faults: z.array(creditFault).meta({ description: "Every error; empty when it can be applied." }),
    rows: z
      .array(
        z.object({
          memberId: idField("Who."),
          name: field(z.string(), "Their name.", "Ana"),
          before: amountField("What they were given until now."),
          after: amountField("What they will have been given."),
          notify: field(z.boolean(), "Whether they are told.", true),
        }),
      )
      .meta({ description: "What each would have, or now has." }),
    poolAfter: amountField("What would be left in the pool. Lines that are refused count for nothing."),
  })
  .meta({ id: "CreditFileAnswer", description: "A file of credits, previewed or applied." });

export type CreditChangeAsked = z.output<typeof creditChange>;
export type CreditFile = z.output<typeof creditFile>;
export type CreditFileAnswer = z.input<typeof creditFileAnswer>;
export type CreditList = z.input<typeof creditList>;
