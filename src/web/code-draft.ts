/**
 * A version of the social code as it is typed, and as it is sent.
 *
 * A figure is typed as text; one that is none is sent as none, and the service says what it may be. A setting that is not said
 * is not sent: it is inherited. A section that was begun and left empty says nothing.
 */
import type { ConsentSettings, LastResort } from "../domain/consent/settings.js";
import type { CodeSection, CodeSetting } from "../domain/social-code.js";
import type { NewVersion } from "../features/social-code/social-code.schema.js";

/** `key` tells sections apart while they are moved; `id` is the section it was, none for a new one. */
export interface TypedSection {
  readonly key: string;
  readonly id?: string;
  readonly title: string;
  readonly text: string;
}
/** All of what each kind needs: going from one to another and back loses nothing. */
export interface TypedLastResort {
  readonly kind: LastResort["kind"];
  readonly numerator: string;
  readonly denominator: string;
  readonly name: string;
  readonly memberIds: readonly string[];
}
type TypedValue<Name extends CodeSetting> = ConsentSettings[Name] extends number
  ? string
  : Name extends "lastResort"
    ? TypedLastResort
    : ConsentSettings[Name];
export type TypedSettings = { readonly [Name in CodeSetting]: TypedValue<Name> };
export interface TypedCode {
  readonly sections: readonly TypedSection[];
  /** Those that are said here; the others are inherited. */
  readonly consent: Partial<TypedSettings>;
}

/** Settings that are one figure. */
export const figures = ["openHours", "daysBetweenAttempts", "attemptsBefore", "meetingsBefore", "restMonths"] as const;
export type FigureName = (typeof figures)[number];
export const isFigure = (name: CodeSetting): name is FigureName => (figures as readonly string[]).includes(name);

const typedResort = (resort: LastResort): TypedLastResort => ({
  ...{ kind: resort.kind, numerator: "2", denominator: "3", name: "", memberIds: [] },
  ...(resort.kind === "vote" ? { numerator: `${resort.numerator}`, denominator: `${resort.denominator}` } : {}),
  ...(resort.kind === "council" ? { name: resort.name, memberIds: resort.memberIds } : {}),
});

/** A value as it is typed: what a setting starts from when it is said here. */
export function typedSetting(name: CodeSetting, settings: Partial<ConsentSettings>): Partial<TypedSettings> {
  const value = settings[name];
  if (value === undefined) return {};
  if (name === "lastResort") return { lastResort: typedResort(value as LastResort) };
  return { [name]: typeof value === "number" ? `${value}` : value };
}

const typedConsent = (consent: Partial<ConsentSettings>): Partial<TypedSettings> =>
  Object.assign({}, ...Object.keys(consent).map((name) => typedSetting(name as CodeSetting, consent)));

/** A version, or a text to start from, to be written on. */
export const typedCode = (sections: readonly CodeSection[], consent: Partial<ConsentSettings>): TypedCode => ({
  sections: sections.map(({ id, title, text }) => ({ key: id, id, title, text })),
  consent: typedConsent(consent),
});

const readFigure = (typed: string): number => (typed.trim() === "" ? Number.NaN : Number(typed.replace(",", ".")));

function readResort({ kind, numerator, denominator, name, memberIds }: TypedLastResort): LastResort {
  if (kind === "vote") return { kind, numerator: readFigure(numerator), denominator: readFigure(denominator) };
  return kind === "council" ? { kind, name, memberIds } : { kind };
}

/** What is said here, as settings: the preview shows them, the service judges them. */
export function readConsent(consent: Partial<TypedSettings>): Partial<ConsentSettings> {
  const { lastResort, ...others } = consent;
  const read = Object.entries(others).map(([name, value]) => [name, isFigure(name as CodeSetting) ? readFigure(String(value)) : value]);
  return { ...Object.fromEntries(read), ...(lastResort ? { lastResort: readResort(lastResort) } : {}) };
}

const says = ({ title, text }: TypedSection): boolean => title.trim() !== "" || text.trim() !== "";

/** The place of a section among those that are sent: the one that refusals name. */
export const sentPlace = (sections: readonly TypedSection[], place: number): number => sections.slice(0, place).filter(says).length;

export const sentCode = ({ sections, consent }: TypedCode): Pick<NewVersion, "sections" | "consent"> => ({
  sections: sections.filter(says).map(({ id, title, text }) => ({ ...(id ? { id } : {}), title, text })),
  consent: readConsent(consent) as NewVersion["consent"],
});

/** A line at another place; at the ends it stays. */
export function moved<Line>(lines: readonly Line[], from: number, by: -1 | 1): Line[] {
  const to = from + by;
  if (to < 0 || to >= lines.length) return [...lines];
  const others = lines.filter((_, place) => place !== from);
  return [...others.slice(0, to), lines[from] as Line, ...others.slice(to)];
}

/** A text with a mark where the cursor stands. */
export const withMark = (text: string, at: number, name: CodeSetting): string => `${text.slice(0, at)}{${name}}${text.slice(at)}`;
