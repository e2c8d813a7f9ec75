import { plural } from "../../speech.js";
import type fr from "../fr/ballot.js";

export default {
  title: {
    approval: (count: number, pool: string) => `${count} buckets for ${pool}: which do you support?`,
    "choose-1": (count: number, pool: string) => `${count} buckets for ${pool}: which one do you choose?`,
    cumulative: (count: number, pool: string) => `${count} buckets for ${pool}: where do your points go?`,
    scoring: (count: number, pool: string) => `${count} buckets for ${pool}: which score for each?`,
    ordinal: (count: number, pool: string) => `${count} buckets for ${pool}: in which order?`,
  },
  none: "No bucket is put to the vote so far.",
  lead: {
    approval: (max: number | null) => (max === null ? "Tick all that you are fine with." : `Tick up to ${max} buckets.`),
    "choose-1": "One choice.",
    cumulative: (max: number) => `You have ${max} points to spread as you like.`,
    scoring: (min: number, max: number) => `From ${min} (not at all) to ${max} (fully). Without a score the bucket is not on your ballot.`,
    ordinal: (max: number | null) =>
      max === null ? "Choose buckets, then put those you like best first." : `Choose up to ${max} buckets, those you like best first.`,
  },
  secret: "Your ballot is secret: nobody sees it, now or later. You can change it until the end.",
  rule: {
    greedy: "Most supported first: buckets go in the order of votes, as long as the money lasts.",
    "equal-shares":
      "Equal shares: each ballot has the same part of the money; a bucket passes when its supporters can pay for it together.",
    other: "A rule chosen by the circle counts the ballots.",
  },
  cost: (amount: string) => `costs ${amount}`,
  more: (title: string) => `Read ${title}`,
  read: "Read",
  left: {
    votes: (count: number) =>
      plural("en", count, { zero: "Your ballot is full.", one: "One more choice possible.", other: `${count} more choices possible.` }),
    points: (count: number) =>
      plural("en", count, { zero: "All your points are placed.", one: "1 point left.", other: `${count} points left.` }),
    over: (count: number) => plural("en", count, { one: "One too many: take one off.", other: `${count} too many: take some off.` }),
    chosen: (count: number) =>
      plural("en", count, { zero: "No bucket chosen.", one: "One bucket chosen.", other: `${count} buckets chosen.` }),
  },
  gone: (count: number) =>
    plural("en", count, {
      one: "A bucket you had chosen is no longer put to the vote: it no longer counts on your ballot.",
      other: `${count} buckets you had chosen are no longer put to the vote: they no longer count on your ballot.`,
    }),
  points: (title: string) => `Points for ${title}`,
  morePoints: (title: string) => `One more point for ${title}`,
  fewerPoints: (title: string) => `One point less for ${title}`,
  score: (title: string) => `Score of ${title}`,
  noScore: "no score",
  rank: "Your order",
  rankEmpty: "Nothing yet: add a bucket below.",
  unranked: "The other buckets",
  add: (title: string) => `Add ${title}`,
  addShort: "Add",
  up: (title: string) => `Move ${title} up`,
  down: (title: string) => `Move ${title} down`,
  remove: (title: string) => `Take ${title} off`,
  moved: (title: string, place: number) => `${title} is now no. ${place}.`,
  cast: "Cast my ballot",
  castAgain: "Change my ballot",
  done: "Ballot cast. You can change it until the end.",
  castAt: (moment: string) => `✓ Your ballot is cast (${moment}).`,
  notYet: "You have not voted yet.",
  unsaved: "These changes are not cast yet.",
} satisfies typeof fr;
