/**
 * Speech: the language of the reader, and texts in it.
 *
 * Texts live in i18n/fr and i18n/en, one file an area; the French file is the source, and the English one `satisfies` it,
 * so that a missing sentence does not compile. A page says which texts it speaks:
 *
 *   const t = speak({ fr, en });      <h1>{t().greeting("Ana", 1)}</h1>
 */
import { signal } from "@preact/signals";

export type Language = "fr" | "en";

const kept = "moisson.language";

function firstLanguage(): Language {
  const chosen = localStorage.getItem(kept) ?? navigator.language;
  return chosen.startsWith("en") ? "en" : "fr";
}

export const language = signal<Language>(firstLanguage());

/** Reads on in another language: this page at once, and the next visits. */
export function readIn(chosen: Language): void {
  localStorage.setItem(kept, chosen);
  language.value = chosen;
  document.documentElement.lang = chosen;
}

/** Texts of an area, in the language of the reader; a component that calls it follows a change of language. */
export const speak =
  <Texts>(texts: Readonly<Record<Language, Texts>>): (() => Texts) =>
  () =>
    texts[language.value];

/** A sentence of the service as a page shows it: no line begins with its punctuation. */
export const unbroken = (sentence: string): string => sentence.replace(/ (?=[:;?!»])/g, "\u00a0");

/** A sentence in parts; those in brackets stand in bold. */
export type Part = string | readonly [string];

/** A sentence from its first word on: what is left out before it leaves neither comma nor space. */
export function begun(parts: readonly Part[]): Part[] {
  const [first, ...rest] = parts.filter((part) => part !== "");
  if (first === undefined) return [];
  if (typeof first !== "string") return [first, ...rest];
  const text = first.replace(/^[\s,]+/, "");
  return [text.slice(0, 1).toUpperCase() + text.slice(1), ...rest];
}

const plurals = { fr: new Intl.PluralRules("fr"), en: new Intl.PluralRules("en") };

/** The form a count takes: French counts 0 as one, English as many. `zero`, where given, says it in its own words. */
export function plural(said: Language, count: number, forms: { zero?: string; one: string; other: string }): string {
  if (count === 0 && forms.zero !== undefined) return forms.zero;
  return plurals[said].select(count) === "one" ? forms.one : forms.other;
}
