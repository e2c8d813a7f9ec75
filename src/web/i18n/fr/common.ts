/** Texts every page may need. */
import { plural } from "../../speech.js";

const people = (count: number) => plural("fr", count, { zero: "personne", one: "une personne", other: `${count} personnes` });

export default {
  loading: "Un instant…",
  retry: "Réessayer",
  save: "Enregistrer",
  cancel: "Annuler",
  close: "Fermer",
  undo: "Annuler",
  change: "Modifier",
  add: "Ajouter",
  more: "Voir plus",
  table: "Voir le tableau",
  optional: "facultatif",
  none: "aucun",
  skip: "Aller au contenu",
  back: "Retour",
  /** Who receives: people, and structures beside them. */
  receivers: (persons: number, structures: number): string => {
    const others = plural("fr", structures, { one: "une structure", other: `${structures} structures` });
    return structures === 0 ? people(persons) : persons === 0 ? others : `${people(persons)} et ${others}`;
  },
  /** The day of a meeting, and which of that day’s it is where there were several. */
  meetingOn: (day: string, place?: number) => (place === undefined ? day : `${day} (${place === 1 ? "1re" : `${place}e`} réunion du jour)`),
};
