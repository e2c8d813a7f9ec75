/** Envelopes, bills and payments (DESIGN §5, §6, §8). */
import type { TreasuryCode } from "../../refusals.js";

export default {
  unknown_third_party: "Tiers inconnu : {id} ({at}).",
  unknown_bank: "Compte en banque inconnu : {id} ({at}).",
  bank_missing: "Sur quel compte ? {names}.",
  envelope_in_round: "Le cobudget «{round}» part de cette enveloppe et y revient : clôturez-le d’abord.",
  envelope_carried:
    "Le cobudget «{round}» garde {carried:money} de crédits reportés de cette enveloppe : copiez-le pour s’en servir, ou annulez sa copie pour les rendre.",
  envelope_not_empty: "L’enveloppe n’est pas vide : solde {balance:money}, engagé {committed:money}, attendu {expected:money}.",
  fund_not_empty: "Le fonds n’est pas vide : solde {balance:money}.",
  third_party_archived: "«{thirdParty}» est archivé : plus de nouvelle facture ni d’argent nouveau. Reprenez-le d’abord.",
  fund_archived: "Le fonds «{fund}» n’est plus en usage.",
  expected_received: "Cette somme est déjà reçue.",
  expected_dropped: "Cette somme n’est plus attendue.",
  expected_by_money_in: "Une somme attendue devient reçue quand la trésorerie enregistre son arrivée.",
  source_missing: "D’où vient cet argent ?",
  gift_not_money: "Cette contribution n’est pas un don d’argent en {currency}.",
  gift_above_amount: "Les dons promis font {promised:money}, il est arrivé {amount:money}.",
  bill_twice: "La facture «{document}» est déjà là : {amount:money}, du {day}.",
  bill_reversed: "La facture «{document}» a été annulée.",
  bill_paid: "{paid:money} de cette facture sont déjà payés : annulez d’abord les paiements.",
  bill_overpaid: "Il reste {left:money} à payer sur cette facture, vous demandez {asked:money}.",
  share_overpaid: "Il reste {left:money} à verser sur cette rétribution, vous demandez {asked:money}.",
  share_twice: "Cette rétribution figure deux fois dans le paiement.",
  footing_missing: "On ne sait pas à quel titre payer {member} : écrivez pourquoi le faire quand même.",
  receipt_missing: "Il manque un justificatif aux frais de {member} : écrivez pourquoi les rembourser quand même.",
  share_of_another: "Seule la personne qui la reçoit peut laisser sa rétribution.",
  refund_above_payment: "{paid:money} ont été payés, {asked:money} ne peuvent pas revenir.",
  entry_of_sharing: "L’écriture n° {number} est celle d’un partage : c’est le partage qui s’annule.",
  year_not_over: "L’exercice finit le {endsOn} et nous sommes le {today} : il ne peut pas encore être clos.",
  year_before_open: "L’exercice du {startsOn} est encore ouvert : les exercices se closent dans l’ordre.",
} satisfies Readonly<Record<TreasuryCode, string>>;
