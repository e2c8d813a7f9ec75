/**
 * A mail server that is real and keeps what it is handed: tests read each mail as its receiver would.
 *
 *   const server = await mailServer(t);
 *   …  SMTP_URL: server.url  …
 *   const { to, subject, text } = await server.next();
 */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { SMTPServer } from "smtp-server";
import type { Test } from "tap";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header lines, unfolded, as they came. */
  readonly headers: readonly string[];
  readonly header: (name: string) => string | undefined;
  readonly text: string;
  readonly isEncrypted: boolean;
}

export interface MailServer {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** The next mail that comes, or that came and nobody asked for yet. */
  next(): Promise<ReceivedMail>;
  close(): Promise<void>;
}

export interface MailServerOptions {
  /** Only who has this login may send. */
  readonly login?: { user: string; pass: string };
  readonly secure?: boolean;
  /** Refuses an address: the server’s answer, 4xx for now, 5xx for good. */
  readonly refuses?: (address: string) => number | undefined;
  /** Refuses who sends, with this answer, for as long as it gives one. */
  readonly refusesSender?: () => number | undefined;
  readonly port?: number;
}

/** A mail that does not come fails its test, instead of holding it up. */
const patienceMilliseconds = 60_000;

export async function mailServer(
  t: Test,
  { login, secure = false, refuses, refusesSender, port = 0 }: MailServerOptions = {},
): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const waiting: ((mail: ReceivedMail) => void)[] = [];
  let told = 0;
  const server = new SMTPServer({
    secure,
    // The certificate it makes use of is nobody’s: fine on this machine, and not worth a warning in each test.
    logger: false,
    authOptional: login === undefined,
    allowInsecureAuth: true,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) => {
      if (username === login?.user && password === login?.pass) done(null, { user: username ?? "" });
      else done(new Error("wrong login"));
    },
    onMailFrom: (_address, _session, done) => {
      const code = refusesSender?.();
      done(code === undefined ? null : Object.assign(new Error("this sender is refused"), { responseCode: code }));
    },
    onRcptTo: ({ address }, _session, done) => {
      const code = refuses?.(address);
      done(code === undefined ? null : Object.assign(new Error(`${address} is refused`), { responseCode: code }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const mail = readMail(Buffer.concat(chunks).toString("latin1"), {
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          isEncrypted: Boolean(session.secure),
        });
        received.push(mail);
        done();
        const next = waiting.shift();
        if (next) {
          told += 1;
          next(mail);
        }
      });
    },
  });
  server.on("error", () => {});
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  const at = (server.server.address() as AddressInfo).port;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  t.teardown(close);
  const said = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@` : "";
  return {
    url: `${secure ? "smtps" : "smtp"}://${said}127.0.0.1:${at}`,
    received,
    next: () => {
      const mail = received[told];
      if (!mail)
        return new Promise((resolve, reject) => {
          const late = setTimeout(() => reject(new Error("no mail came")), patienceMilliseconds);
          waiting.push((come) => {
            clearTimeout(late);
            resolve(come);
          });
        });
      told += 1;
      return Promise.resolve(mail);
    },
    close,
  };
}

export interface DrippingServer {
  readonly url: string;
  /** Once it has begun to answer. */
  readonly drips: Promise<unknown>;
  /** Once who asked has hung up. */
  readonly left: Promise<unknown>;
}

/** A mail server that greets, then answers for ever: a byte at a time, and never the end of a line. */
export async function drippingServer(t: Test): Promise<DrippingServer> {
  const told = new EventTarget();
  const happens = (name: string) => new Promise((resolve) => told.addEventListener(name, resolve, { once: true }));
  const [drips, left] = [happens("drip"), happens("left")];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.write("220 here\r\n");
    socket.once("data", () => {
      const timer = setInterval(() => socket.write("2", () => told.dispatchEvent(new Event("drip"))), 1);
      socket.once("close", () => clearInterval(timer));
    });
    socket.on("error", () => {});
    socket.once("close", () => told.dispatchEvent(new Event("left")));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.teardown(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, drips, left };
}

function readMail(source: string, envelope: Pick<ReceivedMail, "from" | "to" | "isEncrypted">): ReceivedMail {
  const [head = "", ...rest] = source.split("\r\n\r\n");
  const headers = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const header = (name: string) => {
    const line = headers.find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}: `));
    return line === undefined ? undefined : decodedWords(line.slice(name.length + 2));
  };
  const body = rest.join("\r\n\r\n");
  const encoding = header("Content-Transfer-Encoding");
  const bytes =
    encoding === "base64" ? Buffer.from(body, "base64") : Buffer.from(encoding === "quoted-printable" ? unquoted(body) : body, "latin1");
  return { ...envelope, headers, header, text: bytes.toString("utf8").replace(/\r\n/g, "\n") };
}

const byteOf = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16));
const unquoted = (text: string): string => text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/gi, byteOf);

/** `=?UTF-8?Q?caf=C3=A9?=` → café (RFC 2047). */
const decodedWords = (text: string): string =>
  text
    .replace(/\?= (?==\?)/g, "?=")
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      (how.toUpperCase() === "B"
        ? Buffer.from(word, "base64")
        : Buffer.from(word.replaceAll("_", " ").replace(/=([0-9A-F]{2})/gi, byteOf), "latin1")
      ).toString("utf8"),
    );
