/** Letters about ways in: an invitation, and a link to choose another password. */
import { findLink, issueLink, mailedPasswordDays } from "../../db/links.js";
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
  if (!(await findLink(db, "invitation", token, now))) return "ended";
  const called = (fact: string) => letterName(oneLine(facts[fact] ?? ""));
  const said = { name: called("name"), inviter: called("inviter"), collective: called("collective"), until: oneLine(facts.until ?? "") };
  const { subject, paragraphs } = invitationTexts[letterLanguage(language)](said, `${base}/invitation#${token}`);
  return { to, subject, text: plainText(paragraphs, base) };
};

/** How long a link still stands, in words that are true when the mail leaves: it may leave late. */
function lasting(milliseconds: number, language: Language): string {
  const hours = Math.floor(milliseconds / 3_600_000);
  const days = Math.floor(hours / 24);
  const [asDays, asHours, oneHour, less] =
    language === "en" ? ["days", "hours", "1 hour", "less than an hour"] : ["jours", "heures", "1 heure", "moins d’une heure"];
  if (days > 1) return `${days} ${asDays}`;
  if (hours > 1) return `${hours} ${asHours}`;
  return hours === 1 ? oneHour : less;
}

const passwordTexts = {
  fr: (email: string, link: string, stands: string) => ({
    subject: "Moisson : choisir un autre mot de passe",
    paragraphs: [
      "Bonjour,",
      `Quelqu’un, sans doute vous, a oublié le mot de passe ${de(email)}. Ce lien permet d’en choisir un autre :`,
      link,
      `Il s’ouvre une seule fois, pendant ${stands}. L’ancien mot de passe vaut jusque-là.`,
      "Ce n’était pas vous ? Ne faites rien : rien ne change, et ce lien n’a été envoyé qu’à vous.",
    ],
  }),
  en: (email: string, link: string, stands: string) => ({
    subject: "Moisson: choose another password",
    paragraphs: [
      "Hello,",
      `Somebody, probably you, forgot the password of ${email}. This link lets you choose another:`,
      link,
      `It opens once, within ${stands}. The former password is good until then.`,
      "It was not you? Do nothing: nothing changes, and this link was sent to you alone.",
    ],
  }),
} as const;

/**
 * The link is made at the first try: only then is it known whether the e-mail has a login. It is kept with the mail, sealed,
 * for the tries that follow: a try that seemed to fail may have arrived, and its link opens all the same.
 */
const password: Letter = async (db, { email = "", token }, { base, now, keep }) => {
  const login = await findLogin(db, email);
  if (!login) return "nobody";
  const issue = () =>
    inTransaction(db, async (tx) => {
      const issued = await issueLink(tx, "password", { loginId: login.id }, now, mailedPasswordDays);
      await keep(tx, { email, token: issued.token });
      return issued;
    });
  const link = token === undefined ? await issue() : { token, expiresAt: (await findLink(db, "password", token, now))?.expiresAt };
  if (!link.expiresAt) return "ended";
  const language = letterLanguage(login.locale);
  const stands = lasting(link.expiresAt.getTime() - now.getTime(), language);
  const { subject, paragraphs } = passwordTexts[language](login.email, `${base}/password#${link.token}`, stands);
  return { to: login.email, subject, text: plainText(paragraphs, base) };
};

export const sessionLetters = { invitation, password } satisfies Letters;
export type SessionLetter = keyof typeof sessionLetters;
