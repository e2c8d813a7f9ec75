/** Texts of decisions: how long is left, where each stands, and the list of them. */
import type { DecisionLine, Left } from "../../decision-figures.js";
import { plural } from "../../speech.js";

const days = (count: number) => plural("fr", count, { one: `${count}\u00a0jour`, other: `${count}\u00a0jours` });
const hours = (count: number) => plural("fr", count, { one: `${count}\u00a0heure`, other: `${count}\u00a0heures` });

/** Time that counts, without the days on which people rest. */
const left = ({ days: whole, hours: rest, minutes }: Left): string => {
  if (whole > 0 && rest > 0) return `encore ${days(whole)} et ${hours(rest)} comptés`;
  if (whole > 0) return `encore ${days(whole)} ${plural("fr", whole, { one: "compté", other: "comptés" })}`;
  if (rest > 0) return `encore ${hours(rest)} ${plural("fr", rest, { one: "comptée", other: "comptées" })}`;
  return `encore ${minutes}\u00a0min`;
};

const adopted = { consent: "adoptée par consentement", vote: "adoptée par vote", council: "adoptée par le conseil" };
const rejected = { consent: "refusée", vote: "refusée par vote", council: "refusée par le conseil" };

/** Where a decision stands, in a word or a few. */
const stands = (state: DecisionLine["state"], by: DecisionLine["by"]): string => {
  switch (state) {
    case "adopted":
      return adopted[by ?? "consent"];
    case "rejected":
      return rejected[by ?? "consent"];
    case "postponed":
      return "reportée";
    case "reopened":
      return "rouverte";
    case "waiting":
      return "attend le conseil";
    case "open":
      return "on en décide";
    case "proposed":
      return "proposée";
  }
};

export default {
  back: "Décisions",
  left,
  until: (moment: string) => `jusqu’au ${moment}`,
  stands,
  spoken: "avis donné",
  collective: "Tout le collectif",
  list: {
    title: (count: number) =>
      plural("fr", count, {
        zero: "Aucune décision n’attend votre avis.",
        one: "Une décision attend votre avis.",
        other: `${count} décisions attendent votre avis.`,
      }),
    lead: "Ce que personne ne bloque est adopté, et prend effet tout seul.",
    propose: "Proposer",
    circle: "Qui décide",
    everybody: "toutes les décisions",
    mine: "Votre avis est attendu",
    open: "On en décide",
    ended: "Décidées ou reportées",
    none: "Ce cercle n’a encore rien décidé ici.",
    closed: (moment: string) => `close le ${moment}`,
    attempt: (number: number) => `tentative ${number}`,
    act: "Donner mon avis",
    notProposing: (standings: string) => `Ici proposent : ${standings}.`,
  },
  empty: {
    title: "Décider par consentement, c’est quoi ?",
    steps: (hours: number) => [
      "Quelqu’un propose, et dit ce que cela changera.",
      `Pendant ${hours} heures comptées, sans week-ends ni jours fériés, chacun·e donne son avis ; qui ne dit mot consent.`,
      "Si personne ne bloque, c’est adopté et fait ; un blocage dit pourquoi, et la proposition revient améliorée.",
    ],
  },
  standings: {
    subscriber: "adhérent·es",
    contributor: "contributeur·ices",
    supporter: "sympathisant·es",
    partner: "partenaires",
  } as Record<string, string>,
  inCircle: {
    title: "Décisions",
    none: "Rien n’est en train de se décider.",
    all: "Toutes ses décisions",
    consent: "Un partage s’y adopte par une décision.",
    pilot: "Un partage s’y adopte par l’accord d’une personne qu’il ne rétribue pas.",
    turn: "Adopter les partages par consentement",
    turnHint: "Un partage s’adopte alors par une décision, et seulement ainsi.",
    on: "Ici, un partage s’adopte désormais par une décision.",
    off: "Ici, l’accord d’une personne suffit de nouveau pour adopter un partage.",
  },
};
