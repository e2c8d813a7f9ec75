/** What the API says of collectives. */
import { z } from "zod";
import { isDay } from "../../domain/calendar.js";
import { isSlug, modules as moduleNames } from "../../domain/collective.js";
import { passwordLengthMax } from "../../domain/password.js";
import { frenchRegions } from "../../domain/public-holidays.js";
import { isCriterion } from "../../domain/review.js";
import { currencyField, emailField, field, idField, instantField, lineField } from "../../http/fields.js";

const name = lineField("Its name.", "La Fabrique du Quai", 100);
const timeZone = field(z.string().min(1).max(60), "The time zone its days are in, as the tz database names it.", "Europe/Paris");
const locale = field(z.enum(["fr", "en"]), "The language it speaks unless a person chooses another.", "fr");
const country = field(z.string().regex(/^[A-Z]{2}$/, "country_malformed"), "Its country (ISO 3166-1), for public holidays.", "FR");
const yearStart = field(
  z.string().regex(/^\d{2}-\d{2}$/, "month_day_malformed"),
  "The day its fiscal year starts, month and day.",
  "01-01",
);
const hostedBy = field(
  lineField("Who holds the bank account.", "La Coopérative").nullable(),
  "Who holds the bank account when it has none of its own; null when it has.",
  null,
);
const reviewCriteria = field(
  z
    .array(z.string().refine(isCriterion, { message: "criterion_malformed" }))
    .max(20)
    .refine((given) => new Set(given).size === given.length, { message: "listed_twice" }),
  "What peers may be scored on, from 1 to 5.",
  ["soin", "qualité", "impact"],
);
const hasAnonymousReviews = field(
  z.boolean(),
  "Whether nobody reads who wrote a review; what it comes to is told from 3 reviewers on. It cannot be undone.",
  false,
);
const isPublic = field(z.boolean(), "Whether anybody may read its public page: figures and amounts, without any name.", false);
const modules = field(
  z
    .array(z.enum(moduleNames))
    .max(moduleNames.length)
    .refine((given) => new Set(given).size === given.length, { message: "listed_twice" }),
  "What it turned on: `rounds` (cobudgets), `votes` (rounds by ballots), `reviews` (words and scores of peers), `decisions` (consent and the social code).",
  ["rounds"],
);
const region = field(
  z.enum(frenchRegions).nullable(),
  "Within France, for its public holidays; null for metropolitan France, and elsewhere.",
  "alsace-moselle",
);
const restDays = field(
  z
    .array(z.string().refine(isDay, { message: "day_malformed" }))
    .max(400)
    .refine((given) => new Set(given).size === given.length, { message: "listed_twice" }),
  "Days whose hours do not count for decisions, beside weekends and public holidays.",
  ["2026-05-15"],
);
const siren = field(
  z.string().max(20).nullable(),
  "Its SIREN number, which its file of accounting entries is named by; null where it has none.",
  "123456782",
);
const slug = z.string().refine(isSlug, { message: "slug_malformed" });

export const newCollective = z.object({
  name,
  slug: field(slug.optional(), "Its short name in addresses; made of the name if left out. It never changes.", "la-fabrique-du-quai"),
  currency: currencyField("What its money is in (ISO 4217).").default("EUR"),
  timeZone: timeZone.default("Europe/Paris"),
  locale: locale.default("fr"),
  country: country.default("FR"),
  yearStart: yearStart.default("01-01"),
  hostedBy: hostedBy.default(null),
  starterKinds: field(z.boolean().default(true), "Whether it starts with a few kinds of contributions, to change or archive.", true),
});

export const collectiveChange = z.object({
  name: name.optional(),
  currency: currencyField("What its money is in; fixed once there are amounts.").optional(),
  timeZone: timeZone.optional(),
  locale: locale.optional(),
  country: country.optional(),
  yearStart: yearStart.optional(),
  hostedBy: hostedBy.optional(),
  region: region.optional(),
  restDays: restDays.optional(),
  siren: siren.optional(),
  carriedMonths: field(z.number().int().min(1).max(120).optional(), "Months after which a carried wish falls.", 12),
  reviewCriteria: reviewCriteria.optional(),
  hasAnonymousReviews: hasAnonymousReviews.optional(),
  isPublic: isPublic.optional(),
  modules: modules.optional(),
});

export const collective = z
  .object({
    id: idField("The collective."),
    slug: field(z.string(), "Its short name in addresses.", "la-fabrique-du-quai"),
    name: field(z.string(), "Its name.", "La Fabrique du Quai"),
    currency: field(z.string(), "What its money is in (ISO 4217).", "EUR"),
    timeZone: field(z.string(), "The time zone its days are in.", "Europe/Paris"),
    locale,
    country: field(z.string(), "Its country (ISO 3166-1).", "FR"),
    yearStart: field(z.string(), "The day its fiscal year starts, month and day.", "01-01"),
    hostedBy: field(z.string().nullable(), "Who holds the bank account when it has none of its own.", null),
    region,
    restDays,
    siren,
    carriedMonths: field(z.number(), "Months after which a carried wish falls.", 12),
    reviewCriteria,
    hasAnonymousReviews,
    isPublic,
    modules,
    createdAt: instantField("When it was created."),
  })
  .meta({ id: "Collective", description: "A collective and its settings." });

const founderName = lineField("How the first person is called here.", "Ana");

export const founding = z.object({
  collective: newCollective.meta({ description: "The collective to create." }),
  person: z.object({ name: founderName }).meta({ description: "Who creates it, and becomes its first admin, treasurer and pilot." }),
});

export const setup = z.object({
  token: field(z.string().min(1).max(200), "The token of the setup link.", "Kp3vC0d8pYxX1l2n0mWqS5b7uE9tZr4aGhJkLqPoIuY"),
  collective: newCollective.meta({ description: "The first collective." }),
  person: z
    .object({
      name: founderName,
      email: emailField("The e-mail to log in with."),
      password: field(z.string().max(passwordLengthMax), "At least 10 characters.", "trois pommes au verger"),
    })
    .meta({ description: "The first person: its first admin, treasurer and pilot." }),
});

export const demonstrationWanted = z.object({ token: setup.shape.token });
export const demonstration = z
  .object({
    slug: field(z.string(), "The invented collective’s short name.", "fabrique-du-quai"),
    password: field(z.string(), "The password of all its logins.", "moisson-demo"),
    logins: z
      .array(
        z.object({
          name: field(z.string(), "Who it is.", "Noor"),
          email: field(z.string(), "The e-mail to log in with.", "noor@moisson.example"),
        }),
      )
      .meta({ description: "Its logins; the first one is an admin." }),
  })
  .meta({ id: "Demonstration", description: "An invented collective to try everything with." });

export type NewCollective = z.output<typeof newCollective>;
export type CollectiveChange = z.output<typeof collectiveChange>;
export type CollectiveAnswer = z.input<typeof collective>;
