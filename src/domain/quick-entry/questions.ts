/**
 * What quick entry asks when a line can be read in more than one way, or says too little. Never guess silently
 * (DESIGN §6): a field that is asked has no value, except where the sentence says that the value itself is the trouble.
 *
 *   { field: "day", reason: "day_order", text: "03/04", options: ["2024-04-03", "2024-03-04"] }
 */
export const questionTexts = {
  day_order: { fr: "«{text}» : quel jour ?", en: "“{text}”: which day?" },
  no_such_day: { fr: "«{text}» n’est pas un jour du calendrier.", en: "“{text}” is not a day of the calendar." },
  several_days: { fr: "Plusieurs jours sont écrits : lequel ?", en: "Several days are written: which one?" },
  day_in_future: { fr: "«{text}» n’est pas encore passé.", en: "“{text}” is still to come." },
  weekday_mismatch: { fr: "«{text}» : ce jour-là n’est pas ce jour de la semaine.", en: "“{text}”: that day is another day of the week." },
  days_reversed: { fr: "«{text}» : la fin est avant le début.", en: "“{text}”: the end is before the beginning." },

  quantity_missing: { fr: "Combien ?", en: "How much?" },
  unit_missing: { fr: "«{text}» : de quoi ?", en: "“{text}”: of what?" },
  unit_mismatch: {
    fr: "«{text}» ne va pas avec cette nature de contribution.",
    en: "“{text}” does not go with this kind of contribution.",
  },
  several_quantities: { fr: "Plusieurs quantités sont écrites : laquelle ?", en: "Several quantities are written: which one?" },
  time_ambiguous: { fr: "«{text}» : combien de temps ?", en: "“{text}”: how long?" },
  number_ambiguous: { fr: "«{text}» : quel nombre ?", en: "“{text}”: which number?" },
  not_positive: { fr: "«{text}» doit être plus grand que zéro.", en: "“{text}” must be more than zero." },

  total_missing: { fr: "«{text}» : combien en tout ?", en: "“{text}”: how much in all?" },

  several_amounts: { fr: "Plusieurs montants sont écrits : lequel ?", en: "Several amounts are written: which one?" },
  amount_precision: { fr: "«{text}» a trop de décimales.", en: "“{text}” has too many decimals." },
  currency_mismatch: { fr: "«{text}» : ce n’est pas la monnaie du collectif.", en: "“{text}”: this is not the collective’s currency." },
  expense_or_claim: { fr: "«{text}» : une dépense, ou un montant souhaité ?", en: "“{text}”: an expense, or an amount wished for?" },

  kind_missing: { fr: "Quelle nature de contribution ?", en: "Which kind of contribution?" },
  kind_unknown: { fr: "«{text}» n’est pas une nature connue.", en: "“{text}” is not a known kind." },
  several_kinds: { fr: "Plusieurs natures sont possibles : laquelle ?", en: "Several kinds are possible: which one?" },
  gift_or_expense: { fr: "«{text}» : de l’argent donné, ou une dépense ?", en: "“{text}”: money given, or an expense?" },
  gift_kind_missing: {
    fr: "Aucune nature n’est comptée en argent donné : l’administration peut en ajouter une. D’ici là, laquelle ?",
    en: "No kind is counted in money given: an admin can add one. Which one until then?",
  },
  circle_unknown: { fr: "«{text}» n’est pas un cercle connu.", en: "“{text}” is not a known circle." },
  several_circles: { fr: "Plusieurs cercles sont écrits : lequel ?", en: "Several circles are written: which one?" },
  several_envelopes: { fr: "Plusieurs enveloppes sont possibles : laquelle ?", en: "Several envelopes are possible: which one?" },
  member_unknown: { fr: "«{text}» n’est pas connu·e ici.", en: "“{text}” is not known here." },
  several_members: { fr: "Plusieurs participant·es portent ce nom : qui ?", en: "Several members have this name: who?" },
} as const satisfies Record<string, { fr: string; en: string }>;

export type QuestionReason = keyof typeof questionTexts;
export type QuickField = "day" | "quantity" | "amount" | "claim" | "kind" | "circle" | "envelope" | "member" | "tag";

export interface Question {
  readonly field: QuickField;
  readonly reason: QuestionReason;
  /** The words that are meant, as typed. */
  readonly text?: string;
  /** What to choose from: days, decimals or ids. */
  readonly options?: readonly string[];
}

/** The question as a sentence. */
export const questionSentence = (question: Question, language: "fr" | "en"): string =>
  questionTexts[question.reason][language].replace("{text}", question.text ?? "");
