/** The audit trail as it is read: its events by day, each with the page of what it was done to. */

export interface Subject {
  readonly subject: string;
  readonly subjectId: string | null;
}

/** Events by the day they fall on at a place, in the order they come. */
export function byDay<Event extends { readonly at: string }>(
  events: readonly Event[],
  dayOf: (at: string) => string,
): { readonly day: string; readonly events: Event[] }[] {
  const days: { day: string; events: Event[] }[] = [];
  for (const event of events) {
    const day = dayOf(event.at);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days;
}

/** Under the collective: things that have a page of their own, and those that stand in a list. */
const ownPages: Readonly<Record<string, string>> = {
  contribution: "contributions",
  sharing: "sharings",
  round: "rounds",
  decision: "decisions",
  envelope: "envelopes",
  circle: "circles",
  meeting: "meetings",
  member: "members",
  import: "imports",
  social_code: "social-code/versions",
  contract: "contracts",
  resource: "resources",
  charter: "charters",
  "payment-batch": "treasury/batches",
};
const lists: Readonly<Record<string, string>> = {
  kind: "kinds",
  collective: "settings",
  bill: "treasury/bills",
  share: "treasury/payments",
  bank: "treasury",
  "bank-statement": "treasury/bank",
  "bank-line": "treasury/bank",
  fund: "treasury",
  "third-party": "treasury",
  "fiscal-year": "treasury/years",
  entry: "treasury/entries",
  // Not the page of one: to most who read the trail it is not there.
  tension: "tensions",
};

/** Where one reads more of what an event was done to; undefined where there is no such page. */
export function hrefOfSubject({ subject, subjectId }: Subject, home: string): string | undefined {
  const own = ownPages[subject];
  if (own !== undefined && subjectId !== null) return `${home}/${own}/${subjectId}`;
  const list = lists[subject];
  return list === undefined ? undefined : `${home}/${list}`;
}
