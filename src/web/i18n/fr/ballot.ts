/** Texts of a ballot. */
import { de } from "../../../domain/elision.js";
import { plural } from "../../speech.js";

export default {
  title: {
    approval: (count: number, pool: string) => `${count} projets pour ${pool} : lesquels soutenez-vous ?`,
    "choose-1": (count: number, pool: string) => `${count} projets pour ${pool} : lequel choisissez-vous ?`,
    cumulative: (count: number, pool: string) => `${count} projets pour ${pool} : où mettez-vous vos points ?`,
    scoring: (count: number, pool: string) => `${count} projets pour ${pool} : quelle note à chacun ?`,
    ordinal: (count: number, pool: string) => `${count} projets pour ${pool} : dans quel ordre ?`,
  },
  none: "Aucun projet n’est soumis au vote pour l’instant.",
  lead: {
    approval: (max: number | null) => (max === null ? "Cochez tous ceux qui vous vont." : `Cochez jusqu’à ${max} projets.`),
    "choose-1": "Un seul choix.",
    cumulative: (max: number) => `Vous avez ${max} points à répartir comme vous voulez.`,
    scoring: (min: number, max: number) =>
      `De ${min} (pas du tout) à ${max} (tout à fait). Sans note, le projet ne compte pas sur votre bulletin.`,
    ordinal: (max: number | null) =>
      max === null
        ? "Choisissez des projets, puis mettez vos préférés en premier."
        : `Choisissez jusqu’à ${max} projets, vos préférés en premier.`,
  },
  secret: "Votre bulletin est secret : personne ne le voit, ni maintenant ni après. Vous pouvez le changer jusqu’à la fin.",
  rule: {
    greedy: "On va au plus soutenu : les projets passent dans l’ordre des voix, tant que l’argent suffit.",
    "equal-shares":
      "À parts égales : chaque bulletin dispose de la même part de l’argent ; un projet passe quand ses soutiens peuvent le payer ensemble.",
    other: "Une règle choisie par le cercle compte les bulletins.",
  },
  cost: (amount: string) => `coûte ${amount}`,
  more: (title: string) => `Lire ${title}`,
  read: "Lire",
  left: {
    votes: (count: number) =>
      plural("fr", count, {
        zero: "Votre bulletin est plein.",
        one: "Encore un choix possible.",
        other: `Encore ${count} choix possibles.`,
      }),
    points: (count: number) =>
      plural("fr", count, { zero: "Tous vos points sont placés.", one: "Il reste 1 point.", other: `Il reste ${count} points.` }),
    over: (count: number) => plural("fr", count, { one: "Un de trop : retirez-en un.", other: `${count} de trop : retirez-en.` }),
    chosen: (count: number) =>
      plural("fr", count, { zero: "Aucun projet choisi.", one: "Un projet choisi.", other: `${count} projets choisis.` }),
  },
  gone: (count: number) =>
    plural("fr", count, {
      one: "Un projet que vous aviez choisi n’est plus soumis au vote : il ne compte plus sur votre bulletin.",
      other: `${count} projets que vous aviez choisis ne sont plus soumis au vote : ils ne comptent plus sur votre bulletin.`,
    }),
  points: (title: string) => `Points pour ${title}`,
  morePoints: (title: string) => `Un point de plus pour ${title}`,
  fewerPoints: (title: string) => `Un point de moins pour ${title}`,
  score: (title: string) => `Note ${de(title)}`,
  noScore: "sans note",
  rank: "Votre ordre",
  rankEmpty: "Rien encore : ajoutez un projet ci-dessous.",
  unranked: "Les autres projets",
  add: (title: string) => `Ajouter ${title}`,
  addShort: "Ajouter",
  up: (title: string) => `Monter ${title}`,
  down: (title: string) => `Descendre ${title}`,
  remove: (title: string) => `Retirer ${title}`,
  moved: (title: string, place: number) => `${title} est maintenant n° ${place}.`,
  cast: "Déposer mon bulletin",
  castAgain: "Changer mon bulletin",
  done: "Bulletin déposé. Vous pouvez le changer jusqu’à la fin.",
  castAt: (moment: string) => `✓ Votre bulletin est déposé (${moment}).`,
  notYet: "Vous n’avez pas encore voté.",
  unsaved: "Ces changements ne sont pas encore déposés.",
};
