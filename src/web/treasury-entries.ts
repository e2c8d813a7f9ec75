/** Entries: what the address of the page asks for, and where an entry comes from. */
import type { Entry } from "./treasury-place.js";

export interface EntryFilter {
  readonly kind: string;
  readonly envelope: string;
  readonly from: string;
  readonly until: string;
}

export const noFilter: EntryFilter = { kind: "", envelope: "", from: "", until: "" };

const names = ["kind", "envelope", "from", "until"] as const;

/** The filter an address carries: ?kind=payment&from=2026-01-01. */
export const filterOf = (query: Readonly<Record<string, string | undefined>>): EntryFilter => ({
  kind: query.kind ?? "",
  envelope: query.envelope ?? "",
  from: query.from ?? "",
  until: query.until ?? "",
});

/** The address of a filter; empty for none. */
export function addressOf(filter: EntryFilter): string {
  const query = new URLSearchParams(names.flatMap((name) => (filter[name] === "" ? [] : [[name, filter[name]]])));
  return query.size === 0 ? "" : `?${query}`;
}

/** What is asked of the service for it. */
export function askedOf({ kind, envelope, from, until }: EntryFilter): string {
  const query = new URLSearchParams({ limit: "20" });
  if (kind) query.set("kind", kind);
  if (envelope) query.set("envelopeId", envelope);
  if (from) query.set("from", from);
  if (until) query.set("until", until);
  return query.toString();
}

export interface Origin {
  readonly what: "sharing" | "round" | "bucket" | "bill" | "envelope" | "member";
  readonly path: string;
}

/** Where an entry comes from: the nearest thing first, as the pages’ addresses after the collective’s own. */
export function originsOf({ origin, kind }: Pick<Entry, "origin" | "kind">): Origin[] {
  const { sharing, round, bucket, bill, envelope, member } = origin;
  const found: Origin[] = [];
  if (sharing) found.push({ what: "sharing", path: `/sharings/${sharing}` });
  if (round && bucket) found.push({ what: "bucket", path: `/rounds/${round}/buckets/${bucket}` });
  if (round) found.push({ what: "round", path: `/rounds/${round}` });
  if (bill) found.push({ what: "bill", path: `/treasury/bills?bill=${bill}` });
  if (envelope) found.push({ what: "envelope", path: `/envelopes/${envelope}` });
  if (member && kind === "money-in") found.push({ what: "member", path: `/members/${member}` });
  return found;
}
