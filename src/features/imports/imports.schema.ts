/** What the API says of imports. */
import { z } from "zod";
import { Refusal } from "../../domain/refusals.js";
import { collectiveParams, exampleId, field, idField, instantField, uuid } from "../../http/fields.js";
import { pageOf, pageQuery } from "../../http/paging.js";

export { collectiveParams };

export const importStatuses = ["staging", "interrupted", "previewed", "applied", "undone", "dropped"] as const;
const profileIds = ["contributions", "members", "log-lines", "toggl", "clockify", "harvest", "kimai", "solidtime"] as const;
const profileField = field(z.enum(profileIds), "What a row of the file is.", "contributions");

const optionsFields = {
  profile: field(z.enum(profileIds).optional(), "What the file is; found out from its first rows unless given.", "contributions"),
  circleId: field(uuid().optional(), "The circle of rows that name none; the collective’s oldest unless given.", exampleId),
  envelopeId: field(uuid().optional(), "The envelope of rows that name none.", exampleId),
  memberId: field(uuid().optional(), "Who gave what the rows that name nobody say: whose log it is.", exampleId),
  kindId: field(uuid().optional(), "The kind of rows that name none.", exampleId),
  dayOrder: field(
    z.enum(["day-first", "month-first"]).optional(),
    "How `03/04/2026` is meant, where the file itself does not show it.",
    "day-first",
  ),
  amountAsClaim: field(
    z.enum(["true", "false"]).optional(),
    "Whether the amount that a time tracker makes of its hours is wished for; it is not unless said.",
    "false",
  ),
  decimalMark: field(z.enum([",", "."]).optional(), "How `1,234` is meant, where the file itself does not show it.", ","),
};

const toldColumns = z.record(z.string().max(40), z.string().trim().min(1).max(1000));

/** As a query, where columns are one text. */
export const importQuery = z.object({
  ...optionsFields,
  columns: field(
    z.string().max(20_000).optional(),
    "Which column is what, as JSON: column of the profile → header of the file. For a table that no profile knows; remembered once it is applied.",
    '{"day":"Quand ça","note":"Quoi"}',
  ),
});
const bodyFields = {
  ...optionsFields,
  columns: field(toldColumns.optional(), "Which column is what: column of the profile → header of the table.", {
    day: "Quand ça",
    note: "Quoi",
  }),
};
const importOptions = z.object(bodyFields);
export type ImportOptions = z.output<typeof importOptions>;

/** The options of a query. Refuses `mapping_unfit`. */
export function optionsOf({ columns, ...options }: z.output<typeof importQuery>): ImportOptions {
  if (columns === undefined) return options;
  const read = toldColumns.safeParse(parsed(columns));
  if (!read.success) throw new Refusal("mapping_unfit", { at: "columns", text: columns.slice(0, 200) });
  return { ...options, columns: read.data };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A multipart request: the file streams past validation, which sees no body. */
export const upload = z
  .object({
    file: z
      .string()
      .meta({ description: "The file: CSV, or lines of text.", format: "binary", examples: ["Date;Qui;Nature;Quantité;Note\r\n…"] }),
  })
  .nullish();

export const pasted = z.object({
  ...bodyFields,
  text: field(z.string().min(1), "The rows, as they were copied.", "Date;Qui;Nature;Quantité;Note\n12/03/2026;Ana;Heures;3h30;Atelier"),
  name: field(z.string().trim().min(1).max(200).default("texte collé"), "What to call it.", "heures de mars"),
});

const error = z.object({
  line: field(z.number().int(), "Line of the file, from 1; the header counts.", 12),
  column: field(z.string().nullable(), "The column, as the file calls it; null for the row as a whole.", "Quantité"),
  code: field(z.string(), "The stable code.", "quantity_not_positive"),
  message: field(z.string(), "What is wrong, in the reader’s language.", "La quantité doit être plus grande que zéro."),
  figures: field(z.record(z.string(), z.unknown()), "The figures.", { quantity: "-2", unit: "h" }),
  lines: field(z.number().int(), "How many lines have it: a name that nobody has is listed once.", 1),
});

const duplicate = z.object({
  line: field(z.number().int(), "Line of the file.", 12),
  contributionId: field(uuid().nullable(), "The contribution it probably repeats.", exampleId),
  likeLine: field(z.number().int().nullable(), "The earlier line of the file that says the same.", null),
});

const reading = z
  .object({
    mapping: field(
      z.enum(["profile", "told", "remembered"]),
      "By what its columns were found: their names, what somebody said of this file, or of an earlier one with this header.",
      "profile",
    ),
    header: field(z.array(z.string()), "The header of the file; empty where it has none.", ["Date", "Qui", "Nature"]),
    columns: field(z.record(z.string(), z.string()), "Column of the profile → header.", { day: "Date", member: "Qui" }),
    ignored: field(z.array(z.string()), "Headers that nothing reads.", ["Météo"]),
  })
  .nullable()
  .meta({ description: "How the file is read; null of imports before this was kept." });

const unknownName = z.object({
  column: field(z.string(), "The column.", "Project"),
  name: field(z.string(), "The name that no envelope and no circle has.", "Site vitrine"),
  lines: field(z.number().int(), "How many lines have it.", 12),
  firstLine: field(z.number().int(), "The first of them.", 2),
});

const warning = z.object({
  code: field(z.enum(["days_long_ago"]), "What may be amiss.", "days_long_ago"),
  message: field(
    z.string(),
    "The same as a sentence.",
    "12 lignes datent d’il y a plus de 5 ans, à commencer par la ligne 2, du 12/03/2016 : est-ce la bonne année ?",
  ),
  figures: field(z.record(z.string(), z.unknown()), "How many lines, the first of them, and its day.", {
    count: 12,
    line: 2,
    day: "2016-03-12",
    years: 5,
  }),
});

const count = (description: string, example: number) => field(z.number().int(), description, example);

const summary = {
  id: idField("The import."),
  profile: profileField,
  fileName: field(z.string(), "What the file is called.", "contributions-mars.csv"),
  fileHash: field(z.string(), "sha256 of the file.", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
  fileBytes: count("Its length.", 104_857),
  status: field(
    z.enum(importStatuses),
    "`staging` while the file is read; `interrupted` when its reader died: send the file again to go on; `previewed`; `applied`; `undone`; `dropped`, by hand or after 24 hours.",
    "previewed",
  ),
  bytesRead: count("How far the file is read.", 104_857),
  rowsRead: count("Rows read.", 1200),
  rowsValid: count("Rows without an error.", 1200),
  rowsKnown: count("Rows that are here already: they add nothing.", 0),
  rowsAlike: count("Rows that probably repeat another.", 3),
  rowsApplied: count("Rows that were added.", 0),
  errorsCounted: count("All errors.", 0),
  startedBy: idField("The member who sent it."),
  createdAt: instantField("When it was sent."),
  appliedAt: field(z.string().nullable(), "When it was applied.", null),
  undoneAt: field(z.string().nullable(), "When it was undone.", null),
};

export const importSummary = z.object(summary).meta({ id: "ImportSummary", description: "An import, without its lists." });

export const importAnswer = z
  .object({
    ...summary,
    isRepeat: field(z.boolean(), "This very file was imported before: nothing was added.", false),
    kindId: field(uuid().nullable(), "The kind of rows that name none; null where none was needed or said.", exampleId),
    reading,
    unknownNames: z.array(unknownName).meta({
      description: "Projects and clients of a time sheet that no envelope and no circle is called; kept as tags, or in the note.",
    }),
    warnings: z.array(warning).meta({ description: "What may be amiss; it never refuses anything." }),
    errors: z.array(error).meta({ description: "The first 1,000 errors." }),
    duplicates: z.array(duplicate).meta({ description: "The first 1,000 probable duplicates." }),
  })
  .meta({ id: "Import", description: "A file of contributions or members: staged, previewed, applied whole or not at all, undone whole." });

export const importPage = pageOf(importSummary, "Imports, the latest first.");
export const importPageQuery = pageQuery;

export const application = z.object({
  withoutDuplicates: field(z.boolean().default(false), "Leave out the rows that probably repeat another.", false),
});

export type ImportSummary = z.input<typeof importSummary>;
export type ImportAnswer = z.input<typeof importAnswer>;
