/** Texts of tensions. */
import { plural } from "../../speech.js";

export default {
  title: (open: number) =>
    plural("fr", open, {
      zero: "Aucune tension ouverte ne vous nomme.",
      one: "Une tension ouverte vous nomme.",
      other: `${open} tensions ouvertes vous nomment.`,
    }),
  lead: (open: number, closed: number) =>
    `Dans tout le collectif : ${plural("fr", open, { one: `${open} ouverte`, other: `${open} ouvertes` })}, ${plural("fr", closed, { one: `${closed} close`, other: `${closed} closes` })}. On les compte, on ne les montre pas.`,
  empty: {
    title: "Dire tôt ce qui coince",
    says: "Une tension se dit avant de devenir un conflit. Vous la racontez, quelqu’un la porte, et seules les personnes que vous nommez la lisent, l’administration non plus. Puis on avance pas à pas : se parler, se réunir, demander une médiation, le conseil, ou se séparer.",
  },
  open: "Ouvrir une tension",
  back: "Tensions",
  closed: (count: number) => plural("fr", count, { one: "Une tension close", other: `${count} tensions closes` }),
  steps: {
    talk: "Se parler",
    crisis_meeting: "Réunion de crise",
    mediation: "Médiation",
    council: "Conseil",
    wind_down: "Se séparer",
  },
  noStep: "pas encore d’étape",
  heldBy: (name: string) => `portée par ${name}`,
  page: {
    open: (title: string) => title,
    closed: (title: string, day: string) => `${title} : close le ${day}`,
    lead: (owner: string, opener: string) => `Portée par ${owner}, ouverte par ${opener}. Seules les personnes nommées ici la lisent.`,
    path: "Le chemin",
    none: "Rien encore. Le plus souvent, on commence par se parler.",
    readers: "Qui la lit",
    outcome: "Ce qui en est sorti",
  },
  form: {
    title: "De quoi s’agit-il, en une ligne",
    text: "Ce qui s’est passé, comme vous le voyez",
    owner: "Qui la porte",
    named: "Qui la lit aussi",
    says: "Ces personnes liront tout ; on ne retire plus quelqu’un qui a lu.",
    done: "La tension est ouverte.",
  },
  step: { act: "Noter une étape", what: "Quelle étape", on: "Quel jour", note: "Ce qui en est sorti", done: "L’étape est notée." },
  name: { act: "Nommer quelqu’un", who: "Qui", done: "Cette personne lit maintenant la tension." },
  give: { act: "Confier à quelqu’un", who: "Qui la porte désormais", done: "C’est confié." },
  close: {
    act: "Clore la tension",
    outcome: "Ce qui en est sorti",
    says: "Plus rien ne s’y ajoute ensuite. Le collectif apprend seulement qu’une tension est close.",
    done: "La tension est close.",
  },
};
