/** A text to start from: a charter for a small project of freelancers and commons, in our own words. */
import type { Articles } from "./charter.js";
import type { Language } from "./refusals.js";

const fr: Articles = {
  object:
    "Nous réalisons ensemble le projet décrit ici, pour le client ou le commun nommé ci-dessous.\n\nÀ compléter : ce que nous livrons, à qui, et à quoi nous verrons que c’est fait.",
  roles:
    "Chaque partie dit son rôle et ce sur quoi elle décide seule. Une personne coordonne : elle tient le calendrier et parle au client. Qui ne peut plus tenir son rôle le dit tôt, et nous cherchons ensemble qui le reprend.",
  values:
    "Nous travaillons en confiance et en transparence : chacun·e voit les montants de tou·tes. Nous prenons soin des personnes autant que du résultat, et nous rendons aux communs ce que nous leur empruntons.",
  dates:
    "Le projet commence et finit aux jours dits ci-dessous. Un retard s’annonce dès qu’il se voit ; nous déplaçons alors une date ensemble, sans attendre l’échéance.",
  split:
    "Chaque ligne dit qui est payé, combien et contre quoi. Les montants font foi ; les pourcentages les éclairent. Ils sont versés en une ou plusieurs fois, quand l’argent est arrivé et que les livrables le sont aussi.",
  management:
    "Nous nous retrouvons au moins toutes les deux semaines et gardons un compte rendu. Nous décidons par consentement. Les fichiers et les échanges du projet restent ouverts à toutes les parties.",
  disputes:
    "Un désaccord se dit d’abord entre personnes concernées. S’il dure, une réunion de crise se tient dans la semaine. Si elle ne suffit pas, nous appelons une personne tierce en médiation. En dernier lieu nous dénouons le projet : protéger le client, protéger l’association, rembourser ce qui n’est pas fait, solder les comptes, réparer les liens, écrire ce que nous avons appris.",
  licences:
    "Ce que nous produisons est publié sous licence libre (CC BY-SA 4.0 pour les textes et les images, une licence libre pour le code), sauf mention contraire ici. Chacun·e est nommé·e pour ce qu’il ou elle a fait.",
  data: "Nous ne gardons que les données nécessaires au projet, là où toutes les parties savent les trouver, et les effaçons quand elles ne servent plus. Personne ne les transmet sans l’accord des personnes concernées.",
  revision:
    "Cette charte se révise par consentement des signataires : une nouvelle version est écrite, relue, puis signée. Ce qui est déjà versé n’est jamais repris.",
  signatures: "Chaque partie signe «lu et approuvé», ici ou sur papier. La charte entre en vigueur avec la dernière signature.",
};

const en: Articles = {
  object:
    "Together we carry out the project described here, for the client or the common named below.\n\nTo complete: what we deliver, to whom, and how we will see that it is done.",
  roles:
    "Each party says what it does, and what it decides alone. One person coordinates: they keep the calendar and talk to the client. Who cannot hold their role any more says so early, and we look together for who takes it over.",
  values:
    "We work in trust and in the open: everybody sees the amounts of all. We take care of people as much as of the result, and give back to the commons what we borrow from them.",
  dates:
    "The project begins and ends on the days below. A delay is told as soon as it can be seen; we then move a date together, without waiting for it to pass.",
  split:
    "Each line says who is paid, how much, and against what. Amounts rule; percents shed light on them. They are paid at once or in instalments, when the money has come in and what was promised is delivered.",
  management:
    "We meet every two weeks at least, and keep notes. We decide by consent. The files and exchanges of the project stay open to all parties.",
  disputes:
    "A disagreement is first told among those concerned. If it lasts, a crisis meeting is held within the week. If that is not enough, we ask a third person to mediate. As a last step we wind the project down: protect the client, protect the association, refund what was not done, settle the accounts, mend the ties, write down what we have learnt.",
  licences:
    "What we make is published under a free licence (CC BY-SA 4.0 for texts and pictures, a free licence for code), unless said otherwise here. Each is named for what they did.",
  data: "We keep only the data the project needs, where all parties know to find them, and delete them when they are of no more use. Nobody passes them on without the consent of those concerned.",
  revision:
    "This charter is revised by consent of its signatories: a new version is written, read again, then signed. What was paid is never taken back.",
  signatures: "Each party signs “read and approved”, here or on paper. The charter is in force with the last signature.",
};

/** The articles of a charter nobody has written yet, in a language. */
export const charterModel = (language: Language): Articles => (language === "fr" ? fr : en);
