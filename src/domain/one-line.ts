/**
 * A line of text for people, a name above all: what cannot be seen has no place in it, as it makes two names that look the
 * same, a link without letters, or a display that runs backwards.
 *
 *  1. Control characters and line ends are a space; format characters (zero width, direction, soft hyphen) and letters that
 *     are drawn as nothing are left out.
 *  2. A joiner stays inside an emoji (👩‍🌾), and in scripts that are written with it.
 *  3. What has no sign that shows, no letter, digit, mark of punctuation or symbol, is nothing.
 *
 *   oneLine("Ana\u202e") → "Ana"      oneLine("\u200b\u200b") → ""      initialOf("👩‍🌾 Ana") → "👩‍🌾"
 */
/** 2: a joiner that has something on both sides to join. */
const joined =
  /(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\ufe0f)\u200d(?=\p{Extended_Pictographic})|[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}](?:\u200c|\u200d)/u;
const hidden = new RegExp(`(${joined.source})|[\\p{Cf}\\u115f\\u1160\\u3164\\uffa0\\u2800]`, "gu");
const shown = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** The line without what cannot be seen; empty where nothing can. */
export function oneLine(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(hidden, (_, kept: string | undefined) => kept ?? "")
    .trim();
  return shown.test(line) ? line : "";
}

/** Its first sign as people count them, as a capital: an emoji is one. */
export function initialOf(name: string): string {
  const [first] = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(name) : [];
  return (first?.segment ?? [...name][0] ?? "").toUpperCase();
}
