/**
 * Laws: property tests that print their seed. A failure names the seed and the path, so that it can be run again:
 *
 *   law(t, "parts sum to the whole", fc.property(…))
 *   SEED=12345 npx tap test/domain/apportion.test.ts
 */
import fc from "fast-check";
import type { Test } from "tap";

/** Checks one property on `runs` random cases; the seed is a comment in the output, `SEED` repeats it. */
export function law<Ts>(t: Test, name: string, property: fc.IProperty<Ts>, runs = 200): void {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  t.comment(`${name}: seed ${seed}`);
  const details = fc.check(property, { seed, numRuns: runs });
  t.notOk(details.failed, details.failed ? `${name}: ${fc.defaultReportMessage(details)}` : name);
}

/** The same for a property that waits: `await asyncLaw(t, "…", fc.asyncProperty(…))`. */
export async function asyncLaw<Ts>(t: Test, name: string, property: fc.IAsyncProperty<Ts>, runs = 200): Promise<void> {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  t.comment(`${name}: seed ${seed}`);
  const details = await fc.check(property, { seed, numRuns: runs });
  t.notOk(details.failed, details.failed ? `${name}: ${fc.defaultReportMessage(details)}` : name);
}
