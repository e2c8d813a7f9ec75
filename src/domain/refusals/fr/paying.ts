/** Where money is paid to, and the batches by which it leaves (DESIGN §8). */
import type { PayingCode } from "../../refusals.js";

export default {
  iban_malformed: "Un IBAN commence par deux lettres et deux chiffres, comme FR76.",
  iban_country_unknown: "Aucun IBAN ne commence par {country}.",
  iban_length: "Un IBAN en {country} a {expected} caractères, celui-ci en a {found}.",
  iban_mistyped: "Cet IBAN qui finit par {end} ne se vérifie pas : un caractère est faux, ou deux sont inversés.",
  bic_malformed: "Un BIC a huit caractères, ou onze, comme AGRIFRPP.",
  iban_missing: "L’IBAN de {name} n’est pas connu.",
  iban_unreadable: "L’IBAN de {name} ne se lit plus (le secret du service a changé) : saisissez-le à nouveau.",
  iban_outside_sepa: "L’IBAN de {name} est hors de la zone SEPA : ce paiement se fait à votre banque.",
  bank_iban_missing: "L’IBAN du compte «{bank}» n’est pas connu : écrivez-le d’abord.",
  share_stays_out: "Ce qui est dû à {name} reste hors du fichier : à payer à la main, en disant pourquoi.",
  in_payment_batch: "C’est déjà dans les virements n° {number} : marquez-les payés, ou annulez-les d’abord.",
  item_twice: "La même ligne figure deux fois dans ces virements.",
  transfer_too_large: "{amount:money} pour {name} dépassent ce qu’un virement SEPA transporte ({max:money}).",
  execution_past: "La banque ne peut plus payer le {day} : nous sommes le {today}.",
  batch_not_euro: "Un fichier de virements SEPA est en euros, ce compte est en {currency}.",
  batch_is_request: "Ces paiements sont demandés à {host} : ils n’ont pas de fichier de virements.",
  batch_ended: "Les virements n° {number} ne sont plus en cours.",
  batch_file_forgotten:
    "Le fichier des virements n° {number} n’est plus gardé : quelqu’un qui y figurait a été oublié, ou le secret du service a changé.",
  transfer_unknown: "Ce virement n’est pas de ceux-ci.",
  transfer_ended: "Le virement {reference} n’est plus en cours.",
} satisfies Readonly<Record<PayingCode, string>>;
