/** Contracts, resources and tensions. */
import type { TieCode } from "../../refusals.js";

export default {
  contract_without_parties: "A contract has at least {min} party besides the collective; “{contract}” has {parties}: say with whom.",
  contract_of_another: "Only who wrote this contract, and admins, may do this.",
  contract_of_others: "They are no party of the contract “{contract}”.",
  contract_not_draft: "“{contract}” was signed on {signed}: write a new contract that replaces it.",
  contract_not_signed: "“{contract}” is not signed yet: a decision signs it.",
  contract_ended: "“{contract}” ended on {ended}.",
  contract_end_before: "“{contract}” cannot end on {ended}: it was signed on {signed}.",
  review_not_ahead: "The next review ({next}) comes after this one ({reviewed}).",
  money_not_in: "Entry {number} brought no money in.",
  money_of_no_party: "The money of entry {number} is not from a party of “{contract}” ({parties})[, but from {from}].",
  money_traced: "Entry {number} is already traced to “{contract}”: take it off there first.",
  resource_archived: "“{resource}” is archived: take it up again first.",
  resource_of_another: "Only the steward of this resource, and admins, may do this.",
  tension_of_others: "Only the owner of this tension, and who opened it, may do this.",
  tension_closed: "This tension was closed on {closed}: if something new has come up, open another.",
  tension_step_back: "The path is not walked back: {lastStep} has already taken place, {step} comes before it.",
  tension_step_before: "{day} is before the last step ({lastStep}, on {last}).",
} satisfies Readonly<Record<TieCode, string>>;
