/** What the pages of contracts, resources and tensions read. */
import type { Contract as ContractAnswer, ContractLine as LineAnswer } from "../features/contracts/contracts.schema.js";
import type {
  TensionCount as CountAnswer,
  Tension as TensionAnswer,
  TensionLine as TensionLineAnswer,
} from "../features/tensions/tensions.schema.js";

export type Contract = ContractAnswer;
export type ContractLine = LineAnswer;

export const categories = ["contributor", "user", "commercial_user", "partner", "funder"] as const;
export type Category = (typeof categories)[number];

export type Tension = TensionAnswer;
export type TensionLine = TensionLineAnswer;
export type TensionCount = CountAnswer;

/** The dispute path, in its order. */
export { disputePath as disputeSteps } from "../domain/tension.js";
