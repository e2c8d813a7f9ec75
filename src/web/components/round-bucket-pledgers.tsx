/** Who pledged to a bucket, where that may be seen. */
import en from "../i18n/en/bucket.js";
import fr from "../i18n/fr/bucket.js";
import { useNameOf } from "../place.js";
import { useReading } from "../readings.js";
import { type Bucket, type Pledge, type Round, sumIn, textOf } from "../round-figures.js";
import { standingOfPledges } from "../round-news.js";
import type { RoundPlace } from "../round-place.js";
import { speak } from "../speech.js";
import { Section } from "./page.js";

const t = speak({ fr, en });

export function BucketPledgers({ place, round, bucket }: { place: RoundPlace; round: Round; bucket: Bucket }) {
  const isVeiled = bucket.pledged === null;
  const pledges = useReading<{ items: Pledge[] }>(isVeiled ? null : `${place.api}/pledges?all=true`).value?.items;
  const nameOf = useNameOf();
  const { pledgers } = t();
  if (isVeiled) return <p class="muted">{pledgers.secret}</p>;
  if (!pledges || bucket.status === "draft" || bucket.status === "cancelled") return null;
  const standing = [...standingOfPledges(pledges, round.commodity).values()]
    .filter(({ bucketId, minor }) => bucketId === bucket.id && minor > 0n)
    .sort((a, b) => (a.minor < b.minor ? 1 : a.minor > b.minor ? -1 : 0));
  return (
    <Section title={pledgers.title(standing.length)}>
      {standing.length > 0 && (
        <ul class="plain-list ruled">
          {standing.map(({ memberId, minor }) => (
            <li key={memberId} class="row between">
              <span>{nameOf(memberId)}</span>
              <span class="figure amount">{sumIn(round.commodity)(textOf(minor, round.commodity))}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
