import type { DecisionLine, Left } from "../../decision-figures.js";
import { plural } from "../../speech.js";
import type fr from "../fr/decisions.js";

const days = (count: number) => plural("en", count, { one: `${count}\u00a0day`, other: `${count}\u00a0days` });
const hours = (count: number) => plural("en", count, { one: `${count}\u00a0hour`, other: `${count}\u00a0hours` });

/** Time that counts, without the days on which people rest. */
const left = ({ days: whole, hours: rest, minutes }: Left): string => {
  if (whole > 0) return `${days(whole)}${rest > 0 ? ` and ${hours(rest)}` : ""} of counted time left`;
  return rest > 0 ? `${hours(rest)} of counted time left` : `${minutes}\u00a0min left`;
};

const adopted = { consent: "adopted by consent", vote: "adopted by vote", council: "adopted by the council" };
const rejected = { consent: "rejected", vote: "rejected by vote", council: "rejected by the council" };

/** Where a decision stands, in a word or a few. */
const stands = (state: DecisionLine["state"], by: DecisionLine["by"]): string => {
  switch (state) {
    case "adopted":
      return adopted[by ?? "consent"];
    case "rejected":
      return rejected[by ?? "consent"];
    case "postponed":
      return "postponed";
    case "reopened":
      return "reopened";
    case "waiting":
      return "waits for the council";
    case "open":
      return "being decided";
    case "proposed":
      return "proposed";
  }
};

export default {
  back: "Decisions",
  left,
  until: (moment: string) => `until ${moment}`,
  stands,
  spoken: "you have spoken",
  collective: "The whole collective",
  list: {
    title: (count: number) =>
      plural("en", count, {
        zero: "No decision waits for your word.",
        one: "One decision waits for your word.",
        other: `${count} decisions wait for your word.`,
      }),
    lead: "What nobody blocks is adopted, and takes effect by itself.",
    propose: "Propose",
    circle: "Who decides",
    everybody: "all decisions",
    mine: "Your word is awaited",
    open: "Being decided",
    ended: "Decided or postponed",
    none: "This circle has not decided anything here yet.",
    closed: (moment: string) => `closed ${moment}`,
    attempt: (number: number) => `attempt ${number}`,
    act: "Say my word",
    notProposing: (standings: string) => `Who proposes here: ${standings}.`,
  },
  empty: {
    title: "Deciding by consent: what is it?",
    steps: (count: number) => [
      "Somebody proposes, and says what it will change.",
      `For ${count} counted hours, without weekends and public holidays, all say their word; silence agrees.`,
      "If nobody blocks, it is adopted and done; a block says why, and the proposal comes back improved.",
    ],
  },
  standings: {
    subscriber: "subscribers",
    contributor: "contributors",
    supporter: "supporters",
    partner: "partners",
  } as Record<string, string>,
  inCircle: {
    title: "Decisions",
    none: "Nothing is being decided.",
    all: "All its decisions",
    consent: "A sharing is adopted here by a decision.",
    pilot: "A sharing is adopted here by the word of one person whom it does not pay.",
    turn: "Adopt sharings by consent",
    turnHint: "A sharing is then adopted by a decision, and only so.",
    on: "From now on a sharing is adopted here by a decision.",
    off: "The word of one person is enough again to adopt a sharing here.",
  },
} satisfies typeof fr;
