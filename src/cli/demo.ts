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
import { answer, type Io, parseLanguage, UsageError } from "./command.js";
import { sayStartRefused } from "./database.js";
import { type Told, tellStory } from "./demo-story.js";
import { addresses, startService } from "./serve.js";

const usage = "usage: moisson demo [--once] [--lang fr|en]";

export async function demo(args: string[], io: Io): Promise<number> {
  const spoken = { language: "fr" as Language, json: false };
  let once = false;
  const code = await answer(io, spoken, async () => {
    const { values, positionals } = parseArgs({
      args,
      options: { once: { type: "boolean", default: false }, lang: { type: "string" }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    if (positionals.length > 0 || values.help) throw new UsageError(usage);
    spoken.language = parseLanguage(values.lang);
    once = values.once;
  });
  if (code !== 0) return code;
  const folder = mkdtempSync(join(tmpdir(), "moisson-demo-"));
  try {
    // What a real service is told of its database does not concern the demonstration: it has a scratch one of its own.
    const { DATABASE_URL: _, DATABASE_READ_URL: __, LOG_LEVEL = "warn", ...env } = process.env;
    const config = { ...readConfig({ ...env, LOG_LEVEL }), dataFolder: folder, ...(once ? { port: 0 } : {}) };
    const database = await openEmbedded(folder);
    const { app, ended, close } = await startService(config, database, { secret: randomBytes(32).toString("base64url") });
    const token = (await createSetupToken(database.orm, new Date())) as string;
    const told = await tellStory(app, token);
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

const words = {
  fr: {
    imported: (rows: number, file: string) => `  ${rows} contributions importées de ${file}`,
    entries: (count: number, hash: string) => `  ${count} écritures, enchaînées ; tête ${hash.slice(0, 16)}…`,
    envelopes: "Enveloppes",
    left: (left: string, received: string) => `il reste ${left} sur ${received} reçus`,
    sharing: "Un partage : le kit, premier trimestre",
    charter: (amount: string) => `La charte des vergers : ${amount}, partagés en montants fixes`,
    over: (amount: string, asked: string, over: string) =>
      `À régler ensemble : ${amount} pour ${asked} souhaités. Il manque encore ${over}.`,
    where: "Où regarder",
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
    over: (amount: string, asked: string, over: string) =>
      `To settle together: ${amount} for ${asked} of wishes. ${over} is still missing.`,
    where: "Where to look",
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
  return `${[
    told.name,
    ...told.imports.map(({ rows, file }) => said.imported(rows, file)),
    said.entries(told.entries, told.headHash),
    "",
    said.envelopes,
    ...told.envelopes.map(({ name, figures }) => `  ${name.padEnd(22)} ${said.left(money(figures.left), money(figures.received))}`),
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
    said.over(money(budget.amount), money(budget.asked), money(budget.over)),
    ...(address === null
      ? []
      : [
          "",
          said.where,
          `  ${address}/api/docs`,
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
