import type fr from "../fr/menu.js";

export default {
  title: (collective: string) => `${collective}, and you`,
  pages: "Other pages",
  links: {
    mine: { name: "My contributions", what: "What I gave and received, month by month" },
    wealth: { name: "What was given", what: "The matrix of wealth: hours, money, joy, side by side" },
    circles: { name: "Circles", what: "Who pilots, who contributes" },
    rounds: { name: "Rounds", what: "Pledge a budget to buckets together" },
    decisions: { name: "Decisions", what: "Propose, say one’s word, and what came of it" },
    contracts: { name: "Contracts", what: "What is given and received, with whom" },
    resources: { name: "Resources", what: "What we hold in common, and who looks after it" },
    tensions: { name: "Tensions", what: "Say early what does not go well, among those named" },
    members: { name: "Members", what: "People, structures, invitations" },
    treasury: { name: "Treasury", what: "Money in, bills, payments, exports" },
    kinds: { name: "Kinds and rates", what: "What the collective recognises" },
    code: { name: "Social code", what: "What we agreed on, and how we decide" },
    settings: { name: "Settings", what: "Name, currency, fiscal year, public page" },
    audit: { name: "Audit trail", what: "Who did what, and when" },
  },
  others: "My other collectives",
  language: "Language",
  password: "Change password",
  passwordChanged: "Password changed. Your other devices are logged out.",
  current: "Current password",
  next: "New password",
  logOut: "Log out",
} satisfies typeof fr;
