/**
 * The result of a sharing, `moisson.shares/1` (DESIGN §7.2), as it is written: ids and decimal strings.
 *
 * `lines` say for each step (numbered from 1) and receiver what was paid and from which figures; a receiver who had
 * something at stake and got nothing has a line of zero. Names never enter.
 *
 *   {"format":"moisson.shares/1","currency":"EUR","amount":"100.00","shares":[{"member":"ana","amount":"100.00"}],"funds":[],
 *    "carried":[],"rest":"0.00","lines":[{"step":1,"to":{"member":"ana"},"amount":"100.00","basis":{"kind":"equal",…}}]}
 */
import type { Basis } from "./key.js";

export interface ShareLine {
  /** The number of the step, from 1. */
  readonly step: number;
  readonly to: { readonly member: string } | { readonly fund: string };
  readonly amount: string;
  readonly basis: Basis;
}

export interface SharingResult {
  readonly format: "moisson.shares/1";
  readonly currency: string;
  readonly amount: string;
  readonly shares: readonly { readonly member: string; readonly amount: string }[];
  readonly funds: readonly { readonly fund: string; readonly amount: string }[];
  readonly carried: readonly { readonly member: string; readonly amount: string }[];
  readonly rest: string;
  readonly lines: readonly ShareLine[];
}

/** One line of JSON and a newline: the same result is always the same bytes. */
export const formatResult = (result: SharingResult): string => `${JSON.stringify(result)}\n`;
