import { plural } from "../../speech.js";
import type fr from "../fr/kinds.js";

export default {
  title: (counted: number, qualities: number) => {
    const said = plural("en", counted, {
      zero: "Nothing is counted yet",
      one: "One kind is counted",
      other: `${counted} kinds are counted`,
    });
    return plural("en", qualities, { zero: `${said}.`, one: `${said}, one is told.`, other: `${said}, ${qualities} are told.` });
  },
  lead: "What the collective recognises: hours, expenses, and also joy or hospitality, which have no number and never become money by themselves.",
  add: "Add a kind",
  grid: "Rates by date, and the decisions they come from",
  counted: "What is counted",
  qualities: "What is told",
  qualitiesLead: "Without number or rate: words, and thanks.",
  noQualities: "Nothing yet: joy, care, hospitality can be here.",
  noCounted: "Nothing yet: hours, kilometres, expenses can be here.",
  archived: (count: number) => plural("en", count, { one: "One archived kind", other: `${count} archived kinds` }),
  says: {
    rate: (rate: string, unit: string) => `${rate} per ${unit}`,
    since: (rate: string, unit: string, day: string) => `${rate} per ${unit}, since ${day}`,
    soon: (rate: string, unit: string, day: string) => `${rate} per ${unit} from ${day} on`,
    was: (rate: string, unit: string, from: string, until: string) => `${rate} per ${unit} from ${from} to ${until}`,
    none: "Without a rate: one wishes without a mark to go by.",
    expense: "Money advanced, to be given back.",
    money: "Money given.",
  },
  natures: { expenses: "paid as expenses", work: "paid as work", rights: "paid as author’s rights" },
  history: "All its rates",
  rate: {
    set: "Set a rate",
    title: (kind: string) => `${kind}: a rate from a day on`,
    lead: "What was shared was shared by the rate of its time: a rate never changes under a sharing that is proposed, adopted or posted.",
    value: (unit: string) => `Rate, per ${unit}`,
    from: "From",
    sinceFirst: (day: string) => `To cover all that is already logged, since ${day}.`,
    sinceYear: "Since the beginning of the year, to cover what was already done.",
    afterSharing: (day: string) => `What was given until ${day} is already in a sharing.`,
    saved: (kind: string) => `${kind}: rate set.`,
    drop: "Take this rate back",
    dropped: "Rate taken back.",
  },
  rename: "Rename",
  renaming: (kind: string) => `Rename “${kind}”`,
  renamed: "Renamed.",
  archive: "Archive",
  archivedTold: (kind: string) => `${kind} is archived: no more of it is logged.`,
  unarchive: "Take up again",
  unarchivedTold: (kind: string) => `${kind} is taken up again.`,
  form: {
    name: "What is it called?",
    nameHint: "Facilitation, Room lent, Joy…",
    how: "How is it counted?",
    hows: {
      h: "in hours",
      km: "in kilometres",
      day: "in days",
      other: "in another unit",
      expense: "in money advanced, to be given back",
      money: "in money given",
      none: "it is not counted, it is told",
    },
    unit: "Which unit?",
    nature: "How is it paid?",
    rate: "Its rate",
    rateHint:
      "Optional. Everybody says what they wish, with the amount at the rate beside it; a rule that pays the work given keeps to it.",
    from: "From",
    added: (kind: string) => `${kind} is recognised.`,
  },
} satisfies typeof fr;
