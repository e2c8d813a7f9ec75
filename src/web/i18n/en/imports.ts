import { plural } from "../../speech.js";
import type fr from "../fr/imports.js";

const lines = (count: number, said: string): string => plural("en", count, { one: `${said} line`, other: `${said} lines` });
const things = (profile: string, count: number, said: string): string =>
  profile === "members"
    ? plural("en", count, { one: `${said} member`, other: `${said} members` })
    : plural("en", count, { one: `${said} contribution`, other: `${said} contributions` });

export default {
  back: "Log a contribution",
  backToTable: "Paste a table",
  lines: (count: number, said: string) => lines(count, said),
  title: "Paste your table: it is read before it counts.",
  lead: "Copy the rows from your spreadsheet, with their header. Nothing goes in before you have seen it and said so; all of it goes in at once, and all of it can be undone.",
  forOthers: {
    title: "A table goes in through a pilot, the treasurer or an admin.",
    lead: "Hand it to them, or log your contributions line by line: it is often shorter than one thinks.",
    act: "Log in one line",
  },
  paste: "The pasted table",
  pasteHint:
    "A header, then one contribution a row. For instance: Date, Who, Kind, Quantity, Note. A log of one line a contribution is read too.",
  pastePlaceholder: "Date\tWho\tKind\tQuantity\tNote\n12/03/2026\tAna\tFacilitation\t3h30\tWorkshop",
  file: "Or a CSV file",
  fileHint: "Choose it, or drop it here: semicolons or commas, accents of any age.",
  fromFile: (name: string) => `Read from “${name}”.`,
  pastedName: "pasted text",
  preview: "Read the table",
  again: "Correct and read again",
  options: "What the table does not say",
  optionsHint: "For rows that say nothing of it.",
  circle: "Circle",
  envelope: "Envelope",
  member: "Who gave",
  kind: "Kind",
  none: "As in the table",
  asks: {
    "day-order": (column: string) => `Column “${column}”: how is 03/04/2026 read?`,
    "decimal-mark": (column: string) => `Column “${column}”: how is 1,234 read?`,
  },
  dayFirst: "3 April",
  monthFirst: "4 March",
  comma: "A little more than one",
  point: "One thousand two hundred and thirty-four",
  asking: "One question before reading:",

  reading: {
    title: (percent: string) => `Reading, ${percent}.`,
    lead: (rows: string) => `${rows} lines read. This page follows by itself; you may also come back later.`,
    label: "How far the reading is",
    stop: "Stop reading",
  },
  interrupted: { title: "The reading was interrupted.", lead: "Send the same file once more: it goes on where it had stopped." },
  dropped: {
    title: "This preview is no longer here.",
    lead: "A preview waits 24 hours. Nothing went in: send the table again to start over.",
  },
  faulty: {
    title: (ready: number, errors: number, said: { ready: string; errors: string }) =>
      `${lines(ready, said.ready)} ready, ${plural("en", errors, { one: `${said.errors} thing to correct`, other: `${said.errors} things to correct` })}.`,
    lead: "All of it goes in at once, or none: correct it here, or in your spreadsheet, then read it again.",
    leadFile: "All of it goes in at once, or none: correct these cells in your spreadsheet, then send the file again.",
  },
  ready: {
    title: (profile: string, count: number, said: string) => `${things(profile, count, said)} ready to go in.`,
    lead: (name: string) => `Read from “${name}”. Nothing has gone in yet.`,
    known: (count: number, said: string) =>
      plural("en", count, {
        one: `${lines(count, said)} is here already: it adds nothing.`,
        other: `${lines(count, said)} are here already: they add nothing.`,
      }),
    nothing: "All of it is here already.",
    nothingLead: "Every row of this table is in Moisson already: there is nothing to let in.",
  },
  applied: {
    title: (profile: string, count: number, said: string) => `${things(profile, count, said)} added.`,
    lead: (name: string, day: string) => `From “${name}”, ${day}. All of it can be undone as long as nothing depends on it.`,
    repeat: "This table had gone in already: nothing was added a second time.",
    see: "See my contributions",
    more: "Paste another table",
  },
  undone: {
    title: (profile: string, count: number, said: string) => `Import undone: ${things(profile, count, said)} fewer.`,
    lead: "Their history can still be read. The table may come back, corrected.",
  },
  errors: "To correct",
  errorsShown: (shown: string, all: string) => `The first ${shown} of ${all}; the others come after.`,
  line: (line: string) => `Line ${line}`,
  onLines: (count: number, said: string) => plural("en", count, { one: "on one line", other: `on ${said} lines: corrected everywhere` }),
  cell: (column: string, line: string) => `${column}, line ${line}`,
  /** A column that the table lacks, under a heading that the service reads as it. */
  headings: {
    day: "Date",
    until: "Until",
    member: "Who",
    firstName: "First name",
    lastName: "Last name",
    kind: "Kind",
    quantity: "Quantity",
    unit: "Unit",
    amount: "Amount",
    claim: "Claim",
    circle: "Circle",
    envelope: "Envelope",
    paidTo: "Paid to",
    note: "Note",
    tags: "Tags",
    evidence: "Evidence",
    settlement: "Settlement",
    volunteered: "Volunteered",
    reference: "Reference",
    status: "Status",
    name: "Full name",
    email: "E-mail",
    phone: "Phone",
    standing: "Standing",
    from: "Since",
  } as Readonly<Record<string, string>>,
  inColumn: (column: string, message: string) => `${column}: ${message}`,
  wholeLine: (line: string) => `Line ${line}, all of it`,
  column: "Column",
  problem: "What is wrong",
  alike: {
    title: "Perhaps there twice",
    lead: (count: number, said: string) =>
      plural("en", count, {
        one: "One row looks like a contribution that is here already, or like another row.",
        other: `${said} rows look like contributions that are here already, or like other rows.`,
      }),
    ofLine: (line: string) => `looks like line ${line}`,
    ofContribution: "looks like this contribution",
    without: "Leave these rows out",
    withoutHint: "Otherwise they go in like the others.",
  },
  rows: "See the rows that were read",
  text: "Look at the text again",
  apply: (profile: string, count: number, said: string) => `Let ${things(profile, count, said)} in`,
  drop: "Drop this preview",
  undo: "Undo this import",
  undoDialog: {
    title: (profile: string, count: number, said: string) => `Take ${things(profile, count, said)} back?`,
    lead: "All that this import added is withdrawn at once; the history stays. It is refused once a sharing uses it.",
  },
  doneUndo: "Import undone.",
  doneApply: (profile: string, count: number, said: string) => `${things(profile, count, said)} added.`,
  past: "Earlier imports",
  statuses: {
    staging: "being read",
    interrupted: "interrupted",
    previewed: "to be confirmed",
    applied: "in",
    undone: "undone",
    dropped: "dropped",
  },
} satisfies typeof fr;
