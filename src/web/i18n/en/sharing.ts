import { plural } from "../../speech.js";
import type fr from "../fr/sharing.js";

export default {
  back: "Sharings",
  print: "Print the sheet",
  states: {
    draft: "in preparation",
    open: "open",
    proposed: "proposed",
    adopted: "adopted",
    posted: "to pay",
    paid: "paid",
    abandoned: "abandoned",
    reversed: "reversed",
  },
  title: {
    draft: (amount: string) => `${amount} to share, soon.`,
    wished: (amount: string, asked: string) => `${amount} for ${asked} of wishes.`,
    toShare: (amount: string) => `${amount} to share.`,
    proposed: (given: string, to: string) => `${given} proposed to ${to}.`,
    adopted: (given: string, to: string) => `${given} adopted for ${to}.`,
    posted: (given: string, to: string) => `${given} to pay to ${to}.`,
    partly: (left: string, given: string) => `${left} still to pay, of ${given}.`,
    paid: (paid: string, to: string) => `${paid} paid to ${to}.`,
    abandoned: "This sharing is abandoned.",
    reversed: "This sharing is reversed.",
  },
  charter: (title: string) => `Charter “${title}”`,
  lead: {
    draft: (day: string | null) =>
      day
        ? `This sharing opens on ${day}. Until then everything is still being prepared.`
        : "This sharing opens when the circle is ready. Until then everything is still being prepared.",
    over: "Nobody is cut without being asked. Each may look again at what they wish for, offer it, carry it over, or all choose a rule together.",
    fits: "Everything fits. What is left is to agree, then to propose this sharing.",
    fitsBut: "Everything fits for now.",
    unwished: "Nobody has said yet what they wish for: it is said here, line by line.",
    byKey: "The rule below says who receives what. Everybody can see why, and what another rule would give.",
    proposed: "The figures are frozen. Who does not agree says so: an objection opens the sharing again.",
    adopted: "It is still to be posted: one entry takes to each their share.",
    posted: "Each amount opens into its reasons. The treasurer then pays each share.",
    paid: "Each amount opens into its reasons.",
    abandoned: "Its contributions are free for a next sharing.",
    reversed: "A reversing entry undid it; its contributions are free again.",
  },
  others: {
    says: (count: number) =>
      plural("en", count, {
        one: `Another sharing of this envelope is under way. The first to be proposed takes the contributions that are in both:`,
        other: `${count} other sharings of this envelope are under way. The first to be proposed takes the contributions they have in common:`,
      }),
  },
  silent: {
    says: (people: number, lines: number, who: string) => {
      const what = plural("en", lines, { one: "one contribution", other: `${lines} contributions` });
      return plural("en", people, {
        one: `One person has said nothing yet of ${what}: ${who}.`,
        other: `${people} people have said nothing yet of ${what}: ${who}.`,
      });
    },
    others: (count: number) => `${count} others`,
  },
  about: (title: string, envelope: string) => `${title} · envelope “${envelope}”`,
  until: (day: string) => `until ${day}`,
  period: (from: string | null, until: string) => (from ? `contributions from ${from} to ${until}` : `contributions until ${until}`),
  closesOn: (day: string) => `open until ${day}`,

  committed: {
    title: (total: string) => `Already committed: ${total}`,
    says: "These are debts: they are paid in full, before any wish.",
    bill: (who: string, label: string) => `Bill of ${who}: ${label}`,
    receipt: (who: string) => `Expenses advanced by ${who}`,
  },

  table: {
    caption: "The contributions of this sharing: given, wished, kept, shared.",
    contribution: "Contribution",
    given: "Given",
    asked: "Wished",
    kept: "Kept",
    paid: "Shared",
    total: "Total",
    unasked: "nothing asked",
    structure: "structure",
    refunded: "expenses",
    gift: "gift",
    volunteered: "volunteered",
    questioned: "questioned",
    carried: "carried over",
    hasWaited: "has waited",
    said: "revised",
    agreed: (who: string) => `entered by ${who}, with their agreement`,
    contested: (amount: string) => `${amount} contested: no longer counts`,
    median: (amount: string, count: number) =>
      plural("en", count, { one: `fair: ${amount} (one voice)`, other: `fair: ${amount} (median of ${count})` }),
    rest: {
      offered: (amount: string) => `${amount} offered`,
      carried: (amount: string) => `${amount} carried over`,
      withdrawn: (amount: string) => `${amount} withdrawn`,
      unsaid: (amount: string) => `${amount} less`,
    },
    why: (who: string) => `Why this amount for ${who}`,
    empty: {
      title: "No contribution in this period yet.",
      lead: "What was given enters the sharing as soon as it is logged, with or without a wish.",
      act: "Log a contribution",
    },
    waiting: (count: number) =>
      plural("en", count, { one: "One person waits for the next sharing", other: `${count} people wait for the next sharing` }),
  },

  wish: {
    label: (note: string) => `Wished for “${note}”`,
    act: "Wish",
    atRate: (amount: string) => `At the rate: ${amount}`,
    change: (note: string) => `Change the wish for “${note}”`,
    short: "Change",
    volunteer: "Nothing: I volunteered",
    saved: (amount: string) => `Noted: you wish for ${amount}.`,
    savedNone: "Noted: you ask for nothing.",
    savedVolunteer: "Noted: volunteered.",
  },

  kept: {
    label: (note: string) => `Kept for “${note}”`,
    act: "Keep",
    saved: (amount: string) => `Noted: you keep ${amount}.`,
    rest: (amount: string) => `And the ${amount} less?`,
    restOptions: { "": "to be said later", offered: "offered", carried: "carried to the next sharing", withdrawn: "withdrawn" },
    above: (asked: string) => `At most ${asked}: to wish for more, change what is wished.`,
    unread: "Write an amount, for example 120.50.",
    forAnother: (who: string) => `Enter for ${who}`,
    forTitle: (who: string) => `What ${who} keeps`,
    forSays: (who: string) => `With the agreement of ${who}. It is traced; ${who} is told, and may contest it until adoption.`,
    forAct: (who: string) => `Keep, with the agreement of ${who}`,
    forSaved: (who: string, amount: string) => `Noted: ${who} keeps ${amount}.`,
  },
  contest: {
    says: (who: string) => `${who} entered this figure with your agreement. If that is not so, contest it: it will no longer count.`,
    act: "Contest",
    title: "Contest this figure",
    reason: "Why? (optional)",
    effect: (amount: string) => `Your wish of ${amount} counts again.`,
    reopens: "The proposed sharing opens again.",
    done: "Contested: this figure no longer counts.",
  },

  total: {
    over: (over: string, kept: string, amount: string) => `${kept} kept for ${amount}: ${over} to settle together.`,
    exact: (amount: string) => `It fits: ${amount} of ${amount}.`,
    fits: (kept: string, amount: string, left: string) => `${kept} kept of ${amount}: ${left} is left.`,
    expenses: (expenses: string) => `${expenses} of it are expenses.`,
    rest: (amount: string) => `${amount} to offer or carry over, line by line.`,
    given: (paid: string, amount: string, rest: string) => `${paid} shared of ${amount}; ${rest} is not shared.`,
    all: (amount: string) => `All of it is shared: ${amount}.`,
    expected: (expected: string) => `${expected} is still expected in the envelope.`,
    becomes: (offered: string, carried: string, withdrawn: string) =>
      `Of what was wished: ${offered} offered, ${carried} carried over, ${withdrawn} withdrawn.`,
  },

  todo: {
    wishes: (count: number) =>
      plural("en", count, {
        one: "You have not said yet what you wish for your contribution.",
        other: `You have not said yet what you wish for your ${count} contributions.`,
      }),
    wish: "Say what I wish for",
    unsaid: (count: number) =>
      plural("en", count, {
        one: "Your word is missing on one of your contributions: what do you keep?",
        other: `Your word is missing on ${count} of your contributions: what do you keep?`,
      }),
    act: "Look again at what I keep",
    refusal: "Before proposing",
  },

  key: {
    title: "The rule",
    change: "Change the rule",
    review: "Here, a review changes an amount.",
  },

  compare: {
    title: "And with another rule?",
    says: "The same contributions, several rules. One row a person, one shape a rule.",
    own: "The rule of this sharing",
    kept: "Kept as of now",
    rules: {
      "pro-rata": "Pro rata of wishes",
      "equal-awards": "Equal parts, capped",
      "equal-losses": "Equal loss",
      "smallest-first": "Smallest first",
      weights: "By hours and rates",
      equal: "Equal parts",
    },
    choose: "Choose the rules to compare",
    limit: (max: number) => `At most ${max} at once, so that the picture stays readable.`,
    first: "What the others are compared with.",
    same: "Nothing changes for anybody.",
    gains: (who: string, count: number, amount: string) =>
      count > 1 ? `${who} gain most (+ ${amount} each)` : `${who} gains most (+ ${amount})`,
    loses: (who: string, count: number, amount: string) =>
      count > 1 ? `${who} lose most (− ${amount} each)` : `${who} loses most (− ${amount})`,
    unchanged: (who: string) => `nothing changes for ${who}`,
    refused: "Cannot be paid:",
    caption: "What each rule gives to each, and the difference with the first.",
    who: "Who",
    none: "—",
    picture: (series: string) => `What each receives by: ${series}.`,
    empty: "As soon as there are contributions, this compares what several rules would give.",
  },

  result: {
    title: "Who receives what",
    preview: "A preview: it changes with every word said above.",
    why: "Why?",
    nothing: "nothing this time",
    fund: "levy",
    rest: "Not shared, in the envelope",
    carried: (amount: string) => `${amount} asked again at the next sharing`,
    paid: "paid",
    left: (amount: string) => `still to pay: ${amount}`,
    refunded: (amount: string) => `${amount} given back to the envelope`,
    waived: (amount: string) => `${amount} left to the commons`,
    through: (who: string) => `through ${who}`,
    natures: { expenses: "expenses", work: "work", rights: "rights" },
    caption: "The result, member by member.",
    who: "Who",
    amount: "Amount",
  },

  fair: {
    title: "What each finds fair",
    says: "Everybody may say what seems fair to them, for every line. The median stands beside; it decides nothing.",
    label: (who: string, note: string) => `Fair for ${who}, “${note}”`,
    save: "Save what I find fair",
    saved: "Noted.",
    median: (amount: string) => `median ${amount}`,
    none: "no voice yet",
    all: (said: string) => `Said: ${said}`,
    one: (who: string, amount: string) => `${who} ${amount}`,
  },

  points: {
    title: "Your points",
    says: "Spread points over the others, not counting yourself. Points are never anonymous: everybody sees who gives how many to whom.",
    impartial: "Your points never change your own share. Two people can still agree between them: talk about it.",
    label: (who: string) => `Points for ${who}`,
    save: "Give these points",
    saved: "Your points are given.",
    whole: "A whole number, 0 or more.",
    missing: (who: string) => `Points of ${who} are still awaited.`,
    none: "All points are there.",
    forAbsent: (who: string) => `Give 1 to each for ${who}`,
    forDone: (who: string) => `Noted: 1 point to each, in the name of ${who}.`,
    table: "Who gave how many to whom",
    from: "From",
    given: (who: string) => `given by ${who} in their absence`,
    outsider: "You take no part in this sharing: you have no points to give.",
  },

  takes: {
    title: "What you take",
    says: "Everybody sets their own pay. A rise is slowed down: at most twice the last time, or what the median allows.",
    label: "I take",
    auto: "A part of what the others leave",
    save: "Take",
    none: "Take nothing",
    saved: "Noted.",
    table: "What each takes",
    who: "Who",
    take: "Takes",
    last: "Last time",
    isAuto: "a part of the rest",
    empty: "Nobody has said yet what they take.",
  },

  reviews: {
    title: "Your reviews of the others",
    says: "Here, a review changes an amount: the median of the scores weighs the hours of each.",
    noCriteria: "The collective has no criteria yet: an admin writes them in the settings.",
    anonymous: "Reviews are anonymous: median and count from 3 people on.",
  },

  people: {
    title: "Who takes part",
    out: "waits for the next sharing",
    noLines: "without a contribution",
    takeOut: (who: string) => `Leave ${who} for the next sharing`,
    bringBack: (who: string) => `Take ${who} back into this sharing`,
    askIn: "Ask in somebody without a contribution",
    add: "Ask in",
    choose: "Choose…",
    done: "Done, and seen by everybody.",
  },

  settings: {
    title: "Change this sharing",
    name: "Title",
    from: "First day",
    fromHint: "Empty: since ever.",
    until: "Last day",
    untilHint: "What was given until this day enters.",
    amount: "Amount shared",
    amountHint: (left: string) => `Empty: all that is left in the envelope (${left}).`,
    opens: "It opens on",
    closes: "It closes on",
    optional: "Optional.",
    facilitator: "Who facilitates the meeting",
    facilitatorHint: "They may enter what somebody absent keeps, with their agreement.",
    nobody: "the pilots only",
    recurs: "Recurs",
    recursOptions: { "": "no", monthly: "every month", quarterly: "every quarter" },
    saved: "Saved.",
    unread: "Write an amount, for example 1,200.50.",
  },

  learnt: {
    title: "What we learnt",
    label: "What helped? What would we do differently?",
    saved: "Noted.",
    none: "Nothing is written yet.",
  },

  objections: {
    title: (count: number) => plural("en", count, { one: "One objection", other: `${count} objections` }),
    one: (who: string, at: string) => `${who}, ${at}`,
  },

  board: {
    title: "Board",
    says: (who: string, total: string, month: string) => `${who}: ${total} in ${month}, this sharing included.`,
    threshold: (threshold: string, source: string) =>
      `Monthly threshold: ${threshold} (${source}). Moisson informs; it gives no legal advice.`,
    above: "above the threshold",
  },

  act: {
    open: {
      act: "Open this sharing",
      wishes: "Open the wishes",
    },
    propose: {
      act: "Propose this sharing",
    },
    adopt: {
      act: "Adopt this sharing",
      waits: (who: string) => `It waits to be adopted by ${who}.`,
      decide: "Propose the decision",
      byDecision: "Its circle adopts it by a decision.",
      will: (who: string) => `It can then be adopted by ${who}.`,
      nobody:
        "Nobody could adopt it: the only person who may proposes it, and is paid by it. Give one of these roles to somebody else: pilot of the circle, treasurer, admin.",
      members: "See the members",
    },
    object: {
      act: "Object",
    },
    post: {
      act: "Post this sharing",
      waits: "It waits for the treasurer or a pilot of the circle to post it.",
    },
    reverse: {
      act: "Reverse this sharing",
    },
    abandon: {
      act: "Abandon this sharing",
    },
    pay: "Pay the shares",
    more: "Other things to do",
  },
} satisfies typeof fr;
