/** Review periods and retrospectives (DESIGN §10). */
import type { RecognitionCode } from "../../refusals.js";

export default {
  reviews_closed: "Reviews are closed since {closedAt}: what was said in time stays as it is.",
  closing_not_ahead: "The end ({closesAt}) is ahead: choose an instant after {now}.",
  peers_too_few: "It takes at least {min} people to review each other; there are {people}.",
  not_a_peer: "Only the {people} people of this period review each other.",
  peer_unknown: "This person is not of this period: {people} people are.",
  reviewed_already: "You have reviewed {member} in this period already: change it, until the end.",
  harvester_only: "{harvester} harvests this retrospective: nobody else does in their place.",
  retrospective_closed: "This retrospective is closed since {closedAt}: nothing in it changes any more.",
  word_empty: "A word says something: a few letters are enough.",
  word_of_another: "Only who said it may change this word.",
  word_harvested: "This word was harvested ({harvestedAt}): it stays as it is.",
  not_of_circle: "Only the people of the circle and {harvester}, who harvests, speak here.",
} satisfies Readonly<Record<RecognitionCode, string>>;
