/** Elections (DESIGN §9). */
import type { ElectionCode } from "../../refusals.js";

export default {
  election_invalid: "The election is not valid: {at}: {problem}",
  rule_invalid: "The rule cannot work: {at}: {problem}",
  tally_too_long:
    "The count by {rule} would take too long: {turns} turns were not enough. A larger increment, or another rule, is faster; the command moisson tally takes the time it needs.",
  rule_missing: "The file does not say its rule; choose one with --rule: {allowed}.",
  rule_unknown: "The rule “{rule}” ({at}) is not one that can be recounted; choose with --rule: {allowed}.",
  rule_beyond_file:
    "The rule “{rule}” depends on what the file does not hold (projects that exclude each other, decisions aside); choose with --rule: {allowed}.",
  unknown_project: "Unknown project: {id} ({at}).",
} satisfies Readonly<Record<ElectionCode, string>>;
