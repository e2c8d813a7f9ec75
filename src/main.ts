#!/usr/bin/env node
/**
 * The process: arguments → command (DESIGN §13).
 *
 * A command is loaded only when it is called, so that `share` opens no database and starts at once.
 * To add one: write src/cli/NAME.ts with `(args, io) => Promise<exit code>`, and a row here.
 */
import type { Command } from "./cli/command.js";

const commands: ReadonlyMap<string, { does: string; load: () => Promise<Command> }> = new Map([
  ["share", { does: "share FILE | -     the result of a sharing document", load: async () => (await import("./cli/share.js")).share }],
]);

const usage = `usage: moisson COMMAND …\n${[...commands.values()].map(({ does }) => `  ${does}\n`).join("")}`;

async function main([name = "--help", ...args]: string[]): Promise<number> {
  const command = commands.get(name);
  if (command) return (await command.load())(args, process);
  const asked = name === "--help" || name === "-h" || name === "help";
  (asked ? process.stdout : process.stderr).write(asked ? usage : `unknown command “${name}”\n${usage}`);
  return asked ? 0 : 2;
}

// A reader that closes early (`moisson share - | head -1`) ends the process without a complaint.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

process.exitCode = await main(process.argv.slice(2));
