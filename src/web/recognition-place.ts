/** What the pages of reviews and retrospectives read. */
import type {
  RetrospectiveAnswer,
  RetrospectiveLine as RetrospectiveLineAnswer,
} from "../features/retrospectives/retrospectives.schema.js";
import type { ReviewPeriodLine as LineAnswer, ReviewPeriodAnswer } from "../features/reviews/periods.schema.js";
import type { ReviewAnswer } from "../features/reviews/reviews.schema.js";

export type Review = ReviewAnswer;
export type ReviewPeriod = ReviewPeriodAnswer;
export type ReviewPeriodLine = LineAnswer;
export type Retrospective = RetrospectiveAnswer;
export type RetrospectiveLine = RetrospectiveLineAnswer;
export type Word = Retrospective["said"][number];

/** Each of some people reviews each other: how many reviews that is. */
export const reviewsOf = (people: number): number => people * (people - 1);
