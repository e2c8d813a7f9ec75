/** Toggl Track: the detailed report, in CSV. Older ones have no end; the amount carries the currency in its header. */
import { timeSheet } from "./time-sheet.js";

export const togglProfile = timeSheet({
  id: "toggl",
  title: { fr: "Toggl, rapport détaillé", en: "Toggl, detailed report" },
  names: {
    member: ["user"],
    email: ["email"],
    client: ["client"],
    project: ["project"],
    task: ["task"],
    note: ["description"],
    billable: ["billable"],
    day: ["start date"],
    startTime: ["start time"],
    end: ["end date", "stop date"],
    endTime: ["end time", "stop time"],
    quantity: ["duration"],
    tags: ["tags"],
    amount: ["amount", "amount usd", "amount gbp", "amount chf", "amount cad"],
  },
  required: [["day"], ["startTime"], ["quantity"], ["note"], ["member", "email"]],
});
