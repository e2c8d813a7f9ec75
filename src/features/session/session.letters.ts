/** Letters about ways in: an invitation, and a link to choose another password. */

import { findLink, issueLink, linkDays } from "../../db/links.js";
import { inTransaction } from "../../db/transaction.js";
import { de } from "../../domain/elision.js";
import { letterName } from "../../domain/invitation.js";
import type { Language } from "../../domain/refusals.js";
import { type Letter, type Letters, letterLanguage, oneLine, plainText } from "../../mail/letter.js";
import { findLogin } from "./session.queries.js";

/** What an invitation tells, as it was made. */
export interface InvitationFacts extends Record<string, string> {
  readonly to: string;
  readonly language: Language;
  /** Whom, by whom, and into which collective. */
  readonly name: string;
  readonly inviter: string;
  readonly collective: string;
  readonly token: string;
  /** In words: «jeudi 19 mars 2026 à 10:00». */
  readonly until: string;
}

/** What an invitation says: its names as a letter may repeat them (domain/invitation), and null for those it may not. */
interface InvitationSaid {
  readonly name: string | null;
  readonly inviter: string | null;
  readonly collective: string | null;
  readonly until: string;
}

const invitationTexts = {
  fr: ({ name, inviter, collective, until }: InvitationSaid, link: string) => ({
    subject: `${inviter ?? "Quelqu’un"} vous invite dans ${collective ?? "un collectif"}`,
    paragraphs: [
      name ? `Bonjour ${name},` : "Bonjour,",
      `${inviter ?? "Quelqu’un"} vous invite dans ${collective ? `le collectif «${collective}»` : "un collectif"}, sur Moisson : chacun·e y note ce qu’il ou elle donne, et l’argent s’y partage au grand jour.`,
      `Pour entrer, ouvrez ce lien et choisissez un mot de passe :`,
      link,
      `Il s’ouvre une seule fois, jusqu’au ${until}. Après, ${inviter ?? "la même personne"} peut vous en faire un autre.`,
      `Ce message n’est pas pour vous ? Laissez-le : tant que le lien n’est pas ouvert, il ne se passe rien.`,
    ],
  }),
  en: ({ name, inviter, collective, until }: InvitationSaid, link: string) => ({
    subject: `${inviter ?? "Somebody"} invites you to ${collective ?? "a collective"}`,
    paragraphs: [
      name ? `Hello ${name},` : "Hello,",
      `${inviter ?? "Somebody"} invites you to ${collective ? `the collective “${collective}”` : "a collective"}, on Moisson: everybody notes there what they give, and the money is shared in plain sight.`,
      `To come in, open this link and choose a password:`,
      link,
      `It opens once, until ${until}. After that, ${inviter ?? "the same person"} can make you another.`,
      `This is not for you? Leave it: nothing happens unless the link is opened.`,
    ],
  }),
} as const;

/** Nothing is written of an invitation that was accepted or replaced meanwhile: its link opens nothing. */
const invitation: Letter = async (db, facts, { base, now }) => {
  const { to = "", token = "", language } = facts;
  if (!(await findLink(db, "invitation", token, now))) return null;
  const called = (fact: string) => letterName(oneLine(facts[fact] ?? ""));
  const said = { name: called("name"), inviter: called("inviter"), collective: called("collective"), until: oneLine(facts.until ?? "") };
  const { subject, paragraphs } = invitationTexts[letterLanguage(language)](said, `${base}/invitation#${token}`);
  return { to, subject, text: plainText(paragraphs, base) };
};

const passwordTexts = {
  fr: (email: string, link: string) => ({
    subject: "Moisson : choisir un autre mot de passe",
    paragraphs: [
      "Bonjour,",
      `Quelqu’un, sans doute vous, a oublié le mot de passe ${de(email)}. Ce lien permet d’en choisir un autre :`,
      link,
      `Il s’ouvre une seule fois, pendant ${linkDays} jours. L’ancien mot de passe vaut jusque-là.`,
      "Ce n’était pas vous ? Ne faites rien : rien ne change, et ce lien n’a été envoyé qu’à vous.",
    ],
  }),
  en: (email: string, link: string) => ({
    subject: "Moisson: choose another password",
    paragraphs: [
      "Hello,",
      `Somebody, probably you, forgot the password of ${email}. This link lets you choose another:`,
      link,
      `It opens once, within ${linkDays} days. The former password is good until then.`,
      "It was not you? Do nothing: nothing changes, and this link was sent to you alone.",
    ],
  }),
} as const;

/** The link is made as it is sent: only then is it known whether the e-mail has a login, and no token waits anywhere. */
const password: Letter = async (db, { email = "" }, { base, now }) => {
  const login = await findLogin(db, email);
  if (!login) return null;
  const { token } = await inTransaction(db, (tx) => issueLink(tx, "password", { loginId: login.id }, now));
  const { subject, paragraphs } = passwordTexts[letterLanguage(login.locale)](login.email, `${base}/password#${token}`);
  return { to: login.email, subject, text: plainText(paragraphs, base) };
};

export const sessionLetters = { invitation, password } satisfies Letters;
export type SessionLetter = keyof typeof sessionLetters;
