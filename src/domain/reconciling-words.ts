/** What speaks for a proposal, in words: «même montant, 2 jours plus tard, «imprimerie» dans le libellé» (domain/reconciling). */
import { entryWords } from "./entry-words.js";
import type { Reason } from "./reconciling-facts.js";
import type { Language } from "./refusals.js";

type Said = { readonly [Why in Reason["why"]]: (reason: Extract<Reason, { why: Why }>) => string };

const quotedFr = (words: readonly string[]): string => words.map((word) => `«${word}»`).join(", ");
const quotedEn = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(", ");
const days = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const fr: Said = {
  "same-amount": () => "même montant",
  days: ({ days: by }) => (by === 0 ? "le même jour" : `${days(Math.abs(by), "jour", "jours")} plus ${by > 0 ? "tard" : "tôt"}`),
  words: ({ words }) => `${quotedFr(words)} dans le libellé`,
  sum: ({ count, of }) =>
    `la somme exacte de ${count} ${{ shares: "rétributions", bills: "factures", debts: "sommes dues", entries: "écritures" }[of]}`,
  "all-owed": ({ name }) => `tout ce qui est dû à ${name}`,
  batch: ({ number }) => `le total des virements n° ${number}`,
  transfer: ({ name }) => `le montant du virement ${name}`,
  document: ({ name }) => `sous «${name}»`,
  "one-day": () => "tout ce qui est du même jour",
  "fee-words": ({ words }) => `${quotedFr(words)} dans le libellé`,
  "last-nature": ({ nature }) => `comme la dernière fois (${entryWords[nature]?.fr ?? nature})`,
  opposite: ({ number }) => `l’opposé de l’écriture n° ${number}`,
  "came-back": ({ number }) => `annulée par l’écriture n° ${number}, et l’argent est revenu`,
  "return-words": ({ words }) => `${quotedFr(words)} dans le libellé`,
  "other-bank": ({ name }) => `le montant inverse sur «${name}»`,
};

const en: Said = {
  "same-amount": () => "same amount",
  days: ({ days: by }) => (by === 0 ? "the same day" : `${days(Math.abs(by), "day", "days")} ${by > 0 ? "later" : "earlier"}`),
  words: ({ words }) => `${quotedEn(words)} in the label`,
  sum: ({ count, of }) => `the exact sum of ${count} ${{ shares: "shares", bills: "bills", debts: "debts", entries: "entries" }[of]}`,
  "all-owed": ({ name }) => `all that ${name} is owed`,
  batch: ({ number }) => `the total of payment batch no. ${number}`,
  transfer: ({ name }) => `the amount of transfer ${name}`,
  document: ({ name }) => `under “${name}”`,
  "one-day": () => "all of one day",
  "fee-words": ({ words }) => `${quotedEn(words)} in the label`,
  "last-nature": ({ nature }) => `as the last time (${entryWords[nature]?.en ?? nature})`,
  opposite: ({ number }) => `the opposite of entry no. ${number}`,
  "came-back": ({ number }) => `reversed by entry no. ${number}, and the money came back`,
  "return-words": ({ words }) => `${quotedEn(words)} in the label`,
  "other-bank": ({ name }) => `the opposite amount on “${name}”`,
};

export function reasonSentence(reasons: readonly Reason[], language: Language): string {
  const said = language === "fr" ? fr : en;
  return reasons.map((reason) => (said[reason.why] as (reason: Reason) => string)(reason)).join(", ");
}
