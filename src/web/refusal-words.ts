/**
 * Refusals of rules that run in the page, in words. What the service refuses comes with its sentence; the words for these
 * are fetched beside the page that may need them, in the language of the reader alone, and never wait for one another.
 */
import { effect, signal } from "@preact/signals";
import { type RefusalWords, sentenceOf } from "../domain/refusals/words.js";
import type { Refusal } from "../domain/refusals.js";
import { type Language, language } from "./speech.js";

const sources: Readonly<Record<Language, () => Promise<{ readonly default: RefusalWords }>>> = {
  fr: () => import("../domain/refusals/fr.js"),
  en: () => import("../domain/refusals/en.js"),
};
const known = signal<Partial<Record<Language, RefusalWords>>>({});
const asked = new Set<Language>();

function fetchWords(wanted: Language): void {
  if (asked.has(wanted)) return;
  asked.add(wanted);
  sources[wanted]().then(
    ({ default: words }) => {
      known.value = { ...known.value, [wanted]: words };
    },
    // Without a connection: the next sentence asks again.
    () => asked.delete(wanted),
  );
}

effect(() => fetchWords(language.value));

/** The sentence of a refusal; empty until its words have come, and whoever shows it is shown anew then. */
export function sayRefusal({ code, figures }: Pick<Refusal, "code" | "figures">): string {
  const words = known.value[language.value];
  if (words) return sentenceOf(words, code, figures);
  fetchWords(language.value);
  return "";
}
