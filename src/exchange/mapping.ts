/**
 * Columns mapped by hand: a table whose header no profile recognises is read by what somebody says which column is.
 *
 * What is said goes before what a profile would find in the header, and a profile finds the rest. A mapping is known again by
 * the folded header it was made for, so that the next file of the same source asks nothing.
 *
 *   header Quand ça;Quoi;Combien, columns { day: "Quand ça", note: "Quoi", quantity: "Combien" } → places { day: 0, note: 1, quantity: 2 }
 */
import { createHash } from "node:crypto";
import { nameKey } from "../domain/fold.js";
import { Refusal } from "../domain/refusals.js";
import { type ImportProfile, mapColumns, withoutTrailing } from "./profile.js";

/** Columns of a profile → headers of a file. */
export type ToldColumns = Readonly<Record<string, string>>;

export interface ColumnMapping {
  readonly profile: string;
  readonly columns: ToldColumns;
}

/** By the key of their header. */
export type Mappings = ReadonlyMap<string, ColumnMapping>;

/** The same for two headers that say the same, whatever their case, accents and trailing separators. */
export const headerKeyOf = (header: readonly string[]): string =>
  createHash("sha256")
    .update(JSON.stringify(withoutTrailing(header).map(nameKey)))
    .digest("hex");

/** Where in a header what was said stands; undefined when a name of it is not there. Refuses `column_twice`. */
export function toldPlaces(columns: ToldColumns, header: readonly string[], line: number): Record<string, number> | undefined {
  const places: Record<string, number> = {};
  for (const [column, name] of Object.entries(columns)) {
    const exact = placesWhere(header, (cell) => cell.trim() === name.trim());
    const [place, another] =
      exact.length > 0 ? exact : placesWhere(header, (cell) => nameKey(cell) === nameKey(name) && cell.trim() !== "");
    if (place === undefined) return undefined;
    if (another !== undefined) throw new Refusal("column_twice", { at: `line ${line}`, columns: [name, header[another] ?? name] });
    places[column] = place;
  }
  return places;
}

const placesWhere = (header: readonly string[], is: (cell: string) => boolean): number[] =>
  header.flatMap((cell, place) => (is(cell) ? [place] : []));

/** Refuses `mapping_column_unknown`: a column that the profile does not take. */
export function requireColumns({ id, columns }: ImportProfile, told: ToldColumns): void {
  const unknown = Object.keys(told).find((column) => !Object.hasOwn(columns, column));
  if (unknown !== undefined) throw new Refusal("mapping_column_unknown", { at: unknown, profile: id, known: Object.keys(columns) });
}

/**
 * What a profile takes, for whoever says which column is what: its own word, what it is called, of which groups one must be
 * there, and what it finds by itself.
 */
export function columnsTaken(profile: ImportProfile, header: readonly string[]) {
  const { id, columns, required } = profile;
  const found = Object.entries(mapColumns(profile, header).places).map(([column, place]) => [column, header[place] ?? ""]);
  return {
    profile: id,
    columns: Object.entries(columns).map(([column, { names }]) => ({ column, name: names[0] ?? column })),
    required,
    found: Object.fromEntries(found) as ToldColumns,
  };
}
