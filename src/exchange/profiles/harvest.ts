/** Harvest: the detailed time report, in CSV. It tells hours as decimals, and when nobody’s notes do, the task. Of its header, only the English is known. */
import { timeSheet } from "./time-sheet.js";

export const harvestProfile = timeSheet({
  id: "harvest",
  title: { fr: "Harvest, rapport détaillé du temps", en: "Harvest, detailed time report" },
  names: {
    day: ["date"],
    client: ["client"],
    project: ["project"],
    code: ["project code"],
    task: ["task"],
    note: ["notes"],
    quantity: ["hours"],
    billable: ["billable"],
    state: ["invoiced"],
    firstName: ["first name"],
    lastName: ["last name"],
    email: ["email"],
    group: ["roles", "department"],
    rate: ["billable rate"],
    amount: ["billable amount"],
    currency: ["currency"],
  },
  required: [["day"], ["client"], ["project"], ["task"], ["note"], ["quantity"], ["firstName", "email"]],
});
