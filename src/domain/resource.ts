/**
 * Rules of the resource register (DESIGN §11): what a collective holds in common, who looks after it, by which right each
 * category of actor may reach it, use it or change it, and who uses it now.
 *
 *  1. A resource has a steward, who is here. The steward and admins keep its page.
 *  2. What is no longer used is archived, not deleted: it takes nobody more until it is taken up again.
 *  3. Somebody uses it from a day on, under a contract in force that they are a party of, or under none.
 *
 *   the printing press, steward Bob; Lucie uses it since 1 March, under “Atelier partagé”
 */
import type { Day } from "./calendar.js";
import { type ActorCategory, type ContractState, requireInForce } from "./contract.js";
import { isSameParty, type Party } from "./party.js";
import { Refusal } from "./refusals.js";

export interface Rights {
  readonly category: ActorCategory;
  readonly access: string;
  readonly use: string;
  readonly change: string;
}

/** Rule 2. Refuses `resource_archived`. */
export function requireInRegister({ name, isArchived }: { readonly name: string; readonly isArchived: boolean }): void {
  if (isArchived) throw new Refusal("resource_archived", { at: "resource", resource: name });
}

export interface Use {
  readonly party: Party;
  readonly sinceOn: Day;
  /** The last day; null as long as it goes on. */
  readonly untilOn: Day | null;
}

/** Refuses `days_reversed`. */
export function requireUseDays({ sinceOn, untilOn }: Pick<Use, "sinceOn" | "untilOn">): void {
  if (untilOn !== null && untilOn < sinceOn) throw new Refusal("days_reversed", { at: "untilOn", from: sinceOn, until: untilOn });
}

/** Rule 3. Refuses `days_reversed`; `contract_not_signed`, `contract_ended`, `contract_of_others` for a contract they are no party of. */
export function requireUse(
  use: Use,
  contract: (Pick<ContractState, "title" | "signedOn" | "endedOn"> & { readonly parties: readonly Party[] }) | null,
): void {
  requireUseDays(use);
  if (contract === null) return;
  requireInForce(contract, "contractId");
  if (!contract.parties.some((party) => isSameParty(party, use.party)))
    throw new Refusal("contract_of_others", { at: "contractId", contract: contract.title });
}
