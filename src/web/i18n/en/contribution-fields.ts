import type fr from "../fr/contribution-fields.js";

export default {
  meAs: (name: string) => `Me, ${name}`,
  fields: {
    memberId: "Who gave it",
    kindId: "Kind",
    quantity: "Quantity",
    amount: "Amount",
    claim: "Amount wished for",
    claimHint: "Empty: nothing is asked for now.",
    expenseHint: "What was paid out of pocket.",
    dayOn: "Day",
    untilOn: "Until (if several days)",
    envelopeId: "Envelope",
    circleId: "Circle",
    note: "Note",
    noteHint: "What was done, in a few words.",
    tags: "Tags",
    tagsHint: "Separated by commas.",
    evidence: "Evidence",
    evidenceHint: "A web address, the number of a receipt.",
    paidTo: "Paid to",
    paidToGiver: "Whoever gave it",
    settlement: "This expense",
    isVolunteered: "Volunteering",
    volunteeredHint: "Counts in the volunteered hours of the report; nothing is wished for.",
  },
  settlements: [
    { value: "reimburse", label: "To be reimbursed" },
    { value: "gift", label: "I waive it as a gift" },
    { value: "collective", label: "The collective paid it" },
  ],
} satisfies typeof fr;
