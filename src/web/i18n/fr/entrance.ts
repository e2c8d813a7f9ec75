/** Texts of the ways in: login, first collective, invitation, another password. */
export default {
  email: "Adresse e-mail",
  password: "Mot de passe",
  passwordHint: "Au moins 10 caractères ; une phrase se retient mieux.",
  noLink: {
    title: "Il manque la fin du lien.",
    lead: "Ouvrez le lien en entier, tel qu’on vous l’a envoyé : il finit par «#» et une suite de lettres.",
  },
  looking: "Un instant…",
  toLogin: "Se connecter",
  over: {
    invitation: {
      title: "Ce lien ne s’ouvre plus.",
      lead: "Une invitation sert une seule fois, pendant sept jours, et la plus récente remplace les autres. Si vous avez déjà choisi un mot de passe, connectez-vous ; sinon, demandez un nouveau lien à qui vous a invité·e.",
    },
    password: {
      title: "Ce lien ne s’ouvre plus.",
      lead: "Il sert une seule fois, pendant sept jours, et le plus récent remplace les autres. Si vous avez déjà choisi un autre mot de passe, connectez-vous avec lui ; sinon, la page de connexion dit comment en avoir un nouveau.",
    },
    setup: {
      title: "Ce lien a déjà servi, ou il est trop ancien.",
      lead: "Si le collectif existe déjà, connectez-vous, ou demandez une invitation à qui l’a créé. Sinon, redémarrez le service : il affichera un autre lien dans son terminal.",
    },
  },
  login: {
    title: "Bonjour.",
    lead: "Dites qui vous êtes pour retrouver votre collectif.",
    submit: "Se connecter",
    forgotten:
      "Mot de passe oublié ? Un·e admin de votre collectif peut vous faire un lien pour en choisir un autre : Participant·es, votre nom, «Lien de mot de passe».",
    forgot: "Mot de passe oublié ?",
  },
  forgotten: {
    title: "Choisissez un autre mot de passe.",
    lead: "Dites votre adresse e-mail : vous y recevrez un lien.",
    submit: "Recevoir un lien",
    back: "Revenir à la connexion",
    asked: "Regardez vos e-mails.",
    sent: (email: string) =>
      `Si quelqu’un se connecte ici avec ${email}, un lien y part à l’instant. Il s’ouvre une seule fois, pendant deux jours.`,
    nothing:
      "Rien n’arrive d’ici quelques minutes ? Regardez parmi les indésirables, essayez une autre de vos adresses, ou demandez un lien à un·e admin de votre collectif.",
  },
  setup: {
    title: "Quelques questions, et votre collectif commence.",
    lead: "Tout se change ensuite, sauf la monnaie une fois que des montants y sont.",
    name: "Comment s’appelle votre collectif ?",
    nameHint: "Une association, un tiers-lieu, un groupe de travail…",
    currency: "Dans quelle monnaie compte-t-il ?",
    you: "Et vous, quel est votre prénom ?",
    bank: "Où est son argent ?",
    own: "Sur son compte, ou dans sa caisse",
    hosted: "Chez une autre structure, qui le garde pour lui",
    host: "Chez qui ?",
    hostHint: "La structure qui tient le compte.",
    submit: "Créer le collectif",
    demo: {
      title: "Ou d’abord regarder",
      lead: "Un collectif inventé, avec ses enveloppes, ses partages et ses cobudgets, pour tout essayer. Il prend la place du vôtre sur ce service : gardez-le pour un essai.",
      act: "Charger la démonstration",
      busy: "La démonstration se raconte : quelques secondes…",
    },
    noLink: {
      title: "Ouvrez le lien que le service a affiché.",
      lead: "Au premier démarrage, il affiche dans son terminal un lien qui finit par «/setup#…». Il ne sert qu’une fois. Si le collectif existe déjà, connectez-vous.",
    },
  },
  invitation: {
    title: "On vous attend.",
    titleOf: (member: string, collective: string) => `${member}, on vous attend dans «${collective}».`,
    lead: "Choisissez comment vous connecter ; vous verrez ensuite tout ce que le collectif partage.",
    asMe: (email: string) => `Rejoindre avec ${email}`,
    passwordHint: "Un nouveau, d’au moins 10 caractères, ou le vôtre si cette adresse a déjà un accès ici.",
    submit: "Rejoindre le collectif",
  },
  another: {
    title: "Choisissez un autre mot de passe.",
    lead: "L’ancien ne vaudra plus, et vos autres appareils seront déconnectés.",
    submit: "Enregistrer et me connecter",
  },
};
