/** Fiscal years are closed. */
import { keepYear } from "../../db/accounting.js";
import { recordEvents } from "../../db/audit.js";
import { closeYear, openBooks } from "../../db/ledger.js";
import type { Tx } from "../../db/transaction.js";
import { secretRoundsIn } from "../../db/veil.js";
import { requireClosable } from "../../domain/closing.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { loadYears } from "./years.queries.js";
import type { YearAnswer } from "./years.schema.js";

/** Closes a year that is over, after those before it, while nobody posts. */
export async function closeFiscalYear(
  tx: Tx,
  { caller, now, today }: { caller: Pick<Caller, "collective" | "memberId">; now: Date; today: string },
  startsOn: string,
): Promise<YearAnswer> {
  const collectiveId = caller.collective.id;
  const { years } = await openBooks(tx, { collectiveId, now, owners: [] });
  const year = requireClosable(years, startsOn, today);
  const [secret] = await secretRoundsIn(tx, collectiveId, year);
  if (secret !== undefined) throw new Refusal("year_round_secret", { at: "start", round: secret });
  await keepYear(tx, caller.collective, year, today);
  await closeYear(tx, { collectiveId, startsOn, now });
  await recordEvents(tx, [
    { collectiveId, byId: caller.memberId, at: now, action: "year.closed", subject: "fiscal-year", details: { startsOn } },
  ]);
  const [closed] = await loadYears(tx, collectiveId, startsOn);
  if (!closed) throw new Refusal("not_found", { at: "start" });
  return closed;
}
