/** Texts of a contribution in a list. */
export default {
  life: {
    declared: "déclarée",
    questioned: "questionnée",
    answered: "répondue",
    withdrawn: "retirée",
    "in-sharing": "dans un partage",
    paid: "versée",
    offered: "offerte",
    carried: "reportée",
  },
  loggedBy: (name: string) => `déclarée par ${name}`,
  loggedByMe: "déclarée par vous",
  wished: (amount: string) => `${amount} souhaités`,
};
