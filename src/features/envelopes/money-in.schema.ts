/** What the API says of money that comes in, is only expected, or goes back to its funder. */
import { z } from "zod";
import { expectedStatuses, fundings } from "../../domain/envelope.js";
import {
  amountField,
  bankLineField,
  currencyField,
  dayField,
  exampleId,
  field,
  idField,
  lineField,
  textField,
  uuid,
} from "../../http/fields.js";
import { pageOf } from "../../http/paging.js";
import { postedEntry } from "../../http/posted.js";
import { envelope } from "./envelopes.schema.js";

export const documentField = lineField(
  "The accounting document it rests on: a number or a reference, never a person’s name.",
  "Notification 2026-017",
);
export const noteField = textField("Words on it. They may be erased; the entry stays.", "Premier versement", 1000).optional();
export const bankIdField = field(uuid().optional(), "The bank account; the only one there is unless given.", exampleId);
export const datedOnField = dayField("The day it happened: not in the future, and not in a closed year.");

export const newMoneyIn = z.object({
  amount: amountField("How much came in.", "3000.00"),
  nature: field(z.enum([...fundings, "other"]), "What kind of money it is.", "grant"),
  sourceId: field(uuid().optional(), "The third party it comes from.", exampleId),
  memberId: field(uuid().optional(), "The member it comes from.", exampleId),
  source: lineField("Where it comes from, in words, when it is nobody we know.", "Collecte du marché").optional(),
  document: documentField,
  datedOn: datedOnField,
  bankId: bankIdField,
  bankLineId: bankLineField,
  expectedId: field(uuid().optional(), "The expected money it is; less than was expected leaves the rest expected.", exampleId),
  giftIds: field(
    z.array(uuid()).max(200).default([]),
    "Gifts of money that the member it comes from logged, and that this money is: promises until now.",
    [],
  ),
  levy: field(
    z
      .array(
        z.object({
          fundId: idField("The fund that receives it."),
          percent: field(
            z.string().regex(/^(100(\.0+)?|\d{1,2}(\.\d{1,6})?)$/, "percent_malformed"),
            "Of the whole amount, rounded half up.",
            "8",
          ),
        }),
      )
      .max(20)
      .default([]),
    "What funds take when it comes in.",
    [],
  ),
  note: noteField,
});

export const moneyInAnswer = z
  .object({ entry: postedEntry, envelope: envelope.meta({ description: "The envelope as it stands now." }) })
  .meta({ id: "MoneyInEnvelope", description: "The entry that was posted, and the envelope as it stands now." });

export const newGiftLinks = z.object({
  giftIds: field(z.array(uuid()).min(1).max(200), "Contributions that are this money.", [exampleId]),
});
export const linkedGifts = z
  .object({ entry: postedEntry, linked: amountField("What all gifts linked to it come to.", "60.00") })
  .meta({ id: "LinkedGifts", description: "Money in, and what of it was declared as gifts." });

export const gift = z
  .object({
    id: idField("The contribution."),
    memberId: idField("Who gives."),
    envelopeId: field(uuid().nullable(), "For which envelope, where it says so.", exampleId),
    amount: amountField("How much.", "60.00"),
    currency: currencyField("Its currency."),
    dayOn: dayField("The day it was declared for."),
    note: field(z.string(), "Its words.", "Don pour le kit"),
  })
  .meta({ id: "PromisedGift", description: "A gift of money that a member declared: a promise until it is linked to money in." });
export const giftPage = pageOf(gift, "Gifts of money that are not in yet, the latest declared first.");

export const newGrantReturn = z.object({
  amount: amountField("How much goes back.", "120.00"),
  sourceId: field(uuid().optional(), "The funder; the envelope’s unless given.", exampleId),
  document: documentField,
  datedOn: datedOnField,
  bankId: bankIdField,
  bankLineId: bankLineField,
  note: noteField,
});

const promised = field(z.enum(["asked", "notified", "signed"]), "How sure it is.", "notified");
const expectedOn = field(dayField("The day.").nullable(), "The day it should come in.", "2026-06-30");

export const newExpectedMoney = z.object({
  amount: amountField("How much.", "3000.00"),
  source: lineField("Where it comes from, in words.", "Métropole, appel «communs»"),
  sourceId: field(uuid().nullable().default(null), "The third party it comes from.", exampleId),
  status: promised.default("asked"),
  expectedOn: expectedOn.default(null),
});

export const expectedMoneyChange = z.object({
  amount: amountField("How much.", "3000.00").optional(),
  source: lineField("Where it comes from, in words.", "Métropole, appel «communs»").optional(),
  status: field(
    z.enum(["asked", "notified", "signed", "dropped"]).optional(),
    "How sure it is; money in is what makes it received.",
    "signed",
  ),
  expectedOn: expectedOn.optional(),
});

export const expectedMoney = z
  .object({
    id: idField("The expected money."),
    envelopeId: idField("The envelope it is for."),
    amount: amountField("How much.", "3000.00"),
    source: field(z.string(), "Where it comes from.", "Métropole, appel «communs»"),
    sourceId: field(uuid().nullable(), "The third party it comes from.", exampleId),
    status: field(z.enum(expectedStatuses), "asked, notified, signed, received or dropped.", "notified"),
    expectedOn,
    receivedEntryId: field(uuid().nullable(), "The entry that brought it in.", exampleId),
  })
  .meta({ id: "ExpectedMoney", description: "Money that is only expected: it is not in the ledger." });

export const expectedMoneyPage = pageOf(expectedMoney, "Money expected in the envelope, latest first, what was received or dropped too.");

export type NewMoneyIn = z.output<typeof newMoneyIn>;
export type NewGrantReturn = z.output<typeof newGrantReturn>;
export type NewExpectedMoney = z.output<typeof newExpectedMoney>;
export type ExpectedMoneyChange = z.output<typeof expectedMoneyChange>;
export type ExpectedMoneyAnswer = z.input<typeof expectedMoney>;
export type Gift = z.input<typeof gift>;
export type LinkedGifts = z.input<typeof linkedGifts>;
