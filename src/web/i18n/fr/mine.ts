/** Texts of the page of what one gave and received. */
import { plural } from "../../speech.js";

const contributions = (count: number, said: string): string =>
  plural("fr", count, { one: `${said} contribution`, other: `${said} contributions` });

export default {
  title: (year: string, hours: string, pay: string) =>
    hours && pay
      ? `En ${year}, vous avez donné ${hours} et reçu ${pay}.`
      : hours
        ? `En ${year}, vous avez donné ${hours}.`
        : pay
          ? `En ${year}, vous avez reçu ${pay}.`
          : `Rien de donné ni de reçu en ${year}.`,
  lead: (count: number, said: string, volunteered: string, expenses: string) =>
    [
      `${contributions(count, said)} en tout`,
      volunteered && `dont ${volunteered} à titre bénévole, marquées ou offertes`,
      expenses && `et ${expenses} de frais remboursés`,
    ]
      .filter(Boolean)
      .join(", ")
      .concat("."),
  loading: "Ce que vous avez donné et reçu",
  year: "Année",
  act: "Déclarer une contribution",
  empty: {
    title: "Ici se rassemble ce que vous donnez",
    lead: "Chaque contribution y trouve sa place, mois par mois, avec ce qui vous a été versé en retour.",
  },
  without: {
    title: (count: number) =>
      plural("fr", count, { one: "Une contribution attend une enveloppe", other: `${count} contributions attendent une enveloppe` }),
    says: "D’ici là, elles ne comptent dans aucun partage, et rien n’en est remboursé. Ouvrez-les pour leur en choisir une.",
  },
  months: "Mois par mois",
  chart: {
    title: "Heures données et argent reçu, mois par mois",
    says: (months: number, said: string, most: string, hours: string) =>
      plural("fr", months, { one: `Un seul mois, ${most} : ${hours}.`, other: `Sur ${said} mois, le plus donné est ${most} : ${hours}.` }),
    hours: "Heures données",
    pay: "Reçu",
  },
  table: {
    month: "Mois",
    kind: "Nature",
    given: "Donné",
    times: (count: number, said: string) => plural("fr", count, { one: `${said} fois`, other: `${said} fois` }),
    pay: "Reçu pour ce travail",
    expenses: "Frais remboursés",
    received: "Reçu",
    total: "Sur l’année",
  },
  received: {
    section: "Ce qui m’a été versé",
    left: "Ce que j’ai laissé au commun",
    none: "Rien encore. Un partage verse ici, et dit pourquoi.",
    why: "Pourquoi ce montant ?",
    natures: { work: "travail", expenses: "frais", rights: "droits" } as Readonly<Record<string, string>>,
    hows: { paid: "versé", waived: "laissé au commun", refunded: "rendu" } as Readonly<Record<string, string>>,
    through: (name: string) => `à ${name}, pour moi`,
  },
  list: "Toutes mes contributions de l’année",
  exports: {
    section: "Mes données",
    lead: "Tout ce que Moisson garde à votre sujet dans ce collectif est à vous.",
    record: "Mes données (JSON)",
    contributions: "Mes contributions, en tableau",
    table: (format: string) => `Mes contributions : ${format}`,
  },
  own: {
    section: "Pour vous seul·e",
    off: "Combien fait une heure, pour vous ? Ce calcul reste sur cet appareil : il n’est ni envoyé, ni exporté, ni visible par quiconque.",
    turnOn: "Montrer mon heure, sur cet appareil",
    turnOff: "Ne plus montrer, et effacer mes notes",
    erased: "Effacé de cet appareil.",
    hourly: (amount: string) => `${amount} de l’heure, avant cotisations et impôts`,
    reason: (pay: string, hours: string) => `${pay} reçus ÷ ${hours} données, frais à part.`,
    noHours: "Sans heures déclarées cette année, il n’y a rien à diviser.",
    others: "Mes autres revenus de l’année",
    othersHint: "Salaire, allocation, facture : ce que vous voulez mettre à côté. Seul cet appareil les connaît.",
    label: "D’où",
    amount: "Combien",
    add: "Ajouter",
    remove: (label: string) => `Enlever «${label}»`,
    together: (received: string, others: string, total: string) => `${received} reçus ici + ${others} d’ailleurs = ${total}.`,
    fault: "Un montant, comme 1 250,00.",
    labelFault: "D’où vient ce revenu ?",
  },
};
