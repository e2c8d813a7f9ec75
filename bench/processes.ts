/** What benches of whole commands share: a scratch database, psql, and a process watched from its start to its end. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type postgres from "postgres";

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

export async function onScratch<Result>(admin: postgres.Sql, base: string, work: (url: string) => Promise<Result>): Promise<Result> {
  const name = `moisson_bench_${randomBytes(4).toString("hex")}`;
  await admin.unsafe(`create database ${name}`);
  try {
    return await work(Object.assign(new URL(base), { pathname: `/${name}` }).href);
  } finally {
    await admin.unsafe(`drop database ${name} with (force)`);
    // What one run leaves to be written must not slow the next one down.
    await admin.unsafe("checkpoint");
  }
}

export function psql(url: string, command: string): Promise<void> {
  return ended(
    spawn("psql", ["--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--command", command, url], {
      stdio: ["ignore", "ignore", "inherit"],
    }),
  );
}

/** The high water mark of a process's memory, as long as it lives. */
export async function watchPeak(pid: number, signal: AbortSignal): Promise<number> {
  let kilobytes = 0;
  while (!signal.aborted) {
    try {
      kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? kilobytes);
    } catch {
      // It has ended; what it had at most is known from just before.
    }
    await wait(20, undefined, { signal }).catch(() => {});
  }
  return Math.round(kilobytes / 1024);
}

export function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`${child.spawnfile} ended with ${code}`))));
  });
}

/** A command of the service in a process of its own, from its start to its end: how long it took, and its memory at the peak. */
export async function timed(url: string, args: readonly string[]): Promise<{ seconds: number; megabytes: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, ["dist/main.js", ...args], {
    env: { ...process.env, DATABASE_URL: url, SECRET: "a secret of the bench, long enough for anybody" },
    stdio: ["ignore", "ignore", "ignore"],
  });
  const watching = new AbortController();
  const peak = watchPeak(child.pid ?? 0, watching.signal);
  await ended(child);
  const seconds = (performance.now() - start) / 1000;
  watching.abort();
  return { seconds, megabytes: await peak };
}
