/**
 * The lot: who wins a tie that cost and votes leave open, drawn once for all ties of a tally from the seed of its round.
 * Without a seed (a file) it is the order of the projects.
 *
 * The drawing can be done again by anyone, in any language:
 *  1. state = FNV-1a of the seed's UTF-8 bytes, 64 bits;
 *  2. each number is a step of SplitMix64;
 *  3. Fisher and Yates from the last place down: place i changes with place r, r the first number below the largest
 *     multiple of i + 1, modulo i + 1, so that every order is equally likely.
 *
 *   lotOf(3, undefined) → [0, 1, 2]
 */

const bits64 = (1n << 64n) - 1n;

/** By project: its place in the lot, 0 first. */
export function lotOf(count: number, seed: string | undefined): number[] {
  const drawn = Array.from({ length: count }, (_, project) => project);
  if (seed === undefined) return drawn;
  const next = splitMix64(fnv1a(seed));
  for (let place = count - 1; place > 0; place -= 1) {
    const other = below(BigInt(place + 1), next);
    [drawn[place], drawn[other]] = [drawn[other] as number, drawn[place] as number];
  }
  const lot = new Array<number>(count);
  drawn.forEach((project, place) => {
    lot[project] = place;
  });
  return lot;
}

function below(limit: bigint, next: () => bigint): number {
  const whole = (1n << 64n) - ((1n << 64n) % limit);
  let number = next();
  while (number >= whole) number = next();
  return Number(number % limit);
}

function fnv1a(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & bits64;
  return hash;
}

function splitMix64(start: bigint): () => bigint {
  let state = start;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & bits64;
    let mixed = ((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n) & bits64;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & bits64;
    return mixed ^ (mixed >> 31n);
  };
}
