/** What the API says of decisions: what is proposed, by which way, what was said, and what it did. */
import { z } from "zod";
import { choices, ways } from "../../domain/consent/decision.js";
import {
  amountField,
  dayField,
  decimalField,
  exampleId,
  field,
  idField,
  instantField,
  lineField,
  textField,
  typedField,
  uuid,
} from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const kindOf = <Kind extends string>(kind: Kind, description: string) => field(z.literal(kind), description, kind as never);
const choice = field(z.enum(choices), "agree, abstain, disagree, or block.", "agree");
const circleId = field(uuid().nullable(), "The circle that decides; null for the collective.", exampleId);

const change = z
  .discriminatedUnion("kind", [
    z.object({ kind: kindOf("adopt-key", "Puts a key in force."), keyId: idField("The key, a draft.") }),
    z.object({ kind: kindOf("adopt-sharing", "Adopts a proposed sharing."), sharingId: idField("The sharing.") }),
    z.object({
      kind: kindOf("set-rate", "Sets what a unit of a kind is counted at."),
      kindId: idField("The kind."),
      rate: decimalField("Per unit, in the collective’s currency.", "25.00"),
      fromOn: dayField("From this day on.", "2026-04-01"),
    }),
    z.object({ kind: kindOf("publish-social-code", "Puts a version of the social code in force."), versionId: idField("The version.") }),
    z.object({
      kind: kindOf("revise-charter", "Puts a revision of a charter in force."),
      charterId: idField("The charter."),
      versionId: idField("Its revision."),
    }),
    z.object({ kind: kindOf("sign-contract", "Signs a reciprocity contract."), contractId: idField("The contract.") }),
    z.object({
      kind: kindOf("admit-member", "Makes somebody adhérent·e."),
      memberId: idField("Who."),
      fromOn: dayField("From this day on.", "2026-04-01"),
    }),
    z.object({
      kind: kindOf("exclude-member", "Somebody leaves, though they did not ask to."),
      memberId: idField("Who."),
      lastOn: dayField("Their last day; on the day after it takes effect.", "2026-04-30"),
    }),
    z.object({
      kind: kindOf("open-envelope", "Opens an envelope."),
      name: lineField("Its name.", "Fête d’été"),
      circleId: field(uuid().nullable(), "Its circle; null for the only one.", exampleId),
      referentId: field(uuid().nullable(), "Its referent.", exampleId),
    }),
    z.object({
      kind: kindOf("set-fund-floor", "Sets what must stay in a fund."),
      fundId: idField("The fund."),
      floor: amountField("What must stay in it, in its currency; 0.00 for nothing.", "500.00"),
    }),
    z.object({
      kind: kindOf("close-tension", "Closes a tension."),
      tensionId: idField("The tension."),
      outcome: lineField("With which outcome.", "Chacun a son créneau.", 2_000),
    }),
  ])
  .meta({ id: "Change", description: "What a decision does once it is adopted." });

const partId = typedField("The part, by which it can be reopened.", "tarif", 60);
const partTitle = lineField("What it is about.", "Le tarif de l’heure");
const newPart = z.object({
  id: field(partId.optional(), "The part it takes the place of, when it comes back; none for a new one.", "tarif"),
  title: partTitle,
  changes: field(z.array(change).max(50).default([]), "What it does; nothing for a text alone.", []),
});
const text = textField("What is proposed, in words.", "Nous comptons l’heure d’animation 25 € à partir d’avril.", 20_000);
const parts = field(z.array(newPart).max(50), "Its parts; each can be reopened alone.", []);
const why = field(
  textField("Why.", "Le tarif n’est pas financé.", 5_000).nullable().default(null),
  "Why; a block says so.",
  "Le tarif n’est pas financé.",
);
const said = z.object({ voterId: idField("Who said it."), choice, argument: why });

const attemptFields = {
  way: field(z.enum(ways), "Announced (the usual), in a meeting, or by ballots.", "announced"),
  text,
  parts,
  hours: field(z.int().nullable().default(null), "Counted hours it is open; null for what the social code says.", 72),
  isLastResort: field(z.boolean().default(false), "By the last resort of the social code; by ballots alone.", false),
  meetingId: field(uuid().nullable().default(null), "The meeting that decides; its notes say who was there.", null),
  said: field(z.array(said).max(500).default([]), "What was said in the meeting; who is not named agrees.", []),
};

export const newDecision = z.object({
  title: lineField("What is decided, in a line.", "Le tarif de l’heure d’animation"),
  circleId: field(circleId.default(null), "The circle that decides; null for the collective.", exampleId),
  ...attemptFields,
});
export const newAttempt = z.object(attemptFields);

export const newBallot = z.object({ choice, argument: why });
export const newRuling = z.object({
  isAdopted: field(z.boolean(), "Whether the council adopts it.", true),
  memberIds: field(z.array(uuid()).max(100), "Who of the council spoke.", [exampleId]),
});
export const newReopening = z.object({
  partIds: field(z.array(z.string().max(60)).max(50).nullable().default(null), "Which parts; null for all of it.", ["tarif"]),
  reason: lineField("Why.", "La subvention n’est pas venue.", 2_000),
});

const part = z.object({
  id: partId,
  title: field(z.string(), "What it is about.", "Le tarif de l’heure"),
  changes: field(z.array(change), "What it does.", []),
});
const counts = z
  .object({
    agree: field(z.int(), "Who agree.", 3),
    abstain: field(z.int(), "Who abstain.", 1),
    disagree: field(z.int(), "Who disagree.", 0),
    block: field(z.int(), "Who block.", 0),
    silent: field(z.int(), "Who said nothing: silence agrees.", 2),
  })
  .meta({ description: "What was said, in numbers." });
const by = field(z.enum(["consent", "vote", "council"]).nullable(), "How it was taken.", "consent");
const secondsLeft = field(z.int().nullable(), "Counted seconds until then; null once it is over.", 259_200);
const outcome = z.object({
  kind: field(z.enum(["adopted", "rejected", "postponed", "waiting"]), "What it decided; waiting: for the council.", "adopted"),
  by,
  at: instantField("When."),
  counts,
});
const ballot = z.object({
  voterId: idField("Who."),
  choice,
  argument: field(z.string().nullable(), "Why.", null),
  castAt: instantField("When."),
});
const argument = z.object({
  attempt: field(z.int(), "Of which attempt.", 1),
  voterId: idField("Who."),
  choice,
  argument: field(z.string(), "What they said.", "Le tarif n’est pas financé."),
});
const ids = (description: string) => field(z.array(uuid()), description, [exampleId]);

const attempt = z
  .object({
    number: field(z.int(), "1 for the first.", 1),
    way: attemptFields.way,
    text: field(z.string(), "What is proposed.", "Nous comptons l’heure 25 €."),
    parts: field(z.array(part), "Its parts.", []),
    openedBy: idField("Who opened it."),
    openedAt: instantField("When."),
    closesAt: instantField("The first instant at which a ballot is late."),
    secondsLeft,
    isLastResort: field(z.boolean(), "Whether a block is no end.", false),
    meetingId: field(uuid().nullable(), "The meeting that decided.", null),
    presentIds: ids("Who was there."),
    ballots: field(z.array(ballot), "What counts, one a person, in the order in which it was said.", []),
    counts,
    spokeIds: ids("Who said something."),
    sawIds: ids("Who saw it, or was there, and said nothing."),
    notYetIds: ids("Who has not seen it yet."),
    carried: field(z.array(argument), "Arguments of the attempts before.", []),
    outcome: outcome.nullable().meta({ description: "What it decided; null while it is open." }),
  })
  .meta({ id: "DecisionAttempt", description: "One attempt at a decision." });

const effect = z
  .object({
    attempt: field(z.int(), "Of which attempt.", 1),
    partId,
    place: field(z.int(), "Which change of the part, from 0.", 0),
    at: instantField("When it was applied, or refused."),
    subject: field(z.string().nullable(), "What it changed.", "kind"),
    subjectId: field(uuid().nullable(), "Which one.", exampleId),
    refusal: z
      .object({
        code: field(z.string(), "The code.", "rate_settled"),
        figures: field(z.record(z.string(), z.unknown()), "Its figures.", {}),
      })
      .nullable()
      .meta({ description: "Why it could not be applied any more; null where it was." }),
  })
  .meta({ id: "DecisionEffect", description: "What became of a change that was adopted." });

const state = z.enum(["proposed", "open", "waiting", "postponed", "adopted", "rejected", "reopened"]);

const decisionFields = {
  id: idField("The decision."),
  circleId,
  title: field(z.string(), "What is decided.", "Le tarif de l’heure d’animation"),
  state: field(state, "Where it stands.", "open"),
  proposedBy: idField("Who proposed it first."),
  proposedAt: instantField("When."),
};

export const decision = z
  .object({
    ...decisionFields,
    attempts: field(z.array(attempt), "The first first; only the last can be open.", []),
    parts: field(
      z.array(
        z.object({
          id: partId,
          title: field(z.string(), "What it is about.", "Le tarif de l’heure"),
          state: field(z.enum(["stands", "reopened", "rejected"]), "What stands of it.", "stands"),
          attempt: field(z.int(), "The attempt that decided it.", 1),
          restsUntil: field(z.string().nullable(), "Until when it cannot be reopened; null where it can.", null),
        }),
      ),
      "Every part that was decided.",
      [],
    ),
    effects: field(z.array(effect), "What became of its changes.", []),
    meetings: field(
      z.array(z.object({ meetingId: idField("The meeting."), heldAt: instantField("When it was held.") })),
      "Meetings whose notes list it.",
      [],
    ),
    reopenings: field(
      z.array(
        z.object({
          afterAttempt: field(z.int(), "After which attempt.", 1),
          partIds: field(z.array(z.string()), "Which parts.", ["tarif"]),
          reopenedBy: idField("Who."),
          reason: field(z.string(), "Why.", "La subvention n’est pas venue."),
          reopenedAt: instantField("When."),
        }),
      ),
      "Each time it was reopened.",
      [],
    ),
    mayPropose: field(z.boolean(), "Whether you may open an attempt, or reopen it.", true),
    mayVote: field(z.boolean(), "Whether you decide in the open attempt.", true),
    lastResort: z
      .object({
        isReady: field(z.boolean(), "Whether the next attempt may use it.", false),
        attempts: field(z.int(), "Postponed attempts so far.", 1),
        attemptsNeeded: field(z.int(), "How many it takes.", 2),
        meetings: field(z.int(), "Meetings that list it so far.", 0),
        meetingsNeeded: field(z.int(), "How many it takes.", 2),
        possibleAt: field(z.string().nullable(), "Not before.", null),
      })
      .nullable()
      .meta({ description: "How near the last resort is; null where the social code has none." }),
    council: z
      .object({ name: field(z.string(), "What it is called.", "Conseil des sages"), memberIds: ids("Who is in it.") })
      .nullable()
      .meta({ description: "The council that has the last word, where one has." }),
  })
  .meta({ id: "Decision", description: "A decision by consent: what is proposed, what was said, where it stands, what it did." });

const decisionLine = z
  .object({
    ...decisionFields,
    way: attemptFields.way,
    attempt: field(z.int(), "How many attempts there were.", 1),
    closesAt: instantField("When the last one closes, or closed."),
    secondsLeft,
    by,
    counts,
    voters: field(z.int(), "How many decide.", 6),
    mayVote: field(z.boolean(), "Whether you decide in it.", true),
    hasSpoken: field(z.boolean(), "Whether you said something in it.", false),
  })
  .meta({ id: "DecisionLine", description: "A decision in a list." });

export const decisionQuery = pageQuery.extend({
  circle: field(uuid().optional(), "Of this circle.", exampleId),
  member: field(uuid().optional(), "Proposed by this member.", exampleId),
  state: field(z.enum(["open", "ended"]).optional(), "Open ones, or all others.", "open"),
});
export const decisionPage = pageOf(decisionLine, "Decisions, the latest first.");

export const rulesQuery = z.object({ circle: field(uuid().optional(), "For this circle; without, for the collective.", exampleId) });
export const decisionRules = z
  .object({
    openHours: field(z.int(), "Counted hours an attempt is open, at least.", 72),
    daysBetweenAttempts: field(z.int(), "Days between attempts.", 7),
    attemptsBefore: field(z.int(), "Postponed attempts before the last resort.", 2),
    meetingsBefore: field(z.int(), "Meetings before the last resort.", 2),
    restMonths: field(z.int(), "Months for which rests what the last resort decided.", 3),
    restWeekdays: field(z.array(z.int()), "Weekdays whose hours do not count, 1 for Monday.", [6, 7]),
    countsPublicHolidays: field(z.boolean(), "Whether hours of public holidays count.", false),
    lastResort: z
      .discriminatedUnion("kind", [
        z.object({
          kind: kindOf("vote", "By a share of those who take sides."),
          numerator: field(z.int(), "Of it.", 2),
          denominator: field(z.int(), "Of it.", 3),
        }),
        z.object({
          kind: kindOf("council", "By the word of some people."),
          name: field(z.string(), "What it is called.", "Conseil"),
          memberIds: ids("Who is in it."),
        }),
        z.object({ kind: kindOf("none", "Never.") }),
      ])
      .meta({ id: "LastResort", description: "How ends what consent could not end." }),
    deciding: field(z.array(z.string()), "Standings that decide.", ["subscriber"]),
    proposing: field(z.array(z.string()), "Standings that propose.", ["subscriber"]),
    voterIds: ids("Who decides today."),
    mayPropose: field(z.boolean(), "Whether you may propose.", true),
    closesAt: instantField("When an attempt closes that opens now."),
    versionIds: ids("The versions of the social code that say so; none: it is the model."),
  })
  .meta({ id: "DecisionRules", description: "By which rules a circle, or the collective, decides now." });

export type NewDecision = z.output<typeof newDecision>;
export type NewAttempt = z.output<typeof newAttempt>;
export type NewBallot = z.output<typeof newBallot>;
export type NewRuling = z.output<typeof newRuling>;
export type NewReopening = z.output<typeof newReopening>;
export type DecisionQuery = z.output<typeof decisionQuery>;
export type DecisionAnswer = z.input<typeof decision>;
export type DecisionLineAnswer = z.input<typeof decisionLine>;
export type RulesAnswer = z.input<typeof decisionRules>;
