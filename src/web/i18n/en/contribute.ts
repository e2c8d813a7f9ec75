import { begun, type Part, plural } from "../../speech.js";
import type fr from "../fr/contribute.js";
import type { SaidContribution } from "../fr/contribute.js";

const lower = (name: string): string => (/^\p{Lu}\p{Lu}/u.test(name) ? name : name.slice(0, 1).toLowerCase() + name.slice(1));

const settlements: Readonly<Record<string, string>> = {
  reimburse: "to be reimbursed",
  gift: "waived as a gift",
  collective: "paid by the collective",
};

export default {
  title: (count: number, month: string) =>
    plural("en", count, {
      zero: `Nothing logged in ${month}: one line is enough.`,
      one: `One contribution logged in ${month}. One more?`,
      other: `${count} contributions logged in ${month}. One more?`,
    }),
  titleWaiting: "Say in one line what was given.",
  lead: "Write it as it comes: how much, of what, for which envelope, which day. You see what was understood before anything is saved.",
  line: "What was given, in one line",
  placeholder: "3h30 facilitation #kit workshop on 12 March",
  examples: "Examples",
  otherHint: (name: string) => `${name} is told, and may withdraw this contribution.`,
  understood: "Understood as",
  waiting: "What you write is shown here, understood, before it is saved.",
  settlement: (name: string) => settlements[name] ?? name,
  said: (c: SaidContribution): Part[] => {
    const parts: Part[] = [];
    if (c.giver) parts.push([c.giver], c.measure ? " gave " : c.kind ? ": " : "");
    if (c.measure) parts.push([c.measure]);
    if (c.kind && !c.isMeasureKind) parts.push(c.measure ? " of " : "", [c.measure || c.giver ? lower(c.kind) : c.kind]);
    if (c.settlement) parts.push(" ", [c.settlement]);
    if (c.until) parts.push(", from ", [c.day], " to ", [c.until]);
    else if (c.day) parts.push(", on ", [c.day]);
    if (c.envelope) parts.push(" for the envelope ", [c.envelope]);
    if (c.circle) parts.push(c.envelope ? ", circle " : " for the circle ", [c.circle]);
    if (c.claim) parts.push(", ", [c.claim], " wished for");
    if (c.isVolunteered) parts.push(", ", ["volunteered"]);
    if (c.paidTo) parts.push(", paid to ", [c.paidTo]);
    if (c.words) parts.push(`, “${c.words}”`);
    if (c.tags.length > 0) parts.push(` ${c.tags.map((tag) => `#${tag}`).join(" ")}`);
    return begun(parts);
  },
  questions: {
    memberId: "Who gave it?",
    kindId: "Which kind of contribution?",
    quantity: "How much?",
    amount: "Which amount?",
    dayOn: "Which day?",
    circleId: "For which circle?",
    envelopeId: "For which envelope?",
  },
  another: "Another",
  anotherDay: "Another day",
  asExpense: (amount: string) => `${amount} spent`,
  asClaim: (amount: string) => `${amount} wished for`,
  noEnvelope: "No envelope",
  choose: "Choose…",
  save: "Save",
  saveFor: (name: string) => `Save for ${name}`,
  likeness: {
    other: "It is something else: save",
    otherFor: (name: string) => `It is something else: save for ${name}`,
    dropped: "Nothing is added: it was logged already.",
  },
  saved: (what: string) => `Saved: ${what}.`,
  savedFor: (what: string, name: string) => `Saved for ${name}: ${what}.`,
  undoneBack: "Withdrawn. The line is back, if you want to correct it.",
  warned: "Saved, with a remark",
  see: "See the contribution",
  offline: "Your line is kept on this device. It leaves as soon as the connection is back, once.",
  more: "For somebody else, or field by field",
  moreHint: "The fields hold what was understood of the line.",
  elsewhere: "One thing is left to settle, field by field.",
  table: "Paste a table, or send a CSV file",
  latest: "My latest contributions",
  all: "All my contributions",
  none: {
    title: "Your first contribution fits in one line",
    lead: "An hour of cleaning, a drive, a helping hand, a song: what is given counts, with or without an amount.",
  },
} satisfies typeof fr;
