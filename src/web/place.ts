/** The place: which collective a page is about, who its reader is there, and the names of what it is made of. */
import { useLocation } from "preact-iso/router";
import type { z } from "zod";
import type { circle, circleSheet } from "../features/circles/circles.schema.js";
import type { collective } from "../features/collectives/collectives.schema.js";
import type { envelope } from "../features/envelopes/envelopes.schema.js";
import type { fund } from "../features/envelopes/funds.schema.js";
import type { kind } from "../features/kinds/kinds.schema.js";
import type { member } from "../features/members/members.schema.js";
import { useList, useReading } from "./readings.js";
import { session } from "./session.js";

export type Collective = z.output<typeof collective>;
export type Member = z.output<typeof member>;
export type Circle = z.output<typeof circle>;
export type CircleSheet = z.output<typeof circleSheet>;
export type Kind = z.output<typeof kind>;
export type Envelope = z.output<typeof envelope>;
export type Fund = z.output<typeof fund>;

export interface Place {
  readonly slug: string;
  /** Where its pages are: /c/les-communs. */
  readonly home: string;
  /** Where its routes are: /collectives/les-communs. */
  readonly api: string;
  readonly name: string;
  readonly me: string;
  readonly isAdmin: boolean;
  readonly isTreasurer: boolean;
  readonly pilots: (circleId: string) => boolean;
  readonly pilotOf: readonly string[];
}

const inCollective = /^\/c\/([^/]+)/;

/** The collective of this page, when its reader is a member of it. */
export function usePlace(): Place | undefined {
  const slug = inCollective.exec(useLocation().path)?.[1];
  const here = session.value?.collectives.find((each) => each.slug === slug);
  if (!here) return undefined;
  return {
    slug: here.slug,
    home: `/c/${here.slug}`,
    api: `/collectives/${here.slug}`,
    name: here.name,
    me: here.memberId,
    isAdmin: here.roles.includes("admin"),
    isTreasurer: here.roles.includes("treasurer"),
    pilots: (circleId) => here.pilotOf.includes(circleId),
    pilotOf: here.pilotOf,
  };
}

/** The place of a page inside a collective: the shell shows none to who is no member. */
export function useHere(): Place {
  const place = usePlace();
  if (!place) throw new Error("a page of a collective is shown outside of one");
  return place;
}

export const useCollective = (): Collective | undefined => useReading<Collective>(useHere().api).value;
export const useMembers = (): Member[] | undefined => useList<Member>(`${useHere().api}/members?limit=200`).value;
export const useCircles = (): Circle[] | undefined => useList<Circle>(`${useHere().api}/circles`).value;
export const useKinds = (): Kind[] | undefined => useList<Kind>(`${useHere().api}/kinds`).value;
export const useEnvelopes = (): Envelope[] | undefined => useList<Envelope>(`${useHere().api}/envelopes`).value;
export const useFunds = (): Fund[] | undefined => useList<Fund>(`${useHere().api}/funds`).value;

/** From an id to a name; «…» until the names are read. */
export function nameIn(things: readonly { id: string; name: string }[] | undefined): (id: string | null | undefined) => string {
  const names = new Map(things?.map(({ id, name }) => [id, name]));
  return (id) => (id ? (names.get(id) ?? "…") : "");
}

/** Everybody who ever was here: what people who have left gave stays, and stays theirs. */
export const useEverybody = (): Member[] | undefined => useList<Member>(`${useHere().api}/members?limit=200&presence=all`).value;
export const useNameOf = (): ReturnType<typeof nameIn> => nameIn(useEverybody());
