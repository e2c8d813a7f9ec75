/** What refusals say in French. */
import charters from "./fr/charters.js";
import contributions from "./fr/contributions.js";
import decisions from "./fr/decisions.js";
import elections from "./fr/elections.js";
import house from "./fr/house.js";
import imports from "./fr/imports.js";
import ledger from "./fr/ledger.js";
import paying from "./fr/paying.js";
import problems from "./fr/problems.js";
import receipts from "./fr/receipts.js";
import recognition from "./fr/recognition.js";
import requests from "./fr/requests.js";
import rounds from "./fr/rounds.js";
import sharings from "./fr/sharings.js";
import statements from "./fr/statements.js";
import ties from "./fr/ties.js";
import treasury from "./fr/treasury.js";
import type { RefusalWords } from "./words.js";

export default {
  language: "fr",
  refusals: {
    ...requests,
    ...house,
    ...contributions,
    ...rounds,
    ...imports,
    ...receipts,
    ...statements,
    ...ledger,
    ...treasury,
    ...elections,
    ...sharings,
    ...decisions,
    ...ties,
    ...charters,
    ...paying,
    ...recognition,
  },
  problems,
  whole: "l’ensemble",
  line: "ligne",
  colon: " :",
  semicolon: " ;",
  or: " ou à ",
  and: " et ",
  more: (count) => `et ${count} autre${count > 1 ? "s" : ""}`,
  roles: {
    member: "un·e participant·e",
    pilot: "un·e pilote du cercle",
    treasurer: "la trésorerie",
    admin: "l’administration",
    self: "la personne concernée",
    login: "une personne connectée, pas à un script",
    "scope read": "un jeton de portée «read»",
    "scope write": "un jeton de portée «write»",
  },
  standings: { subscriber: "adhérent·es", contributor: "contributeur·ices", supporter: "sympathisant·es", partner: "partenaires" },
  figures: {
    /** Articles of a charter. */
    articles: {
      object: "Objet",
      roles: "Parties et rôles",
      values: "Valeurs",
      dates: "Dates",
      split: "Répartition",
      management: "Vie du projet",
      disputes: "Désaccords et fin",
      licences: "Licences",
      data: "Données personnelles",
      revision: "Révision",
      signatures: "Signatures",
    },
    /** Who may propose a bucket (domain/round). */
    proposers: {
      members: "tou·tes les participant·es",
      participants: "les personnes qui ont des crédits",
      pilots: "les pilotes du cercle",
    },
    /** Units that stand by their code; the others are read as they stand. */
    unit: { day: "jours" },
    expected: { day: "jours" },
    found: { day: "jours" },
    /** What people do in a round. */
    method: {
      credits: "on flèche",
      ballots: "on vote",
    },
    /** What is said of a bucket, and of an import. */
    status: {
      draft: "en brouillon",
      published: "publié",
      open: "ouvert",
      funded: "financé",
      completed: "réalisé",
      cancelled: "annulé",
      staging: "en lecture",
      interrupted: "interrompu",
      previewed: "en aperçu",
      applied: "appliqué",
      undone: "défait",
      dropped: "abandonné",
    },
    /** What is said of a sharing. */
    state: {
      draft: "en préparation",
      open: "ouvert",
      proposed: "proposé",
      adopted: "adopté",
      posted: "à verser",
      paid: "versé",
      abandoned: "abandonné",
      reversed: "annulé",
    },
    /** A step of the dispute path, asked for and last taken. */
    step: {
      talk: "la discussion",
      crisis_meeting: "la réunion de crise",
      mediation: "la médiation",
      council: "le conseil",
      wind_down: "la séparation",
    },
    lastStep: {
      talk: "la discussion",
      crisis_meeting: "la réunion de crise",
      mediation: "la médiation",
      council: "le conseil",
      wind_down: "la séparation",
    },
    /** A setting of a round that is fixed once it has begun. */
    setting: {
      cap: "le plafond par projet",
      hasStretchGoals: "les maximums des budgets",
      isSecret: "le secret",
      mayChange: "si l’on peut changer d’avis",
      unspent: "ce que deviennent les crédits non fléchés",
      tally: "la règle de dépouillement",
      pledgesFrom: "le début des fléchages ou du vote",
    },
  },
} satisfies RefusalWords;
