/** A contribution being written: its fields as they hold it, as the service takes it, and what is wrong with them. */
import { type ContributionDraft, type DraftFacts, draftFaults, type Fault } from "../domain/contribution-draft.js";
import { readHours } from "../domain/quick-entry/measures.js";
import type { Language } from "../domain/refusals.js";
import { canonicalUnit } from "../domain/units.js";
import type { Circle, Envelope, Kind, Member } from "./place.js";

/** A contribution as fields hold it: texts, empty where nothing is said. Figures stand as people type them. */
export interface DraftValues {
  memberId: string;
  circleId: string;
  envelopeId: string;
  kindId: string;
  paidTo: string;
  dayOn: string;
  untilOn: string;
  quantity: string;
  amount: string;
  claim: string;
  note: string;
  tags: string;
  evidence: string;
  settlement: string;
  /** "yes" or nothing. */
  isVolunteered: string;
}
export type DraftField = keyof DraftValues;

/** The collective, as far as a draft needs it. */
export interface DraftPlace {
  readonly me: string;
  readonly today: string;
  readonly language: Language;
  readonly currency: string;
  readonly kinds: readonly Kind[];
  readonly circles: readonly Circle[];
  readonly envelopes: readonly Envelope[];
  readonly members: readonly Member[];
  /** A decimal out of what was typed; undefined where it is none. */
  readonly read: (typed: string) => string | undefined;
  /** A decimal as people type it. */
  readonly typed: (decimal: string) => string;
  /** What a rule refuses, as a sentence. */
  readonly say: (fault: Fault) => string;
}

/**
 * The draft as the service takes it; hours may be typed as in quick entry. What is no number goes as it was typed, so that the
 * rule says what is wrong with it.
 */
export function draftOf(values: DraftValues, unit: string | null, { read, kinds, language }: DraftPlace): ContributionDraft {
  const figure = (typed: string): string | null => (typed.trim() === "" ? null : (read(typed) ?? typed));
  const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());
  const isInHours = canonicalUnit(kinds.find(({ id }) => id === values.kindId)?.unit ?? "") === "h";
  const quantity = (isInHours ? readHours(values.quantity, language) : undefined) ?? figure(values.quantity);
  return {
    memberId: values.memberId,
    circleId: values.circleId,
    kindId: values.kindId,
    envelopeId: orNull(values.envelopeId),
    paidTo: orNull(values.paidTo),
    dayOn: values.dayOn,
    untilOn: orNull(values.untilOn),
    quantity,
    unit: quantity === null ? null : unit,
    amount: figure(values.amount),
    claim: figure(values.claim),
    note: values.note,
    tags: tagsOf(values.tags),
    evidence: orNull(values.evidence),
    settlement: orNull(values.settlement),
    isVolunteered: values.isVolunteered !== "",
  };
}

export const tagsOf = (typed: string): string[] =>
  typed
    .split(/[,;]/)
    .map((tag) => tag.trim().replace(/^#/, ""))
    .filter((tag) => tag !== "");

export function factsOf({ today, currency, kinds, circles, envelopes, members }: DraftPlace): DraftFacts {
  return {
    today,
    currency,
    kinds: new Map(kinds.map((kind) => [kind.id, kind])),
    members: new Map(members.map((member) => [member.id, member])),
    circles: new Set(circles.filter(({ isArchived }) => !isArchived).map(({ id }) => id)),
    envelopes: new Map(envelopes.map((envelope) => [envelope.id, { ...envelope, isClosed: envelope.closedAt !== null }])),
  };
}

/** The first fault of each field, as a sentence. A unit is typed with its quantity. */
export function faultsOf(draft: ContributionDraft, facts: DraftFacts, { say }: Pick<DraftPlace, "say">): Map<DraftField, string> {
  const faults = new Map<DraftField, string>();
  for (const fault of draftFaults(draft, facts)) {
    const { code, figures } = fault;
    const field = (figures.at === "unit" ? "quantity" : figures.at) as DraftField;
    const isNamed = !((code === "unknown_kind" || code === "unknown_circle") && figures.id === "");
    if (!faults.has(field)) faults.set(field, isNamed ? say(fault) : "");
  }
  return faults;
}
