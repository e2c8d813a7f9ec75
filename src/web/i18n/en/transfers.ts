import type fr from "../fr/transfers.js";

export default {
  title: (envelopes: string, funds: string) => `${envelopes} in envelopes, ${funds} in funds.`,
  lead: "A transfer from one to another changes nothing in the bank: it says otherwise what the money is for.",
  places: "Where the money is",
  caption: "Envelopes and funds, with what is in them and what is left free",
  place: "Envelope or fund",
  balance: "In it",
  left: "Left free",
  leftHint: "What is left free: what is in it, less adopted sharings or the floor of the fund.",
  empty: {
    title: "Two places, to transfer from one to the other",
    lead: "A transfer goes from one envelope or fund to another. Open a second one, or a fund.",
    act: "Open an envelope",
  },
  inside: {
    title: "Transfer from one envelope to another",
    from: "From",
    to: "To",
    option: (name: string, left: string) => `${name} (${left} left)`,
    envelopes: "Envelopes",
    funds: "Funds",
    document: "What decides it",
    documentHint: "A decision, minutes of a meeting: “Minutes of 3 March”.",
    confirm: (amount: string) => `Transfer ${amount}`,
    incomplete: "Transfer",
    done: (amount: string, to: string) => `${amount} transferred to ${to}.`,
  },
  banks: {
    title: "Transfer from one account to another",
    lead: "From a bank account to the till, or to savings.",
    done: (amount: string, to: string) => `${amount} moved to ${to}.`,
  },
  fund: {
    title: "Open a fund",
    name: "Name of the fund",
    nameHint: "The commons, the host structure, a reserve…",
    act: "Open this fund",
    done: (name: string) => `The fund “${name}” is open.`,
  },
  recent: "Latest transfers",
  recentBanks: "Latest transfers between accounts",
} satisfies typeof fr;
