import type { SaidContribution } from "../fr/contribute.js";
import type fr from "../fr/contribution.js";

const named: Readonly<Record<string, string>> = {
  memberId: "who gave",
  circleId: "circle",
  envelopeId: "envelope",
  kindId: "kind",
  paidTo: "paid to",
  dayOn: "day",
  untilOn: "until",
  quantity: "quantity",
  amount: "amount",
  claim: "wished for",
  note: "note",
  tags: "tags",
  evidence: "evidence",
  settlement: "settlement",
  isVolunteered: "volunteering",
};

export default {
  back: "Log a contribution",
  titleMine: (what: string) => `You gave ${what}.`,
  title: (giver: string, what: string) => `${giver} gave ${what}.`,
  titleWithdrawn: (what: string) => `Withdrawn: ${what}.`,
  quality: (kind: string) => `“${kind}”`,
  lead: (said: SaidContribution) =>
    [
      said.until ? `From ${said.day} to ${said.until}` : `On ${said.day}`,
      said.envelope && `for the envelope ${said.envelope}`,
      said.circle && `circle ${said.circle}`,
    ]
      .filter(Boolean)
      .join(", ")
      .concat("."),
  facts: {
    claim: "Wished for",
    noClaim: "nothing asked",
    volunteered: "volunteering",
    settlement: "Expense",
    paidTo: "Paid to",
    evidence: "Evidence",
    tags: "Tags",
    loggedBy: "Logged by",
    on: (day: string) => `on ${day}`,
    received: "Money received",
    entry: "see the entry",
  },
  amend: "Amend",
  amendHint: "What stood before stays in its history.",
  amendHeld: "A sharing that is proposed, adopted or paid holds this contribution: it is no longer amended or withdrawn.",
  amendWhy: "Why this change (optional)",
  saveAmend: "Save the change",
  amended: "Contribution amended.",
  withdraw: "Withdraw",
  withdrawDialog: {
    title: "Withdraw this contribution?",
    lead: (what: string, wished: string) =>
      wished
        ? `${what} will no longer count, nor the ${wished} wished for. Its history can still be read. This is not undone, but it can be logged again.`
        : `${what} will no longer count. Its history can still be read. This is not undone, but it can be logged again.`,
    why: "Why (optional)",
  },
  withdrawn: "Contribution withdrawn.",
  question: {
    open: "Ask a question",
    hint: "A contribution counts as soon as it is logged. A doubt is said here, with its reason; the author answers or amends, the pilot settles.",
    why: "What is in doubt?",
    send: "Ask",
    sent: "Question asked.",
    asked: (who: string, day: string) => `${who} asks, ${day}`,
    answered: (who: string, day: string) => `${who} answers, ${day}`,
    settled: (who: string, outcome: string) => `${who} settled: ${outcome}`,
    outcomes: { kept: "the contribution stays", withdrawn: "the contribution is withdrawn" },
    answer: "Your answer",
    answerHint: "Or amend the contribution: that is an answer too.",
    sendAnswer: "Answer",
    answerSent: "Answer saved.",
    settle: "Settle",
    settleHint: "You pilot this circle: say whether the contribution stays.",
    settleWhy: "A word to explain it (optional)",
    keep: "It stays",
    remove: "It is withdrawn",
    settledNow: "Question settled.",
    section: "Questions",
  },
  sharings: {
    section: "In sharings",
    noEnvelope: "It has no envelope: it counts in no sharing as long as it has none.",
    none: "It is in no sharing yet.",
    line: (asked: string, kept: string, paid: string) =>
      [asked && `${asked} wished for`, kept && `${kept} kept`, paid && `${paid} shared`].filter(Boolean).join(", "),
    see: "See the sharing",
    untitled: "Sharing",
    carried: "carried part",
    states: {
      draft: "draft",
      open: "open",
      proposed: "proposed",
      adopted: "adopted",
      posted: "to pay",
      paid: "paid",
      abandoned: "abandoned",
      reversed: "reversed",
    },
  },
  history: {
    section: "Its history",
    logged: (who: string, when: string) => `${who} logged it, ${when}`,
    changes: {
      amended: "amended it",
      withdrawn: "withdrew it",
      questioned: "asked a question",
      answered: "answered",
      settled: "settled it",
    },
    change: (who: string, did: string, when: string) => `${who} ${did}, ${when}`,
    field: (field: string, before: string, after: string) => `${named[field] ?? field}: ${before || "nothing"} → ${after || "nothing"}`,
  },
  yes: "yes",
} satisfies typeof fr;
