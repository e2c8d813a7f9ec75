/** Deciding, as stories: ana, bob, cleo, dan and eva decide, fox does not. Tuesday 3 March 2026, 10:00 in Paris is `tuesday`. */
import { type Opening, openAttempt } from "../../../src/domain/consent/attempts.js";
import { castBallot } from "../../../src/domain/consent/ballots.js";
import type { Attempt, Choice, Decision, Part, Proposal } from "../../../src/domain/consent/decision.js";
import { reopen } from "../../../src/domain/consent/reopening.js";
import { type ConsentSettings, lilleSettings } from "../../../src/domain/consent/settings.js";
import { Refusal, type RefusalFigures } from "../../../src/domain/refusals.js";

export const deciders = ["ana", "bob", "cleo", "dan", "eva"];
export const calendar = { timeZone: "Europe/Paris", country: "FR", region: null, addedDays: [] };

/** An instant as the clocks of Paris show it: at("03-10 10:00"), in 2026; summer time from 29 March to 25 October. */
export function at(text: string): Date {
  const [day = "", hour = "10:00"] = text.split(" ");
  const offset = day >= "03-29" && day < "10-25" ? "+02:00" : "+01:00";
  return new Date(`2026-${day}T${hour}${hour.length === 5 ? ":00" : ""}${offset}`);
}

export const part = (id: string, title = id): Part => ({ id, title, changes: [{ kind: "adopt-key", keyId: `key of ${id}` }] });
export const proposal = (text = "as it was", ...parts: Part[]): Proposal => ({ text, parts: parts.length > 0 ? parts : [part("all")] });

export const proposed: Decision = { id: "decision", proposedAt: at("03-02 09:00"), attempts: [], meetings: [], reopenings: [] };

export interface Setting {
  readonly settings?: Partial<ConsentSettings>;
  readonly voterIds?: readonly string[];
}

type Loose = Partial<{ text: string; parts: Part[]; hours: number; by: string; isLastResort: boolean }>;

/** Everything `openAttempt` asks, by ballots. */
export const opening = ({ text, parts = [], hours, by = "ana", isLastResort = false }: Loose = {}): Opening => ({
  openedById: by,
  way: "ballots",
  proposal: proposal(text, ...parts),
  hours: hours ?? null,
  isLastResort,
});

export const rulesOf = ({ settings }: Setting = {}) => ({ settings: { ...lilleSettings, ...settings }, calendar });

/** The decision with one attempt more. */
export function opened(decision: Decision, now: Date, asked: Loose | Opening = {}, { settings, voterIds }: Setting = {}): Decision {
  const facts = { ...rulesOf({ settings: settings ?? {} }), decision, proposerIds: deciders, voterIds: voterIds ?? deciders };
  const attempt = openAttempt(facts, "way" in asked ? asked : opening(asked), now);
  return { ...decision, attempts: [...decision.attempts, attempt] };
}

export const lastOf = (decision: Decision): Attempt => {
  const last = decision.attempts.at(-1);
  if (!last) throw new Error("nothing was tried");
  return last;
};

/** The decision with its last attempt changed. */
export const withLast = (decision: Decision, change: (attempt: Attempt) => Partial<Attempt>): Decision => {
  const last = lastOf(decision);
  return { ...decision, attempts: [...decision.attempts.slice(0, -1), { ...last, ...change(last) }] };
};

/** The decision with a ballot more: said(decision, now, "bob block: too dear"). */
export function said(decision: Decision, now: Date, ...texts: string[]): Decision {
  return texts.reduce((sofar, text) => {
    const [, voterId = "", choice, argument] = /^(\w+) (\w+)(?:: (.*))?$/.exec(text) ?? [];
    const ballot = castBallot(lastOf(sofar), { voterId, choice: choice as Choice, argument: argument ?? null }, now);
    return withLast(sofar, ({ ballots }) => ({ ballots: [...ballots, ballot] }));
  }, decision);
}

export const listed = (decision: Decision, meetingId: string, heldAt: Date, recordedAt = heldAt): Decision => ({
  ...decision,
  meetings: [...decision.meetings, { meetingId, heldAt, recordedAt }],
});

export const reopened = (decision: Decision, now: Date, partIds: string[] | null = null, by = "ana"): Decision => ({
  ...decision,
  reopenings: [
    ...decision.reopenings,
    reopen(
      { decision, proposerIds: deciders, timeZone: "Europe/Paris", proposing: ["subscriber"] },
      { reopenedById: by, partIds, reason: "we learnt" },
      now,
    ),
  ],
});

/** Two blocked attempts a week apart and two meetings: opened 3 March and 13 March, closed 6 March and 18 March at 10:00. */
export function atTheLastResort(settings: Partial<ConsentSettings> = {}): Decision {
  const first = said(opened(proposed, at("03-03"), {}, { settings }), at("03-04"), "bob block: too dear");
  const second = said(opened(first, at("03-13"), {}, { settings }), at("03-16"), "bob block: still too dear", "cleo agree: it is needed");
  return listed(listed(second, "meeting 1", at("03-10")), "meeting 2", at("03-20"));
}

/** What was refused: its code and figures. */
export function refusal(act: () => unknown): { code: string } & RefusalFigures {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.figures };
    throw error;
  }
  return { code: "nothing was refused" };
}

/** Its code alone. */
export const refused = (act: () => unknown): string => refusal(act).code;
