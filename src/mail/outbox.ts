/**
 * The outbox: mails are posted with what they tell of, in one transaction, and sent afterwards by whichever process comes
 * first. So a mail server that is down or slow holds nobody up and fails no request, and a mail is neither sent for what was
 * rolled back nor lost with a process.
 *
 *   1. `post` writes a row, sealed. Nothing is sent before the commit.
 *   2. A round takes what is due, one by one. It is put off first, so that no other process sends it too, and sent then.
 *   3. What fails is tried again after 1, 5 and 30 minutes, then every two hours, for as long as the link in it stands. What is
 *      dropped is logged, a link that ended as well as an address that is refused for good: never the address, never a token.
 *
 * A process that dies between sending and forgetting sends it again: a mail may come twice, never not at all.
 */
import type { Queryable } from "../db/client.js";
import { newId } from "../db/id.js";
import { dropMail, insertMail, postponeMail, resealMail, takeDueMail, type WaitingMail } from "../db/mails.js";
import type { Tx } from "../db/transaction.js";
import type { Facts, Letters } from "./letter.js";
import type { Seal } from "./seal.js";
import { MailFailed, type Transport } from "./transport.js";

const minute = 60_000;
/** How long after each failed try the next one follows; after all others, the last. */
const pausesMinutes: readonly number[] = [1, 5, 30];
const lastPauseMinutes = 120;
/** Longer than any try may take. */
const takenMinutes = 10;

export interface Outbox {
  /** Posts a letter by its name; it is sent once the transaction is committed. */
  post(tx: Tx, letter: string, facts: Facts, now: Date): Promise<void>;
  /** What a waiting mail is about; undefined when another secret sealed it. */
  factsOf(mail: WaitingMail): Facts | undefined;
  /** Keeps other facts with a waiting mail. */
  keep(tx: Tx, id: string, facts: Facts): Promise<void>;
}

export const outboxOf = (seal: Seal): Outbox => ({
  post: async (tx, letter, facts, now) => {
    await insertMail(tx, { id: newId(), letter, sealed: seal.close(JSON.stringify(facts)), dueAt: now, createdAt: now });
  },
  factsOf: ({ sealed }) => {
    const opened = seal.open(sealed);
    return opened === undefined ? undefined : (JSON.parse(opened) as Facts);
  },
  keep: async (tx, id, facts) => {
    await resealMail(tx, id, seal.close(JSON.stringify(facts)));
  },
});

export interface MailLog {
  warn(what: object, says: string): void;
  error(what: object, says: string): void;
}

export interface Posting {
  readonly outbox: Outbox;
  readonly transport: Transport;
  readonly letters: Letters;
  readonly base: string;
  readonly log: MailLog;
}

/** Sends what is due, one after another; how many mails left. `isStopping` ends the round before the next one. */
export async function sendDueMails(db: Queryable, posting: Posting, now: () => Date, isStopping = () => false): Promise<number> {
  const names = Object.keys(posting.letters);
  let sent = 0;
  while (!isStopping()) {
    const at = now();
    const mail = await takeDueMail(db, names, at, new Date(at.getTime() + takenMinutes * minute));
    if (!mail) break;
    try {
      if (await sendMail(db, posting, mail, at)) sent += 1;
      await dropMail(db, mail.id);
    } catch (error) {
      await putOff(db, posting.log, mail, error, now());
    }
  }
  return sent;
}

/** Whether it was sent: a letter with nobody to write to, or whose link has ended, is not (rule 3). */
async function sendMail(db: Queryable, posting: Posting, mail: WaitingMail, now: Date): Promise<boolean> {
  const { outbox, letters, transport, base, log } = posting;
  const { id, letter, tries } = mail;
  const facts = outbox.factsOf(mail);
  if (!facts) throw new MailFailed({ code: "sealed_otherwise" }, true);
  const written = await letters[letter]?.(db, facts, { base, now, keep: (tx, other) => outbox.keep(tx, id, other) });
  if (written === "ended") log.warn({ mail: id, letter, tries }, "a mail was dropped: the link in it has ended");
  if (written === undefined || typeof written === "string") return false;
  await transport.send(written);
  return true;
}

/** Tries again later, or gives up what is refused for good (rule 3). */
async function putOff(db: Queryable, log: MailLog, { id, letter, tries }: WaitingMail, error: unknown, now: Date): Promise<void> {
  const said = { mail: id, letter, tries, ...(error instanceof MailFailed ? error.reason : { err: error }) };
  if (error instanceof MailFailed && error.isFinal) {
    await dropMail(db, id);
    log.error(said, "a mail was given up");
  } else {
    const pause = pausesMinutes[tries - 1] ?? lastPauseMinutes;
    await postponeMail(db, id, new Date(now.getTime() + pause * minute));
    log.warn(said, `a mail was not taken; it is tried again in ${pause} min`);
  }
}

const roundMilliseconds = 2_000;
const patienceMilliseconds = 5_000;

/** Looks every other second; `stop` waits a little for the mail that is under way, which is tried again if it was not sent. */
export function watchOutbox(db: Queryable, now: () => Date, posting: Posting) {
  let round: Promise<unknown> | undefined;
  let isStopping = false;
  const timer = setInterval(() => {
    round ??= sendDueMails(db, posting, now, () => isStopping)
      .catch((error) => posting.log.error({ err: error }, "mails"))
      .finally(() => {
        round = undefined;
      });
  }, roundMilliseconds).unref();
  return {
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await Promise.race([round, new Promise((resolve) => setTimeout(resolve, patienceMilliseconds).unref())]);
    },
  };
}
