/**
 * Moisson as a process of its own: `dist/main.js`, as people run it (`npm test` builds it first). Each test names its
 * own data folder and port 0, and everything is stopped at its end.
 */
import { type ChildProcess, type SpawnOptionsWithoutStdio, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Test } from "tap";

export const mainFile = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Record<string, string | undefined>;

/** Nothing of the surrounding shell configures a test's process. */
const bare = (environment: Environment): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, HOME: process.env.HOME, ...environment });

/** For `env`: what runs the tests would ride along in what they start, and double the time it takes. */
export const unobserved = ["-u", "NODE_OPTIONS"];

const start = (args: readonly string[], options: SpawnOptionsWithoutStdio) =>
  spawn("env", [...unobserved, process.execPath, mainFile, ...args], options);

/** Runs a command to its end. */
export function run(args: readonly string[], environment: Environment = {}, input?: string): Promise<Ended> {
  const child = start(args, { env: bare(environment) });
  const heard = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    heard.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    heard.stderr += chunk;
  });
  child.stdin.on("error", () => {});
  child.stdin.end(input ?? "");
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...heard })));
}

export interface Service {
  readonly url: string;
  /** The token of the setup link, when it printed one. */
  readonly setupToken: string | undefined;
  readonly child: ChildProcess;
  /** Stops it as its administrator would, or kills it. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts `moisson serve`, in a folder where it matters, and waits until it says where it is. */
export async function serve(t: Test, environment: Environment, cwd?: string): Promise<Service> {
  const env = bare({ PORT: "0", LOG_LEVEL: "error", ...environment });
  const child = start(["serve"], { env, ...(cwd ? { cwd } : {}) });
  let said = "";
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  t.teardown(() => stop("SIGKILL"));
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk;
      // The last line of the greeting: the setup link of an empty database, or else the address of the reference.
      if (/\/setup#\S+\n/.test(said) || /ready\n/.test(said)) resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    void ended.then(() => reject(new Error(`serve ended: ${said}`)));
  });
  const url = /http:\/\/\S+?:\d+/.exec(said)?.[0] ?? "";
  return { url, setupToken: /\/setup#(\S+)/.exec(said)?.[1], child, stop };
}

/** A folder that is removed at the end of the test. */
export function scratchFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), "moisson-test-"));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
