/** One period of reviews: while it is open a card for each peer; then what was said of me, and what is heard of each. */
import { useSignal } from "@preact/signals";
import { useRoute } from "preact-iso/router";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { Pill } from "../components/figures.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { ReviewForm } from "../components/recognition/review-form.js";
import { Ask } from "../components/ties/ask.js";
import { number, shortDay } from "../format.js";
import en from "../i18n/en/reviews.js";
import fr from "../i18n/fr/reviews.js";
import { nameIn, useCircles, useEnvelopes, useHere, useNameOf } from "../place.js";
import { useList, useReading } from "../readings.js";
import { type Review, type ReviewPeriod, reviewsOf } from "../recognition-place.js";
import { saidMoment } from "../round-dates.js";
import { useTimeZone } from "../round-place.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function ReviewPeriodPage() {
  const here = useHere();
  const { params } = useRoute();
  const period = useReading<ReviewPeriod>(`${here.api}/review-periods/${params.id}`);
  const reviews = useList<Review>(`${here.api}/reviews?period=${params.id}&limit=200`);
  return (
    <Shown reading={period}>
      {(one) => <Shown reading={reviews}>{(said) => <OnePeriod key={one.id} period={one} reviews={said} />}</Shown>}
    </Shown>
  );
}

function titleOf({ title, isOver, closedAt, isPeer, left }: ReviewPeriod): string {
  const { over, toDo, done, outside } = t().one;
  if (isOver) return over(title, shortDay((closedAt ?? "").slice(0, 10)));
  return isPeer ? (left > 0 ? toDo(title, left) : done(title)) : outside(title);
}

function OnePeriod({ period, reviews }: { period: ReviewPeriod; reviews: readonly Review[] }) {
  const here = useHere();
  const isClosing = useSignal(false);
  const [circleOf, envelopeOf] = [nameIn(useCircles()), nameIn(useEnvelopes())];
  const { id, isOver, isPeer, mayClose, written, people, circleId, envelopeId, fromOn, untilOn } = period;
  const place = envelopeId ? envelopeOf(envelopeId) : circleOf(circleId);
  return (
    <Page
      title={titleOf(period)}
      lead={t().about(place, shortDay(fromOn), shortDay(untilOn))}
      back={{ href: `${here.home}/reviews`, label: t().back }}
    >
      <About period={period} />
      {!isOver && isPeer && <ToWrite period={period} reviews={reviews} />}
      {isOver && isPeer && <OfMe reviews={reviews.filter(({ ofId }) => ofId === here.me)} />}
      {isOver && <Heard period={period} reviews={reviews} />}
      <div class="row no-print">
        {mayClose && (
          <Button
            onPress={() => {
              isClosing.value = true;
            }}
          >
            {t().one.close}
          </Button>
        )}
        {isOver && (
          <Button rank="link" onPress={() => print()}>
            {t().one.print}
          </Button>
        )}
      </div>
      {isClosing.value && (
        <Ask
          title={t().one.close}
          says={t().one.closeSays(written, reviewsOf(people))}
          done={t().one.closed}
          send={(key) => write("POST", `${here.api}/review-periods/${id}/close`, {}, key)}
          onClose={() => {
            isClosing.value = false;
          }}
        >
          {() => null}
        </Ask>
      )}
    </Page>
  );
}

/** What hears of it, until when, and what it changes. */
function About({ period: { isOver, isAnonymous, closesAt, envelopeId, people, written } }: { period: ReviewPeriod }) {
  const timeZone = useTimeZone();
  const { changesAmount, changesNothing, closesAt: until, named, anonymous, anonymousFew, written: count } = t().one;
  return (
    <div class="stack tight">
      <p class="notice">{envelopeId ? changesAmount : changesNothing}</p>
      {!isOver && <p>{until(saidMoment(closesAt, timeZone))}</p>}
      <p class="muted">
        {isAnonymous ? anonymous : named} {count(written, reviewsOf(people))}
      </p>
      {isAnonymous && people < 4 && <p class="notice brick">{anonymousFew(people)}</p>}
    </div>
  );
}

function ToWrite({ period: { id, peers, criteria }, reviews }: { period: ReviewPeriod; reviews: readonly Review[] }) {
  const here = useHere();
  const others = peers.filter(({ memberId }) => memberId !== here.me);
  const first = others.find(({ reviewId }) => reviewId === null)?.memberId;
  return (
    <Section title={t().one.mine}>
      {others.map(({ memberId, name, reviewId }) => {
        // Who was reviewed is read apart from what was said of them: the form begins anew once its words are here, not before.
        const before = reviews.find(({ id: each }) => each === reviewId);
        return (
          <details key={memberId} class={reviewId ? "card" : "card waits"} open={memberId === first}>
            <summary>
              <span>
                {name} {reviewId ? <Pill tone="green">{t().fields.done}</Pill> : <Pill tone="wheat">{t().one.missing}</Pill>}
              </span>
            </summary>
            <ReviewForm key={before?.id} of={memberId} name={name} criteria={criteria} before={before} object={{ periodId: id }} />
          </details>
        );
      })}
    </Section>
  );
}

function OfMe({ reviews }: { reviews: readonly Review[] }) {
  return (
    <Section title={t().one.ofMe}>
      {reviews.length === 0 && <p class="muted">{t().one.nothingOfMe}</p>}
      {reviews.map((review) => (
        <Said key={review.id} review={review} isMine />
      ))}
    </Section>
  );
}

/** What one peer said, with their name where it is told. */
function Said({ review, isMine = false }: { review: Review; isMine?: boolean }) {
  const here = useHere();
  const nameOf = useNameOf();
  const isPublishing = useSignal(false);
  const { id, byId, strengths, weaknesses, score, isPublished } = review;
  const {
    signed,
    unsigned,
    score: scored,
    strengths: good,
    weaknesses: better,
    publish,
    publishSays,
    published,
    isPublished: done,
  } = t().one;
  return (
    <div class="card">
      <p class="row between">
        <span class="strong">{byId ? signed(nameOf(byId)) : unsigned}</span>
        {score && <span class="figure">{scored(number(score))}</span>}
      </p>
      {strengths && (
        <p class="pre-line">
          <span class="muted small">{good}</span>
          <br />
          {strengths}
        </p>
      )}
      {weaknesses && (
        <p class="pre-line">
          <span class="muted small">{better}</span>
          <br />
          {weaknesses}
        </p>
      )}
      {isMine && weaknesses && (
        <div class="row">
          {isPublished ? (
            <Pill>{published}</Pill>
          ) : (
            <Button
              rank="link"
              onPress={() => {
                isPublishing.value = true;
              }}
            >
              {publish}
            </Button>
          )}
        </div>
      )}
      {isPublishing.value && (
        <Ask
          title={publish}
          says={publishSays}
          done={done}
          send={(key) => write("POST", `${here.api}/reviews/${id}/publication`, {}, key)}
          onClose={() => {
            isPublishing.value = false;
          }}
        >
          {() => null}
        </Ask>
      )}
    </div>
  );
}

function Heard({ period: { peers, isAnonymous }, reviews }: { period: ReviewPeriod; reviews: readonly Review[] }) {
  const here = useHere();
  const { heard, caption, person, reviewers, scorers, median, untold, noScore, of } = t().one;
  return (
    <Section title={heard}>
      <table class="stacked">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{person}</th>
            {[reviewers, scorers, median].map((label) => (
              <th scope="col" class="num" key={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {peers.map((peer) => {
            const unsaid = peer.scorers === null && isAnonymous ? untold : noScore;
            return (
              <tr key={peer.memberId}>
                <th scope="row">{peer.name}</th>
                <td class="num" data-label={reviewers}>
                  {peer.reviewers ?? "–"}
                </td>
                <td class="num" data-label={scorers}>
                  {peer.scorers ?? "–"}
                </td>
                <td class="num" data-label={median}>
                  {peer.median ? <span class="figure">{number(peer.median)}</span> : <span class="muted small">{unsaid}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {peers
        .filter(({ memberId }) => memberId !== here.me && reviews.some(({ ofId }) => ofId === memberId))
        .map(({ memberId, name }) => (
          <details key={memberId}>
            <summary>{of(name)}</summary>
            <div class="stack">
              {reviews
                .filter(({ ofId }) => ofId === memberId)
                .map((review) => (
                  <Said key={review.id} review={review} />
                ))}
            </div>
          </details>
        ))}
    </Section>
  );
}
