/** Contracts, resources and tensions. */
import type { TieCode } from "../../refusals.js";

export default {
  contract_without_parties: "Un contrat a au moins {min} partie en plus du collectif ; «{contract}» en a {parties} : dites avec qui.",
  contract_of_another: "Seules la personne qui a écrit ce contrat et l’administration peuvent faire cela.",
  contract_of_others: "Cette personne n’est pas une partie du contrat «{contract}».",
  contract_not_draft: "«{contract}» est signé depuis le {signed} : écrivez un nouveau contrat qui le remplace.",
  contract_not_signed: "«{contract}» n’est pas encore signé : une décision le signe.",
  contract_ended: "«{contract}» a pris fin le {ended}.",
  contract_end_before: "«{contract}» ne peut pas finir le {ended} : il est signé du {signed}.",
  review_not_ahead: "La prochaine revue ({next}) vient après celle-ci ({reviewed}).",
  money_not_in: "L’écriture n° {number} n’a pas fait entrer d’argent.",
  money_of_no_party: "L’argent de l’écriture n° {number} ne vient pas d’une partie de «{contract}» ({parties})[, mais de {from}].",
  money_traced: "L’écriture n° {number} est déjà rattachée à «{contract}» : détachez-la d’abord.",
  resource_archived: "«{resource}» est archivée : reprenez-la d’abord.",
  resource_of_another: "Seules la personne qui veille sur cette ressource et l’administration peuvent faire cela.",
  tension_of_others: "Seules la personne qui porte cette tension et celle qui l’a ouverte peuvent faire cela.",
  tension_closed: "Cette tension est close depuis le {closed} : s’il y a du nouveau, ouvrez-en une autre.",
  tension_step_back: "Le chemin ne revient pas en arrière : {lastStep} a déjà eu lieu, {step} vient avant.",
  tension_step_before: "Le {day} est avant la dernière étape ({lastStep}, le {last}).",
} satisfies Readonly<Record<TieCode, string>>;
