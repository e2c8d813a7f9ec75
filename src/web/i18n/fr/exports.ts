/** Texts of exports, imports, and the head of the chain. */
import { plural } from "../../speech.js";

export default {
  title: (position: string) => `Tout s’emporte, jusqu’à l’écriture ${position}.`,
  titleEmpty: "Tout s’emportera, dès la première écriture.",
  lead: "Chaque tableau est lu d’un seul instant, et tous donnent les mêmes soldes. Le même export, deux fois, donne les mêmes octets.",
  period: "Quelle période",
  from: "Du",
  until: "Au",
  reversed: "La fin vient avant le début.",
  year: (year: string) => `Exercice ${year}`,
  whole: "Depuis le début",
  dialect: "Pour quel tableur",
  fr: { name: "Tableur en français", what: "Points-virgules, virgules décimales, 31/12/2026. S’ouvre d’un double-clic." },
  en: { name: "In English / RFC 4180", what: "Virgules, points décimaux, 2026-12-31. Pour un script ou un autre logiciel." },
  tables: {
    entries: { name: "Écritures", what: "Chaque ligne du livre, avec son empreinte" },
    balances: { name: "Soldes", what: "Chaque compte, au soir du dernier jour" },
    shares: { name: "Rétributions", what: "Qui a reçu quoi, avec l’explication en toutes lettres" },
    contributions: { name: "Contributions", what: "Ce que chacun·e a donné ; se réimporte ailleurs" },
  },
  download: (name: string) => `CSV : ${name}`,
  rounds: "Les cobudgets s’exportent de leur propre page, bulletins compris.",
  chain: {
    title: "À noter quelque part",
    lead: "Ces deux lignes résument tout le livre. Gardées ailleurs (procès-verbal, courriel), elles prouvent plus tard que rien n’a été coupé ni retouché.",
    position: (position: string) => `Position ${position}`,
    copy: "Copier",
    copied: "Copié.",
    text: (collective: string, position: string, hash: string, day: string) =>
      `${collective}, le ${day} : écriture ${position}, empreinte ${hash}`,
    check: (slug: string, hash: string) => `moisson verify --collective ${slug} --head ${hash}`,
  },
  imports: {
    title: "Fichiers importés",
    none: "Aucun fichier n’a été importé. Une feuille de calcul d’heures ou de frais se reprend d’un coup.",
    act: "Importer un fichier",
    status: {
      staging: "en lecture",
      interrupted: "lecture interrompue",
      previewed: "à vérifier",
      applied: "appliqué",
      undone: "annulé",
      dropped: "abandonné",
    },
    progress: (rows: number) => plural("fr", rows, { one: "une ligne lue", other: `${rows} lignes lues` }),
    read: (read: string, whole: string) => `${read} sur ${whole} octets lus`,
    added: (rows: number) => plural("fr", rows, { zero: "rien d’ajouté", one: "une ligne ajoutée", other: `${rows} lignes ajoutées` }),
    errors: (count: number) => plural("fr", count, { zero: "aucune erreur", one: "une erreur", other: `${count} erreurs` }),
    open: "Ouvrir",
    undo: "Annuler l’import…",
    undoTitle: (name: string) => `Annuler l’import de «${name}» ?`,
    undoSays: (rows: number) =>
      plural("fr", rows, {
        one: "La ligne qu’il a ajoutée est retirée ; son histoire reste lisible. Si un partage en dépend déjà, rien ne bouge.",
        other: `Les ${rows} lignes qu’il a ajoutées sont retirées ; leur histoire reste lisible. Si un partage en dépend déjà, rien ne bouge.`,
      }),
    undoConfirm: (rows: number) => plural("fr", rows, { one: "Retirer cette ligne", other: `Retirer ces ${rows} lignes` }),
    undone: "L’import est annulé.",
  },
};
