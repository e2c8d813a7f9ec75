/** What waits for a treasurer in the ledger: what is owed, and a year that is over (domain/waiting). */
import { accountedYears } from "../../db/accounting.js";
import type { Queryable } from "../../db/client.js";
import { sumOwed } from "../../db/shares.js";
import { closableYear } from "../../domain/closing.js";
import type { Waiting } from "../../domain/waiting.js";
import type { Caller } from "../../http/access.js";

interface Acting {
  readonly caller: Caller;
  readonly today: string;
}

export async function treasuryWaiting(on: Queryable, { caller, today }: Acting): Promise<Waiting[]> {
  if (!caller.roles.has("treasurer")) return [];
  const collectiveId = caller.collective.id;
  // Sent together: home waits once for both.
  const [owed, years] = await Promise.all([sumOwed(on, collectiveId), accountedYears(on, collectiveId)]);
  const countOf = (what: "shares" | "bills") => owed.reduce((count, each) => count + each[what], 0);
  const sums = owed.map(({ currency, left }) => ({ currency, amountMinor: BigInt(left) }));
  const year = closableYear(years, today);
  return [
    ...(owed.length > 0 ? [{ kind: "owed" as const, shares: countOf("shares"), bills: countOf("bills"), sums }] : []),
    ...(year ? [{ kind: "year" as const, startsOn: year.startsOn, endsOn: year.endsOn }] : []),
  ];
}
