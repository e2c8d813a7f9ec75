/** What the API says of where money is paid to. Answers of a write never hold the number: they are kept with their key. */
import { z } from "zod";
import { bankOwners } from "../../db/bank-details.js";
import { collectiveParams, field, idField, instantField, lineField, typedField } from "../../http/fields.js";

const of = field(z.enum(bankOwners), "Whose: a member’s, a third party’s, or the one of a bank account of the collective.", "member");
const id = idField("Which member, third party or bank account.");
const holder = field(z.string(), "Who holds the account, as the bank knows them.", "Ana Martin");
const changed = {
  changedAt: instantField("When it was last changed."),
  changedBy: idField("Which member changed it."),
  isRecent: field(z.boolean(), "Whether that was in the last 30 days: ask by another way before paying.", false),
};

export const ownerParams = collectiveParams.extend({ of, id });

export const newBankDetails = z.object({
  iban: typedField("The IBAN, with or without spaces.", "FR76 3000 6000 0112 3456 7890 189", 60),
  bic: field(z.string().max(20).nullable().default(null), "The BIC; within SEPA nobody needs it.", "AGRIFRPP"),
  holder: lineField("Who holds the account, as the bank knows them; the owner’s name unless given.", "Ana Martin", 70).optional(),
});

export const bankDetailsAnswer = z
  .object({
    of,
    id,
    iban: field(z.string().nullable(), "The number; null where it cannot be read any more, because the service’s secret has changed.", ""),
    bic: field(z.string().nullable(), "The BIC, where one was given.", null),
    holder,
    ...changed,
  })
  .meta({ id: "BankDetails", description: "Where money is paid to: read by the treasurer, and by the member whose own it is." });

export const keptDetails = z
  .object({
    of,
    id,
    name: field(z.string(), "What the owner is called here.", "Ana"),
    end: field(z.string().nullable(), "The last four characters of the IBAN; null where it cannot be read any more.", "0189"),
    holder,
    ...changed,
    isByOwner: field(z.boolean(), "Whether the member changed it themself, by their login.", false),
  })
  .meta({ id: "KeptBankDetails", description: "That there are bank details, by the last four characters." });

export const oneAnswer = z.object({ details: bankDetailsAnswer.nullable().meta({ description: "Null where none are known." }) });

export const keptList = z.object({ items: z.array(keptDetails).meta({ description: "All that are kept, by name." }) });

export type NewBankDetails = z.output<typeof newBankDetails>;
export type BankDetails = z.input<typeof bankDetailsAnswer>;
export type KeptDetails = z.input<typeof keptDetails>;
