/** Texts of the frame around every page. */
import { de } from "../../../domain/elision.js";

export default {
  menu: (name: string) => `Menu ${de(name)}`,
  tabs: {
    label: "Pages du collectif",
    home: "Accueil",
    contribute: "Déclarer",
    envelopes: "Enveloppes",
    rounds: "Cobudgets",
    decisions: "Décisions",
    sharings: "Partages",
  },
  nowhere: {
    title: "Il n’y a rien ici pour vous.",
    lead: "L’adresse n’existe pas, ce qu’elle montrait n’est plus là, ou ce collectif n’est pas le vôtre.",
    home: "Aller à l’accueil",
  },
};
