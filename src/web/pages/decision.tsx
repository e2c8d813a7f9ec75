/** One decision: what is proposed and what it will change, my word, where it stands, and what can be done next. */
import { useEffect, useRef } from "preact/hooks";
import { useRoute } from "preact-iso/router";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { History } from "../components/decision-history.js";
import { Next } from "../components/decision-next.js";
import { Proposal } from "../components/decision-proposal.js";
import { Arguments, Standing } from "../components/decision-stand.js";
import { MyWord } from "../components/decision-word.js";
import { Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { type Decision, lastOf, leftOf } from "../decision-figures.js";
import { instant } from "../format.js";
import en from "../i18n/en/decision.js";
import decisions_en from "../i18n/en/decisions.js";
import fr from "../i18n/fr/decision.js";
import decisions_fr from "../i18n/fr/decisions.js";
import { useLive } from "../live.js";
import { usePassing } from "../passing.js";
import { nameIn, useCircles, useHere, useNameOf } from "../place.js";
import { refreshReadings, useReading } from "../readings.js";
import { useTimeZone } from "../round-place.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
const decisionTexts = speak({ fr: decisions_fr, en: decisions_en });

export default function DecisionPage() {
  const here = useHere();
  const { id } = useRoute().params;
  const api = `${here.api}/decisions/${id}`;
  useLive(`${api}/events`);
  return <Shown reading={useReading<Decision>(api)}>{(decision) => <OneDecision key={decision.id} decision={decision} />}</Shown>;
}

function OneDecision({ decision }: { decision: Decision }) {
  const here = useHere();
  const nameOf = useNameOf();
  const circleOf = nameIn(useCircles());
  const { title, state, circleId, mayVote } = decision;
  const attempt = lastOf(decision);
  useSight(decision);
  usePassing(attempt.outcome === null ? attempt.closesAt : null);
  const circle = circleId === null ? t().everybody : circleOf(circleId);
  const way = attempt.isLastResort ? t().lastWay : t().ways[attempt.way];
  return (
    <Page
      title={t().title(title, state)}
      lead={useSaid(decision)}
      back={{ href: `${here.home}/decisions`, label: decisionTexts().back }}
      isWide
    >
      <p class="muted">{t().by(nameOf(decision.proposedBy), circle, way)}</p>
      <div class="columns">
        <div class="stack loose">
          <Proposal decision={decision} />
          {/* Another attempt asks anew. */}
          {mayVote && <MyWord key={attempt.number} decision={decision} />}
          {!mayVote && attempt.outcome === null && <p class="muted no-print">{t().mine.notDeciding}</p>}
        </div>
        <div class="stack loose">
          <Standing decision={decision} />
          <Arguments decision={decision} />
          <Next decision={decision} />
          <History decision={decision} />
          <div class="row no-print">
            <Button rank="link" onPress={() => print()}>
              {t().next.print}
            </Button>
          </div>
        </div>
      </div>
    </Page>
  );
}

/** Where it stands, in a sentence with its instant. */
function useSaid(decision: Decision): string {
  const timeZone = useTimeZone();
  const { outcome, closesAt, secondsLeft, isLastResort } = lastOf(decision);
  if (outcome === null) {
    const left = decisionTexts().left(leftOf(secondsLeft ?? 0));
    return (isLastResort ? t().openLast : t().open)(instant(closesAt, timeZone), left);
  }
  if (decision.state === "reopened") return t().reopened;
  const at = instant(outcome.at, timeZone);
  switch (outcome.kind) {
    case "adopted":
      return t().adopted[outcome.by ?? "consent"](at);
    case "rejected":
      return t().rejected[outcome.by === "council" ? "council" : "vote"](at);
    case "postponed":
      return t().postponed(outcome.counts.block, at);
    case "waiting":
      return t().waiting(decision.council?.name ?? "");
  }
}

/** Who opens the page has seen the attempt: that is told once, where they decide in it. */
function useSight(decision: Decision): void {
  const { api, me } = useHere();
  const { number, notYetIds } = lastOf(decision);
  const told = useRef(0);
  const isNew = decision.mayVote && notYetIds.includes(me);
  useEffect(() => {
    if (!isNew || told.current === number) return;
    told.current = number;
    // Not seen for now, where the connection does not answer: the next visit tells it.
    write("POST", `${api}/decisions/${decision.id}/sights`).then(refreshReadings, () => undefined);
  }, [isNew, number]);
}
