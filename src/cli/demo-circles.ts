/**
 * What the circles of the demonstration say of themselves (fixtures/demo/circles.json): sheets, links, and meetings, whose days
 * are counted back from today, so that one action is open and one circle late on whatever day the story is told.
 */
import { addDays, dayIn } from "../domain/calendar.js";
import type { Answer } from "./demo-rounds.js";

export interface CirclesFixture {
  readonly sheets: readonly { circle: string; by: string; sheet: Record<string, unknown> }[];
  readonly links: readonly { from: string; to: string; by: string; passes: string }[];
  readonly meetings: readonly {
    circle: string;
    by: string;
    daysAgo: number;
    present: readonly string[];
    information: string;
    decisions: readonly string[];
    actions: readonly { text: string; owner: string; dueAfter: number; isDone?: boolean }[];
  }[];
}

interface Telling {
  readonly ask: (method: "POST" | "PATCH", who: string, path: string, body: unknown) => Promise<Answer>;
  readonly now: () => Date;
  readonly timeZone: string;
  readonly member: (id: string) => string;
  readonly circle: (id: string) => string;
}

export async function tellCircles({ sheets, links, meetings }: CirclesFixture, telling: Telling): Promise<void> {
  const { ask, now, timeZone, member, circle } = telling;
  const today = dayIn(now(), timeZone);
  for (const { circle: id, by, sheet } of sheets) await ask("PATCH", by, `/circles/${circle(id)}`, sheet);
  for (const { from, to, by, passes } of links) await ask("POST", by, "/circle-links", { fromId: circle(from), toId: circle(to), passes });
  for (const { circle: id, by, daysAgo, present, information, decisions, actions } of meetings) {
    const metOn = addDays(today, -daysAgo);
    const meeting = await ask("POST", by, "/meetings", {
      circleId: circle(id),
      metOn,
      presentIds: present.map(member),
      noteTakerId: member(by),
      information,
      decisions: decisions.map((text) => ({ text })),
      actions: actions.map(({ text, owner, dueAfter }) => ({ text, ownerId: member(owner), dueOn: addDays(metOn, dueAfter) })),
    });
    for (const [place, { owner, isDone }] of actions.entries())
      if (isDone) await ask("PATCH", owner, `/meeting-actions/${meeting.actions[place].id}`, { status: "done" });
  }
}
