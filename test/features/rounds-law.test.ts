/**
 * Conservation over random rounds: whatever is asked, in whatever order, the service does what a small model in memory
 * does, and pool + credits + buckets + what went out is what entered. Each run prints its seed.
 */
import fc from "fast-check";
import { verifyLedger } from "../../src/db/checks.js";
import { asyncLaw } from "../support/law.js";
import { openRoundStory } from "../support/round-stories.js";
import { openHouse, type Person, storyStart } from "../support/stories.js";
import { t } from "../support/tap.js";

const crew = { tom: ["treasurer"], ana: ["pilot"], bob: [], zoe: [] } as const;
const house = await openHouse(t);

type Step =
  | { kind: "pool"; cents: number }
  | { kind: "credit"; who: number; cents: number }
  | { kind: "pledge"; who: number; bucket: number; cents: number }
  | { kind: "withdraw"; who: number; bucket: number; cents: number }
  | { kind: "accept"; bucket: number }
  | { kind: "cancel"; bucket: number };

const who = fc.nat({ max: 2 });
const bucket = fc.nat({ max: 2 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("pool" as const), cents: fc.integer({ min: -20_000, max: 30_000 }) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("credit" as const), who, cents: fc.integer({ min: -8000, max: 20_000 }) }) },
    { weight: 8, arbitrary: fc.record({ kind: fc.constant("pledge" as const), who, bucket, cents: fc.integer({ min: -10, max: 9000 }) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("withdraw" as const), who, bucket, cents: fc.integer({ min: 0, max: 6000 }) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("accept" as const), bucket }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("cancel" as const), bucket }) },
  ),
  { minLength: 5, maxLength: 30 },
);
const settings = fc.record({
  mayChange: fc.boolean(),
  isSecret: fc.boolean(),
  unspent: fc.constantFrom("pool", "carry"),
  cap: fc.constantFrom(null, "60.00"),
  ends: fc.constantFrom("close", "cancel"),
});

const money = (cents: number): string =>
  `${cents < 0 ? "-" : ""}${Math.trunc(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
const cents = (amount: string): number => Math.round(Number(amount) * 100);

/** The model: plain numbers of cents, and the rules once more in their plainest form. */
class Model {
  envelope = 100_000;
  pool = 0;
  readonly given = [0, 0, 0];
  readonly left = [0, 0, 0];
  readonly takesPart = [false, false, false];
  readonly pledged = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  readonly state = ["open", "open", "open"];

  constructor(
    readonly goals: readonly (readonly [number, number])[],
    readonly set: { mayChange: boolean; isSecret: boolean; cap: string | null },
  ) {}

  total = (place: number): number => (this.pledged[place] as number[]).reduce((sum, one) => sum + one, 0);

  /** Whether the step is allowed; if so it is done. */
  does(step: Step): boolean {
    switch (step.kind) {
      case "pool":
        if (step.cents === 0 || step.cents > this.envelope || -step.cents > this.pool) return false;
        this.envelope -= step.cents;
        this.pool += step.cents;
        return true;
      case "credit": {
        if (step.cents < 0 && this.set.isSecret) return false;
        if (step.cents > this.pool || (this.left[step.who] as number) + step.cents < 0) return false;
        this.takesPart[step.who] = true;
        this.pool -= step.cents;
        this.left[step.who] = (this.left[step.who] as number) + step.cents;
        this.given[step.who] = (this.given[step.who] as number) + step.cents;
        return true;
      }
      case "pledge": {
        const here = this.pledged[step.bucket] as number[];
        const max = (this.goals[step.bucket] as readonly [number, number])[1];
        const isAllowed =
          step.cents > 0 &&
          this.state[step.bucket] === "open" &&
          this.takesPart[step.who] === true &&
          this.total(step.bucket) + step.cents <= max &&
          (this.set.cap === null || (here[step.who] as number) + step.cents <= cents(this.set.cap)) &&
          step.cents <= (this.left[step.who] as number);
        if (!isAllowed) return false;
        here[step.who] = (here[step.who] as number) + step.cents;
        this.left[step.who] = (this.left[step.who] as number) - step.cents;
        if (this.total(step.bucket) === max && !this.set.mayChange) this.state[step.bucket] = "funded";
        return true;
      }
      case "withdraw": {
        const here = this.pledged[step.bucket] as number[];
        if (step.cents <= 0 || !this.set.mayChange || this.state[step.bucket] !== "open" || step.cents > (here[step.who] as number))
          return false;
        here[step.who] = (here[step.who] as number) - step.cents;
        this.left[step.who] = (this.left[step.who] as number) + step.cents;
        return true;
      }
      case "accept":
        if (this.state[step.bucket] !== "open" || this.total(step.bucket) < (this.goals[step.bucket] as readonly [number, number])[0])
          return false;
        this.state[step.bucket] = "funded";
        return true;
      case "cancel":
        if (this.state[step.bucket] === "cancelled") return false;
        this.state[step.bucket] = "cancelled";
        for (const [place, amount] of (this.pledged[step.bucket] as number[]).entries())
          this.left[place] = (this.left[place] as number) + amount;
        this.pledged[step.bucket] = [0, 0, 0];
        return true;
    }
  }

  isFunded = (place: number): boolean =>
    this.state[place] === "funded" || (this.state[place] === "open" && this.total(place) >= (this.goals[place]?.[0] as number));
}

t.test("random rounds against a model", async (t) => {
  await asyncLaw(
    t,
    "what entered is in the pool, the credits and the buckets, and then in envelopes",
    fc.asyncProperty(steps, settings, async (asked, { ends, ...set }) => {
      house.clock.now = new Date(storyStart);
      const story = await openRoundStory(house, crew, { pilot: "ana", pool: "300.00", ...set });
      const people = [story.people.ana, story.people.bob, story.people.zoe] as const;
      const goals = [
        [5000, 9000],
        [12_000, 12_000],
        [100, 20_000],
      ] as const;
      const ids: string[] = [];
      for (const [index, [min, max]] of goals.entries()) ids.push(await story.bucket(people[0], `B${index}`, money(min), money(max)));
      const model = new Model(goals, set);
      model.envelope -= 30_000;
      model.pool += 30_000;

      const ask = (step: Step): Promise<{ status: number }> => {
        const person = "who" in step ? (people[step.who] as Person) : people[0];
        const bucketId = "bucket" in step ? (ids[step.bucket] as string) : "";
        const pilot = people[0];
        if (step.kind === "pool") return pilot.post(story.path("/pool"), { amount: money(step.cents) });
        if (step.kind === "credit")
          return pilot.post(story.path("/credits"), { by: "add", memberId: person.memberId, amount: money(step.cents) });
        if (step.kind === "pledge") return story.pledge(person, bucketId, money(step.cents));
        if (step.kind === "withdraw") return story.withdraw(person, bucketId, money(step.cents));
        return pilot.post(story.path(`/buckets/${bucketId}/${step.kind === "accept" ? "acceptance" : "cancellation"}`));
      };
      for (const [index, step] of asked.entries()) {
        const { status } = await ask(step);
        const isDone = model.does(step);
        if (status < 300 !== isDone)
          throw new Error(`step ${index} ${JSON.stringify(step)}: ${status}, and the model ${isDone ? "does" : "refuses"} it`);
        const { figures } = (await story.people.ana.get(story.path())).body;
        const entered = model.pool + model.left.reduce((a, b) => a + b, 0) + [0, 1, 2].reduce((a, b) => a + model.total(b), 0);
        if (cents(figures.entered) !== entered || cents(figures.pool) !== model.pool)
          throw new Error(`step ${index}: ${JSON.stringify(figures)}, ${entered} entered`);
        for (const [place, person] of people.entries()) {
          const { own } = (await person.get(story.path())).body;
          if (own && cents(own.left) !== model.left[place])
            throw new Error(`step ${index}: ${person.name} has ${own.left}, not ${model.left[place]}`);
        }
      }

      if (ends === "cancel") {
        if ((await story.people.ana.post(story.path("/cancellation"))).status !== 200) throw new Error("not cancelled");
        if ((await story.treasury.figures(story.envelopeId)).balance !== "1000.00") throw new Error("not all came back");
      } else {
        story.end();
        const { status, body } = await story.close(story.people.ana);
        if (status !== 200) throw new Error(JSON.stringify(body));
        const funded = [0, 1, 2].filter((place) => model.isFunded(place));
        for (const place of [0, 1, 2]) {
          const one = body.buckets.find(({ bucketId }: { bucketId: string }) => bucketId === ids[place]);
          const amount = funded.includes(place) ? model.total(place) : 0;
          if (cents(one.amount) !== amount) throw new Error(`bucket ${place} got ${one.amount}, not ${amount}`);
        }
        const out = funded.reduce((sum, place) => sum + model.total(place), 0);
        const back = [0, 1, 2].filter((place) => !funded.includes(place)).reduce((sum, place) => sum + model.total(place), 0);
        const left = model.left.reduce((a, b) => a + b, 0) + back;
        const carried = set.unspent === "carry" ? left : 0;
        const home = model.envelope + model.pool + left - carried;
        if ((await story.treasury.figures(story.envelopeId)).balance !== money(home))
          throw new Error(`${money(home)} expected in the envelope`);
        if (home + out + carried !== 100_000) throw new Error("the model lost something");
      }
      await verifyLedger(house.database.orm, { collectiveId: story.treasury.collectiveId });
    }),
    Number(process.env.ROUND_RUNS ?? 8),
  );
});
