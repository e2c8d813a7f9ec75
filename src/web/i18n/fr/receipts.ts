/** Texts of receipts: the photos and PDF of an expense or a bill. */
import { plural } from "../../speech.js";

export default {
  section: "Justificatifs",
  add: "Ajouter une photo ou un PDF",
  hint: "5 Mo au plus. Le fichier reste tel quel : une photo peut dire où elle a été prise.",
  adding: "Envoi en cours…",
  added: "Justificatif ajouté.",
  repeat: "Ce fichier était déjà là.",
  none: "Aucun pour l’instant.",
  hidden: (count: number) =>
    plural("fr", count, {
      one: "Il y en a un. Il se lit par qui a donné ou déclaré, les pilotes du cercle, la trésorerie et l’administration.",
      other: `Il y en a ${count}. Ils se lisent par qui a donné ou déclaré, les pilotes du cercle, la trésorerie et l’administration.`,
    }),
  by: (who: string, day: string) => `${who}, le ${day}`,
  kilobytes: (count: string) => `${count} ko`,
  megabytes: (count: string) => `${count} Mo`,
  remove: "Enlever",
  removed: "Justificatif enlevé.",
  removeDialog: { title: "Enlever ce justificatif ?", lead: (name: string) => `«${name}» ne sera plus là.` },
  expense: { title: "Un reçu pour cette dépense ?", lead: "Une photo suffit : la trésorerie peut alors rembourser." },
};
