/** What the API says of entries, balances and the head of the chain. */
import { z } from "zod";
import { accountClasses } from "../../domain/ledger.js";
import { amountField, dayField, exampleId, field, idField, instantField, uuid } from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const accountFields = {
  accountId: idField("The account."),
  class: field(z.enum(accountClasses), "Its class.", "envelope"),
  ownerId: idField("The envelope, fund, member or third party it belongs to; a bank is its own."),
  name: field(z.string(), "The name of that.", "Kit en commun"),
  commodity: field(z.string(), "A currency, or `points`.", "EUR"),
};

const line = z.object({
  ...accountFields,
  amount: amountField("Debit above zero, credit below; the lines of an entry add up to zero.", "-3000.00"),
  nature: field(z.string().nullable(), "Why the money moved.", "grant"),
  forMemberId: field(uuid().nullable(), "Who gave what this line pays for, when somebody else is paid.", null),
});

const hash = (description: string) => field(z.string(), description, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");

export const entry = z
  .object({
    id: idField("The entry."),
    position: field(z.string(), "Its place in the collective’s chain, without gaps.", "12"),
    yearStartsOn: dayField("The fiscal year it lies in, by its first day.", "2026-01-01"),
    number: field(z.number().int(), "Its number in that year, without gaps.", 12),
    datedOn: dayField("The day it is dated."),
    postedAt: instantField("When it was posted."),
    kind: field(z.string(), "What posted it.", "money-in"),
    origin: field(z.record(z.string(), z.string()), "Where it comes from, as ids.", { envelope: exampleId }),
    document: field(z.string().nullable(), "The accounting document it rests on.", "Notification 2026-017"),
    text: field(z.string().nullable(), "Words on it; null when there are none, or when they were erased.", "Premier versement"),
    postedBy: field(uuid().nullable(), "The member who posted it.", exampleId),
    reversesId: field(uuid().nullable(), "The entry it reverses.", null),
    reversedById: field(uuid().nullable(), "The entry that reverses it.", null),
    reversedByNumber: field(z.number().int().nullable(), "The number of that one.", null),
    previousHash: hash("The hash of the entry before it in the chain."),
    hash: hash("sha256 of the previous hash and the canonical JSON of the entry."),
    lines: z.array(line).meta({ description: "Two lines or more, which add up to zero." }),
  })
  .meta({ id: "Entry", description: "A balanced journal entry and its lines." });

export const entryPage = pageOf(entry, "Entries, the latest first.");
export const entryQuery = pageQuery.extend({
  envelopeId: field(uuid().optional(), "Only entries that moved this envelope.", exampleId),
  accountId: field(uuid().optional(), "Only entries that moved this account.", exampleId),
  kind: field(z.string().max(40).optional(), "Only entries of this kind.", "money-in"),
  from: dayField("Only entries dated on this day or later.").optional(),
  until: dayField("Only entries dated on this day or earlier.", "2026-03-31").optional(),
});

export const balance = z
  .object({ ...accountFields, balance: amountField("A bank’s debit balance, the credit balance of all others.", "2150.00") })
  .meta({ id: "Balance", description: "What an account shows." });
export const balanceQuery = z.object({
  class: field(z.enum(accountClasses).optional(), "Only accounts of this class.", "envelope"),
  on: dayField("The balances at the end of this day, by the days entries are dated; now unless given.", "2026-03-31").optional(),
});
export const balanceList = z.object({
  head: z
    .object({ position: field(z.string(), "The place of the last entry; 0 for none.", "12"), hash: hash("Its hash; zeros for none.") })
    .meta({ description: "The entry these balances go up to." }),
  totals: z
    .array(
      z.object({
        class: accountFields.class,
        commodity: accountFields.commodity,
        balance: amountField("What its accounts show together: banks show as much as all others.", "3000.00"),
      }),
    )
    .meta({ description: "By class." }),
  items: z.array(balance).meta({ description: "By class and name." }),
});

export const ledgerHead = z
  .object({ position: field(z.string(), "The place of the last entry; 0 for none.", "12"), hash: hash("Its hash; zeros for none.") })
  .meta({ id: "LedgerHead", description: "The head of the chain: with it, a cut tail is found." });

export type EntryAnswer = z.input<typeof entry>;
export type EntryQuery = z.output<typeof entryQuery>;
export type BalanceQuery = z.output<typeof balanceQuery>;
export type BalanceList = z.input<typeof balanceList>;
