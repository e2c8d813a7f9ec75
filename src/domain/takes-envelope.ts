import { isMoneyUnit } from "./units.js";

/**
 * Whether an envelope makes a difference to it: money that is given goes where the treasurer enters it, and an expense that
 * is waived or paid by the collective is asked of no sharing.
 */
export const takesEnvelope = (unit: string | null, isExpense: boolean, settlement: string | null): boolean =>
  isExpense ? settlement === null || settlement === "reimburse" : !isMoneyUnit(unit);
