/** Texts of the menu. */
export default {
  title: (collective: string) => `${collective}, et vous`,
  pages: "Autres pages",
  links: {
    mine: { name: "Mes contributions", what: "Ce que j’ai donné et reçu, mois par mois" },
    circles: { name: "Cercles", what: "Qui pilote, qui contribue" },
    rounds: { name: "Cobudgets", what: "Flécher ensemble un budget sur des projets" },
    decisions: { name: "Décisions", what: "Proposer, donner son avis, et ce qui en est sorti" },
    members: { name: "Participant·es", what: "Personnes, structures, invitations" },
    treasury: { name: "Trésorerie", what: "Argent entré, factures, versements, exports" },
    kinds: { name: "Natures et barèmes", what: "Ce que le collectif reconnaît" },
    code: { name: "Code social", what: "Ce que nous nous sommes dit, et comment nous décidons" },
    settings: { name: "Réglages", what: "Nom, monnaie, exercice, page publique" },
    audit: { name: "Journal", what: "Qui a fait quoi, et quand" },
  },
  others: "Mes autres collectifs",
  language: "Langue",
  password: "Changer de mot de passe",
  passwordChanged: "Mot de passe changé. Vos autres appareils sont déconnectés.",
  current: "Mot de passe actuel",
  next: "Nouveau mot de passe",
  logOut: "Se déconnecter",
};
