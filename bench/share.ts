/**
 * `bench share`: 100,000 contributions of 2,000 members by a three-step key (5 % to the commons, expenses in full, work
 * by hours and quality), from the parsed JSON to the result. Limit: 1.5 s, and growth no faster than n log n.
 */
import { settleSharing } from "../src/domain/sharing/settle.js";

const limitSeconds = 1.5;
const memberCount = 2_000;
const sizes = [1_000, 10_000, 100_000];
const runs = 3;

export async function run(): Promise<void> {
  const documents = sizes.map(sharingDocument);
  // One round to warm up, then rounds that alternate between the sizes, so that a slow moment of the machine hits all.
  const rounds = Array.from({ length: runs + 1 }, () => documents.map(secondsToSettle)).slice(1);
  const medians = sizes.map((_, place) => median(rounds.map((round) => round[place] as number)));
  console.log(`share: a three-step key for ${memberCount} members, median of ${runs}`);
  sizes.forEach((size, place) => {
    const seconds = medians[place] as number;
    const largest = place === sizes.length - 1;
    const verdict = largest ? `   limit ${limitSeconds.toFixed(3)} s  ${seconds <= limitSeconds ? "ok" : "TOO SLOW"}` : "";
    console.log(`  ${String(size).padStart(7)} contributions  ${seconds.toFixed(3)} s${verdict}${growth(medians, place)}`);
  });
}

/** How much slower than the size before, beside what n log n allows. */
function growth(medians: readonly number[], place: number): string {
  const [before, now] = [sizes[place - 1], sizes[place]];
  if (before === undefined || now === undefined) return "";
  const measured = (medians[place] as number) / (medians[place - 1] as number);
  const allowed = (now * Math.log(now)) / (before * Math.log(before));
  return `   × ${measured.toFixed(1)}, n log n × ${allowed.toFixed(1)}  ${measured <= allowed ? "ok" : "TOO STEEP"}`;
}

function secondsToSettle(document: unknown): number {
  const start = performance.now();
  settleSharing(document);
  return (performance.now() - start) / 1000;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/** The same document each time: nine contributions in ten are hours, one is a receipt; everybody has three reviews. */
function sharingDocument(size: number): unknown {
  const members = Array.from({ length: memberCount }, (_, place) => ({ id: `member-${place}`, name: `Member ${place}` }));
  const id = (place: number) => `member-${place % memberCount}`;
  const contributions = Array.from({ length: size }, (_, place) =>
    place % 10 === 0
      ? { member: id(place * 7), kind: "expense", quantity: "1", amount: `${place % 90}.${10 + (place % 90)}`, date: "2026-03-03" }
      : { member: id(place * 7), kind: place % 3 === 0 ? "facilitation" : "hours", quantity: `${place % 9}.25`, date: "2026-03-04" },
  );
  const reviews = members.flatMap(({ id: of }, place) =>
    [1, 2, 3].map((step) => ({ of, by: id(place + step), score: String(1 + ((place + step) % 5)) })),
  );
  return JSON.parse(
    JSON.stringify({
      format: "moisson.sharing/1",
      currency: "EUR",
      amount: "9000000.00",
      sequence: 7,
      members,
      funds: [{ id: "commons", name: "Commons" }],
      kinds: [
        { id: "hours", unit: "h", rate: "25.00" },
        { id: "facilitation", unit: "h", rate: "31.50" },
        { id: "expense", unit: "EUR", rate: "1" },
      ],
      contributions,
      reviews,
      key: {
        steps: [
          { kind: "levy", to: "commons", percent: "5" },
          { kind: "reimburse", kinds: ["expense"] },
          { kind: "weights", kinds: ["hours", "facilitation"], quality: { min: "0.8", max: "1.2" }, cap: true },
        ],
      },
    }),
  );
}
