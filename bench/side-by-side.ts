/**
 * What benches over HTTP share: our service and a bare one as processes of their own on one scratch database, asked in
 * turns by twenty connections, each of another member, every request with an idempotency key of its own.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import postgres from "postgres";
import { openPostgres, type Queryable } from "../src/db/client.js";
import { newId } from "../src/db/id.js";
import { circleMembers, circles, collectives, kinds, logins, memberProfiles, members } from "../src/db/schema/index.js";
import { addDays } from "../src/domain/calendar.js";
import { accessTokens } from "../src/http/tokens.js";

export const connections = 20;
const runs = 3;
/** Before these nothing counts: the engine of ours, which has more code to learn, is still compiling in the first. */
const warmingRuns = 2;
const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const secret = "a secret of the bench, long enough for anybody";
const slug = "les-communs";

interface Child {
  readonly kill: () => void;
  readonly ended: Promise<unknown>;
}
export interface Scene {
  readonly collectiveId: string;
  readonly circleId: string;
  readonly kindId: string;
  readonly loginIds: readonly string[];
  readonly memberIds: readonly string[];
}
/** What is asked of one of the two, again and again. */
interface Target {
  readonly name: string;
  readonly url: string;
  readonly bodies: Bodies;
}
/** What each member sends in a round of measuring, one after the other and again from the first. */
export type Bodies = (round: number) => readonly unknown[];

/** Measures `path` of ours, asked with the bodies that `set` gives, beside the bare insert; says both and the ratio. */
export async function besideBare(
  what: string,
  limits: { readonly limit: number; readonly goal?: number },
  set: (db: Queryable, scene: Scene) => Promise<{ readonly path: string; readonly bodies: Bodies }>,
): Promise<void> {
  const base = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";
  const admin = postgres(base, { max: 1, onnotice: () => {} });
  const name = `moisson_bench_${randomBytes(4).toString("hex")}`;
  await admin.unsafe(`create database ${name}`);
  const url = Object.assign(new URL(base), { pathname: `/${name}` }).href;
  const children: Child[] = [];
  try {
    const database = await openPostgres(url, { poolMax: 1 });
    const scene = await setScene(database.orm);
    const { path, bodies } = await set(database.orm, scene);
    await database.close();
    const [ours, bare] = [await freePort(), await freePort()];
    children.push(
      start(["dist/main.js", "serve"], { DATABASE_URL: url, SECRET: secret, PORT: String(ours), HOST: "127.0.0.1", LOG_LEVEL: "silent" }),
      start(["--import", "tsx", "bench/bare/write-server.ts"], { DATABASE_URL: url, SECRET: secret, PORT: String(bare) }),
    );
    const targets = [
      { name: "Moisson", url: `http://127.0.0.1:${ours}/api/v1/collectives/${slug}${path}`, bodies },
      { name: "bare", url: `http://127.0.0.1:${bare}/contributions`, bodies: someContributions(scene.kindId) },
    ] as const;
    for (const target of targets) await untilReady(target);
    const [{ server_version: version }] = (await admin`show server_version`) as unknown as [{ server_version: string }];
    console.log(`${what} over HTTP, ${connections} connections, PostgreSQL ${version}, median of ${runs}`);
    const rates = await measure(targets, scene);
    const [moisson, other] = rates as [number, number];
    targets.forEach(({ name }, place) => {
      console.log(`  ${name.padEnd(8)} ${Math.round(rates[place] ?? 0)} requests/s`);
    });
    const ratio = moisson / other;
    const goal = limits.goal === undefined ? "" : ` (goal × ${limits.goal.toFixed(2)})`;
    console.log(
      `  × ${ratio.toFixed(2)} of the bare one   limit × ${limits.limit.toFixed(2)}${goal}  ${ratio >= limits.limit ? "ok" : "TOO SLOW"}`,
    );
  } finally {
    for (const child of children) child.kill();
    await Promise.all(children.map(({ ended }) => ended));
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  }
}

/** Requests per second of each target, the median of runs in turns, once both are warm: a service runs for months. */
async function measure(targets: readonly Target[], scene: Scene): Promise<number[]> {
  const rates: number[][] = targets.map(() => []);
  for (let round = 0; round < warmingRuns + runs; round++) {
    for (const [place, target] of targets.entries()) {
      const rate = await requestsPerSecond(target, scene, round);
      if (round >= warmingRuns) rates[place]?.push(rate);
    }
  }
  return rates.map((all) => [...all].sort((a, b) => a - b)[all.length >> 1] as number);
}

async function requestsPerSecond({ name, url, bodies }: Target, { loginIds }: Scene, round: number): Promise<number> {
  const tokens = accessTokens(secret);
  let connection = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    method: "POST",
    idReplacement: true,
    headers: { "content-type": "application/json", "idempotency-key": "[<id>]" },
    setupClient: (client) => {
      const loginId = loginIds[connection++ % loginIds.length] as string;
      const token = tokens.sign(loginId, newId(), new Date());
      client.setHeaders({ "content-type": "application/json", "idempotency-key": "[<id>]", authorization: `Bearer ${token}` });
      client.setRequests(bodies(round).map((body) => ({ method: "POST", body: JSON.stringify(body) })));
    },
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${name}: ${result.non2xx} refusals, ${result.errors} errors`);
  return result.requests.average;
}

/** More days than a member logs in one round, and other hours in the next: nobody logs the same thing of the same day again and again. */
export const someContributions =
  (kindId: string): Bodies =>
  (round) =>
    Array.from({ length: 730 }, (_, place) => ({
      kindId,
      dayOn: addDays("2024-10-01", place),
      quantity: `${1 + (place % 7)}.${25 + round}`,
      claim: `${20 + place}.50`,
      note: `Atelier ${place} : accueil et mise en place, puis le compte rendu`,
    }));

/** A collective of twenty members with a login, one circle, and the kind of their hours. */
async function setScene(db: Queryable): Promise<Scene> {
  const createdAt = new Date();
  const [collectiveId, circleId, kindId] = [newId(), newId(), newId()];
  await db.insert(collectives).values({
    id: collectiveId,
    slug,
    name: "Les Communs",
    currency: "EUR",
    timeZone: "Europe/Paris",
    locale: "fr",
    country: "FR",
    yearStart: "01-01",
    createdAt,
  });
  await db.insert(circles).values({ collectiveId, id: circleId, name: "Les Communs", createdAt });
  await db.insert(kinds).values({ collectiveId, id: kindId, name: "Facilitation", unit: "h", createdAt });
  const loginIds: string[] = [];
  const memberIds: string[] = [];
  for (let place = 0; place < connections; place++) {
    const [loginId, memberId] = [newId(), newId()];
    loginIds.push(loginId);
    memberIds.push(memberId);
    await db.insert(logins).values({ id: loginId, email: `member-${place}@communs.example`, createdAt });
    const roles: string[] = [];
    await db
      .insert(members)
      .values({ collectiveId, id: memberId, code: `P${place}`, kind: "person", loginId, roles, joinedOn: "2026-01-01", createdAt });
    await db.insert(memberProfiles).values({ collectiveId, id: memberId, name: `Member ${place}` });
    await db.insert(circleMembers).values({ collectiveId, circleId, memberId, role: "contributor" });
  }
  return { collectiveId, circleId, kindId, loginIds, memberIds };
}

/** A process in the root of the checkout; what it says of errors is shown. */
function start(args: readonly string[], env: Record<string, string>): Child {
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "inherit"] });
  return { kill: () => child.kill(), ended: new Promise((resolve) => child.once("exit", resolve)) };
}

async function untilReady({ name, url }: Target): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (await fetch(new URL("/", url)).catch(() => undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} does not answer at ${url}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
