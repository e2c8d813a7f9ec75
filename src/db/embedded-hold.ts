/**
 * Holding the embedded database's folder: one process at a time.
 *
 * PGlite accepts a second process on one folder and would ruin it. A pid file does not protect: containers reuse pid 1
 * and a killed process leaves it behind. A listening unix socket in the folder does: the kernel closes it with its
 * process, and it is seen from every container that mounts the folder.
 *
 *  1. Each process first listens on a socket of its own name, then knocks at every other socket in `holders/`.
 *  2. Nobody answers: that process died; its socket file is removed (a name is never listened on twice).
 *  3. Somebody answers `holding`: refused. Somebody answers `starting`: both let go, and try again after a random while.
 *
 * Two processes cannot both hold: each listened before it knocked, so the later one met the earlier.
 * The holder may also run commands for others (cli/through.ts): what follows its greeting is its `serve` to say.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync, openSync, readdirSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Thrown when another process holds the folder; `socketPath` is where it can be spoken to. */
export class FolderHeld extends Error {
  override readonly name = "FolderHeld";
  constructor(
    readonly folder: string,
    readonly socketPath: string,
  ) {
    super(`Another Moisson process already uses ${folder}. Stop it first, or set DATABASE_URL to share one PostgreSQL.`);
  }
}

export interface Hold {
  /** Answers connections of other processes after the greeting; none until it is set. */
  serve(answer: (socket: Socket) => void): void;
  release(): Promise<void>;
}

const socketPathMax = 100;
const attemptsMax = 20;

/** Takes the folder, or throws `FolderHeld`. The folder is made when it is missing, for its owner alone. */
export async function holdFolder(folder: string): Promise<Hold> {
  const holders = join(folder, "holders");
  mkdirSync(holders, { recursive: true, mode: 0o700 });
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const name = `${randomBytes(6).toString("hex")}.sock`;
    const claim = await listen(reachable(holders, name), join(holders, name));
    const others = readdirSync(holders).filter((other) => other !== name);
    const answers = await Promise.all(others.map(async (other) => ({ other, answer: await knock(reachable(holders, other)) })));
    for (const { other, answer } of answers) if (answer === "gone") rmSync(join(holders, other), { force: true });
    const holder = answers.find(({ answer }) => answer === "holding");
    if (!holder && answers.every(({ answer }) => answer === "gone")) return claim.keep();
    await claim.release();
    if (holder) throw new FolderHeld(folder, reachable(holders, holder.other));
    await wait(20 + Math.random() * 200);
  }
  throw new FolderHeld(folder, holders);
}

/** A socket path may have about 100 bytes; a longer one is reached through an open descriptor of its folder. */
function reachable(holders: string, name: string): string {
  const path = join(holders, name);
  if (Buffer.byteLength(path) <= socketPathMax || process.platform !== "linux") return path;
  return `/proc/self/fd/${openSync(holders, "r")}/${name}`;
}

async function listen(path: string, file: string) {
  let state: "starting" | "holding" = "starting";
  let answer: ((socket: Socket) => void) | undefined;
  const sockets = new Set<Socket>();
  // Half open: who has sent all of a command's input still waits for its answer.
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
    socket.write(`${state}\n`);
    if (state === "holding" && answer) answer(socket);
    else socket.end();
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(path, resolve));
  // The hold must not keep a finished process alive.
  server.unref();
  const release = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    rmSync(file, { force: true });
  };
  const keep = (): Hold => {
    state = "holding";
    return {
      serve: (next) => {
        answer = next;
      },
      release,
    };
  };
  return { keep, release };
}

/** What the process behind a socket says: it holds, it is starting, or it is gone. */
async function knock(path: string): Promise<"holding" | "starting" | "gone"> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.setEncoding("utf8").setTimeout(2000);
    socket.once("data", (text) => {
      socket.destroy();
      resolve(String(text).startsWith("holding") ? "holding" : "starting");
    });
    // A process that is stopped or slow accepts and says nothing: it is alive, so it holds.
    socket.once("timeout", () => {
      socket.destroy();
      resolve("holding");
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "ECONNRESET" ? "starting" : "gone"));
    socket.once("end", () => resolve("starting"));
  });
}
