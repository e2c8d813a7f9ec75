/** What refusals say in English. */
import charters from "./en/charters.js";
import contributions from "./en/contributions.js";
import decisions from "./en/decisions.js";
import elections from "./en/elections.js";
import house from "./en/house.js";
import imports from "./en/imports.js";
import ledger from "./en/ledger.js";
import paying from "./en/paying.js";
import problems from "./en/problems.js";
import receipts from "./en/receipts.js";
import recognition from "./en/recognition.js";
import requests from "./en/requests.js";
import rounds from "./en/rounds.js";
import sharings from "./en/sharings.js";
import statements from "./en/statements.js";
import ties from "./en/ties.js";
import treasury from "./en/treasury.js";
import type { RefusalWords } from "./words.js";

export default {
  language: "en",
  refusals: {
    ...requests,
    ...house,
    ...contributions,
    ...rounds,
    ...imports,
    ...receipts,
    ...statements,
    ...ledger,
    ...treasury,
    ...elections,
    ...sharings,
    ...decisions,
    ...ties,
    ...charters,
    ...paying,
    ...recognition,
  },
  problems,
  whole: "all of it",
  line: "line",
  colon: ":",
  semicolon: ";",
  or: " or ",
  and: " and ",
  more: (count) => `and ${count} more`,
  roles: {
    member: "a member",
    pilot: "a pilot of the circle",
    treasurer: "a treasurer",
    admin: "an admin",
    self: "the person concerned",
    login: "a person who is logged in, not a script",
    "scope read": "a token with the scope “read”",
    "scope write": "a token with the scope “write”",
  },
  standings: { subscriber: "subscribers", contributor: "contributors", supporter: "supporters", partner: "partners" },
  figures: {
    /** Articles of a charter. */
    articles: {
      object: "Object",
      roles: "Parties and roles",
      values: "Values",
      dates: "Dates",
      split: "Split",
      management: "Life of the project",
      disputes: "Disagreements and end",
      licences: "Licences",
      data: "Personal data",
      revision: "Revision",
      signatures: "Signatures",
    },
    /** Who may propose a bucket (domain/round). */
    proposers: {
      members: "all members",
      participants: "those who have credits",
      pilots: "the pilots of the circle",
    },
    /** Units that stand by their code; the others are read as they stand. */
    unit: { day: "days" },
    expected: { day: "days" },
    found: { day: "days" },
    /** What people do in a round. */
    method: {
      credits: "people pledge",
      ballots: "people vote",
    },
    /** What is said of a bucket, and of an import. */
    status: {
      draft: "a draft",
      published: "published",
      open: "open",
      funded: "funded",
      completed: "done",
      cancelled: "cancelled",
      staging: "being read",
      interrupted: "interrupted",
      previewed: "a preview",
      applied: "applied",
      undone: "undone",
      dropped: "dropped",
    },
    /** What is said of a sharing. */
    state: {
      draft: "draft",
      open: "open",
      proposed: "proposed",
      adopted: "adopted",
      posted: "to be paid",
      paid: "paid",
      abandoned: "abandoned",
      reversed: "reversed",
    },
    /** A step of the dispute path, asked for and last taken. */
    step: {
      talk: "the talk",
      crisis_meeting: "the crisis meeting",
      mediation: "the mediation",
      council: "the council",
      wind_down: "the wind-down",
    },
    lastStep: {
      talk: "the talk",
      crisis_meeting: "the crisis meeting",
      mediation: "the mediation",
      council: "the council",
      wind_down: "the wind-down",
    },
    /** A setting of a round that is fixed once it has begun. */
    setting: {
      cap: "the cap for each bucket",
      hasStretchGoals: "the maximums of budgets",
      isSecret: "whether pledges are secret",
      mayChange: "whether minds may change",
      unspent: "where credits go that nobody pledged",
      tally: "the tally rule",
      pledgesFrom: "the beginning of pledges or of the vote",
    },
  },
} satisfies RefusalWords;
