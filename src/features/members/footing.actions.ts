/** On what footing a member may be paid, and when they sat on the board: load, decide, save. */
import { loadBoard } from "../../db/board.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { lockMember } from "../../db/members.js";
import type { Tx } from "../../db/transaction.js";
import { sitsIn, thresholdOf } from "../../domain/board.js";
import { type FootingPeriod, requireFreeFooting } from "../../domain/footing.js";
import { requirePerson } from "../../domain/member.js";
import { formatAmount, parseAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import { deleteFooting, findSiretFacts, insertFooting, listFootings, updateFooting } from "./footing.queries.js";
import type { BoardMonth, BoardTerm, FootingChange, NewFooting } from "./footing.schema.js";
import { type Acting, loadMember, recordMember, requireMember } from "./members.actions.js";
import { updateMember } from "./members.queries.js";
import type { Member } from "./members.schema.js";

/** What is one's own, and the treasury's to know. Refuses `role_missing`. */
function requireSelfOrTreasury({ caller }: Acting, id: string): void {
  if (caller.memberId === id || caller.roles.has("treasurer") || caller.roles.has("admin")) return;
  throw new Refusal("role_missing", { roles: ["self", "treasurer", "admin"] });
}

/** A dated footing more. Refuses `footing_overlaps`, `days_reversed`, `siret_missing` for who invoices in France. */
export async function addFooting(tx: Tx, acting: Acting, id: string, wanted: NewFooting): Promise<Member> {
  const collectiveId = acting.caller.collective.id;
  await requireMember(tx, collectiveId, id);
  requireSelfOrTreasury(acting, id);
  const period = { id: newId(), ...wanted };
  requireFreeFooting(await listFootings(tx, collectiveId, id), period);
  if (wanted.footing === "invoice") {
    const { siret, country } = await findSiretFacts(tx, collectiveId, id);
    if (siret === null && country === "FR") throw new Refusal("siret_missing", { at: "footing" });
  }
  await insertFooting(tx, { collectiveId, memberId: id, ...period, createdAt: acting.now });
  await recordMember(tx, acting, "member.footing_added", id, { ...wanted });
  return loadMember(tx, acting, id);
}

/** Other days for a footing. Refuses `footing_overlaps`, `days_reversed`. */
export async function changeFooting(tx: Tx, acting: Acting, id: string, periodId: string, change: FootingChange): Promise<Member> {
  const collectiveId = acting.caller.collective.id;
  const { periods, period } = await requireFooting(tx, acting, id, periodId);
  const { fromOn = period.fromOn, untilOn = period.untilOn } = change;
  requireFreeFooting(periods, { ...period, fromOn, untilOn });
  await updateFooting(tx, collectiveId, periodId, { fromOn, untilOn });
  await recordMember(tx, acting, "member.footing_changed", id, { footing: period.footing, fromOn, untilOn });
  return loadMember(tx, acting, id);
}

/** Takes back a footing that was written by mistake; the trail keeps that it was. */
export async function dropFooting(tx: Tx, acting: Acting, id: string, periodId: string): Promise<Member> {
  const { period } = await requireFooting(tx, acting, id, periodId);
  await deleteFooting(tx, acting.caller.collective.id, periodId);
  const { footing, fromOn, untilOn } = period;
  await recordMember(tx, acting, "member.footing_dropped", id, { footing, fromOn, untilOn });
  return loadMember(tx, acting, id);
}

async function requireFooting(tx: Tx, acting: Acting, id: string, periodId: string) {
  const collectiveId = acting.caller.collective.id;
  await requireMember(tx, collectiveId, id);
  requireSelfOrTreasury(acting, id);
  const periods = await listFootings(tx, collectiveId, id);
  const period = periods.find((one: FootingPeriod) => one.id === periodId);
  if (!period) throw new Refusal("not_found", { at: "footing", id: periodId });
  return { periods, period };
}

/** Marks who sits on the board, and since when; null takes the mark back. Refuses `not_a_person`, `days_reversed`. */
export async function seatOnBoard(tx: Tx, acting: Acting, id: string, term: BoardTerm | null): Promise<Member> {
  const collectiveId = acting.caller.collective.id;
  await requireMember(tx, collectiveId, id);
  const member = await lockMember(tx, collectiveId, id);
  if (member) requirePerson(member);
  const { fromOn, untilOn } = term ?? { fromOn: null, untilOn: null };
  if (fromOn !== null && untilOn !== null && untilOn < fromOn)
    throw new Refusal("days_reversed", { at: "untilOn", from: fromOn, until: untilOn });
  await updateMember(tx, collectiveId, id, { boardFromOn: fromOn, boardUntilOn: untilOn });
  await recordMember(tx, acting, "member.board_set", id, { fromOn, untilOn });
  return loadMember(tx, acting, id);
}

/** Who sits on the board in a month, what sharings posted in it give each for other than expenses, and the legal threshold. */
export async function tellBoardMonth(on: Queryable, { caller, today }: Acting, month = today.slice(0, 7)): Promise<BoardMonth> {
  const { currency } = caller.collective;
  const { country, seats } = await loadBoard(on, caller.collective, month);
  const threshold = thresholdOf(month, { country, currency });
  return {
    month,
    currency,
    threshold,
    items: seats
      .filter((seat) => sitsIn(month, seat))
      .map(({ memberId, fromOn, untilOn, totalMinor }) => ({
        memberId,
        fromOn,
        untilOn,
        total: formatAmount(totalMinor, currency),
        isAbove: threshold !== null && totalMinor > parseAmount(threshold.amount, currency),
      })),
  };
}
