/** The collective as a contribution being written needs it: its names, its day, its currency; undefined until they are read. */
import { readDecimal, typedDecimal } from "./components/fields.js";
import type { DraftPlace } from "./draft-fields.js";
import { dayAt } from "./format.js";
import { useCircles, useCollective, useEnvelopes, useHere, useKinds, useMembers } from "./place.js";
import { sayRefusal } from "./refusal-words.js";
import { language } from "./speech.js";

export function useDraftPlace(): DraftPlace | undefined {
  const { me } = useHere();
  const collective = useCollective();
  const kinds = useKinds();
  const circles = useCircles();
  const envelopes = useEnvelopes();
  const members = useMembers();
  if (!collective || !kinds || !circles || !envelopes || !members) return undefined;
  return {
    me,
    today: dayAt(new Date().toISOString(), collective.timeZone),
    language: language.value,
    currency: collective.currency,
    kinds,
    circles,
    envelopes,
    members,
    read: readDecimal,
    typed: typedDecimal,
    say: sayRefusal,
  };
}
