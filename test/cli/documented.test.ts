import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { scratchFolder, serve, unobserved } from "../support/processes.js";
import { t } from "../support/tap.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const pages = [
  "README.md",
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

const blocksOf = (page: string, kind: "sh" | "bash"): string[] =>
  [...readFileSync(`${root}${page}`, "utf8").matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(
    ([, block = ""]) => block,
  );

/** The blocks of a page that open with ```sh: commands to copy, each on its line, run in the checkout one after another. */
const commandsOf = (page: string): string[] =>
  blocksOf(page, "sh").flatMap((block) => block.split("\n").filter((line) => line.trim() && !line.startsWith("#")));

t.test("every command that the pages show works as shown", async (t) => {
  for (const page of pages) {
    for (const command of commandsOf(page)) {
      const { status, stderr } = spawnSync("env", [...unobserved, "bash", "-c", command], {
        cwd: root,
        encoding: "utf8",
        env: { ...process.env, DATA_DIR: `${t.testdir()}/data`, PORT: "0" },
      });
      t.equal(status, 0, `${page}: ${command}\n${stderr}`);
    }
  }
});

t.test(
  "a guide's blocks of bash, typed one after another beside a new service, take a collective from its link to a payment",
  async (t) => {
    for (const page of ["docs/guide.fr.md", "docs/guide.en.md"]) {
      const folder = scratchFolder(t);
      const service = await serve(t, { DATA_DIR: folder });
      const script = blocksOf(page, "bash")
        .join("\n")
        .replaceAll("http://127.0.0.1:3000", service.url)
        .replaceAll(/LE-JETON|THE-TOKEN/g, service.setupToken ?? "")
        .replaceAll("npm run --silent moisson --", "node dist/main.js")
        .replaceAll("--out ", `--out ${scratchFolder(t)}/`);
      const environment = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder, TZ: "Europe/Paris" };
      const { status, stdout, stderr } = await typed(script, environment);
      t.equal(status, 0, `${page}\n${stderr.slice(-1500)}`);
      t.match(stdout, /enveloppe;(Jardin|Garden);912,50;EUR/, "3.5 h of work at 25.00 is paid, the rest is in the envelope");
      t.match(stdout, /3 (écritures vérifiées|entries verified)/);
      t.match(stdout, /^(«Fresque»|“Mural”) .*60[,.]00.*90[,.]00/m, "why a bucket is not funded");
      t.match(stdout, /enveloppe;Compost(eur)?;170,00;EUR/, "a funded bucket is an envelope");
      t.match(stdout, /enveloppe;(Jardin|Garden);742,50;EUR/, "what was not pledged, and what was given back, returned");
      await service.stop();
    }
  },
);

/** Runs a script as a person would type it, up to the first command that fails. */
async function typed(script: string, env: NodeJS.ProcessEnv): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn("env", [...unobserved, "bash", "-eo", "pipefail", "-c", script], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const heard = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    heard.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    heard.stderr += chunk;
  });
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { status, stdout: heard.stdout, stderr: heard.stderr };
}

t.test("the pictures show what the command says", async (t) => {
  /** Amounts, however their spaces are written. */
  const figures = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ").match(/\d{1,3}(?:[ ,]\d{3})*[.,]\d\d(?!\d)/g) ?? [];
  for (const language of ["fr", "en"]) {
    const args = ["dist/main.js", "share", "fixtures/demo/remaining.json", "--table", "--explain", "bob", "--lang", language];
    const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    const said = new Set(figures(stdout));
    const drawn = figures(readFileSync(`${root}docs/sharing.${language}.svg`, "utf8").replaceAll(/<[^>]*>/g, " | "));
    t.ok(drawn.length > 15);
    t.same([...new Set(drawn)].sort(), [...said].sort(), language);
  }
});

t.test("the two commands the README opens with are what continuous integration runs", async (t) => {
  const [first = ""] = /^```\n([\s\S]*?)^```/m.exec(readFileSync(`${root}README.md`, "utf8"))?.slice(1) ?? [];
  t.same(first.trim().split("\n"), ["npm ci && npm run demo", "npm ci && npm test"]);
  const run = readFileSync(`${root}.ci/run`, "utf8");
  for (const command of ["npm ci", "npm test", "npm run --silent demo -- --once"]) t.ok(run.includes(command), command);
});
