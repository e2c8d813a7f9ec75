/** Where the settings of a social code come from, and what a change of them touches. */
import { type ConsentSettings, settingsInForce } from "../domain/consent/settings.js";
import { slug } from "../domain/fold.js";
import { type CodeSetting, passagesOf } from "../domain/social-code.js";

/** A code, as far as it says settings: whose it is, and what it says. */
export interface SayingCode {
  readonly circleId: string | null;
  readonly consent: Partial<ConsentSettings>;
}

/** The code that says a setting, out of those that count, the widest first; undefined where none does, and the model counts. */
export const sayingOf = <Code extends SayingCode>(name: CodeSetting, codes: readonly Code[]): Code | undefined =>
  codes.filter(({ consent }) => consent[name] !== undefined).at(-1);

/** What a circle’s code, or the collective’s, inherits: what the codes around it say, its own left out. */
export const inheritedBy = (circleId: string | null, codes: readonly SayingCode[]): ConsentSettings =>
  settingsInForce(codes.filter((code) => code.circleId !== circleId).map(({ consent }) => consent));

/** The settings a text names. */
export const namedIn = (text: string): CodeSetting[] =>
  passagesOf(text).flatMap((passage) => ("setting" in passage ? [passage.setting] : []));

/** The name of a file that holds a version: («code-social», «Les Communs», 2) → code-social-les-communs-v2.json. */
export const fileName = (what: string, whose: string, number: number): string => `${what}-${slug(whose)}-v${number}.json`;
