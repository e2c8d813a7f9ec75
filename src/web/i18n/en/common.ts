import type fr from "../fr/common.js";

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
} satisfies typeof fr;
