import type fr from "../fr/without.js";

export default {
  says: (tag: string) =>
    `${tag ? `No envelope is called “${tag}”: it is a mere tag. ` : ""}Without an envelope, this contribution counts in no sharing as long as it has none.`,
  near: "Perhaps the envelope:",
} satisfies typeof fr;
