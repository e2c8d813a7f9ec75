/** Fiscal years in the database. */
import { and, desc, eq } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { fiscalYears } from "../../db/schema/index.js";
import type { YearAnswer } from "./years.schema.js";

export async function loadYears(on: Queryable, collectiveId: string, startsOn?: string): Promise<YearAnswer[]> {
  const rows = await on
    .select()
    .from(fiscalYears)
    .where(and(eq(fiscalYears.collectiveId, collectiveId), startsOn === undefined ? undefined : eq(fiscalYears.startsOn, startsOn)))
    .orderBy(desc(fiscalYears.startsOn));
  return rows.map((row) => ({
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    entries: row.lastNumber,
    closedAt: row.closedAt?.toISOString() ?? null,
  }));
}
