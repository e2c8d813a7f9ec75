/**
 * Twins: lines of two statements of one account that are probably one movement, written in two layouts (DESIGN §12).
 *
 *  1. A bank’s CSV and its OFX say the same movements in other words, so that fingerprints do not tell. What they have in common
 *     is the day and the amount: the n-th line of a day and an amount in one is the n-th of it in the other.
 *     Where one splits what the other sums up (a batch of transfers, the payments of a card), what is left of a day, what came
 *     in apart from what went out, has the same sum in both, since both say the day whole: then it is the same movements.
 *  2. A line that the file itself says again, by its fingerprint, is explained, and is nobody’s twin.
 *  3. In one layout, a line that only the other file has is another movement: an overlapping file says all of the days it covers.
 *     Two exceptions. Some banks make new ids each time a file is asked for: the same words under another id are a twin. And
 *     columns named by hand may be another table’s each time.
 *
 *   CSV 12/03 −450.00, −312.40                        CAMT 12/03 −762.40            → a twin of the first of them, and of both
 *   CSV 12/03 −2.00 BOULANGERIE, −2.00 BOULANGERIE    OFX 12/03 −2.00 three times → the first two are twins, the third is new
 */
import type { Day } from "./calendar.js";
import { nameKey } from "./fold.js";
import { grouped } from "./grouped.js";

export interface NewLine {
  readonly datedOn: Day;
  readonly amountMinor: bigint;
  readonly label: string;
  readonly hasBankId: boolean;
}

export interface KeptLine extends NewLine {
  readonly id: string;
  readonly statementId: string;
  /** Which layout it was read from. */
  readonly source: string;
}

/**
 * The twin of each new line, or null; `kept` are the lines that the file does not say again, in their order. Of movements that are
 * split in another way, each line has one of the others for its twin.
 */
export function findTwins(source: string, added: readonly NewLine[], kept: readonly KeptLine[]): (string | null)[] {
  const left = grouped(kept, dayAndAmount);
  const twins = added.map((line) => {
    const alike = left.get(dayAndAmount(line)) ?? [];
    const place = alike.findIndex((other) => isTwin(source, line, other));
    return (place < 0 ? undefined : alike.splice(place, 1)[0]?.id) ?? null;
  });
  const alone = added.flatMap((line, index) => (twins[index] === null ? [{ ...line, index }] : []));
  const others = grouped(
    [...left.values()].flat().filter((other) => isOtherLayout(source, other)),
    dayAndWay,
  );
  for (const [key, mine] of grouped(alone, dayAndWay)) {
    // Of one statement, so that the whole sum goes where that statement is undone.
    const ofStatements = [...grouped(others.get(key) ?? [], ({ statementId }) => statementId).values()];
    const theirs = ofStatements.find((each) => sumOf(each) === sumOf(mine)) ?? [];
    for (const [place, { index }] of mine.entries()) twins[index] = (theirs[place] ?? theirs.at(-1))?.id ?? null;
  }
  return twins;
}

const dayAndAmount = ({ datedOn, amountMinor }: NewLine): string => `${datedOn} ${amountMinor}`;
const dayAndWay = ({ datedOn, amountMinor }: NewLine): string => `${datedOn} ${amountMinor > 0n}`;
const sumOf = (lines: readonly NewLine[]): bigint => lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

/** Of two of one day and one amount. */
function isTwin(source: string, line: NewLine, other: KeptLine): boolean {
  if (isOtherLayout(source, other)) return true;
  return line.hasBankId && other.hasBankId && nameKey(line.label) === nameKey(other.label);
}

const isOtherLayout = (source: string, other: KeptLine): boolean => other.source !== source || source === "by-hand";
