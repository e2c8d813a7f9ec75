/**
 * Sharing stories: a collective with money in envelopes, kinds with rates, and people who log what they gave.
 *
 *   const house = await openHouse(t);
 *   const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
 *   const kit = await village.envelope("Kit", "1000.00");
 *   await village.logs("bob", kit, { kind: "hours", quantity: "20", claim: "500.00" });
 *   const sharing = await village.prepares("ana", kit, { key: { steps: […] } });
 */
import { sql } from "drizzle-orm";
import { openBank } from "../../src/db/accounts.js";
import { queryRows } from "../../src/db/client.js";
import { newId } from "../../src/db/id.js";
import { accountOf, openBooks, postEntry } from "../../src/db/ledger.js";
import { bills, envelopes, expectedMoney, funds, memberProfiles, members, thirdParties } from "../../src/db/schema/index.js";
import { inTransaction } from "../../src/db/transaction.js";
import { dayIn } from "../../src/domain/calendar.js";
import { parseAmount } from "../../src/domain/money.js";
import { bill, moneyIn } from "../../src/domain/postings.js";
import { type House, makeKind, type Person, type Reply, storyStart } from "./stories.js";

export const periodUntil = "2026-03-31";
export const deliberate = { steps: [{ kind: "claims", settle: "deliberate", unpaid: "carry" }] };

export interface Logged {
  readonly kind: string;
  readonly quantity?: string;
  readonly amount?: string;
  readonly claim?: string;
  readonly dayOn?: string;
  readonly untilOn?: string;
  readonly note?: string;
  readonly paidTo?: string;
  readonly memberId?: string;
  readonly isVolunteered?: boolean;
  readonly settlement?: string;
}

export interface Village<Names extends string> {
  readonly house: House;
  /** Where its routes stand: `/api/v1/collectives/village-1`. */
  readonly address: string;
  readonly collectiveId: string;
  readonly circleId: string;
  readonly people: Readonly<Record<Names, Person>>;
  /** Ids of kinds: hours (25.00), expert (50.00), train (an expense), joy (a quality). */
  readonly kinds: Readonly<Record<string, string>>;
  envelope(name: string, amount?: string): Promise<string>;
  fund(name: string): Promise<string>;
  structure(name: string): Promise<string>;
  receives(envelopeId: string, amount: string): Promise<void>;
  expects(envelopeId: string, amount: string, status?: string): Promise<void>;
  isBilled(envelopeId: string, amount: string): Promise<void>;
  /** Logs a contribution through the service, and gives its id. */
  logs(name: Names, envelopeId: string, logged: Logged): Promise<string>;
  /** Prepares a sharing and opens it. */
  prepares(name: Names, envelopeId: string, settings: Record<string, unknown>): Promise<string>;
  /** Moves a sharing on: `does("ana", "propose", id)`. Expects it to be done. */
  does(name: Names, verb: string, id: string): Promise<Reply["body"]>;
  /** Proposes, adopts and posts. */
  settles(id: string, who: { proposes: Names; adopts: Names; posts: Names }): Promise<Reply["body"]>;
  /** The amounts that members get, by name. */
  sharesOf(body: Reply["body"]): Record<string, string>;
  rows<Row extends object>(query: ReturnType<typeof sql>): Promise<Row[]>;
  balance(envelopeId: string): Promise<string>;
}

let villages = 0;

/** A collective of its own in a house that a test file shares; the clock is at the story's start again. */
export async function openVillage<Names extends string>(house: House, who: Record<Names, readonly string[]>): Promise<Village<Names>> {
  house.clock.now = new Date(storyStart);
  villages += 1;
  const slug = `village-${villages}`;
  const { collectiveId, circleId, ...people } = await house.collective(slug, who);
  const persons = people as unknown as Record<Names, Person>;
  const db = house.database.orm;
  const createdAt = house.clock.now;
  const kinds = {
    hours: await makeKind(house, collectiveId, { name: "Heures", unit: "h", rate: "25.00" }),
    expert: await makeKind(house, collectiveId, { name: "Expertise", unit: "h", rate: "50.00" }),
    train: await makeKind(house, collectiveId, { name: "Train", unit: "EUR", isExpense: true, nature: "expenses" }),
    joy: await makeKind(house, collectiveId, { name: "Joie", unit: null }),
  };
  const bankId = await openBank(db, { collectiveId, name: "Compte courant", commodity: "EUR", now: createdAt });
  const printerId = newId();
  await db.insert(thirdParties).values({ collectiveId, id: printerId, name: "Imprimerie", createdAt });
  const nameOf = new Map((Object.keys(persons) as Names[]).map((name) => [persons[name].memberId, name as string]));

  const village: Village<Names> = {
    house,
    address: `/api/v1/collectives/${slug}`,
    collectiveId,
    circleId,
    people: persons,
    kinds,
    envelope: async (name, amount) => {
      const id = newId();
      await db.insert(envelopes).values({ collectiveId, id, circleId, name, currency: "EUR", createdAt: house.clock.now });
      if (amount !== undefined) await village.receives(id, amount);
      return id;
    },
    fund: async (name) => {
      const id = newId();
      await db.insert(funds).values({ collectiveId, id, name, currency: "EUR", createdAt: house.clock.now });
      return id;
    },
    structure: async (name) => {
      const id = newId();
      const code = `S-${name}`;
      await db.insert(members).values({ collectiveId, id, code, kind: "structure", joinedOn: "2026-01-01", createdAt: house.clock.now });
      await db.insert(memberProfiles).values({ collectiveId, id, name });
      nameOf.set(id, name);
      return id;
    },
    receives: (envelopeId, amount) =>
      inTransaction(db, async (tx) => {
        const owners = [
          { class: "bank", id: bankId },
          { class: "envelope", id: envelopeId },
        ] as const;
        const books = await openBooks(tx, { collectiveId, now: house.clock.now, owners });
        const [bank, envelope] = [accountOf(books, owners[0]), accountOf(books, owners[1])];
        const posting = moneyIn({ bank, envelope, amountMinor: parseAmount(amount, "EUR"), nature: "grant" });
        await postEntry(tx, books, { ...posting, datedOn: books.today });
      }),
    expects: async (envelopeId, amount, status = "signed") => {
      const amountMinor = parseAmount(amount, "EUR");
      await db.insert(expectedMoney).values({ collectiveId, id: newId(), envelopeId, source: "Fondation", amountMinor, status, createdAt });
    },
    isBilled: (envelopeId, amount) =>
      inTransaction(db, async (tx) => {
        const owners = [
          { class: "envelope", id: envelopeId },
          { class: "third-party", id: printerId },
        ] as const;
        const books = await openBooks(tx, { collectiveId, now: house.clock.now, owners });
        const [envelope, thirdParty] = [accountOf(books, owners[0]), accountOf(books, owners[1])];
        const amountMinor = parseAmount(amount, "EUR");
        const entry = await postEntry(tx, books, {
          ...bill({ envelope, thirdParty, amountMinor, nature: "purchase" }),
          datedOn: books.today,
        });
        const billedOn = dayIn(house.clock.now, "Europe/Paris");
        const row = {
          collectiveId,
          id: newId(),
          envelopeId,
          thirdPartyId: printerId,
          amountMinor,
          nature: "purchase",
          billedOn,
          createdAt,
        };
        await tx.insert(bills).values({ ...row, document: newId(), label: "Livrets", entryId: entry.id });
      }),
    logs: async (name, envelopeId, { kind, ...logged }) => {
      const draft = { envelopeId, circleId, kindId: village.kinds[kind], note: "préparation", ...logged };
      const reply = await persons[name].post("/contributions", draft);
      if (reply.status !== 201) throw new Error(`logging was refused: ${JSON.stringify(reply.body)}`);
      return reply.body.id;
    },
    prepares: async (name, envelopeId, settings) => {
      const wanted = { envelopeId, title: "Premier trimestre", untilOn: periodUntil, key: deliberate, ...settings };
      const made = await persons[name].post("/sharings", wanted);
      if (made.status !== 201) throw new Error(`preparing was refused: ${JSON.stringify(made.body)}`);
      await village.does(name, "open", made.body.id);
      return made.body.id;
    },
    does: async (name, verb, id) => {
      const reply = await persons[name].post(`/sharings/${id}/${verb}`);
      if (reply.status !== 200) throw new Error(`${verb} was refused: ${JSON.stringify(reply.body)}`);
      return reply.body;
    },
    settles: async (id, { proposes, adopts, posts }) => {
      await village.does(proposes, "propose", id);
      await village.does(adopts, "adopt", id);
      return village.does(posts, "post", id);
    },
    sharesOf: (body) =>
      Object.fromEntries(
        (body.result?.shares ?? []).map(({ member, amount }: { member: string; amount: string }) => [nameOf.get(member) ?? member, amount]),
      ),
    rows: (query) => queryRows(db, query),
    balance: async (envelopeId) => {
      const [row] = await queryRows<{ shown: string }>(
        db,
        sql`select (-balance_minor)::text as shown from accounts where collective_id = ${collectiveId} and envelope_id = ${envelopeId}`,
      );
      return (Number(row?.shown ?? 0) / 100).toFixed(2);
    },
  };
  return village;
}
