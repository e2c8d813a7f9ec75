import { plural } from "../../speech.js";
import type fr from "../fr/mine.js";

const contributions = (count: number, said: string): string =>
  plural("en", count, { one: `${said} contribution`, other: `${said} contributions` });

export default {
  title: (year: string, hours: string, pay: string) =>
    hours && pay
      ? `In ${year}, you gave ${hours} and received ${pay}.`
      : hours
        ? `In ${year}, you gave ${hours}.`
        : pay
          ? `In ${year}, you received ${pay}.`
          : `Nothing given or received in ${year}.`,
  lead: (count: number, said: string, volunteered: string, expenses: string) =>
    [
      `${contributions(count, said)} in all`,
      volunteered && `of which ${volunteered} as a volunteer, marked or offered`,
      expenses && `and ${expenses} of expenses reimbursed`,
    ]
      .filter(Boolean)
      .join(", ")
      .concat("."),
  loading: "What you gave and received",
  year: "Year",
  act: "Log a contribution",
  empty: {
    title: "Here is where what you give comes together",
    lead: "Each contribution finds its place, month by month, with what was paid to you in return.",
  },
  without: {
    title: (count: number) =>
      plural("en", count, { one: "One contribution waits for an envelope", other: `${count} contributions wait for an envelope` }),
    says: "Until then they count in no sharing, and nothing of them is paid back. Open them to choose one.",
  },
  months: "Month by month",
  chart: {
    title: "Hours given and money received, month by month",
    says: (months: number, said: string, most: string, hours: string) =>
      plural("en", months, { one: `One month, ${most}: ${hours}.`, other: `Over ${said} months, most was given in ${most}: ${hours}.` }),
    hours: "Hours given",
    pay: "Received",
  },
  table: {
    month: "Month",
    kind: "Kind",
    given: "Given",
    times: (count: number, said: string) => plural("en", count, { one: "once", other: `${said} times` }),
    pay: "Received for this work",
    expenses: "Expenses reimbursed",
    received: "Received",
    total: "Over the year",
  },
  received: {
    section: "What was paid to me",
    left: "What I left to the commons",
    none: "Nothing yet. A sharing pays here, and says why.",
    why: "Why this amount?",
    natures: { work: "work", expenses: "expenses", rights: "rights" },
    hows: { paid: "paid", waived: "left to the commons", refunded: "given back" },
    through: (name: string) => `to ${name}, for me`,
  },
  list: "All my contributions of the year",
  exports: {
    section: "My data",
    lead: "All that Moisson keeps about you in this collective is yours.",
    record: "My data (JSON)",
    contributions: "My contributions, as a table",
    table: (format) => `My contributions: ${format}`,
  },
  own: {
    section: "For you alone",
    off: "What does an hour come to, for you? This stays on this device: it is not sent, not exported, and nobody sees it.",
    turnOn: "Show my hour, on this device",
    turnOff: "Show it no more, and erase my notes",
    erased: "Erased from this device.",
    hourly: (amount: string) => `${amount} an hour, before contributions and taxes`,
    reason: (pay: string, hours: string) => `${pay} received ÷ ${hours} given, expenses apart.`,
    noHours: "Without hours logged this year, there is nothing to divide.",
    others: "My other income of the year",
    othersHint: "A salary, a benefit, an invoice: whatever you want beside it. Only this device knows.",
    label: "Where from",
    amount: "How much",
    add: "Add",
    remove: (label: string) => `Take “${label}” away`,
    together: (received: string, others: string, total: string) => `${received} received here + ${others} from elsewhere = ${total}.`,
    fault: "An amount, like 1,250.00.",
    labelFault: "Where does this income come from?",
  },
} satisfies typeof fr;
