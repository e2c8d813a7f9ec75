/** What the API says of rounds, credits, buckets and pledges. */
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
  textField,
  uuid,
} from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";
import { postedEntry } from "../../http/posted.js";

const commodityField = (description: string) => field(z.string().regex(/^([A-Z]{3}|points)$/, "currency_malformed"), description, "EUR");
/** Years that every part of the house writes alike, in UTC: an offset may carry an instant over the end of them. */
const isWithinYears = (text: string): boolean => {
  const instant = Date.parse(text);
  return instant >= Date.UTC(1900, 0) && instant < Date.UTC(10_000, 0);
};
/** An instant as it is asked for: ISO 8601 with its offset. */
const momentField = (description: string, example: string) =>
  field(z.iso.datetime({ offset: true }).refine(isWithinYears, { message: "instant_outside" }), description, example);

export const roundParams = collectiveParams.extend({ id: idField("Which round.") });
export const bucketParams = roundParams.extend({ bucketId: idField("Which bucket of the round.") });

// Rounds

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

// Credits

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

// Buckets

const budgetItem = z.object({
  label: lineField("What it pays for, or where it comes from.", "Bois et visserie"),
  isIncome: field(z.boolean().default(false), "An income is shown and counts for nothing.", false),
  min: amountField("The least it takes; zero for an option, which then has a max.", "150.00"),
  max: field(amountField("").nullable().default(null), "With more, it would take so much.", "220.00"),
});
const bucketFields = {
  title: lineField("What it is called.", "Composteur de quartier"),
  summary: textField("In one sentence.", "Un composteur partagé derrière le local.", 500),
  description: textField("All about it.", "Nous voulons …"),
  cocreatorIds: field(z.array(uuid()).min(1).max(50), "Who carries it; the first becomes the referent of its envelope.", [exampleId]),
  items: field(z.array(budgetItem).min(1).max(100), "Its budget.", [
    { label: "Bois et visserie", isIncome: false, min: "150.00", max: "220.00" },
  ]),
};
export const newBucket = z.object({
  title: bucketFields.title,
  summary: bucketFields.summary.default(""),
  description: bucketFields.description.default(""),
  cocreatorIds: bucketFields.cocreatorIds.optional(),
  items: bucketFields.items,
  publish: field(z.boolean().default(false), "Whether it is shown to others at once; else it is a draft of its cocreators.", true),
});
export const bucketChange = z.object(bucketFields).partial();

export const bucket = z
  .object({
    id: idField("The bucket."),
    roundId: idField("Its round."),
    ...bucketFields,
    items: z
      .array(
        z.object({
          label: field(z.string(), "What for.", "Bois et visserie"),
          isIncome: field(z.boolean(), "An income.", false),
          min: amountField("The least.", "150.00"),
          max: field(z.string().nullable(), "With more.", "220.00"),
        }),
      )
      .meta({ description: "Its budget." }),
    status: field(
      z.enum(["draft", "published", "open", "funded", "completed", "cancelled"]),
      "Where it stands; open while pledges are taken.",
      "open",
    ),
    minGoal: amountField("Σ min of its expenses: with this it can be done.", "150.00"),
    maxGoal: amountField("Σ max (or min): more is not taken.", "220.00"),
    isComplete: field(z.boolean(), "Whether it takes no more. Shown also while pledges are secret.", false),
    pledged: field(amountField("").nullable(), "What is pledged in all; null while pledges are secret.", "80.00"),
    missing: field(amountField("").nullable(), "What is missing for its minimum; null while pledges are secret.", "70.00"),
    pledgers: field(z.number().int().nullable(), "How many pledged; null while pledges are secret.", 3),
    ownPledged: amountField("What oneself pledged.", "20.00"),
    envelopeId: field(uuid().nullable(), "The envelope it became.", null),
  })
  .meta({ id: "Bucket", description: "What somebody wants to do with the money of a round, and what it takes." });
export const bucketList = z.object({
  items: z.array(bucket).meta({ description: "Buckets in an order of one’s own, the same all day." }),
});

// Pledges

export const newPledge = z.object({
  bucketId: idField("To which bucket."),
  amount: amountField("How much more.", "20.00"),
});
export const withdrawal = z.object({
  bucketId: idField("From which bucket."),
  amount: amountField("How much is taken back.", "5.00"),
});
export const pledgeAnswer = z
  .object({
    roundId: idField("The round."),
    bucketId: idField("The bucket."),
    ownPledged: amountField("What oneself has pledged to it now.", "20.00"),
    left: amountField("The credits one has left.", "80.00"),
    isFunded: field(z.boolean(), "Whether this pledge filled it for good.", false),
    entries: z.array(postedEntry).meta({ description: "The entries." }),
  })
  .meta({ id: "Pledge", description: "What a pledge, or taking one back, has made." });

export const pledgeQuery = z.object({
  all: field(z.enum(["true", "false"]).default("false"), "All pledges of the round, once they may be seen; else one’s own.", "false"),
});
export const pledgeList = z
  .object({
    items: z
      .array(
        z
          .object({
            bucketId: idField("The bucket."),
            memberId: idField("Who."),
            amount: amountField("How much.", "20.00"),
            at: instantField("When."),
            ending: field(z.enum(["withdrawn", "returned"]).nullable(), "Taken back, or given back; null while it stands.", null),
            endedAt: field(z.string().nullable(), "When it ended.", null),
            entryId: idField("Its entry."),
          })
          .meta({ id: "PledgeMade", description: "A pledge as it was made." }),
      )
      .meta({ description: "In the order they were made." }),
  })
  .meta({ id: "Pledges", description: "Pledges of a round." });

// Settlement

const hidden = (description: string, example: string) =>
  field(amountField("").nullable(), `${description} Null while pledges are secret.`, example);
const settledBucket = z.object({
  bucketId: idField("The bucket."),
  title: field(z.string(), "Its title.", "Composteur de quartier"),
  outcome: field(
    z.enum(["accepted", "reached", "completed", "under_minimum", "unpublished", "cancelled", "elected", "not_elected"]).nullable(),
    "How it ends. Null while pledges are secret.",
    "reached",
  ),
  isFunded: field(z.boolean().nullable(), "Whether it becomes an envelope. Null while pledges are secret.", true),
  pledged: hidden("What was pledged to it.", "180.00"),
  completed: hidden("What the tally rule adds; in a round of ballots, all that it gets.", "0.00"),
  amount: hidden("What its envelope gets.", "180.00"),
  explanation: field(
    z.string().nullable(),
    "Why, in one sentence. Null while pledges are secret.",
    "«Composteur» a 180,00 €, au moins son minimum.",
  ),
});
export const settlement = z
  .object({
    roundId: idField("The round."),
    fingerprint: field(z.string(), "What is confirmed at the close: another state has another one.", "9f86d081884c7d65"),
    canClose: field(z.boolean(), "Whether it can be closed now.", true),
    hiddenUntilClosed: field(
      z.boolean(),
      "True where pledges or ballots are secret and the round is not closed: figures, outcomes and explanations are null until it is.",
      false,
    ),
    buckets: z.array(settledBucket).meta({ description: "Each bucket, and why it ends so." }),
    pool: amountField("What is left in the pool.", "300.00"),
    completed: hidden("What the tally rule gives buckets in all, out of the pool and of what was unspent.", "0.00"),
    returned: hidden("What goes back to the envelope: pool + Σ unspent of the participants − completed.", "420.00"),
    carried: hidden("What participants keep for the next round.", "0.00"),
    participants: z
      .array(
        z.object({
          memberId: idField("Who."),
          givenBack: amountField("From buckets under their minimum.", "20.00"),
          unspent: amountField(
            "What they no longer keep: it completes buckets where the rule says so, and goes back with the pool.",
            "0.00",
          ),
          carried: amountField("What they keep.", "20.00"),
        }),
      )
      .meta({ description: "What it means for each participant. Empty while pledges are secret." }),
    tally: field(
      z.record(z.string(), z.unknown()).nullable(),
      "How the tally rule counted, project by project. Null while ballots are secret.",
      null,
    ),
  })
  .meta({ id: "RoundSettlement", description: "How a round closes, or would close now." });
export const closing = z.object({
  fingerprint: field(z.string().max(128), "The fingerprint of the settlement that was looked at.", "9f86d081884c7d65"),
});

// Ballots

export const newBallot = z.object({
  votes: field(
    z
      .array(
        z.object({
          bucketId: idField("A bucket."),
          points: field(z.number().int().min(-1000).max(1_000_000).default(1), "Its points; 1 where the ballot has none.", 1),
        }),
      )
      .max(1000),
    "The buckets one votes for; where they are ranked, the best first.",
    [{ bucketId: exampleId, points: 1 }],
  ),
});
export const ballot = z
  .object({
    roundId: idField("The round."),
    votes: newBallot.shape.votes,
    castAt: field(z.string().nullable(), "When; null before it is cast, and then it has no votes.", "2026-03-12T09:30:00.000Z"),
  })
  .meta({ id: "Ballot", description: "One’s own ballot." });

export type NewRound = z.output<typeof newRound>;
export type RoundChange = z.output<typeof roundChange>;
export type RoundCopy = z.output<typeof roundCopy>;
export type RoundAnswer = z.input<typeof round>;
export type CreditChangeAsked = z.output<typeof creditChange>;
export type CreditFile = z.output<typeof creditFile>;
export type CreditFileAnswer = z.input<typeof creditFileAnswer>;
export type CreditList = z.input<typeof creditList>;
export type NewBucket = z.output<typeof newBucket>;
export type BucketChange = z.output<typeof bucketChange>;
export type BucketAnswer = z.input<typeof bucket>;
export type PledgeAnswer = z.input<typeof pledgeAnswer>;
export type SettlementAnswer = z.input<typeof settlement>;
