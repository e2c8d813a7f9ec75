// One file of `bench xlsx`, by what was built: FORMAT PATH ROWS. Says its seconds and its peak of memory as JSON.
import { createWriteStream, readFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { writeTable } from "../dist/exchange/table-write.js";
import { contributionColumns, titles } from "../dist/features/exports/exports.columns.js";

const [format, path, count] = process.argv.slice(2);
const notes = [
  "préparation de la réunion de cercle",
  "atelier du samedi",
  "compte rendu ; envoi à tout le monde",
  "réparation de la pompe",
];

function* rows() {
  for (let index = 0; index < Number(count); index += 1)
    yield {
      id: `0190f3a1-7c00-7000-8000-${String(index).padStart(12, "0")}`,
      dayOn: `2026-${String(1 + (index % 12)).padStart(2, "0")}-${String(1 + (index % 28)).padStart(2, "0")}`,
      untilOn: null,
      member: `Ana Dupont-${index % 2000}`,
      kind: "Heures",
      quantity: `${1 + (index % 8)}.${index % 4}5`,
      unit: "h",
      amountMinor: String(index * 37),
      claimMinor: index % 2 ? String(index * 11) : null,
      circle: "Coordination",
      envelope: "Kit commun",
      payee: null,
      note: `${notes[index % notes.length]} ${index}`,
      tags: "accueil, jardin",
      evidence: null,
      settlement: null,
      isVolunteered: index % 5 === 0,
      status: "declared",
    };
}

const start = performance.now();
const sheet = { title: titles.contributions, columns: contributionColumns("EUR", "fr"), rows: rows(), language: "fr" };
await pipeline(writeTable(format, sheet), createWriteStream(path));
const seconds = (performance.now() - start) / 1000;
const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
console.log(JSON.stringify({ seconds, megabytes: Math.round(kilobytes / 1024) }));
