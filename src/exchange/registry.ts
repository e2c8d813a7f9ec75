/** The import profiles that Moisson knows. A new source is one file in profiles/, one line here, and a sample in fixtures/imports. */
import { Refusal } from "../domain/refusals.js";
import type { ImportProfile } from "./profile.js";
import { clockifyProfile } from "./profiles/clockify.js";
import { contributionsProfile } from "./profiles/contributions.js";
import { harvestProfile } from "./profiles/harvest.js";
import { kimaiProfile } from "./profiles/kimai.js";
import { logLinesProfile } from "./profiles/log-lines.js";
import { membersProfile } from "./profiles/members.js";
import { solidtimeProfile } from "./profiles/solidtime.js";
import { togglProfile } from "./profiles/toggl.js";

export const importProfiles: readonly ImportProfile[] = [
  contributionsProfile,
  membersProfile,
  logLinesProfile,
  togglProfile,
  clockifyProfile,
  harvestProfile,
  kimaiProfile,
  solidtimeProfile,
];

/** Refuses `not_found`. */
export function profileById(id: string): ImportProfile {
  const profile = importProfiles.find((known) => known.id === id);
  if (!profile) throw new Refusal("not_found", { at: "profile", id });
  return profile;
}
