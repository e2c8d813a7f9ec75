/**
 * The configured database for a command: opened here, or, where `serve` holds the embedded one, worked on through that
 * process (DESIGN §13).
 *
 *   onDatabase(io, "verify", args, async ({ database, config }) => { … })
 *
 * The holder answers on its socket in the data folder, which only its owner may open: the command line goes over as
 * one line of JSON, standard input follows where it is asked for, and what the command writes comes back in frames.
 */
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { Readable, Writable } from "node:stream";
import { type Config, ConfigRefused, readConfig } from "../config.js";
import { type Database, DatabaseRefused, hasEmbedded, openEmbedded, openPostgres } from "../db/client.js";
import { FolderHeld } from "../db/embedded-hold.js";
import type { Language } from "../domain/refusals.js";
import { type Command, type Io, languageIn } from "./command.js";

export interface OpenPlace {
  readonly database: Database;
  readonly config: Config;
}

/** The command line as it goes to the process that holds the folder. */
interface Request {
  readonly name: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly withInput: boolean;
}

/** There is no database in the folder: a command that works on one would make an empty one, and find nothing in it. */
class NoDatabase extends Error {
  override readonly name = "NoDatabase";
  constructor(folder: string, language: Language) {
    super(
      language === "fr"
        ? `Il n’y a pas de base dans «${folder}». DATA_DIR doit nommer le même dossier que pour le service (ou DATABASE_URL la même base).`
        : `There is no database in “${folder}”. DATA_DIR must name the same folder as for the service (or DATABASE_URL the same database).`,
    );
  }
}

/** Opens the database of this configuration; who opens it closes it. */
export const openConfigured = (config: Config): Promise<Database> =>
  config.databaseUrl ? openPostgres(config.databaseUrl) : openEmbedded(config.dataFolder);

/**
 * Runs `work` on the configured database and gives its exit code; a wrong configuration is one line and exit code 1. Where
 * there is no database none is made, unless it is there to be filled.
 */
export async function onDatabase(
  io: Io,
  name: string,
  args: readonly string[],
  work: (place: OpenPlace) => Promise<number>,
  { isFilled = false } = {},
): Promise<number> {
  if (io.place) return work(io.place);
  try {
    const config = readConfig(process.env);
    if (!isFilled && !config.databaseUrl && !hasEmbedded(config.dataFolder)) throw new NoDatabase(config.dataFolder, languageIn(args));
    const database = await openConfigured(config);
    try {
      return await work({ database, config });
    } finally {
      await database.close();
    }
  } catch (error) {
    if (error instanceof FolderHeld)
      return runThrough(error.socketPath, { name, args, folder: process.cwd(), withInput: args.includes("-") }, io);
    return sayStartRefused(error, io);
  }
}

/** Tells why the database or the configuration cannot be used; throws on what is not such a reason. */
export function sayStartRefused(error: unknown, io: Io): number {
  const code =
    error instanceof ConfigRefused
      ? "config_invalid"
      : error instanceof NoDatabase
        ? "no_database"
        : error instanceof FolderHeld
          ? "folder_held"
          : error instanceof DatabaseRefused
            ? "database_refused"
            : unreachable(error)
              ? "database_unreachable"
              : undefined;
  if (code === undefined || !(error instanceof Error)) throw error;
  io.stderr.write(`error: ${code}: ${error.message}\n`);
  return 1;
}

const unreachable = (error: unknown): boolean =>
  ["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "CONNECT_TIMEOUT", "28P01", "28000", "3D000"].includes(
    String((error as { code?: unknown }).code),
  );

/** Sends a command to the holder of the folder and plays back what it writes. */
function runThrough(socketPath: string, request: Request, io: Io): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    let exitCode: number | undefined;
    // An answer that is there stands, also when the input it did not wait for can no longer be sent.
    socket.on("error", (error) => exitCode === undefined && reject(error));
    const frames = createInterface({ input: socket });
    let greeted = false;
    frames.on("line", (line) => {
      if (!greeted) {
        greeted = true;
        socket.write(`${JSON.stringify(request)}\n`);
        if (request.withInput) void sendInput(io, socket).catch(() => socket.destroy());
        return;
      }
      const frame = JSON.parse(line) as { out?: string; err?: string; exit?: number };
      if (frame.out !== undefined) io.stdout.write(Buffer.from(frame.out, "base64"));
      if (frame.err !== undefined) io.stderr.write(Buffer.from(frame.err, "base64"));
      if (frame.exit !== undefined) {
        // Whatever is left of the input, here or on its way, is not waited for.
        exitCode = frame.exit;
        socket.destroy();
        if (request.withInput && io.stdin instanceof Readable) io.stdin.destroy();
      }
    });
    socket.once("close", () => {
      if (exitCode === undefined)
        io.stderr.write("error: interrupted: The process that holds the data folder ended before the command did.\n");
      resolve(exitCode ?? 1);
    });
  });
}

async function sendInput(io: Io, socket: Socket): Promise<void> {
  for await (const chunk of io.stdin) {
    if (!socket.writable) return;
    socket.write(chunk);
  }
  socket.end();
}

/** Answers other processes' commands in the process that holds the folder. */
export function answerCommands(place: OpenPlace, commandOf: (name: string) => Promise<Command | undefined>): (socket: Socket) => void {
  return (socket) => void answerOne(place, commandOf, socket).catch(() => socket.destroy());
}

async function answerOne(place: OpenPlace, commandOf: (name: string) => Promise<Command | undefined>, socket: Socket): Promise<void> {
  // The end of the input is not the end of the socket: the answer still goes out.
  const input = socket.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  const { request, surplus } = await readRequest(input);
  const frame = (key: "out" | "err") =>
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        socket.write(`${JSON.stringify({ [key]: chunk.toString("base64") })}\n`, () => done());
      },
    });
  const io: Io = { stdin: rest(surplus, input), stdout: frame("out"), stderr: frame("err"), folder: request.folder, place };
  const command = await commandOf(request.name);
  const exit = command ? await command([...request.args], io).catch(() => 1) : 2;
  await Promise.all([io.stdout, io.stderr].map((stream) => new Promise<void>((resolve) => stream.end(resolve))));
  socket.end(`${JSON.stringify({ exit })}\n`);
}

async function readRequest(input: AsyncIterator<Buffer>): Promise<{ request: Request; surplus: Buffer }> {
  let read = Buffer.alloc(0);
  for (let end = -1; ; ) {
    const { value, done } = await input.next();
    if (done) throw new Error("no command");
    read = Buffer.concat([read, value]);
    end = read.indexOf(0x0a);
    if (end >= 0) return { request: JSON.parse(read.subarray(0, end).toString("utf8")) as Request, surplus: read.subarray(end + 1) };
  }
}

async function* rest(surplus: Buffer, input: AsyncIterator<Buffer>): AsyncGenerator<Uint8Array> {
  if (surplus.length > 0) yield surplus;
  for (let next = await input.next(); !next.done; next = await input.next()) yield next.value;
}
