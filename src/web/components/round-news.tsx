/** What others just pledged or took back: one line that is read aloud when it changes, and leaves after a while. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import en from "../i18n/en/round.js";
import fr from "../i18n/fr/round.js";
import { type Member, nameIn } from "../place.js";
import { useReading } from "../readings.js";
import { type Bucket, type Pledge, type Round, sumIn, textOf } from "../round-figures.js";
import { newsBetween, type Standing, type StandingBy, standingOfBuckets, standingOfPledges } from "../round-news.js";
import type { RoundPlace } from "../round-place.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

/** Up to so many participants each is named: all pledges are read for it. With more, what moved is said without names. */
const namedMax = 60;
const shownMs = 20_000;

interface NewsProps {
  place: RoundPlace;
  round: Round;
  buckets: readonly Bucket[];
  members: readonly Member[] | undefined;
}

export function RoundNews({ place, round, buckets, members }: NewsProps) {
  const isNamed = round.figures.participants <= namedMax;
  const pledges = useReading<{ items: Pledge[] }>(isNamed ? `${place.api}/pledges?all=true` : null).value?.items;
  const last = useRef<StandingBy | undefined>(undefined);
  const news = useSignal<readonly Standing[]>([]);
  const read = isNamed ? pledges : buckets;
  useEffect(() => {
    if (!read) return;
    const now = isNamed ? standingOfPledges(pledges ?? [], round.commodity) : standingOfBuckets(buckets, round.commodity);
    const fresh = last.current ? newsBetween(last.current, now, place.here.me) : [];
    last.current = now;
    if (fresh.length > 0) news.value = fresh;
  }, [read]);
  const said = news.value;
  useEffect(() => {
    if (said.length === 0) return;
    const timer = setTimeout(() => {
      news.value = [];
    }, shownMs);
    return () => clearTimeout(timer);
  }, [said]);
  const sum = sumIn(round.commodity);
  const nameOf = nameIn(members);
  const titleOf = (id: string) => buckets.find((bucket) => bucket.id === id)?.title ?? "…";
  const sentence = ({ memberId, bucketId, minor }: Standing): string => {
    const amount = sum(textOf(minor < 0n ? -minor : minor, round.commodity));
    const words = t().news;
    if (memberId === null) return (minor > 0n ? words.moreFromSome : words.lessFromSome)(amount, titleOf(bucketId));
    return (minor > 0n ? words.more : words.less)(nameOf(memberId), amount, titleOf(bucketId));
  };
  return (
    <div class="round-news no-print" role="status" aria-label={t().news.label}>
      {said.length > 0 && (
        <p>
          <span class="muted">{t().news.now}</span> {said.length > 2 ? t().news.several(said.length) : said.map(sentence).join(" ")}
        </p>
      )}
    </div>
  );
}
