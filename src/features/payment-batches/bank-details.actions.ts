/**
 * Where money is paid to: read by treasurers alone, and by the member whose own it is; an admin who is neither reads no more
 * than others. The trail says that it was changed and by whom, never what it is.
 */
import { sql } from "drizzle-orm";
import { recordEvents } from "../../db/audit.js";
import {
  type BankOwner,
  deleteBankDetails,
  findBankDetails,
  listBankDetails,
  nameOfOwner,
  type SealedDetails,
  writeBankDetails,
} from "../../db/bank-details.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import { ibanEnd, parseBic, parseIban, recentDays } from "../../domain/iban.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import type { Seal } from "../../mail/seal.js";
import type { BankDetails, KeptDetails, NewBankDetails } from "./bank-details.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
}

/** Refuses `role_missing`. */
function requireReader({ memberId, roles }: Caller, { of, id }: BankOwner): void {
  if (roles.has("treasurer") || (of === "member" && id === memberId)) return;
  throw new Refusal("role_missing", { roles: of === "member" ? ["self", "treasurer"] : ["treasurer"] });
}

export const isRecent = (changedAt: Date, now: Date): boolean => now.getTime() - changedAt.getTime() < recentDays * 86_400_000;

/** The details of one, in full, or null. Refuses `role_missing`. */
export async function loadBankDetails(on: Queryable, { caller, now }: Acting, seal: Seal, owner: BankOwner): Promise<BankDetails | null> {
  requireReader(caller, owner);
  const kept = await findBankDetails(on, caller.collective.id, owner);
  if (!kept) return null;
  const { ibanSealed, changedAt, ...shown } = kept;
  return { ...shown, iban: seal.open(ibanSealed) ?? null, changedAt: changedAt.toISOString(), isRecent: isRecent(changedAt, now) };
}

/** That there are details, of all owners by name. */
export async function listKept(on: Queryable, { caller, now }: Acting, seal: Seal): Promise<KeptDetails[]> {
  const collectiveId = caller.collective.id;
  const kept: KeptDetails[] = [];
  for (const details of await listBankDetails(on, collectiveId)) {
    const name = await nameOfOwner(on, collectiveId, details);
    if (name !== undefined) kept.push(keptOf(details, name, now, seal));
  }
  return kept.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function keptOf({ ibanSealed, bic: _, changedAt, ...details }: SealedDetails, name: string, now: Date, seal: Seal): KeptDetails {
  const iban = seal.open(ibanSealed);
  return {
    ...details,
    name,
    end: iban === undefined ? null : ibanEnd(iban),
    changedAt: changedAt.toISOString(),
    isRecent: isRecent(changedAt, now),
    isByOwner: details.of === "member" && details.changedBy === details.id,
  };
}

const record = async (tx: Tx, { caller, now }: Acting, { of, id }: BankOwner, verb: "changed" | "dropped") => {
  const collectiveId = caller.collective.id;
  await recordEvents(tx, [{ collectiveId, byId: caller.memberId, at: now, action: `${of}.iban_${verb}`, subject: of, subjectId: id }]);
  if (of !== "member" || id === caller.memberId) return;
  await tellMembers(tx, collectiveId, [
    { memberId: id, at: now, what: `member.iban_${verb}`, subject: "member", subjectId: id, byId: caller.memberId },
  ]);
};

/** Says where somebody is paid. Refuses `role_missing`, `not_found`, and what `parseIban` and `parseBic` refuse. */
export async function keepBankDetails(
  tx: Tx,
  acting: Acting,
  seal: Seal,
  owner: BankOwner,
  wanted: NewBankDetails,
): Promise<{ kept: KeptDetails }> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  requireReader(caller, owner);
  const iban = parseIban(wanted.iban);
  const bic = wanted.bic ? parseBic(wanted.bic) : null;
  const name = await nameOfOwner(tx, collectiveId, owner, sql`for no key update`);
  if (name === undefined) throw new Refusal("not_found", { at: owner.of, id: owner.id });
  const holder = wanted.holder ?? (owner.of === "bank" ? caller.collective.name : name).slice(0, 70);
  const before = await findBankDetails(tx, collectiveId, owner);
  const isSame = before && seal.open(before.ibanSealed) === iban && before.bic === bic && before.holder === holder;
  if (before && isSame) return { kept: keptOf(before, name, now, seal) };
  const details: SealedDetails = { ...owner, ibanSealed: seal.close(iban), bic, holder, changedAt: now, changedBy: caller.memberId };
  await writeBankDetails(tx, collectiveId, newId(), details);
  await record(tx, acting, owner, "changed");
  return { kept: keptOf(details, name, now, seal) };
}

/** Forgets where somebody is paid. Refuses `role_missing`, `not_found`. */
export async function dropBankDetails(tx: Tx, acting: Acting, owner: BankOwner): Promise<Record<string, never>> {
  requireReader(acting.caller, owner);
  if (!(await deleteBankDetails(tx, acting.caller.collective.id, owner)))
    throw new Refusal("not_found", { at: "bankDetails", id: owner.id });
  await record(tx, acting, owner, "dropped");
  return {};
}
