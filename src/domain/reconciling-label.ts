/**
 * What the words of a bank line have in common with what a thing is known by: a name that stands in the label as a whole, a
 * document’s number, other words that both have. Words of banks and articles say nothing.
 *
 *   «VIR SEPA IMPRIMERIE DES LILAS F-2026-031», a bill F-2026-031 of Imprimerie des Lilas → both, 50 points
 */
import { nameKey } from "./fold.js";

export interface Words {
  readonly key: string;
  readonly set: ReadonlySet<string>;
}

export const wordsOf = (text: string): Words => {
  const key = nameKey(text);
  return { key: ` ${key} `, set: new Set(key.split(" ")) };
};

const common = new Set(
  "vir virement virements sepa inst recu emis prlv prelevement europeen carte cb paiement achat facture ref motif de du des la le les et pour chez par au aux un une the of and from to for payment transfer".split(
    " ",
  ),
);
const wordLengthMin = 4;
export const nameLengthMin = 3;
/** A name that stands in the label as a whole, a document’s number, another word that both have. */
export const points = { name: 25, document: 25, word: 8, wordsMax: 24, max: 50 } as const;

/** What a thing is known by, folded once: names, numbers of documents, and the words of both and of its texts. */
export interface Known {
  readonly names: readonly string[];
  readonly documents: readonly { readonly said: string; readonly key: string }[];
  readonly words: readonly string[];
}

export function knownBy(names: readonly string[], documents: readonly (string | null)[], texts: readonly (string | null)[]): Known {
  const keys = [...new Set(names.map(nameKey))];
  const words = [...keys, ...texts.map((text) => nameKey(text ?? ""))].flatMap((key) => key.split(" "));
  return {
    names: keys.filter((key) => key.length >= nameLengthMin),
    documents: documents.flatMap((said) => {
      const key = nameKey(said ?? "");
      return said !== null && /\d/.test(key) && key.length >= wordLengthMin ? [{ said, key }] : [];
    }),
    words: [...new Set(words)].filter((word) => word.length >= wordLengthMin && !common.has(word)),
  };
}

/** What a thing has in common with the line, and how many points that is. */
export function inCommon(said: Words, { names, documents, words }: Known) {
  const ofNames = names.filter((key) => said.key.includes(` ${key} `));
  const ofDocuments = documents.filter(({ key }) => said.key.includes(` ${key} `));
  const found = [...ofNames, ...ofDocuments.map((document) => document.said)];
  const inFound = [...ofNames, ...ofDocuments.map(({ key }) => key)].join(" ");
  const more = words.filter((word) => said.set.has(word) && !inFound.includes(word));
  const sum = ofNames.length * points.name + ofDocuments.length * points.document + Math.min(more.length * points.word, points.wordsMax);
  return { found: [...found, ...more], points: Math.min(sum, points.max) };
}
