import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import t from "tap";

const root = fileURLToPath(new URL("../..", import.meta.url));
const pages = [
  "README.md",
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

/** The blocks of a page that open with ```sh: commands to copy, each on its line, run in the checkout one after another. */
const commandsOf = (page: string): string[] =>
  [...readFileSync(`${root}${page}`, "utf8").matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) =>
    block.split("\n").filter((line) => line.trim() && !line.startsWith("#")),
  );

t.test("every command that the pages show works as shown", async (t) => {
  for (const page of pages) {
    for (const command of commandsOf(page)) {
      const { status, stderr } = spawnSync("bash", ["-c", command], {
        cwd: root,
        encoding: "utf8",
        env: { ...process.env, DATA_DIR: `${t.testdir()}/data`, PORT: "0" },
      });
      t.equal(status, 0, `${page}: ${command}\n${stderr}`);
    }
  }
});

t.test("the two commands the README opens with are what continuous integration runs", async (t) => {
  const [first = ""] = /^```\n([\s\S]*?)^```/m.exec(readFileSync(`${root}README.md`, "utf8"))?.slice(1) ?? [];
  t.same(first.trim().split("\n"), ["npm ci && npm run demo", "npm ci && npm test"]);
  const run = readFileSync(`${root}.ci/run`, "utf8");
  for (const command of ["npm ci", "npm test", "npm run --silent demo -- --once"]) t.ok(run.includes(command), command);
});
