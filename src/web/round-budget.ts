/** A budget as it is typed: items with a minimum and, where the round takes it, a most; and what they come to. */
import { type Bucket, minorOf, type Round, textOf } from "./round-figures.js";

export interface TypedItem {
  /** What tells the rows apart while they are typed. */
  readonly key: number;
  readonly label: string;
  readonly min: string;
  readonly max: string;
  readonly isIncome: boolean;
}

export interface BucketDraft {
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly cocreatorIds: readonly string[];
  readonly items: readonly TypedItem[];
}

export const emptyItem = (key: number): TypedItem => ({ key, label: "", min: "", max: "", isIncome: false });

export const emptyDraft: BucketDraft = { title: "", summary: "", description: "", cocreatorIds: [], items: [emptyItem(0)] };

/** A bucket as it stands, to be changed. */
export const draftOf = (bucket: Bucket, typed: (decimal: string) => string): BucketDraft => ({
  title: bucket.title,
  summary: bucket.summary,
  description: bucket.description,
  cocreatorIds: bucket.cocreatorIds,
  items: bucket.items.map(({ label, min, max, isIncome }, key) => ({
    key,
    label,
    min: typed(min),
    max: max === null ? "" : typed(max),
    isIncome,
  })),
});

type Read = (typed: string) => string | undefined;

/** Σ of the expenses: what it takes, and with more. Undefined while nothing can be read. */
export function goalsOf(
  items: readonly TypedItem[],
  { commodity }: Pick<Round, "commodity">,
  read: Read,
): { min: string; max: string } | undefined {
  let [min, max] = [0n, 0n];
  for (const item of items.filter(({ isIncome }) => !isIncome)) {
    const least = minorTyped(item.min, commodity, read);
    if (least === undefined) continue;
    min += least;
    max += minorTyped(item.max, commodity, read) ?? least;
  }
  return min > 0n ? { min: textOf(min, commodity), max: textOf(max, commodity) } : undefined;
}

function minorTyped(typed: string, commodity: string, read: Read): bigint | undefined {
  const decimal = read(typed);
  return decimal === undefined ? undefined : minorOf(decimal, commodity);
}

/** The items as the service takes them. What cannot be read is sent as it was typed: the service says what is wrong, and where. */
export const sentItems = (items: readonly TypedItem[], read: Read) =>
  items.map(({ label, min, max, isIncome }) => ({
    label,
    isIncome,
    min: read(min) ?? min,
    max: max.trim() === "" ? null : (read(max) ?? max),
  }));
