/** Which column of a table is what, as somebody said it: the next table with its header is read alike. */
import { and, eq } from "drizzle-orm";
import type { Queryable } from "./client.js";
import { importMappings } from "./schema/index.js";

/** What was said of a header, or undefined. */
export async function findMapping(on: Queryable, collectiveId: string, headerKey: string) {
  const [row] = await on
    .select({ columns: importMappings.columns, options: importMappings.options })
    .from(importMappings)
    .where(and(eq(importMappings.collectiveId, collectiveId), eq(importMappings.headerKey, headerKey)));
  return row;
}

/** Remembers what was said of a header; what is said last stands. */
export const saveMapping = (on: Queryable, row: typeof importMappings.$inferInsert) =>
  on
    .insert(importMappings)
    .values(row)
    .onConflictDoUpdate({ target: [importMappings.collectiveId, importMappings.headerKey], set: row });
