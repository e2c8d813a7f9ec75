/** Reviews of the others, where the key weighs hours by them: «ici, un avis change un montant». */
import { useSignal } from "@preact/signals";
import type { z } from "zod";
import type { review } from "../../features/reviews/reviews.schema.js";
import { write } from "../api.js";
import { useCollective } from "../place.js";
import { useList } from "../readings.js";
import { useSending } from "../sending.js";
import { Button } from "./button.js";
import { LongTextField } from "./fields.js";
import { Pill } from "./figures.js";
import { ProblemNote } from "./problem.js";
import { type Meeting, t } from "./sharing-meeting.js";
import { tell } from "./told.js";

type Review = z.output<typeof review>;
const scores = ["1", "2", "3", "4", "5"];

export function ReviewsSection({ meeting }: { meeting: Meeting }) {
  const { table, here } = meeting;
  const isAsked = table.asksFor.reviews && table.status === "open";
  const collective = useCollective();
  const own = useList<Review>(isAsked ? `${here.api}/reviews?by=${here.me}&envelope=${table.envelopeId}` : null).value;
  if (!isAsked || !collective || !own) return null;
  const others = table.participants.filter(({ memberId, isOut, hasLines }) => memberId !== here.me && !isOut && hasLines);
  return (
    <section class="card" aria-labelledby="reviews">
      <h2 id="reviews">{t().reviews.title}</h2>
      <p>{t().reviews.says}</p>
      {collective.hasAnonymousReviews && <p class="muted small">{t().reviews.anonymous}</p>}
      {collective.reviewCriteria.length === 0 ? (
        <p class="notice">{t().reviews.noCriteria}</p>
      ) : (
        others.map(({ memberId }) => (
          <OneReview
            key={memberId}
            meeting={meeting}
            of={memberId}
            criteria={collective.reviewCriteria}
            before={own.find((each) => each.ofId === memberId && each.untilOn === table.untilOn)}
          />
        ))
      )}
    </section>
  );
}

function OneReview({
  meeting,
  of,
  criteria,
  before,
}: {
  meeting: Meeting;
  of: string;
  criteria: readonly string[];
  before: Review | undefined;
}) {
  const { table, name, here } = meeting;
  const words = useSignal({ strengths: before?.strengths ?? "", weaknesses: before?.weaknesses ?? "", scores: before?.scores ?? {} });
  const first = table.fromOn ?? table.lines.map(({ dayOn }) => dayOn).sort()[0] ?? table.untilOn;
  const send = useSending((_: undefined, key: string) =>
    before
      ? write("PATCH", `${here.api}/reviews/${before.id}`, words.value, key)
      : write(
          "POST",
          `${here.api}/reviews`,
          { ofId: of, envelopeId: table.envelopeId, fromOn: first, untilOn: table.untilOn, ...words.value },
          key,
        ),
  );
  const submit = async () => {
    if (await send.run(undefined)) tell(t().reviews.saved(name(of)));
  };
  return (
    <details>
      <summary>
        <span>
          {name(of)} {before && <Pill tone="green">{t().reviews.done}</Pill>}
        </span>
      </summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {criteria.map((criterion) => (
          <fieldset class="field" key={criterion}>
            <legend>{t().reviews.criterion(criterion, name(of))}</legend>
            <div class="row">
              {scores.map((score) => (
                <label class="choice" key={score}>
                  <input
                    type="radio"
                    name={`${of} ${criterion}`}
                    checked={words.value.scores[criterion] === score}
                    onChange={() => {
                      words.value = { ...words.value, scores: { ...words.value.scores, [criterion]: score } };
                    }}
                  />
                  {score}
                </label>
              ))}
            </div>
          </fieldset>
        ))}
        <LongTextField
          label={t().reviews.strengths}
          rows={2}
          value={words.value.strengths}
          onValue={(strengths) => {
            words.value = { ...words.value, strengths };
          }}
        />
        <LongTextField
          label={t().reviews.weaknesses}
          hint={t().reviews.weaknessesHint}
          rows={2}
          value={words.value.weaknesses}
          onValue={(weaknesses) => {
            words.value = { ...words.value, weaknesses };
          }}
        />
        <ProblemNote problem={send.problem} onRetry={() => void submit()} />
        <Button isSubmit isBusy={send.isBusy}>
          {t().reviews.save(name(of))}
        </Button>
      </form>
    </details>
  );
}
