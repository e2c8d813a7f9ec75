/**
 * Side-by-side measurements, with the limit beside each: `npm run bench` runs all, `npm run bench -- share` one.
 * To add one: write bench/NAME.ts with `run()`, and a row here.
 */
const benches: ReadonlyMap<string, () => Promise<{ run: () => Promise<void> }>> = new Map([
  ["archive", () => import("./archive.js")],
  ["export", () => import("./export.js")],
  ["import", () => import("./import.js")],
  ["page", () => import("./page.js")],
  ["pledge", () => import("./pledge.js")],
  ["share", () => import("./share.js")],
  ["tally", () => import("./tally.js")],
  ["write", () => import("./write.js")],
  ["xlsx", () => import("./xlsx.js")],
]);

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !benches.has(name));
if (unknown.length > 0) {
  console.error(`unknown bench ${unknown.join(", ")}; there are ${[...benches.keys()].join(", ")}`);
  process.exit(2);
}
for (const [name, load] of benches) {
  if (asked.length === 0 || asked.includes(name)) await (await load()).run();
}
