/**
 * Deciding by consent once more, the plain way, to compare with: a machine that goes along with time, closes what comes to its
 * end, and keeps in a few variables where things stand. Closings are found quarter of an hour by quarter of an hour, weeks and
 * months by the text that the clocks show. Each act answers the code of its refusal, or "".
 */
import type { ConsentCalendar } from "../../../src/domain/consent/counted-hours.js";
import { closesByQuarters } from "./quarters.js";

export interface ModelFigures {
  readonly hours: number;
  readonly days: number;
  readonly attempts: number;
  readonly meetings: number;
  readonly months: number;
  readonly last: "vote" | "council" | "none";
}

interface Running {
  readonly closesAt: number;
  readonly key: string;
  readonly partIds: readonly string[];
  readonly voters: readonly string[];
  readonly votes: Map<string, { readonly choice: string; readonly argument: string }>;
  readonly isLast: boolean;
  readonly isSpaced: boolean;
  /** Parts reopened while it was open, or waited for the council: its end does not change them. */
  readonly lateParts: Set<string>;
  lateReopeningAt: number | null;
}

type PartOfModel = { state: "stands" | "reopened" | "rejected"; readonly restsUntil: number };

export interface Asked {
  readonly text: string;
  readonly partIds: readonly string[];
  readonly voters: readonly string[];
  readonly isLast: boolean;
}

export class Model {
  readonly parts = new Map<string, PartOfModel>();
  /** The attempt that is open, or waits for the council. */
  running: Running | null = null;
  isAwaited = false;
  end: "proposed" | "postponed" | "adopted" | "rejected" = "proposed";
  spaced = 0;
  carried = 0;
  private closed: { readonly at: number; readonly key: string } | null = null;
  private lastVoters: readonly string[] = [];
  private since: number;
  private isReopenedSince = false;
  private readonly meetings: { readonly id: string; readonly heldAt: number }[] = [];
  private readonly clock: Intl.DateTimeFormat;

  constructor(
    private readonly figures: ModelFigures,
    private readonly calendar: ConsentCalendar,
    proposedAt: number,
  ) {
    this.since = proposedAt;
    this.clock = new Intl.DateTimeFormat("sv-SE", { timeZone: calendar.timeZone, dateStyle: "short", timeStyle: "medium" });
  }

  get status(): string {
    if (this.isAwaited) return "waiting";
    if (this.running) return "open";
    const isTaken = this.end === "adopted" || this.end === "rejected";
    return isTaken && [...this.parts.values()].some(({ state }) => state === "reopened") ? "reopened" : this.end;
  }

  /** Time goes by. */
  tick(now: number): void {
    const ended = this.running;
    if (!ended || this.isAwaited || now < ended.closesAt) return;
    const votes = [...ended.votes.values()];
    const count = (choice: string) => votes.filter((vote) => vote.choice === choice).length;
    if (count("block") === 0) this.take(ended, true, null, ended.closesAt);
    else if (!ended.isLast) this.postpone(ended);
    else if (this.figures.last === "council") this.isAwaited = true;
    else {
      const sides = count("agree") + count("disagree") + count("block");
      this.take(ended, count("agree") * 3 >= sides * 2, this.figures.months, ended.closesAt);
    }
  }

  private postpone(ended: Running): void {
    if (ended.isSpaced) this.spaced += 1;
    this.carried += [...ended.votes.values()].filter(({ argument }) => argument !== "").length;
    this.closed = { at: ended.closesAt, key: ended.key };
    this.running = null;
    this.end = "postponed";
  }

  private take(ended: Running, isAdopted: boolean, restMonths: number | null, at: number): void {
    for (const [id, { state }] of this.parts) if (isAdopted && state === "reopened" && !ended.lateParts.has(id)) this.parts.delete(id);
    const restsUntil = restMonths === null ? 0 : this.later(at, 0, restMonths);
    for (const id of ended.partIds) this.parts.set(id, { state: isAdopted ? "stands" : "rejected", restsUntil });
    this.since = ended.lateReopeningAt ?? at;
    this.isReopenedSince = ended.lateReopeningAt !== null;
    [this.spaced, this.carried, this.closed, this.running, this.isAwaited] = [0, 0, null, null, false];
    this.end = isAdopted ? "adopted" : "rejected";
  }

  get listedMeetings(): number {
    return new Set(this.meetings.filter(({ heldAt }) => heldAt >= this.since).map(({ id }) => id)).size;
  }

  list(id: string, heldAt: number): void {
    this.meetings.push({ id, heldAt });
  }

  /** By ballots, or by a meeting that decides at once, where somebody may block. */
  open(now: number, { text, partIds, voters, isLast }: Asked, meeting: { readonly blocker: string | null } | null): string {
    if (this.isAwaited) return "council_awaited";
    if (this.running) return "attempt_open";
    if (this.status === "adopted" || this.status === "rejected") return "decision_taken";
    if (partIds.some((id) => (this.parts.get(id)?.state ?? "reopened") !== "reopened")) return "part_not_reopened";
    const [key, waitsUntil] = [`${text} ${partIds}`, this.closed ? this.later(this.closed.at, this.figures.days, 0) : 0];
    if (this.closed?.key === key && now < waitsUntil) return "attempt_too_early";
    if (isLast && !meeting) {
      if (this.figures.last === "none") return "last_resort_none";
      if (this.spaced < this.figures.attempts || this.listedMeetings < this.figures.meetings || now < waitsUntil)
        return "last_resort_not_yet";
    }
    const rest = { restWeekdays: [6, 7], countsPublicHolidays: false };
    const closesAt = meeting ? now : closesByQuarters(new Date(now), this.figures.hours, rest, this.calendar).getTime();
    const votes = new Map(meeting?.blocker ? [[meeting.blocker, { choice: "block", argument: "said there" }]] : []);
    const isSpaced = now >= waitsUntil;
    const late = { lateParts: new Set<string>(), lateReopeningAt: null };
    this.running = { closesAt, key, partIds, voters, votes, isLast: isLast && !meeting, isSpaced, ...late };
    this.lastVoters = voters;
    this.tick(now);
    return "";
  }

  cast(voter: string, choice: string, argument: string): string {
    if (!this.lastVoters.includes(voter)) return "not_deciding";
    if (!this.running || this.isAwaited) return "ballot_late";
    if (choice === "block" && argument === "") return "block_without_argument";
    this.running.votes.set(voter, { choice, argument });
    return "";
  }

  reopen(now: number, id: string | null): string {
    const decided = [...this.parts].filter(([name, { state }]) => state !== "reopened" && (id === null || name === id));
    if (![...this.parts.values()].some(({ state }) => state !== "reopened")) return "decision_not_taken";
    if (decided.length === 0) return "part_not_taken";
    if (decided.some(([, { restsUntil }]) => restsUntil > now)) return "decision_resting";
    for (const [name, part] of decided) {
      part.state = "reopened";
      this.running?.lateParts.add(name);
    }
    if (this.running) this.running.lateReopeningAt ??= now;
    if (!this.isReopenedSince) this.since = now;
    this.isReopenedSince = true;
    return "";
  }

  rule(now: number, isAdopted: boolean): string {
    if (!this.running || !this.isAwaited) return "council_not_asked";
    this.take(this.running, isAdopted, this.figures.months, now);
    return "";
  }

  /** What the clocks show, so many days and months later; the last of a month that is too short, the hour after one left out. */
  private later(instant: number, days: number, months: number): number {
    const shown = (at: number) => Date.parse(`${this.clock.format(at).replace(" ", "T")}Z`);
    const from = new Date(shown(instant));
    const month = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0));
    const dayOfMonth = Math.min(from.getUTCDate(), month.getUTCDate()) + days;
    const wanted = Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), dayOfMonth) + (from.getTime() % 86_400_000);
    for (const goal of [wanted, wanted + 3_600_000])
      for (let offset = 15; offset >= -15; offset -= 0.25)
        if (shown(goal - offset * 3_600_000) === goal) return goal - offset * 3_600_000 + (instant % 1000);
    throw new Error(`no clock shows ${new Date(wanted).toISOString()}`);
  }
}
