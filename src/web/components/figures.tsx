/** Figures: amounts in their type, bars that have a sentence, pills that say a state in a word. */
import type { ComponentChildren } from "preact";
import { money } from "../format.js";

export type Tone = "green" | "wheat" | "brick" | "quiet";

export const Amount = ({ value, currency }: { value: string; currency: string }) => (
  <span class="figure amount">{money(value, currency)}</span>
);

export const Pill = ({ tone, children }: { tone?: Exclude<Tone, "quiet">; children: ComponentChildren }) => (
  <span class={tone ? `pill ${tone}` : "pill"}>{children}</span>
);

/** A part of a whole as a width, in hundredths of a percent, between nothing and all of it; never a figure. */
export function widthOf(part: bigint, whole: bigint): string {
  const found = whole <= 0n ? 0n : (part * 10_000n) / whole;
  const kept = found < 0n ? 0n : found > 10_000n ? 10_000n : found;
  return `${Number(kept) / 100}%`;
}

function width(part: string, whole: string): string {
  const digits = Math.max(decimals(part), decimals(whole));
  return widthOf(scaled(part, digits), scaled(whole, digits));
}
const decimals = (text: string): number => text.split(".")[1]?.length ?? 0;
const scaled = (text: string, digits: number): bigint => {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(digits, "0"));
};

/** A row of parts on a whole. `says` is the sentence for who does not see it; the page shows one too. */
export function Bar({ parts, whole, says }: { parts: readonly { tone: Tone; value: string }[]; whole: string; says: string }) {
  return (
    <div class="bar" role="img" aria-label={says}>
      {parts.map(({ tone, value }) => (
        <span key={tone} class={tone} style={{ width: width(value, whole) }} />
      ))}
    </div>
  );
}
