/**
 * Letters: what Moisson writes to people. Plain text, in the reader's language, and nothing that tells whether it was read.
 *
 * A letter is a function from facts to a mail, called each time it is tried: so a link for another password is made then, once,
 * and a letter whose link has ended (the invitation was accepted meanwhile, its week is over) is not written.
 */
import type { Queryable } from "../db/client.js";
import type { Tx } from "../db/transaction.js";
import type { Language } from "../domain/refusals.js";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What a letter is about, as it was when it was posted. */
export type Facts = Readonly<Record<string, string>>;

export interface Sending {
  /** The address of the service, without a slash behind: links begin with it. */
  readonly base: string;
  readonly now: Date;
  /** Keeps other facts for the tries that follow: what was made for the first one is made once. */
  readonly keep: (tx: Tx, facts: Facts) => Promise<void>;
}

/** Why nothing is written: there is nobody to write to, or the link that the letter carries has ended. */
export type Unwritten = "nobody" | "ended";

export type Letter = (db: Queryable, facts: Facts, sending: Sending) => Promise<Mail | Unwritten>;

/** Letters by their names. */
export type Letters = Readonly<Record<string, Letter>>;

export const letterLanguage = (text: string | undefined): Language => (text === "en" ? "en" : "fr");

/** One line: whatever would begin another is a space, so that a name can add no header to a mail, nor a line to a text. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();

/** Paragraphs with an empty line between, and who signs below. */
export const plainText = (paragraphs: readonly string[], base: string): string =>
  [...paragraphs, `-- \nMoisson · ${base}`].join("\n\n").concat("\n");
