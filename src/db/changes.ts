/**
 * Changes: who writes announces what changed, and every process that shares the database is told (DESIGN §9, «Live»).
 *
 *  1. The announcement is part of the transaction: it is told after the commit, and never after a rollback.
 *  2. It is three ids and nothing else: not who, not how much. Whoever is told reads anew, with their own rights.
 *  3. A process listens once, from its first subscriber on, on a connection of its own (the only one, on PGlite).
 *  4. A lost connection is made anew by the driver. What was announced meanwhile is gone, so everybody is told then.
 *
 *   await announceChange(tx, { collectiveId, subject: "round", id })      in the transaction that changes the round
 *   const unsubscribe = await changes.subscribe(change, reload)           reload runs after each such commit
 */
import { type SQL, sql } from "drizzle-orm";
import { type Database, preparedRows } from "./client.js";
import type { Tx } from "./transaction.js";

/** What is announced to change: one thing of a collective. */
export interface Change {
  readonly collectiveId: string;
  /** The ledger is one a collective, and has its id: money moves, or what is known of money that will. */
  readonly subject: "round" | "sharing" | "decision" | "charter" | "ledger";
  readonly id: string;
}

export interface Changes {
  /**
   * Calls `onChange` after each change of this thing, in whichever process; it must be short, and may be called more often
   * than something changed. Resolves once nothing can be missed, with the function that ends it.
   */
  subscribe(change: Change, onChange: () => void): Promise<() => void>;
  close(): Promise<void>;
}

/** In PostgreSQL’s own spelling: lower case and no quotes needed. */
const channel = "moisson_changes";

/** The text that is sent, and the key it is looked up by: `0195…/round/0197…`. */
const textOf = ({ collectiveId, subject, id }: Change): string => `${collectiveId}/${subject}/${id}`;

/** Tells that something changed, once this transaction is committed. Said twice in one transaction, it is told once. */
export async function announceChange(tx: Tx, change: Change): Promise<void> {
  await preparedRows(tx, sql`select pg_notify(${channel}, ${textOf(change)})`);
}

/** Tells that a sharing changed, and with it the charter that it is an instalment of. */
export async function announceSharing(tx: Tx, collectiveId: string, id: string): Promise<void> {
  await preparedRows(
    tx,
    sql`select pg_notify(${channel}, ${textOf({ collectiveId, subject: "sharing", id })})
      union all select pg_notify(${channel}, i.collective_id || '/charter/' || i.charter_id) from charter_instalments i
      where i.collective_id = ${collectiveId}::uuid and i.sharing_id = ${id}::uuid`,
  );
}

/** Tells that the open sharings of these envelopes changed: what they count was said, or said anew. */
export async function announceOpenSharings(tx: Tx, collectiveId: string, envelopeIds: readonly string[]): Promise<void> {
  if (envelopeIds.length > 0) await tx.execute(openSharingsTold(collectiveId, envelopeIds));
}

/** The same as a query, for who saves by one statement. */
export const openSharingsTold = (collectiveId: string, envelopeIds: readonly string[]): SQL =>
  sql`select pg_notify(${channel}, s.collective_id || '/sharing/' || s.id) from sharings s
    where s.collective_id = ${collectiveId}::uuid and s.status in ('draft', 'open')
      and s.envelope_id in (select named.id::uuid from json_array_elements_text(${JSON.stringify(envelopeIds)}::text::json) as named(id))`;

/** Listens to what is announced in this database, from the first subscriber on. */
export function watchChanges(database: Database, onError: (error: unknown) => void): Changes {
  const subscribers = new Map<string, Set<() => void>>();
  let isClosed = false;
  let mayHaveMissed = false;
  let listening: Promise<() => Promise<void>> | undefined;

  const tell = (text: string): void => {
    for (const onChange of subscribers.get(text) ?? []) onChange();
  };
  const begun = (): void => {
    if (mayHaveMissed) for (const text of subscribers.keys()) tell(text);
    mayHaveMissed = true;
  };
  const failed = (error: unknown): (() => Promise<void>) => {
    // The driver goes on trying, and says when it listens.
    mayHaveMissed = true;
    if (!isClosed) onError(error);
    return async () => {};
  };

  return {
    subscribe: async (change, onChange) => {
      const text = textOf(change);
      const others = subscribers.get(text) ?? new Set();
      subscribers.set(text, others.add(onChange));
      listening ??= listen(database, tell, begun).catch(failed);
      await listening;
      return () => {
        others.delete(onChange);
        if (others.size === 0 && subscribers.get(text) === others) subscribers.delete(text);
      };
    },
    close: async () => {
      isClosed = true;
      subscribers.clear();
      const stopped = listening?.then((stop) => stop()).catch(() => {});
      // A server that does not answer must not hold up the shutdown: the connection ends with the pool.
      if (database.kind === "embedded") await stopped;
    },
  };
}

/** Listens; `onListening` runs at the beginning and whenever the connection was made anew. Gives what ends it. */
async function listen(
  { postgres, pglite }: Database,
  onText: (text: string) => void,
  onListening: () => void,
): Promise<() => Promise<void>> {
  if (postgres) return (await postgres.listen(channel, onText, onListening)).unlisten;
  const unlisten = await pglite?.listen(channel, onText);
  onListening();
  return async () => unlisten?.();
}
