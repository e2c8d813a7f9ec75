/** What the pages of contracts, resources and tensions read. */
import type { Contract as ContractAnswer, ContractLine as LineAnswer } from "../features/contracts/contracts.schema.js";
import type { Resource as ResourceAnswer } from "../features/resources/resources.schema.js";
import type {
  TensionCount as CountAnswer,
  Tension as TensionAnswer,
  TensionLine as TensionLineAnswer,
} from "../features/tensions/tensions.schema.js";

export type Contract = ContractAnswer;
export type ContractLine = LineAnswer;

export const categories = ["contributor", "user", "commercial_user", "partner", "funder"] as const;
export type Category = (typeof categories)[number];

export type Resource = ResourceAnswer;
export type ResourceUse = Resource["users"][number];

/** What a right is about, in the order it is read. */
export const rightNames = ["access", "use", "change"] as const;

/** Who uses a resource on a day, or will. */
export const usersOn = ({ users }: Resource, day: string): ResourceUse[] =>
  users.filter(({ untilOn }) => untilOn === null || untilOn >= day);

export type Tension = TensionAnswer;
export type TensionLine = TensionLineAnswer;
export type TensionCount = CountAnswer;

/** The dispute path, in its order. */
export { disputePath as disputeSteps } from "../domain/tension.js";
