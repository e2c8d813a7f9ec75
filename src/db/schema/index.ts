/** Every table, one file a noun. */
export * from "./circles.js";
export * from "./collectives.js";
export * from "./contributions.js";
export * from "./decisions.js";
export * from "./envelopes.js";
export * from "./imports.js";
export * from "./kinds.js";
export * from "./ledger.js";
export * from "./logins.js";
export * from "./mails.js";
export * from "./meetings.js";
export * from "./members.js";
export * from "./notices.js";
export * from "./reviews.js";
export * from "./rounds.js";
export * from "./sharings.js";
export * from "./trail.js";
