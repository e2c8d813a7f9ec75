/**
 * A collective with something in every table and in every column of it: the demonstration, told through time, and beside it
 * what nobody in it lives through yet. What an archive loses shows where there is something to lose.
 *
 * Rows are written as the service would leave them, under all guards; texts are as unruly as people’s.
 */

import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Test } from "tap";
import { type Database, queryRows } from "../../src/db/client.js";
import { newId } from "../../src/db/id.js";
import * as schema from "../../src/db/schema/index.js";
import { demoDatabase } from "./chromium.js";
import { jpeg, pdf } from "./receipt-files.js";

/** Line breaks, quotes, a backslash, letters beyond the first plane, a separator that JSON takes for none, a lone «\u0001». */
const unruly = 'l’été \\ "à" 🌾\n\tΩ\u2028\u0001 {"end":1} null';
const at = new Date("2026-02-03T04:05:06.789Z");
const on = "2026-02-03";

/** Closed when the test ends, also where a row of it is refused. */
export async function openWholeCollective(t: Pick<Test, "teardown">): Promise<{ database: Database; id: string; slug: string }> {
  const database = await demoDatabase({ isToldThroughTime: true });
  t.teardown(() => database.close());
  const { orm } = database;
  const first = async <Row extends object>(query: SQL): Promise<Row> => {
    const [row] = await queryRows<Row>(orm, query);
    if (!row) throw new Error("the demonstration has no such row any more");
    return row;
  };
  const one = async (from: SQL): Promise<string> => (await first<{ id: string }>(sql`select id from ${from} limit 1`)).id;
  const { id: collectiveId, slug } = await first<{ id: string; slug: string }>(sql`select id, slug from collectives`);
  const add = async <Table extends PgTable>(table: Table, row: Omit<Table["$inferInsert"], "collectiveId" | "id">): Promise<string> => {
    const values = { collectiveId, id: newId(), ...row } as unknown as Table["$inferInsert"] & { id: string };
    await orm.insert(table).values(values);
    return values.id;
  };
  const set = (query: SQL) => orm.execute(query);

  const people = await queryRows<{ id: string }>(orm, sql`select id from members where kind = 'person' order by code`);
  const [ada = "", bo = "", cy = ""] = people.map(({ id }) => id);
  const circleId = await one(sql`circles`);
  const envelopeId = await one(sql`envelopes`);
  const thirdPartyId = await one(sql`third_parties`);
  const kindId = await one(sql`kinds where unit = 'h'`);
  const accountId = await one(sql`accounts where class = 'bank'`);
  const contributionId = await one(sql`contributions where member_id = ${ada}::uuid`);
  const decisionId = await one(sql`decisions`);
  const billId = await one(sql`bills`);
  const sharingId = await one(sql`sharings`);
  const shareId = await one(sql`shares`);
  const roundId = await one(sql`rounds`);
  const bucketId = await one(sql`buckets`);
  const meetingId = await one(sql`meetings`);
  const charterId = await one(sql`charters`);
  const contractId = await one(sql`contracts`);
  const entry = await first<{ id: string; line: number; amount: string }>(
    sql`select entry_id as id, line, amount_minor::text as amount from lines where account_id = ${accountId}::uuid limit 1`,
  );

  // The house and its people
  await set(sql`update collectives set region = 'martinique', hosted_by = ${unruly}`);
  const nested = await add(schema.circles, { name: `Cercle ${unruly}`, parentId: circleId, createdAt: at });
  await add(schema.members, {
    ...{ code: "P900", kind: "person", joinedOn: "2020-02-29", leftOn: on, boardFromOn: "2020-03-01", boardUntilOn: on },
    ...{ erasedAt: at, payeeId: ada, createdAt: at },
  });
  await set(
    sql`update member_profiles set phone = '+33 6 00 00 00 00', siret = '12345678200010', note = ${unruly} where id = ${ada}::uuid`,
  );
  await set(sql`update standings set until_on = '2099-12-31' where standing = 'subscriber'`);
  await add(schema.footings, { memberId: bo, footing: "rights", fromOn: "2021-01-01", untilOn: "2021-12-31", createdAt: at });
  await set(sql`update notices set seen_at = ${at.toISOString()}::timestamptz`);
  await add(schema.bankDetails, {
    ...{ thirdPartyId, ibanSealed: "v1.sealed", bic: "AGRIFRPPXXX", holder: unruly, changedAt: at, changedBy: ada },
  });

  // What was given
  await add(schema.contributions, {
    ...{ memberId: ada, loggedBy: bo, paidTo: cy, circleId: nested, envelopeId, kindId, quantity: "1.50", amountMinor: 1n },
    ...{ claimMinor: 9_007_199_254_740_993n, dayOn: "2026-01-31", untilOn: on, note: unruly, tags: [unruly, "", '{"a,b"}', "null"] },
    ...{
      evidence: "https://exemple.org/à?b=%20",
      settlement: "gift",
      isVolunteered: true,
      fingerprint: newId(),
      createdAt: at,
      changedAt: at,
    },
  });
  await add(schema.contributionVersions, {
    ...{ contributionId, version: 900, changedAt: at, changedBy: bo, change: "amended", reason: unruly },
    before: { note: unruly, amount: "1.10", nothing: null, many: [1, 1.5, "x"] },
  });
  await add(schema.contributionQuestions, {
    ...{ contributionId, askedBy: bo, askedAt: at, reason: unruly, answer: unruly, answeredBy: ada, answeredAt: at },
    ...{ settledBy: cy, settledAt: at, outcome: "kept" },
  });
  const gift = await one(sql`contributions where id <> ${contributionId}::uuid`);
  await add(schema.giftsReceived, { contributionId: gift, entryId: entry.id, linkedAt: at });
  for (const [owner, name, type, content] of [
    [{ contributionId }, `${"é".repeat(100)}.jpg`, "image/jpeg", jpeg],
    [{ billId }, "facture.pdf", "application/pdf", pdf("whole")],
  ] as const)
    await add(schema.receipts, {
      ...{ ...owner, name, type, bytes: content.length, content, addedBy: ada, addedAt: at },
      sha256: createHash("sha256").update(content).digest("hex"),
    });
  await add(schema.importMappings, {
    ...{ headerKey: "ab".repeat(32), profile: "time-sheet", columns: { day: unruly, hours: "h" }, changedAt: at, changedBy: ada },
    options: { dayOrder: "day-first" },
  });
  const warnings = [{ code: "days_long_ago", figures: { count: 1, line: 2, day: "2016-03-12", years: 5 } }];
  await set(
    sql`update import_batches set undone_at = ${at.toISOString()}::timestamptz, warnings = ${JSON.stringify(warnings)}::jsonb where status = 'undone' or true`,
  );

  // Money
  await set(sql`insert into fiscal_years (collective_id, starts_on, ends_on) values (${collectiveId}, '2019-01-01', '2019-12-31')`);
  for (const [line, amountMinor] of [
    [1, 12_345n],
    [2, -12_345n],
  ] as const)
    await add(schema.accountingLines, {
      ...{ yearStartsOn: "2019-01-01", number: 1, line, journal: "BQ", datedOn: "2019-05-06", validOn: "2019-05-07", document: "F 1" },
      ...{
        label: unruly,
        account: "512",
        accountLabel: "Banque",
        auxiliaryId: ada,
        auxiliaryLabel: unruly,
        amountMinor,
        entryId: entry.id,
      },
    });
  await set(sql`update fiscal_years set closed_at = ${at.toISOString()}::timestamptz where starts_on = '2019-01-01'`);
  await add(schema.accountChoices, {
    ...{ rule: "bank", ownerId: accountId, number: "5121", label: unruly, changedAt: at, changedBy: ada },
  });
  await set(sql`update envelopes set closed_at = ${at.toISOString()}::timestamptz where id = ${envelopeId}::uuid`);
  await set(sql`update bills set due_on = ${on}, reversed_at = ${at.toISOString()}::timestamptz where id = ${billId}::uuid`);
  await set(sql`update expected_money set status = 'received', received_entry_id = ${entry.id}::uuid, status_before = 'signed'`);
  const statementId = await add(schema.bankStatements, {
    ...{ accountId, source: "qonto", fileName: unruly, fileHash: "cd".repeat(32), accountShown: "FR76 … 0189", closingMinor: -5n },
    ...{ closingOn: on, linesRead: 2, linesKnown: 1, notes: [unruly, ""], addedBy: ada, createdAt: at, undoneAt: at },
  });
  const lineOfStatement = {
    ...{ statementId, accountId, datedOn: on, valueOn: on, label: unruly, counterparty: unruly, reference: "V1-1", bankRef: "x" },
    ...{ settledBy: ada, settledAt: at },
  };
  const bankLineId = newId();
  await orm.transaction(async (tx) => {
    await tx.insert(schema.bankLines).values({
      ...{ ...lineOfStatement, collectiveId, id: bankLineId, line: 2, amountMinor: BigInt(entry.amount) },
      ...{ fingerprint: "a".repeat(32), occurrence: 1, status: "matched" },
    });
    await tx.insert(schema.bankLineEntries).values({ collectiveId, bankLineId, entryId: entry.id, entryLine: entry.line });
  });
  await add(schema.bankLines, {
    ...{ ...lineOfStatement, line: 4, amountMinor: BigInt(entry.amount), fingerprint: "b".repeat(32), occurrence: 1 },
    ...{ status: "twin", twinOf: bankLineId },
  });
  await add(schema.bankLines, {
    ...{ ...lineOfStatement, line: 3, amountMinor: -1n, fingerprint: "a".repeat(32), occurrence: 2, status: "aside", reason: unruly },
  });
  const batchId = await add(schema.paymentBatches, {
    ...{ number: 900, form: "file", accountId, currency: "EUR", executesOn: on, totalMinor: 2n, status: "paid", fileSealed: "v1.x" },
    ...{ createdAt: at, createdBy: ada, endedAt: at, endedBy: bo },
  });
  for (const [place, payee, item] of [
    [1, { memberId: bo }, { shareId }],
    [2, { thirdPartyId }, { billId }],
  ] as const) {
    const transferId = await add(schema.paymentTransfers, {
      ...{ ...payee, batchId, place, amountMinor: 1n, reference: `V900-${place}`, remittance: unruly, ibanEnd: "0189", status: "paid" },
      entryId: entry.id,
    });
    await add(schema.paymentTransferItems, { ...item, transferId, amountMinor: 1n, isOpen: false });
  }

  // Sharings
  const keyId = await one(sql`keys`);
  await set(sql`update keys set ended_at = ${at.toISOString()}::timestamptz where in_force_at is not null`);
  await set(sql`update sharings set closes_on = ${on}, recurs = 'monthly', facilitator_id = ${bo}::uuid, key_id = ${keyId}::uuid,
    reversal_entry_id = ${entry.id}::uuid, ended_at = ${at.toISOString()}::timestamptz, takes_available_minor = 7, learnt = ${unruly}
    where id = ${sharingId}::uuid`);
  const carriedId = await add(schema.carriedWishes, {
    ...{ contributionId, sharingId, envelopeId, amountMinor: 3n, carriedOn: on, fallsOn: "2027-02-03", voidedAt: at },
  });
  const lineId = await add(schema.sharingLines, { sharingId, contributionId, carriedId, askedMinor: 4n, keptMinor: 0n, voidedAt: at });
  await add(schema.fairFigures, { lineId, memberId: bo, amountMinor: 0n, changedAt: at });
  await add(schema.sharingObjections, { sharingId, memberId: bo, reason: unruly, documentHash: "ef".repeat(32), objectedAt: at });
  await add(schema.points, { sharingId, fromId: ada, toId: bo, points: 0, givenBy: cy, changedAt: at });
  await add(schema.takes, { sharingId, memberId: ada, takeMinor: 5n, nominalMinor: 6n, changedAt: at });

  // Deciding
  await add(schema.meetingVersions, { meetingId, version: 900, changedBy: bo, changedAt: at, before: { information: unruly } });
  await set(sql`update decision_attempts set ruling = ${JSON.stringify({ why: unruly, by: null })}::text::jsonb`);
  await set(sql`update decision_voters set seen_at = ${at.toISOString()}::timestamptz`);
  await add(schema.decisionEffects, {
    ...{ decisionId, attempt: 1, partId: "z", place: 900, at, refusal: { code: "not_found", figures: { at: unruly, n: 1 } } },
  });
  await set(sql`update tensions set closed_on = ${on}, outcome = ${unruly}, closed_by = ${ada}::uuid
    where id = (select id from tensions limit 1)`);
  await add(schema.tensions, {
    ...{ title: unruly, text: unruly, openedBy: ada, openedAt: at, ownerId: bo, closedOn: on, outcome: unruly, decisionId },
  });
  const based = await one(sql`social_code_versions where circle_id is null`);
  await set(sql`update social_code_versions set based_on = ${based}::uuid where id <> ${based}::uuid`);
  await set(sql`update review_periods set envelope_id = ${envelopeId}::uuid, closed_at = opened_at, closed_by = ${ada}::uuid`);
  await add(schema.reviews, {
    ...{ ofId: ada, byId: bo, envelopeId, contributionId, strengths: unruly, scores: { care: "4.5" }, createdAt: at, changedAt: at },
  });
  await set(sql`update rounds set tally = ${JSON.stringify({ rule: "greedy", options: null })}::text::jsonb, copied_from_id =
    (select id from rounds where id <> ${roundId}::uuid limit 1) where id = ${roundId}::uuid`);
  await add(schema.ballots, { roundId, memberId: ada, votes: [{ bucketId, points: 3 }], castAt: at });

  // Charters and contracts
  await set(sql`update charters set winding_at = ${at.toISOString()}::timestamptz, winding_by = ${ada}::uuid, winding_reason = ${unruly},
    closed_at = ${at.toISOString()}::timestamptz`);
  await set(sql`update charter_versions set ends_on = '2030-12-31', decision_id = ${decisionId}::uuid`);
  await set(sql`update funds set floor_decision_id = ${decisionId}::uuid`);
  const versionId = await one(sql`charter_versions`);
  const charterLineId = newId();
  await add(schema.charterParties, { versionId, place: 900, thirdPartyId, role: unruly });
  await add(schema.charterLines, {
    ...{ versionId, lineId: charterLineId, place: 900, label: unruly, thirdPartyId, deliverables: unruly, percent: "10", amountMinor: 1n },
  });
  await add(schema.charterSignatures, {
    ...{ versionId, place: 900, thirdPartyId, name: unruly, words: unruly, how: "paper", signedOn: on, recordedBy: ada, recordedAt: at },
  });
  await add(schema.charterInstalments, { sharingId, charterId, number: 900, note: unruly, askedBy: ada, askedAt: at });
  await add(schema.charterInstalmentLines, { sharingId, lineId: charterLineId, amountMinor: 1n });
  await add(schema.charterBills, { billId, charterId, lineId: charterLineId, tracedBy: ada, tracedAt: at });
  await add(schema.charterSteps, { charterId, step: "circle", note: unruly, doneBy: ada, doneOn: on });
  await add(schema.contracts, {
    ...{ title: unruly, category: "funder", gives: unruly, receives: unruly, measure: unruly, condition: unruly, replacesId: contractId },
    ...{
      reviewOn: on,
      writtenBy: ada,
      writtenAt: at,
      changedAt: at,
      signedOn: on,
      decisionId,
      endedOn: on,
      endReason: unruly,
      endedBy: bo,
    },
  });
  await add(schema.contractParties, { contractId, place: 900, memberId: ada });
  await add(schema.contractReviews, {
    ...{ contractId, number: 900, dueOn: on, reviewedOn: on, note: unruly, nextOn: "2027-02-03", reviewedBy: ada },
  });
  await add(schema.resourceUsers, {
    ...{ resourceId: await one(sql`resources`), memberId: ada, contractId, sinceOn: "2026-01-01", untilOn: on },
  });
  return { database, id: collectiveId, slug };
}
