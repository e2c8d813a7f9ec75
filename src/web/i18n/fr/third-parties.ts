/** Texts of third parties. */
import { plural } from "../../speech.js";

export default {
  title: (count: number) =>
    plural("fr", count, {
      zero: "Pas encore de fournisseur ni de financeur.",
      one: "Un fournisseur ou financeur.",
      other: `${count} fournisseurs et financeurs.`,
    }),
  lead: "Un tiers facture, ou donne de l’argent, et ne partage rien. On l’archive, jamais on ne l’efface : ses factures le nomment.",
  name: "Nom",
  owed: (amount: string) => `${amount} lui sont dus`,
  add: { title: "Ajouter un tiers", act: "Ajouter", done: (name: string) => `«${name}» est ajouté.` },
  rename: {
    act: "Renommer",
    title: (name: string) => `Renommer «${name}»`,
    says: "Ses factures et l’argent qu’il a donné portent aussitôt le nouveau nom.",
    done: (name: string) => `Il s’appelle maintenant «${name}».`,
  },
  archive: {
    act: "Archiver",
    title: (name: string) => `Archiver «${name}» ?`,
    says: "Il n’est plus proposé pour une facture ni pour de l’argent reçu. Rien ne s’efface, et il peut revenir.",
    owed: (amount: string) => `${amount} lui sont encore dus : ses factures restent à payer.`,
    done: (name: string) => `«${name}» est archivé.`,
  },
  archived: (count: number) => plural("fr", count, { one: "Un tiers archivé", other: `${count} tiers archivés` }),
  back: { act: "Reprendre", done: (name: string) => `«${name}» est de nouveau proposé.` },
};
