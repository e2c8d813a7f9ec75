/** What the API says of reciprocity contracts. */
import { z } from "zod";
import { actorCategories, contractStatuses } from "../../domain/contract.js";
import {
  amountField,
  collectiveParams,
  currencyField,
  dayField,
  exampleId,
  field,
  idField,
  instantField,
  lineField,
  textField,
  uuid,
} from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";
import { newParty, party } from "../../http/parties.js";
import { postedEntry } from "../../http/posted.js";

const category = field(z.enum(actorCategories), "What kind of actor the parties are.", "partner");
const givesText = "What the parties give the collective.";
const receivesText = "What they receive from it.";
const measureText = "How one sees whether it is kept.";
const conditionText = "Under which condition it holds.";
const examples = {
  title: "Atelier partagé",
  gives: "Deux matinées d’entretien par mois.",
  receives: "L’usage de l’atelier le mercredi.",
  measure: "Le carnet de l’atelier.",
  condition: "Tant que l’atelier est assuré.",
};
const reviewDay = dayField("By which day it is to be reviewed.", "2026-09-01").nullable();

const written = {
  title: lineField("What it is called.", examples.title),
  category,
  parties: field(
    z
      .array(newParty)
      .max(50)
      .refine((list) => new Set(list.map(({ kind, id }) => `${kind}/${id}`)).size === list.length, { message: "listed_twice" }),
    "With whom; at least one (`contract_without_parties`).",
    [{ kind: "third-party", id: exampleId }],
  ),
  gives: lineField(givesText, examples.gives, 10_000),
  receives: lineField(receivesText, examples.receives, 10_000),
  measure: textField(measureText, examples.measure),
  condition: textField(conditionText, examples.condition),
  reviewOn: field(reviewDay, "By which day it is to be reviewed; null for no day.", "2026-09-01"),
};

export const newContract = z.object({
  ...written,
  measure: written.measure.default(""),
  condition: written.condition.default(""),
  reviewOn: field(reviewDay.default(null), "By which day it is to be reviewed; null for no day.", "2026-09-01"),
  replacesId: field(uuid().nullable().default(null), "The signed contract it replaces from the day it is signed on.", null),
});
export const contractChange = z.object(written).partial();

export const newContractReview = z.object({
  reviewedOn: dayField("The day it was reviewed; not in the future.", "2026-03-12"),
  note: lineField("What came of it.", "Chacun y trouve son compte : on continue.", 10_000),
  nextOn: field(reviewDay, "By which day the next review is due; null for none.", "2026-09-01"),
});
export const contractEnd = z.object({
  endedOn: dayField("Its last day; not in the future, nor before it was signed.", "2026-03-12"),
  reason: lineField("Why it ends.", "L’association a déménagé.", 10_000),
});
export const newReceipt = z.object({ entryId: idField("The entry that brought the money in.") });

const told = {
  title: field(z.string(), "What it is called.", examples.title),
  category,
  parties: field(z.array(party), "With whom.", []),
  gives: field(z.string(), givesText, examples.gives),
  receives: field(z.string(), receivesText, examples.receives),
  measure: field(z.string(), measureText, examples.measure),
  condition: field(z.string(), conditionText, examples.condition),
  reviewOn: field(z.string().nullable(), "By which day it is to be reviewed.", "2026-09-01"),
  daysLate: field(z.int(), "By how many days that is past; 0 as long as it is not, and for what is not in force.", 0),
  received: field(
    z.array(z.object({ currency: currencyField("The currency."), amount: amountField("How much came in.", "3000.00") })),
    "Money that came in under it, per currency; what was reversed did not.",
    [],
  ),
};

export const contractLine = z
  .object({
    id: idField("The contract."),
    ...told,
    status: field(z.enum(contractStatuses), "A draft until a decision signs it.", "signed"),
    signedOn: field(z.string().nullable(), "The day it was signed.", "2026-03-01"),
    endedOn: field(z.string().nullable(), "The day it ended.", null),
  })
  .meta({ id: "ContractLine", description: "A contract in a list." });

const receipt = z
  .object({
    entry: postedEntry,
    amount: amountField("How much came in.", "3000.00"),
    currency: currencyField("In which currency."),
    isReversed: field(z.boolean(), "Whether the entry was reversed since: it then brought nothing in.", false),
    tracedBy: idField("Who traced it."),
    tracedAt: instantField("When."),
  })
  .meta({ id: "ContractReceipt", description: "Money that came in under a contract." });

const review = z
  .object({
    number: field(z.int(), "1 for the first.", 1),
    dueOn: field(z.string().nullable(), "By which day it was due.", "2026-03-01"),
    reviewedOn: dayField("The day it was reviewed.", "2026-03-12"),
    note: field(z.string(), "What came of it.", "Chacun y trouve son compte : on continue."),
    nextOn: field(z.string().nullable(), "By which day the next one was due then.", "2026-09-01"),
    reviewedBy: idField("Who wrote it down."),
  })
  .meta({ id: "ContractReview", description: "A review of a contract." });

export const contract = contractLine
  .extend({
    replacesId: field(uuid().nullable(), "The contract it replaces.", null),
    replacedById: field(uuid().nullable(), "The contract that took its place.", null),
    writtenBy: idField("Who wrote it."),
    writtenAt: instantField("When."),
    changedAt: instantField("When it was last written."),
    decisionId: field(uuid().nullable(), "The decision that signed it.", exampleId),
    endReason: field(z.string().nullable(), "Why it ended; null where another took its place.", null),
    endedBy: field(uuid().nullable(), "Who ended it.", null),
    receipts: field(z.array(receipt), "Money that came in under it, the latest first.", []),
    reviews: field(z.array(review), "Its reviews, the first first.", []),
    mayChange: field(z.boolean(), "Whether you may write it again, or review it.", true),
  })
  .meta({ id: "Contract", description: "A reciprocity contract: what the collective and somebody give each other." });

export const contractQuery = pageQuery.extend({
  status: field(z.enum(contractStatuses).optional(), "Drafts, signed, or ended ones only.", "signed"),
  category: field(category.optional(), "With actors of this kind only.", "partner"),
  member: field(uuid().optional(), "With this member.", exampleId),
  thirdParty: field(uuid().optional(), "With this third party.", exampleId),
  dueBefore: dayField("Those in force whose review is due before this day.", "2026-04-01").optional(),
});
export const contractPage = pageOf(contractLine, "Contracts, the latest written first.");

export const contractMatrix = z
  .object({
    categories: field(
      z.array(
        z.object({
          category,
          contracts: field(z.array(z.object({ id: idField("The contract."), ...told })), "Contracts in force with them.", []),
        }),
      ),
      "Every kind of actor, in a fixed order, also those nobody has a contract with.",
      [],
    ),
  })
  .meta({ id: "ContractMatrix", description: "Who gives and receives what, by kind of actor; 500 contracts at most." });

export const receiptParams = collectiveParams.extend({ id: idField("Which contract."), entry: idField("Which entry.") });

export type NewContract = z.output<typeof newContract>;
export type ContractChange = z.output<typeof contractChange>;
export type NewContractReview = z.output<typeof newContractReview>;
export type ContractEnd = z.output<typeof contractEnd>;
export type ContractQuery = z.output<typeof contractQuery>;
export type ContractLine = z.input<typeof contractLine>;
export type Contract = z.input<typeof contract>;
export type ContractMatrix = z.input<typeof contractMatrix>;
