/** Who has not said a word yet of what they gave, in a sentence; null where everybody has. It stops nothing, and is said before a proposal. */
import { listed } from "../format.js";
import { silentOf } from "../sharing-figures.js";
import { type Meeting, t } from "./sharing-meeting.js";

/** More names than these are counted. */
const namesMax = 8;

export function silentWords({ table, name }: Pick<Meeting, "table" | "name">): string | null {
  const silent = silentOf(table);
  if (silent.length === 0) return null;
  const named = silent.length > namesMax ? silent.slice(0, namesMax - 1) : silent;
  const who = named.map(({ memberId, lines }) => `${name(memberId)} (${lines})`);
  if (named.length < silent.length) who.push(t().silent.others(silent.length - named.length));
  const lines = silent.reduce((sum, each) => sum + each.lines, 0);
  return t().silent.says(silent.length, lines, listed(who));
}
