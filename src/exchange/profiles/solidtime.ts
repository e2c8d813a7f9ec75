/**
 * solidtime: its table of time entries (`start` and `end` in UTC, no duration), and the detailed report, in CSV, which tells
 * the duration and the times as the clock showed them.
 */
import { timeSheet } from "./time-sheet.js";

export const solidtimeProfile = timeSheet({
  id: "solidtime",
  title: { fr: "solidtime, entrées de temps", en: "solidtime, time entries" },
  names: {
    note: ["description"],
    billable: ["billable"],
    client: ["client"],
    project: ["project"],
    tags: ["tags"],
    day: ["start"],
    end: ["end"],
    task: ["task"],
    member: ["user name", "user"],
    email: ["user email"],
    quantity: ["duration"],
    decimal: ["duration decimal"],
  },
  required: [["day"], ["end"], ["note"], ["billable"], ["member", "email"]],
});
