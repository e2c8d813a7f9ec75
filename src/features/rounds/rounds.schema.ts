/** What the API says of rounds: their settings, and where their money is. */
import { z } from "zod";
import { proposerGroups, roundMethods, roundOutcomes, unspentRules } from "../../domain/round.js";
import { ballotTypes } from "../../domain/tally/election.js";
import { completions, startBudgets, utilities } from "../../domain/tally/rule.js";
import {
  amountField,
  collectiveParams,
  decimalField,
  exampleId,
  field,
  idField,
  instantField,
  lineField,
  momentField,
  textField,
  uuid,
} from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const commodityField = (description: string) => field(z.string().regex(/^([A-Z]{3}|points)$/, "currency_malformed"), description, "EUR");
export const roundParams = collectiveParams.extend({ id: idField("Which round.") });
export const bucketParams = roundParams.extend({ bucketId: idField("Which bucket of the round.") });

const dates = {
  proposalsFrom: momentField("From when buckets are proposed.", "2026-03-01T08:00:00Z"),
  proposalsUntil: momentField("Until when, that instant excluded.", "2026-03-15T18:00:00Z"),
  pledgesFrom: momentField("From when pledges (or ballots) are taken. Proposals may still run.", "2026-03-08T08:00:00Z"),
  pledgesUntil: momentField("Until when; from then on the round can be closed.", "2026-03-31T18:00:00Z"),
};

/** How ballots are counted. What goes with what (a utility with its ballots) is the domain's to say. */
const limit = (description: string, example: number, min = 0) =>
  field(z.number().int().min(min).max(1_000_000).nullish(), description, example);
const threshold = (description: string) => field(decimalField(description, "30"), description, "30");
const tallyRule = z.discriminatedUnion("name", [
  z.object({
    name: field(
      z.enum(["greedy", "greedy-no-skip", "greedy-threshold"]),
      "By votes: what does not fit is skipped (`greedy`), or ends the count (`greedy-no-skip`); projects under a threshold are dropped first (`greedy-threshold`).",
      "greedy",
    ),
    threshold: threshold(
      "The votes (points) that it takes at least: `greedy-threshold` needs it, `greedy-no-skip` may have it.",
    ).optional(),
  }),
  z.object({
    name: field(z.literal("equal-shares"), "The method of equal shares: each ballot has the same money to spend.", "equal-shares"),
    utility: field(
      z.enum(utilities).optional(),
      "What a supporter gets out of a project: its `cost` (the default), one each (`cardinality`), its `points` (cumulative, scoring) or `borda` (ordinal).",
      "cost",
    ),
    completion: field(
      z.enum(completions).optional(),
      "How it goes on when money is left: not (`none`, the default), by votes (`utilitarian`), with more for each ballot (`add1`), or with more and then by votes (`add1u`).",
      "add1u",
    ),
    exhaustive: field(z.boolean().optional(), "Whether add1 stops also when nothing more fits in what is left; false unless said.", false),
    comparison: field(
      z.boolean().optional(),
      "Whether the result by votes stands if strictly more voters have more of their projects in it; false unless said.",
      false,
    ),
    start: field(
      z.enum(startBudgets).optional(),
      "add1 begins with a whole share for each ballot (`integral`, the default) or with `exact`ly the budget.",
      "integral",
    ),
    increment: field(
      decimalField("").optional(),
      "add1: by how much each ballot’s share rises at each run, above zero; 1 unless said.",
      "1",
    ),
  }),
  z.object({
    name: field(
      z.enum(["mean", "median", "nash", "quadratic"]),
      "The budget is divided among the projects. For ballots alone: what completes a bucket gives it all that is missing.",
      "mean",
    ),
  }),
]);
const tallyOptions = z
  .object({
    ballotType: field(
      z.enum(ballotTypes).optional(),
      "`approval` (the default): any number of projects; `choose-1`: one; `cumulative`: points to spread; `scoring`: a score for each; `ordinal`: the best first.",
      "approval",
    ),
    votesMax: limit("How many projects a ballot may name; no limit unless said.", 3, 1),
    pointsMax: limit("cumulative: how many points a ballot has; 10 unless said.", 10, 1),
    scoreMin: limit("scoring: the lowest score; 0 unless said.", 0),
    scoreMax: limit("scoring: the highest score, above the lowest; 5 unless said.", 5, 1),
    rule: field(
      tallyRule,
      "Which rule counts. A ballot file writes `equalshares/add1u` for equal-shares with the completion add1u, and `-comparison` for the comparison; here each has its field.",
      { name: "equal-shares", completion: "add1u" },
    ),
  })
  .meta({ id: "TallyOptions", description: "How ballots are counted, or unspent credits complete buckets." });

const settings = {
  title: lineField("What it is called.", "Cobudget de printemps"),
  description: textField("What it is for.", "Ce que nous voulons faire ensemble ce printemps."),
  ...dates,
  cap: field(
    amountField("What one participant may pledge to one bucket at most.", "100.00").nullable(),
    "What one participant may pledge to one bucket at most; null for no cap.",
    "100.00",
  ),
  proposers: field(
    z.enum(proposerGroups),
    "Who may propose a bucket: every member, those with credits, or the pilots of the circle.",
    "members",
  ),
  hasStretchGoals: field(z.boolean(), "Whether a budget item may have a max above its min.", true),
  isSecret: field(
    z.boolean(),
    "Whether pledges are secret until the round is over: who, and how much. A full bucket shows that it is full, and who tries several amounts can learn from refusals how much it has in all.",
    false,
  ),
  mayChange: field(z.boolean(), "Whether a pledge can be taken back until the close.", true),
  unspent: field(
    z.enum(unspentRules),
    "Where credits go that nobody pledged: back to the envelope (`pool`), to the next round (`carry`), or to buckets under their minimum by the round’s tally rule (`tally`).",
    "pool",
  ),
  tally: field(
    tallyOptions.nullable(),
    "How ballots are counted, or unspent credits complete buckets: the kind of ballot with its limits, and a rule. Ballots need it, and so does `unspent: tally`, where the rule alone counts.",
    { ballotType: "approval", votesMax: 3, rule: { name: "equal-shares", utility: "cost", completion: "add1u" } },
  ),
};

export const newRound = z.object({
  circleId: idField("The circle that opens it."),
  envelopeId: field(uuid().nullable().default(null), "The envelope that funds it; null for a round of points.", exampleId),
  pool: amountField("What is set aside from the envelope at once; more can come later.", "3000.00").optional(),
  method: field(
    z.enum(roundMethods).default("credits"),
    "`credits`: participants pledge credits to buckets. `ballots`: they vote.",
    "credits",
  ),
  title: settings.title,
  description: settings.description.default(""),
  ...dates,
  cap: settings.cap.default(null),
  proposers: settings.proposers.default("members"),
  hasStretchGoals: settings.hasStretchGoals.default(true),
  isSecret: settings.isSecret.default(false),
  mayChange: settings.mayChange.default(true),
  unspent: settings.unspent.default("pool"),
  tally: settings.tally.default(null),
});

/** Only what changes is said. What decides a pledge stays once somebody pledged, or secretly may have. */
export const roundChange = z.object(settings).partial();

export const roundCopy = z.object({ title: settings.title, ...dates });

export const poolChange = z.object({
  amount: amountField("How much more is set aside from the envelope; below zero, how much goes back to it.", "500.00"),
});

const figures = z
  .object({
    entered: amountField("All that was set aside: pool + credits + buckets."),
    pool: amountField("What is not given out."),
    credits: field(amountField("").nullable(), "What participants have not pledged; null while pledges are secret.", "120.00"),
    buckets: field(amountField("").nullable(), "What is pledged; null while pledges are secret.", "880.00"),
    participants: field(z.number().int(), "How many have credits.", 12),
  })
  .meta({ id: "RoundFigures", description: "Where the money of a round is: pool + credits + buckets = entered, at every moment." });

const ownPart = z
  .object({
    credits: amountField("What one was given."),
    pledged: amountField("What one has pledged."),
    left: amountField("What one can still pledge."),
  })
  .meta({ id: "RoundOwnPart", description: "One’s own part in a round." });

export const round = z
  .object({
    id: idField("The round."),
    circleId: idField("The circle that opened it."),
    envelopeId: field(uuid().nullable(), "The envelope that funds it; null for points.", exampleId),
    commodity: commodityField("Its currency, or `points`."),
    method: field(z.enum(roundMethods), "By credits or by ballots.", "credits"),
    phase: field(
      z.enum(["coming", "proposing", "waiting", "pledging", "settling", ...roundOutcomes]),
      "Where it stands at this instant.",
      "pledging",
    ),
    ...settings,
    proposalsFrom: instantField("From when buckets are proposed."),
    proposalsUntil: instantField("Until when."),
    pledgesFrom: instantField("From when pledges or ballots are taken."),
    pledgesUntil: instantField("Until when."),
    seed: field(z.string(), "What lots are drawn from, fixed when it was opened.", "5f1c0a7e"),
    copiedFromId: field(uuid().nullable(), "The round it was copied from.", null),
    endedAt: field(z.string().nullable(), "When it was closed or cancelled.", null),
    figures,
    own: field(ownPart.nullable(), "One’s own part; null for who has no credits in it.", {
      credits: "100.00",
      pledged: "40.00",
      left: "60.00",
    }),
  })
  .meta({ id: "Round", description: "A circle decides together on some money: credits are pledged to buckets, or ballots are counted." });

export const roundQuery = pageQuery.extend({ circleId: field(uuid().optional(), "Only those of this circle.", exampleId) });
export const roundPage = pageOf(round, "Rounds, the latest first.");

export type NewRound = z.output<typeof newRound>;
export type RoundChange = z.output<typeof roundChange>;
export type RoundCopy = z.output<typeof roundCopy>;
export type RoundAnswer = z.input<typeof round>;
