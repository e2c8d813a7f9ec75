/** No test file is left out: its folder runs file by file, or has all its parts here. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import tap from "tap";

const alone = ["cli", "together"];
const testFolder = fileURLToPath(new URL("..", import.meta.url));
const list = (path: string) => readdirSync(`${testFolder}/${path}`, { recursive: true, encoding: "utf8" });

tap.test("every folder of tests is run", async (t) => {
  const parts = list("together").map((file) => file.replace(".test.ts", ""));
  for (const folder of readdirSync(testFolder)) {
    if (alone.includes(folder) || !list(folder).some((file) => file.endsWith(".test.ts"))) continue;
    const [, , count = "0"] = parts.map((part) => /^(\w+)-1-of-(\d+)$/.exec(part)).find((found) => found?.[1] === folder) ?? [];
    const wanted = Array.from({ length: Number(count) }, (_, index) => `${folder}-${index + 1}-of-${count}`);
    t.ok(wanted.length > 0, `${folder} has parts`);
    t.same(parts.filter((part) => part.startsWith(`${folder}-`)).sort(), wanted.sort());
  }
  for (const folder of alone)
    t.same(
      list(folder).filter((file) => file.includes("/") && file.endsWith(".test.ts")),
      [],
      "not deeper",
    );
});
