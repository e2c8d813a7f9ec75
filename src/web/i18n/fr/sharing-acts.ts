/** What the acts in the life of a sharing say beforehand, and once done. */
import { plural } from "../../speech.js";

/** What a key may look at besides the lines. */
export type Ask = "wishes" | "reviews" | "points" | "takes";

const list = new Intl.ListFormat("fr", { type: "conjunction" });
const frozen: Readonly<Record<Ask, string>> = {
  wishes: "ce que chacun·e retient",
  reviews: "les avis",
  points: "les points de chacun·e",
  takes: "ce que chacun·e prend",
};

const lines = (count: number) =>
  plural("fr", count, { zero: "aucune contribution", one: "une contribution", other: `${count} contributions` });

const entering = (count: number) => `${lines(count)} ${plural("fr", count, { zero: "n’y entre", one: "y entre", other: "y entrent" })}`;

export default {
  open: {
    says: (amount: string, count: number) => `${amount} à partager ; ${entering(count)} à ce jour.`,
    asks: {
      wishes: "Chacun·e pourra dire ce qu’il ou elle retient.",
      reviews: "Chacun·e pourra donner son avis sur les autres.",
      points: "Chacun·e pourra répartir des points entre les autres.",
      takes: "Chacun·e pourra dire ce qu’il ou elle prend.",
    },
    asksNothing: "La clé calcule chaque part, sans rien demander à personne.",
    done: "C’est ouvert.",
  },
  propose: {
    title: "Proposer ce partage ?",
    says: (shared: string, to: string, funds: string | null, rest: string | null) =>
      `${shared} pour ${to}${funds ? `, et ${funds} en part reversée` : ""}${rest ? ` ; ${rest} ne sont pas partagés` : ""}.`,
    silent: "Rien n’empêche de proposer quand même.",
    freeze: (count: number, asks: readonly Ask[]) => {
      const what = list.format([lines(count), ...asks.map((ask) => frozen[ask])]);
      return `Les chiffres sont figés : ${what} ne ${count > 1 || asks.length > 0 ? "changent" : "change"} plus, sauf objection.`;
    },
    done: "Proposé. Chacun·e en est averti·e.",
  },
  adopt: {
    title: "Adopter ce partage ?",
    says: (given: string, left: string) => `${given} sont mis de côté ; l’enveloppe en a ${left}.`,
    final: "Plus personne ne pourra objecter.",
    self: "Il rétribue tou·tes celles et ceux qui pourraient l’adopter : c’est à qui ne l’a pas proposé de le faire.",
    done: "Adopté.",
  },
  object: {
    title: "Dire une objection",
    says: "Le partage s’ouvre de nouveau, et votre raison est lue de tou·tes.",
    reason: "Qu’est-ce qui ne va pas ?",
    missing: "Écrivez ce qui ne va pas : c’est ce qui permet d’avancer.",
    done: "Le partage est de nouveau ouvert.",
  },
  post: {
    title: "Porter ce partage aux comptes ?",
    says: (given: string, envelope: string, left: string) => `Une écriture de ${given}, de l’enveloppe «${envelope}», qui en a ${left}.`,
    to: (to: string, funds: string | null) => `Elle inscrit ce qui est dû à ${to}${funds ? `, et ${funds} en part reversée` : ""}.`,
    carried: (amount: string) => `${amount} sont reportés : ils seront redemandés au prochain partage.`,
    pay: "La trésorerie verse ensuite. Tant que rien n’est versé, ce partage peut encore être annulé.",
    done: "C’est aux comptes. Il reste à verser.",
  },
  reverse: {
    title: "Annuler ce partage ?",
    says: (given: string) => `Une écriture inverse de ${given}, datée d’aujourd’hui : l’argent revient dans l’enveloppe.`,
    frees: (count: number) =>
      plural("fr", count, { one: "Sa contribution redevient libre.", other: `Ses ${count} contributions redeviennent libres.` }),
    carried: (amount: string) => `${amount} reportés tombent avec lui.`,
    paid: (paid: string) => `${paid} sont déjà versés ou laissés au commun : il ne peut plus être annulé.`,
    done: "Annulé : une écriture inverse le défait.",
  },
  abandon: {
    title: "Abandonner ce partage ?",
    says: (amount: string) => `Rien n’est versé : les ${amount} restent dans l’enveloppe.`,
    frees: (count: number) =>
      plural("fr", count, {
        zero: "Aucune contribution n’y est.",
        one: "Sa contribution attend le prochain partage.",
        other: `Ses ${count} contributions attendent le prochain partage.`,
      }),
    final: "Ce que chacun·e y a retenu est perdu, et il ne se rouvre pas.",
    done: "Abandonné.",
  },
};
