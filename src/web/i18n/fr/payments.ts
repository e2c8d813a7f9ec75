/** Texts of what is owed, and of paying it. */
import { plural } from "../../speech.js";

export default {
  title: (amount: string, payees: number) =>
    plural("fr", payees, { one: `${amount} à verser, à un·e bénéficiaire.`, other: `${amount} à verser, à ${payees} bénéficiaires.` }),
  titleNothing: "Tout est versé : rien n’est dû.",
  lead: "Cochez ce que vous venez de virer, ou allez virer : Moisson l’écrit, la banque reste chez vous.",
  empty: {
    title: "D’où viendra ce qui est dû",
    lead: "Un partage adopté puis écrit doit sa part à chacun·e ; une facture notée doit son montant au tiers. Tout se retrouve ici jusqu’au versement.",
    sharings: "Voir les partages",
    bills: "Noter une facture",
  },
  members: "Rétributions",
  thirdParties: "Factures",
  choose: (label: string, amount: string) => `${label}, ${amount}`,
  chooseAll: "Tout cocher",
  chooseNone: "Tout décocher",
  forMember: (name: string) => `pour ${name}`,
  due: (day: string) => `échue le ${day}`,
  dueOn: (day: string) => `à payer avant le ${day}`,
  ofWhole: (amount: string) => `reste de ${amount}`,
  doubts: {
    footing_missing: {
      pill: "à quel titre ?",
      says: "On ne sait pas encore à quel titre payer ce travail (facture, salaire, droits). Vous pouvez payer en disant pourquoi.",
    },
    receipt_missing: { pill: "justificatif à joindre", says: "Un justificatif manque. Vous pouvez payer en disant pourquoi." },
  },
  chosen: (count: number, amount: string) =>
    plural("fr", count, { zero: "Rien de coché.", one: `Une ligne cochée, ${amount}`, other: `${count} lignes cochées, ${amount}` }),
  oneCurrency: "Une monnaie à la fois : un versement n’en mêle pas deux.",
  pay: "Verser…",
  payBill: "Payer…",
  dialog: {
    title: (count: number) => plural("fr", count, { one: "Écrire ce versement", other: `Écrire ${count} versements ensemble` }),
    amountFor: (name: string, label: string) => `Pour ${name}, ${label}`,
    rest: (amount: string) => `Il restera ${amount} dû.`,
    whole: "En entier.",
    reason: (name: string) => `Pourquoi payer ${name} quand même`,
    document: "Référence du virement",
    documentHint: "Celle du relevé ou de l’ordre groupé, par exemple «Virement groupé n° 2».",
    confirm: (amount: string) => `Écrire le versement de ${amount}`,
    incomplete: "Écrire le versement",
    done: (amount: string) => `${amount} versés, c’est écrit.`,
  },
  waive: {
    act: "Laisser au commun…",
    title: "Laisser au commun",
    lead: (left: string) => `Il vous est dû ${left}. Ce que vous laissez va au fonds de votre choix, et ne vous est plus dû.`,
    fund: "À quel fonds",
    confirm: (amount: string) => `Laisser ${amount}`,
    incomplete: "Laisser",
    done: (amount: string) => `Merci : ${amount} laissés au commun.`,
    noFund: "Il n’y a pas encore de fonds où laisser cet argent.",
  },
  recent: "Derniers versements",
  givenBack: "Quelqu’un rend de l’argent versé ? Cela se note sur la page de son montant :",
  sharings: "les partages",
};
