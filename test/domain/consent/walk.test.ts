/** Random lives of a decision: attempts, ballots, meetings, reopenings and clocks in any order, each step against the plain model. */
import fc from "fast-check";
import { carriedArguments, type Opening, openAttempt } from "../../../src/domain/consent/attempts.js";
import { attentionOf, castBallot, rule } from "../../../src/domain/consent/ballots.js";
import type { ConsentCalendar } from "../../../src/domain/consent/counted-hours.js";
import type { Choice, Decision, Proposal } from "../../../src/domain/consent/decision.js";
import { lastResortReadiness } from "../../../src/domain/consent/last-resort.js";
import { outcomeOf } from "../../../src/domain/consent/outcome.js";
import { dueChanges, isTaken, partStates, statusOf } from "../../../src/domain/consent/parts.js";
import { reopen } from "../../../src/domain/consent/reopening.js";
import { type ConsentSettings, type LastResort, lilleSettings } from "../../../src/domain/consent/settings.js";
import { law } from "../../support/law.js";
import { t } from "../../support/tap.js";
import { Model, type ModelFigures } from "./model.js";
import { deciders, part, refused, withLast } from "./stories.js";

const lastResorts: Readonly<Record<ModelFigures["last"], LastResort>> = {
  vote: { kind: "vote", numerator: 2, denominator: 3 },
  council: { kind: "council", name: "Sages", memberIds: ["eva", "fox"] },
  none: { kind: "none" },
};

const figures = fc.record({
  hours: fc.constantFrom(72, 24),
  days: fc.constantFrom(7, 7, 0),
  attempts: fc.constantFrom(2, 1),
  meetings: fc.constantFrom(2, 1, 0),
  months: fc.constantFrom(3, 1, 0),
  last: fc.constantFrom("vote", "vote", "council", "none"),
} as const);

const calendars = fc.constantFrom<ConsentCalendar>(
  { timeZone: "Europe/Paris", country: "FR", region: null, addedDays: ["2026-03-12"] },
  { timeZone: "America/Martinique", country: "FR", region: "martinique", addedDays: [] },
  { timeZone: "Africa/Cairo", country: "EG", region: null, addedDays: [] },
);

const minute = 60_000;
const day = 24 * 60 * minute;
const person = fc.constantFrom(...deciders, "fox");
const partIds = fc.constantFrom(["a"], ["a", "b"], ["a", "b"], ["b"], ["c"]);
const asked = fc.record({
  text: fc.constantFrom("as it was", "as it was", "amended"),
  partIds,
  voters: fc.subarray(deciders, { minLength: 1 }),
  isLast: fc.boolean(),
});

const wait = fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(7, 37 * minute, 9 * 60 * minute, day, 7 * day, 32 * day) });
const waitForEnd = fc.record({ do: fc.constant("wait for the end" as const), before: fc.constantFrom(0, 0, 1) });
const open = fc.record({ do: fc.constant("open" as const), asked });
const meet = fc.record({ do: fc.constant("meet" as const), asked, isBlocked: fc.boolean() });
const cast = fc.record({
  do: fc.constant("cast" as const),
  voter: person,
  choice: fc.constantFrom<Choice>("agree", "agree", "abstain", "disagree", "block", "block", "block"),
  argument: fc.constantFrom("because", "because", ""),
});
const list = fc.record({
  do: fc.constant("list" as const),
  id: fc.constantFrom<string>("1", "2", "3"),
  ago: fc.constantFrom(0, day, 12 * day),
});
const again = fc.record({ do: fc.constant("reopen" as const), id: fc.constantFrom("a", "b", null) });
const ruling = fc.record({ do: fc.constant("rule" as const), isAdopted: fc.boolean() });
const settle = fc.record({ do: fc.constant("settle" as const) });
const single = fc.oneof(wait, waitForEnd, open, meet, cast, cast, cast, list, again, ruling, settle);
type Step = typeof single extends fc.Arbitrary<infer One> ? One : never;

/** Blocked attempts, a week apart, and a meeting: alone, single steps hardly ever come to the last resort. */
const blocked = fc.tuple(asked, person, fc.constantFrom("a", null)).map(([what, voter, id]): Step[] => [
  { do: "open", asked: { ...what, isLast: true } },
  { do: "open", asked: { ...what, isLast: false } },
  { do: "cast", voter, choice: "block", argument: "" },
  { do: "cast", voter, choice: "block", argument: "because" },
  { do: "cast", voter: "bob", choice: "block", argument: "because" },
  { do: "cast", voter: "ana", choice: "agree", argument: "" },
  { do: "list", id: voter, ago: 0 },
  { do: "wait for the end", before: 0 },
  { do: "reopen", id },
  { do: "open", asked: { ...what, isLast: false } },
  { do: "wait", ms: 7 * day },
]);
const lives = fc.array(fc.oneof(fc.array(single, { maxLength: 6 }), blocked), { minLength: 1, maxLength: 9 }).map((parts) => parts.flat());

const seen = new Map<string, number>();
const tally = (word: string) => seen.set(word, (seen.get(word) ?? 0) + 1);

/** A life, step by step, in both; throws where they differ. */
function walk(figure: ModelFigures, calendar: ConsentCalendar, life: readonly Step[], start: number): void {
  const model = new Model(figure, calendar, start);
  const settings: ConsentSettings = {
    ...lilleSettings,
    openHours: figure.hours,
    daysBetweenAttempts: figure.days,
    attemptsBefore: figure.attempts,
    meetingsBefore: figure.meetings,
    restMonths: figure.months,
    lastResort: lastResorts[figure.last],
  };
  let decision: Decision = { id: "decision", proposedAt: new Date(start), attempts: [], meetings: [], reopenings: [] };
  let now = start;
  const proposal = (text: string, ids: readonly string[]): Proposal => ({ text, parts: ids.map((id) => part(id)) });
  const attempt = (opening: Opening, voterIds: readonly string[]) => {
    const added = openAttempt({ decision, settings, calendar, proposerIds: deciders, voterIds }, opening, new Date(now));
    decision = { ...decision, attempts: [...decision.attempts, added] };
  };

  /** One step; the code of its refusal or "", ours and the model’s. */
  const act = (step: Step): [string, string] => {
    const last = decision.attempts.at(-1);
    switch (step.do) {
      case "wait":
        now += step.ms;
        return ["", ""];
      case "wait for the end":
        now = Math.max(now, (last?.closesAt.getTime() ?? 0) - step.before);
        return ["", ""];
      case "open": {
        const { text, partIds: ids, voters, isLast } = step.asked;
        const opening = { openedById: "ana", way: "ballots", proposal: proposal(text, ids), hours: null, isLastResort: isLast } as const;
        return [no(() => attempt(opening, voters)), model.open(now, step.asked, null)];
      }
      case "meet": {
        const { text, partIds: ids, voters } = step.asked;
        const blocker = step.isBlocked ? (voters[0] ?? null) : null;
        const said = blocker ? ([{ voterId: blocker, choice: "block", argument: "said there" }] as const) : [];
        const meeting = { way: "meeting", meetingId: "1", presentIds: voters, said, hours: null } as const;
        return [
          no(() => attempt({ openedById: "ana", proposal: proposal(text, ids), ...meeting }, voters)),
          model.open(now, step.asked, { blocker }),
        ];
      }
      case "cast": {
        if (!last) return ["", ""];
        const { voter: voterId, choice, argument } = step;
        const add = () => {
          const ballot = castBallot(last, { voterId, choice, argument }, new Date(now));
          decision = withLast(decision, ({ ballots }) => ({ ballots: [...ballots, ballot] }));
        };
        return [no(add), model.cast(voterId, choice, argument)];
      }
      case "list": {
        const heldAt = now - step.ago;
        decision = {
          ...decision,
          meetings: [...decision.meetings, { meetingId: step.id, heldAt: new Date(heldAt), recordedAt: new Date(now) }],
        };
        model.list(step.id, heldAt);
        return ["", ""];
      }
      case "reopen": {
        const add = () => {
          const facts = { decision, proposerIds: deciders, timeZone: calendar.timeZone, proposing: settings.proposing };
          const partIds = step.id === null ? null : [step.id];
          const reopening = reopen(facts, { reopenedById: "ana", partIds, reason: "we learnt" }, new Date(now));
          decision = { ...decision, reopenings: [...decision.reopenings, reopening] };
        };
        return [no(add), model.reopen(now, step.id)];
      }
      case "rule": {
        if (!last) return ["", ""];
        const add = () => {
          const added = rule(last, { isAdopted: step.isAdopted, memberIds: ["eva"] }, new Date(now));
          decision = withLast(decision, () => ({ ruling: added }));
        };
        return [no(add), model.rule(now, step.isAdopted)];
      }
      case "settle": {
        // What took effect is kept with its attempt; ballots come back from wherever they are kept in any order.
        const settled = last ? outcomeOf(last, new Date(now)) : null;
        if (isTaken(settled)) decision = withLast(decision, () => ({ settled }));
        else if (last) decision = withLast(decision, ({ ballots }) => ({ ballots: [...ballots].reverse() }));
        return ["", ""];
      }
    }
  };

  for (const [index, step] of life.entries()) {
    // As far as the calendar on the model’s wall goes.
    if (now > Date.parse("2027-09-01T00:00:00Z")) return;
    const [ours, theirs] = act(step);
    model.tick(now);
    const where = `step ${index}, ${step.do}, ${new Date(now).toISOString()}`;
    same(ours, theirs, `${where}: refusal`);
    if (ours !== "") tally(ours);
    const at = new Date(now);
    same(statusOf(decision, at), model.status, `${where}: status`);
    tally(model.status);
    const parts = partStates(decision, at).map(({ part, state }) => `${part.id} ${state}`);
    same(
      parts.sort().join(),
      [...model.parts]
        .map(([id, { state }]) => `${id} ${state}`)
        .sort()
        .join(),
      `${where}: parts`,
    );
    const due = dueChanges(decision, at).map(({ partId }) => partId);
    same(
      due.sort().join(),
      [...model.parts]
        .filter(([, { state }]) => state === "stands")
        .map(([id]) => id)
        .sort()
        .join(),
      `${where}: due`,
    );
    const readiness = lastResortReadiness({ decision, settings, calendar }, at);
    same(readiness.attempts, model.spaced, `${where}: attempts that count`);
    same(readiness.meetings, model.listedMeetings, `${where}: meetings that count`);
    if (model.running === null) same(carriedArguments(decision, at).length, model.carried, `${where}: arguments`);
    for (const attempt of decision.attempts) {
      const { spoke, saw, notYet } = attentionOf(attempt);
      same([...spoke, ...saw, ...notYet].sort().join(), [...attempt.voterIds].sort().join(), `${where}: who has seen it`);
    }
  }
}

function no(act: () => unknown): string {
  const code = refused(act);
  return code === "nothing was refused" ? "" : code;
}

function same(ours: unknown, theirs: unknown, what: string): void {
  if (ours !== theirs) throw new Error(`${what}: ${String(ours)}, and the model says ${String(theirs)}`);
}

t.test("whatever happens, decision and model say the same", async (t) => {
  const start = fc.integer({ min: Date.parse("2026-01-05T00:00:00Z"), max: Date.parse("2026-11-01T00:00:00Z") });
  law(
    t,
    "refusals, where it stands, its parts, what is due, what counts for the last resort, and who has seen it",
    fc.property(figures, calendars, lives, start, (figure, calendar, life, at) => walk(figure, calendar, life, at)),
    150,
  );
  const expected =
    "open postponed adopted rejected reopened waiting attempt_open attempt_too_early decision_taken part_not_reopened last_resort_not_yet last_resort_none council_awaited council_not_asked ballot_late not_deciding block_without_argument decision_not_taken part_not_taken decision_resting";
  t.same(
    expected.split(" ").filter((word) => !seen.has(word)),
    [],
    "the walks came everywhere",
  );
  t.comment([...seen].map(([word, count]) => `${word} ${count}`).join(", "));
});
