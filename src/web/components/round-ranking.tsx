/** A ranked ballot: buckets are added to one’s order and moved in it by buttons; each move is said, and the focus stays. */
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import en from "../i18n/en/ballot.js";
import fr from "../i18n/fr/ballot.js";
import { isNamed, moved, named, without } from "../round-ballot.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { BallotWords, type ChoicesProps } from "./round-choices.js";

const t = speak({ fr, en });

export function RoundRanking({ buckets, votes, limits, cost, home, onVotes }: ChoicesProps) {
  const said = useSignal("");
  // Where the focus goes as the list is drawn anew: the button that was pressed, or the list where it is gone. Not after the paint,
  // or the next key would fall on what the last one left.
  const wanted = useSignal("");
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (wanted.peek() === "") return;
    const found = place.current?.querySelector<HTMLElement>(`[name="${wanted.peek()}"]`) ?? place.current;
    wanted.value = "";
    found?.focus();
  }, [votes]);
  const ranked = votes.flatMap(({ bucketId }) => buckets.find(({ id }) => id === bucketId) ?? []);
  const others = buckets.filter(({ id }) => !isNamed(votes, id));
  const isFull = limits.votesMax !== null && votes.length >= limits.votesMax;
  const move = (bucketId: string, title: string, by: number) => {
    const changed = moved(votes, bucketId, by);
    wanted.value = `${by < 0 ? "up" : "down"}-${bucketId}`;
    said.value = t().moved(title, changed.findIndex((vote) => vote.bucketId === bucketId) + 1);
    onVotes(changed);
  };
  return (
    <div class="stack" ref={place} tabIndex={-1}>
      <h2>{t().rank}</h2>
      <p class="visually-hidden" role="status">
        {said.value}
      </p>
      {ranked.length === 0 && <p class="muted">{t().rankEmpty}</p>}
      <ol class="plain-list choices">
        {ranked.map((bucket, index) => (
          <li key={bucket.id} class="card waits">
            <div class="row between">
              <span class="figure rank">{index + 1}</span>
              <BallotWords bucket={bucket} cost={cost} home={home} />
              <div class="row">
                <Button
                  name={`up-${bucket.id}`}
                  label={t().up(bucket.title)}
                  isOff={index === 0}
                  onPress={() => move(bucket.id, bucket.title, -1)}
                >
                  ↑
                </Button>
                <Button
                  name={`down-${bucket.id}`}
                  label={t().down(bucket.title)}
                  isOff={index === ranked.length - 1}
                  onPress={() => move(bucket.id, bucket.title, 1)}
                >
                  ↓
                </Button>
                <Button
                  label={t().remove(bucket.title)}
                  onPress={() => {
                    wanted.value = `add-${bucket.id}`;
                    onVotes(without(votes, bucket.id));
                  }}
                >
                  ×
                </Button>
              </div>
            </div>
          </li>
        ))}
      </ol>
      {others.length > 0 && <h2>{t().unranked}</h2>}
      <ul class="plain-list choices">
        {others.map((bucket) => (
          <li key={bucket.id} class="card">
            <div class="row between">
              <BallotWords bucket={bucket} cost={cost} home={home} />
              <Button
                name={`add-${bucket.id}`}
                label={t().add(bucket.title)}
                isOff={isFull}
                onPress={() => {
                  wanted.value = `up-${bucket.id}`;
                  said.value = t().moved(bucket.title, votes.length + 1);
                  onVotes(named(votes, bucket.id, true, limits));
                }}
              >
                {t().addShort}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
