/** What the API says of bank statements, their lines, and what these are proposed to be. */
import { z } from "zod";
import {
  amountField,
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

const bankIdField = field(uuid().optional(), "The bank account whose statement it is; the only one there is unless given.", exampleId);

const optionsFields = {
  bankId: bankIdField,
  account: field(z.string().max(60).optional(), "Which account of the file, as the refusal named it, where it has several.", "FR76…1453"),
  dayOrder: field(
    z.enum(["day-first", "month-first"]).optional(),
    "How `03/04/2026` is meant, where the file itself does not show it.",
    "day-first",
  ),
  decimalMark: field(z.enum([",", "."]).optional(), "How `1,234` is meant, where the file itself does not show it.", ","),
  asksColumns: field(
    z.enum(["true", "false"]).optional(),
    "`true`: refuse with `import_unrecognised` and the header, also where its columns are known or remembered, so that they can be named.",
    "false",
  ),
};

export const statementOptions = z.object(optionsFields);

/** A multipart request: the file is read beside the validation, which sees no body. */
export const statementUpload = z
  .object({
    file: z
      .string()
      .meta({ description: "The statement: CSV, OFX or CAMT.053.", format: "binary", examples: ["Date;Libellé;Montant(EUROS)…"] }),
  })
  .nullish();

const header = (what: string, example: string) => field(z.string().min(1).max(200).optional(), what, example);

export const pastedStatement = z.object({
  ...optionsFields,
  text: field(z.string().min(1), "The statement, as it was copied.", "Date;Libellé;Montant(EUROS)\n02/03/2026;VIREMENT;20,00"),
  name: field(z.string().trim().min(1).max(200).default("texte collé"), "What to call it.", "relevé de mars"),
  columns: field(
    z
      .object({
        day: header("Where the day stands.", "Date"),
        valueDay: header("The day of value.", "Valeur"),
        amount: header("The signed amount.", "Montant"),
        debit: header("What went out.", "Débit"),
        credit: header("What came in.", "Crédit"),
        label: header("The words.", "Libellé"),
        labelMore: header("More words.", "Détail"),
        counterparty: header("Who is on the other side.", "Tiers"),
        reference: header("The reference.", "Référence"),
        bankId: header("The bank’s own id.", "Numéro"),
        currency: header("The currency.", "Devise"),
        account: header("The account.", "Compte"),
        balance: header("The balance after the line.", "Solde"),
      })
      .optional(),
    "Which header says what, for a table that no source knows. It is remembered by the header: the next file is read alike.",
    { day: "Date", label: "Libellé", amount: "Montant" },
  ),
});

const count = (description: string, example: number) => field(z.number().int(), description, example);

export const statement = z
  .object({
    id: idField("The statement."),
    bankId: idField("The bank account it is of."),
    source: field(z.string(), "Which bank or format it was read as.", "bpce"),
    sourceTitle: field(z.string(), "The same, for people.", "Banque Populaire, Caisse d’Épargne"),
    fileName: field(z.string(), "The file.", "releve-mars.csv"),
    fileHash: field(z.string(), "Its sha256.", "9f2c…"),
    account: field(z.string().nullable(), "The number of the account in the file, masked.", "FR76…1453"),
    closing: field(z.string().nullable(), "The balance it ends with, where it says so.", "2460.00"),
    closingOn: field(dayField("The day.").nullable(), "The day of that balance.", "2026-03-31"),
    linesRead: count("Lines in the file.", 42),
    linesKnown: count("Of these, those that were here already: they were added by another statement.", 12),
    linesOpen: count("Of those it added, those that wait.", 3),
    linesTwin: count("Of those it added, those that are probably here already, from a statement in another layout.", 0),
    notes: field(z.array(z.string()), "What the source adds for people.", ["Warning: transactions of the last hour may be missing."]),
    addedBy: idField("Who added it."),
    addedAt: instantField("When."),
    undoneAt: field(z.string().nullable(), "When it was undone.", null),
  })
  .meta({ id: "BankStatement", description: "A statement of a bank or a platform. It books nothing." });

export const statementAnswer = statement.extend({
  isRepeat: field(z.boolean(), "Whether this very file was here already; then nothing was added.", false),
  isRemembered: field(z.boolean(), "Whether its columns are those that were named for the same header before.", false),
});
export const statementPage = pageOf(statement, "Statements, the latest added first.");
export const statementQuery = pageQuery.extend({ bankId: field(uuid().optional(), "Only those of this bank account.", exampleId) });

const reason = z
  .object({
    why: field(
      z.string(),
      "same-amount, opposite, came-back, days, words, return-words, sum, all-owed, batch, transfer, document, one-day, fee-words, last-nature or other-bank.",
      "days",
    ),
    days: field(z.number().int().optional(), "How many days later than the line; below zero earlier.", 2),
    words: field(z.array(z.string()).optional(), "What both say.", ["imprimerie"]),
    count: field(z.number().int().optional(), "How many things make the sum.", 3),
    of: field(z.enum(["shares", "bills", "debts", "entries"]).optional(), "Which things make the sum.", "bills"),
    number: field(z.number().int().optional(), "The number of the payment batch, or of the entry that is the opposite.", 12),
    nature: field(z.string().optional(), "The nature it had the last time.", "grant"),
    name: field(z.string().optional(), "The other bank account, who is owed, the document, or the transfer.", "HelloAsso"),
  })
  .meta({ description: "What speaks for it, as data." });

const what = field(z.enum(["share", "bill"]), "What is owed.", "bill");
const doubtsField = field(
  z.array(z.enum(["footing_missing", "receipt_missing"])),
  "What is missing to pay it on the day of the line; then it takes a written reason.",
  [],
);
const linkedEntry = z.object({
  id: idField("The entry."),
  number: field(z.number().int(), "Its number.", 12),
  kind: field(z.string(), "What posted it.", "payment"),
  amount: amountField("What it moves on this bank account.", "-450.00"),
});

const proposal = z
  .object({
    does: field(
      z.enum(["link", "return", "pay", "pay-batch", "money-in", "bank-fee", "transfer", "bill"]),
      "link: matched with entries that are there. return: what an entry moved comes back, and the entry is reversed. pay: what is owed is paid, by `matching`. The others are posted by their own route, which takes `bankLineId`.",
      "link",
    ),
    called: field(z.string(), "What it is called.", "Imprimerie des Lilas"),
    points: count("How much speaks for it; the first proposal has the most.", 105),
    because: field(
      z.string(),
      "What speaks for it, in the reader’s language.",
      "même montant, 2 jours plus tard, «imprimerie» dans le libellé",
    ),
    reasons: z.array(reason).meta({ description: "The same as data." }),
    entries: z.array(linkedEntry).meta({ description: "The entries to link; several where their sum is the line’s amount." }),
    returned: linkedEntry.nullable().meta({ description: "The entry whose money comes back." }),
    items: z
      .array(
        z.object({
          what,
          id: idField("The share or the bill."),
          called: field(z.string(), "Who is owed, and for what.", "Imprimerie des Lilas · Affiches"),
          nature: field(z.string(), "What it is owed as.", "communication"),
          amount: amountField("How much of it.", "312.40"),
          doubts: doubtsField,
        }),
      )
      .meta({ description: "What is owed and paid with it." }),
    batchId: field(uuid().nullable(), "The payment batch that the bank paid.", null),
    batchNumber: field(z.number().int().nullable(), "Its number.", null),
    transfer: z
      .object({ id: idField("The transfer."), reference: field(z.string(), "What it is called.", "V12-3") })
      .nullable()
      .meta({ description: "The one transfer of it that the line is, where it is not the whole." }),
    envelopeId: field(uuid().nullable(), "The envelope, where it is known.", exampleId),
    expectedId: field(uuid().nullable(), "The expected money it is.", exampleId),
    memberId: field(uuid().nullable(), "The member it comes from.", exampleId),
    thirdPartyId: field(uuid().nullable(), "The third party it comes from or goes to.", exampleId),
    nature: field(z.string().nullable(), "The nature it had the last time.", "grant"),
    otherBankId: field(uuid().nullable(), "The other bank account of a transfer.", exampleId),
    otherLineId: field(uuid().nullable(), "The line on that account.", exampleId),
  })
  .meta({ id: "BankLineProposal", description: "What a line of a statement may be." });

export const bankLine = z
  .object({
    id: idField("The line."),
    statementId: idField("The statement it came with."),
    bankId: idField("The bank account."),
    line: count("Its line in the file.", 12),
    datedOn: dayField("The day the bank booked it."),
    valueOn: field(dayField("The day.").nullable(), "The day of value.", null),
    amount: amountField("Above zero what came in, below zero what went out.", "-450.00"),
    currency: currencyField("Its currency."),
    label: field(z.string(), "Its words.", "VIR SEPA IMPRIMERIE DES LILAS"),
    counterparty: field(z.string().nullable(), "Who is on the other side.", "Imprimerie des Lilas"),
    reference: field(z.string().nullable(), "The reference.", "9KX41"),
    status: field(
      z.enum(["open", "matched", "aside", "twin"]),
      "open: it waits. twin: probably the same movement as a line of a statement in another layout; it waits once it is reopened.",
      "open",
    ),
    reason: field(z.string().nullable(), "Why it was set aside.", "Un chèque au nom d’une autre association"),
    entries: z.array(linkedEntry).meta({ description: "The entries it is matched with; together of its amount." }),
    twin: z
      .object({
        id: idField("The line."),
        label: field(z.string(), "Its words.", "IMPRIMERIE DES LILAS"),
        fileName: field(z.string(), "The file it came with.", "mars.csv"),
      })
      .nullable()
      .meta({ description: "The line that it probably is again." }),
    proposals: z.array(proposal).meta({ description: "What it may be, the likeliest first; only while it waits." }),
  })
  .meta({ id: "BankLine", description: "A movement on a bank account, as its statement says it." });

export const bankLinePage = pageOf(bankLine, "Lines by day, the earliest first.");
export const bankLineQuery = pageQuery.extend({
  bankId: field(uuid().optional(), "Only those of this bank account.", exampleId),
  statementId: field(uuid().optional(), "Only those of this statement.", exampleId),
  status: field(z.enum(["open", "matched", "aside", "twin", "all"]).default("open"), "Only those that wait, unless said.", "open"),
});

/** Entries and payments that one line may be at once. */
const togetherMax = 500;

export const matching = z.object({
  entryIds: field(z.array(uuid()).max(togetherMax).default([]), "Entries that are there and are this movement, or a part of it.", [
    exampleId,
  ]),
  paying: z
    .object({
      items: z
        .array(
          z.object({
            what,
            id: idField("The share or the bill."),
            amount: amountField("How much of it; all that is left unless given.", "312.40").optional(),
            reason: field(
              textField("Why.", "", 1000).nullable().default(null),
              "Why a share is paid although its footing or a receipt is missing: without one, such a share is refused.",
              null,
            ),
          }),
        )
        .min(1)
        .max(togetherMax)
        .meta({ description: "What is owed and was paid with it: an entry for each payee’s shares, and for each bill." }),
      document: lineField("The accounting document it rests on: a number or a reference, never a person’s name.", "Relevé 2026-03"),
      note: textField("Words on it. They may be erased; the entries stay.", "Virement groupé", 1000).optional(),
    })
    .optional()
    .meta({ description: "What is posted for it, dated on the day of the line." }),
});

export const choices = z
  .object({
    entries: z
      .array(
        linkedEntry.extend({
          datedOn: dayField("Its day."),
          document: field(z.string().nullable(), "Its document.", "F-2026-031"),
          called: field(z.string(), "Who it is with.", "Imprimerie des Lilas"),
          reverses: field(z.number().int().nullable(), "The number of the entry that it reverses.", null),
          reversedBy: field(z.number().int().nullable(), "The number of the entry that reverses it.", null),
        }),
      )
      .meta({
        description:
          "Entries on this bank account that no statement shows: those that move money the same way, then the others, the nearest first.",
      }),
    owed: z
      .array(
        z.object({
          what,
          id: idField("The share or the bill."),
          name: field(z.string(), "Who is owed.", "Imprimerie des Lilas"),
          label: field(z.string(), "The sharing’s title, or the bill’s label.", "Affiches"),
          nature: field(z.string(), "What it is owed as.", "communication"),
          document: field(z.string().nullable(), "The bill’s number.", "F-2026-031"),
          left: amountField("What is still owed of it.", "450.00"),
          doubts: doubtsField,
        }),
      )
      .meta({
        description: "What is owed on the day of the line and is in no open payment batch, by who is owed; nothing where money came in.",
      }),
  })
  .meta({ id: "BankLineChoices", description: "What a line may be made of, for whoever chooses." });
export const settingAside = z.object({
  reason: lineField("Why it is nothing to book here.", "Un chèque au nom d’une autre association", 300),
});

export const reconciliation = z
  .object({
    bankId: idField("The bank account."),
    currency: currencyField("Its currency."),
    closing: field(z.string().nullable(), "What the latest statement says is on the account.", "2460.00"),
    closingOn: field(dayField("The day.").nullable(), "On which day.", "2026-03-31"),
    ledger: amountField("What the ledger shows on that day; today where no statement tells a balance.", "2910.00"),
    difference: field(z.string().nullable(), "The statement’s balance less the ledger’s.", "-450.00"),
    open: amountField("Of that: lines that wait.", "-450.00"),
    linesOpen: count("How many.", 1),
    aside: amountField("Lines set aside.", "0.00"),
    linesAside: count("How many.", 0),
    unmatched: amountField("Entries since the first line that no statement shows: they count the other way.", "0.00"),
    entriesUnmatched: count("How many.", 0),
    rest: field(
      z.string().nullable(),
      "What none of these explains: days that no statement covers, or a balance that started wrong.",
      "0.00",
    ),
  })
  .meta({ id: "Reconciliation", description: "The balance of the statement beside the ledger’s, and what makes the difference." });

export type StatementOptionsAsked = z.output<typeof statementOptions>;
export type PastedStatement = z.output<typeof pastedStatement>;
export type StatementAnswer = z.input<typeof statementAnswer>;
export type StatementQuery = z.output<typeof statementQuery>;
export type BankLineQuery = z.output<typeof bankLineQuery>;
export type BankLineAnswer = z.input<typeof bankLine>;
export type ProposalAnswer = z.input<typeof proposal>;
export type Reconciliation = z.input<typeof reconciliation>;
export type Matching = z.output<typeof matching>;
export type Choices = z.input<typeof choices>;
