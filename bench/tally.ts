/**
 * `bench tally`: equal shares with add1, exact, from the document to the result, on two generated elections.
 *
 *   town   6,500 voters, 64 projects, about 150 increments until the first overspend. Limit: 0.7 s
 *   city   80,000 voters, 130 projects, up to 15 approvals each. Limits: 10 s, and 600 MB at the peak
 *
 * Each in a process of its own, so that the peak is its own.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { tallyElection } from "../src/domain/tally/tally.js";

interface Size {
  readonly voters: number;
  readonly projects: number;
  readonly approvalsMax: number;
  readonly budget: number;
  readonly costs: readonly [number, number];
  readonly limitSeconds: number;
  readonly limitMegabytes: number | null;
  readonly runs: number;
}

const sizes: Readonly<Record<string, Size>> = {
  town: {
    voters: 6_500,
    projects: 64,
    approvalsMax: 15,
    budget: 2_000_000,
    costs: [5_000, 160_000],
    limitSeconds: 0.7,
    limitMegabytes: null,
    runs: 5,
  },
  city: {
    voters: 80_000,
    projects: 130,
    approvalsMax: 15,
    budget: 10_000_000,
    costs: [20_000, 600_000],
    limitSeconds: 10,
    limitMegabytes: 600,
    runs: 1,
  },
};

export async function run(): Promise<void> {
  console.log("tally: equal shares with add1, exact, from the document to the result");
  for (const name of Object.keys(sizes)) {
    const [script, ...flags] = [fileURLToPath(import.meta.url), name];
    const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", script, ...flags], { encoding: "utf8" });
    process.stdout.write(stdout);
    process.stderr.write(stderr);
  }
}

/** One election, counted in this process. */
function measure(name: string, size: Size): void {
  const document = electionOf(size);
  const seconds: number[] = [];
  let increments = 0;
  for (let round = 0; round < size.runs; round += 1) {
    const start = performance.now();
    const result = tallyElection(document);
    seconds.push((performance.now() - start) / 1000);
    increments = result.course?.increments ?? 0;
  }
  const median = [...seconds].sort((a, b) => a - b)[size.runs >> 1] as number;
  const verdict = (within: boolean) => (within ? "ok" : "TOO MUCH");
  const about = `${size.voters.toLocaleString("en")} voters, ${size.projects} projects, ${increments} increments`;
  console.log(`  ${name}  ${about}  ${median.toFixed(3)} s   limit ${size.limitSeconds} s  ${verdict(median <= size.limitSeconds)}`);
  console.log(`        the first time ${seconds[0]?.toFixed(3)} s`);
  if (size.limitMegabytes === null) return;
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(`        peak ${peak.toFixed(0)} MB   limit ${size.limitMegabytes} MB  ${verdict(peak <= size.limitMegabytes)}`);
}

/** The same election each time: some projects are liked by many, and voters like what their neighbours like. */
function electionOf({ voters, projects, approvalsMax, budget, costs }: Size): unknown {
  const next = numbers(7);
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low));
  const list = Array.from({ length: projects }, (_, place) => ({ id: `p${place}`, cost: `${between(costs[0], costs[1])}.00` }));
  const ballots = Array.from({ length: voters }, () => {
    const home = between(0, projects);
    const chosen = new Set<number>();
    for (let left = between(1, approvalsMax + 1); left > 0; left -= 1) {
      const near = (home + between(0, projects >> 2)) % projects;
      chosen.add(next() < 0.6 ? near : Math.floor(next() ** 2 * projects));
    }
    return { projects: [...chosen].map((place) => `p${place}`) };
  });
  return {
    format: "moisson.election/1",
    currency: "EUR",
    budget: `${budget}.00`,
    ballotType: "approval",
    projects: list,
    ballots,
    rule: { name: "equal-shares", completion: "add1" },
  };
}

/** Numbers from 0 to 1, the same each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const asked = process.argv[2] ?? "";
const size = sizes[asked];
if (process.argv[1] === fileURLToPath(import.meta.url) && size !== undefined) measure(asked, size);
