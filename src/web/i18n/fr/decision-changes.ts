/** Texts of what decisions change: a sentence for each kind of change, and its fields. */
export default {
  /** What each kind is called where one chooses it. */
  kinds: {
    "set-rate": "fixer un taux",
    "adopt-sharing": "adopter un partage",
    "adopt-key": "mettre une clé en vigueur",
    "admit-member": "accueillir un·e adhérent·e",
    "exclude-member": "mettre fin à la présence de quelqu’un",
    "open-envelope": "ouvrir une enveloppe",
  } as Record<string, string>,
  says: {
    rate: (kind: string, unit: string, rate: string, day: string, before: string | null) =>
      `${kind} : chaque ${unit} comptera ${rate} à partir du ${day}${before ? `, au lieu de ${before}` : ""}.`,
    sharing: (title: string) => `Le partage «${title}» sera adopté.`,
    key: (name: string, where: string) => `La clé «${name}» sera celle des prochains partages de «${where}».`,
    admitted: (name: string, day: string) => `${name} devient adhérent·e à partir du ${day}.`,
    excluded: (name: string, day: string) => `${name} quitte le collectif, sans l’avoir demandé ; son dernier jour est le ${day}.`,
    envelope: (name: string, circle: string | null, referent: string | null) =>
      `L’enveloppe «${name}» s’ouvre${circle ? ` dans le cercle «${circle}»` : ""}${referent ? `, avec ${referent} pour référent·e` : ""}.`,
    code: "Une nouvelle version du code social entre en vigueur.",
    codeName: "version du code social",
    charterName: "charte de coopération",
    charter: "Une révision de la charte de coopération entre en vigueur.",
    contract: "Un contrat de réciprocité est signé.",
    contractName: "contrat de réciprocité",
    tension: (outcome: string) => `Une tension est close : ${outcome}`,
  },
  keySays: "Ce que dit cette clé",
  states: { done: "fait", refused: "n’a pas pu se faire", waits: "à venir", suspended: "suspendu" },
  form: {
    choose: "choisir",
    kind: "Quelle nature ?",
    rate: (unit: string) => `Combien compte chaque ${unit} ?`,
    rateAny: "Combien compte l’unité ?",
    from: "À partir du",
    sharing: "Quel partage proposé ?",
    noSharing: "Aucun partage n’est proposé en ce moment.",
    key: "Quelle clé, parmi celles qui sont écrites ?",
    noKey: "Aucune clé n’attend d’entrer en vigueur.",
    member: "Qui ?",
    last: "Son dernier jour",
    name: "Comment s’appelle-t-elle ?",
    circle: "De quel cercle ?",
    referent: "Qui en est référent·e ?",
    nobody: "à voir plus tard",
  },
};
