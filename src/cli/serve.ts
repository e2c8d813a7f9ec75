/**
 * `moisson serve`: the service. Migrations are applied, an empty database prints a one-time setup link, and the process
 * that holds the embedded folder answers the commands of others until it is told to stop.
 */
import { networkInterfaces } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import closeWithGrace from "close-with-grace";
import type { FastifyInstance } from "fastify";
import { buildApp } from "../app.js";
import { type Config, readConfig } from "../config.js";
import { type Database, openPostgres } from "../db/client.js";
import { watchDueWork } from "../db/due-work.js";
import { keepHouse } from "../db/housekeeping.js";
import type { Language } from "../domain/refusals.js";
import { effectsWith, letters } from "../effects.js";
import { createSetupToken } from "../features/collectives/setup.actions.js";
import { watchOutbox } from "../mail/outbox.js";
import { smtpTransport } from "../mail/transport.js";
import { answer, type Command, type Io, languageIn, parseLanguage, UsageError } from "./command.js";
import { answerCommands, openConfigured, sayStartRefused } from "./database.js";
import { tellThroughTime } from "./demo-clock.js";
import { demonstrationOf } from "./demo-story.js";
import { secretOf } from "./secret.js";
import { version } from "./version.js";

const variables =
  "HOST PORT PUBLIC_URL TRUST_PROXY DATA_DIR DATABASE_URL DATABASE_READ_URL SECRET SECRET_PREVIOUS OPEN_SIGNUP UPLOAD_MAX_MB RECEIPTS_MAX_MB SMTP_URL MAIL_FROM LOG_LEVEL";
const usage: Readonly<Record<Language, string>> = {
  fr: `usage : moisson serve [--lang fr|en]

  Lance le service ; tout se règle par l’environnement (voir README).
  ${variables}
`,
  en: `usage: moisson serve [--lang fr|en]

  Runs the service; the environment sets everything (see README).
  ${variables}
`,
};

const options = { help: { type: "boolean", short: "h" }, lang: { type: "string" } } as const;

/** The command, given how other commands are found: it runs them for processes that may not open its folder. */
export const serveWith =
  (commandOf: (name: string) => Promise<Command | undefined>): Command =>
  async (args, io) => {
    const spoken = { language: languageIn(args), json: false };
    let helped = false;
    const code = await answer(io, spoken, async () => {
      const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
      spoken.language = parseLanguage(values.lang);
      if (positionals.length > 0) throw new UsageError(usage[spoken.language]);
      helped = values.help ?? false;
    });
    if (helped) io.stdout.write(usage[spoken.language]);
    if (code !== 0 || helped) return code;
    try {
      const config = readConfig(process.env);
      const database = await openConfigured(config);
      try {
        const running = await startService(config, database);
        database.hold?.serve(answerCommands({ database, config }, commandOf));
        await sayWhere(running.app, config, database, io);
        await running.ended;
      } catch (error) {
        await database.close();
        throw error;
      }
      return 0;
    } catch (error) {
      if (error instanceof CannotListen) {
        io.stderr.write(`error: cannot_listen: ${error.message}. Set HOST and PORT to a free address.\n`);
        return 1;
      }
      return sayStartRefused(error, io);
    }
  };

/** The address is taken, or none of ours. */
class CannotListen extends Error {
  override readonly name = "CannotListen";
}

/** Starts listening; `ended` settles when the process was asked to stop and everything is closed. */
export async function startService(config: Config, database: Database, extra: { secret?: string } = {}) {
  const replica = config.databaseReadUrl ? await openPostgres(config.databaseReadUrl, { migrates: false }) : undefined;
  const secret = extra.secret ?? secretOf(config);
  const app = await buildApp({
    database,
    ...(replica ? { readDb: replica.orm } : {}),
    now: () => new Date(),
    secret,
    secretPrevious: config.secretPrevious,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    openSignup: config.openSignup,
    uploadMaxBytes: config.uploadMaxBytes,
    receiptsMaxBytes: config.receiptsMaxBytes,
    sendsMail: config.mail !== undefined,
    logLevel: config.logLevel,
    version: version(),
    demonstration: async (token, language) => demonstrationOf(await tellThroughTime(database, secret, token, language)),
    pagesFolder: fileURLToPath(new URL("../../dist/web", import.meta.url)),
    // PGlite computes on the event loop: its lag is work done, not work piling up.
    ...(database.kind === "embedded" ? { maxEventLoopDelay: 0 } : {}),
  });
  await app.listen({ host: config.host, port: config.port }).catch((error: Error) => {
    throw new CannotListen(error.message);
  });
  const housekeeping = keepHouse(
    database.orm,
    () => new Date(),
    (error) => app.log.error({ err: error }, "housekeeping"),
  );
  const { outbox } = app.moisson;
  const work = watchDueWork(
    database.orm,
    () => new Date(),
    effectsWith(outbox),
    (error) => app.log.error({ err: error }, "due work"),
  );
  const mails =
    config.mail && outbox
      ? watchOutbox(database.orm, () => new Date(), {
          outbox,
          transport: smtpTransport(config.mail),
          letters,
          base: addresses(app, config)[0] ?? "",
          log: app.log,
        })
      : undefined;
  let closing: Promise<void> | undefined;
  // Once: a demonstration that ended closes it, and so does the process when nothing is left to do.
  const close = () => {
    closing ??= closeAll();
    return closing;
  };
  const closeAll = async () => {
    clearInterval(housekeeping);
    await work.stop();
    await mails?.stop();
    await app.close();
    await replica?.close();
    await database.close();
  };
  const ended = new Promise<void>((resolve) => {
    closeWithGrace({ delay: 10_000, logger: false }, async ({ err }) => {
      if (err) app.log.error({ err }, "stopping after an error");
      await close();
      resolve();
    });
  });
  return { app, ended, close };
}

async function sayWhere(app: FastifyInstance, config: Config, database: Database, io: Io): Promise<void> {
  const say = (text: string) => io.stdout.write(`${text}\n`);
  const urls = addresses(app, config);
  say(`Moisson ${version()}: ${urls.join("  ")}`);
  say(`  base / database: ${database.kind === "embedded" ? config.dataFolder : `PostgreSQL (${database.runsAs})`}`);
  say(`  API: ${urls[0]}/api/docs`);
  if (database.kind === "postgres" && database.runsAs !== "moisson_service") {
    say("  ! The database user may not use the role moisson_service: the service can alter its own ledger. See docs/guide.en.md.");
  }
  if (!config.publicUrl?.startsWith("https:") && !["127.0.0.1", "::1", "localhost"].includes(config.host)) {
    say("  ! Sans https, les mots de passe passent en clair sur ce réseau. / Without https, passwords cross this network in the clear.");
  }
  const token = await createSetupToken(database.orm, new Date());
  if (token) {
    say("");
    say("  Premier collectif : ouvrez ce lien, une seule fois. / First collective: open this link, once.");
    say(`  ${urls[0]}/setup#${token}`);
  }
  say("  prêt / ready");
}

/** Where people reach the service: the public address, or this machine's own ones when it listens to all. */
export function addresses(app: FastifyInstance, config: Config): string[] {
  if (config.publicUrl) return [config.publicUrl.replace(/\/$/, "")];
  const address = app.server.address();
  const port = typeof address === "object" && address ? address.port : config.port;
  if (config.host !== "0.0.0.0" && config.host !== "::")
    return [`http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`];
  const local = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter((each) => each.family === "IPv4")
    .map((each) => each.address);
  return local.map((host) => `http://${host}:${port}`);
}
