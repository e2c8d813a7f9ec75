/**
 * The secret that signs access tokens (DESIGN §14): the configured one; with the embedded database one that is made
 * once and kept in the data folder, for its owner alone.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.js";

export function secretOf(config: Config): string {
  if (config.secret) return config.secret;
  // With DATABASE_URL the configuration demands SECRET, except in development: one for this run will do there.
  if (config.databaseUrl) return randomBytes(32).toString("base64url");
  const file = join(config.dataFolder, "secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8").trim();
}
