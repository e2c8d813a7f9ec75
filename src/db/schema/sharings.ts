/**
 * Sharings (DESIGN §8): draft → open → proposed → adopted → posted → paid, or abandoned, or reversed.
 * The proposed document and the posted result are stored as text and never computed again.
 */
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { circles } from "./circles.js";
import { collectiveId, createdAt, day, id, instant, key, minor, within } from "./columns.js";
import { contributions } from "./contributions.js";
import { keys } from "./decisions.js";
import { envelopes } from "./envelopes.js";
import { members } from "./members.js";

export const sharings = pgTable(
  "sharings",
  {
    collectiveId: collectiveId(),
    id: id(),
    envelopeId: uuid("envelope_id").notNull(),
    circleId: uuid("circle_id").notNull(),
    title: text("title").notNull(),
    status: text("status").notNull().default("draft"),
    /** null = all that is left in the envelope. */
    amountMinor: minor("amount_minor"),
    fromOn: day("from_on"),
    untilOn: day("until_on").notNull(),
    opensOn: day("opens_on"),
    closesOn: day("closes_on"),
    /** `monthly` or `quarterly`: the next one is prepared when this one is posted. */
    recurs: text("recurs"),
    /** Who may enter an absent person's kept figure, besides the pilots. */
    facilitatorId: uuid("facilitator_id"),
    /** The key as data: `{"steps": […]}`. */
    sharingKey: jsonb("sharing_key").$type<unknown>().notNull(),
    /** The key in force that it was taken from, while it is still that key. */
    keyId: uuid("key_id"),
    /** 1 + sharings ever posted from the envelope, fixed when proposed. */
    sequence: integer("sequence"),
    /** The frozen `moisson.sharing/1`, with codes for names, and its sha256 without names. */
    document: text("document"),
    documentHash: text("document_hash"),
    /** The `moisson.shares/1` it gives, byte for byte. */
    result: text("result"),
    /** What that result takes out of the envelope: Σ shares + Σ funds. Fixed with the result. */
    distributedMinor: minor("distributed_minor"),
    proposedAt: instant("proposed_at"),
    proposedBy: uuid("proposed_by"),
    /** How it was adopted: by a `pilot`, whose id stands beside, or by a `decision`, likewise. */
    adoptedBy: text("adopted_by"),
    adoptedById: uuid("adopted_by_id"),
    adoptedAt: instant("adopted_at"),
    entryId: uuid("entry_id"),
    postedAt: instant("posted_at"),
    reversalEntryId: uuid("reversal_entry_id"),
    /** When it was abandoned or reversed. */
    endedAt: instant("ended_at"),
    /** What its last takes step could pay from, stored at posting: the next sharing's `lastAmount`. */
    takesAvailableMinor: minor("takes_available_minor"),
    createdBy: uuid("created_by").notNull(),
    createdAt: createdAt(),
    /** What was learnt, written after the settlement. */
    learnt: text("learnt"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.envelopeId, envelopes),
    within(table.collectiveId, table.circleId, circles),
    within(table.collectiveId, table.keyId, keys),
    within(table.collectiveId, table.createdBy, members),
    within(table.collectiveId, table.facilitatorId, members),
    index("sharings_envelope").on(table.collectiveId, table.envelopeId),
    check("sharings_recurs", sql`${table.recurs} in ('monthly', 'quarterly')`),
    check("sharings_status", sql`${table.status} in ('draft', 'open', 'proposed', 'adopted', 'posted', 'paid', 'abandoned', 'reversed')`),
  ],
);

/** What was wished, not kept and carried: asked again at the next sharings of the envelope. Not a debt, so no entry. */
export const carriedWishes = pgTable(
  "carried_wishes",
  {
    collectiveId: collectiveId(),
    id: id(),
    contributionId: uuid("contribution_id").notNull(),
    /** The sharing that carried it. */
    sharingId: uuid("sharing_id").notNull(),
    envelopeId: uuid("envelope_id").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    carriedOn: day("carried_on").notNull(),
    fallsOn: day("falls_on").notNull(),
    voidedAt: instant("voided_at"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.contributionId, contributions),
    within(table.collectiveId, table.sharingId, sharings),
    within(table.collectiveId, table.envelopeId, envelopes),
    index("carried_wishes_envelope").on(table.collectiveId, table.envelopeId),
    index("carried_wishes_contribution").on(table.collectiveId, table.contributionId),
    check("carried_wishes_amount", sql`${table.amountMinor} > 0`),
  ],
);

/**
 * One line of the settlement table: a contribution (or its carried part) with its asked, kept and paid figures.
 *
 * While a sharing is open its table is read off the contributions; a row here holds only what was said of a line. When
 * it is proposed every line has its row and its `position`, and from then on the contribution is held; an objection
 * takes the positions away again.
 */
export const sharingLines = pgTable(
  "sharing_lines",
  {
    collectiveId: collectiveId(),
    id: id(),
    sharingId: uuid("sharing_id").notNull(),
    contributionId: uuid("contribution_id").notNull(),
    carriedId: uuid("carried_id"),
    askedMinor: minor("asked_minor"),
    keptMinor: minor("kept_minor"),
    /** Who entered it: the author, or a facilitator «avec l’accord de …», and then it is contestable until adoption. */
    keptBy: uuid("kept_by"),
    keptContested: boolean("kept_contested").notNull().default(false),
    /** What its author says of wished − kept: offered, carried or withdrawn. */
    remainder: text("remainder"),
    /** How it counts, who is paid for it and as what, as it stood when proposed. */
    standing: text("standing"),
    payeeId: uuid("payee_id"),
    nature: text("nature"),
    /** What posting gave, and what became of the wish it did not pay. */
    paidMinor: minor("paid_minor"),
    offeredMinor: minor("offered_minor"),
    carriedMinor: minor("carried_minor"),
    withdrawnMinor: minor("withdrawn_minor"),
    /** Its place in the frozen document; null while the sharing is open. */
    position: integer("position"),
    voidedAt: instant("voided_at"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.sharingId, sharings),
    within(table.collectiveId, table.contributionId, contributions),
    within(table.collectiveId, table.carriedId, carriedWishes),
    within(table.collectiveId, table.keptBy, members),
    within(table.collectiveId, table.payeeId, members),
    // Also the way to the lines of one sharing: a second index would tempt the planner to read all of them for each.
    unique("sharing_lines_in_sharing").on(table.collectiveId, table.sharingId, table.contributionId, table.carriedId).nullsNotDistinct(),
    // A contribution enters one unreversed sharing; afterwards only its carried part comes back.
    uniqueIndex("sharing_lines_once")
      .on(table.collectiveId, table.contributionId)
      .where(sql`${table.carriedId} is null and ${table.position} is not null and ${table.voidedAt} is null`),
    uniqueIndex("sharing_lines_carried_once")
      .on(table.collectiveId, table.carriedId)
      .where(sql`${table.carriedId} is not null and ${table.position} is not null and ${table.voidedAt} is null`),
    index("sharing_lines_contribution").on(table.collectiveId, table.contributionId),
    check("sharing_lines_kept", sql`${table.keptMinor} >= 0`),
    check("sharing_lines_standing", sql`${table.standing} in ('given', 'reimbursed', 'gift', 'volunteered')`),
    check("sharing_lines_remainder", sql`${table.remainder} in ('offered', 'carried', 'withdrawn')`),
  ],
);

/** Who takes part without a line of their own, and who was taken out: their lines wait for the next sharing. */
export const sharingParticipants = pgTable(
  "sharing_participants",
  {
    collectiveId: collectiveId(),
    id: id(),
    sharingId: uuid("sharing_id").notNull(),
    memberId: uuid("member_id").notNull(),
    isOut: boolean("is_out").notNull(),
    saidBy: uuid("said_by").notNull(),
    saidAt: instant("said_at").notNull(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.sharingId, sharings),
    within(table.collectiveId, table.memberId, members),
    within(table.collectiveId, table.saidBy, members),
    uniqueIndex("sharing_participants_once").on(table.collectiveId, table.sharingId, table.memberId),
  ],
);

/** Objections to a proposed sharing: each opened it again. */
export const sharingObjections = pgTable(
  "sharing_objections",
  {
    collectiveId: collectiveId(),
    id: id(),
    sharingId: uuid("sharing_id").notNull(),
    memberId: uuid("member_id").notNull(),
    reason: text("reason").notNull(),
    /** The sha256 of the document it objects to. */
    documentHash: text("document_hash").notNull(),
    objectedAt: instant("objected_at").notNull(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.sharingId, sharings),
    within(table.collectiveId, table.memberId, members),
    index("sharing_objections_sharing").on(table.collectiveId, table.sharingId),
  ],
);

/** What a participant finds fair for a line; the median stands beside the kept figure. */
export const fairFigures = pgTable(
  "fair_figures",
  {
    collectiveId: collectiveId(),
    id: id(),
    lineId: uuid("line_id").notNull(),
    memberId: uuid("member_id").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.lineId, sharingLines),
    within(table.collectiveId, table.memberId, members),
    uniqueIndex("fair_figures_once").on(table.collectiveId, table.lineId, table.memberId),
    check("fair_figures_amount", sql`${table.amountMinor} >= 0`),
  ],
);

/** What one participant gets from a posted sharing, by payee and nature; paid in parts, or waived. */
export const shares = pgTable(
  "shares",
  {
    collectiveId: collectiveId(),
    id: id(),
    sharingId: uuid("sharing_id").notNull(),
    memberId: uuid("member_id").notNull(),
    payeeId: uuid("payee_id").notNull(),
    nature: text("nature").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    paidMinor: minor("paid_minor").notNull().default(sql`0`),
    waivedMinor: minor("waived_minor").notNull().default(sql`0`),
    /** Of what was paid, what came back to the envelope: settled, and not owed again. */
    refundedMinor: minor("refunded_minor").notNull().default(sql`0`),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.sharingId, sharings),
    within(table.collectiveId, table.memberId, members),
    within(table.collectiveId, table.payeeId, members),
    uniqueIndex("shares_once").on(table.collectiveId, table.sharingId, table.memberId, table.payeeId, table.nature),
    check("shares_nature", sql`${table.nature} in ('expenses', 'work', 'rights')`),
    check("shares_amount", sql`${table.amountMinor} > 0`),
    check(
      "shares_settled",
      sql`${table.paidMinor} >= 0 and ${table.waivedMinor} >= 0 and ${table.paidMinor} + ${table.waivedMinor} <= ${table.amountMinor} and ${table.refundedMinor} between 0 and ${table.paidMinor}`,
    ),
  ],
);

/** Which entry settled which share, and by how much: a payment may group several shares and be partial. */
export const shareSettlements = pgTable(
  "share_settlements",
  {
    collectiveId: collectiveId(),
    id: id(),
    shareId: uuid("share_id").notNull(),
    entryId: uuid("entry_id").notNull(),
    /** paid, waived (left to a fund) or refunded (given back after payment: negative); a reversal undoes with the opposite sign. */
    how: text("how").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    /** Why it was paid although its footing or a receipt is missing. */
    reason: text("reason"),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.shareId, shares),
    index("share_settlements_share").on(table.collectiveId, table.shareId),
    index("share_settlements_entry").on(table.collectiveId, table.entryId),
    check("share_settlements_how", sql`${table.how} in ('paid', 'waived', 'refunded')`),
  ],
);
