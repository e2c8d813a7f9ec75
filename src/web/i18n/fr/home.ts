/** Texts of the home page. */
import { plural } from "../../speech.js";

export default {
  title: (name: string, waiting: number) =>
    plural("fr", waiting, {
      zero: `Bonjour ${name}, rien ne vous attend.`,
      one: `Bonjour ${name}, une chose vous attend.`,
      other: `Bonjour ${name}, ${waiting} choses vous attendent.`,
    }),
  until: (day: string) => `jusqu’au ${day}`,
  wishes: {
    title: (sharing: string) => sharing,
    says: (lines: number, amount: string) =>
      plural("fr", lines, {
        one: `${amount} à partager, et une contribution à vous. Vous n’avez pas encore dit ce que vous souhaitez.`,
        other: `${amount} à partager, et ${lines} contributions à vous. Vous n’avez pas encore dit ce que vous souhaitez.`,
      }),
    act: "Dire ce que je souhaite",
  },
  settle: {
    says: (over: string, amount: string) => `Il manque ${over} sur ${amount} : ce que chacun·e retient se règle ensemble.`,
    act: "Revoir ce que je retiens",
  },
  adopt: { says: "Ce partage est proposé : il attend d’être adopté.", act: "Voir le partage proposé" },
  pledge: {
    says: (left: string) => `Il vous reste ${left} à flécher.`,
    act: "Flécher mes crédits",
  },
  vote: { says: "Votre bulletin est attendu.", act: "Voter" },
  question: {
    title: "On vous pose une question",
    says: (note: string) => `Sur «${note}».`,
    act: "Répondre",
  },
  contribute: "Déclarer une contribution",
  envelopes: "Mes enveloppes",
  allEnvelopes: "Toutes les enveloppes",
  noEnvelopes: {
    title: "Pas encore d’enveloppe",
    lead: "Une enveloppe met de l’argent de côté pour un but. Dès qu’il y en a une, on peut y déclarer et partager.",
    act: "Ouvrir une enveloppe",
  },
  nothingWished: (left: string) => `Il reste ${left}, et personne n’a encore rien souhaité.`,
  news: "Ce qui s’est passé",
  noNews: "Rien de nouveau pour vous.",
};
