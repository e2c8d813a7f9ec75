import type fr from "../fr/wishes.js";

export default {
  awaited: "The money has not come yet.",
  spent: "All of it is shared or spent.",
  free: "No wish stands now.",
  room: (wished: string, percent: string) => `${wished} wished, ${percent}. There is room.`,
  nearly: (wished: string, percent: string) => `${wished} wished, ${percent}. Nearly full.`,
  over: (wished: string, percent: string) => `${wished} wished, ${percent}.`,
  overNothing: (wished: string) => `${wished} wished, and nothing is left.`,
  together: "To settle together.",
} satisfies typeof fr;
