/**
 * Stories of reading: a file, read in pieces against the lists of a small collective, as values and faults in short.
 *
 *   const { survey, values, faults } = await read(sample("toggl-detailed.csv"), context({}, { kindId: "hours" }));
 */
import { readFileSync } from "node:fs";
import type { ImportFault } from "../../src/exchange/faults.js";
import { importContext } from "../../src/exchange/import-context.js";
import type { ContributionRow, ImportContext } from "../../src/exchange/profile.js";
import { ImportReader } from "../../src/exchange/read-import.js";
import { type ImportSurvey, type SurveyWishes, surveyImport } from "../../src/exchange/survey-import.js";

const open = { isClosed: false, eligibleFromOn: null, eligibleUntilOn: null, eligibleKindIds: [] };
export const context = (
  told: Pick<ImportContext, "dayOrder" | "decimalMark"> = {},
  defaults: Partial<ImportContext["defaults"]> = {},
  today = "2026-03-18",
): ImportContext =>
  importContext(
    {
      today,
      language: "fr",
      currency: "EUR",
      timeZone: "Europe/Paris",
      members: [
        ...["Ana", "Hélène", "Bob", "Zoé", "Léo", "Noémie"].map((name) => ({
          id: `m-${name[0]}`,
          name,
          leftOn: null,
          also: [`${name[0]}@exemple.org`],
        })),
        { id: "m-twin-1", name: "Alix", leftOn: null },
        { id: "m-twin-2", name: "Alix", leftOn: null },
        { id: "m-full", name: "Maëlle Petit", leftOn: null },
      ],
      kinds: [
        { id: "hours", name: "Heures", unit: "h", isExpense: false, isArchived: false },
        { id: "facilitation", name: "Facilitation", unit: "h", isExpense: false, isArchived: false },
        { id: "animation", name: "Animation", unit: "h", isExpense: false, isArchived: false },
        { id: "rides", name: "Trajets", unit: "km", isExpense: false, isArchived: false },
        { id: "train", name: "Train", unit: "EUR", isExpense: true, isArchived: false },
        { id: "joy", name: "Joie", unit: null, isExpense: false, isArchived: false },
        { id: "hospitality", name: "Hospitalité", unit: null, isExpense: false, isArchived: false },
      ],
      circles: [
        { id: "welcome", name: "Accueil" },
        { id: "coordination", name: "Coordination" },
      ],
      envelopes: [{ id: "kit", name: "Kit commun", ...open }],
    },
    { circleId: "coordination", ...defaults },
    told,
  );

interface Read<Value> {
  survey: ImportSurvey;
  values: Value[];
  lines: number[];
  faults: string[];
  remarks: string[];
}

/** A file as a disk gives it: in pieces, so that the survey may stop before the end. */
function* pieces(bytes: Uint8Array, length = 16_384): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const shown = ({ line, column, code }: ImportFault): string => `${line} ${column ?? "-"} ${code}`;

export async function read<Value = ContributionRow>(
  file: Uint8Array | string,
  on = context(),
  profile?: string,
  wishes: SurveyWishes = {},
): Promise<Read<Value>> {
  const bytes = typeof file === "string" ? Buffer.from(file) : file;
  const opened = () => pieces(bytes);
  const survey = await surveyImport(opened, { profileId: profile, ...wishes });
  const all: Read<Value> = { survey, values: [], lines: [], faults: [], remarks: [] };
  const reader = new ImportReader<Value>(survey, on, (value, line) => {
    all.values.push(value);
    all.lines.push(line);
  });
  const batches = [...pieces(bytes)].map((piece) => reader.push(piece));
  for (const { faults, remarks } of [...batches, reader.end()]) {
    all.faults.push(...faults.map(shown));
    all.remarks.push(...remarks.map(({ line, column, name }) => `${line} ${column} ${name}`));
  }
  return all;
}

export const sample = (name: string): Buffer => readFileSync(`fixtures/imports/${name}`);
