/** What some keys ask of people besides wishes: points, takes, reviews. */
import type { Meeting } from "./sharing-meeting.js";
import { PointsSection } from "./sharing-points.js";
import { ReviewsSection } from "./sharing-reviews.js";
import { TakesSection } from "./sharing-takes.js";

export const AskedSections = ({ meeting }: { meeting: Meeting }) => (
  <>
    <PointsSection meeting={meeting} />
    <TakesSection meeting={meeting} />
    <ReviewsSection meeting={meeting} />
  </>
);
