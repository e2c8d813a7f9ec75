/**
 * The transport: one mail, to the mail server of the configuration. It is the one place that knows nodemailer.
 *
 * A login is sent over TLS alone, unless the server is on this very machine; there, a certificate nobody vouches for will do.
 * One mail has two minutes in all, whatever the server does: one that answers byte by byte never falls silent, so no limit on
 * silence ends it.
 */
import { createTransport } from "nodemailer";
import type { MailServer } from "../config.js";
import { type Mail, oneLine } from "./letter.js";

/** A mail that was not taken; `isFinal` when its address is refused for good. Says nothing of the address or the text. */
export class MailFailed extends Error {
  override readonly name = "MailFailed";
  constructor(
    readonly reason: { readonly code?: string; readonly status?: number; readonly command?: string },
    readonly isFinal: boolean,
  ) {
    super("the mail server did not take the mail");
  }
}

export interface Transport {
  /** Throws `MailFailed`. */
  send(mail: Mail): Promise<void>;
}

const seconds = 1_000;
/** What one mail may take, from the connection to the last answer. */
const mailSeconds = 120;
const ourselves = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** How nodemailer is to reach a server. */
export function connectionOf({ url, from }: MailServer) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isSecure = protocol === "smtps:";
  const isHere = ourselves.has(hostname);
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port ? Number(port) : isSecure ? 465 : 587,
    secure: isSecure,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    ...(isHere ? { opportunisticTLS: true, tls: { rejectUnauthorized: false } } : { requireTLS: username !== "" && !isSecure }),
    connectionTimeout: 10 * seconds,
    greetingTimeout: 10 * seconds,
    socketTimeout: 30 * seconds,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false as const,
    from,
  };
}

/** `patience` is asked for each mail, and ends it: what is not taken by then is not sent, and its connection is closed. */
export function smtpTransport(server: MailServer, patience = () => AbortSignal.timeout(mailSeconds * seconds)): Transport {
  const { from, ...connection } = connectionOf(server);
  const mailer = createTransport(connection);
  return {
    send: async ({ to, subject, text }) => {
      const signal = patience();
      try {
        await mailer.sendMail({
          from: { name: oneLine(from.name), address: from.address },
          // As an address and not as a line: a comma in it names nobody else.
          to: { name: "", address: oneLine(to) },
          subject: oneLine(subject),
          text,
          // Nobody's «I am away» answers a machine (RFC 3834).
          headers: { "Auto-Submitted": "auto-generated" },
          signal,
        });
      } catch (error) {
        throw signal.aborted ? new MailFailed({ code: "too_slow" }, false) : failureOf(error);
      }
    },
  };
}

/** What the server said without its words, which repeat the address. */
function failureOf(error: unknown): MailFailed {
  const { code, responseCode, command } = error as { code?: unknown; responseCode?: unknown; command?: unknown };
  // A sender that is refused is ours to mend: what waits goes out then.
  const isAboutReceiver = typeof command === "string" && command.startsWith("RCPT");
  const isFinal = code === "EENVELOPE" && isAboutReceiver && typeof responseCode === "number" && responseCode >= 500;
  return new MailFailed(
    {
      ...(typeof code === "string" ? { code } : {}),
      ...(typeof responseCode === "number" ? { status: responseCode } : {}),
      ...(typeof command === "string" ? { command: command.split(" ")[0] ?? "" } : {}),
    },
    isFinal,
  );
}
