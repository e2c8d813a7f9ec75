/**
 * `bench pledge`: pledges over HTTP on one round, by twenty members at once, all under one lock, each with its entry,
 * number and hash; beside the bare insert of `bench write`. Limit: 0.2 of its requests per second; 0.35 is the goal.
 */
import { openRoundAccounts } from "../src/db/accounts.js";
import type { Queryable } from "../src/db/client.js";
import { newId } from "../src/db/id.js";
import { accountOf, openBooks, postEntry } from "../src/db/ledger.js";
import { accounts, buckets, envelopes, roundParticipants, rounds } from "../src/db/schema/index.js";
import { inTransaction } from "../src/db/transaction.js";
import { moneyIn, roundCredits, roundPool } from "../src/domain/postings.js";
import { besideBare, type Scene } from "./side-by-side.js";

export const run = (): Promise<void> => besideBare("pledge: pledges", { limit: 0.2, goal: 0.35 }, openRound);

const bucketCount = 5;
/** Each member has enough for any number of pledges of a cent. */
const creditMinor = 100_000_000n;

/** An envelope, a round of it that is open, credits for all, and buckets that never fill. */
async function openRound(db: Queryable, { collectiveId, circleId, memberIds }: Scene) {
  const now = new Date();
  const [bankId, envelopeId, roundId] = [newId(), newId(), newId()];
  const participants = memberIds.map((memberId) => ({ collectiveId, id: newId(), roundId, memberId, createdAt: now }));
  const bucketIds = Array.from({ length: bucketCount }, () => newId());
  const day = 86_400_000;
  const [from, until] = [new Date(now.getTime() - day), new Date(now.getTime() + day)];
  const total = creditMinor * BigInt(participants.length);
  await inTransaction(db, async (tx) => {
    await tx.insert(accounts).values({ collectiveId, id: bankId, class: "bank", commodity: "EUR", name: "Banque", createdAt: now });
    await tx.insert(envelopes).values({ collectiveId, id: envelopeId, circleId, name: "Commun", currency: "EUR", createdAt: now });
    const ids = [roundId, ...participants.map(({ id }) => id), ...bucketIds];
    await openRoundAccounts(tx, { collectiveId, ids, commodity: "EUR", now });
    await tx.insert(rounds).values({
      collectiveId,
      id: roundId,
      circleId,
      envelopeId,
      title: "Cobudget",
      method: "credits",
      commodity: "EUR",
      proposers: "members",
      proposalsFrom: from,
      proposalsUntil: until,
      pledgesFrom: from,
      pledgesUntil: until,
      hasStretchGoals: true,
      isSecret: false,
      mayChange: true,
      unspent: "pool",
      seed: "bench",
      createdBy: memberIds[0] as string,
      createdAt: now,
    });
    await tx.insert(roundParticipants).values(participants);
    await tx.insert(buckets).values(
      bucketIds.map((id, place) => ({
        collectiveId,
        id,
        roundId,
        title: `Projet ${place}`,
        cocreatorIds: [memberIds[0] as string],
        items: [],
        minMinor: 1n,
        maxMinor: total,
        status: "published",
        statusAt: now,
        createdAt: now,
      })),
    );
    const books = await openBooks(tx, {
      collectiveId,
      now,
      owners: [{ class: "bank", id: bankId }, { class: "envelope", id: envelopeId }, ...ids.map((id) => ({ class: "round", id }) as const)],
    });
    const [bank, envelope, pool] = [
      accountOf(books, { class: "bank", id: bankId }),
      accountOf(books, { class: "envelope", id: envelopeId }),
      accountOf(books, { class: "round", id: roundId }),
    ];
    const datedOn = books.today;
    const post = (from: typeof books, posting: ReturnType<typeof moneyIn>) => postEntry(tx, from, { ...posting, datedOn });
    await post(books, moneyIn({ bank, envelope, amountMinor: total, nature: "grant" }));
    const again = () =>
      openBooks(tx, { collectiveId, now, owners: [...books.accounts.values()].map((one) => ({ class: one.class, id: one.ownerId })) });
    await post(await again(), roundPool({ from: envelope, to: pool, amountMinor: total }));
    const parts = participants.map(({ id }) => ({ account: accountOf(books, { class: "round", id }), amountMinor: creditMinor }));
    await post(await again(), roundCredits(pool, parts));
  });
  const bodies = Array.from({ length: 100 }, (_, place) => ({ bucketId: bucketIds[place % bucketCount], amount: `0.0${1 + (place % 9)}` }));
  return { path: `/rounds/${roundId}/pledges`, bodies: () => bodies };
}
