/** Periods of reviews, those that wait for their reader first; below them the retrospectives of circles. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso/router";
import { Button } from "../components/button.js";
import { Pill } from "../components/figures.js";
import { Empty, Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { OpeningPeriod, OpeningRetrospective } from "../components/recognition/openings.js";
import { shortDay } from "../format.js";
import en from "../i18n/en/reviews.js";
import fr from "../i18n/fr/reviews.js";
import { nameIn, useCircles, useEnvelopes, useHere } from "../place.js";
import { useList } from "../readings.js";
import type { RetrospectiveLine, ReviewPeriodLine } from "../recognition-place.js";
import { saidMoment } from "../round-dates.js";
import { useTimeZone } from "../round-place.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function ReviewsPage() {
  const here = useHere();
  const { query } = useLocation();
  const opening = useSignal<"period" | "retrospective" | undefined>(undefined);
  const reading = useList<ReviewPeriodLine>(`${here.api}/review-periods?limit=200`);
  const mayOpen = here.isAdmin || here.pilotOf.length > 0;
  const act = (what: typeof opening.value, label: string, rank?: "first") => (
    <Button
      {...(rank ? { rank } : {})}
      onPress={() => {
        opening.value = what;
      }}
    >
      {label}
    </Button>
  );
  const close = () => {
    opening.value = undefined;
  };
  return (
    <Shown reading={reading}>
      {(periods) => {
        const open = periods.filter(({ isOver }) => !isOver).sort((a, b) => Number(a.left === 0) - Number(b.left === 0));
        const over = periods.filter(({ isOver }) => isOver);
        const mine = open.reduce((sum, { left }) => sum + left, 0);
        return (
          <Page title={t().title(mine)} lead={t().lead} actions={mayOpen && act("period", t().open, "first")} isWide>
            {periods.length === 0 && (
              <Empty title={t().empty.title}>
                <p>{t().empty.says}</p>
              </Empty>
            )}
            <PeriodCards periods={open} />
            {over.length > 0 && (
              <details open={open.length === 0}>
                <summary>{t().closed(over.length)}</summary>
                <PeriodCards periods={over} />
              </details>
            )}
            <Retrospectives circle={query.circle} act={mayOpen && act("retrospective", t().retrospectives.open)} />
            {opening.value === "period" && <OpeningPeriod onClose={close} />}
            {opening.value === "retrospective" && <OpeningRetrospective onClose={close} />}
          </Page>
        );
      }}
    </Shown>
  );
}

function PeriodCards({ periods }: { periods: readonly ReviewPeriodLine[] }) {
  const here = useHere();
  const timeZone = useTimeZone();
  const [circleOf, envelopeOf] = [nameIn(useCircles()), nameIn(useEnvelopes())];
  return (
    <ul class="plain-list tiles">
      {periods.map(({ id, title, circleId, envelopeId, fromOn, untilOn, closesAt, isOver, isPeer, left, people }) => (
        <li key={id}>
          <a class={left > 0 ? "card waits" : "card"} href={`${here.home}/reviews/${id}`}>
            <span class="strong good">{title}</span>
            <span class="muted small">
              {t().about(envelopeId ? envelopeOf(envelopeId) : circleOf(circleId), shortDay(fromOn), shortDay(untilOn))}
            </span>
            <span class="row tight">
              {left > 0 && <Pill tone="wheat">{t().left(left)}</Pill>}
              {isPeer && !isOver && left === 0 && <Pill tone="green">{t().allDone}</Pill>}
              <span class="muted small">{isOver ? t().people(people) : t().until(saidMoment(closesAt, timeZone))}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Retrospectives({ circle, act }: { circle: string | undefined; act: ComponentChildren }) {
  const here = useHere();
  const circleOf = nameIn(useCircles());
  const list = useList<RetrospectiveLine>(`${here.api}/retrospectives?limit=100${circle ? `&circle=${circle}` : ""}`).value;
  const words = t().retrospectives;
  return (
    <Section title={words.title}>
      {list?.length === 0 && <p class="muted">{words.none}</p>}
      <ul class="plain-list tiles">
        {list?.map(({ id, circleId, fromOn, untilOn, closedAt, words: count }) => (
          <li key={id}>
            <a class="card" href={`${here.home}/retrospectives/${id}`}>
              <span class="strong good">{words.line(circleOf(circleId), shortDay(fromOn), shortDay(untilOn))}</span>
              <span class="row tight">
                <Pill {...(closedAt ? { tone: "green" as const } : { tone: "wheat" as const })}>
                  {closedAt ? words.isClosed : words.isOpen}
                </Pill>
                <span class="muted small">{words.words(count)}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
      {act && <div class="row">{act}</div>}
    </Section>
  );
}
