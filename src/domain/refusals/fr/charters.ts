/** Charters of cooperation. */
import type { CharterCode } from "../../refusals.js";

export default {
  charter_of_another:
    "Seules les parties de cette charte, la personne qui l’a écrite, le pilotage de son cercle et l’administration peuvent faire cela.",
  charter_closed: "«{charter}» est close : elle se lit encore, elle ne change plus.",
  charter_winding: "«{charter}» est en train d’être dénouée : elle ne se signe plus et ne change plus.",
  charter_not_open: "La version {version} de «{charter}» n’est pas ouverte à la signature.",
  charter_not_in_force: "«{charter}» n’est pas en vigueur : toutes ses parties doivent d’abord la signer.",
  charter_not_winding: "«{charter}» n’est pas en train d’être dénouée : ouvrez d’abord sa fin, avec une raison.",
  charter_signed:
    "La version {version} de «{charter}» ne change plus ({signatures} signatures) : écrivez une nouvelle version, ses signatures repartent de zéro.",
  charter_version_old: "«{charter}» a une version plus récente, la {latest} : c’est elle qui se signe.",
  charter_text_changed: "«{charter}» a été réécrite après que vous l’avez ouverte : relisez-la, puis signez.",
  charter_text_unsaid: "«{charter}» a été écrite ce jour-là, le {written} : dites que la feuille porte bien ce texte (readChangedAt).",
  charter_without_parties: "Une charte a au moins {min} parties ; «{charter}» en a {parties}.",
  charter_without_object: "«{charter}» ne dit pas encore son objet : écrivez ce que vous faites ensemble.",
  charter_unfinished: "«{charter}» garde des passages à compléter : {articles}.",
  charter_words_missing: "Signez avec les mots «lu et approuvé» ; vous avez écrit «{words}».",
  charter_signed_already: "{name} a déjà signé «{charter}», le {signed}.",
  not_a_party: "{name} n’est pas une partie de «{charter}» : signent {parties}.",
  signature_of_another: "Ici, chacun·e signe pour soi : {name} signe avec son propre accès, ou sur papier.",
  signature_before_text: "Une signature du {signed} est plus ancienne que le texte, écrit le {written}.",
  charter_signatures_missing: "«{charter}» attend encore la signature de : {missing}. Une décision ne signe pas à leur place.",
  split_without_total: "La répartition n’a pas de total, ou pas de ligne ({lines} lignes) : complétez-la avant la signature.",
  split_incomplete: "Ces lignes n’ont pas de montant : {without}. Complétez-les avant la signature.",
  split_above_total: "Les lignes font {asked:money} pour un total de {total:money} : c’est {over:money} de trop.",
  split_above_hundred: "Les pourcentages font {sum} % : c’est plus que 100 %.",
  line_of_no_party: "La ligne «{line}» paie {name}, qui n’est pas une partie de la charte ({parties}).",
  split_below_paid: "La ligne «{line}» ne peut pas passer à {amount:money} : {paid:money} en sont déjà versés ou demandés.",
  instalment_above_left: "Il reste {left:money}[ sur la ligne «{line}»] ; {asked:money} sont demandés.",
  instalment_fixed:
    "Ce partage est un versement de la charte «{charter}» : ses montants ne changent pas. Abandonnez-le et demandez un autre versement.",
  line_party_not_member:
    "La ligne «{line}» est pour un tiers, {name} : un partage ne paie que des participant·es. Enregistrez sa facture, puis rattachez-la à la ligne.",
  charter_pays_by_instalments:
    "L’enveloppe est celle de la charte «{charter}» : ses montants fixes se versent depuis la charte, en une ou plusieurs fois.",
  bill_of_another_line:
    "La facture {document} n’est pas de {name}, ou pas de l’enveloppe de la charte : elle ne paie pas la ligne «{line}».",
  bill_traced: "La facture {document} est déjà rattachée à une ligne.",
  charter_step_done: "Cette étape est déjà faite.",
  charter_not_settled: "L’enveloppe tient encore {balance:money} (engagés : {committed:money}) : soldez-la d’abord.",
  charter_instalments_asked: "Des versements de {asked:money} sont encore en cours : versez-les, ou abandonnez-les d’abord.",
  experience_missing: "Écrivez ce qui a été appris, dans le respect de chacun·e : c’est cette étape.",
} satisfies Readonly<Record<CharterCode, string>>;
