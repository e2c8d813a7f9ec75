import { readdirSync, statSync, writeFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { mailServer } from "../support/mail-server.js";
import { run, type Service, scratchFolder, serve } from "../support/processes.js";
import { t } from "../support/tap.js";

const password = "trois pommes au verger";

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the service answers
type Ask = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: any }>;

/** Founds a collective through the setup link, as its page would, and logs in. */
async function found(service: Service): Promise<{ ask: Ask }> {
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${service.url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };
  if (service.setupToken) {
    const founded = await send("POST", "/api/v1/setup", {
      token: service.setupToken,
      collective: { name: "Les Communs" },
      person: { name: "Ana", email: "ana@example.org", password },
    });
    if (founded.status !== 201) throw new Error(JSON.stringify(founded.body));
  }
  const session = await send("POST", "/api/v1/session", { email: "ana@example.org", password, transport: "bearer" });
  const bearer = { authorization: `Bearer ${session.body.accessToken}` };
  return {
    ask: (method, path, body) => send(method, path.startsWith("/api") ? path : `/api/v1/collectives/les-communs${path}`, body, bearer),
  };
}

t.test("one process at a time serves an embedded folder, also after a kill", async (t) => {
  const folder = scratchFolder(t);
  const first = await serve(t, { DATA_DIR: folder });
  t.ok(first.setupToken, "an empty database prints a setup link");
  t.equal(statSync(join(folder, "secret")).mode & 0o777, 0o600, "its secret is its owner’s alone");
  t.match(await run(["serve"], { DATA_DIR: folder, PORT: "0" }), { code: 1, stderr: /^error: folder_held: / });
  await first.stop("SIGKILL");
  const second = await serve(t, { DATA_DIR: folder });
  t.ok(second.setupToken, "the folder of a killed process can be used again");
  await second.stop();
  t.same(readdirSync(join(folder, "holders")), [], "a process that was asked to stop leaves nothing behind");
});

t.test("commands work through the process that holds the folder", async (t) => {
  const folder = scratchFolder(t);
  const service = await serve(t, { DATA_DIR: folder });
  await found(service);
  const through = await run(["verify", "--collective", "les-communs"], { DATA_DIR: folder });
  t.match(through, { code: 0, stderr: "" });
  t.match(await run(["verify", "--collective", "nulle-part"], { DATA_DIR: folder }), { code: 1, stderr: /^error: / });
  const log = "12/01/2026 2 h Heures : permanence\n13/01/2026 3 h Heures : jardin\n";
  const toImport = ["import", "-", "--collective", "les-communs", "--profile", "log-lines", "--member", "Ana", "--apply"];
  const imported = await run(toImport, { DATA_DIR: folder }, log);
  t.match(imported, { code: 0, stdout: /2 ajoutées/, stderr: "" }, "what comes on standard input goes through, too");
  const early = await run(["import", "-", "--collective", "nulle-part"], { DATA_DIR: folder }, log.repeat(50_000));
  t.match(early, { code: 1, stderr: /^error: not_found: [^\n]+\n$/ }, "a refusal does not wait for the input");
  await service.stop();
  const alone = await run(["verify", "--collective", "les-communs"], { DATA_DIR: folder });
  t.equal(alone.stdout, through.stdout, "alone it says the same");
});

t.test("a demonstration that ends says that all is well", async (t) => {
  const { code, stdout, stderr } = await run(["demo", "--once"]);
  t.match({ code, stderr }, { code: 0, stderr: "" });
  t.match(stdout, /2.080,00.€/);
});

t.test("wrong configuration stops the start with one sentence", async (t) => {
  const folder = scratchFolder(t);
  const file = join(folder, "file");
  writeFileSync(file, "no folder");
  const wrong: [Record<string, string>, RegExp][] = [
    [{ PORT: "many" }, /^error: config_invalid: PORT must be [^\n]+\n$/],
    [{ DATABASE_URL: "mysql://root@localhost/x" }, /^error: config_invalid: DATABASE_URL must be [^\n]+\n$/],
    [{ DATABASE_URL: "postgres://nobody@127.0.0.1:1/x" }, /^error: config_invalid: SECRET must be set [^\n]+\n$/],
    [{ DATABASE_URL: "postgres://nobody@127.0.0.1:1/x", SECRET: "s".repeat(32) }, /^error: database_unreachable: [^\n]+\n$/],
    [{ SECRET: "short" }, /^error: config_invalid: SECRET must be [^\n]+\n$/],
    [{ PUBLIC_URL: "moisson" }, /^error: config_invalid: PUBLIC_URL must be [^\n]+\n$/],
    [{ SMTP_URL: "smtp://me:100zz@mail.example.org" }, /^error: config_invalid: MAIL_FROM must be set [^\n]+\n$/],
    [{ DATA_DIR: join(file, "data") }, /^error: database_refused: The data folder [^\n]+ cannot be used [^\n]+\n$/],
    [{ HOST: "nowhere.invalid" }, /^error: cannot_listen: [^\n]+\n$/],
  ];
  for (const [environment, sentence] of wrong) {
    const { code, stderr } = await run(["serve"], { DATA_DIR: folder, ...environment });
    t.equal(code, 1, JSON.stringify(environment));
    t.match(stderr, sentence);
    t.notMatch(stderr, /100.?zz/, "a value may be a secret");
  }
  t.match(await run(["serve", "--fast"]), { code: 2 });
  t.match(await run(["reap"]), { code: 2, stderr: /reap/ });
});

t.test("a phone on the local network logs in over http", async (t) => {
  const address = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .find((each) => each.family === "IPv4" && !each.internal)?.address;
  // A machine without a network still has another address of its own.
  const host = address ?? "127.0.0.2";
  const service = await serve(t, { DATA_DIR: scratchFolder(t), HOST: "0.0.0.0" });
  const port = new URL(service.url).port;
  const phone = `http://${host}:${port}`;
  await found({ ...service, url: phone });
  const headers = { "content-type": "application/json", origin: phone };
  const login = await fetch(`${phone}/api/v1/session`, {
    method: "POST",
    headers,
    body: JSON.stringify({ email: "ana@example.org", password }),
  });
  t.equal(login.status, 200);
  const cookies = login.headers.getSetCookie();
  for (const cookie of cookies) {
    t.match(cookie, /; HttpOnly/i);
    t.match(cookie, /; SameSite=Strict/i);
    t.notMatch(cookie, /Secure|__Host-/, "a browser would drop it over plain http");
  }
  const cookie = cookies.map((each) => each.split(";")[0]).join("; ");
  const who = (await (await fetch(`${phone}/api/v1/session`, { headers: { cookie } })).json()) as { email: string };
  t.equal(who.email, "ana@example.org");
  const circle = JSON.stringify({ name: "Accueil" });
  const write = (origin: string) =>
    fetch(`${phone}/api/v1/collectives/les-communs/circles`, { method: "POST", headers: { ...headers, origin, cookie }, body: circle });
  t.equal((await write("http://elsewhere.example")).status, 403, "another site cannot act with this cookie");
  t.equal((await write(phone)).status, 201);
});

/** Logs contributions from several hands at once until the service dies; gives the ids it acknowledged. */
async function logUntilKilled(service: Service, ask: Ask, kindId: string): Promise<string[]> {
  const acknowledged: string[] = [];
  let killed = false;
  const hand = async (name: number) => {
    for (let count = 0; !killed; count++) {
      try {
        const { status, body } = await ask("POST", "/contributions", { kindId, quantity: "1", note: `Main ${name}, geste ${count}` });
        if (status === 201) acknowledged.push(body.id);
        if (acknowledged.length >= 60 && !killed) {
          killed = true;
          service.child.kill("SIGKILL");
        }
      } catch {
        return; // The connection went with the process: nothing was acknowledged.
      }
    }
  };
  await Promise.all(Array.from({ length: 6 }, (_, name) => hand(name)));
  return acknowledged;
}

t.test("a killed process loses nothing it acknowledged, and the ledger verifies", async (t) => {
  const folder = scratchFolder(t);
  const service = await serve(t, { DATA_DIR: folder });
  const { ask } = await found(service);
  const kinds = (await ask("GET", "/kinds")).body.items as { id: string; unit: string | null; isExpense: boolean }[];
  const hours = kinds.find(({ unit }) => unit === "h");
  const bank = await ask("POST", "/banks", { name: "Compte courant" });
  t.equal(bank.status, 201);
  const circleId = (await ask("GET", "/circles")).body.items[0].id;
  const envelope = (await ask("POST", "/envelopes", { name: "Kit", circleId })).body;
  await ask("POST", `/envelopes/${envelope.id}/money-in`, {
    amount: "3000.00",
    nature: "grant",
    source: "Fondation",
    document: "N-1",
    datedOn: "2026-03-03",
  });
  const acknowledged = await logUntilKilled(service, ask, String(hours?.id));
  await service.stop("SIGKILL");
  t.ok(acknowledged.length >= 60, `${acknowledged.length} acknowledged`);

  const again = await serve(t, { DATA_DIR: folder });
  const { ask: askAgain } = await found(again);
  const kept = new Set<string>();
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = (await askAgain("GET", `/contributions?limit=200${cursor ? `&cursor=${cursor}` : ""}`)).body as {
      items: { id: string }[];
      nextCursor: string | null;
    };
    for (const { id } of page.items) kept.add(id);
    cursor = page.nextCursor;
  }
  t.same(
    acknowledged.filter((id) => !kept.has(id)),
    [],
    "every acknowledged contribution is there",
  );
  t.match(await run(["verify", "--collective", "les-communs"], { DATA_DIR: folder }), { code: 0 });
});

t.test("with a mail server, who forgot their password is written to; the link leads to where the service is", async (t) => {
  const login = { user: "moisson", pass: "trois pommes" };
  const server = await mailServer(t, { login });
  const service = await serve(t, { DATA_DIR: scratchFolder(t), SMTP_URL: server.url, MAIL_FROM: "Les Communs <a@communs.example>" });
  await found(service);
  const asked = await fetch(`${service.url}/api/v1/password-links`, {
    method: "POST",
    // Whatever a request says the host is called, a mail never repeats it.
    headers: { "content-type": "application/json", "x-forwarded-host": "evil.example" },
    body: JSON.stringify({ email: "ana@example.org" }),
  });
  t.equal(asked.status, 204);
  const mail = await server.next();
  t.match(mail, { from: "a@communs.example", to: ["ana@example.org"] });
  t.equal(mail.header("From"), "Les Communs <a@communs.example>");
  t.ok(mail.text.includes(`\n${service.url}/password#`), mail.text);
});
