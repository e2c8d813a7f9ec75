/**
 * Configuration: the environment, checked once at start. A wrong value stops the start with one sentence.
 * Every variable is listed in the README.
 */
import { z } from "zod";

/** `Moisson <moisson@example.org>`, or the address alone. No sign that would end a line or begin a header. */
const sender = /^(?:([^<>"\p{Cc}]*)<([^<>\s]+)>|([^<>\s]+))$/u;

const senderOf = (text: string): Sender => {
  const [, name = "", named, bare = ""] = sender.exec(text) ?? [];
  return { name: name.trim(), address: named ?? bare };
};

/** A host to connect to, and a login whose signs can be read. */
function isMailServer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  try {
    decodeURIComponent(username + password);
  } catch {
    return false;
  }
  return /^smtps?:$/.test(protocol) && hostname !== "";
}

const environment = z.object({
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: z.enum(["0", "1", "true", "false", ""]).default("0"),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_READ_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SECRET: z.string().min(32).optional(),
  SECRET_PREVIOUS: z.string().min(32).optional(),
  OPEN_SIGNUP: z.enum(["0", "1", "true", "false", ""]).default("0"),
  UPLOAD_MAX_MB: z.coerce.number().int().min(1).max(10_000).default(300),
  RECEIPTS_MAX_MB: z.coerce.number().int().min(1).max(1_000_000).default(1000),
  SMTP_URL: z.string().refine(isMailServer).optional(),
  MAIL_FROM: z
    .string()
    .refine((text) => z.email().safeParse(senderOf(text).address).success)
    .optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  NODE_ENV: z.string().default("production"),
});

export interface Sender {
  /** May be empty. */
  readonly name: string;
  readonly address: string;
}

/** Where mails are handed to, and who they come from. */
export interface MailServer {
  /** smtp:// or smtps://, perhaps with a login in it: it is a secret. */
  readonly url: string;
  readonly from: Sender;
}

export interface Config {
  readonly host: string;
  readonly port: number;
  /** The address people open, when it is not `http://host:port`. https makes cookies `Secure`. */
  readonly publicUrl: string | undefined;
  readonly trustProxy: boolean;
  /** The folder of the embedded database, its secret and its hold. */
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  readonly databaseReadUrl: string | undefined;
  /** Signs access tokens; undefined with the embedded database, which keeps its own. */
  readonly secret: string | undefined;
  readonly secretPrevious: string | undefined;
  readonly openSignup: boolean;
  /** The largest file that may be imported over HTTP. */
  readonly uploadMaxBytes: number;
  /** How much the receipts of one collective may take. */
  readonly receiptsMaxBytes: number;
  /** Undefined: no mail is sent, and people hand links over themselves. */
  readonly mail: MailServer | undefined;
  readonly logLevel: string;
}

/** Wrong configuration: `message` is the one sentence to print. */
export class ConfigRefused extends Error {
  override readonly name = "ConfigRefused";
}

const hints: Readonly<Record<string, string>> = {
  PORT: "a number from 0 to 65535",
  PUBLIC_URL: "an address like https://moisson.example.org",
  DATABASE_URL: "an address like postgres://user:password@host:5432/moisson",
  DATABASE_READ_URL: "an address like postgres://user:password@host:5432/moisson",
  SECRET: "at least 32 characters",
  SECRET_PREVIOUS: "at least 32 characters",
  TRUST_PROXY: "0 or 1",
  OPEN_SIGNUP: "0 or 1",
  UPLOAD_MAX_MB: "a number from 1 to 10000",
  RECEIPTS_MAX_MB: "a number from 1 to 1000000",
  SMTP_URL: "an address like smtps://user:password@mail.example.org:465, its special signs written as %40",
  MAIL_FROM: "an address like Moisson <moisson@example.org>",
  LOG_LEVEL: "one of fatal, error, warn, info, debug, trace, silent",
};

/** Reads the environment. Throws `ConfigRefused`, which never repeats a value: it may be a secret. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is one that is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    throw new ConfigRefused(`${name} must be ${hints[name] ?? "set to something else"}.`);
  }
  const values = parsed.data;
  const development = values.NODE_ENV === "development" || values.NODE_ENV === "test";
  if (values.DATABASE_URL && !values.SECRET && !development) {
    throw new ConfigRefused("SECRET must be set (at least 32 characters) when DATABASE_URL is: every process must sign with the same one.");
  }
  if (values.SMTP_URL && !values.MAIL_FROM)
    throw new ConfigRefused("MAIL_FROM must be set when SMTP_URL is: a mail says who it comes from.");
  if (values.MAIL_FROM && !values.SMTP_URL)
    throw new ConfigRefused("SMTP_URL must be set when MAIL_FROM is: it says which server sends mails.");
  const on = (value: string): boolean => value === "1" || value === "true";
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    trustProxy: on(values.TRUST_PROXY),
    dataFolder: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    databaseReadUrl: values.DATABASE_READ_URL,
    secret: values.SECRET,
    secretPrevious: values.SECRET_PREVIOUS,
    openSignup: on(values.OPEN_SIGNUP),
    uploadMaxBytes: values.UPLOAD_MAX_MB * 1_048_576,
    receiptsMaxBytes: values.RECEIPTS_MAX_MB * 1_000_000,
    mail: values.SMTP_URL && values.MAIL_FROM ? { url: values.SMTP_URL, from: senderOf(values.MAIL_FROM) } : undefined,
    logLevel: values.LOG_LEVEL,
  };
}
