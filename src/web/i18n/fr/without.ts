/** What is said of a contribution without envelope before it is saved. */
export default {
  says: (tag: string) =>
    `${tag ? `Aucune enveloppe ne s’appelle «${tag}» : c’est une étiquette. ` : ""}Sans enveloppe, cette contribution ne comptera dans aucun partage tant qu’elle n’en a pas.`,
  near: "Peut-être l’enveloppe :",
};
