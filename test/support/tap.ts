/**
 * What a test file writes its tests under: tap's own `t` where the file runs alone, a test named like the file where many run
 * in one process. To start one, with the service and an embedded database in it, takes longer than most files themselves.
 *
 *   import { t } from "../support/tap.js";
 *
 * Files that run together are named by `test/together/FOLDER-PART-of-PARTS.test.ts`, every so many-th of the folder in each.
 * What a file opens is closed by a teardown of its `t` before the next one begins.
 */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import tap, { type Test } from "tap";

export let t: Test = tap;

const testFolder = fileURLToPath(new URL("..", import.meta.url));

/** Runs the files that the name of this one tells, one after the other. */
export async function runTogether(url: string): Promise<void> {
  const [, folder = "", part, parts] = /^(\w+)-(\d+)-of-(\d+)\.test\.ts$/.exec(basename(fileURLToPath(url))) ?? [];
  const files = readdirSync(join(testFolder, folder), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".test.ts"));
  for (const [index, file] of files.sort().entries()) {
    if (index % Number(parts) !== Number(part) - 1) continue;
    await tap.test(`test/${folder}/${file}`, { timeout: 900_000 }, async (own) => {
      t = own;
      await import(pathToFileURL(join(testFolder, folder, file)).href);
    });
  }
}
