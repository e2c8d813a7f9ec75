/** What the API says of sessions, links and scripts' tokens. */
import { z } from "zod";
import { passwordLengthMax } from "../../domain/password.js";
import { emailField, exampleId, field, idField, instantField, lineField, typedField, uuid } from "../../http/fields.js";

const locale = z.enum(["fr", "en"]);
const passwordField = (description: string) => field(z.string().max(passwordLengthMax), description, "trois pommes au verger");
const tokenField = (description: string) => field(z.string().min(1).max(200), description, "Kp3vC0d8pYxX1l2n0mWqS5b7uE9tZr4aGhJkLqPoIuY");

const sessionCollective = z.object({
  slug: field(z.string(), "Its short name, as in addresses.", "les-communs"),
  name: field(z.string(), "Its name.", "Les Communs"),
  memberId: idField("Who the login is there."),
  roles: field(z.array(z.string()), "Roles there: `admin`, `treasurer`.", ["treasurer"]),
  pilotOf: field(z.array(uuid()), "Circles it pilots.", [exampleId]),
});

export const session = z
  .object({
    loginId: idField("The login."),
    email: field(z.string(), "Its e-mail: one e-mail is one login.", "ana@example.org"),
    locale: field(locale, "The language it reads.", "fr"),
    collectives: z.array(sessionCollective).meta({ description: "The collectives it is part of, by name." }),
  })
  .meta({ id: "Session", description: "Who is logged in, and where they are a member." });

export const openedSession = session
  .extend({
    accessToken: field(
      z.string().nullable(),
      "For `Authorization: Bearer …`; null when the session travels in cookies.",
      "eyJhbGciOiJIUzI1NiJ9.e30.AAAA",
    ),
    accessEndsAt: instantField("Refresh before then."),
  })
  .meta({ id: "OpenedSession", description: "A session that was opened or refreshed." });

export const credentials = z.object({
  email: typedField("The login’s e-mail.", "ana@example.org", 254),
  password: passwordField("Its password."),
  transport: field(
    z.enum(["cookie", "bearer"]).default("cookie"),
    "`cookie` for browsers; `bearer` answers an access token of ten minutes instead, for a person’s own script.",
    "cookie",
  ),
});

export const sessionChange = z.object({ locale: field(locale, "The language to read.", "en") });

export const passwordChange = z.object({
  current: passwordField("The password so far."),
  password: passwordField("The new one: at least 10 characters."),
});

export const link = z
  .object({
    link: field(
      z.string(),
      "The address to hand over; its token stands behind `#`, which no server sees.",
      "https://moisson.example.org/invitation#Kp3v",
    ),
    token: tokenField("The token alone. It is told this once."),
    expiresAt: instantField("Until when it can be opened."),
  })
  .meta({ id: "Link", description: "A link that can be opened once." });

export const invitationOrder = z.object({
  byMail: field(
    z.boolean().default(false),
    "Also send it to the e-mail in the member’s profile, where the service sends mails. It is answered either way.",
    true,
  ),
});

export const invitationLink = link
  .extend({
    mailedTo: field(z.string().nullable(), "The e-mail it is being sent to as well; null when it is only handed over.", "bob@example.org"),
  })
  .meta({ id: "InvitationLink", description: "An invitation that can be accepted once." });

export const passwordLinkRequest = z.object({ email: emailField("The e-mail one logs in with.") });

export const service = z
  .object({
    sendsMail: field(z.boolean(), "Whether mails can be sent: invitations, and links for who forgot their password.", true),
  })
  .meta({ id: "Service", description: "What this service can do, for who is not logged in yet." });

export const linkAsked = z.object({
  purpose: field(z.enum(["setup", "invitation", "password"]), "What the link is for.", "invitation"),
  token: tokenField("The token of the link."),
});

export const linkStanding = z
  .object({
    invited: z
      .object({
        member: field(z.string(), "Who is awaited.", "Bob"),
        collective: field(z.string(), "In which collective.", "Les Communs"),
      })
      .nullable()
      .meta({ description: "Of an invitation: what its link may tell who holds it; null for other links." }),
  })
  .meta({ id: "LinkStanding", description: "A link that still opens." });
export type LinkStanding = z.input<typeof linkStanding>;

export const invitationAcceptance = z.object({
  token: tokenField("The token of the link."),
  email: emailField("The e-mail to log in with; the one in the member’s profile if left out.").optional(),
  password: passwordField(
    "A new password, or the one of the login this e-mail has already. Left out by who is logged in: the invitation is then for that login.",
  ).optional(),
});

export const passwordLinkAcceptance = z.object({
  token: tokenField("The token of the link."),
  password: passwordField("The new password: at least 10 characters."),
});

const scopes = field(
  z
    .array(z.enum(["read", "write"]))
    .min(1)
    .max(2),
  "What the script may do.",
  ["read"],
);
export const newScriptToken = z.object({
  label: lineField("What it is for.", "Export du lundi", 100),
  scopes,
  days: field(z.number().int().min(1).max(3650).nullable().default(365), "How long it is valid; null: until it is deleted.", 365),
});

export const scriptToken = z
  .object({
    id: idField("The token’s id, not the token."),
    label: field(z.string(), "What it is for.", "Export du lundi"),
    scopes,
    createdAt: instantField("When it was made."),
    expiresAt: field(z.string().nullable(), "Until when it is valid; null: until it is deleted.", "2027-03-03T09:30:00.000Z"),
  })
  .meta({ id: "ScriptToken", description: "A bearer token of a script, without its secret." });

export const madeScriptToken = scriptToken
  .extend({
    token: field(z.string(), "The secret, for `Authorization: Bearer …`. It is told this once.", "moisson_Kp3vC0d8pYxX1l2n0mWqS5b7uE9"),
  })
  .meta({ id: "MadeScriptToken", description: "A new token of a script, with its secret." });

export const scriptTokenList = z.object({ items: z.array(scriptToken).meta({ description: "The tokens, newest first." }) });
export const scriptTokenParams = z.object({ id: idField("Which token.") });

export type Service = z.input<typeof service>;
export type InvitationLink = z.input<typeof invitationLink>;
export type Session = z.input<typeof session>;
export type ScriptToken = z.input<typeof scriptToken>;
export type NewScriptToken = z.output<typeof newScriptToken>;
