/**
 * The social code (DESIGN §11): the versioned text of how a collective works, whose figures are settings.
 *
 *  1. A version is sections in their order, each with a title and a text, and the settings it rules. A circle may have a code
 *     of its own, which inherits what it does not say.
 *  2. A text names a setting by a mark, and shows its present value: text and rule cannot disagree.
 *  3. A version is a draft until a decision publishes it. What is published is never written again; what people agreed to is
 *     what they saw, so a draft that was written again, or that was made from a version no longer in force, is proposed anew.
 *
 *   "ouverte {openHours} heures" → [{ text: "ouverte " }, { setting: "openHours" }, { text: " heures" }]
 *   "ouverte {hours} heures"     → code_invalid { at: "sections[0].text", problem: "one_of", allowed: […] }
 */
import { type ConsentSettings, requireConsentSettings, settingsInForce } from "./consent/settings.js";
import { Refusal } from "./refusals.js";

export interface CodeSection {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Settings that a text may name. */
export const codeSettings = [
  "openHours",
  "restWeekdays",
  "countsPublicHolidays",
  "daysBetweenAttempts",
  "attemptsBefore",
  "meetingsBefore",
  "lastResort",
  "restMonths",
  "deciding",
  "proposing",
] as const satisfies readonly (keyof ConsentSettings)[];
export type CodeSetting = (typeof codeSettings)[number];

export const sectionsMax = 60;

export type Passage = { readonly text: string } | { readonly setting: CodeSetting };

/** A text, cut at its marks (rule 2); a mark that names no setting is text. */
export function passagesOf(text: string): Passage[] {
  return text
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== "")
    .map((piece) => {
      const setting = codeSettings.find((name) => piece === `{${name}}`);
      return setting ? { setting } : { text: piece };
    });
}

/** Names that stand as marks and are no setting. */
export const unknownMarksOf = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string).filter((name) => !codeSettings.some((setting) => setting === name));

/** Refuses `code_invalid` at a section without title, with the id of another, or with a mark that names no setting. */
export function requireSections(sections: readonly CodeSection[]): void {
  if (sections.length === 0) throw new Refusal("code_invalid", { at: "sections", problem: "list_at_least", min: 1 });
  for (const [index, { id, title, text }] of sections.entries()) {
    const at = `sections[${index}]`;
    if (title.trim() === "") throw new Refusal("code_invalid", { at: `${at}.title`, problem: "text_empty" });
    if (sections.findIndex((other) => other.id === id) < index) throw new Refusal("code_invalid", { at: `${at}.id`, problem: "twice", id });
    if (unknownMarksOf(text).length > 0) throw new Refusal("code_invalid", { at: `${at}.text`, problem: "one_of", allowed: codeSettings });
  }
}

/** Refuses `consent_setting_invalid`: what a code says, with what it inherits, must work as a whole. */
export const requireCodeSettings = (inherited: readonly Partial<ConsentSettings>[], own: Partial<ConsentSettings>): void =>
  requireConsentSettings(settingsInForce([...inherited, own]));

export interface DraftState {
  readonly id: string;
  /** The version it was made from; null for a first one. */
  readonly basedOn: string | null;
  readonly changedAt: Date;
  readonly publishedAt: Date | null;
}

/** Rule 3. Refuses `code_published`. */
export function requireDraft({ publishedAt }: Pick<DraftState, "publishedAt">): void {
  if (publishedAt !== null) throw new Refusal("code_published", { at: "version", publishedAt: publishedAt.toISOString() });
}

/**
 * Rule 3, when a decision publishes it: `seenAt` is when its attempt opened, `inForceId` the version in force. Refuses
 * `code_published`, `change_stale`.
 */
export function requirePublishable(draft: DraftState, { seenAt, inForceId }: { readonly seenAt: Date; readonly inForceId: string | null }) {
  requireDraft(draft);
  if (draft.changedAt > seenAt || draft.basedOn !== inForceId) throw new Refusal("change_stale", { at: "version", id: draft.id });
}

// Differences ----------------------------------------------------------------------------------------------------------

export type SectionChange = "same" | "changed" | "added" | "removed";

export interface SectionDifference {
  readonly change: SectionChange;
  readonly before: CodeSection | null;
  readonly after: CodeSection | null;
}

/** Two versions side by side, section by section in the order of the later; those that went stand where they stood. */
export function differencesOf(before: readonly CodeSection[], after: readonly CodeSection[]): SectionDifference[] {
  const kept = new Map(before.map((section) => [section.id, section]));
  const stays = new Set(after.map(({ id }) => id));
  const gone = (from: number): CodeSection[] => {
    const next = before.findIndex(({ id }, index) => index >= from && stays.has(id));
    return before.slice(from, next < 0 ? undefined : next).filter(({ id }) => !stays.has(id));
  };
  const removed = (sections: readonly CodeSection[]) =>
    sections.map((section): SectionDifference => ({ change: "removed", before: section, after: null }));
  return [
    ...removed(gone(0)),
    ...after.flatMap((section): SectionDifference[] => {
      const was = kept.get(section.id);
      if (!was) return [{ change: "added", before: null, after: section }];
      const isSame = was.title === section.title && was.text === section.text;
      return [{ change: isSame ? "same" : "changed", before: was, after: section }, ...removed(gone(before.indexOf(was) + 1))];
    }),
  ];
}

/** Names of settings whose value is not the same. */
export const changedSettings = (before: ConsentSettings, after: ConsentSettings): CodeSetting[] =>
  codeSettings.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));

// From one collective to another ---------------------------------------------------------------------------------------

/** What a code is in a file: `moisson.social-code/1`. People stay where they are: a council travels without them. */
export interface CodeFile {
  readonly format: "moisson.social-code/1";
  readonly title: string;
  readonly sections: readonly CodeSection[];
  readonly consent: Partial<ConsentSettings>;
}

export const codeFile = (title: string, sections: readonly CodeSection[], consent: Partial<ConsentSettings>): CodeFile => ({
  format: "moisson.social-code/1",
  title,
  sections,
  consent: consent.lastResort?.kind === "council" ? { ...consent, lastResort: { ...consent.lastResort, memberIds: [] } } : consent,
});

/** A file as a draft: a council that came without its people is left out, for the collective to name its own. */
export function draftOfFile({ sections, consent }: Pick<CodeFile, "sections" | "consent">): Pick<CodeFile, "sections" | "consent"> {
  const { lastResort, ...others } = consent;
  return { sections, consent: lastResort === undefined || lastResort.kind === "council" ? others : { ...others, lastResort } };
}
