/** Texts of the page of one contribution. */
import type { SaidContribution } from "./contribute.js";

const named: Readonly<Record<string, string>> = {
  memberId: "qui a donné",
  circleId: "cercle",
  envelopeId: "enveloppe",
  kindId: "nature",
  paidTo: "versée à",
  dayOn: "jour",
  untilOn: "jusqu’au",
  quantity: "quantité",
  amount: "montant",
  claim: "souhaité",
  note: "note",
  tags: "étiquettes",
  evidence: "justificatif",
  settlement: "règlement",
  isVolunteered: "bénévolat",
};

export default {
  back: "Déclarer",
  titleMine: (what: string) => `Vous avez donné ${what}.`,
  title: (giver: string, what: string) => `${giver} a donné ${what}.`,
  titleWithdrawn: (what: string) => `Retirée : ${what}.`,
  quality: (kind: string) => `«${kind}»`,
  lead: (said: SaidContribution) =>
    [
      said.until ? `Du ${said.day} au ${said.until}` : `Le ${said.day}`,
      said.envelope && `pour l’enveloppe ${said.envelope}`,
      said.circle && `cercle ${said.circle}`,
    ]
      .filter(Boolean)
      .join(", ")
      .concat("."),
  facts: {
    claim: "Souhaité",
    noClaim: "rien de demandé",
    volunteered: "bénévolat",
    settlement: "Dépense",
    paidTo: "À verser à",
    evidence: "Justificatif",
    tags: "Étiquettes",
    loggedBy: "Déclarée par",
    on: (day: string) => `le ${day}`,
    received: "Argent reçu",
    entry: "voir l’écriture",
  },
  amend: "Modifier",
  amendHint: "Ce qui était écrit avant reste dans l’histoire.",
  amendHeld: "Un partage proposé, adopté ou versé tient cette contribution : elle ne se modifie plus et ne se retire plus.",
  amendWhy: "Pourquoi ce changement (facultatif)",
  saveAmend: "Enregistrer la modification",
  amended: "Contribution modifiée.",
  withdraw: "Retirer",
  withdrawDialog: {
    title: "Retirer cette contribution ?",
    lead: (what: string, wished: string) =>
      wished
        ? `${what} ne comptera plus, ni les ${wished} souhaités. Son histoire reste lisible. Cela ne s’annule pas, mais on peut la déclarer à nouveau.`
        : `${what} ne comptera plus. Son histoire reste lisible. Cela ne s’annule pas, mais on peut la déclarer à nouveau.`,
    why: "Pourquoi (facultatif)",
  },
  withdrawn: "Contribution retirée.",
  question: {
    open: "Poser une question",
    hint: "Une contribution compte dès qu’elle est déclarée. Un doute se dit ici, avec sa raison ; l’auteur·ice répond ou corrige, le ou la pilote tranche.",
    why: "Qu’est-ce qui fait douter ?",
    send: "Poser la question",
    sent: "Question posée.",
    asked: (who: string, day: string) => `${who} demande, ${day}`,
    answered: (who: string, day: string) => `${who} répond, ${day}`,
    settled: (who: string, outcome: string) => `${who} a tranché : ${outcome}`,
    outcomes: { kept: "la contribution reste", withdrawn: "la contribution est retirée" } as Readonly<Record<string, string>>,
    answer: "Votre réponse",
    answerHint: "Ou modifiez la contribution : c’est aussi une réponse.",
    sendAnswer: "Répondre",
    answerSent: "Réponse enregistrée.",
    settle: "Trancher",
    settleHint: "Vous pilotez ce cercle : dites si la contribution reste.",
    settleWhy: "Un mot pour l’expliquer (facultatif)",
    keep: "Elle reste",
    remove: "Elle est retirée",
    settledNow: "Question réglée.",
    section: "Questions",
  },
  sharings: {
    section: "Dans les partages",
    noEnvelope: "Elle n’a pas d’enveloppe : elle ne comptera dans aucun partage tant qu’elle n’en a pas.",
    none: "Elle n’est encore dans aucun partage.",
    line: (asked: string, kept: string, paid: string) =>
      [asked && `${asked} souhaités`, kept && `${kept} retenus`, paid && `${paid} répartis`].filter(Boolean).join(", "),
    see: "Voir le partage",
    untitled: "Partage",
    carried: "part reportée",
    states: {
      draft: "brouillon",
      open: "ouvert",
      proposed: "proposé",
      adopted: "adopté",
      posted: "à verser",
      paid: "versé",
      abandoned: "abandonné",
      reversed: "annulé",
    } as Readonly<Record<string, string>>,
  },
  history: {
    section: "Son histoire",
    logged: (who: string, when: string) => `${who} l’a déclarée, ${when}`,
    changes: {
      amended: "l’a modifiée",
      withdrawn: "l’a retirée",
      questioned: "a posé une question",
      answered: "a répondu",
      settled: "a tranché",
    } as Readonly<Record<string, string>>,
    change: (who: string, did: string, when: string) => `${who} ${did}, ${when}`,
    field: (field: string, before: string, after: string) => `${named[field] ?? field} : ${before || "rien"} → ${after || "rien"}`,
  },
  yes: "oui",
};
