/** Reviews of the others, where the key weighs hours by them: «ici, un avis change un montant». */

import en from "../i18n/en/reviews.js";
import fr from "../i18n/fr/reviews.js";
import { useCollective } from "../place.js";
import { useList } from "../readings.js";
import type { Review, ReviewPeriodLine } from "../recognition-place.js";
import { saidMoment } from "../round-dates.js";
import { useTimeZone } from "../round-place.js";
import { speak } from "../speech.js";
import { Pill } from "./figures.js";
import { ReviewForm } from "./recognition/review-form.js";
import { type Meeting, t } from "./sharing-meeting.js";

const reviews = speak({ fr, en });

export function ReviewsSection({ meeting }: { meeting: Meeting }) {
  const { table, here, name } = meeting;
  const isAsked = table.asksFor.reviews;
  const isOpen = table.status === "open";
  const collective = useCollective();
  const own = useList<Review>(isAsked ? `${here.api}/reviews?by=${here.me}&envelope=${table.envelopeId}` : null).value;
  const all = useList<ReviewPeriodLine>(isAsked ? `${here.api}/review-periods?envelope=${table.envelopeId}` : null).value;
  if (!isAsked || !collective || !own || !all) return null;
  // What counts here: days of this envelope that end in the sharing’s.
  const periods = all.filter(({ untilOn }) => untilOn <= table.untilOn && (table.fromOn === null || untilOn >= table.fromOn));
  if (!isOpen && periods.length === 0) return null;
  const others = table.participants.filter(({ memberId, isOut, hasLines }) => memberId !== here.me && !isOut && hasLines);
  const fromOn = table.fromOn ?? table.lines.map(({ dayOn }) => dayOn).sort()[0] ?? table.untilOn;
  return (
    <section class="card" aria-labelledby="reviews">
      <h2 id="reviews">{t().reviews.title}</h2>
      <p>{t().reviews.says}</p>
      {collective.hasAnonymousReviews && <p class="muted small">{t().reviews.anonymous}</p>}
      {periods.map((period) => (
        <PeriodNote key={period.id} period={period} home={here.home} />
      ))}
      {periods.length > 0 ? null : collective.reviewCriteria.length === 0 ? (
        <p class="notice">{t().reviews.noCriteria}</p>
      ) : (
        others.map(({ memberId }) => {
          const before = own.find((each) => each.ofId === memberId && each.untilOn === table.untilOn);
          return (
            <details key={memberId}>
              <summary>
                <span>
                  {name(memberId)} {before && <Pill tone="green">{reviews().fields.done}</Pill>}
                </span>
              </summary>
              <ReviewForm
                of={memberId}
                name={name(memberId)}
                criteria={collective.reviewCriteria}
                before={before}
                object={{ envelopeId: table.envelopeId, fromOn, untilOn: table.untilOn }}
              />
            </details>
          );
        })
      )}
    </section>
  );
}

/** Where the scores come from: a period of reviews, once it is closed. */
function PeriodNote({ period: { id, title, isOver, closesAt }, home }: { period: ReviewPeriodLine; home: string }) {
  const { open, closed, see } = reviews().sharing;
  const timeZone = useTimeZone();
  return (
    <p class={isOver ? "notice green" : "notice"}>
      {isOver ? closed(title) : open(title, saidMoment(closesAt, timeZone))} <a href={`${home}/reviews/${id}`}>{see}</a>
    </p>
  );
}
