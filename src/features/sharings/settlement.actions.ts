/** The settlement meeting: what people say of lines, who takes part, points and takes. All of it while the sharing is open. */
import type { Tx } from "../../db/transaction.js";
import { parseAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import { decideContest, decideSaid, type Remainder } from "../../domain/settlement-table.js";
import { lineIdOf, participantsOf } from "../../domain/sharing-assembly.js";
import { requireMeeting, requireOpen } from "../../domain/sharing-life.js";
import { requirePilot } from "../../http/access.js";
import { loadNames } from "./facts.queries.js";
import { type Acting, answerTable, lockSharing, record, tell } from "./open-sharing.js";
import {
  deleteFair,
  deleteTake,
  forgetParticipants,
  listLines,
  loadParticipants,
  replacePoints,
  type SettlementLine,
  saveFair,
  saveParticipants,
  saveSaid,
  saveTake,
} from "./settlement.queries.js";
import { reopen } from "./sharings.actions.js";
import type { Sharing } from "./sharings.queries.js";
import type { SharingTableAnswer } from "./sharings.schema.js";

async function lineOf(tx: Tx, { caller, today }: Acting, sharing: Sharing, id: string): Promise<SettlementLine> {
  const line = (await listLines(tx, sharing, caller.collective.timeZone, today)).find((one) => lineIdOf(one) === id);
  if (!line) throw new Refusal("not_found", { at: "line", id });
  return line;
}

export interface Word {
  readonly kept?: string | undefined;
  readonly remainder?: Remainder | null | undefined;
  readonly withAgreementOf: string | null;
}

/** A kept figure, or what becomes of the rest: the author's, or a facilitator's «avec l'accord de …», who is told. */
export async function sayOfLine(tx: Tx, acting: Acting, id: string, lineId: string, word: Word): Promise<SharingTableAnswer> {
  const { caller } = acting;
  const sharing = await lockSharing(tx, acting, id);
  requireMeeting(sharing.status);
  const line = await lineOf(tx, acting, sharing, lineId);
  const said = decideSaid(
    line,
    {
      ...(word.kept === undefined ? {} : { keptMinor: parseAmount(word.kept, sharing.currency, "kept") }),
      ...(word.remainder === undefined ? {} : { remainder: word.remainder }),
    },
    {
      byId: caller.memberId,
      isFacilitator: caller.pilotOf.has(sharing.circleId) || sharing.facilitatorId === caller.memberId,
      withAgreementOf: word.withAgreementOf,
      currency: sharing.currency,
    },
  );
  await saveSaid(tx, sharing, line, said);
  const isForAnother = line.memberId !== caller.memberId;
  await record(tx, acting, id, isForAnother ? "said_for" : "said", {
    line: lineId,
    ...(word.kept === undefined ? {} : { kept: word.kept }),
    ...(word.remainder === undefined ? {} : { remainder: word.remainder }),
    ...(isForAnother ? { withAgreementOf: line.memberId } : {}),
  });
  if (isForAnother) await tell(tx, acting, id, "said_for", [line.memberId]);
  return answerTable(tx, acting, id);
}

/** An author contests what was entered for them: it is not used any more, and a sharing already proposed with it opens again. */
export async function contestLine(tx: Tx, acting: Acting, id: string, lineId: string, reason: string): Promise<SharingTableAnswer> {
  const sharing = await lockSharing(tx, acting, id);
  if (sharing.status !== "proposed") requireMeeting(sharing.status);
  const line = await lineOf(tx, acting, sharing, lineId);
  const said = decideContest(line, acting.caller.memberId);
  await saveSaid(tx, sharing, line, said);
  await record(tx, acting, id, "contested", { line: lineId, saidBy: said.saidBy });
  if (said.saidBy !== null) await tell(tx, acting, id, "contested", [said.saidBy]);
  if (sharing.status === "proposed") await reopen(tx, acting, sharing, reason);
  return answerTable(tx, acting, id);
}

/** What seems fair to somebody for any line; null takes it back. */
export async function sayFair(tx: Tx, acting: Acting, id: string, lineId: string, amount: string | null): Promise<SharingTableAnswer> {
  const { caller, now } = acting;
  const sharing = await lockSharing(tx, acting, id);
  requireMeeting(sharing.status);
  const line = await lineOf(tx, acting, sharing, lineId);
  if (amount !== null) {
    const amountMinor = parseAmount(amount, sharing.currency);
    await saveFair(tx, sharing, line, { memberId: caller.memberId, amountMinor, now });
  } else if (line.rowId !== null) {
    await deleteFair(tx, sharing.collectiveId, line.rowId, caller.memberId);
  }
  await record(tx, acting, id, "found_fair", { line: lineId, amount });
  return answerTable(tx, acting, id);
}

/** A pilot asks somebody in without a line, takes them out, or leaves it to their lines (null). Everybody sees it. */
export async function seatParticipant(
  tx: Tx,
  acting: Acting,
  id: string,
  memberId: string,
  isOut: boolean | null,
): Promise<SharingTableAnswer> {
  const { caller, now } = acting;
  const sharing = await lockSharing(tx, acting, id);
  requirePilot(caller, sharing.circleId, "admin");
  requireOpen(sharing.status);
  await requireKnown(tx, sharing, memberId);
  if (isOut === null) await forgetParticipants(tx, sharing, [memberId]);
  else {
    const { collectiveId } = sharing;
    await saveParticipants(tx, { collectiveId, sharingId: id, memberIds: [memberId], isOut, saidBy: caller.memberId, now });
  }
  await record(tx, acting, id, isOut ? "taken_out" : "asked_in", { memberId, isOut });
  await tell(tx, acting, id, isOut ? "taken_out" : "asked_in", [memberId]);
  return answerTable(tx, acting, id);
}

async function requireKnown(tx: Tx, { collectiveId }: Sharing, memberId: string): Promise<void> {
  const { members } = await loadNames(tx, collectiveId);
  if (!members.some(({ id, isPresent }) => id === memberId && isPresent))
    throw new Refusal("unknown_member", { at: "member", id: memberId });
}

/** The ids of who takes part; refuses `not_in_sharing` for anybody else. */
async function requireParticipants(tx: Tx, { caller, today }: Acting, sharing: Sharing, ids: readonly string[]): Promise<string[]> {
  const { members } = await loadNames(tx, sharing.collectiveId);
  const lines = await listLines(tx, sharing, caller.collective.timeZone, today);
  const { takingPart, takenOut } = await loadParticipants(tx, sharing);
  const participants = participantsOf({ members, lines, takingPart, takenOut, key: sharing.sharingKey });
  const other = ids.find((id) => !participants.includes(id));
  if (other !== undefined) {
    throw new Refusal("not_in_sharing", { at: "member", member: members.find(({ id }) => id === other)?.name ?? other, memberId: other });
  }
  return participants;
}

/** One's own row of points, whole. */
export async function givePoints(
  tx: Tx,
  acting: Acting,
  id: string,
  row: readonly { to: string; points: number }[],
): Promise<SharingTableAnswer> {
  const { caller, now } = acting;
  const sharing = await lockSharing(tx, acting, id);
  requireMeeting(sharing.status);
  if (row.some(({ to }) => to === caller.memberId)) throw new Refusal("self_points", { at: "points", member: caller.memberId });
  await requireParticipants(tx, acting, sharing, [caller.memberId, ...row.map(({ to }) => to)]);
  await replacePoints(tx, sharing, { from: caller.memberId, points: row, givenBy: null, now });
  await record(tx, acting, id, "points_given", { from: caller.memberId });
  return answerTable(tx, acting, id);
}

/** The row of somebody absent, 1 to each of the others: given by a pilot, who is named beside it. */
export async function givePointsFor(tx: Tx, acting: Acting, id: string, memberId: string): Promise<SharingTableAnswer> {
  const { caller, now } = acting;
  const sharing = await lockSharing(tx, acting, id);
  requirePilot(caller, sharing.circleId);
  requireMeeting(sharing.status);
  const participants = await requireParticipants(tx, acting, sharing, [memberId]);
  const others = participants.filter((other) => other !== memberId);
  await replacePoints(tx, sharing, { from: memberId, points: others.map((to) => ({ to, points: 1 })), givenBy: caller.memberId, now });
  await record(tx, acting, id, "points_given", { from: memberId, givenBy: caller.memberId });
  await tell(tx, acting, id, "points_given", [memberId]);
  return answerTable(tx, acting, id);
}

/** One's own take; null takes nothing. */
export async function setTake(tx: Tx, acting: Acting, id: string, take: string | null): Promise<SharingTableAnswer> {
  const { caller, now } = acting;
  const sharing = await lockSharing(tx, acting, id);
  requireMeeting(sharing.status);
  if (take === null) await deleteTake(tx, sharing, caller.memberId);
  else {
    await requireParticipants(tx, acting, sharing, [caller.memberId]);
    const takeMinor = take === "auto" ? take : parseAmount(take, sharing.currency, "take");
    await saveTake(tx, sharing, { memberId: caller.memberId, takeMinor, now });
  }
  await record(tx, acting, id, "take_set", { take });
  return answerTable(tx, acting, id);
}
