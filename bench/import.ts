/**
 * `bench import`: 1,000,000 contributions from CSV into PostgreSQL by `moisson import --apply`, validated, beside psql's
 * `\copy` of the same file into a bare table of eight text columns, without key or index. Each run of ours is a process
 * of its own on a fresh scratch database, from its start to its end; both run in turns, and the median of three counts.
 * Limits: 6 × `\copy`, and 400 MB at the peak of our process (VmHWM of Linux).
 *
 * The file is what a large federation would send: French dialect, 2,000 people, eight kinds, days over three years in
 * the order they were logged. `BENCH_ROWS` makes a smaller one, `BENCH_SHUFFLED=1` mixes the days.
 */
import { spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { openPostgres } from "../src/db/client.js";
import { newId } from "../src/db/id.js";
import { circles, collectives, envelopes, kinds, memberProfiles, members } from "../src/db/schema/index.js";
import { addDays } from "../src/domain/calendar.js";
import { ended, median, onScratch, psql, watchPeak } from "./processes.js";

const limit = 6;
const limitMegabytes = 400;
const runs = 3;
const rowCount = Number(process.env.BENCH_ROWS ?? 1_000_000);
const isShuffled = process.env.BENCH_SHUFFLED === "1";
const slug = "la-federation";

const memberCount = 2000;
const kindNames = ["Heures", "Facilitation", "Animation", "Accueil", "Compta", "Jardin", "Cuisine", "Communication"];
const circleNames = ["Coordination", "Accueil", "Ateliers", "Jardin"];
const envelopeNames = ["Kit commun", "Jardin partagé", "Rencontres"];

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

export async function run(): Promise<void> {
  const base = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";
  const admin = postgres(base, { max: 1, onnotice: () => {} });
  const folder = mkdtempSync(join(tmpdir(), "moisson-bench-import-"));
  try {
    const file = join(folder, "contributions.csv");
    const bytes = await writeFile(file);
    const [{ server_version: version }] = (await admin`show server_version`) as unknown as [{ server_version: string }];
    console.log(`import: ${rowCount} contributions, ${Math.round(bytes / 1e6)} MB of CSV, PostgreSQL ${version}, median of ${runs}`);
    const [ours, bare]: [Measured[], number[]] = [[], []];
    for (let round = 0; round < runs; round += 1) {
      bare.push(await onScratch(admin, base, (url) => secondsOfCopy(url, file)));
      ours.push(await onScratch(admin, base, (url) => importFile(url, file)));
    }
    report(ours, bare);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await admin.end();
  }
}

function report(ours: readonly Measured[], bare: readonly number[]): void {
  const [moisson, copy] = [median(ours.map(({ seconds }) => seconds)), median(bare)];
  const peak = Math.max(...ours.map(({ megabytes }) => megabytes));
  const ratio = moisson / copy;
  console.log(`  \\copy    ${copy.toFixed(2)} s`);
  console.log(`  Moisson  ${moisson.toFixed(2)} s   × ${ratio.toFixed(2)}   limit × ${limit}  ${ratio <= limit ? "ok" : "TOO SLOW"}`);
  console.log(`  peak     ${peak} MB   limit ${limitMegabytes} MB  ${peak <= limitMegabytes ? "ok" : "TOO MUCH"}`);
}

// Ours and the bare one

async function secondsOfCopy(url: string, file: string): Promise<number> {
  const columns = ["day", "member", "kind", "quantity", "claim", "circle", "envelope", "note"].map((name) => `${name} text`).join(", ");
  await psql(url, `create table bare (${columns})`);
  const start = performance.now();
  await psql(url, `\\copy bare from '${file}' with (format csv, header, delimiter ';')`);
  return (performance.now() - start) / 1000;
}

async function importFile(url: string, file: string): Promise<Measured> {
  await setScene(url);
  const start = performance.now();
  const child = spawn(process.execPath, ["dist/main.js", "import", file, "--collective", slug, "--apply", "--json"], {
    env: { ...process.env, DATABASE_URL: url, SECRET: "a secret of the bench, long enough for anybody" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  const watching = new AbortController();
  const peak = watchPeak(child.pid ?? 0, watching.signal);
  await ended(child);
  const seconds = (performance.now() - start) / 1000;
  watching.abort();
  const { rowsApplied } = JSON.parse(said) as { rowsApplied: number };
  if (rowsApplied !== rowCount) throw new Error(`${rowsApplied} of ${rowCount} rows were applied`);
  return { seconds, megabytes: await peak };
}

/** A migrated database with the collective that the file speaks of. */
async function setScene(url: string): Promise<void> {
  const database = await openPostgres(url);
  try {
    const { orm } = database;
    const [collectiveId, createdAt] = [newId(), new Date()];
    const place = { collectiveId, createdAt };
    await orm.insert(collectives).values({
      id: collectiveId,
      slug,
      name: "La Fédération",
      currency: "EUR",
      timeZone: "Europe/Paris",
      locale: "fr",
      country: "FR",
      yearStart: "01-01",
      createdAt,
    });
    const circleIds = circleNames.map(() => newId());
    await orm.insert(circles).values(circleNames.map((name, index) => ({ ...place, id: circleIds[index] as string, name })));
    await orm
      .insert(envelopes)
      .values(envelopeNames.map((name) => ({ ...place, id: newId(), circleId: circleIds[0] as string, name, currency: "EUR" })));
    await orm.insert(kinds).values(kindNames.map((name) => ({ ...place, id: newId(), name, unit: "h" })));
    const people = Array.from({ length: memberCount }, (_, index) => ({ id: newId(), code: `P${index + 1}`, name: nameOf(index) }));
    await orm.insert(members).values(
      people.map(({ id, code }, index) => ({
        ...place,
        id,
        code,
        kind: "person",
        roles: index === 0 ? ["admin"] : [],
        joinedOn: "2020-01-01",
      })),
    );
    await orm.insert(memberProfiles).values(people.map(({ id, name }) => ({ collectiveId, id, name })));
  } finally {
    await database.close();
  }
}

// The file

const firstNames = ["Ana", "Bob", "Zoé", "Léo", "Noémie", "Hélène", "Tom", "Maëlle", "Inès", "Iris"];
const nameOf = (index: number): string => `${firstNames[index % firstNames.length]} Dupont-${index}`;
const notes = [
  "préparation de la réunion de cercle",
  "atelier du samedi avec les familles du quartier",
  "compte rendu ; envoi à tout le monde",
  "réparation de la pompe du jardin",
  "accueil des nouvelles personnes",
  "courses et cuisine pour le repas partagé",
  "relecture du dossier de subvention",
  "affichage «rencontres d’automne»",
];

/** A small generator of our own: the same file on every machine. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

const twoDigits = (value: number): string => String(value).padStart(2, "0");
const frenchDay = (day: string): string => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

/** Writes the file and says how long it is. */
async function writeFile(path: string): Promise<number> {
  const below = chance(2026);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const days = Array.from({ length: 1000 }, (_, index) => frenchDay(addDays("2023-03-01", index)));
  const out = createWriteStream(path);
  let bytes = 0;
  const write = async (text: string) => {
    bytes += Buffer.byteLength(text);
    if (!out.write(text)) await new Promise<void>((resolve) => out.once("drain", () => resolve()));
  };
  await write("\ufeffDate;Participant·e;Nature;Heures;Souhaité;Cercle;Enveloppe;Note\r\n");
  for (let row = 0; row < rowCount; row += 1000) {
    let chunk = "";
    for (let place = row; place < Math.min(row + 1000, rowCount); place += 1) {
      const day = isShuffled ? pick(days) : days[Math.floor((place * days.length) / rowCount)];
      const hours = below(3) === 0 ? `${1 + below(7)}h${twoDigits(below(4) * 15)}` : `${1 + below(8)},${pick(["0", "25", "5", "75"])}`;
      const claim = below(2) === 0 ? "" : `${10 + below(190)},${pick(["00", "50"])}`;
      const note = `${pick(notes)} ${1 + below(5000)}`;
      const cells = [day, nameOf(below(memberCount)), pick(kindNames), hours, claim, pick(circleNames), pick(envelopeNames)];
      chunk += `${cells.join(";")};${note.includes(";") ? `"${note}"` : note}\r\n`;
    }
    await write(chunk);
  }
  await new Promise<void>((resolve) => out.end(() => resolve()));
  return bytes;
}
