/** Texts every page may need. */
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
};
