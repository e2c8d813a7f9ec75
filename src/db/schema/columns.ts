/**
 * The columns and keys that every table of a collective shares.
 *
 * The primary key of a collective's table starts with `collective_id` and its foreign keys are composite, so a row can
 * never point into another collective, and PostgreSQL can be sharded by tenant (DESIGN §13). The exceptions, which have
 * no collective: `logins`, `login_sessions`, `login_tokens`, `mails`, and the migrator's own table.
 */
import { type AnyPgColumn, bigint, date, foreignKey, numeric, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";

interface Keyed {
  collectiveId: AnyPgColumn;
  id: AnyPgColumn;
}

export const collectiveId = () => uuid("collective_id").notNull();
export const id = () => uuid("id").notNull();
/** Whole minor units of a currency, or whole points. */
export const minor = (name: string) => bigint(name, { mode: "bigint" });
/** An exact decimal: quantities, rates. Read and written as text. */
export const decimal = (name: string) => numeric(name);
/** A day in the collective's time zone, as `2026-03-03`. */
export const day = (name: string) => date(name, { mode: "string" });
/** An instant, kept to the millisecond, because the ledger's hashes cover milliseconds. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
export const createdAt = () => instant("created_at").notNull();

export const key = (table: Keyed) => primaryKey({ columns: [table.collectiveId, table.id] });

/** A foreign key that cannot leave the collective. `NO ACTION`: SET NULL would clear `collective_id` as well. */
export const within = (collective: AnyPgColumn, column: AnyPgColumn, target: Keyed, name?: string) =>
  foreignKey({ columns: [collective, column], foreignColumns: [target.collectiveId, target.id], ...(name ? { name } : {}) });
