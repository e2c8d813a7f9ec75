/**
 * Folding: how names are compared when people type them.
 *
 * Accents, case, ligatures, typographic apostrophes and the spaces that word processors put into numbers make no
 * difference: «Hélène» is «helene», «1 234,56» is the same with U+202F as with a plain space.
 *
 *   nameKey("  Part. reversée à l’ASSO ") → "part reversee a l asso"      slug("Kit commun") → "kit-commun"
 */
const ligatures: Readonly<Record<string, string>> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l" };
const marks = /\p{M}+/gu;
const quick = /^[a-z0-9 ]*$/;

/** Letters without accents, in lower case; typographic spaces, dashes and apostrophes as the plain ones. */
export function fold(text: string): string {
  if (quick.test(text)) return text;
  return text
    .normalize("NFD")
    .replace(marks, "")
    .toLowerCase()
    .replace(/[œæßøł]/g, (letter) => ligatures[letter] ?? letter)
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[‐‑‒–—−]/g, "-")
    .replace(/[\u00a0\u202f\u2007\u2009\t]/g, " ");
}

/** Words alone, one space between them: what makes two names, or two column headers, the same. */
export const nameKey = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** A name as it stands behind `#`: "Kit commun" → "kit-commun". */
export const slug = (name: string): string => nameKey(name).replaceAll(" ", "-");

/** A word without the mark of the plural, when it is long enough to have one: "trains" → "train", "bus" → "bus". */
export const singular = (word: string): string => (word.length > 3 && /[sx]$/.test(word) ? word.slice(0, -1) : word);
