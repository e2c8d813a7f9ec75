/** A proposal as it is typed, and as it is sent. */
import { type Change, type Choice, type Decision, lastOf, partsToDecide } from "./decision-figures.js";

export interface TypedPart {
  /** The part it takes the place of, when it comes back. */
  readonly id?: string;
  readonly title: string;
  /** Figures stand as people type them. */
  readonly changes: readonly Change[];
}

export interface TypedWord {
  readonly choice: Choice;
  readonly argument: string;
}

export interface TypedProposal {
  readonly title: string;
  readonly circleId: string;
  readonly text: string;
  readonly parts: readonly TypedPart[];
  readonly way: "announced" | "meeting" | "ballots";
  readonly isLastResort: boolean;
  readonly meetingId: string;
  /** What was said in the meeting, by who said it. */
  readonly said: Readonly<Record<string, TypedWord>>;
  /** Counted hours for the absent, as a text; empty: at once. */
  readonly hours: string;
}

export const emptyProposal: TypedProposal = {
  ...{ title: "", circleId: "", text: "", parts: [{ title: "", changes: [] }] },
  ...{ way: "announced", isLastResort: false, meetingId: "", said: {}, hours: "" },
};

/** Another attempt begins with what was tried last. */
export const proposedAgain = (decision: Decision, isLastResort: boolean): TypedProposal => ({
  ...emptyProposal,
  title: decision.title,
  circleId: decision.circleId ?? "",
  text: lastOf(decision).text,
  parts: partsToDecide(decision).map(({ id, title, changes }) => ({ id, title, changes: changes as Change[] })),
  ...(isLastResort ? { way: "ballots", isLastResort } : {}),
});

/** Whether an attempt would be the last one once more: then it waits. The way does not change what is proposed. */
export const isAsBefore = ({ text, parts }: TypedProposal, before: TypedProposal): boolean =>
  JSON.stringify([text.trim(), parts]) === JSON.stringify([before.text.trim(), before.parts]);

/** A change whose figure, where it has one, is written in another way. */
export function withFigure(change: Change, written: (figure: string) => string): Change {
  if (change.kind === "set-rate") return { ...change, rate: written(change.rate) };
  if (change.kind === "set-fund-floor") return { ...change, floor: written(change.floor) };
  return change;
}

/** A figure that cannot be read is sent as it was typed, and the service says what is wrong with it. */
const sentChange = (change: Change, read: (typed: string) => string | undefined): Change =>
  withFigure(change, (typed) => read(typed) ?? typed);

/** One part needs no name of its own: it is called as the decision is. */
const sentParts = ({ title, parts }: TypedProposal, read: (typed: string) => string | undefined) =>
  parts.map((part) => ({
    ...part,
    title: part.title.trim() || (parts.length === 1 ? title : ""),
    changes: part.changes.map((change) => sentChange(change, read)),
  }));

/** Who was there and is not named agrees: what says no more than that is not sent. */
const sentSaid = (said: TypedProposal["said"], presentIds: readonly string[]) =>
  presentIds.flatMap((voterId) => {
    const word = said[voterId];
    return word && (word.choice !== "agree" || word.argument.trim() !== "")
      ? [{ voterId, choice: word.choice, argument: word.argument.trim() || null }]
      : [];
  });

/** What another attempt sends; a new decision adds its title and its circle. */
export function sentAttempt(typed: TypedProposal, presentIds: readonly string[], read: (typed: string) => string | undefined) {
  const { text, way, isLastResort, meetingId, said, hours } = typed;
  return {
    ...{ way, text, parts: sentParts(typed, read) },
    ...(way === "ballots" ? { isLastResort } : {}),
    ...(way === "meeting" ? { meetingId, said: sentSaid(said, presentIds), hours: hours === "" ? null : Number(hours) } : {}),
  };
}
