/** Texts of receipts: the photos and PDF of an expense or a bill. */
import { plural } from "../../speech.js";

export default {
  section: "Receipts",
  add: "Add a photo or a PDF",
  hint: "5 MB at most. The file stays as it is: a photo may tell where it was taken.",
  adding: "Sending…",
  added: "Receipt added.",
  repeat: "This file was here already.",
  none: "None so far.",
  hidden: (count: number) =>
    plural("en", count, {
      one: "There is one. It is read by who gave or logged it, the pilots of the circle, treasurers and admins.",
      other: `There are ${count}. They are read by who gave or logged it, the pilots of the circle, treasurers and admins.`,
    }),
  by: (who: string, day: string) => `${who}, ${day}`,
  kilobytes: (count: string) => `${count} kB`,
  megabytes: (count: string) => `${count} MB`,
  remove: "Take away",
  removed: "Receipt taken away.",
  removeDialog: { title: "Take this receipt away?", lead: (name: string) => `“${name}” will no longer be here.` },
  expense: { title: "A receipt for this expense?", lead: "A photo is enough: the treasury can then pay it back." },
};
