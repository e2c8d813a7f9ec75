import { plural } from "../../speech.js";
import type fr from "../fr/payments.js";

export default {
  title: (amount: string, payees: number) =>
    plural("en", payees, { one: `${amount} to pay, to one payee.`, other: `${amount} to pay, to ${payees} payees.` }),
  titleNothing: "All is paid: nothing is owed.",
  lead: "Tick what you have just transferred, or are about to: Moisson writes it down, the bank stays with you.",
  empty: {
    title: "Where what is owed will come from",
    lead: "A sharing that is adopted and posted owes everybody their share; a bill that is recorded owes its amount. All of it stands here until it is paid.",
    sharings: "See the sharings",
    bills: "Record a bill",
  },
  members: "Shares",
  thirdParties: "Bills",
  choose: (label: string, amount: string) => `${label}, ${amount}`,
  chooseAll: "Tick all",
  chooseNone: "Untick all",
  forMember: (name: string) => `for ${name}`,
  due: (day: string) => `was due on ${day}`,
  dueOn: (day: string) => `due by ${day}`,
  ofWhole: (amount: string) => `left of ${amount}`,
  doubts: {
    footing_missing: {
      pill: "on what footing?",
      says: "On what footing this work is paid is not known yet (invoice, salary, rights). You may pay and say why.",
    },
    receipt_missing: { pill: "receipt to add", says: "A receipt is missing. You may pay and say why." },
  },
  chosen: (count: number, amount: string) =>
    plural("en", count, { zero: "Nothing ticked.", one: `One line ticked, ${amount}`, other: `${count} lines ticked, ${amount}` }),
  oneCurrency: "One currency at a time: a payment does not mix two.",
  pay: "Pay…",
  payBill: "Pay…",
  dialog: {
    title: (count: number) => plural("en", count, { one: "Write this payment", other: `Write ${count} payments together` }),
    amountFor: (name: string, label: string) => `For ${name}, ${label}`,
    rest: (amount: string) => `${amount} will still be owed.`,
    whole: "In full.",
    reason: (name: string) => `Why ${name} is paid all the same`,
    document: "Reference of the transfer",
    documentHint: "As on the statement or the grouped order, for example “Grouped transfer no. 2”.",
    confirm: (amount: string) => `Write the payment of ${amount}`,
    incomplete: "Write the payment",
    done: (amount: string) => `${amount} paid, written down.`,
  },
  waive: {
    act: "Leave to the commons…",
    title: "Leave to the commons",
    lead: (left: string) => `You are owed ${left}. What you leave goes to the fund you choose, and is no longer owed to you.`,
    fund: "To which fund",
    confirm: (amount: string) => `Leave ${amount}`,
    incomplete: "Leave",
    done: (amount: string) => `Thank you: ${amount} left to the commons.`,
    noFund: "There is no fund yet to leave this money to.",
  },
  recent: "Latest payments",
  givenBack: "Somebody gives money back? It is noted on the page of their amount:",
  sharings: "the sharings",
} satisfies typeof fr;
