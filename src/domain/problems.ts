/**
 * Problems: what is wrong with one field, as a stable word and a sentence in both languages.
 *
 * A refusal such as `document_invalid` or `key_invalid` names the place (`at`) and carries one of these words as its
 * `problem`; `refusalSentence` puts the sentence in its place. `{name}` is replaced by the refusal's figure.
 *
 *   { at: "contributions[3].quantity", problem: "below_zero" } → «… : contributions[3].quantity : moins que zéro»
 */
export const problemTexts = {
  // Shapes
  missing: { fr: "ce champ manque", en: "this field is missing" },
  object_expected: { fr: "un objet {…} est attendu", en: "an object {…} is expected" },
  list_expected: { fr: "une liste […] est attendue", en: "a list […] is expected" },
  text_expected: { fr: "un texte est attendu", en: "a text is expected" },
  text_malformed: { fr: "ce texte n’est pas de l’Unicode valable", en: "this text is not well-formed Unicode" },
  decimal_expected: {
    fr: 'un nombre décimal entre guillemets est attendu, comme "12.50"',
    en: 'a decimal in quotes is expected, like "12.50"',
  },
  decimal_too_long: { fr: "plus de {max} chiffres avant ou après la virgule", en: "more than {max} digits before or after the point" },
  whole_number_expected: { fr: "un nombre entier à partir de {min} est attendu", en: "a whole number from {min} on is expected" },
  flag_expected: { fr: "true ou false est attendu", en: "true or false is expected" },
  one_of: { fr: "l’un de : {allowed}, et un seul", en: "one of: {allowed}, and only one" },
  json_malformed: { fr: "ce n’est pas du JSON lisible", en: "this is not readable JSON" },
  too_long: { fr: "plus de {max} octets", en: "more than {max} bytes" },

  // Figures and ids
  below_zero: { fr: "moins que zéro", en: "below zero" },
  score_outside: { fr: "une note va de 1 à 5", en: "a score goes from 1 to 5" },
  twice: { fr: "deux fois : {id}", en: "twice: {id}" },
  no_members: { fr: "personne entre qui partager", en: "nobody to share between" },
  needed_by_step: { fr: "l’étape {step} en a besoin", en: "step {step} needs it" },

  // Keys
  no_steps: { fr: "aucune étape", en: "no steps" },
  percent_outside: { fr: "un pourcentage va de 0 à 100", en: "a percent goes from 0 to 100" },
  percents_above_100: { fr: "les pourcentages font {sum} ensemble", en: "the percents add up to {sum}" },
  kind_without_unit: {
    fr: "«{id}» n’a pas d’unité : une qualité ne devient pas de l’argent",
    en: "“{id}” has no unit: a quality does not become money",
  },
  brackets_not_rising: { fr: "les tranches ne montent pas", en: "the brackets do not rise" },
  brackets_open_end: {
    fr: "la dernière tranche, et elle seule, finit par null",
    en: "the last bracket, and only the last, ends in null",
  },
} as const satisfies Record<string, { fr: string; en: string }>;

export type Problem = keyof typeof problemTexts;

export const isProblem = (word: unknown): word is Problem => typeof word === "string" && Object.hasOwn(problemTexts, word);
