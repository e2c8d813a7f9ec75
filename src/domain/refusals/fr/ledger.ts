/** Money and ledger (DESIGN §5). */
import type { LedgerCode } from "../../refusals.js";

export default {
  // Money
  unknown_currency: "Monnaie inconnue : {currency}.",
  currency_mismatch: "Deux monnaies ne se mélangent pas : {expected} attendu, {found} reçu.",
  amount_invalid: "«{amount}» n’est pas un montant.",
  amount_precision: "{amount} a trop de décimales : {currency} en a {decimals}.",
  amount_not_positive: "Le montant doit être plus grand que zéro.",
  amount_too_large: "{amount} dépasse le plus grand montant tenu ({max}).",

  // Ledger (DESIGN §5)
  entry_incomplete: "Une écriture a au moins deux lignes, dont aucune à zéro ; ici {lines}.",
  entry_unbalanced: "L’écriture n’est pas équilibrée : {debit} {commodity} au débit, {credit} au crédit.",
  entry_dated_in_future: "L’écriture est datée du {datedOn}, et nous sommes le {today}.",
  entry_dated_too_early: "L’écriture est datée du {datedOn} : vérifiez l’année. Le journal ne remonte pas avant le {earliest}.",
  year_closed: "L’exercice du {startsOn} au {endsOn} est clos.",
  insufficient_balance: "Il reste {left:money}, vous demandez {asked:money}.",
  levy_exceeds_amount: "La part reversée dépasse la somme reçue.",
  transfer_to_itself: "Un virement va d’un compte à un autre.",
  bank_opened: "«{bank}» a déjà son solde de départ : l’écriture n° {number} du {datedOn}. Annulez-la d’abord, si elle est à refaire.",
  already_reversed: "L’écriture n° {number} est déjà annulée par la n° {by}.",
  reversal_before_entry: "L’écriture n° {number} est du {datedOn} : rien n’en revient le {day}, avant elle.",
  reversal_uncovered:
    "Annuler l’écriture n° {number} reprend {asked:money} à l’enveloppe «{envelope}», où il reste {left:money}. Virez-y d’abord ce qui manque.",
  not_reversible: "L’écriture n° {number} ne s’annule pas ainsi ; passez-en une nouvelle.",
  entry_broken:
    "L’écriture n° {number} de l’exercice {year} (position {position}) ne se vérifie pas : {problem} ; attendu {expected}, trouvé {found}.",
  account_broken: "Le compte {account} ({class}) ne se vérifie pas : {problem} ; attendu {expected}, trouvé {found}.",
  chain_broken: "Le journal ne se vérifie pas : {problem} ; attendu {expected}, trouvé {found}.",
  share_broken: "La rétribution {share} ne se vérifie pas : {problem} ; attendu {expected}, trouvé {found}.",
  round_broken: "Le compte {account} du cobudget {round} ne se vérifie pas : {problem} ; attendu {expected}, trouvé {found}.",
  bill_broken: "La facture {bill} ne se vérifie pas : {problem} ; attendu {expected}, trouvé {found}.",

  // Archives (DESIGN §13)
  archive_damaged: "Cette archive n’est pas entière, ou a été modifiée : {problem}. Rien n’a été restauré.",
  archive_newer: "Cette archive vient d’un Moisson plus récent ({made} ; celui-ci connaît {known}). Installez cette version d’abord.",
  collective_present: "Ce collectif est déjà dans cette base, sous le nom «{slug}». Une archive se restaure là où il n’est pas.",
} satisfies Readonly<Record<LedgerCode, string>>;
