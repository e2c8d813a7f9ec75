import type fr from "../fr/contribute-examples.js";

export default {
  lines: [
    { line: "3h30 facilitation workshop on 12 March", what: "a time, a kind, a day" },
    { line: "42.50 € train Lille–Attin", what: "an amount alone is an expense" },
    { line: "2 h 60 € animation: preparing the meeting", what: "an amount beside a time is wished for" },
    { line: "gift 20 €", what: "money given, which nobody pays back" },
    { line: "@firstname 2 h tidying up yesterday", what: "for somebody else" },
    { line: "joy: singing while we built", what: "without a quantity" },
  ],
  labels: "#envelope-name puts the contribution into its envelope.",
} satisfies typeof fr;
