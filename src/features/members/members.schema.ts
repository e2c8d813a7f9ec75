/** What the API says of members. */
import { z } from "zod";
import { footings } from "../../domain/footing.js";
import {
  amountField,
  currencyField,
  dayField,
  emailField,
  exampleId,
  field,
  idField,
  instantField,
  lineField,
  textField,
  uuid,
} from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const kind = field(z.enum(["person", "structure"]), "A person, or a structure that is paid for people.", "person");
const role = z.enum(["admin", "treasurer"]);
const datedStanding = field(
  z.enum(["subscriber", "supporter", "partner"]),
  "`subscriber` (adhérent·e), `supporter` (sympathisant·e) or `partner` (partenaire).",
  "subscriber",
);
const name = lineField("How they are called here.", "Ana", 100);
const email = emailField("Where to reach them.").nullable();
const phone = field(lineField("Where to call them.", "06 12 34 56 78", 40).nullable(), "Where to call them; null for nowhere.", null);
const note = textField("What the others should know: skills, days, allergies. Every member reads it.", "Là le jeudi, sait souder.", 2000);
const payeeId = field(uuid().nullable(), "The structure they are paid through unless said otherwise; null for themself.", null);
const untilOn = field(z.iso.date().nullable(), "The last day; null as long as nobody ends it.", "2026-12-31");

const siret = field(
  lineField("A SIRET.", "732 829 320 00074", 30).nullable(),
  "The SIRET they invoice under; null for none.",
  "732 829 320 00074",
);

export const newStanding = z.object({
  standing: datedStanding,
  fromOn: dayField("The first day.", "2026-01-01"),
  untilOn: untilOn.default(null),
});
export const standingChange = z.object({ fromOn: dayField("The first day.", "2026-01-01").optional(), untilOn: untilOn.optional() });

export const newMember = z.object({
  kind,
  name,
  email: email.default(null).meta({ description: "Where to reach them; null for nowhere.", examples: ["ana@example.org"] }),
  phone: phone.default(null),
  note: note.default(""),
  payeeId: payeeId.default(null),
  joinedOn: dayField("Since when they are part of it; today if left out.", "2026-03-03").optional(),
  standing: newStanding.nullable().default(null).meta({ description: "The standing they come with; null for none." }),
  circleId: field(uuid().nullable().default(null), "The circle they contribute to from the first day; null for none yet.", null),
});

export const memberChange = z.object({
  name: name.optional(),
  email: email.optional().meta({ description: "Where to reach them; null for nowhere.", examples: ["ana@example.org"] }),
  phone: phone.optional(),
  note: note.optional(),
  payeeId: payeeId.optional(),
  siret: siret.optional(),
});

export const rolesChange = z.object({
  roles: field(z.array(role).max(2), "The roles they have from now on; none takes them away.", ["treasurer"]),
});

const standingPeriod = z.object({
  id: idField("The period."),
  standing: datedStanding,
  fromOn: dayField("The first day.", "2026-01-01"),
  untilOn: field(z.string().nullable(), "The last day; null as long as nobody ends it.", "2026-12-31"),
});

export const member = z
  .object({
    id: idField("The member."),
    code: field(z.string(), "The code name that stays after an erasure.", "P4"),
    kind,
    name: field(z.string(), "How they are called here; the code name after an erasure.", "Ana"),
    note: field(z.string(), "What the others should know.", "Là le jeudi, sait souder."),
    contact: z
      .object({
        email: field(z.string().nullable(), "Their e-mail.", "ana@example.org"),
        phone: field(z.string().nullable(), "Their phone.", "06 12 34 56 78"),
      })
      .nullable()
      .meta({ description: "How to reach them; null for readers other than themself and admins." }),
    hasLogin: field(z.boolean(), "Whether they can log in.", true),
    roles: field(z.array(role), "Their roles.", ["treasurer"]),
    standings: field(
      z.array(z.enum(["subscriber", "contributor", "supporter", "partner"])),
      "Their standings today; `contributor` is who gave something within a year.",
      ["subscriber", "contributor"],
    ),
    periods: z.array(standingPeriod).meta({ description: "Their dated standings, the first first." }),
    payeeId: field(uuid().nullable(), "The structure they are paid through unless said otherwise.", null),
    siret: field(z.string().nullable(), "The SIRET they invoice under; null for others than themself, treasurers and admins.", null),
    footings: z
      .array(
        z.object({
          id: idField("The period."),
          footing: field(z.enum(footings), "On what footing they may be paid.", "invoice"),
          fromOn: dayField("The first day.", "2026-01-01"),
          untilOn: field(z.string().nullable(), "The last day; null as long as nobody ends it.", null),
        }),
      )
      .meta({ description: "À quel titre: on what footing they may be paid, the first first." }),
    board: z
      .object({
        fromOn: dayField("Since when.", "2026-01-01"),
        untilOn: field(z.string().nullable(), "Until when; null as long as nobody ends it.", null),
      })
      .nullable()
      .meta({ description: "Their latest term on the board; null for none." }),
    joinedOn: dayField("Since when they are part of it."),
    leftOn: field(z.string().nullable(), "When they left; null for who is here.", null),
    isErased: field(z.boolean(), "Whether their personal data was erased.", false),
  })
  .meta({ id: "Member", description: "A person or a structure of the collective." });

export const memberQuery = pageQuery.extend({
  presence: field(z.enum(["present", "left", "all"]).default("present"), "Who is here, who has left, or everybody.", "present"),
  kind: kind.optional(),
});
export const memberPage = pageOf(member, "Members, by name.");
export const standingParams = z.object({
  collective: field(z.string(), "The collective’s short name.", "les-communs"),
  id: idField("Which member."),
  standing: idField("Which period."),
});

const rows = (description: string) => field(z.array(z.record(z.string(), z.unknown())), description, [{ id: exampleId, on: "2026-03-03" }]);
/** What an admin who reads for somebody else does not read. */
const own = (what: string, example: Record<string, unknown>) =>
  field(z.array(z.record(z.string(), z.unknown())).nullable(), `${what}; null for an admin who reads for somebody else.`, [example]);

export const memberRecord = z
  .object({
    format: field(z.literal("moisson.member/1"), "The format of this document.", "moisson.member/1"),
    writtenAt: instantField("When it was written."),
    collective: field(z.string(), "Which collective it is from.", "les-communs"),
    member: member.meta({ description: "Who they are here." }),
    login: z
      .object({
        email: field(z.string(), "The e-mail they log in with.", "ana@example.org"),
        locale: field(z.string(), "The language they read.", "fr"),
        createdAt: instantField("Since when they have it."),
      })
      .nullable()
      .meta({ description: "Their login; null without one, and for an admin who reads for somebody else." }),
    circles: rows("Circles they are part of."),
    contributions: rows("What they gave or logged."),
    contributionVersions: rows("What these said before they were changed."),
    payments: rows("What was paid of these shares, left to a fund, or given back."),
    questions: rows("What they asked about contributions, and answered."),
    reviewsGiven: own("What they said of others", { strengths: "Patient et clair." }),
    reviewsReceived: own("What peers said of them, without saying who", { strengths: "Patient et clair." }),
    retrospectiveWords: own("What they said in retrospectives", { circle: "Cuisine", kind: "nugget", text: "Le soir de la soupe." }),
    pledges: own("What they pledged in rounds", { bucket: "Composteur", amount: "20.00" }),
    ballots: own("Their ballots in rounds", { round: "Vote de printemps", castAt: "2026-03-12T09:00:00.000Z" }),
    tensions: own("Tensions that name them", { title: "Les clés de l’atelier", openedByThem: true }),
    tensionSteps: own("What they noted of the steps of tensions", { step: "talk", takenOn: "2026-03-10" }),
    points: rows("Points they gave and got."),
    takes: rows("What they took in sharings with free pay."),
    shares: rows("What sharings gave them."),
    meetings: rows("Meetings they were at."),
    actions: rows("Actions they took on at meetings."),
    decisions: rows("Decisions they proposed, or opened an attempt of."),
    decisionBallots: rows("What they said in decisions."),
    reopenings: rows("Decisions they reopened, and why."),
    contracts: rows("Reciprocity contracts they wrote or are a party of."),
    resources: rows("Resources they look after or use."),
    charters: rows("Charters they are a party of, and what they do in them."),
    charterLines: rows("What charters give them."),
    receipts: own("Receipts they added or that prove what they gave; the file itself is read at `/receipts/{id}/content`", {
      name: "billet.pdf",
    }),
    bankDetails: own("Where they are paid; the number itself is read at `/bank-details/member/{id}`", { holder: "Ana Martin" }),
    transfers: rows("Payments to them that left together with others."),
    signatures: rows("Signatures of charters: theirs, and those they recorded from paper."),
    notices: rows("What they were told."),
    trail: rows("What they did here, from the audit trail."),
  })
  .meta({ id: "MemberRecord", description: "All that this service keeps about one member of one collective." });

const howMany = (what: string) => field(z.int(), what, 3);
export const erasureForecast = z
  .object({
    owed: z
      .array(z.object({ amount: amountField("How much.", "250.49"), currency: currencyField("In what.") }))
      .meta({ description: "What the collective still owes them: it stands in the way of an erasure." }),
    contributions: howMany("Contributions that stay, under their code name."),
    entryTexts: howMany("Texts of entries that name them, and go; the entries stay."),
    reviews: howMany("Reviews of them whose words go; their scores stay."),
    notices: howMany("What they were told, which goes."),
    receiptsDeleted: howMany("Receipts of theirs that no entry rests on, which go."),
    receiptsKept: z
      .array(
        z.object({
          id: idField("The receipt."),
          name: field(z.string(), "Its name, as it came.", "billet.pdf"),
          contributionId: field(uuid().nullable(), "The expense it proves; null for a bill’s.", exampleId),
          billId: field(uuid().nullable(), "The bill it proves; null for an expense’s.", null),
          dayOn: dayField("The day of the expense or bill."),
          keptUntilOn: dayField("Until when it must be kept: ten years from the end of the fiscal year of its entry."),
        }),
      )
      .meta({ description: "Receipts that prove an entry: they stay as they came, with any name on them." }),
    bankLines: howMany("Lines of bank statements that name them, which stay: accounting records too."),
  })
  .meta({ id: "ErasureForecast", description: "What an erasure would do." });

export const receivedList = z.object({
  items: z
    .array(
      z
        .object({
          entryId: idField("The entry that says so."),
          datedOn: dayField("The day it is dated."),
          how: field(z.enum(["paid", "waived", "refunded"]), "Paid, left to a fund, or given back after it was paid.", "paid"),
          amount: amountField("How much; below zero for what was given back, or undone by a reversal.", "250.49"),
          currency: currencyField("Its currency."),
          nature: field(z.string(), "What it is for: expenses, work or rights.", "work"),
          sharingId: idField("The sharing it comes from."),
          sharing: field(z.string(), "The title of that sharing.", "Kit, premier trimestre"),
          payeeId: idField("Who was paid: themself, or a structure."),
        })
        .meta({ id: "Received", description: "Money that came to a member, or to a structure for them, from a sharing." }),
    )
    .meta({ description: "The latest first." }),
});

export type NewMember = z.output<typeof newMember>;
export type MemberChange = z.output<typeof memberChange>;
export type NewStanding = z.output<typeof newStanding>;
export type StandingChange = z.output<typeof standingChange>;
export type MemberQuery = z.output<typeof memberQuery>;
export type Member = z.input<typeof member>;
export type MemberRecord = z.input<typeof memberRecord>;
export type ErasureForecast = z.input<typeof erasureForecast>;
export type ReceivedList = z.input<typeof receivedList>;
