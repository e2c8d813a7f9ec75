/** What is typed of a line until it is kept. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import { useSending } from "../sending.js";
import { compareAmounts, minus, type SettlementLine } from "../sharing-figures.js";
import { language } from "../speech.js";
import { readDecimal, typedDecimal } from "./fields.js";
import type { Meeting } from "./sharing-meeting.js";

export const rests = ["", "offered", "carried", "withdrawn"] as const;
type Rest = (typeof rests)[number];

/** What is typed of a line until it is kept: the figure and what becomes of the rest. */
export function useKept({ table, api }: Meeting, line: SettlementLine, withAgreementOf: string | null) {
  const typed = useSignal<string | null>(null);
  const rest = useSignal<Rest | null>(null);
  const kept = line.kept ?? "0";
  const asked = line.asked ?? "0";
  const read = typed.value === null ? kept : readDecimal(typed.value);
  const isReadable = read !== undefined && /^\d+(\.\d{1,6})?$/.test(read);
  const word: Rest = rest.value ?? line.remainder ?? "";
  const save = useSending((_: undefined, key: string) =>
    write("PUT", `${api}/lines/${line.line}/kept`, { kept: read, remainder: word === "" ? null : word, withAgreementOf }, key),
  );
  const less = isReadable ? safeMinus(asked, read, table.currency) : "0";
  const isChanged = (typed.value !== null && read !== kept && !isSame(read, kept, table.currency)) || word !== (line.remainder ?? "");
  return {
    value: typed.value ?? typedAmount(kept),
    word,
    read,
    less,
    isChanged,
    isReadable,
    isAbove: less.startsWith("-"),
    save,
    type: (value: string) => {
      typed.value = value;
      save.forget();
    },
    choose: (value: string) => {
      rest.value = value as Rest;
      save.forget();
    },
    reset: () => {
      typed.value = null;
      rest.value = null;
    },
  };
}

/** A figure as it reads, ready to be typed over: 2200.00 → 2 200,00. */
export const typedAmount = (amount: string): string =>
  typedDecimal(amount).replace(/\B(?=(?:\d{3})+(?:[.,]|$))/g, language.value === "fr" ? "\u202f" : ",");

/** More decimals than the currency has are the service’s to refuse, with its own sentence. */
function safeMinus(a: string, b: string, currency: string): string {
  try {
    return minus(a, b, currency);
  } catch {
    return "0";
  }
}
function isSame(a: string | undefined, b: string, currency: string): boolean {
  try {
    return a !== undefined && compareAmounts(a, b, currency) === 0;
  } catch {
    return false;
  }
}
