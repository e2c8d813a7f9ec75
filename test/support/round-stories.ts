/**
 * Stories of a round: an envelope with money, a round on it, credits, buckets.
 *
 *   const story = await openRoundStory(house, { tom: ["treasurer"], ana: ["pilot"], bob: [] }, { pilot: "ana", pool: "600.00" });
 *   await story.share("600.00");
 *   const compost = await story.bucket(story.people.bob, "Compost", "150.00", "220.00");
 */
import type { House, Person } from "./stories.js";
import { openTreasury, type Treasury } from "./treasury-stories.js";

export interface RoundStory<Names extends string> {
  readonly treasury: Treasury<Names>;
  readonly people: Treasury<Names>["people"];
  readonly envelopeId: string;
  readonly roundId: string;
  /** Path under the round. */
  path(rest?: string): string;
  /** Splits an amount of the pool equally among everybody named. */
  share(amount: string, among?: readonly Person[]): Promise<void>;
  /** A published bucket; its id. */
  bucket(by: Person, title: string, min: string, max?: string): Promise<string>;
  pledge(by: Person, bucketId: string, amount: string, key?: string): ReturnType<Person["post"]>;
  withdraw(by: Person, bucketId: string, amount: string): ReturnType<Person["post"]>;
  /** Moves the clock past the end of pledges. */
  end(): void;
  close(by: Person): ReturnType<Person["post"]>;
}

/** Proposals from yesterday on, pledges until in two weeks. */
export const roundDates = {
  proposalsFrom: "2026-03-11T09:00:00Z",
  proposalsUntil: "2026-03-20T09:00:00Z",
  pledgesFrom: "2026-03-12T08:00:00Z",
  pledgesUntil: "2026-03-26T09:00:00Z",
};

export async function openRoundStory<Names extends string>(
  house: House,
  crew: Record<Names, readonly string[]> & { tom: readonly string[] },
  {
    pool = "600.00",
    envelope = "1000.00",
    pilot,
    ...settings
  }: { pool?: string; envelope?: string; pilot: NoInfer<Names> } & Record<string, unknown>,
): Promise<RoundStory<Names>> {
  const treasury = await openTreasury(house, crew);
  const people = treasury.people;
  const envelopeId = await treasury.envelope("Commun", envelope);
  const opened = await people[pilot as Names].post("/rounds", {
    circleId: treasury.circleId,
    envelopeId,
    pool,
    title: "Cobudget",
    ...roundDates,
    ...settings,
  });
  if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
  const roundId: string = opened.body.id;
  const path = (rest = "") => `/rounds/${roundId}${rest}`;
  return {
    treasury,
    people,
    envelopeId,
    roundId,
    path,
    share: async (amount, among = Object.values(people) as Person[]) => {
      const shared = await people[pilot as Names].post(path("/credits"), {
        by: "equal",
        amount,
        memberIds: among.map(({ memberId }) => memberId),
      });
      if (shared.status !== 200) throw new Error(JSON.stringify(shared.body));
    },
    bucket: async (by, title, min, max) => {
      const made = await by.post(path("/buckets"), { title, items: [{ label: "Tout", min, ...(max ? { max } : {}) }], publish: true });
      if (made.status !== 201) throw new Error(JSON.stringify(made.body));
      return made.body.id;
    },
    pledge: (by, bucketId, amount, key) => by.post(path("/pledges"), { bucketId, amount }, key ? { "idempotency-key": key } : undefined),
    withdraw: (by, bucketId, amount) => by.post(path("/pledges/withdrawal"), { bucketId, amount }),
    end: () => {
      house.clock.now = new Date(roundDates.pledgesUntil);
    },
    close: async (by) => {
      const preview = await by.get(path("/settlement"));
      return by.post(path("/closing"), { fingerprint: preview.body.fingerprint });
    },
  };
}
