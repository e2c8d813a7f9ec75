/** The import profiles that Moisson knows. A new source is one file in profiles/, one line here, and a sample in fixtures/imports. */
import { Refusal } from "../domain/refusals.js";
import type { ImportProfile } from "./profile.js";
import { contributionsProfile } from "./profiles/contributions.js";
import { logLinesProfile } from "./profiles/log-lines.js";
import { membersProfile } from "./profiles/members.js";

export const importProfiles: readonly ImportProfile[] = [contributionsProfile, membersProfile, logLinesProfile];

/** Refuses `not_found`. */
export function profileById(id: string): ImportProfile {
  const profile = importProfiles.find((known) => known.id === id);
  if (!profile) throw new Refusal("not_found", { at: "profile", id });
  return profile;
}
