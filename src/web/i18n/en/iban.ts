/** Texts of where money is paid to. */
import type fr from "../fr/iban.js";

export default {
  title: "Where to pay",
  act: "IBAN",
  none: "No IBAN is known.",
  unreadable: "This IBAN cannot be read any more: the service’s secret has changed. Type it again.",
  privacy: "Read by the treasury, and by the person whose account it is. Nobody else sees it.",
  holder: (name: string) => `In the name of ${name}`,
  changed: (day: string, name: string) => `Written on ${day} by ${name}`,
  recent: (day: string) => `IBAN changed on ${day}`,
  recentHint: "Before paying, ask them in person whether it is theirs.",
  add: "Write the IBAN",
  change: "Change the IBAN",
  dialog: (name: string) => `Where to pay ${name}`,
  dialogBank: (name: string) => `The IBAN of the account “${name}”`,
  iban: "IBAN",
  ibanHint: "With or without spaces: FR76 3000 6000…",
  holderField: "Account holder",
  holderHint: "As the bank knows them.",
  bic: "BIC",
  bicHint: "Optional within SEPA.",
  saved: (end: string) => `The IBAN ending in ${end} is kept.`,
  drop: "Take the IBAN away",
  dropped: "The IBAN is taken away.",
} satisfies typeof fr;
