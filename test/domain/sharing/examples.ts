/** The worked examples of fixtures/examples/sharing: a document, and the result or the refusal it must give. */
import { readdirSync, readFileSync } from "node:fs";
import type { SharingResult } from "../../../src/domain/sharing/result.js";

export interface Example {
  readonly name: string;
  readonly source: string;
  readonly document: Record<string, unknown>;
  readonly expect: { readonly refused: string } | Figures;
}

/** What an example says of a result. */
export interface Figures {
  readonly shares: Record<string, string>;
  readonly funds: Record<string, string>;
  readonly carried: Record<string, string>;
  readonly rest: string;
}

const folder = new URL("../../../fixtures/examples/sharing/", import.meta.url);

export const examples: readonly Example[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .sort()
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Example);

/** The example of a name, or a failing test. */
export function example(name: string): Example {
  const found = examples.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no example ${name} in fixtures/examples/sharing`);
  return found;
}

/** A result in the shape of the examples. Object.fromEntries keeps ids like __proto__ as plain keys. */
export const figuresOf = ({ shares, funds, carried, rest }: SharingResult): Figures => ({
  shares: Object.fromEntries(shares.map(({ member, amount }) => [member, amount])),
  funds: Object.fromEntries(funds.map(({ fund, amount }) => [fund, amount])),
  carried: Object.fromEntries(carried.map(({ member, amount }) => [member, amount])),
  rest,
});
