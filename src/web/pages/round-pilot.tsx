/** Piloting a round: how it would close, and its close; its credits, its money, its dates; and where it ends. */
import { ButtonLink } from "../components/button.js";
import { Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { RoundClosing } from "../components/round-closing.js";
import { RoundCredits } from "../components/round-credits.js";
import { RoundDates } from "../components/round-dates-form.js";
import { RoundEnd } from "../components/round-end.js";
import { RoundFiles } from "../components/round-files.js";
import { RoundPool } from "../components/round-pool.js";
import { RoundSettings } from "../components/round-settings-form.js";
import en from "../i18n/en/pilot.js";
import fr from "../i18n/fr/pilot.js";
import { useLive } from "../live.js";
import { useReading } from "../readings.js";
import { added, isNothing, type Round, type Settlement, sumIn } from "../round-figures.js";
import { type RoundPlace, usePassingDates, useRoundPlace } from "../round-place.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function RoundPilotPage() {
  const place = useRoundPlace();
  useLive(`${place.api}/events`);
  usePassingDates(place.round.value);
  return <Shown reading={place.round}>{(round) => <Pilot place={place} round={round} />}</Shown>;
}

function Pilot({ place, round }: { place: RoundPlace; round: Round }) {
  const isPilot = place.here.pilots(round.circleId);
  const isOver = round.endedAt !== null;
  const settlement = useReading<Settlement>(isPilot && !isOver ? `${place.api}/settlement` : null);
  const back = { href: place.home, label: round.title };
  if (!isPilot) {
    return (
      <Page title={t().notPilot} lead={t().notPilotLead} back={back}>
        {null}
      </Page>
    );
  }
  if (isOver) {
    return (
      <Page title={round.phase === "closed" ? t().titles.closed : t().titles.cancelled} back={back}>
        <ButtonLink rank="first" isWide href={`${place.here.home}/rounds/new?from=${round.id}`}>
          {t().end.copy}
        </ButtonLink>
        <RoundFiles place={place} round={round} />
      </Page>
    );
  }
  const isSettling = round.phase === "settling";
  const closing = <Shown reading={settlement}>{(read) => <RoundClosing place={place} round={round} settlement={read} />}</Shown>;
  return (
    <Page title={titleOf(round, settlement.value)} back={back}>
      <Figures round={round} />
      {isSettling && closing}
      {round.method === "credits" && <RoundCredits place={place} round={round} />}
      {!isSettling && closing}
      <RoundPool place={place} round={round} />
      <RoundDates place={place} round={round} />
      <RoundSettings place={place} round={round} />
      <RoundFiles place={place} round={round} />
      <RoundEnd place={place} round={round} />
    </Page>
  );
}

function titleOf(round: Round, settlement: Settlement | undefined): string {
  const { titles } = t();
  const sum = sumIn(round.commodity);
  if (round.phase === "settling" && settlement) {
    if (settlement.returned === null) return titles.settlingSecret;
    const funded = settlement.buckets.filter(({ isFunded }) => isFunded);
    const amounts = funded.map(({ amount }) => amount ?? "0");
    return titles.settling(funded.length, sum(added(amounts, round.commodity)));
  }
  if (isNothing(round.figures.entered)) return titles.empty;
  if (round.method === "ballots") return titles.vote(sum(round.figures.pool));
  return isNothing(round.figures.pool) ? titles.given(round.figures.participants) : titles.toGive(sum(round.figures.pool));
}

/** Where the money of the round is: at every moment the last three make the first. */
function Figures({ round }: { round: Round }) {
  const { figures } = t();
  const sum = sumIn(round.commodity);
  const { entered, pool, credits, buckets } = round.figures;
  const rows = [
    { name: figures.entered, amount: entered },
    { name: figures.pool, amount: pool },
    ...(round.method === "credits"
      ? [
          { name: figures.credits, amount: credits },
          { name: figures.buckets, amount: buckets },
        ]
      : []),
  ];
  return (
    <dl class="figures card">
      {rows.map(({ name, amount }) =>
        amount === null ? null : (
          <>
            <dt>{name}</dt>
            <dd class="figure amount">{sum(amount)}</dd>
          </>
        ),
      )}
    </dl>
  );
}
