/** Texts of the matrix of wealth. */
import { plural } from "../../speech.js";
import type fr from "../fr/wealth.js";

export default {
  loading: "What was given",
  title: (people, kinds) =>
    plural("en", people, {
      zero: "Nothing has been logged for these days yet.",
      one: plural("en", kinds, { one: "One person gave, of one kind.", other: `One person gave, of ${kinds} kinds.` }),
      other: plural("en", kinds, { one: `${people} members gave, of one kind.`, other: `${people} members gave, of ${kinds} kinds.` }),
    }),
  lead: "A picture of what was given, in more than money. Nothing is added across kinds, and it is not a pay rule.",
  circle: "Circle",
  everywhere: "The whole collective",
  period: "Period",
  spans: {
    quarter: "This quarter",
    "last-quarter": "Last quarter",
    year: "This year",
    "last-year": "Last year",
    all: "Since the beginning",
    days: "Other days",
  },
  from: "From",
  until: "Until",
  caption: (days) => `Who gave what, ${days}. Each column has its total; no row has one.`,
  days: {
    both: (from, until) => `from ${from} to ${until}`,
    from: (from) => `since ${from}`,
    until: (until) => `until ${until}`,
    all: "since the beginning",
  },
  member: "Member",
  together: "Together",
  thanks: (count) => plural("en", count, { one: "one thanks", other: `${count} thanks` }),
  words: (count) => plural("en", count, { one: "one note", other: `${count} notes` }),
  said: (note, by) => `“${note}” ${by}`,
  more: (count) => plural("en", count, { one: "and one more", other: `and ${count} more` }),
  givers: (count) => plural("en", count, { one: "one person", other: `${count} people` }),
  see: (member, kind, figure) => `${member}, ${kind}: ${figure}. See the contributions`,
  file: (format) => `Download as ${format}`,
  print: "Print",
  empty: {
    title: "Hours, soup, joy: all of it can be logged",
    says: "Everybody logs what they gave, or thanks somebody. This page then shows it at a glance, kind by kind.",
    act: "Log something",
  },
  given: {
    title: (member, kind) => `${member}: ${kind}`,
    back: "What was given",
    lead: (days, count) =>
      `${days}, ${plural("en", count, { one: "one contribution", other: `${count} contributions` })}: this is where the figure comes from.`,
  },
} satisfies typeof fr;
