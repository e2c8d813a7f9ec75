/** Texts for who pilots a round: its close, its credits, its money, its dates. */
import { de } from "../../../domain/elision.js";
import { plural } from "../../speech.js";

const people = (count: number) => plural("fr", count, { zero: "personne", one: "une personne", other: `${count} personnes` });

export default {
  titles: {
    settling: (count: number, amount: string) =>
      plural("fr", count, {
        zero: "À clore : aucun projet n’est financé.",
        one: `À clore : un projet financé, ${amount}.`,
        other: `À clore : ${count} projets financés, ${amount}.`,
      }),
    settlingSecret: "À clore : les chiffres se découvrent à la clôture.",
    toGive: (amount: string) => `${amount} restent à donner en crédits.`,
    given: (count: number) => `Tous les crédits sont donnés, à ${people(count)}.`,
    empty: "Rien n’est mis de côté pour ce cobudget.",
    vote: (pool: string) => `${pool} à décider par un vote.`,
    closed: "Ce cobudget est clos.",
    cancelled: "Ce cobudget est annulé.",
  },
  notPilot: "Ce cobudget est piloté par d’autres.",
  notPilotLead: "Seul·es les pilotes de son cercle donnent les crédits et le closent.",
  figures: { entered: "Mis de côté", pool: "À donner", credits: "Crédits non fléchés", buckets: "Fléché" },
  closing: {
    title: "La clôture",
    now: "S’il se clôturait maintenant :",
    secret: "Les fléchages sont secrets : on saura à la clôture quels projets sont financés.",
    early: (moment: string) => `On pourra clore après la fin des fléchages, ${moment}.`,
    earlyVote: (moment: string) => `On pourra clore après la fin du vote, ${moment}.`,
    stop: "Arrêter dès maintenant",
    stopDialog: {
      title: "Arrêter dès maintenant ?",
      says: "Plus personne ne propose, ne flèche ni ne vote. Vous pourrez clore aussitôt ; les dates peuvent encore être repoussées.",
      confirm: "Arrêter maintenant",
    },
    stopped: "C’est arrêté : le cobudget peut se clore.",
    act: "Clore le cobudget",
    dialog: {
      title: "Clore ce cobudget ?",
      funded: (count: number, amount: string) =>
        plural("fr", count, {
          zero: "Aucun projet n’est financé.",
          one: `Un projet devient une enveloppe : ${amount}.`,
          other: `${count} projets deviennent des enveloppes : ${amount} en tout.`,
        }),
      givenBack: (amount: string, count: number) => `${amount} sont rendus à ${people(count)} par des projets sous leur minimum.`,
      secret: "Les fléchages étaient secrets : la clôture montre à tout le monde qui a fléché combien, et quels projets sont financés.",
      vote: "Les bulletins sont comptés et l’issue est publiée, sans dire qui a voté quoi.",
      forGood: "La clôture s’inscrit dans les écritures : on n’y revient pas.",
      stale: "Le règlement a changé depuis que vous l’avez lu : le voici tel qu’il serait.",
      confirm: "Clore",
      keep: "Pas encore",
    },
    done: "Cobudget clos. Merci à toutes et à tous !",
  },
  credits: {
    title: (count: number) =>
      plural("fr", count, {
        zero: "Les crédits : personne n’en a encore",
        one: "Les crédits d’une personne",
        other: `Les crédits de ${count} personnes`,
      }),
    show: "Voir qui a combien",
    left: (pool: string) => `${pool} restent à donner.`,
    who: "Participant·e",
    given: "Reçu",
    pledged: "Fléché",
    rest: "Reste",
    equal: "Donner à parts égales",
    weights: "Donner selon des poids",
    one: "Fixer pour une personne",
    file: "Depuis un fichier (CSV)",
    amount: "Combien en tout",
    among: "Entre qui",
    all: "Tout le monde",
    nobody: "Personne",
    chosen: (count: number) => plural("fr", count, { zero: "Personne n’est choisi.", one: "Une personne.", other: `${count} personnes.` }),
    equalSays: (each: string, count: number) =>
      plural("fr", count, { one: `${each} pour une personne.`, other: `Environ ${each} pour chacune des ${count} personnes.` }),
    weight: (name: string) => `Poids ${de(name)}`,
    weightHint: "Deux fois le poids, deux fois la part. Zéro : rien.",
    member: "Pour qui",
    choose: "Choisir…",
    set: "Ce qu’elle a reçu en tout",
    setHint: (has: string) => `Reçu jusqu’ici : ${has}, fléché ou non. Avec moins, la différence revient à ce qui reste à donner.`,
    give: "Donner ces crédits",
    save: "Fixer",
    done: "Crédits donnés.",
    csv: {
      label: "Lignes «adresse ; montant»",
      hint: "Une première ligne avec email;amount, puis une ligne par personne. Une troisième colonne notify (oui) prévient la personne.",
      choose: "Ou un fichier",
      mode: "Ces montants",
      add: "s’ajoutent à ce que chacun·e a",
      set: "sont tout ce que chacun·e doit avoir",
      preview: "Lire le fichier",
      faults: (count: number) =>
        plural("fr", count, { one: "Une ligne à revoir : rien n’est donné.", other: `${count} lignes à revoir : rien n’est donné.` }),
      line: (line: number) => `ligne ${line} :`,
      rows: (count: number) => plural("fr", count, { zero: "Aucune ligne lue.", one: "Une personne.", other: `${count} personnes.` }),
      before: "Avant",
      after: "Après",
      poolAfter: (amount: string) => `Il resterait ${amount} à donner.`,
      apply: "Donner ces crédits",
    },
  },
  pool: {
    title: "L’argent mis de côté",
    says: (entered: string, envelope: string) => `${entered} de l’enveloppe «${envelope}».`,
    saysPoints: (entered: string) => `${entered}, créés pour ce cobudget.`,
    more: "Ajouter",
    less: "Rendre à l’enveloppe",
    amount: "Combien",
    direction: "Que faire",
    save: "Enregistrer",
    done: "C’est fait.",
  },
  dates: {
    title: "Les dates",
    save: "Enregistrer les dates",
    saved: "Dates enregistrées.",
    begun: {
      credits: (moment: string) => `Le fléchage a ouvert ${moment} : ce début ne change plus, car ce qui est secret se découvrirait.`,
      ballots: (moment: string) => `Le vote a ouvert ${moment} : ce début ne change plus, car ce qui est secret se découvrirait.`,
    },
    proposalsFrom: "On propose à partir de",
    proposalsUntil: "On propose jusqu’à",
    pledgesFrom: { credits: "On flèche à partir de", ballots: "On vote à partir de" },
    pledgesUntil: { credits: "On flèche jusqu’à", ballots: "On vote jusqu’à" },
  },
  settings: {
    title: "Les réglages",
    save: "Enregistrer les réglages",
    saved: "Réglages enregistrés.",
    untilBegun: {
      credits: "Ce qui suit change tant que rien n’est fléché ; dans un cobudget secret, tant que le fléchage n’est pas ouvert.",
      ballots: "Ce qui suit change tant que le vote n’est pas ouvert.",
    },
    fixed: {
      pledged: "On a commencé à flécher : ces règles restent, pour que chacun·e décide sous les mêmes.",
      secret: "Le fléchage secret est ouvert : ces règles restent, qu’il y ait des fléchages ou non. Pouvoir encore les changer le dirait.",
      ballots: "Le vote est ouvert : le bulletin et la façon de compter restent, pour que chaque voix compte de la même manière.",
    },
  },
  end: {
    copy: "Repartir de ce cobudget",
    cancel: "Annuler ce cobudget",
    dialog: {
      title: (title: string) => `Annuler «${title}» ?`,
      says: (entered: string, envelope: string) =>
        `Tous les fléchages sont rendus, tous les projets sont annulés, et ${entered} reviennent à l’enveloppe «${envelope}». On n’y revient pas.`,
      saysPoints: (entered: string) =>
        `Tous les fléchages sont rendus, tous les projets sont annulés, et ${entered} disparaissent. On n’y revient pas.`,
      confirm: "Annuler le cobudget",
      keep: "Le garder",
    },
    done: "Cobudget annulé ; tout est rendu.",
  },
};
