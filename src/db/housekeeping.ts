/** Housekeeping: what is kept for a time only is let go of, every hour, by whichever process comes first. */
import { lt, sql } from "drizzle-orm";
import type { Queryable } from "./client.js";
import { linkDays } from "./links.js";
import { idempotencyKeys, loginSessions, loginTokens, mails } from "./schema/index.js";
import { learnSizes } from "./sizes.js";

const hour = 3_600_000;
/** A key answers for 48 hours; a staged import waits for its application for 24 (DESIGN §12, §13). */
const keysKeptHours = 48;
const stagingKeptHours = 24;

/** Lets go of what is past its time at this instant. */
export async function letGo(db: Queryable, now: Date): Promise<void> {
  const before = (hours: number) => new Date(now.getTime() - hours * hour);
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, before(keysKeptHours)));
  // Past their day, refresh tokens, links and scripts' tokens open nothing any more.
  await db.delete(loginSessions).where(lt(loginSessions.expiresAt, now));
  await db.delete(loginTokens).where(lt(loginTokens.expiresAt, now));
  // Mails nobody looks at any more: the service may have been told of no mail server since. While one is, the outbox drops what
  // has ended by itself, and says so: it is given the day after for that.
  await db.delete(mails).where(lt(mails.createdAt, before((linkDays + 1) * 24)));
  const stale = sql`with stale as (
    update import_batches set status = 'dropped'
    where status in ('staging', 'previewed') and created_at < ${before(stagingKeptHours).toISOString()}::timestamptz
    returning collective_id, id)`;
  await db.execute(sql`${stale}, gone as (
      delete from staged_members r using stale where r.collective_id = stale.collective_id and r.batch_id = stale.id)
    delete from staged_contributions r using stale where r.collective_id = stale.collective_id and r.batch_id = stale.id`);
}

/** Does it now and every hour; the timer does not keep the process alive. */
export function keepHouse(db: Queryable, now: () => Date, onError: (error: unknown) => void): NodeJS.Timeout {
  const round = () =>
    void letGo(db, now())
      .then(() => learnSizes(db))
      .catch(onError);
  round();
  return setInterval(round, hour).unref();
}
