/** What a refusal says in either language. A page, which shows one of them, loads the words of that one alone instead. */
import type { Language, RefusalCode, RefusalFigures } from "../refusals.js";
import en from "./en.js";
import fr from "./fr.js";
import { type RefusalWords, saidPlace, sentenceOf } from "./words.js";

const words: Readonly<Record<Language, RefusalWords>> = { fr, en };

/** The sentence of a refusal in one language, its figures filled in; instants in the zone of the collective that is meant. */
export const refusalSentence = (code: RefusalCode, figures: RefusalFigures, language: Language, timeZone?: string): string =>
  sentenceOf(words[language], code, figures, timeZone);

/** The place of a refusal in one language, for whoever names it beside the sentence. */
export const refusalPlace = (at: string, language: Language): string => saidPlace(words[language], at);

/** Whether the sentence of a code names the place by itself. */
export const saysWhere = (code: RefusalCode, language: Language): boolean => words[language].refusals[code].includes("{at}");
