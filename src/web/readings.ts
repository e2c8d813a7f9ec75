/**
 * Readings: what pages read from the service, kept while they are open.
 *
 * A path is read once for all who show it. After a write, or when the service tells that something changed, everything that
 * is on the screen is read anew; what stood before stays on the screen until then, so that nothing jumps.
 *
 * So is what comes on the screen again a while later: others write too. Who opened the page before there was an envelope
 * «Jardin» would otherwise find `#jardin` taken for a mere label.
 */
import { type Signal, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { get, getAll, Problem } from "./api.js";

export interface Reading<T> {
  readonly value?: T;
  readonly problem?: Problem;
  readonly isLoading: boolean;
}

interface Shelf {
  readonly state: Signal<Reading<unknown>>;
  /** The age it was last asked for in, and when that was answered; infinite until then. */
  age: number;
  answeredAt: number;
}

/** What was answered this long ago is asked for again when it comes on the screen; long enough for a page to come together. */
const freshMilliseconds = 1_000;

const shelves = new Map<string, Shelf>();
const age = signal(0);

/** Everything on the screen is read anew. */
export function refreshReadings(): void {
  age.value += 1;
}

/** Nothing read so far belongs to who is here now. */
export function forgetReadings(): void {
  shelves.clear();
  age.value += 1;
}

function shelfOf(name: string): Shelf {
  let shelf = shelves.get(name);
  if (!shelf) {
    shelf = { state: signal({ isLoading: true }), age: -1, answeredAt: Number.POSITIVE_INFINITY };
    shelves.set(name, shelf);
  }
  return shelf;
}

async function read(shelf: Shelf, load: () => Promise<unknown>, now: number): Promise<void> {
  if (shelf.age === now && Date.now() - shelf.answeredAt < freshMilliseconds) return;
  Object.assign(shelf, { age: now, answeredAt: Number.POSITIVE_INFINITY });
  try {
    const value = await load();
    if (shelf.age === now) shelf.state.value = { value, isLoading: false };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (shelf.age === now) shelf.state.value = { ...shelf.state.value, problem: error, isLoading: false };
  } finally {
    if (shelf.age === now) shelf.answeredAt = Date.now();
  }
}

/** Begins to read a thing by its path, before the page that shows it is there. */
export function readAhead(path: string): void {
  void read(shelfOf(path), () => get(path), age.peek());
}

const nothing: Reading<never> = { isLoading: false };

function useShelf<T>(name: string | null, load: () => Promise<T>): Reading<T> {
  const now = age.value;
  const shelf = name === null ? undefined : shelfOf(name);
  useEffect(() => {
    if (shelf) void read(shelf, load, now);
  }, [name, now]);
  return shelf ? (shelf.state.value as Reading<T>) : nothing;
}

/** Several things by their paths, read side by side. */
export function useReadings<T>(paths: readonly string[]): Reading<T>[] {
  const now = age.value;
  const asked = paths.map((path) => ({ path, shelf: shelfOf(path) }));
  useEffect(() => {
    for (const { path, shelf } of asked) void read(shelf, () => get<T>(path), now);
  }, [paths.join(" "), now]);
  return asked.map(({ shelf }) => shelf.state.value as Reading<T>);
}

/** One thing by its path; `null` reads nothing yet. */
export const useReading = <T>(path: string | null): Reading<T> => useShelf(path, () => get<T>(path as string));

/**
 * What a form begins with: a thing by its path, once it was answered since it came on the screen. What was kept of it from before
 * would be written over, and with it what somebody has typed meanwhile.
 */
export function useCurrent<T>(path: string): T | undefined {
  const { value } = useReading<T>(path);
  const shelf = shelfOf(path);
  const isAnswered = useRef(false);
  isAnswered.current ||= shelf.age === age.value && Date.now() - shelf.answeredAt < freshMilliseconds;
  return isAnswered.current ? value : undefined;
}

/**
 * What a page reads by a choice that is made on it, with the choice it answers: what stood before stays until the next is answered,
 * and with it the field that somebody is still typing into.
 */
export function useChosen<T, Choice>(choice: Choice, pathOf: (choice: Choice) => string): Reading<readonly [T, Choice]> {
  const { value, ...rest } = useReading<T>(pathOf(choice));
  const stood = useRef<readonly [T, Choice] | undefined>(undefined);
  if (value !== undefined) stood.current = [value, choice];
  return stood.current ? { ...rest, value: stood.current } : rest;
}

/** A whole list by its path, all its pages. */
export const useList = <Item>(path: string | null): Reading<Item[]> =>
  useShelf(path === null ? null : `all ${path}`, () => getAll<Item>(path as string));
