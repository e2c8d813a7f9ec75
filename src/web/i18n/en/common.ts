import { plural } from "../../speech.js";
import type fr from "../fr/common.js";

const people = (count: number) => plural("en", count, { zero: "nobody", one: "one person", other: `${count} people` });

export default {
  loading: "One moment…",
  retry: "Try again",
  save: "Save",
  cancel: "Cancel",
  close: "Close",
  undo: "Undo",
  change: "Change",
  add: "Add",
  more: "Show more",
  table: "Show the table",
  optional: "optional",
  none: "none",
  skip: "Skip to content",
  back: "Back",
  receivers: (persons: number, structures: number): string => {
    const others = plural("en", structures, { one: "one structure", other: `${structures} structures` });
    return structures === 0 ? people(persons) : persons === 0 ? others : `${people(persons)} and ${others}`;
  },
  meetingOn: (day, place) => (place === undefined ? day : `${day} (meeting ${place} of that day)`),
} satisfies typeof fr;
