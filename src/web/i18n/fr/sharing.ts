/** Texts of the settlement meeting: one sharing, its table, its rules, its life. */
import { de, que } from "../../../domain/elision.js";
import { plural } from "../../speech.js";

export default {
  back: "Partages",
  print: "Imprimer la fiche",
  states: {
    draft: "en préparation",
    open: "ouvert",
    proposed: "proposé",
    adopted: "adopté",
    posted: "à verser",
    paid: "versé",
    abandoned: "abandonné",
    reversed: "annulé",
  },
  title: {
    draft: (amount: string) => `${amount} à partager, bientôt.`,
    wished: (amount: string, asked: string) => `${amount} pour ${asked} souhaités.`,
    toShare: (amount: string) => `${amount} à partager.`,
    proposed: (given: string, to: string) => `${given} proposés à ${to}.`,
    adopted: (given: string, to: string) => `${given} adoptés pour ${to}.`,
    posted: (given: string, to: string) => `${given} à verser à ${to}.`,
    partly: (left: string, given: string) => `${left} encore à verser, sur ${given}.`,
    paid: (paid: string, to: string) => `${paid} versés à ${to}.`,
    abandoned: "Ce partage est abandonné.",
    reversed: "Ce partage est annulé.",
  },
  charter: (title: string) => `Charte «${title}»`,
  lead: {
    draft: (day: string | null) =>
      day
        ? `Ce partage s’ouvre le ${day}. D’ici là, tout se prépare encore.`
        : "Ce partage s’ouvre quand le cercle est prêt. D’ici là, tout se prépare encore.",
    over: "Personne n’est coupé d’office. Chacun·e peut revoir ce qui est souhaité, l’offrir, le reporter, ou l’on choisit ensemble une règle.",
    fits: "Tout tient. Il reste à se dire d’accord, puis à proposer ce partage.",
    fitsBut: "Tout tient pour l’instant.",
    unwished: "Personne n’a encore dit ce qu’il ou elle souhaite : cela se dit ici, ligne par ligne.",
    byKey: "La règle ci-dessous dit qui reçoit quoi. Chacun·e peut voir pourquoi, et ce qu’une autre règle donnerait.",
    proposed: "Les chiffres sont figés. Qui n’est pas d’accord le dit : une objection rouvre le partage.",
    adopted: "Il reste à le porter aux comptes : une écriture y inscrit la rétribution de chacun·e.",
    posted: "Chaque montant s’ouvre sur ses raisons. La trésorerie verse ensuite chaque rétribution.",
    paid: "Chaque montant s’ouvre sur ses raisons.",
    abandoned: "Ses contributions sont libres pour un prochain partage.",
    reversed: "Une écriture inverse l’a défait ; ses contributions sont de nouveau libres.",
  },
  others: {
    says: (count: number) =>
      plural("fr", count, {
        one: `Un autre partage de cette enveloppe est en cours. Le premier proposé prend les contributions qui sont dans les deux :`,
        other: `${count} autres partages de cette enveloppe sont en cours. Le premier proposé prend les contributions communes :`,
      }),
  },
  silent: {
    says: (people: number, lines: number, who: string) => {
      const what = plural("fr", lines, { one: "d’une contribution", other: `de ${lines} contributions` });
      return plural("fr", people, {
        one: `Une personne n’a encore rien dit ${what} : ${who}.`,
        other: `${people} personnes n’ont encore rien dit ${what} : ${who}.`,
      });
    },
    others: (count: number) => `${count} autres`,
  },
  about: (title: string, envelope: string) => `${title} · enveloppe «${envelope}»`,
  until: (day: string) => `jusqu’au ${day}`,
  period: (from: string | null, until: string) => (from ? `contributions du ${from} au ${until}` : `contributions jusqu’au ${until}`),
  closesOn: (day: string) => `ouvert jusqu’au ${day}`,

  committed: {
    title: (total: string) => `Déjà engagé : ${total}`,
    says: "Ce sont des dettes : elles se paient en entier, avant tout souhait.",
    bill: (who: string, label: string) => `Facture ${de(who)} : ${label}`,
    receipt: (who: string) => `Frais avancés par ${who}`,
  },

  table: {
    caption: "Les contributions de ce partage : donné, souhaité, retenu, réparti.",
    contribution: "Contribution",
    given: "Donné",
    asked: "Souhaité",
    kept: "Retenu",
    paid: "Réparti",
    total: "Total",
    unasked: "rien de demandé",
    structure: "structure",
    refunded: "frais",
    gift: "don",
    volunteered: "bénévole",
    questioned: "en question",
    carried: "reporté d’avant",
    hasWaited: "a attendu",
    said: "revu",
    agreed: (who: string) => `saisi par ${who}, avec son accord`,
    contested: (amount: string) => `${amount} contestés : ne compte plus`,
    median: (amount: string, count: number) =>
      plural("fr", count, { one: `juste : ${amount} (un avis)`, other: `juste : ${amount} (médiane de ${count} avis)` }),
    rest: {
      offered: (amount: string) => `${amount} offerts`,
      carried: (amount: string) => `${amount} reportés`,
      withdrawn: (amount: string) => `${amount} retirés`,
      unsaid: (amount: string) => `${amount} de moins`,
    },
    why: (who: string) => `Pourquoi ce montant pour ${who}`,
    empty: {
      title: "Pas encore de contribution dans cette période.",
      lead: "Ce qui a été donné entre dans le partage dès qu’on le déclare, avec ou sans souhait.",
      act: "Déclarer une contribution",
    },
    waiting: (count: number) =>
      plural("fr", count, { one: "Une personne attend le prochain partage", other: `${count} personnes attendent le prochain partage` }),
  },

  wish: {
    label: (note: string) => `Souhaité pour «${note}»`,
    act: "Souhaiter",
    atRate: (amount: string) => `Au taux : ${amount}`,
    change: (note: string) => `Modifier le souhait pour «${note}»`,
    short: "Modifier",
    volunteer: "Rien : c’est bénévole",
    saved: (amount: string) => `C’est noté : vous souhaitez ${amount}.`,
    savedNone: "C’est noté : vous ne demandez rien.",
    savedVolunteer: "C’est noté : c’est bénévole.",
  },

  kept: {
    label: (note: string) => `Retenu pour «${note}»`,
    act: "Retenir",
    saved: (amount: string) => `C’est noté : vous retenez ${amount}.`,
    rest: (amount: string) => `Et les ${amount} de moins ?`,
    restOptions: { "": "à dire plus tard", offered: "offerts", carried: "reportés au prochain partage", withdrawn: "retirés" },
    above: (asked: string) => `Au plus ${asked} : pour souhaiter davantage, modifiez ce qui est souhaité.`,
    unread: "Écrivez un montant, par exemple 120,50.",
    forAnother: (who: string) => `Saisir pour ${who}`,
    forTitle: (who: string) => `Ce ${que(who)} retient`,
    forSays: (who: string) => `Avec l’accord ${de(who)}. C’est tracé, ${who} en est averti·e et peut le contester jusqu’à l’adoption.`,
    forAct: (who: string) => `Retenir, avec l’accord ${de(who)}`,
    forSaved: (who: string, amount: string) => `C’est noté : ${who} retient ${amount}.`,
  },
  contest: {
    says: (who: string) => `${who} a saisi ce chiffre avec votre accord. Si ce n’est pas le cas, contestez-le : il ne comptera plus.`,
    act: "Contester",
    title: "Contester ce chiffre",
    reason: "Pourquoi ? (facultatif)",
    effect: (amount: string) => `Votre souhait de ${amount} compte de nouveau.`,
    reopens: "Le partage proposé s’ouvre de nouveau.",
    done: "Contesté : ce chiffre ne compte plus.",
  },

  total: {
    over: (over: string, kept: string, amount: string) => `${kept} retenus pour ${amount} : ${over} à régler ensemble.`,
    exact: (amount: string) => `On y est : ${amount} sur ${amount}.`,
    fits: (kept: string, amount: string, left: string) => `${kept} retenus sur ${amount} : il reste ${left}.`,
    expenses: (expenses: string) => `Dont ${expenses} de frais avancés.`,
    rest: (amount: string) => `${amount} à offrir ou à reporter, ligne par ligne.`,
    given: (paid: string, amount: string, rest: string) => `${paid} répartis sur ${amount} ; ${rest} ne sont pas partagés.`,
    all: (amount: string) => `Tout est réparti : ${amount}.`,
    expected: (expected: string) => `${expected} sont encore attendus dans l’enveloppe.`,
    becomes: (offered: string, carried: string, withdrawn: string) =>
      `De ce qui était souhaité : ${offered} offerts, ${carried} reportés, ${withdrawn} retirés.`,
  },

  todo: {
    wishes: (count: number) =>
      plural("fr", count, {
        one: "Vous n’avez pas encore dit ce que vous souhaitez pour votre contribution.",
        other: `Vous n’avez pas encore dit ce que vous souhaitez pour vos ${count} contributions.`,
      }),
    wish: "Dire ce que je souhaite",
    unsaid: (count: number) =>
      plural("fr", count, {
        one: "Il manque votre mot sur une de vos contributions : que retenez-vous ?",
        other: `Il manque votre mot sur ${count} de vos contributions : que retenez-vous ?`,
      }),
    act: "Revoir ce que je retiens",
    refusal: "Avant de proposer",
  },

  key: {
    title: "La règle",
    change: "Changer la règle",
    review: "Ici, un avis change un montant.",
  },

  compare: {
    title: "Et avec une autre règle ?",
    says: "Les mêmes contributions, plusieurs règles. Une ligne par personne, une forme par règle.",
    own: "La règle du partage",
    kept: "Retenu à ce jour",
    rules: {
      "pro-rata": "Au prorata des souhaits",
      "equal-awards": "Parts égales plafonnées",
      "equal-losses": "Perte égale",
      "smallest-first": "Le plus petit d’abord",
      weights: "Aux heures et aux taux",
      equal: "À parts égales",
    },
    choose: "Choisir les règles à comparer",
    limit: (max: number) => `Au plus ${max} à la fois, pour que l’image reste lisible.`,
    first: "À quoi les autres se comparent.",
    same: "Rien ne change pour personne.",
    gains: (who: string, count: number, amount: string) =>
      count > 1 ? `${who} gagnent le plus (+ ${amount} chacun·e)` : `${who} gagne le plus (+ ${amount})`,
    loses: (who: string, count: number, amount: string) =>
      count > 1 ? `${who} perdent le plus (− ${amount} chacun·e)` : `${who} perd le plus (− ${amount})`,
    unchanged: (who: string) => `rien ne change pour ${who}`,
    refused: "Ne peut pas être payée :",
    caption: "Ce que chaque règle donne à chacun·e, et la différence avec la première.",
    who: "Qui",
    none: "—",
    picture: (series: string) => `Ce que chacun·e reçoit selon : ${series}.`,
    empty: "Dès qu’il y a des contributions, on compare ici ce que plusieurs règles donneraient.",
  },

  result: {
    title: "Qui reçoit quoi",
    preview: "Un aperçu : il change avec chaque mot dit ci-dessus.",
    why: "Pourquoi ?",
    nothing: "rien cette fois",
    fund: "part reversée",
    rest: "Non partagé, dans l’enveloppe",
    carried: (amount: string) => `${amount} redemandés au prochain partage`,
    paid: "versé",
    left: (amount: string) => `reste à verser : ${amount}`,
    refunded: (amount: string) => `${amount} rendus à l’enveloppe`,
    waived: (amount: string) => `${amount} laissés au commun`,
    through: (who: string) => `par ${who}`,
    natures: { expenses: "frais", work: "travail", rights: "droits" },
    caption: "Le résultat, participant·e par participant·e.",
    who: "Qui",
    amount: "Montant",
  },

  fair: {
    title: "Ce que chacun·e trouve juste",
    says: "Chacun·e peut dire ce qui lui semble juste, pour toutes les lignes. La médiane se tient à côté ; elle ne décide rien.",
    label: (who: string, note: string) => `Juste pour ${who}, «${note}»`,
    save: "Enregistrer ce que je trouve juste",
    saved: "C’est noté.",
    median: (amount: string) => `médiane ${amount}`,
    none: "pas encore d’avis",
    all: (said: string) => `Dit : ${said}`,
    one: (who: string, amount: string) => `${who} ${amount}`,
  },

  points: {
    title: "Vos points",
    says: "Répartissez des points entre les autres, sans vous compter. Les points ne sont jamais anonymes : chacun·e voit qui donne combien à qui.",
    impartial: "Vos points ne changent jamais votre propre part. Deux personnes peuvent s’entendre : parlez-en.",
    label: (who: string) => `Points pour ${who}`,
    save: "Donner ces points",
    saved: "Vos points sont donnés.",
    whole: "Un nombre entier, 0 ou plus.",
    missing: (who: string) => `On attend encore les points ${de(who)}.`,
    none: "Tous les points sont là.",
    forAbsent: (who: string) => `Donner 1 à chacun·e pour ${who}`,
    forDone: (who: string) => `C’est noté : 1 point à chacun·e, au nom ${de(who)}.`,
    table: "Qui a donné combien à qui",
    from: "De",
    given: (who: string) => `donnés par ${who} en son absence`,
    outsider: "Vous ne prenez pas part à ce partage : vous n’avez pas de points à donner.",
  },

  takes: {
    title: "Ce que vous prenez",
    says: "Chacun·e fixe sa rémunération. La hausse est freinée : au plus le double de la dernière fois, ou ce que la médiane permet.",
    label: "Je prends",
    auto: "Une part de ce que les autres laissent",
    save: "Prendre",
    none: "Ne rien prendre",
    saved: "C’est noté.",
    table: "Ce que chacun·e prend",
    who: "Qui",
    take: "Prend",
    last: "La dernière fois",
    isAuto: "une part du reste",
    empty: "Personne n’a encore dit ce qu’il ou elle prend.",
  },

  reviews: {
    title: "Vos avis sur les autres",
    says: "Ici, un avis change un montant : la médiane des notes pondère les heures de chacun·e.",
    noCriteria: "Le collectif n’a pas encore de critères : un·e admin les écrit dans les réglages.",
    anonymous: "Les avis sont anonymes : médiane et nombre à partir de 3 personnes.",
  },

  people: {
    title: "Qui prend part",
    out: "attend le prochain partage",
    noLines: "sans contribution",
    takeOut: (who: string) => `Laisser ${who} pour le prochain partage`,
    bringBack: (who: string) => `Reprendre ${who} dans ce partage`,
    askIn: "Inviter quelqu’un qui n’a pas de contribution",
    add: "Inviter",
    choose: "Choisir…",
    done: "C’est fait, et visible de tou·tes.",
  },

  settings: {
    title: "Modifier ce partage",
    name: "Titre",
    from: "Premier jour",
    fromHint: "Vide : depuis toujours.",
    until: "Dernier jour",
    untilHint: "Ce qui a été donné jusqu’à ce jour y entre.",
    amount: "Montant partagé",
    amountHint: (left: string) => `Vide : tout ce qui reste dans l’enveloppe (${left}).`,
    opens: "Il s’ouvre le",
    closes: "Il se ferme le",
    optional: "Facultatif.",
    facilitator: "Qui facilite la réunion",
    facilitatorHint: "Cette personne peut saisir ce qu’un·e absent·e retient, avec son accord.",
    nobody: "les pilotes seulement",
    recurs: "Recommence",
    recursOptions: { "": "non", monthly: "chaque mois", quarterly: "chaque trimestre" },
    saved: "Enregistré.",
    unread: "Écrivez un montant, par exemple 1 200,50.",
  },

  learnt: {
    title: "Ce que nous avons appris",
    label: "Qu’est-ce qui a aidé ? Que ferions-nous autrement ?",
    saved: "C’est noté.",
    none: "Rien n’est encore écrit.",
  },

  objections: {
    title: (count: number) => plural("fr", count, { one: "Une objection", other: `${count} objections` }),
    one: (who: string, at: string) => `${who}, ${at}`,
  },

  board: {
    title: "Conseil d’administration",
    says: (who: string, total: string, month: string) => `${who} : ${total} en ${month}, ce partage compris.`,
    threshold: (threshold: string, source: string) =>
      `Seuil mensuel : ${threshold} (${source}). Moisson informe, sans donner de conseil juridique.`,
    above: "au-dessus du seuil",
  },

  act: {
    open: {
      act: "Ouvrir ce partage",
      wishes: "Ouvrir les souhaits",
    },
    propose: {
      act: "Proposer ce partage",
    },
    adopt: {
      act: "Adopter ce partage",
      waits: (who: string) => `Il attend d’être adopté par ${who}.`,
      decide: "Proposer la décision",
      byDecision: "Son cercle l’adopte par une décision.",
      will: (who: string) => `Pourra ensuite l’adopter : ${who}.`,
      nobody:
        "Personne ne pourrait l’adopter : la seule personne qui le peut le propose, et en est rétribuée. Donnez à quelqu’un d’autre un de ces rôles : pilote du cercle, trésorerie, admin.",
      members: "Voir les participant·es",
    },
    object: {
      act: "Objecter",
    },
    post: {
      act: "Porter ce partage aux comptes",
      waits: "Il attend que la trésorerie ou un·e pilote du cercle le porte aux comptes.",
    },
    reverse: {
      act: "Annuler ce partage",
    },
    abandon: {
      act: "Abandonner ce partage",
    },
    pay: "Verser les rétributions",
    more: "Autres gestes",
  },
};
