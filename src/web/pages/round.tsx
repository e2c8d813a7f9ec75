/** A round: what is left to pledge and where, or the ballot; afterwards, how it ended and why. */
import { Shown } from "../components/reading.js";
import { RoundBoard } from "../components/round-board.js";
import { RoundBuckets } from "../components/round-buckets.js";
import { RoundOutcome } from "../components/round-outcome.js";
import { RoundVote } from "../components/round-vote.js";
import { useLive } from "../live.js";
import type { Bucket, Round } from "../round-figures.js";
import { type RoundPlace, useBuckets, usePassingDates, useRoundPlace } from "../round-place.js";

export default function RoundPage() {
  const place = useRoundPlace();
  const buckets = useBuckets(place.api);
  useLive(`${place.api}/events`);
  usePassingDates(place.round.value);
  return (
    <Shown reading={place.round}>
      {(round) => <Shown reading={buckets}>{({ items }) => <ByPhase place={place} round={round} buckets={items} />}</Shown>}
    </Shown>
  );
}

function ByPhase({ place, round, buckets }: { place: RoundPlace; round: Round; buckets: readonly Bucket[] }) {
  if (round.phase === "closed") return <RoundOutcome place={place} round={round} buckets={buckets} />;
  if (round.phase === "pledging" && round.method === "ballots") return <RoundVote place={place} round={round} buckets={buckets} />;
  if (round.phase === "pledging" && round.own) return <RoundBoard place={place} round={round} buckets={buckets} own={round.own} />;
  return <RoundBuckets place={place} round={round} buckets={buckets} />;
}
