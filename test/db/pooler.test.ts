/** A pooler before PostgreSQL: a real PgBouncer, as it comes, and told to pass over what it does not know. */
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import type { Test } from "tap";
import { DatabaseRefused, openPostgres } from "../../src/db/client.js";
import { isHere } from "../support/accountants.js";
import { openTestDatabase } from "../support/database.js";
import { t } from "../support/tap.js";

const database = await openTestDatabase();
t.teardown(() => database.close());
const skip = database.kind !== "postgres" ? "the embedded database has nothing before it" : !isHere("pgbouncer") && "no pgbouncer here";

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** The address of the test's database through a PgBouncer of its own. */
async function pooled(t: Test, more = ""): Promise<string> {
  const direct = new URL(database.url ?? "");
  const folder = mkdtempSync(join(tmpdir(), "moisson-pooler-"));
  const port = await freePort();
  const server = `host=${direct.hostname} port=${direct.port || 5432} user=${direct.username}${direct.password && ` password=${direct.password}`}`;
  const settings = [
    `listen_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =\nauth_type = any\npool_mode = session`,
    // It does not run as root.
    ...(process.getuid?.() === 0 ? ["user = postgres"] : []),
    more,
  ];
  writeFileSync(join(folder, "ini"), `[databases]\n${direct.pathname.slice(1)} = ${server}\n[pgbouncer]\n${settings.join("\n")}\n`);
  chmodSync(folder, 0o755);
  const pooler = spawn("pgbouncer", ["--quiet", join(folder, "ini")], { stdio: "ignore" });
  t.teardown(() => {
    pooler.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const url = Object.assign(new URL(direct), { hostname: "127.0.0.1", port: String(port) }).href;
  for (let left = 50; left > 0; left -= 1) {
    const one = postgres(url, { max: 1, onnotice: () => {} });
    const answers = await one`select 1`.then(
      () => true,
      () => false,
    );
    await one.end();
    if (answers) return url;
    await setTimeout(100);
  }
  throw new Error("the pooler does not answer");
}

t.test("a pooler that refuses how connections are set stops the start with one sentence", { skip }, async (t) => {
  await t.rejects(openPostgres(await pooled(t)), { name: DatabaseRefused.name, message: /work_mem.*PostgreSQL itself/ });
});

t.test("a pooler that passes over the role is refused: the service would own its ledger", { skip }, async (t) => {
  const url = await pooled(t, "ignore_startup_parameters = role, work_mem, plan_cache_mode");
  await t.rejects(openPostgres(url), { name: DatabaseRefused.name, message: /not as moisson_service/ });
});
