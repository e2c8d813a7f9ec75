/** Readers: one that dies is seen at once, one that lives says so, and none keeps others from their turn. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { truncateSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { findCollective } from "../../src/cli/collective.js";
import { importFile } from "../../src/cli/import.js";
import { readConfig } from "../../src/config.js";
import { queryRows } from "../../src/db/client.js";
import { importBatches } from "../../src/db/schema/index.js";
import { decodeChunks } from "../../src/exchange/decode.js";
import { faultsListedMax } from "../../src/exchange/faults.js";
import { importContext } from "../../src/exchange/import-context.js";
import { surveyImport } from "../../src/exchange/survey-import.js";
import { applyAtOnce } from "../../src/features/imports/applying-at-once.js";
import { fileAt, fileOfText } from "../../src/features/imports/import-file.js";
import { answerOf, openImport, requireBatch } from "../../src/features/imports/imports.actions.js";
import { loadLists } from "../../src/features/imports/imports.queries.js";
import { type FileToRead, readFile, StagedContributionWriter } from "../../src/features/imports/reading.js";
import { withPulse } from "../../src/features/imports/staging.js";
import { testDatabaseKind } from "../support/database.js";
import { openWorkshop, send, type Workshop } from "../support/import-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);
const { orm } = house.database;

const header = "Date;Participant·e;Nature;Quantité;Cercle;Note";
const rowsOf = (count: number): string =>
  [header, ...Array.from({ length: count }, (_, index) => `12/03/2026;Ana;Heures;${index + 1};Accueil;réunion ${index}`)].join("\n");

t.test("a reader that dies shows at once, and its file is gone on with", { skip: testDatabaseKind !== "embedded" }, async (t) => {
  const { people } = await openWorkshop(house);
  await orm.execute(sql`alter table staged_contributions rename column note to words`);
  const died = await send(people.ana, rowsOf(20));
  await orm.execute(sql`alter table staged_contributions rename column words to note`);
  t.match(died.body, { status: "interrupted", rowsApplied: 0 });
  t.match(await people.ana.post(`/imports/${died.body.id}/application`, {}), { status: 409, body: { code: "import_not_ready" } });
  t.match((await send(people.ana, rowsOf(20))).body, { id: died.body.id, status: "previewed", rowsValid: 20 });
});

t.test("the key of a file whose reader died goes on with it", async (t) => {
  const { people } = await openWorkshop(house);
  const headers = { "idempotency-key": "mars" };
  const first = await send(people.ana, rowsOf(20), "", headers);
  await orm
    .update(importBatches)
    .set({ status: "staging", touchedAt: new Date(0) })
    .where(eq(importBatches.id, first.body.id));
  t.match((await people.ana.get(`/imports/${first.body.id}`)).body, { status: "interrupted" });
  t.match((await send(people.ana, rowsOf(20), "", headers)).body, { id: first.body.id, status: "previewed", rowsValid: 20 });
});

t.test("a letter that no text holds is an error of the file", async (t) => {
  const { people } = await openWorkshop(house);
  const { status, body } = await send(people.ana, Buffer.from(`\ufeff${rowsOf(3).replace("réunion 2", "réu\0nion")}`, "utf16le"));
  t.match({ status, code: body.code }, { status: 415, code: "file_not_text" });
});

t.test("a letter that lies across what is read at a time is one letter", async (t) => {
  // Three bytes each: one of three files is cut at any place, and the longest is asked for more than once.
  for (const before of ["", "a", "ab"]) {
    const bytes = Buffer.from(`${before}${"…".repeat(800_000)}`);
    const path = join(t.testdir({}), "long.txt");
    writeFileSync(path, bytes);
    const file = await fileAt(path);
    t.match(file, { bytes: bytes.length, encoding: "utf-8", hash: createHash("sha256").update(bytes).digest("hex") });
    let text = "";
    for await (const chunk of decodeChunks(file.open(), file.encoding)) text += chunk;
    t.ok(text === bytes.toString(), `${before}…`);
  }
});

t.test("while it waits for the database, a reader says that it lives", async (t) => {
  const { people, collectiveId } = await openWorkshop(house);
  const { body } = await send(people.ana, rowsOf(3));
  const ofBatch = eq(importBatches.id, body.id);
  await orm.update(importBatches).set({ status: "staging" }).where(ofBatch);
  const later = new Date(house.clock.now.getTime() + 60_000);
  const beats = async () => (await orm.select().from(importBatches).where(ofBatch))[0]?.touchedAt.getTime() === later.getTime();
  const seen = await withPulse(
    orm,
    { batch: { collectiveId, id: body.id }, now: () => later },
    async () => {
      for (let tries = 0; tries < 6000; tries += 1) {
        if (await beats()) return true;
        await wait(10);
      }
      return false;
    },
    10,
  );
  t.ok(seen);
});

/** What a reader of the service reads with. */
async function toRead({ collectiveId, circles }: Workshop, text: string): Promise<FileToRead> {
  const file = await fileOfText("long.csv", text);
  const lists = await loadLists(orm, collectiveId, { today: "2026-03-31", language: "fr", currency: "EUR", timeZone: "Europe/Paris" });
  const survey = await surveyImport(file.open);
  const context = importContext(lists, { circleId: circles.accueil }, { dayOrder: "day-first" });
  return {
    batch: { collectiveId, id: "0195e000-0000-7000-8000-000000000000" },
    file,
    survey,
    context,
    now: () => new Date(),
    givesWay: true,
  };
}

t.test("others have their turn while a long file is read, and hear how far it is", async (t) => {
  const workshop = await openWorkshop(house);
  const reading = await toRead(workshop, rowsOf(20_000));
  let turns = 0;
  const others = setInterval(() => {
    turns += 1;
  }, 0);
  const told: number[] = [];
  const read = await readFile(reading, new StagedContributionWriter(reading, 0), async (_, { rowsRead }) => told.push(rowsRead) > 0);
  clearInterval(others);
  t.match(read, { rowsRead: 20_000, rowsValid: 20_000, bytesRead: reading.file.bytes });
  t.ok(turns > 20, `${turns} turns`);
  t.ok(told.length > 4, `${told.length} copies`);
});

t.test("a command in the process that serves leaves the database to others between two copies", async (t) => {
  const { collectiveId } = await openWorkshop(house);
  const [{ slug } = { slug: "" }] = await queryRows<{ slug: string }>(orm, sql`select slug from collectives where id = ${collectiveId}`);
  let isOver = false;
  let said = "";
  const out = new Writable({
    write: (chunk, _encoding, done) => {
      said += chunk;
      done();
    },
  });
  const io = {
    stdin: Readable.from([Buffer.from(rowsOf(8000))]),
    stdout: out,
    stderr: out,
    place: { database: house.database, config: readConfig({}) },
  };
  const importing = importFile(["-", "--collective", slug, "--apply", "--json"], io).finally(() => {
    isOver = true;
  });
  const seen = new Set<string>();
  while (!isOver) {
    const [batch] = await queryRows<{ status: string; rows: number }>(
      orm,
      sql`select status, rows_read as rows from import_batches where collective_id = ${collectiveId}`,
    );
    if (batch && !isOver) seen.add(`${batch.status} ${batch.rows}`);
    await wait(1);
  }
  t.equal(await importing, 0, said);
  t.match(JSON.parse(said), { status: "applied", rowsApplied: 8000 });
  t.ok([...seen].filter((each) => /^staging [1-9]/.test(each)).length > 1, [...seen].join(", "));
});

async function actingAs({ collectiveId, people }: Pick<Workshop, "collectiveId" | "people">) {
  const [{ slug } = { slug: "" }] = await queryRows<{ slug: string }>(orm, sql`select slug from collectives where id = ${collectiveId}`);
  const collective = await findCollective(orm, slug);
  const { memberId } = people.ana;
  return { collective, memberId, roles: new Set(["admin"]), now: house.clock.now, today: "2026-03-31", language: "fr" } as const;
}

/** What was added by an import of a collective, and how it stands. */
async function outcomeOf(acting: Awaited<ReturnType<typeof actingAs>>, id: string) {
  const [row] = await queryRows<{ here: number }>(
    orm,
    sql`select count(*)::int as here from contributions where collective_id = ${acting.collective.id}`,
  );
  return { ...answerOf(await requireBatch(orm, acting, id), acting), here: row?.here };
}

t.test("a file that changes while it is read adds nothing, and is no longer known as what it was", async (t) => {
  const acting = await actingAs(await openWorkshop(house));
  const now = () => acting.now;
  const path = join(t.testdir({}), "mars.csv");
  writeFileSync(path, rowsOf(50));
  const file = await fileAt(path);
  const opened = await openImport(orm, acting, file, { options: {}, now });
  truncateSync(path, rowsOf(20).length);
  t.equal(opened.toRead && (await applyAtOnce(orm, acting, opened.toRead, { withoutDuplicates: false })), "previewed");
  t.match(await outcomeOf(acting, opened.id), { here: 0, errors: [{ code: "file_changed" }] });
  writeFileSync(path, rowsOf(50));
  const again = await openImport(orm, acting, await fileAt(path), { options: {}, now });
  t.equal(again.toRead && (await applyAtOnce(orm, acting, again.toRead, { withoutDuplicates: false })), "applied");
  t.match(await outcomeOf(acting, again.id), { here: 50, status: "applied", isRepeat: false });
});

t.test("a pipe is read once, and is a file like others", async (t) => {
  const path = join(t.testdir({}), "pipe");
  t.equal(spawnSync("mkfifo", [path]).status, 0);
  const writing = writeFile(path, rowsOf(3));
  const file = await fileAt(path);
  await writing;
  t.match(file, { name: "pipe", bytes: Buffer.byteLength(rowsOf(3)) });
  for (const _ of [1, 2]) t.equal(await text(Readable.from(file.open())), rowsOf(3));
  await file.remove();
});

t.test("an import that is dropped while it is applied at once adds nothing", { skip: testDatabaseKind === "embedded" }, async (t) => {
  const workshop = await openWorkshop(house);
  const acting = await actingAs(workshop);
  const file = await fileOfText("mars.csv", rowsOf(50));
  const { id, toRead } = await openImport(orm, acting, file, { options: {}, now: () => acting.now });
  async function* openAndDrop() {
    yield* file.open();
    t.equal((await workshop.people.ana.delete(`/imports/${id}`)).status, 200);
  }
  const dropped = toRead && { ...toRead, file: { ...file, open: openAndDrop } };
  t.equal(dropped && (await applyAtOnce(orm, acting, dropped, { withoutDuplicates: false })), "dropped");
  t.match(await outcomeOf(acting, id), { here: 0, status: "dropped" });
});

t.test("a command says which rows are of long ago; applied at once, the import keeps it", async (t) => {
  const { collectiveId, people } = await openWorkshop(house);
  const [{ slug } = { slug: "" }] = await queryRows<{ slug: string }>(orm, sql`select slug from collectives where id = ${collectiveId}`);
  const old = rowsOf(20).replaceAll("/2026;", "/2016;");
  const out = new PassThrough();
  const place = { database: house.database, config: readConfig({}) };
  t.equal(await importFile(["-", "--collective", slug], { stdin: Readable.from([Buffer.from(old)]), stdout: out, stderr: out, place }), 0);
  const said = "20 lignes datent d’il y a plus de 5 ans, à commencer par la ligne 2, du 12/03/2016 : est-ce la bonne année ?";
  t.ok(String(out.read()).split("\n").includes(said));

  const now = house.clock.now;
  const acting = await actingAs({ collectiveId, people });
  const opened = await openImport(orm, acting, await fileOfText("old.csv", `${old}\n`), { options: {}, now: () => now });
  t.ok(opened.toRead);
  if (opened.toRead) t.equal(await applyAtOnce(orm, acting, opened.toRead, { withoutDuplicates: false }), "applied");
  t.match(answerOf(await requireBatch(orm, acting, opened.id), acting).warnings, [{ message: said }]);
});

t.test("a file of too many rows is not read to its end, and says so", async (t) => {
  const workshop = await openWorkshop(house);
  const reading = await toRead(workshop, rowsOf(5000));
  const read = (max: number) => readFile(reading, new StagedContributionWriter(reading, 0), async () => true, max);
  const cut = await read(2000);
  t.match(cut?.faults.listed, [{ code: "rows_too_many", figures: { max: 2000 } }]);
  t.equal(cut?.faults.count, 1);
  t.ok((cut?.rowsRead ?? 0) < 4000, `stopped after ${cut?.rowsRead} rows`);
  t.match(await read(5000), { rowsRead: 5000, faults: { count: 0 } }, "as many as there may be");
  const wrong = await toRead(workshop, rowsOf(5000).replaceAll(/^\d+/gm, "?"));
  const none = await readFile(wrong, new StagedContributionWriter(wrong, 0), async () => true, 300);
  t.equal(none?.rowsValid, 0);
  const place = none?.faults.listed.find(({ code }) => code === "rows_too_many")?.line ?? 0;
  t.ok(place > 300 && place < 1000, `at line ${place}, also where no row is right`);
  const many = await readFile(wrong, new StagedContributionWriter(wrong, 0), async () => true, 3000);
  t.match(many?.faults.listed.at(-1), { code: "rows_too_many", lines: 1 }, "also where more is wrong than is listed");
  t.equal(many?.faults.listed.length, faultsListedMax);
});
