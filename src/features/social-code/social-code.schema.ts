/** What the API says of social codes: sections, the settings they rule, versions and what changed between them. */
import { z } from "zod";
import { codeSettings, sectionsMax } from "../../domain/social-code.js";
import { exampleId, field, idField, instantField, lineField, textField, uuid } from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

const standing = z.enum(["subscriber", "contributor", "supporter", "partner"]);
const whole = (description: string, example: number) => field(z.int(), description, example);
const kindOf = <Kind extends string>(kind: Kind, description: string) => field(z.literal(kind), description, kind as never);

/** The settings of consent, each of them; what each may be is the domain's to say. */
export const consentFields = {
  openHours: whole("Counted hours an attempt is open, at least.", 72),
  restWeekdays: field(z.array(z.int()).max(7), "Weekdays whose hours do not count, 1 for Monday.", [6, 7]),
  countsPublicHolidays: field(z.boolean(), "Whether hours of public holidays count.", false),
  daysBetweenAttempts: whole("Days between attempts.", 7),
  attemptsBefore: whole("Postponed attempts before the last resort.", 2),
  meetingsBefore: whole("Meetings before the last resort.", 2),
  lastResort: z
    .discriminatedUnion("kind", [
      z.object({
        kind: kindOf("vote", "By a share of those who take sides."),
        numerator: whole("Of it.", 2),
        denominator: whole("Of it.", 3),
      }),
      z.object({
        kind: kindOf("council", "By the word of some people."),
        name: lineField("What it is called.", "Conseil"),
        memberIds: field(z.array(uuid()).max(100), "Who is in it.", [exampleId]),
      }),
      z.object({ kind: kindOf("none", "Never.") }),
    ])
    .meta({
      id: "CodeLastResort",
      description: "How ends what consent could not end.",
      examples: [{ kind: "vote", numerator: 2, denominator: 3 }],
    }),
  restMonths: whole("Months for which rests what the last resort decided.", 3),
  deciding: field(z.array(standing).max(4), "Standings that decide.", ["subscriber"]),
  proposing: field(z.array(standing).max(4), "Standings that propose.", ["subscriber"]),
};
const consent = z
  .object(consentFields)
  .partial()
  .meta({ id: "ConsentSettings", description: "Figures of deciding by consent; what is left out is inherited." });

const sectionId = field(z.string().min(1).max(60), "The section, through its versions.", "decider");
const newSection = z.object({
  id: field(sectionId.optional(), "The section it was; none for a new one.", "decider"),
  title: lineField("Its title.", "Comment nous décidons"),
  text: textField(
    "Its text; `{openHours}` stands for the present value of that setting.",
    "Une décision reste ouverte {openHours} heures.",
    50_000,
  ),
});
const sections = field(z.array(newSection).max(sectionsMax), "Its sections, in their order.", []);

export const newVersion = z.object({
  circleId: field(uuid().nullable().default(null), "The circle whose code it is; null for the collective’s.", null),
  sections,
  consent: consent.default({}),
});
export const versionChange = z.object({ sections: sections.optional(), consent: consent.optional() });

const section = z.object({
  id: sectionId,
  title: field(z.string(), "Its title.", "Comment nous décidons"),
  text: field(z.string(), "Its text.", "…"),
});

const versionFields = {
  id: idField("The version."),
  circleId: field(uuid().nullable(), "The circle whose code it is; null for the collective’s.", null),
  number: whole("1 for the first.", 1),
  basedOn: field(uuid().nullable(), "The version it was made from.", null),
  state: field(z.enum(["draft", "in-force", "past"]), "A draft until a decision publishes it.", "draft"),
  writtenBy: idField("Who wrote it."),
  writtenAt: instantField("When."),
  changedAt: instantField("When it last changed."),
  publishedAt: field(z.string().nullable(), "When it came into force.", null),
  decisionId: field(uuid().nullable(), "The decision that published it.", null),
};
export const version = z
  .object({
    ...versionFields,
    sections: field(z.array(section), "Its sections.", []),
    consent,
    settings: z
      .object(consentFields)
      .meta({ id: "SettingsShown", description: "All figures, with what it inherits: what its text shows." }),
  })
  .meta({ id: "SocialCodeVersion", description: "A version of a social code." });
export const versionLine = z.object({ ...versionFields, sections: whole("How many sections it has.", 7) }).meta({
  id: "SocialCodeLine",
  description: "A version in a list.",
});
export const versionQuery = pageQuery.extend({
  circle: field(uuid().optional(), "Of this circle’s code; without, of the collective’s.", exampleId),
});
export const versionPage = pageOf(versionLine, "Versions, the latest first.");

export const codeQuery = z.object({ circle: field(uuid().optional(), "Of this circle; without, of the collective.", exampleId) });
export const codeInForce = z
  .object({
    version: version.nullable().meta({ description: "The version in force; null before the first." }),
    settings: z.object(consentFields).meta({ id: "SettingsInForce", description: "The figures in force, with what is inherited." }),
  })
  .meta({ id: "SocialCode", description: "The social code in force." });

export const differenceQuery = z.object({
  from: field(uuid().optional(), "The version before; without, the one it was made from.", exampleId),
});
export const differences = z
  .object({
    fromId: field(uuid().nullable(), "The version before; null for none.", null),
    toId: idField("The version after."),
    sections: field(
      z.array(
        z.object({
          change: field(z.enum(["same", "changed", "added", "removed"]), "What became of it.", "changed"),
          id: sectionId,
          title: field(z.string(), "Its title, as it is, or was.", "Comment nous décidons"),
          titleBefore: field(z.string().nullable(), "Its title before, where it was another.", null),
          words: field(
            z.array(
              z.object({
                kind: field(z.enum(["same", "added", "removed"]), "What became of these words.", "added"),
                text: field(z.string(), "The words.", "72"),
              }),
            ),
            "Its text, word by word.",
            [],
          ),
        }),
      ),
      "Section by section.",
      [],
    ),
    settings: field(z.array(z.enum(codeSettings)), "Settings whose value is another.", ["openHours"]),
    before: z.object(consentFields).meta({ id: "SettingsBefore", description: "All figures before." }),
    after: z.object(consentFields).meta({ id: "SettingsAfter", description: "All figures after." }),
  })
  .meta({ id: "SocialCodeDifferences", description: "What changes from one version to another." });

export const codeFileSchema = z
  .object({
    format: field(z.literal("moisson.social-code/1"), "The format.", "moisson.social-code/1"),
    title: lineField("Whose code it is.", "Les Communs"),
    sections: field(z.array(newSection).max(sectionsMax), "Its sections.", []),
    consent: consent.default({}),
  })
  .meta({ id: "SocialCodeFile", description: "A social code as a file, for another collective." });
export const codeImport = z.object({
  circleId: field(uuid().nullable().default(null), "The circle whose code it becomes; null for the collective’s.", null),
  file: codeFileSchema,
});

export const modelQuery = z.object({ language: field(z.enum(["fr", "en"]).default("fr"), "The language.", "fr") });

export type NewVersion = z.output<typeof newVersion>;
export type VersionChange = z.output<typeof versionChange>;
export type VersionQuery = z.output<typeof versionQuery>;
export type CodeImport = z.output<typeof codeImport>;
export type VersionAnswer = z.input<typeof version>;
export type VersionLine = z.input<typeof versionLine>;
export type CodeAnswer = z.input<typeof codeInForce>;
export type DifferencesAnswer = z.input<typeof differences>;
export type CodeFileAnswer = z.input<typeof codeFileSchema>;
