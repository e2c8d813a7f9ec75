import { plural } from "../../speech.js";
import type fr from "../fr/sharings.js";

export default {
  title: (open: number, proposed: number) =>
    open + proposed === 0
      ? "No sharing under way."
      : `${[
          ...(open > 0 ? [plural("en", open, { one: "One open sharing", other: `${open} open sharings` })] : []),
          ...(proposed > 0 ? [plural("en", proposed, { one: "one proposed", other: `${proposed} proposed` })] : []),
        ].join(", ")}.`,
  lead: "A sharing distributes the money of an envelope among those who contributed, by a rule that anybody can redo.",
  prepare: "Prepare a sharing",
  groups: { now: "Under way", done: "Posted", over: "Abandoned or reversed" },
  over: (over: string) => `${over} to settle together`,
  until: (day: string) => `contributions until ${day}`,
  closes: (day: string) => `open until ${day}`,
  postedOn: (day: string) => `posted on ${day}`,
  empty: {
    title: "No sharing yet",
    lead: "When an envelope has money and contributions are logged for it, a pilot prepares the sharing. Each says what they wish for, then all agree.",
  },
  carried: {
    title: (count: number) => plural("en", count, { one: "One carried wish waits", other: `${count} carried wishes wait` }),
    says: "They are asked again at the next sharing of their envelope. They are no debts: they fall on the day that is said.",
    one: (who: string, envelope: string, day: string) => `${who}, envelope “${envelope}”, until ${day}`,
    release: "Let it go",
    released: "Noted: this wish no longer waits.",
    releaseTitle: "Let this carried wish go?",
    releaseSays: (amount: string) => `${amount} will not be asked again. This cannot be taken back.`,
  },

  new: {
    title: (left: string | null) => (left ? `${left} to share: how?` : "What do we want to share?"),
    lead: "Nothing is given before it is opened, proposed and adopted. Everything can still change until then.",
    envelope: "Of which envelope?",
    choose: "Choose…",
    unchosen: "Choose the envelope whose money will be shared.",
    left: (name: string, left: string) => `${name} — ${left} is left`,
    noEnvelope: {
      title: "It takes an envelope of your circle first.",
      lead: "A sharing distributes the money of an open envelope. The circle’s pilots and admins prepare it.",
      act: "See the envelopes",
    },
    name: "What to call it?",
    nameOf: (envelope: string, month: string) => `${envelope}, ${month}`,
    amount: "How much?",
    amountHint: "Empty: all that is left in the envelope.",
    from: "Contributions from",
    fromHint: "Empty: since ever.",
    until: "until",
    untilHint: "This day included.",
    rule: "By which rule?",
    ruleHint: "It can be adjusted afterwards, step by step, and compared with others in the meeting.",
    levy: "A part for the commons first",
    levyHint: (fund: string) => `In percent, to the fund “${fund}”. Empty: none.`,
    levyFund: "To which fund?",
    levyFault: "A percent between 0 and 100.",
    charterLater: "Its lines are written on the page of the rule, right after. Until then a first line is to be completed.",
    weightless: "No kind has a rate: give one first in “Kinds and rates”.",
    unread: "Write an amount, for example 1,200.50.",
    submit: "Prepare this sharing",
    done: "Prepared. Open it when the circle is ready.",
  },
} satisfies typeof fr;
