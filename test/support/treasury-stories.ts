/**
 * Stories of a treasury: envelopes with money in them, third parties, funds, and shares of a posted sharing.
 *
 *   const treasury = await openTreasury(house, { tom: ["treasurer"], ana: ["pilot"], bob: [] });
 *   const kit = await treasury.envelope("Kit", "3000.00");
 *   const [share] = await treasury.shares(kit, [{ memberId: treasury.people.bob.memberId, amount: "312.40" }]);
 */
import { newId } from "../../src/db/id.js";
import { accountOf, openBooks, postEntry } from "../../src/db/ledger.js";
import { shares, sharings, thirdParties } from "../../src/db/schema/index.js";
import { inTransaction } from "../../src/db/transaction.js";
import { parseAmount } from "../../src/domain/money.js";
import { sharing } from "../../src/domain/postings.js";
import type { House, Person } from "./stories.js";

export interface Treasury<Names extends string> {
  readonly people: Record<Names, Person> & { tom: Person };
  readonly collectiveId: string;
  readonly circleId: string;
  /** An envelope, with a grant in it when an amount is given. */
  envelope(name: string, amount?: string): Promise<string>;
  fund(name: string, floor?: string): Promise<string>;
  thirdParty(name: string): Promise<string>;
  /** The shares of a sharing that is posted from the envelope; each is paid to its member unless a payee is named. */
  shares(envelopeId: string, given: readonly GivenShare[]): Promise<string[]>;
  /** Figures of an envelope, as the service answers them. */
  figures(envelopeId: string): Promise<Record<string, string>>;
  /** What the ledger shows, by name. */
  balances(): Promise<Record<string, string>>;
}

export interface GivenShare {
  readonly memberId: string;
  readonly payeeId?: string;
  readonly nature?: string;
  readonly amount: string;
}

export const today = "2026-03-12";

let opened = 0;

/** A collective of its own in the house. */
export async function openTreasury<Names extends string>(
  house: House,
  roles: Record<Names, readonly string[]> & { tom: readonly string[] },
): Promise<Treasury<Names>> {
  opened += 1;
  const { collectiveId, circleId, ...people } = await house.collective(`les-communs-${opened}`, roles);
  const tom = people.tom as Person;
  const orm = house.database.orm;

  const envelope: Treasury<Names>["envelope"] = async (name, amount) => {
    const { body } = await tom.post("/envelopes", { name, circleId });
    if (amount) {
      await tom.post(`/envelopes/${body.id}/money-in`, {
        amount,
        nature: "grant",
        source: "Métropole",
        document: `N-${name}`,
        datedOn: today,
      });
    }
    return body.id;
  };

  return {
    people: people as unknown as Treasury<Names>["people"],
    collectiveId,
    circleId,
    envelope,
    fund: async (name, floor) => (await tom.post("/funds", { name, ...(floor ? { floor } : {}) })).body.id,
    thirdParty: async (name) => {
      const id = newId();
      await orm.insert(thirdParties).values({ collectiveId, id, name, createdAt: house.clock.now });
      return id;
    },
    shares: (envelopeId, given) =>
      inTransaction(orm, async (tx) => {
        const rows = given.map(({ memberId, payeeId = memberId, nature = "work", amount }) => ({
          collectiveId,
          id: newId(),
          memberId,
          payeeId,
          nature,
          amountMinor: parseAmount(amount, "EUR"),
        }));
        const sharingId = newId();
        const owners = rows.map(({ payeeId }) => ({ class: "member", id: payeeId }) as const);
        const books = await openBooks(tx, {
          collectiveId,
          now: house.clock.now,
          owners: [{ class: "envelope", id: envelopeId }, ...owners],
        });
        const parts = rows.map(({ memberId, payeeId, nature, amountMinor }) => ({
          memberId,
          payee: accountOf(books, { class: "member", id: payeeId }),
          nature,
          amountMinor,
        }));
        const entry = await postEntry(tx, books, {
          ...sharing({ envelope: accountOf(books, { class: "envelope", id: envelopeId }), shares: parts, funds: [] }),
          datedOn: books.today,
          origin: { sharing: sharingId },
        });
        await tx.insert(sharings).values({
          collectiveId,
          id: sharingId,
          envelopeId,
          circleId,
          title: "Partage d’hiver",
          status: "posted",
          untilOn: today,
          sharingKey: { steps: [] },
          entryId: entry.id,
          createdBy: tom.memberId,
          createdAt: house.clock.now,
        });
        await tx.insert(shares).values(rows.map((row) => ({ ...row, sharingId })));
        return rows.map(({ id }) => id);
      }),
    figures: async (envelopeId) => (await tom.get(`/envelopes/${envelopeId}`)).body.figures,
    balances: async () => {
      const { body } = await tom.get("/balances");
      return Object.fromEntries(body.items.map(({ name, balance }: Record<string, string>) => [name, balance]));
    },
  };
}
