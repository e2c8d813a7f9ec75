/** Elections (DESIGN §9). */
import type { ElectionCode } from "../../refusals.js";

export default {
  election_invalid: "L’élection n’est pas valable : {at} : {problem}",
  rule_invalid: "La règle ne peut pas fonctionner : {at} : {problem}",
  tally_too_long:
    "Le dépouillement par {rule} prendrait trop de temps : {turns} tours n’y ont pas suffi. Un relèvement (increment) plus grand, ou une autre règle, va plus vite ; la commande moisson tally prend le temps qu’il faut.",
  rule_missing: "Le fichier ne dit pas sa règle ; choisissez-la avec --rule : {allowed}.",
  rule_unknown: "La règle «{rule}» ({at}) n’est pas de celles qui se recomptent ; choisissez avec --rule : {allowed}.",
  rule_beyond_file:
    "La règle «{rule}» dépend de ce que le fichier ne contient pas (projets incompatibles, décisions à part) ; choisissez avec --rule : {allowed}.",
  unknown_project: "Projet inconnu : {id} ({at}).",
} satisfies Readonly<Record<ElectionCode, string>>;
