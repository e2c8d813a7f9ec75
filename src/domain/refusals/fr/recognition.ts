/** Review periods and retrospectives (DESIGN §10). */
import type { RecognitionCode } from "../../refusals.js";

export default {
  reviews_closed: "Les avis sont clos depuis le {closedAt} : ce qui a été dit à temps reste comme c’est.",
  closing_not_ahead: "La fin ({closesAt}) est à venir : choisissez un instant après le {now}.",
  peers_too_few: "Il faut au moins {min} personnes pour se donner des avis ; il y en a {people}.",
  not_a_peer: "Seules les {people} personnes de ce temps d’avis se donnent des avis.",
  peer_unknown: "Cette personne n’est pas de ce temps d’avis : {people} personnes en sont.",
  reviewed_already: "Vous avez déjà donné votre avis à {member} dans ce temps d’avis : changez-le, jusqu’à la fin.",
  harvester_only: "{harvester} moissonne cette rétrospective : personne d’autre ne le fait à sa place.",
  retrospective_closed: "Cette rétrospective est close depuis le {closedAt} : plus rien n’y change.",
  word_empty: "Une parole dit quelque chose : quelques mots suffisent.",
  word_of_another: "Seule la personne qui l’a dit peut changer cette parole.",
  word_harvested: "Cette parole a été moissonnée le {harvestedAt} : elle reste comme elle est.",
  not_of_circle: "Seules les personnes du cercle et {harvester}, qui moissonne, prennent la parole ici.",
} satisfies Readonly<Record<RecognitionCode, string>>;
