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
  whole_expected: { fr: "un nombre entier est attendu", en: "a whole number is expected" },
  flag_expected: { fr: "true ou false est attendu", en: "true or false is expected" },
  one_of: { fr: "l’un de : {allowed}, et un seul", en: "one of: {allowed}, and only one" },
  json_malformed: { fr: "ce n’est pas du JSON lisible", en: "this is not readable JSON" },
  too_long: { fr: "plus de {max} octets", en: "more than {max} bytes" },

  // Fields of a request
  id_expected: { fr: "un identifiant est attendu", en: "an id is expected" },
  number_expected: { fr: "un nombre est attendu", en: "a number is expected" },
  unknown_fields: { fr: "champ inconnu : {fields}", en: "unknown field: {fields}" },
  text_empty: { fr: "ce texte ne peut pas rester vide", en: "this text cannot stay empty" },
  text_at_least: { fr: "au moins {min} caractères", en: "at least {min} characters" },
  text_at_most: { fr: "au plus {max} caractères", en: "at most {max} characters" },
  list_at_least: { fr: "au moins {min} dans la liste", en: "at least {min} in the list" },
  list_at_most: { fr: "au plus {max} dans la liste", en: "at most {max} in the list" },
  number_at_least: { fr: "{min} ou plus", en: "{min} or more" },
  number_at_most: { fr: "{max} ou moins", en: "{max} or less" },
  text_not_keepable: { fr: "ce texte a un caractère qui ne peut pas être gardé", en: "this text has a character that cannot be kept" },
  decimal_malformed: { fr: "un nombre décimal avec un point, comme 312.40", en: "a decimal like 312.40" },
  percent_malformed: { fr: "un pourcentage de 0 à 100, comme 8.5", en: "a percent from 0 to 100, like 8.5" },
  day_malformed: { fr: "un jour qui existe, comme 2026-03-03", en: "a day that exists, like 2026-03-03" },
  instant_malformed: {
    fr: "un instant avec son fuseau, comme 2026-03-31T18:00:00Z",
    en: "an instant with its offset, like 2026-03-31T18:00:00Z",
  },
  instant_outside: { fr: "un instant entre 1900 et 9999", en: "an instant between 1900 and 9999" },
  month_malformed: { fr: "un mois, comme 2026-03", en: "a month, like 2026-03" },
  month_day_malformed: { fr: "un mois et un jour, comme 01-01", en: "a month and a day, like 01-01" },
  email_malformed: { fr: "une adresse comme ana@example.org", en: "an e-mail like ana@example.org" },
  currency_malformed: { fr: "trois capitales, comme EUR", en: "three capitals, like EUR" },
  country_malformed: { fr: "deux capitales, comme FR", en: "two capitals, like FR" },
  slug_malformed: {
    fr: "des minuscules, des chiffres et des tirets isolés, 60 au plus",
    en: "small letters, digits and single hyphens, at most 60",
  },
  criterion_malformed: { fr: "un mot ou quelques-uns, comme soin", en: "a word or a few, like care" },
  criteria_too_many: { fr: "20 critères au plus", en: "at most 20 criteria" },
  reason_empty: { fr: "dites pourquoi", en: "say why" },
  data_not_keepable: {
    fr: "des données que l’on peut garder : du texte lisible, 50 niveaux au plus",
    en: "data that can be kept: text as text, at most 50 levels deep",
  },
  // Rounds
  proposals_reversed: {
    fr: "la fin des propositions ({until}) doit venir après leur début ({from})",
    en: "the end of proposals ({until}) must come after their beginning ({from})",
  },
  pledges_reversed: {
    fr: "la fin des fléchages ou du vote ({until}) doit venir après leur début ({from})",
    en: "the end of pledges or votes ({until}) must come after their beginning ({from})",
  },
  pledges_before_proposals: {
    fr: "les fléchages ou le vote ne peuvent pas finir ({until}) avant les propositions ({from})",
    en: "pledges or votes cannot end ({until}) before proposals do ({from})",
  },
  bucket_pledged: { fr: "des crédits y sont fléchés, il ne change plus", en: "credits are pledged to it, it no longer changes" },
  bucket_pledges_begun: {
    fr: "les fléchages ou votes ont commencé, et ils sont secrets : il ne change plus",
    en: "pledges or votes have begun, and they are secret: it no longer changes",
  },
  bucket_is: { fr: "il est {status}", en: "it is {status}" },
  bucket_not_votable: { fr: "ce projet n’est pas soumis au vote", en: "this bucket is not put to the vote" },
  listed_twice: { fr: "chacun une seule fois dans la liste", en: "each once in the list" },
  each_once: { fr: "chaque participant·e une seule fois", en: "each member once" },
  envelope_or_fund: { fr: "une enveloppe ou un fonds, et un seul des deux", en: "an envelope or a fund, and only one" },

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

  // Elections and ballot files (DESIGN §9)
  section_missing: {
    fr: "la section {section} manque, ou n’est pas à sa place",
    en: "the section {section} is missing, or not in its place",
  },
  column_missing: { fr: "la colonne {column} manque", en: "the column {column} is missing" },
  column_twice_named: { fr: "la colonne {column} figure deux fois", en: "the column {column} stands twice" },
  cells_too_many: { fr: "{found} cellules pour {expected} colonnes", en: "{found} cells for {expected} columns" },
  vote_type_unknown: {
    fr: "type de vote inconnu : «{found}» ; il y a {allowed}",
    en: "unknown vote type: “{found}”; there are {allowed}",
  },
  number_malformed: { fr: "«{found}» n’est pas un nombre", en: "“{found}” is not a number" },
  project_unknown: { fr: "aucun projet ne s’appelle «{id}»", en: "no project is called “{id}”" },
  project_twice_in_ballot: { fr: "le projet {id} figure deux fois dans ce bulletin", en: "project {id} stands twice in this ballot" },
  points_missing: { fr: "ces bulletins ont des points ; ici il n’y en a pas", en: "these ballots have points; there are none here" },
  points_unexpected: { fr: "ces bulletins n’ont pas de points", en: "these ballots have no points" },
  points_count: { fr: "{found} nombres de points pour {expected} projets", en: "{found} numbers of points for {expected} projects" },
  points_too_large: { fr: "au plus {max} chiffres en tout pour des points", en: "points have at most {max} digits in all" },
  points_sum_too_large: { fr: "les points font plus de {max} ensemble", en: "the points add up to more than {max}" },
  ballot_too_long: { fr: "{found} projets, {max} au plus", en: "{found} projects, {max} at most" },
  no_projects: { fr: "aucun projet", en: "no projects" },
  not_for_these_ballots: {
    fr: "«{found}» ne va pas avec des bulletins de type {ballots}",
    en: "“{found}” does not go with ballots of type {ballots}",
  },
  threshold_missing: { fr: "cette règle demande un seuil", en: "this rule needs a threshold" },
  not_for_this_rule: { fr: "cela ne va pas avec la règle {rule}", en: "this does not go with the rule {rule}" },
  above_zero_expected: { fr: "plus que zéro est attendu", en: "more than zero is expected" },

  // What verification of the ledger finds (DESIGN §5)
  position_out_of_order: { fr: "la position n’est pas la suivante", en: "the position is not the next one" },
  number_out_of_order: { fr: "le numéro n’est pas le suivant de l’exercice", en: "the number is not the next one of its fiscal year" },
  day_outside_year: { fr: "le jour n’est pas dans l’exercice", en: "the day is not in the fiscal year" },
  previous_hash_differs: { fr: "l’empreinte précédente n’est pas la bonne", en: "the previous hash is another" },
  hash_differs: { fr: "le contenu n’est plus celui de l’empreinte", en: "the content is no longer the one that was hashed" },
  text_differs: { fr: "le texte n’est plus celui de l’empreinte", en: "the text is no longer the one that was hashed" },
  lines_missing: { fr: "les lignes ne sont pas au complet", en: "the lines are not complete" },
  sum_not_zero: { fr: "la somme des lignes n’est pas zéro ({commodity})", en: "the lines do not sum to zero ({commodity})" },
  account_differs: { fr: "une ligne ne va pas avec son compte", en: "a line does not fit its account" },
  account_overdrawn: { fr: "le compte {account} passe sous zéro", en: "account {account} goes below zero" },
  balance_differs: { fr: "le solde n’est pas la somme de ses lignes", en: "the balance is not the sum of its lines" },
  head_differs: { fr: "la tête n’est pas la dernière écriture", en: "the head is not the last entry" },
  head_missing: {
    fr: "cette tête n’est pas dans la chaîne : la fin a été coupée, ou c’est une autre chaîne",
    en: "this head is not in the chain: its tail was cut, or it is another chain",
  },
  last_number_differs: {
    fr: "le dernier numéro de l’exercice {year} n’est pas celui de sa dernière écriture",
    en: "the last number of fiscal year {year} is not that of its last entry",
  },
  lines_without_entry: { fr: "des lignes n’ont plus leur écriture", en: "there are lines without their entry" },
  pledges_differ: { fr: "les fléchages n’en font pas la somme", en: "its pledges do not add up to it" },
  round_not_empty: { fr: "le cobudget est terminé, et il y reste quelque chose", en: "the round is over, and something is left in it" },
  settlements_differ: {
    fr: "ce qui est marqué dû ou réglé n’est pas la somme des écritures",
    en: "what is marked as due or settled is not the sum of the entries",
  },

  // Questions of an import
  ask_day_order: { fr: "jour/mois ou mois/jour ? Dites-le (dayOrder).", en: "day/month or month/day? Say which (dayOrder)." },
  ask_decimal_mark: {
    fr: "la virgule ou le point sépare-t-il les décimales ? Dites-le (decimalMark).",
    en: "is the comma or the point the decimal mark? Say which (decimalMark).",
  },
} as const satisfies Record<string, { fr: string; en: string }>;

export type Problem = keyof typeof problemTexts;

export const isProblem = (word: unknown): word is Problem => typeof word === "string" && Object.hasOwn(problemTexts, word);
