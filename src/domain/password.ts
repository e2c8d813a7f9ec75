/**
 * What a password must be: long enough, and nothing else (NIST SP 800-63B: length protects, «one capital, one digit»
 * does not). It is compared in one Unicode form, so that «é» typed on a phone is the «é» of a laptop.
 *
 *   requirePassword("pomme de terre") passes: 14 characters      requirePassword("moisson") refuses: 7 of 10
 */
import { Refusal } from "./refusals.js";

export const passwordLengthMin = 10;
/** Hashing takes time with length: nobody may ask for an afternoon of it. */
export const passwordLengthMax = 200;

/** The one form of a password that is hashed and compared (NFKC). */
export const passwordForm = (password: string): string => password.normalize("NFKC");

/** Refuses `password_too_short`, counted in characters, not in bytes. */
export function requirePassword(password: string, at = "password"): void {
  if ([...passwordForm(password)].length < passwordLengthMin) throw new Refusal("password_too_short", { at, min: passwordLengthMin });
}

/** One e-mail is one login: lower case, no spaces around. */
export const emailForm = (email: string): string => email.trim().normalize("NFC").toLowerCase();
