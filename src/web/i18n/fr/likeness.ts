/** What is asked where something like it was logged already. */
export default {
  /** `by` is empty for the reader; `giver` where it was logged for another than who logged it, empty for the reader. */
  asks: (by: string, giver: string | undefined, what: string) => {
    const logged = by === "" ? "Vous avez déjà noté" : `${by} a déjà noté`;
    const gift = giver === undefined ? "" : giver === "" ? " pour vous" : ` pour ${giver}`;
    return `${logged} ${what || "ces mots"}${gift} ce jour-là : est-ce la même chose ?`;
  },
  same: "C’est la même : ne rien ajouter",
};
