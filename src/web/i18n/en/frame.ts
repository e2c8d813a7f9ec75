import type fr from "../fr/frame.js";

export default {
  menu: (name: string) => `Menu of ${name}`,
  tabs: {
    label: "Pages of the collective",
    home: "Home",
    contribute: "Log",
    envelopes: "Envelopes",
    rounds: "Rounds",
    decisions: "Decisions",
    sharings: "Sharings",
  },
  nowhere: {
    title: "There is nothing here for you.",
    lead: "The address does not exist, what it showed is no longer there, or this collective is not yours.",
    home: "Go home",
  },
} satisfies typeof fr;
