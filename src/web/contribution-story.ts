/** The history of a contribution as what changed: each version keeps what stood before it. */
import type { ContributionStory } from "../features/contributions/contributions.schema.js";
import type { DraftField, DraftValues } from "./draft-fields.js";

export interface FieldChange {
  readonly field: DraftField;
  readonly before: unknown;
  readonly after: unknown;
}

export const storyFields: readonly DraftField[] = [
  "memberId",
  "kindId",
  "quantity",
  "amount",
  "claim",
  "dayOn",
  "untilOn",
  "envelopeId",
  "circleId",
  "note",
  "tags",
  "evidence",
  "paidTo",
  "settlement",
  "isVolunteered",
];

/** What the version at this place changed: against the next version’s «before», or what stands now. */
export function changesOf(story: ContributionStory, index: number): FieldChange[] {
  const before = story.history[index]?.before ?? {};
  const after: Record<string, unknown> = story.history[index + 1]?.before ?? { ...story };
  return storyFields
    .filter((field) => field in before && JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** A contribution as the fields of its form hold it. */
export function valuesOf(story: ContributionStory, typed: (decimal: string) => string): DraftValues {
  return {
    memberId: story.memberId,
    circleId: story.circleId,
    envelopeId: story.envelopeId ?? "",
    kindId: story.kindId,
    paidTo: story.paidTo ?? "",
    dayOn: story.dayOn,
    untilOn: story.untilOn ?? "",
    quantity: typed(story.quantity ?? ""),
    amount: typed(story.amount ?? ""),
    claim: typed(story.claim ?? ""),
    note: story.note,
    tags: story.tags.join(", "),
    evidence: story.evidence ?? "",
    settlement: story.settlement ?? "",
    isVolunteered: story.isVolunteered ? "yes" : "",
  };
}
