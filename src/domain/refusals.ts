/**
 * Refusals: the closed list of reasons for which Moisson says no.
 *
 * A refusal is not a bug: it is an answer, with a stable code, the place that is meant (a field, a line, a step)
 * and the figures that let a person go on («il reste 12,40 €, vous demandez 20,00 €»). Anything that is thrown and
 * is not a `Refusal` is a bug, and is answered as one.
 *
 * The sentences stand here, in both languages, so that the command line, the service and the browser say the same;
 * `{name}` is replaced by the figure of that name. The HTTP status of each code is in http/errors.ts.
 *
 *   throw new Refusal("insufficient_balance", { at: "amount", left: "12.40", asked: "20.00" })
 */

import { isProblem, problemTexts } from "./problems.js";

/** Sentences for people: French first. Sorted by noun; add a code here and the compiler names what else must know it. */
export const refusalTexts = {
  // Requests
  request_invalid: { fr: "La demande n’est pas lisible : {at} : {problem}", en: "The request cannot be read: {at}: {problem}" },
  body_too_large: { fr: "L’envoi dépasse la limite de {limit} octets.", en: "The upload is larger than the limit of {limit} bytes." },
  unsupported_media_type: {
    fr: "Ce type de contenu n’est pas accepté ici : {type}.",
    en: "This content type is not accepted here: {type}.",
  },
  not_found: { fr: "Cela n’existe pas ici.", en: "No such thing here." },
  too_many_requests: { fr: "Trop d’essais ; réessayez dans {seconds} s.", en: "Too many attempts; try again in {seconds} s." },
  idempotency_mismatch: {
    fr: "Cette clé d’idempotence a déjà servi pour une autre demande.",
    en: "This idempotency key was already used for another request.",
  },
  cursor_invalid: { fr: "Ce repère de page n’est pas lisible.", en: "This page cursor cannot be read." },

  // Session
  not_logged_in: { fr: "Connectez-vous pour continuer.", en: "Log in to go on." },
  login_failed: { fr: "Adresse ou mot de passe inconnus.", en: "Unknown e-mail or password." },
  token_invalid: { fr: "Ce lien ou ce jeton n’est pas valable, ou plus.", en: "This link or token is not valid, or no longer." },
  origin_mismatch: { fr: "Cette demande vient d’une autre page ({origin}).", en: "This request comes from another page ({origin})." },
  role_missing: { fr: "Il faut être {roles} pour faire cela.", en: "Only {roles} may do this." },
  password_too_short: { fr: "Le mot de passe doit avoir au moins {min} caractères.", en: "The password needs at least {min} characters." },
  email_taken: { fr: "Cette adresse a déjà un accès.", en: "This e-mail already has a login." },
  signup_closed: { fr: "La création de collectifs n’est pas ouverte ici.", en: "Creating collectives is not open here." },

  // Collectives, members, circles, kinds
  name_taken: { fr: "Le nom «{name}» est déjà pris.", en: "The name “{name}” is taken." },
  circle_loop: { fr: "Un cercle ne peut pas faire partie de lui-même.", en: "A circle cannot be part of itself." },

  // Money
  unknown_currency: { fr: "Monnaie inconnue : {currency}.", en: "Unknown currency: {currency}." },
  currency_mismatch: {
    fr: "Deux monnaies ne se mélangent pas : {expected} attendu, {found} reçu.",
    en: "Two currencies never mix: {expected} expected, {found} found.",
  },
  amount_invalid: { fr: "«{amount}» n’est pas un montant.", en: "“{amount}” is not an amount." },
  amount_precision: {
    fr: "{amount} a trop de décimales : {currency} en a {decimals}.",
    en: "{amount} has too many decimals: {currency} has {decimals}.",
  },
  amount_not_positive: { fr: "Le montant doit être plus grand que zéro.", en: "The amount must be more than zero." },
  amount_too_large: {
    fr: "{amount} dépasse le plus grand montant tenu ({max}).",
    en: "{amount} is above the largest amount kept ({max}).",
  },

  // Sharing documents (DESIGN §7)
  document_invalid: {
    fr: "Le document de partage n’est pas valable : {at} : {problem}",
    en: "The sharing document is not valid: {at}: {problem}",
  },
  unknown_member: { fr: "Participant·e inconnu·e : {id} ({at}).", en: "Unknown member: {id} ({at})." },
  unknown_fund: { fr: "Fonds inconnu : {id} ({at}).", en: "Unknown fund: {id} ({at})." },
  unknown_kind: { fr: "Nature de contribution inconnue : {id} ({at}).", en: "Unknown kind of contribution: {id} ({at})." },
  key_invalid: { fr: "La clé ne peut pas fonctionner : {at} : {problem}", en: "The key cannot work: {at}: {problem}" },
  key_exceeds_amount: {
    fr: "L’étape {step} demande {asked} mais il n’y a que {available}.",
    en: "Step {step} asks {asked} but only {available} is there.",
  },
  claims_exceed_amount: {
    fr: "Les souhaits font {claimed} pour {available} : il manque {missing}. À régler ensemble.",
    en: "Wishes add up to {claimed} for {available}: {missing} is missing. To settle together.",
  },
  self_review: { fr: "On ne note pas sa propre contribution ({member}).", en: "Nobody scores themselves ({member})." },
  self_points: { fr: "On ne se donne pas de points ({member}).", en: "Nobody gives points to themselves ({member})." },
  peer_too_few: {
    fr: "Il faut au moins 3 personnes pour ce partage, il y en a {count}.",
    en: "This needs at least 3 members, there are {count}.",
  },
  peer_points_missing: { fr: "Il manque les points de {from} pour {to}.", en: "Points from {from} to {to} are missing." },
} as const satisfies Record<string, { fr: string; en: string }>;

export type RefusalCode = keyof typeof refusalTexts;
export type Language = "fr" | "en";

/** Figures of a refusal: amounts as decimal strings, ids, counts. `at` is the place: a field path, `steps[2]`, `line 12`. */
export type RefusalFigures = Readonly<Record<string, string | number | readonly unknown[] | null>>;

/** A named no. `message` is the English sentence, so that logs and stack traces can be read. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: RefusalCode,
    readonly figures: RefusalFigures = {},
  ) {
    super(refusalSentence(code, figures, "en"));
  }
}

/**
 * The sentence of a refusal in one language, its figures filled in. A figure that is missing leaves its name; a
 * `problem` that problems.ts knows is said in that language, with the same figures.
 */
export function refusalSentence(code: RefusalCode, figures: RefusalFigures, language: Language): string {
  const { problem } = figures;
  const said = isProblem(problem) ? { ...figures, problem: filled(problemTexts[problem][language], figures) } : figures;
  return filled(refusalTexts[code][language], said);
}

const filled = (text: string, figures: RefusalFigures): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const figure = figures[name];
    return figure === undefined || figure === null ? name : Array.isArray(figure) ? figure.join(", ") : String(figure);
  });
