/** Texts of kinds and their rates. */
import { plural } from "../../speech.js";

export default {
  title: (counted: number, qualities: number) => {
    const said = plural("fr", counted, {
      zero: "Rien ne se compte encore",
      one: "Une nature se compte",
      other: `${counted} natures se comptent`,
    });
    return plural("fr", qualities, {
      zero: `${said}.`,
      one: `${said}, une se raconte.`,
      other: `${said}, ${qualities} se racontent.`,
    });
  },
  lead: "Ce que le collectif reconnaît : des heures, des frais, mais aussi la joie ou l’hospitalité, qui n’ont pas de nombre et ne deviennent jamais de l’argent d’elles-mêmes.",
  add: "Ajouter une nature",
  grid: "Les taux par date, et les décisions dont ils viennent",
  counted: "Ce qui se compte",
  qualities: "Ce qui se raconte",
  qualitiesLead: "Sans nombre ni taux : on y met des mots, et des mercis.",
  noQualities: "Rien encore : la joie, le soin, l’hospitalité peuvent y être.",
  noCounted: "Rien encore : des heures, des kilomètres, des frais peuvent y être.",
  archived: (count: number) => plural("fr", count, { one: "Une nature archivée", other: `${count} natures archivées` }),
  says: {
    rate: (rate: string, unit: string) => `${rate} par ${unit}`,
    since: (rate: string, unit: string, day: string) => `${rate} par ${unit}, depuis le ${day}`,
    soon: (rate: string, unit: string, day: string) => `${rate} par ${unit} à partir du ${day}`,
    was: (rate: string, unit: string, from: string, until: string) => `${rate} par ${unit} du ${from} au ${until}`,
    none: "Sans taux : on souhaite sans repère.",
    expense: "De l’argent avancé, à rembourser.",
    money: "De l’argent donné.",
  },
  natures: { expenses: "payé comme frais", work: "payé comme travail", rights: "payé comme droits d’auteur·ice" },
  history: "Tous ses taux",
  rate: {
    set: "Fixer un taux",
    title: (kind: string) => `${kind} : un taux à partir d’un jour`,
    lead: "Ce qui a été partagé l’a été au taux de son temps : un taux ne change jamais sous un partage proposé, adopté ou versé.",
    value: (unit: string) => `Taux, par ${unit}`,
    from: "À partir du",
    sinceFirst: (day: string) => `Pour couvrir tout ce qui est déjà déclaré, depuis le ${day}.`,
    sinceYear: "Depuis le début de l’année, pour couvrir ce qui a déjà été fait.",
    afterSharing: (day: string) => `Ce qui a été donné jusqu’au ${day} est déjà dans un partage.`,
    saved: (kind: string) => `${kind} : taux fixé.`,
    drop: "Retirer ce taux",
    dropped: "Taux retiré.",
  },
  rename: "Renommer",
  renaming: (kind: string) => `Renommer «${kind}»`,
  renamed: "Renommé.",
  archive: "Archiver",
  archivedTold: (kind: string) => `${kind} est archivé : on n’en déclare plus.`,
  unarchive: "Reprendre",
  unarchivedTold: (kind: string) => `${kind} est repris.`,
  form: {
    name: "Comment s’appelle-t-elle ?",
    nameHint: "Facilitation, Salle prêtée, Joie…",
    how: "Comment se compte-t-elle ?",
    hows: {
      h: "en heures",
      km: "en kilomètres",
      day: "en jours",
      other: "dans une autre unité",
      expense: "en argent avancé, à rembourser",
      money: "en argent donné",
      none: "elle ne se compte pas, elle se raconte",
    },
    unit: "Quelle unité ?",
    nature: "Comment est-elle payée ?",
    rate: "Son taux",
    rateHint:
      "Facultatif. Chacun·e dit ce qu’il ou elle souhaite, le montant au taux à côté ; une règle qui paie le travail donné s’y tient.",
    from: "À partir du",
    added: (kind: string) => `${kind} est reconnu.`,
  },
};
