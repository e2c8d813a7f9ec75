/** Texts of quick entry and of the page where one logs what one gave. */
import { begun, type Part, plural } from "../../speech.js";

/** What a contribution says, each part already in words; empty where nothing is said. */
export interface SaidContribution {
  giver: string;
  measure: string;
  kind: string;
  isMeasureKind: boolean;
  day: string;
  until: string;
  envelope: string;
  circle: string;
  claim: string;
  settlement: string;
  isVolunteered: boolean;
  paidTo: string;
  words: string;
  tags: readonly string[];
}

const lower = (name: string): string => (/^\p{Lu}\p{Lu}/u.test(name) ? name : name.slice(0, 1).toLowerCase() + name.slice(1));
const of = (name: string): string => (/^[aeiouyhàâäéèêëîïôöùûü]/i.test(name) ? "d’" : "de ");

const settlements: Readonly<Record<string, string>> = {
  reimburse: "à rembourser",
  gift: "abandonné au collectif",
  collective: "payé par le collectif",
};

export default {
  title: (count: number, month: string) =>
    plural("fr", count, {
      zero: `Rien de déclaré en ${month} : une ligne suffit.`,
      one: `Une contribution déclarée en ${month}. Et une de plus ?`,
      other: `${count} contributions déclarées en ${month}. Et une de plus ?`,
    }),
  titleWaiting: "Dites en une ligne ce qui a été donné.",
  lead: "Écrivez comme ça vient : combien, de quoi, pour quelle enveloppe, quel jour. On vous montre ce qui est compris avant d’enregistrer.",
  line: "Ce qui a été donné, en une ligne",
  placeholder: "3h30 facilitation #kit atelier du 12/03",
  examples: "Exemples",
  otherHint: (name: string) => `${name} sera prévenu·e, et pourra retirer cette contribution.`,
  understood: "Compris ainsi",
  waiting: "Ce que vous écrivez sera montré ici, compris, avant d’être enregistré.",
  settlement: (name: string) => settlements[name] ?? name,
  said: (c: SaidContribution): Part[] => {
    const parts: Part[] = [];
    if (c.giver) parts.push([c.giver], c.measure ? " a donné " : c.kind ? " : " : "");
    if (c.measure) parts.push([c.measure]);
    if (c.kind && !c.isMeasureKind) parts.push(c.measure ? ` ${of(c.kind)}` : "", [c.measure || c.giver ? lower(c.kind) : c.kind]);
    if (c.settlement) parts.push(" ", [c.settlement]);
    if (c.until) parts.push(", du ", [c.day], " au ", [c.until]);
    else if (c.day) parts.push(", le ", [c.day]);
    if (c.envelope) parts.push(" pour l’enveloppe ", [c.envelope]);
    if (c.circle) parts.push(c.envelope ? ", cercle " : " pour le cercle ", [c.circle]);
    if (c.claim) parts.push(", ", [c.claim], " souhaités");
    if (c.isVolunteered) parts.push(", ", ["bénévolement"]);
    if (c.paidTo) parts.push(", à verser à ", [c.paidTo]);
    if (c.words) parts.push(`, «${c.words}»`);
    if (c.tags.length > 0) parts.push(` ${c.tags.map((tag) => `#${tag}`).join(" ")}`);
    return begun(parts);
  },
  questions: {
    memberId: "Qui a donné ?",
    kindId: "Quelle nature de contribution ?",
    quantity: "Combien ?",
    amount: "Quel montant ?",
    dayOn: "Quel jour ?",
    circleId: "Pour quel cercle ?",
    envelopeId: "Pour quelle enveloppe ?",
  } as Readonly<Record<string, string>>,
  another: "Autre",
  anotherDay: "Un autre jour",
  asExpense: (amount: string) => `${amount} dépensés`,
  asClaim: (amount: string) => `${amount} souhaités`,
  noEnvelope: "Aucune enveloppe",
  choose: "Choisir…",
  save: "Enregistrer",
  saveFor: (name: string) => `Enregistrer pour ${name}`,
  likeness: {
    other: "C’est autre chose : enregistrer",
    otherFor: (name: string) => `C’est autre chose : enregistrer pour ${name}`,
    dropped: "Rien n’est ajouté : c’était déjà noté.",
  },
  saved: (what: string) => `Enregistré : ${what}.`,
  savedFor: (what: string, name: string) => `Enregistré pour ${name} : ${what}.`,
  undoneBack: "Retirée. La ligne est de nouveau là, si vous voulez la corriger.",
  warned: "Enregistré, avec une remarque",
  see: "Voir la contribution",
  offline: "Votre ligne est gardée sur cet appareil. Elle part dès que la connexion revient, une seule fois.",
  more: "Pour quelqu’un d’autre, ou champ par champ",
  moreHint: "Les champs sont remplis avec ce qui est compris de la ligne.",
  elsewhere: "Il reste un point à préciser, champ par champ.",
  table: "Coller un tableau, ou envoyer un fichier CSV",
  latest: "Mes dernières contributions",
  all: "Toutes mes contributions",
  none: {
    title: "Votre première contribution tient en une ligne",
    lead: "Une heure de ménage, un trajet, un coup de main, une chanson : ce qui est donné compte, avec ou sans montant.",
  },
};
