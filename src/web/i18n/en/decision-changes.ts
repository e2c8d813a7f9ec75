import type fr from "../fr/decision-changes.js";

export default {
  kinds: {
    "set-rate": "set a rate",
    "adopt-sharing": "adopt a sharing",
    "adopt-key": "put a key in force",
    "admit-member": "welcome a subscriber",
    "exclude-member": "end somebody’s membership",
    "open-envelope": "open an envelope",
  } as Record<string, string>,
  says: {
    rate: (kind: string, unit: string, rate: string, day: string, before: string | null) =>
      `${kind}: each ${unit} will count for ${rate} from ${day} on${before ? `, instead of ${before}` : ""}.`,
    sharing: (title: string) => `The sharing “${title}” will be adopted.`,
    key: (name: string, where: string) => `The key “${name}” will be that of the next sharings of “${where}”.`,
    admitted: (name: string, day: string) => `${name} becomes a subscriber from ${day} on.`,
    excluded: (name: string, day: string) => `${name} leaves the collective without having asked to; the last day is ${day}.`,
    envelope: (name: string, circle: string | null, referent: string | null) =>
      `The envelope “${name}” opens${circle ? ` in the circle “${circle}”` : ""}${referent ? `, with ${referent} as its referent` : ""}.`,
    code: "A new version of the social code comes into force.",
    codeName: "version of the social code",
    charterName: "charter of cooperation",
    charter: "A revision of the charter of cooperation comes into force.",
    contract: "A reciprocity contract is signed.",
    contractName: "reciprocity contract",
    tension: (outcome: string) => `A tension is closed: ${outcome}`,
  },
  keySays: "What this key says",
  states: { done: "done", refused: "could not be done", waits: "to come", suspended: "suspended" },
  form: {
    choose: "choose",
    kind: "Which kind?",
    rate: (unit: string) => `What does each ${unit} count for?`,
    rateAny: "What does a unit count for?",
    from: "From",
    sharing: "Which proposed sharing?",
    noSharing: "No sharing is proposed at the moment.",
    key: "Which key, of those that are written?",
    noKey: "No key waits to come into force.",
    member: "Who?",
    last: "Their last day",
    name: "What is it called?",
    circle: "Of which circle?",
    referent: "Who is its referent?",
    nobody: "to be seen later",
  },
} satisfies typeof fr;
