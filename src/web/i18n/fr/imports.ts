/** Texts of imports: a pasted table, a file, and what becomes of them. */
import { plural } from "../../speech.js";

const lines = (count: number, said: string): string => plural("fr", count, { one: `${said} ligne`, other: `${said} lignes` });
const things = (profile: string, count: number, said: string): string =>
  profile === "members"
    ? plural("fr", count, { one: `${said} participant·e`, other: `${said} participant·es` })
    : plural("fr", count, { one: `${said} contribution`, other: `${said} contributions` });

export default {
  back: "Déclarer",
  backToTable: "Coller un tableau",
  lines: (count: number, said: string) => lines(count, said),
  title: "Collez votre tableau : il se lit avant de compter.",
  lead: "Copiez les lignes depuis votre tableur, avec leur en-tête. Rien n’entre avant que vous ayez vu et validé ; tout entre d’un coup, et tout peut s’annuler.",
  forOthers: {
    title: "Un tableau entre par un·e pilote, la trésorerie ou l’administration.",
    lead: "Confiez-le-leur, ou déclarez vos contributions ligne par ligne : c’est souvent plus court qu’on ne croit.",
    act: "Déclarer en une ligne",
  },
  paste: "Le tableau collé",
  pasteHint:
    "Une ligne d’en-tête, puis une ligne par contribution. Par exemple : Date, Qui, Nature, Quantité, Note. Un journal à une ligne par contribution se lit aussi.",
  pastePlaceholder: "Date\tQui\tNature\tQuantité\tNote\n12/03/2026\tAna\tFacilitation\t3h30\tAtelier",
  file: "Ou un fichier CSV",
  fileHint: "Choisissez-le, ou déposez-le ici : points-virgules ou virgules, accents de tout âge.",
  fromFile: (name: string) => `Lu dans «${name}».`,
  pastedName: "texte collé",
  preview: "Lire le tableau",
  again: "Corriger et relire",
  options: "Ce que le tableau ne dit pas",
  optionsHint: "Pour les lignes qui n’en disent rien.",
  circle: "Cercle",
  envelope: "Enveloppe",
  member: "Qui a donné",
  kind: "Nature",
  none: "Comme dans le tableau",
  asks: {
    "day-order": (column: string) => `Colonne «${column}» : comment se lit 03/04/2026 ?`,
    "decimal-mark": (column: string) => `Colonne «${column}» : comment se lit 1,234 ?`,
  } as Readonly<Record<string, (column: string) => string>>,
  dayFirst: "Le 3 avril",
  monthFirst: "Le 4 mars",
  comma: "Un peu plus de un",
  point: "Mille deux cent trente-quatre",
  asking: "Une question avant de lire :",

  reading: {
    title: (percent: string) => `Lecture en cours, ${percent}.`,
    lead: (rows: string) => `${rows} lignes lues. La page suit d’elle-même ; vous pouvez aussi revenir plus tard.`,
    label: "Avancement de la lecture",
    stop: "Arrêter la lecture",
  },
  interrupted: {
    title: "La lecture s’est interrompue.",
    lead: "Envoyez le même fichier encore une fois : elle reprend là où elle s’était arrêtée.",
  },
  dropped: {
    title: "Cet aperçu n’est plus là.",
    lead: "Un aperçu attend 24 heures. Rien n’est entré : renvoyez le tableau pour recommencer.",
  },
  faulty: {
    title: (ready: number, errors: number, said: { ready: string; errors: string }) =>
      `${lines(ready, said.ready)} ${plural("fr", ready, { one: "prête", other: "prêtes" })}, ${plural("fr", errors, { one: `${said.errors} point à corriger`, other: `${said.errors} points à corriger` })}.`,
    lead: "Tout entre d’un coup, ou rien : corrigez ici, ou dans votre tableur, puis relisez.",
    leadFile: "Tout entre d’un coup, ou rien : corrigez ces cases dans votre tableur, puis renvoyez le fichier.",
  },
  ready: {
    title: (profile: string, count: number, said: string) =>
      `${things(profile, count, said)} ${plural("fr", count, { one: "prête à entrer", other: "prêtes à entrer" })}.`,
    lead: (name: string) => `Lues dans «${name}». Rien n’est encore entré.`,
    known: (count: number, said: string) =>
      plural("fr", count, {
        one: `${lines(count, said)} est déjà là : elle n’ajoute rien.`,
        other: `${lines(count, said)} sont déjà là : elles n’ajoutent rien.`,
      }),
    nothing: "Tout est déjà là.",
    nothingLead: "Chaque ligne de ce tableau est déjà dans Moisson : il n’y a rien à faire entrer.",
  },
  applied: {
    title: (profile: string, count: number, said: string) =>
      `${things(profile, count, said)} ${plural("fr", count, { one: "ajoutée", other: "ajoutées" })}.`,
    lead: (name: string, day: string) => `Depuis «${name}», ${day}. Tout peut s’annuler tant que rien n’en dépend.`,
    repeat: "Ce tableau était déjà entré : rien n’a été ajouté une seconde fois.",
    see: "Voir mes contributions",
    more: "Coller un autre tableau",
  },
  undone: {
    title: (profile: string, count: number, said: string) => `Import annulé : ${things(profile, count, said)} de moins.`,
    lead: "Leur histoire reste lisible. Le tableau peut revenir, corrigé.",
  },
  errors: "À corriger",
  errorsShown: (shown: string, all: string) => `Les ${shown} premiers points sur ${all} ; les autres viendront après.`,
  line: (line: string) => `Ligne ${line}`,
  onLines: (count: number, said: string) => plural("fr", count, { one: "sur une ligne", other: `sur ${said} lignes : se corrige partout` }),
  cell: (column: string, line: string) => `${column}, ligne ${line}`,
  /** A column that the table lacks, under a heading that the service reads as it. */
  headings: {
    day: "Date",
    until: "Jusqu’au",
    member: "Qui",
    firstName: "Prénom",
    lastName: "Nom",
    kind: "Nature",
    quantity: "Quantité",
    unit: "Unité",
    amount: "Montant",
    claim: "Souhaité",
    circle: "Cercle",
    envelope: "Enveloppe",
    paidTo: "Versé à",
    note: "Note",
    tags: "Étiquettes",
    evidence: "Justificatif",
    settlement: "Règlement",
    volunteered: "Bénévole",
    reference: "Référence",
    status: "État",
    name: "Nom complet",
    email: "E-mail",
    phone: "Téléphone",
    standing: "Qualité",
    from: "Depuis",
  } as Readonly<Record<string, string>>,
  inColumn: (column: string, message: string) => `${column} : ${message}`,
  wholeLine: (line: string) => `Ligne ${line}, en entier`,
  column: "Colonne",
  problem: "Ce qui ne va pas",
  alike: {
    title: "Peut-être en double",
    lead: (count: number, said: string) =>
      plural("fr", count, {
        one: "Une ligne ressemble à une contribution déjà là, ou à une autre ligne.",
        other: `${said} lignes ressemblent à des contributions déjà là, ou à d’autres lignes.`,
      }),
    ofLine: (line: string) => `ressemble à la ligne ${line}`,
    ofContribution: "ressemble à cette contribution",
    without: "Laisser de côté ces lignes",
    withoutHint: "Sinon elles entrent comme les autres.",
  },
  rows: "Voir les lignes lues",
  text: "Revoir le texte",
  apply: (profile: string, count: number, said: string) => `Faire entrer ${things(profile, count, said)}`,
  drop: "Abandonner cet aperçu",
  undo: "Annuler cet import",
  undoDialog: {
    title: (profile: string, count: number, said: string) => `Retirer ${things(profile, count, said)} ?`,
    lead: "Tout ce que cet import a ajouté est retiré d’un coup ; l’histoire reste. C’est refusé si un partage s’en sert déjà.",
  },
  doneUndo: "Import annulé.",
  doneApply: (profile: string, count: number, said: string) =>
    `${things(profile, count, said)} ${plural("fr", count, { one: "ajoutée", other: "ajoutées" })}.`,
  past: "Imports précédents",
  statuses: {
    staging: "lecture en cours",
    interrupted: "interrompu",
    previewed: "à valider",
    applied: "entré",
    undone: "annulé",
    dropped: "abandonné",
  },
};
