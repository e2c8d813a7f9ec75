/** What waits for a treasurer in bank statements: lines of which nobody has said what they are (domain/waiting). */
import type { Queryable } from "../../db/client.js";
import type { Waiting } from "../../domain/waiting.js";
import type { Caller } from "../../http/access.js";
import { listOpenByBank } from "./bank-lines.queries.js";

export async function bankLinesWaiting(on: Queryable, { caller }: { readonly caller: Caller }): Promise<Waiting[]> {
  if (!caller.roles.has("treasurer")) return [];
  const banks = await listOpenByBank(on, caller.collective.id);
  return banks.map((bank) => ({ kind: "bank-lines", ...bank }));
}
