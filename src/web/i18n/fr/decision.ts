/** Texts of one decision. */
import type { Attempt, Choice, Decision } from "../../decision-figures.js";
import { plural } from "../../speech.js";

const people = (count: number) => plural("fr", count, { one: "une personne", other: `${count} personnes` });

const titles: Readonly<Record<Decision["state"], string>> = {
  proposed: "c’est proposé.",
  open: "on en décide.",
  waiting: "la parole est au conseil.",
  postponed: "c’est reporté.",
  adopted: "c’est adopté.",
  rejected: "c’est refusé.",
  reopened: "on y revient.",
};

export default {
  title: (title: string, state: Decision["state"]) => `${title} : ${titles[state]}`,
  open: (until: string, left: string) => `Jusqu’au ${until}, ${left}. Qui ne dit mot consent.`,
  openLast: (until: string, left: string) => `Dernier recours, jusqu’au ${until}, ${left}.`,
  adopted: {
    consent: (at: string) => `Personne n’a bloqué : la décision est adoptée par consentement depuis le ${at}.`,
    vote: (at: string) => `Adoptée par vote, en dernier recours, le ${at}.`,
    council: (at: string) => `Adoptée par la parole du conseil, le ${at}.`,
  },
  rejected: {
    vote: (at: string) => `Refusée par vote, en dernier recours, le ${at}.`,
    council: (at: string) => `Refusée par la parole du conseil, le ${at}.`,
  },
  postponed: (blocks: number, at: string) =>
    `Reportée le ${at} : ${plural("fr", blocks, { one: "une personne bloque", other: `${blocks} personnes bloquent` })}. La proposition peut revenir, améliorée.`,
  waiting: (council: string) => `Un blocage demeure : ${council} a le dernier mot.`,
  reopened: "Ce qui n’était pas encore fait attend une nouvelle proposition ; ce qui est fait reste fait.",
  by: (name: string, circle: string, way: string) => `Proposée par ${name}. Décide : ${circle}, ${way}.`,
  ways: { announced: "par annonce", meeting: "en réunion", ballots: "par bulletins" },
  everybody: "tout le collectif",
  lastWay: "par bulletins, en dernier recours",
  proposal: "Ce qui est proposé",
  changes: "Ce que cela changera",
  changed: "Ce que cela change",
  noChange: "Rien ne change tout seul : c’est une décision en mots.",
  before: "Déjà fait auparavant",
  parts: { stands: "adoptée", reopened: "rouverte", rejected: "refusée" },
  mine: {
    title: "Mon avis",
    legend: "Que dites-vous de cette proposition ?",
    lead: "Un blocage demande un argument ; les autres avis peuvent en donner un.",
    said: (choice: Choice) =>
      ({
        agree: "Vous êtes d’accord.",
        abstain: "Vous vous abstenez.",
        disagree: "Vous n’êtes pas d’accord, sans bloquer.",
        block: "Vous bloquez.",
      })[choice],
    untilThen: (until: string) => `On peut changer d’avis jusqu’au ${until}.`,
    choices: { agree: "D’accord", abstain: "Je m’abstiens", disagree: "Pas d’accord", block: "Blocage" },
    hints: {
      agree: "Ne rien dire jusqu’à la fin dit la même chose.",
      abstain: "Je laisse les autres en décider.",
      disagree: "Je le dis, et je laisse faire.",
      block: "Cela nous ferait du tort. La décision est reportée, et la proposition revient améliorée.",
    },
    lastHints: {
      agree: "En dernier recours, seul un accord qui est dit compte.",
      abstain: "Je ne prends pas parti.",
      disagree: "Je prends parti contre.",
      block: "Je prends parti contre, et je dis pourquoi.",
    },
    argument: "Pourquoi ?",
    argumentNeeded: "Pourquoi ? (nécessaire pour bloquer)",
    argumentHint: "Ce qui manque, ce qu’il faudrait pour que cela vous aille.",
    give: "Donner mon avis",
    change: "Changer mon avis",
    told: "Votre avis est noté.",
    notDeciding: "Vous lisez ; décident ici les personnes dont la qualité décidait à l’ouverture.",
  },
  stand: {
    title: "Où l’on en est",
    says: (counts: Attempt["counts"], silence: "agrees" | "agreed" | "aside") => {
      const { agree, abstain, disagree, block, silent } = counts;
      const means = { agrees: " (le silence vaut accord)", agreed: " (le silence a valu accord)", aside: "" }[silence];
      return [
        agree > 0 ? plural("fr", agree, { one: "1 d’accord", other: `${agree} d’accord` }) : "",
        abstain > 0 ? plural("fr", abstain, { one: "1 s’abstient", other: `${abstain} s’abstiennent` }) : "",
        disagree > 0 ? plural("fr", disagree, { one: "1 n’est pas d’accord", other: `${disagree} ne sont pas d’accord` }) : "",
        block > 0 ? plural("fr", block, { one: "1 bloque", other: `${block} bloquent` }) : "",
        silent > 0 ? `${plural("fr", silent, { one: "1 n’a rien dit", other: `${silent} n’ont rien dit` })}${means}` : "",
      ]
        .filter(Boolean)
        .join(", ");
    },
    choices: { agree: "D’accord", abstain: "S’abstiennent", disagree: "Pas d’accord", block: "Bloquent" },
    saw: "Ont vu, sans rien dire",
    notYet: "N’ont pas encore vu",
    notYetOver: "N’avaient pas vu",
    of: (count: number) => `${people(count)} ${count > 1 ? "décident" : "décide"}.`,
  },
  arguments: {
    title: "Les arguments",
    carried: "Entendu aux tentatives d’avant",
    line: (name: string, choice: Choice) =>
      ({
        agree: `${name}, d’accord`,
        abstain: `${name}, s’abstient`,
        disagree: `${name}, pas d’accord`,
        block: `${name}, blocage`,
      })[choice],
    attempt: (number: number) => `tentative ${number}`,
  },
  history: {
    title: "Les tentatives d’avant",
    attempt: (number: number, stands: string, at: string) => `Tentative ${number} : ${stands} le ${at}`,
    opened: (name: string, at: string) => `Ouverte par ${name} le ${at}.`,
    reopened: (name: string, at: string, reason: string) => `${name} l’a rouverte le ${at} : «${reason}»`,
    meetings: "Réunions qui en ont parlé",
    meeting: (day: string) => `Réunion du ${day}`,
  },
  next: {
    title: "Et maintenant ?",
    again: "Reprendre la proposition",
    againReopened: "Proposer de nouveau",
    asBefore: (at: string) => `Améliorée, elle revient tout de suite ; telle quelle, à partir du ${at}.`,
    anytime: "Améliorée ou telle quelle, elle peut revenir dès maintenant.",
    last: "Le dernier recours",
    lastSays: {
      vote: (numerator: number, denominator: number) =>
        `Quand le consentement n’y arrive pas : adoptée si ${numerator} sur ${denominator} des personnes qui prennent parti sont d’accord.`,
      council: (name: string) => `Quand le consentement n’y arrive pas : ${name} a le dernier mot.`,
    },
    far: (attempts: number, attemptsNeeded: number, meetings: number, meetingsNeeded: number) =>
      `${attempts} ${plural("fr", attempts, { one: "tentative", other: "tentatives" })} sur ${attemptsNeeded}, ${meetings} ${plural("fr", meetings, { one: "réunion", other: "réunions" })} sur ${meetingsNeeded}`,
    notBefore: (at: string) => `pas avant le ${at}`,
    meetingCounts: "Une réunion compte quand son compte rendu cite cette décision.",
    lastReady: "Ouvrir le dernier recours",
    reopen: "Rouvrir la décision",
    reopenSays: "Ce qui n’est pas encore fait attendra une nouvelle proposition. Aucune écriture n’est défaite.",
    reason: "Pourquoi y revenir ?",
    which: "Quelles parties ?",
    reopened: "La décision est rouverte.",
    rests: (until: string) => `Tranché en dernier recours, cela repose : on peut y revenir à partir du ${until}.`,
    print: "Imprimer",
  },
  council: {
    title: (name: string) => `La parole du conseil : ${name}`,
    lead: (names: string, count: number) =>
      `Le consentement n’a pas abouti : ${names} ${plural("fr", count, { one: "a le dernier mot", other: "ont le dernier mot, ensemble" })}.`,
    who: "Qui a parlé ?",
    verdict: "Ce que dit le conseil",
    adopts: "Le conseil adopte",
    rejects: "Le conseil refuse",
    submit: "Écrire la parole du conseil",
    told: "La parole du conseil est écrite.",
    choose: "Dites si le conseil adopte ou refuse.",
  },
};
