/**
 * `moisson demo`: an invented collective on a scratch embedded database, filled through the service's own routes, served
 * with ready logins. It prints what it did. `--once` prints and ends; nothing is kept either way.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../config.js";
import { openEmbedded } from "../db/client.js";
import { displayAmount } from "../domain/display.js";
import type { Language } from "../domain/refusals.js";
import { parseSharingDocument } from "../domain/sharing/document.js";
import { explainMember, explanationText } from "../domain/sharing/explanation.js";
import { settle } from "../domain/sharing/settle.js";
import { sharingTable } from "../domain/sharing/table.js";
import { createSetupToken } from "../features/collectives/setup.actions.js";
import { answer, type Io, languageIn, parseLanguage, UsageError } from "./command.js";
import { sayStartRefused } from "./database.js";
import { tellThroughTime } from "./demo-clock.js";
import { roundLines } from "./demo-rounds.js";
import type { Told } from "./demo-story.js";
import { addresses, startService } from "./serve.js";

const usage: Readonly<Record<Language, string>> = {
  fr: `usage : moisson demo [--once] [--lang fr|en]

  Un collectif inventé, sur une base provisoire, servi sur HOST et PORT avec des accès prêts ; rien n’est gardé.
  --once    montre ce qui a été fait, et s’arrête`,
  en: `usage: moisson demo [--once] [--lang fr|en]

  An invented collective on a scratch database, served on HOST and PORT with ready logins; nothing is kept.
  --once    shows what was done, and ends`,
};

export async function demo(args: string[], io: Io): Promise<number> {
  const spoken = { language: languageIn(args), json: false };
  let once = false;
  let helped = false;
  const code = await answer(io, spoken, async () => {
    const { values, positionals } = parseArgs({
      args,
      options: { once: { type: "boolean", default: false }, lang: { type: "string" }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    spoken.language = parseLanguage(values.lang);
    if (positionals.length > 0) throw new UsageError(usage[spoken.language]);
    once = values.once;
    helped = values.help ?? false;
    if (helped) io.stdout.write(`${usage[spoken.language]}\n`);
  });
  if (code !== 0 || helped) return code;
  const folder = mkdtempSync(join(tmpdir(), "moisson-demo-"));
  try {
    // What a real service is told of its database does not concern the demonstration: it has a scratch one of its own.
    const { DATABASE_URL: _, DATABASE_READ_URL: __, LOG_LEVEL = "warn", ...env } = process.env;
    const config = { ...readConfig({ ...env, LOG_LEVEL }), dataFolder: folder, ...(once ? { port: 0 } : {}) };
    const database = await openEmbedded(folder);
    const token = (await createSetupToken(database.orm, new Date())) as string;
    const secret = randomBytes(32).toString("base64url");
    const told = await tellThroughTime(database, secret, token, spoken.language);
    const { app, ended, close } = await startService(config, database, { secret });
    io.stdout.write(report(told, once ? null : (addresses(app, config)[0] as string), spoken.language));
    if (once) await close();
    else await ended;
    return 0;
  } catch (error) {
    return sayStartRefused(error, io);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The over-claimed envelope's figures, as amounts to read. */
type Budget = Readonly<Record<"amount" | "asked" | "kept" | "over", string>>;

const words = {
  fr: {
    imported: (rows: number, file: string) => `  ${rows} contributions importées de ${file}`,
    entries: (count: number, hash: string) => `  ${count} écritures, enchaînées ; tête ${hash.slice(0, 16)}…`,
    envelopes: "Enveloppes",
    left: (left: string, received: string) => `il reste ${left} sur ${received} reçus`,
    sharing: "Un partage : le kit, premier trimestre",
    charter: (amount: string) => `La charte des vergers : ${amount}, partagés en montants fixes`,
    over: ({ amount, asked, kept, over }: Budget) =>
      `À régler ensemble, à l’accueil : ${amount} pour ${asked} souhaités. Ce qui est retenu fait ${kept} : il manque encore ${over}.`,
    expected: (amount: string) => `, et ${amount} attendus`,
    where: "Où regarder",
    pages: "les pages, avec l’un des accès ci-dessous",
    docs: "pour les programmes : toutes les routes",
    why: "«Pourquoi ce montant ?»",
    export: "et le journal, pour le tableur",
    settled: "comment le cobudget s’est clos, projet par projet",
    pledging: "le cobudget en cours : flécher",
    deciding: "comment ce collectif décide : une décision en cours, d’autres adoptées, reportées, refusées, rouvertes",
    code: "et son code social, qui dit qui décide, et comment",
    logins: (password: string) => `Accès (mot de passe : ${password})`,
    stop: "Ctrl-C arrête tout ; rien n’est gardé.",
    roles: { admin: "administration", treasurer: "trésorerie", pilot: "pilote", contributor: "contributions" } as Record<string, string>,
  },
  en: {
    imported: (rows: number, file: string) => `  ${rows} contributions imported from ${file}`,
    entries: (count: number, hash: string) => `  ${count} entries, chained; head ${hash.slice(0, 16)}…`,
    envelopes: "Envelopes",
    left: (left: string, received: string) => `${left} left of ${received} received`,
    sharing: "A sharing: the kit, first quarter",
    charter: (amount: string) => `The orchards’ charter: ${amount}, in fixed amounts`,
    over: ({ amount, asked, kept, over }: Budget) =>
      `To settle together, at the welcome desk: ${amount} for ${asked} of wishes. What is kept adds up to ${kept}: ${over} is still missing.`,
    expected: (amount: string) => `, and ${amount} expected`,
    where: "Where to look",
    pages: "the pages, with one of the logins below",
    docs: "for programs: every route",
    why: "why this amount",
    export: "and the ledger, for a spreadsheet",
    settled: "how the round closed, bucket by bucket",
    pledging: "the running round: pledge",
    deciding: "how this collective decides: one decision under way, others adopted, postponed, rejected, reopened",
    code: "and its social code, which says who decides, and how",
    logins: (password: string) => `Logins (password: ${password})`,
    stop: "Ctrl-C stops it all; nothing is kept.",
    roles: { admin: "admin", treasurer: "treasurer", pilot: "pilot", contributor: "contributor" } as Record<string, string>,
  },
};

/** What was done, for people. The sharing's table and explanation are computed here, from the downloaded document. */
function report(told: Told, address: string | null, language: Language): string {
  const said = words[language];
  const money = (amount: string) => displayAmount(amount, "EUR", language);
  const members = told.kit.document.members.map((each: { id: string }) => ({ ...each, name: told.kit.names.get(each.id) }));
  const document = parseSharingDocument({ ...told.kit.document, members });
  const result = settle(document);
  const explained = explainMember(document, result, told.kit.explained, language);
  const { budget } = told.overClaimed;
  const here = `${address}/c/${told.slug}`;
  const widest = Math.max(...told.envelopes.map(({ name }) => name.length));
  return `${[
    told.name,
    ...told.imports.map(({ rows, file }) => said.imported(rows, file)),
    said.entries(told.entries, told.headHash),
    "",
    said.envelopes,
    ...told.envelopes.map(
      ({ name, figures }) =>
        `  ${name.padEnd(widest)} ${said.left(money(figures.left), money(figures.received))}${figures.expected === "0.00" ? "" : said.expected(money(figures.expected))}`,
    ),
    "",
    said.sharing,
    sharingTable(document, result, language),
    explanationText(explained),
    said.charter(money(told.charter.result.amount)),
    ...told.charter.result.funds.map(
      ({ fund, amount }: { fund: string; amount: string }) => `  ${(told.funds.get(fund) ?? "").padEnd(28)} ${money(amount)}`,
    ),
    ...told.charter.shares.map(
      ({ memberId, amount }: { memberId: string; amount: string }) =>
        `  ${(told.kit.names.get(memberId) ?? "").padEnd(28)} ${money(amount)}`,
    ),
    "",
    said.over({ amount: money(budget.amount), asked: money(budget.asked), kept: money(budget.kept), over: money(budget.over) }),
    "",
    ...roundLines(told.rounds, language),
    ...(address === null
      ? []
      : [
          "",
          said.where,
          `  ${here}`,
          `    ${said.pages}`,
          `  ${here}/sharings/${told.kit.id}/shares/${told.kit.explained}`,
          `    ${said.why}`,
          `  ${here}/treasury/exports`,
          `    ${said.export}`,
          ...told.rounds.flatMap(({ round, settlement }) => [
            `  ${here}/rounds/${round.id}`,
            `    ${settlement ? said.settled : said.pledging}`,
          ]),
          `  ${here}/decisions`,
          `    ${said.deciding}`,
          `  ${here}/social-code`,
          `    ${said.code}`,
          `  ${address}/api/docs/`,
          `    ${said.docs}`,
          "",
          said.logins(told.password),
          ...told.logins.map(
            ({ name, email, does }) =>
              `  ${name.padEnd(10)} ${email.padEnd(28)} ${does
                .split(", ")
                .map((role) => said.roles[role] ?? role)
                .join(", ")}`,
          ),
          "",
          said.stop,
        ]),
  ].join("\n")}\n`;
}
