/** A contribution as a sentence, what was understood in bold: «3 h 30 de facilitation, le jeudi 12 mars …». */

import { fold } from "../../domain/fold.js";
import { parseAmount } from "../../domain/money.js";
import { canonicalUnit, unitWords } from "../../domain/units.js";
import type { ContributionAnswer } from "../../features/contributions/contributions.schema.js";
import type { DraftField, DraftPlace } from "../draft-fields.js";
import { longDay, money, quantity } from "../format.js";
import en from "../i18n/en/contribute.js";
import fr, { type SaidContribution } from "../i18n/fr/contribute.js";
import { type Circle, type Kind, nameIn } from "../place.js";
import type { Understanding } from "../quick-draft.js";
import { type Part, speak } from "../speech.js";

const t = speak({ fr, en });

/** Whether a kind is called by its unit: «2 h» says it all for a kind called «Heures». */
export const isNamedByUnit = (kind: string, unit: string | null): boolean => {
  if (unit === null) return false;
  const words = (unitWords as Readonly<Record<string, readonly string[]>>)[canonicalUnit(unit)] ?? [];
  return words.includes(fold(kind));
};

const isAmount = (text: string, currency: string): boolean => {
  try {
    return parseAmount(text, currency) > 0n;
  } catch {
    return false;
  }
};
const isQuantity = (text: string): boolean => /^\d{1,15}(?:\.\d{1,12})?$/.test(text);

/** The parts of an understanding that are certain; what is still asked is left out. */
export function saidOf({ draft, entry, kind, questions }: Understanding, place: DraftPlace): SaidContribution {
  const isOpen = (field: DraftField) => questions.some((question) => question.field === field && question.isOpen);
  const { currency, circles, envelopes, members, me } = place;
  const [person, envelopeName, circleName] = [nameIn(members), nameIn(envelopes), nameIn(circles)];
  const amount = (value: string | null) => (value !== null && isAmount(value, currency) ? money(value, currency) : "");
  const { quantity: count, settlement } = draft;
  const measure = count !== null && isQuantity(count) && !isOpen("quantity") ? quantity(count, kind?.unit ?? draft.unit) : "";
  const isEnvelopeCircle = envelopes.find(({ id }) => id === draft.envelopeId)?.circleId === draft.circleId;
  const isManyCircles = circles.filter(({ isArchived }) => !isArchived).length > 1;
  return {
    giver: draft.memberId === me || isOpen("memberId") ? "" : person(draft.memberId),
    measure: amount(draft.amount) || measure,
    kind: isOpen("kindId") ? "" : (kind?.name ?? ""),
    isMeasureKind: kind !== undefined && measure !== "" && isNamedByUnit(kind.name, kind.unit),
    day: isOpen("dayOn") ? "" : longDay(draft.dayOn),
    until: draft.untilOn && !isOpen("dayOn") ? longDay(draft.untilOn) : "",
    envelope: isOpen("envelopeId") ? "" : envelopeName(draft.envelopeId),
    circle: isOpen("circleId") || !isManyCircles || isEnvelopeCircle ? "" : circleName(draft.circleId),
    claim: amount(draft.claim),
    settlement: kind?.isExpense ? t().settlement(settlement ?? "reimburse") : "",
    isVolunteered: draft.isVolunteered,
    paidTo: person(draft.paidTo),
    words: draft.note === entry.note ? entry.remainder : draft.note,
    tags: draft.tags,
  };
}

interface StoryNames {
  readonly kinds: readonly Kind[];
  readonly circles: readonly Circle[];
  readonly envelopes: readonly { id: string; name: string; circleId: string }[];
  readonly currency: string;
}

/** The parts of a contribution that is saved. */
export function saidOfStory(story: ContributionAnswer, { kinds, circles, envelopes, currency }: StoryNames): SaidContribution {
  const kind = kinds.find(({ id }) => id === story.kindId);
  const measure = story.quantity === null ? "" : quantity(story.quantity, story.unit);
  const isEnvelopeCircle = envelopes.find(({ id }) => id === story.envelopeId)?.circleId === story.circleId;
  return {
    giver: "",
    measure: story.amount === null ? measure : money(story.amount, currency),
    kind: kind?.name ?? "",
    isMeasureKind: kind !== undefined && measure !== "" && isNamedByUnit(kind.name, kind.unit),
    day: longDay(story.dayOn),
    until: story.untilOn === null ? "" : longDay(story.untilOn),
    envelope: nameIn(envelopes)(story.envelopeId),
    circle: circles.length < 2 || isEnvelopeCircle ? "" : nameIn(circles)(story.circleId),
    claim: "",
    settlement: "",
    isVolunteered: false,
    paidTo: "",
    words: story.note,
    tags: [],
  };
}

export const Said = ({ parts }: { parts: readonly Part[] }) => (
  <>{parts.map((part, index) => (typeof part === "string" ? part : <strong key={index}>{part[0]}</strong>))}</>
);

export const SaidContributionLine = ({ said }: { said: SaidContribution }) => <Said parts={t().said(said)} />;

/** The shortest of it, for a word after saving: «3 h 30 de facilitation». */
export const shortlySaid = (said: SaidContribution): string =>
  t()
    .said({
      ...said,
      giver: "",
      day: "",
      until: "",
      envelope: "",
      circle: "",
      claim: "",
      settlement: "",
      paidTo: "",
      isVolunteered: false,
      tags: [],
      words: "",
    })
    .map((part) => (typeof part === "string" ? part : part[0]))
    .join("")
    .trim() || said.words;
