/** Decisions by consent. */
import type { DecisionCode } from "../../refusals.js";

export default {
  consent_setting_invalid: "Ce réglage ne convient pas ({at} : {value}) : de {min} à {max}.",
  proposal_invalid: "La proposition n’est pas complète : {at} : {problem}",
  not_proposing: "Proposer et rouvrir reviennent aux qualités que nomme le code social.",
  not_deciding: "Décident ici les personnes dont la qualité décidait à l’ouverture.",
  nobody_decides: "Aujourd’hui personne n’a une qualité qui décide : proposez quand quelqu’un en aura une.",
  attempt_hours: "Une décision reste ouverte de {min} à {max} heures comptées, pas {asked}.",
  attempt_open: "On en décide déjà, jusqu’au {closesAt}.",
  attempt_too_early: "La même proposition revient à partir du {possibleAt} ({days} jours après) ; modifiée, elle revient tout de suite.",
  decision_taken: "C’est décidé depuis le {takenAt} : pour y revenir, rouvrez la décision[, à partir du {possibleAt}].",
  decision_not_taken: "Rien n’y est décidé : il n’y a rien à rouvrir.",
  decision_resting: "Cela a été tranché en dernier recours et repose ({parts}) : on peut le rouvrir à partir du {possibleAt}.",
  part_not_reopened: "«{part}» est déjà décidé : rouvrez d’abord cette partie.",
  part_not_taken: "Dites quelles parties décidées rouvrir : «{part}» n’en est pas une.",
  ballot_late: "C’était ouvert jusqu’au {closedAt} : un avis qui vient à cet instant ou après ne compte plus.",
  block_without_argument: "Un blocage dit pourquoi : donnez votre argument ({at}).",
  meeting_without_deciders: "Parmi les personnes présentes, aucune n’a une qualité qui décide.",
  not_present: "{member} n’était pas à la réunion ({at}).",
  last_resort_none: "Le code social ne prévoit pas de dernier recours : la proposition se modifie jusqu’à ce que personne ne bloque.",
  last_resort_not_yet:
    "Pas encore de dernier recours : tentatives reportées {attempts} sur {attemptsNeeded}, réunions consignées {meetings} sur {meetingsNeeded}[, et pas avant le {possibleAt}].",
  council_awaited: "La parole est au conseil ({council}).",
  council_not_asked: "Rien n’attend la parole d’un conseil.",
  not_in_council: "Cela revient aux membres du conseil ({council}).",
} satisfies Readonly<Record<DecisionCode, string>>;
