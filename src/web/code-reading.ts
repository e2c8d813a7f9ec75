/** What the pages of the social code read: versions, and the codes that count at a place. */
import type { z } from "zod";
import type { codeFileSchema, codeInForce, differences, version, versionLine } from "../features/social-code/social-code.schema.js";
import { useHere } from "./place.js";
import { useReading, useReadings } from "./readings.js";

export type Version = z.output<typeof version>;
export type VersionLine = z.output<typeof versionLine>;
export type Code = z.output<typeof codeInForce>;
export type CodeFile = z.output<typeof codeFileSchema>;
export type Differences = z.output<typeof differences>;

/** Which code an address is about: a circle’s, or the collective’s. */
export const ofCircle = (circleId: string | null): string => (circleId === null ? "" : `?circle=${circleId}`);

/** The versions that say what counts for a circle or the collective, the widest first; undefined until all are read. */
export function useCodes(circleId: string | null): Version[] | undefined {
  const { api } = useHere();
  const rules = useReading<{ versionIds: string[] }>(`${api}/decision-rules${ofCircle(circleId)}`).value;
  const readings = useReadings<Version>((rules?.versionIds ?? []).map((id) => `${api}/social-code/versions/${id}`));
  const versions = readings.flatMap(({ value }) => (value ? [value] : []));
  return rules && versions.length === rules.versionIds.length ? versions : undefined;
}
