import type fr from "../fr/contribution-row.js";

export default {
  life: {
    declared: "logged",
    questioned: "questioned",
    answered: "answered",
    withdrawn: "withdrawn",
    "in-sharing": "in a sharing",
    paid: "paid",
    offered: "offered",
    carried: "carried",
  },
  loggedBy: (name: string) => `logged by ${name}`,
  loggedByMe: "logged by you",
  wished: (amount: string) => `${amount} wished for`,
} satisfies typeof fr;
