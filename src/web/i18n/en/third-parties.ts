import { plural } from "../../speech.js";
import type fr from "../fr/third-parties.js";

export default {
  title: (count: number) =>
    plural("en", count, {
      zero: "No supplier and no funder yet.",
      one: "One supplier or funder.",
      other: `${count} suppliers and funders.`,
    }),
  lead: "A third party invoices, or gives money, and shares nothing. It is archived, never deleted: its bills name it.",
  name: "Name",
  owed: (amount: string) => `${amount} are owed to it`,
  add: { title: "Add a third party", act: "Add", done: (name: string) => `“${name}” is added.` },
  rename: {
    act: "Rename",
    title: (name: string) => `Rename “${name}”`,
    says: "Its bills and the money it gave bear the new name at once.",
    done: (name: string) => `It is now called “${name}”.`,
  },
  archive: {
    act: "Archive",
    title: (name: string) => `Archive “${name}”?`,
    says: "It is no longer offered for a bill or for money in. Nothing is deleted, and it can come back.",
    owed: (amount: string) => `${amount} are still owed to it: its bills stay to be paid.`,
    done: (name: string) => `“${name}” is archived.`,
  },
  archived: (count: number) => plural("en", count, { one: "One archived third party", other: `${count} archived third parties` }),
  back: { act: "Take back", done: (name: string) => `“${name}” is offered again.` },
} satisfies typeof fr;
