import type fr from "../fr/likeness.js";

export default {
  asks: (by: string, giver: string | undefined, what: string) => {
    const logged = by === "" ? "You have already logged" : `${by} has already logged`;
    const gift = giver === undefined ? "" : giver === "" ? " for you" : ` for ${giver}`;
    return `${logged} ${what || "these words"}${gift} on that day: is it the same?`;
  },
  same: "It is the same: add nothing",
} satisfies typeof fr;
