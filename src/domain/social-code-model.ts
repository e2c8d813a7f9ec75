/** A text to start from: a social code for an assembly of commons, in our own words. Its figures are marks (social-code.ts). */
import type { Language } from "./refusals.js";
import type { CodeSection } from "./social-code.js";

const fr: readonly CodeSection[] = [
  {
    id: "qualities",
    title: "Qui nous sommes",
    text: "Nous sommes une assemblée de personnes qui prennent soin de communs : des lieux, des savoirs, des outils, des liens. Nous existons parce que ce que chacun·e apporte ne se réduit pas à de l’argent, et que ce que nous gérons ensemble n’appartient à personne en particulier.\n\nÉcrivez ici d’où vous venez : qui s’est réuni, quand, autour de quoi ; ce que vous avez réussi, et ce que vous avez appris en vous trompant.",
  },
  {
    id: "values",
    title: "Ce à quoi nous tenons",
    text: "La confiance d’abord : chacun·e déclare ce qu’il ou elle fait, et nous le croyons. La transparence : tout montant se lit, se recompte et s’explique. Le soin : nous regardons qui s’épuise autant que ce qui avance. La réciprocité : qui reçoit des communs leur rend, selon ses moyens.",
  },
  {
    id: "governance",
    title: "Comment nous décidons",
    text: "Nous décidons par consentement : une proposition est adoptée quand personne n’a d’objection qui la rendrait dommageable. Proposent : {proposing}. Décident : {deciding}.\n\nUne proposition reste ouverte {openHours} heures, qui se comptent hors jours de repos ({restWeekdays}). Qui bloque dit pourquoi. Une proposition bloquée est reportée : amendée, elle revient tout de suite ; telle quelle, au bout de {daysBetweenAttempts} jours.\n\nQuand {attemptsBefore} tentatives ont été reportées et que {meetingsBefore} réunions en ont parlé, le dernier recours est permis : {lastResort}. Ce qu’il tranche repose {restMonths} mois.\n\nCe qui est décidé par consentement peut être rouvert à tout moment, en tout ou en partie.",
  },
  {
    id: "rights",
    title: "Accéder, utiliser, changer",
    text: "Toute personne peut lire ce que nous publions et venir à nos réunions ouvertes.\n\nLes contributeur·ices utilisent les communs selon leurs règles, et proposent de les changer. Les adhérent·es décident de ces règles. Les sympathisant·es sont tenu·es au courant. Les partenaires agissent dans le cadre de leur contrat de réciprocité.\n\nQui fait un usage marchand d’un commun contribue à son entretien ; le contrat dit comment.",
  },
  {
    id: "wealth",
    title: "Les richesses que nous reconnaissons",
    text: "Nous reconnaissons le temps, l’argent, les biens prêtés ou donnés, les savoirs, le soin, la joie, l’hospitalité. Nous les comptons côte à côte, et jamais ensemble : une heure ne vaut pas un sourire, ni l’inverse.\n\nCe qui peut être payé l’est par un partage dont la clé est connue d’avance. Chacun·e peut souhaiter, garder, laisser au commun. Ce qui ne peut pas être payé est dit, et remercié.",
  },
  {
    id: "partners",
    title: "Nos partenaires",
    text: "Nous écrivons avec chaque partenaire ce que nous donnons, ce que nous recevons, comment cela se mesure, et quand nous en reparlons. Un contrat que personne ne relit n’en est plus un.",
  },
  {
    id: "money",
    title: "L’argent",
    text: "L’argent entre dans des enveloppes, chacune avec un but et un·e référent·e. Une enveloppe ne dépense pas plus qu’elle n’a. Une part de ce qui est partagé va au commun ; la clé dit laquelle.\n\nLes comptes sont ouverts à tous les membres. Une fois par an nous les relisons ensemble.",
  },
];

const en: readonly CodeSection[] = [
  {
    id: "qualities",
    title: "Who we are",
    text: "We are an assembly of people who take care of commons: places, knowledge, tools, ties. We exist because what each of us brings is more than money, and because what we look after together belongs to nobody in particular.\n\nWrite here where you come from: who met, when, around what; what went well, and what you learnt from mistakes.",
  },
  {
    id: "values",
    title: "What we hold dear",
    text: "Trust first: everybody says what they do, and we believe them. Transparency: every amount can be read, counted again and explained. Care: we look at who is running out of breath as much as at what moves forward. Reciprocity: who receives from the commons gives back, as they can.",
  },
  {
    id: "governance",
    title: "How we decide",
    text: "We decide by consent: a proposal is adopted when nobody has an objection that would make it harmful. Who proposes: {proposing}. Who decides: {deciding}.\n\nA proposal stays open for {openHours} hours, counted outside days of rest ({restWeekdays}). Who blocks says why. A blocked proposal is postponed: amended, it comes back at once; as it was, after {daysBetweenAttempts} days.\n\nOnce {attemptsBefore} attempts were postponed and {meetingsBefore} meetings talked about it, the last resort is allowed: {lastResort}. What it settles rests for {restMonths} months.\n\nWhat was decided by consent can be reopened at any time, whole or in part.",
  },
  {
    id: "rights",
    title: "Access, use, change",
    text: "Anybody may read what we publish and come to our open meetings.\n\nContributors use the commons by their rules, and propose to change them. Subscribers decide these rules. Supporters are kept informed. Partners act within their contract of reciprocity.\n\nWho uses a common for trade contributes to its upkeep; the contract says how.",
  },
  {
    id: "wealth",
    title: "The wealth we recognise",
    text: "We recognise time, money, goods lent or given, knowledge, care, joy, hospitality. We count them side by side, and never together: an hour is not worth a smile, nor the other way round.\n\nWhat can be paid is paid by a sharing whose key is known beforehand. Everybody may wish, keep, or leave to the commons. What cannot be paid is said, and thanked for.",
  },
  {
    id: "partners",
    title: "Our partners",
    text: "With each partner we write down what we give, what we receive, how it is measured, and when we talk about it again. A contract that nobody reads again is none.",
  },
  {
    id: "money",
    title: "Money",
    text: "Money comes into envelopes, each with a purpose and a referent. An envelope does not spend more than it has. A part of what is shared goes to the commons; the key says which.\n\nThe accounts are open to all members. Once a year we read them together.",
  },
];

export const socialCodeModel = (language: Language): readonly CodeSection[] => ({ fr, en })[language];
