/** What the pages of contracts, resources and tensions read. */
import type { Contract as ContractAnswer, ContractLine as LineAnswer } from "../features/contracts/contracts.schema.js";

export type Contract = ContractAnswer;
export type ContractLine = LineAnswer;

export const categories = ["contributor", "user", "commercial_user", "partner", "funder"] as const;
export type Category = (typeof categories)[number];
