/**
 * `bench xlsx`: 100,000 contributions as XLSX, as ODS, and as CSV beside them: what `moisson export contributions` asks of the
 * machine, without the database. Each file is written by a process of its own; they run in turns, and the median of three
 * counts. Limit: 150 MB at the peak of the process that writes the XLSX (VmHWM of Linux), of which Node itself takes some 45.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const limitMegabytes = 150;
const runs = 3;
const rowCount = Number(process.env.BENCH_ROWS ?? 100_000);
const formats = ["csv", "xlsx", "ods"] as const;

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "moisson-bench-xlsx-"));
  try {
    console.log(`xlsx: ${rowCount} contributions, 18 columns, median of ${runs}`);
    const measured = new Map<string, Measured[]>(formats.map((format) => [format, []]));
    for (let round = 0; round < runs; round += 1)
      for (const format of formats) measured.get(format)?.push(writeFile(format, join(folder, format)));
    for (const format of formats) {
      const [seconds, peak] = [median(format, "seconds"), median(format, "megabytes")];
      const size = (statSync(join(folder, format)).size / 1e6).toFixed(1);
      const ruling = format === "xlsx" ? `   limit ${limitMegabytes} MB  ${peak <= limitMegabytes ? "ok" : "TOO MUCH"}` : "";
      console.log(
        `  ${format.padEnd(5)} ${seconds.toFixed(2)} s   × ${(seconds / median("csv", "seconds")).toFixed(1)}   ${size} MB   peak ${peak} MB${ruling}`,
      );
    }

    function median(format: string, figure: keyof Measured): number {
      const values = (measured.get(format) ?? []).map((each) => each[figure]);
      return values.sort((a, b) => a - b)[values.length >> 1] as number;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeFile(format: string, path: string): Measured {
  const script = fileURLToPath(new URL("write-sheet.js", import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script, format, path, String(rowCount)], { encoding: "utf8" })) as Measured;
}
