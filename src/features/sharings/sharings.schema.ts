/** What the API says of sharings. Keys and documents are judged by the domain, field by field; here they are described. */
import { z } from "zod";
import { recurrences } from "../../domain/recurrence.js";
import { remainders } from "../../domain/settlement-table.js";
import { sharingStatuses } from "../../domain/sharing-life.js";
import {
  collectiveParams,
  currencyField,
  dayField,
  exampleId,
  field,
  idField,
  instantField,
  isKeepableData,
  lineField,
  textField,
  uuid,
} from "../../http/fields.js";
import { problem } from "../../http/operation.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const exampleInstant = "2026-03-03T09:30:00.000Z";
const orNull = <Schema extends z.ZodType>(schema: Schema, description: string, example: z.input<Schema> | null = null) =>
  field(schema.nullable(), description, example as never);
const decimal = z
  .string()
  .regex(/^\d+(\.\d+)?$/, "decimal_malformed")
  .max(40);
/** Money from zero on, as a decimal string; the domain checks its decimals. */
const moneyField = (description: string, example = "312.40") => field(decimal, description, example);
const signedMoney = z.string();
const day = dayField("A day.");
/** What is used of a decision that was proven outside: no control characters, no lone surrogates. */
const reasonField = textField("Why.", "Les heures de mars manquent.", 2000).refine((text) => text !== "", { message: "reason_empty" });

// Keys and documents -------------------------------------------------------------------------------------------------

export const keyExample = {
  steps: [
    { kind: "levy", to: exampleId, percent: "5" },
    { kind: "claims", settle: "deliberate", unpaid: "carry" },
  ],
};

/** A key as data: the domain says whether it can work. Kinds, funds and members are named by their ids. */
export const sharingKey = field(
  z.record(z.string(), z.unknown()).refine(isKeepableData, { message: "data_not_keepable" }),
  'The ordered steps of the key (clé de répartition), naming kinds, funds and members by their ids. `"since": "year"` in a levy by brackets stands for what earlier sharings of the envelope were levied on this fiscal year.',
  keyExample,
);

export const documentExample = {
  format: "moisson.sharing/1",
  currency: "EUR",
  amount: "1000.00",
  sequence: 1,
  members: [
    { id: "ana", name: "Ana" },
    { id: "bob", name: "Bob" },
  ],
  kinds: [{ id: "hours", unit: "h", rate: "25.00" }],
  contributions: [{ member: "ana", kind: "hours", quantity: "10" }],
  key: { steps: [{ kind: "weights", kinds: ["hours"], cap: true }] },
};

export const sharingDocument = z
  .looseObject({
    format: field(z.string(), "The format of the document.", "moisson.sharing/1"),
    currency: field(z.string(), "Its currency, ISO 4217.", "EUR"),
    amount: field(z.string(), "What is shared.", "1000.00"),
    sequence: field(z.number(), "1 + sharings ever posted from the envelope; it turns who gets the odd cent.", 1),
    members: field(z.array(z.unknown()), "Who shares, in an order that matters for the last cent.", documentExample.members),
    key: field(z.unknown(), "The key.", documentExample.key),
  })
  .meta({
    id: "SharingDocument",
    description: "moisson.sharing/1: all that a sharing is computed from (DESIGN §7.1).",
    examples: [documentExample],
  });

const memberAmount = z.object({ member: field(z.string(), "Who.", "ana"), amount: moneyField("How much.", "250.00") });
export const sharingResult = z
  .object({
    format: field(z.string(), "The format of the result.", "moisson.shares/1"),
    currency: currencyField("Its currency."),
    amount: moneyField("What was shared.", "1000.00"),
    shares: z.array(memberAmount).meta({ description: "What each member gets, in document order." }),
    funds: z
      .array(z.object({ fund: field(z.string(), "Which fund.", "commons"), amount: moneyField("How much.", "50.00") }))
      .meta({ description: "What each fund gets." }),
    carried: z.array(memberAmount).meta({ description: "What is asked again next time." }),
    rest: moneyField("What stays in the envelope.", "700.00"),
    lines: field(z.array(z.record(z.string(), z.unknown())), "For each step and receiver, the figures that made the amount.", [
      { step: 1, to: { member: "ana" }, amount: "250.00", basis: { kind: "weights" } },
    ]),
  })
  .meta({ id: "SharingResult", description: "moisson.shares/1: what a sharing gives, and why (DESIGN §7.2)." });

// A sharing ----------------------------------------------------------------------------------------------------------

const settings = {
  title: lineField("Its title.", "Kit incubateur, premier trimestre"),
  fromOn: orNull(day, "The first day of its period; null: since ever.", "2026-01-01"),
  untilOn: dayField("The last day of its period: contributions whose last day lies in it enter.", "2026-03-31"),
  amount: orNull(decimal, "What is shared; null: all that is left in the envelope.", "1000.00"),
  key: sharingKey,
  opensOn: orNull(day, "The day wishes open; null: when somebody opens it.", "2026-03-01"),
  closesOn: orNull(day, "The day wishes close: what is logged later waits for the next sharing; null: when it is proposed.", "2026-04-05"),
  recurs: orNull(
    z.enum(recurrences),
    "Whether the next one is prepared when this one is posted, its days a month or a quarter later; its circle is reminded when wishes open.",
    "monthly",
  ),
  facilitatorId: orNull(uuid(), "Who may enter an absent person’s figure with their agreement, besides the pilots."),
};

export const newSharing = z.object({
  envelopeId: idField("The envelope it shares."),
  ...settings,
  fromOn: settings.fromOn.default(null),
  amount: settings.amount.default(null),
  opensOn: settings.opensOn.default(null),
  closesOn: settings.closesOn.default(null),
  recurs: settings.recurs.default(null),
  facilitatorId: settings.facilitatorId.default(null),
  key: field(sharingKey.nullable().default(null), "The key; null for the one in force (`/keys?envelope=`).", null),
  members: field(z.array(uuid()).max(5000).default([]), "Who takes part although they have no line: for equal parts, points or takes.", [
    exampleId,
  ]),
});

export const sharingChange = z
  .object({ ...settings, learnt: textField("What was learnt, written after the settlement.", "Poser les souhaits avant la réunion.") })
  .partial();

const sharingFields = {
  id: idField("The sharing."),
  envelopeId: idField("The envelope it shares."),
  circleId: idField("The circle that holds it."),
  currency: currencyField("Its currency."),
  ...settings,
  keyId: orNull(uuid(), "The key in force that it is computed by; null for one of its own."),
  adoptsBy: field(z.enum(["pilot", "consent"]), "How its circle adopts: by a person’s word, or by a decision alone.", "pilot"),
  asksFor: z
    .object({
      wishes: field(z.boolean(), "Here, what is wished and kept does; otherwise no wish is looked at.", true),
      reviews: field(z.boolean(), "Here, a review changes an amount.", false),
      points: field(z.boolean(), "Here, points of peers do; they are never anonymous.", false),
      takes: field(z.boolean(), "Here, everybody sets what they take.", false),
    })
    .meta({ description: "What the key looks at besides the lines." }),
  status: field(z.enum(sharingStatuses), "Where it stands.", "open"),
  sequence: orNull(z.number(), "1 + sharings ever posted from the envelope; fixed when proposed.", 1),
  documentHash: orNull(z.string(), "sha256 of the frozen document without names; null while it is open.", "9f2c…"),
  proposedAt: orNull(z.string(), "When it was proposed.", exampleInstant),
  proposedBy: orNull(uuid(), "Who proposed it.", exampleId),
  adoptedBy: orNull(z.enum(["pilot", "decision"]), "How it was adopted.", "pilot"),
  adoptedById: orNull(uuid(), "The member whose word adopted it, or the decision.", exampleId),
  adoptedAt: orNull(z.string(), "When it was adopted.", exampleInstant),
  postedAt: orNull(z.string(), "When it was posted.", exampleInstant),
  entryId: orNull(uuid(), "Its entry in the ledger.", exampleId),
  reversalEntryId: orNull(uuid(), "The entry that reverses it."),
  endedAt: orNull(z.string(), "When it was abandoned or reversed."),
  createdBy: idField("Who opened it."),
  createdAt: instantField("When it was made."),
  given: orNull(z.string(), "What it gives to members and funds, fixed when proposed; null while it is open.", "950.00"),
  learnt: orNull(z.string(), "What was learnt.", "Poser les souhaits avant la réunion."),
};

export const sharing = z.object(sharingFields).meta({ id: "Sharing", description: "A sharing (partage) of an envelope." });

export const sharingPage = pageOf(sharing, "Sharings, the latest first.");
export const sharingFilter = pageQuery.extend({
  envelope: field(uuid().optional(), "Those of one envelope.", exampleId),
});

// The settlement table -----------------------------------------------------------------------------------------------

const remainder = z.enum(remainders);

export const settlementLine = z
  .object({
    line: idField("The line: the contribution’s id, or the carried wish’s."),
    contributionId: idField("The contribution."),
    carriedId: orNull(uuid(), "The carried wish that is asked again; null for the contribution itself."),
    fallsOn: orNull(z.string(), "The day on which the carried wish falls."),
    memberId: idField("Who gave."),
    payeeId: idField("Who is paid for it."),
    nature: field(z.string(), "What it is paid as: expenses, work or rights.", "work"),
    kindId: idField("Which kind of wealth."),
    kind: field(z.string(), "The kind’s name.", "Heures"),
    unit: orNull(z.string(), "The kind’s unit; null for a quality.", "h"),
    quantity: orNull(z.string(), "How much, in that unit.", "12"),
    amount: orNull(z.string(), "Money given, or spent out of pocket."),
    note: field(z.string(), "What was done.", "Site et lettre mensuelle"),
    dayOn: dayField("The day, or the first of several."),
    lastOn: dayField("The last day: it says in which period the line lies."),
    status: field(z.string(), "declared, questioned or answered; a questioned line counts until it is settled.", "declared"),
    standing: field(
      z.enum(["given", "reimbursed", "gift", "volunteered"]),
      "Whether it may be wished for, is an expense to reimburse, an expense waived, or volunteered.",
      "given",
    ),
    hasWaited: field(z.boolean(), "It was left out of an earlier sharing, and has waited for this one.", false),
    isOut: field(z.boolean(), "Its author was taken out: it waits for the next sharing.", false),
    asked: orNull(z.string(), "Souhaité: as declared; null: nothing is wished for it.", "6000.00"),
    atRate: orNull(
      z.string(),
      "What its quantity is worth at the rate of its day; null where there is none. It decides nothing.",
      "5000.00",
    ),
    kept: orNull(z.string(), "Retenu: what its author asks now.", "4200.00"),
    keptIs: field(
      z.enum(["asked", "author", "agreement", "contested"]),
      "As asked, said by its author, entered with their agreement, or asked because they contest what was entered.",
      "author",
    ),
    saidBy: orNull(uuid(), "Who entered the kept figure.", exampleId),
    contested: orNull(z.string(), "The figure that its author contests, and that is not used."),
    remainder: orNull(remainder, "What its author says of wished − kept.", "carried"),
    fair: z
      .array(z.object({ memberId: idField("Who."), amount: moneyField("What they find fair.", "4000.00") }))
      .meta({ description: "What participants find fair for this line." }),
    fairMedian: orNull(z.string(), "The median of these figures.", "4100.00"),
    paid: orNull(z.string(), "Versé: what the key gives now, or gave; null while the key cannot be paid.", "4200.00"),
    offered: orNull(z.string(), "What of the wish is offered.", "0.00"),
    carried: orNull(z.string(), "What of it is asked again next time.", "1800.00"),
    withdrawn: orNull(z.string(), "What of it is withdrawn.", "0.00"),
  })
  .meta({ id: "SettlementLine", description: "One line of the settlement table: souhaité, retenu, versé." });

const refusalOfPreview = problem
  .nullable()
  .meta({ description: "Why the key cannot be paid now, or why it could not be proposed; null when it could." });

export const sharingTable = z
  .object({
    ...sharingFields,
    charter: orNull(
      z.object({ id: idField("The charter."), title: field(z.string(), "What it is called.", "Récit du Commun") }),
      "The charter of cooperation that made its envelope, if one did.",
    ),
    budget: z
      .object({
        amount: field(signedMoney, "What is shared.", "10000.00"),
        left: field(signedMoney, "What is left in the envelope, bills and adopted sharings set aside.", "10000.00"),
        expected: moneyField("Money that is expected in the envelope.", "0.00"),
        asked: moneyField("Souhaité, in all.", "15000.00"),
        kept: moneyField("Retenu, in all.", "10000.00"),
        expenses: moneyField("Expenses to reimburse.", "0.00"),
        over: moneyField("How much kept and expenses are above the amount; 0 when they fit.", "0.00"),
        paid: orNull(z.string(), "Versé, in all; null while the key cannot be paid.", "10000.00"),
        offered: orNull(z.string(), "Offered, in all.", "1000.00"),
        carried: orNull(z.string(), "Carried, in all.", "3500.00"),
        withdrawn: orNull(z.string(), "Withdrawn, in all.", "500.00"),
      })
      .meta({ description: "The running total against the envelope." }),
    committed: z
      .object({
        bills: z
          .array(
            z.object({
              id: idField("The bill."),
              thirdParty: field(z.string(), "Who invoices.", "Imprimerie des Docks"),
              label: field(z.string(), "What for.", "200 livrets"),
              unpaid: moneyField("What is not paid yet.", "184.00"),
            }),
          )
          .meta({ description: "Bills that are not paid in full; their money has already left the envelope." }),
        receipts: z
          .array(z.object({ line: idField("The line."), memberId: idField("Who advanced it."), amount: moneyField("How much.", "42.50") }))
          .meta({ description: "Expenses to reimburse in this sharing." }),
        total: moneyField("All of them.", "226.50"),
      })
      .meta({ description: "«Déjà engagé»: debts, which are paid in full and stand above the table." }),
    lines: z.array(settlementLine).meta({ description: "The settlement table." }),
    participants: z
      .array(
        z.object({
          memberId: idField("Who."),
          hasLines: field(z.boolean(), "Whether they have a line.", true),
          isOut: field(z.boolean(), "Taken out: their lines wait for the next sharing.", false),
        }),
      )
      .meta({ description: "Who takes part, in document order, and who was taken out." }),
    points: z
      .object({
        isAsked: field(z.boolean(), "Whether the key shares by points.", false),
        rows: z
          .array(
            z.object({
              from: idField("Who gives."),
              givenBy: orNull(uuid(), "The pilot who gave this row for somebody absent."),
              points: z
                .array(z.object({ to: idField("To whom."), points: field(z.number(), "How many.", 50) }))
                .meta({ description: "The row." }),
            }),
          )
          .meta({ description: "Points given; never anonymous." }),
        missing: field(z.array(uuid()), "Whose row is not complete yet.", [exampleId]),
      })
      .meta({ description: "Points of peers." }),
    takes: z
      .array(
        z.object({
          memberId: idField("Who."),
          take: field(z.string(), "What they take, or `auto`.", "25.00"),
          last: moneyField("What they nominally took last time.", "20.00"),
        }),
      )
      .meta({ description: "Rémunération libre: what each takes." }),
    result: sharingResult
      .nullable()
      .meta({ description: "The preview, or the kept result once proposed; null while the key cannot be paid." }),
    refusal: refusalOfPreview,
    shares: z
      .array(
        z.object({
          id: idField("The share, for payments and waivers."),
          memberId: idField("Who it is given to."),
          payeeId: idField("Who is paid."),
          nature: field(z.string(), "Expenses, work or rights.", "work"),
          amount: moneyField("How much.", "375.00"),
          paid: moneyField("What was paid of it.", "0.00"),
          waived: moneyField("What was left to a fund.", "0.00"),
          refunded: moneyField("Of what was paid, what came back to the envelope.", "0.00"),
        }),
      )
      .meta({ description: "The shares of a posted sharing: member × payee × nature." }),
    board: z
      .array(
        z.object({
          memberId: idField("Who."),
          month: field(z.string(), "The month it is posted in; this one until then.", "2026-03"),
          here: moneyField("What this sharing gives them for other than expenses.", "500.00"),
          total: moneyField("What all sharings of the month do, this one too.", "900.00"),
          threshold: orNull(z.string(), "What a director may get in a month for the management to stay disinterested.", "1367.27"),
          source: orNull(z.string(), "Where that figure comes from.", "CGI art. 261, 7, 1° d"),
          isAbove: field(z.boolean(), "Whether the month is above it.", false),
        }),
      )
      .meta({ description: "People on the board whom it pays, beside the legal threshold. It informs; it is no legal advice." }),
    adopters: field(
      z.array(uuid()),
      "While it is proposed: who alone may adopt it; while it is open: who could, if the reader proposed it as it stands. Those it does not pay; where it pays everybody who could, those who did not propose it.",
      [exampleId],
    ),
    objections: z
      .array(
        z.object({
          memberId: idField("Who objected."),
          reason: field(z.string(), "Why.", "Les heures de mars manquent."),
          documentHash: field(z.string(), "The document objected to.", "9f2c…"),
          at: instantField("When."),
        }),
      )
      .meta({ description: "Objections, each of which opened it again." }),
    forYou: field(z.array(uuid()), "Lines of yours whose figure somebody else entered: you may contest them until adoption.", [exampleId]),
  })
  .meta({ id: "SharingTable", description: "A sharing with its settlement table." });

// Words on lines -----------------------------------------------------------------------------------------------------

export const lineParams = collectiveParams.extend({
  id: idField("Which sharing."),
  line: idField("Which line: the contribution’s id, or the carried wish’s."),
});
export const participantParams = collectiveParams.extend({ id: idField("Which sharing."), member: idField("Which member.") });

const withAgreementOf = field(
  uuid().nullable().default(null),
  "«Avec l’accord de …»: the author in whose place a pilot or facilitator enters it. They are told, and may contest it.",
  null,
);

export const keptChange = z.object({
  kept: moneyField("Retenu: what is asked now, from nothing to what was asked.", "4200.00"),
  remainder: field(remainder.nullable().optional(), "What is said of the rest: offered, carried or withdrawn.", "carried"),
  withAgreementOf,
});
export const remainderChange = z.object({
  remainder: field(remainder, "Offered, carried (asked again next time) or withdrawn.", "offered"),
  withAgreementOf,
});
export const fairChange = z.object({ amount: orNull(decimal, "What seems fair for this line; null takes it back.", "4000.00") });
export const contest = z.object({ reason: textField("Why.", "Je n’ai rien convenu.", 2000).default("") });
export const objection = z.object({ reason: reasonField });

export const participantChange = z.object({
  isOut: field(
    z.boolean().nullable(),
    "true: taken out, visibly, and their lines wait; false: takes part without a line; null: as their lines say.",
    true,
  ),
});

export const pointsChange = z.object({
  points: field(
    z
      .array(z.object({ to: idField("To whom."), points: field(z.number().int().min(0).max(1_000_000), "How many.", 50) }))
      .max(5000)
      .refine((row) => new Set(row.map(({ to }) => to)).size === row.length, { message: "each_once" }),
    "Your whole row: whole points from zero on, to each of the others.",
    [{ to: exampleId, points: 50 }],
  ),
});

export const takeChange = z.object({
  take: field(
    z.union([z.literal("auto"), decimal]).nullable(),
    "What you take, `auto` for a part of what the others leave, or null to take nothing.",
    "25.00",
  ),
});

// Comparing ----------------------------------------------------------------------------------------------------------

export const comparisonWanted = z.object({
  keys: field(
    z
      .array(z.object({ title: lineField("What the key is called.", "Au prorata"), key: sharingKey.optional() }))
      .min(1)
      .max(12),
    "The keys to compare, without `key` the sharing’s own; gains and losses are against the first.",
    [{ title: "Retenu ensemble" }, { title: "Au prorata", key: { steps: [{ kind: "claims", settle: "pro-rata" }] } }],
  ),
});

export const comparison = z
  .object({
    currency: currencyField("Their currency."),
    keys: z
      .array(
        z.object({
          title: field(z.string(), "What the key is called.", "Au prorata"),
          result: sharingResult.nullable().meta({ description: "What it gives; null when it cannot be paid." }),
          refusal: problem.nullable().meta({ description: "Why it cannot be paid." }),
        }),
      )
      .meta({ description: "What each key gives." }),
    members: z
      .array(
        z.object({
          memberId: idField("Who."),
          amounts: field(z.array(z.string().nullable()), "What each key gives them; null where it cannot be paid.", ["4200.00", "4000.00"]),
          differences: field(z.array(z.string().nullable()), "The gain or loss against the first key.", ["0.00", "-200.00"]),
        }),
      )
      .meta({ description: "A row a participant, a figure a key." }),
  })
  .meta({ id: "SharingComparison", description: "The same data under several keys, with who gains and who loses." });

// Why ----------------------------------------------------------------------------------------------------------------

export const shareExplanation = z
  .object({
    memberId: idField("Who."),
    title: field(z.string(), "The answer in one sentence.", "Bob reçoit 575,00 €"),
    amount: moneyField("What they get.", "575.00"),
    currency: currencyField("Its currency."),
    isFinal: field(z.boolean(), "Whether this is kept, or a preview that may still change.", true),
    steps: z
      .array(
        z.object({
          step: field(z.number(), "The step of the key.", 3),
          title: field(z.string(), "The step in words.", "Travail donné"),
          to: field(z.enum(["member", "fund"]), "To the member, or to a fund before them.", "member"),
          amount: moneyField("What it gave.", "375.00"),
          text: field(z.string(), "The figures in a sentence.", "20 h × 25,00 € = 500,00 € sur 1 000,00 € de travail."),
          basis: field(z.record(z.string(), z.unknown()), "The figures themselves.", { kind: "weights", weight: "500", total: "1000" }),
        }),
      )
      .meta({ description: "Step by step." }),
    carried: orNull(z.string(), "What is still wished for next time, in a sentence."),
    paidFor: z
      .array(
        z.object({
          payeeId: idField("Who is paid."),
          nature: field(z.string(), "Expenses, work or rights.", "work"),
          amount: moneyField("How much.", "375.00"),
          contributions: z
            .array(
              z.object({
                line: idField("The line."),
                contributionId: idField("The contribution."),
                note: field(z.string(), "What was done.", "Tournage, montage"),
                dayOn: dayField("When."),
                amount: moneyField("What it is paid.", "375.00"),
              }),
            )
            .meta({ description: "The contributions it is paid for; none where a step pays the person and no line." }),
        }),
      )
      .meta({ description: "Who is paid, as what, for which contributions." }),
  })
  .meta({ id: "ShareExplanation", description: "«Pourquoi ce montant ?»" });

// Carried wishes -----------------------------------------------------------------------------------------------------

export const carriedWish = z
  .object({
    id: idField("The carried wish."),
    contributionId: idField("The contribution it is for."),
    sharingId: idField("The sharing that carried it."),
    envelopeId: idField("Its envelope."),
    memberId: idField("Whose wish it is."),
    amount: moneyField("How much is still wished for.", "1800.00"),
    carriedOn: dayField("Since when."),
    fallsOn: dayField("The day on which it falls."),
    askedAgainIn: orNull(uuid(), "The sharing that asks it again now."),
  })
  .meta({ id: "CarriedWish", description: "A wish that was carried (reporté): asked again at the next sharings. Not a debt." });
export const carriedList = z.object({ items: z.array(carriedWish).meta({ description: "Carried wishes that wait, the oldest first." }) });
export const carriedMove = z.object({ envelopeId: idField("The envelope whose sharings ask it again from now on.") });
export const carriedFilter = z.object({ envelope: field(uuid().optional(), "Those of one envelope.", exampleId) });

export type NewSharing = z.output<typeof newSharing>;
export type SharingChange = z.output<typeof sharingChange>;
export type SharingAnswer = z.input<typeof sharing>;
export type SharingTableAnswer = z.input<typeof sharingTable>;
export type ComparisonWanted = z.output<typeof comparisonWanted>;
export type ComparisonAnswer = z.input<typeof comparison>;
export type ExplanationAnswer = z.input<typeof shareExplanation>;
export type CarriedAnswer = z.input<typeof carriedWish>;
