/** Sharing documents, reviews and sharings (DESIGN §7, §8, §10). */
import type { SharingCode } from "../../refusals.js";

export default {
  // Sharing documents (DESIGN §7)
  document_invalid: "Le document de partage n’est pas valable : {at} : {problem}",
  unknown_member: "Participant·e inconnu·e : {id} ({at}).",
  unknown_fund: "Fonds inconnu : {id} ({at}).",
  unknown_kind: "Nature de contribution inconnue : {id} ({at}).",
  key_invalid: "La clé ne peut pas fonctionner : {at} : {problem}",
  key_exceeds_amount: "L’étape {step} demande {asked:money}, mais il n’y a que {available:money}.",
  rate_missing:
    "L’étape {step} compte «{kind}», qui n’a pas encore de taux le {day}[ (donné par {member})]. Fixez un taux à partir de ce jour, dans Natures et barèmes, ou ôtez «{kind}» de l’étape.",
  amount_needed:
    "L’étape {step} rembourse «{kind}», mais ce que {member} a donné le {day} n’a pas de montant : ajoutez-le à la contribution, ou ôtez «{kind}» de l’étape.",
  quantity_needed:
    "L’étape {step} compte «{kind}», mais ce que {member} a donné le {day} n’a pas de quantité : ajoutez-la à la contribution, ou ôtez «{kind}» de l’étape.",
  claims_exceed_amount: "Les souhaits font {claimed:money} pour {available:money} : il manque {missing:money}. À régler ensemble.",
  self_review: "On ne note pas sa propre contribution ({member}).",
  self_points: "On ne se donne pas de points ({member}).",
  peer_too_few: "Il faut au moins 3 personnes pour ce partage, il y en a {count}.",
  peer_points_missing: "Il manque les points de {from} pour {to}.",

  // Reviews (DESIGN §10)
  review_empty: "Un avis dit quelque chose : quelques mots, ou une note.",
  review_unclear:
    "Un avis porte sur une contribution (contributionId), ou sur la période de quelqu’un dans une enveloppe (ofId, envelopeId, fromOn, untilOn), ou sur quelqu’un dans une période d’avis (ofId, periodId) : {at}.",
  score_invalid: "Une note va de {min} à {max}, pas «{score}» ({at}).",
  unknown_criterion: "«{criterion}» n’est pas un critère du collectif ({known}).",
  review_of_another: "Seule la personne qui a écrit cet avis peut le changer.",
  weaknesses_of_another: "Seule la personne dont parle cet avis peut en publier les faiblesses.",
  review_in_sharing: "Le partage «{sharing}» ({state}) a compté avec cet avis : il ne change plus.",

  // Sharings (DESIGN §8)
  sharing_empty: "Il n’y a personne entre qui partager : aucune contribution n’entre ici, ou un autre partage les tient déjà.",
  sharing_not_open: "Ce partage n’est pas ouvert : rien n’y change.",
  sharing_not_proposed: "Ce partage n’est pas proposé.",
  sharing_not_adopted: "Ce partage n’est pas adopté, ou il est déjà porté aux comptes.",
  sharing_not_posted: "Ce partage n’est pas porté aux comptes.",
  sharing_over: "Ce partage est terminé : il ne change plus.",
  expenses_short: "Il manque {missing} pour les frais.",
  sharing_exceeds_left: "Il reste {left} dans l’enveloppe et {expected} sont attendus ; le partage en demande {asked}.",
  kept_of_another: "Ce chiffre n’appartient qu’à la personne qui a donné ; avec son accord, la facilitation peut le saisir pour elle.",
  kept_above_asked: "{asked} sont souhaités : on ne retient pas davantage ({kept}). Pour souhaiter plus, modifiez la contribution.",
  nothing_wished: "Rien n’est souhaité pour cette ligne.",
  nothing_to_contest: "Personne n’a saisi ce chiffre à votre place.",
  not_in_sharing: "{member} ne prend pas part à ce partage.",
  adoption_of_own_share: "Ce partage vous rétribue : c’est à quelqu’un d’autre de l’adopter ({who}).",
  adoption_by_nobody:
    "Ce partage rétribue la seule personne qui pourrait l’adopter : nommez d’abord un·e autre pilote, trésorier·e ou admin.",
  share_settled: "{settled} sont déjà versés ou laissés au commun : ce partage ne s’annule plus.",
  carried_asked_again: "Ce que ce partage a reporté est repris dans un autre : annulez d’abord celui-là.",
  carried_over: "Ce souhait reporté n’attend plus.",
} satisfies Readonly<Record<SharingCode, string>>;
