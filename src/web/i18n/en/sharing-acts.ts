/** What the acts in the life of a sharing say beforehand, and once done. */
import { plural } from "../../speech.js";
import type fr from "../fr/sharing-acts.js";
import type { Ask } from "../fr/sharing-acts.js";

const list = new Intl.ListFormat("en", { type: "conjunction" });
const frozen: Readonly<Record<Ask, string>> = {
  wishes: "what each keeps",
  reviews: "the reviews",
  points: "the points of each",
  takes: "what each takes",
};

const lines = (count: number) => plural("en", count, { zero: "no contribution", one: "one contribution", other: `${count} contributions` });

const entering = (count: number) => `${lines(count)} ${plural("en", count, { zero: "enters", one: "enters", other: "enter" })}`;

export default {
  open: {
    says: (amount: string, count: number) => `${amount} to share; ${entering(count)} as of today.`,
    asks: {
      wishes: "Everybody will be able to say what they keep.",
      reviews: "Everybody will be able to review the others.",
      points: "Everybody will be able to spread points over the others.",
      takes: "Everybody will be able to say what they take.",
    },
    asksNothing: "The key computes each share, and asks nothing of anybody.",
    done: "It is open.",
  },
  propose: {
    title: "Propose this sharing?",
    says: (shared: string, to: string, funds: string | null, rest: string | null) =>
      `${shared} for ${to}${funds ? `, and ${funds} as a levy` : ""}${rest ? `; ${rest} is not shared` : ""}.`,
    silent: "It can be proposed all the same.",
    freeze: (count: number, asks: readonly Ask[]) => {
      const what = list.format([lines(count), ...asks.map((ask) => frozen[ask])]);
      return `The figures are frozen: ${what} ${count === 1 && asks.length === 0 ? "changes" : "change"} no more, unless somebody objects.`;
    },
    done: "Proposed. Everybody is told.",
  },
  adopt: {
    title: "Adopt this sharing?",
    says: (given: string, left: string) => `${given} is set aside; the envelope has ${left}.`,
    final: "Nobody will be able to object any more.",
    self: "It pays everybody who could adopt it: whoever did not propose it does.",
    done: "Adopted.",
  },
  object: {
    title: "Say an objection",
    says: "The sharing opens again, and your reason is read by everybody.",
    reason: "What is wrong?",
    missing: "Write what is wrong: that is what lets everybody go on.",
    done: "The sharing is open again.",
  },
  post: {
    title: "Post this sharing?",
    says: (given: string, envelope: string, left: string) => `One entry of ${given}, from the envelope “${envelope}”, which has ${left}.`,
    to: (to: string, funds: string | null) => `It writes down what is owed to ${to}${funds ? `, and ${funds} as a levy` : ""}.`,
    carried: (amount: string) => `${amount} is carried: it will be asked again at the next sharing.`,
    pay: "The treasurer pays next. As long as nothing is paid, this sharing can still be reversed.",
    done: "Posted. It is still to be paid.",
  },
  reverse: {
    title: "Reverse this sharing?",
    says: (given: string) => `A reversing entry of ${given}, dated today: the money goes back to the envelope.`,
    frees: (count: number) =>
      plural("en", count, { one: "Its contribution is free again.", other: `Its ${count} contributions are free again.` }),
    carried: (amount: string) => `${amount} that was carried falls with it.`,
    paid: (paid: string) => `${paid} is already paid or left to the commons: it can no longer be reversed.`,
    done: "Reversed: an entry undoes it.",
  },
  abandon: {
    title: "Abandon this sharing?",
    says: (amount: string) => `Nothing is given: ${amount} stays in the envelope.`,
    frees: (count: number) =>
      plural("en", count, {
        zero: "No contribution is in it.",
        one: "Its contribution waits for the next sharing.",
        other: `Its ${count} contributions wait for the next sharing.`,
      }),
    final: "What everybody kept in it is lost, and it does not open again.",
    done: "Abandoned.",
  },
} satisfies typeof fr;
