/** The settlement table in the database: lines, what was said of them, who takes part, points and takes. */
import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { fairFigures, points, sharingLines, sharingParticipants, takes } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { Day } from "../../domain/calendar.js";
import { nothingSaid, type Remainder, type Said } from "../../domain/settlement-table.js";
import { type Line, type LineStanding, lineIdOf } from "../../domain/sharing-assembly.js";
import type { Sharing } from "./sharings.queries.js";

/** A line of the table, as it is shown and counted. */
export interface SettlementLine extends Line {
  /** Its row, once something was said of it or the sharing was proposed. */
  readonly rowId: string | null;
  readonly loggedBy: string;
  readonly payeeId: string;
  readonly nature: string;
  readonly kindName: string;
  readonly unit: string | null;
  readonly note: string;
  readonly dayOn: Day;
  /** The contribution's own status: a questioned one counts until it is settled. */
  readonly status: string;
  /** When the wish that it asks again falls. */
  readonly fallsOn: Day | null;
  readonly paidMinor: bigint | null;
  readonly offeredMinor: bigint | null;
  readonly carriedMinor: bigint | null;
  readonly withdrawnMinor: bigint | null;
}

interface LineRow {
  contributionId: string;
  carriedId: string | null;
  memberId: string;
  loggedBy: string;
  paidTo: string | null;
  defaultPayeeId: string | null;
  kindId: string;
  kindName: string;
  unit: string | null;
  kindNature: string;
  standing: LineStanding;
  note: string;
  dayOn: string;
  lastOn: string;
  status: string;
  fallsOn: string | null;
  quantity: string | null;
  amount: string | null;
  wished: string | null;
  rate: string | null;
  rateFromOn: string | null;
}

/**
 * A contribution that no other unreversed sharing of the envelope holds. `c` are contributions. What they hold is read
 * once into a hash: where the planner knows nothing of a new table it would read it again for each contribution.
 */
const isFree = ({ id, collectiveId, envelopeId }: Sharing): SQL => sql`c.id not in (select h.contribution_id
  from sharings s join sharing_lines h on h.collective_id = s.collective_id and h.sharing_id = s.id
  where s.collective_id = ${collectiveId} and s.envelope_id = ${envelopeId} and s.id <> ${id}
    and h.carried_id is null and h.position is not null and h.voided_at is null)`;

/**
 * A contribution that an earlier sharing of the envelope left out, as it was logged too late or its author was taken
 * out: it waited for the next, whose period may begin after it. `c` are contributions.
 */
const hasWaited = ({ id, envelopeId }: Sharing): SQL => sql`exists (select from sharings p where p.collective_id = c.collective_id
  and p.envelope_id = ${envelopeId} and p.id <> ${id} and p.status in ('proposed', 'adopted', 'posted', 'paid')
  and coalesce(c.until_on, c.day_on) between coalesce(p.from_on, coalesce(c.until_on, c.day_on)) and p.until_on)`;

/** What enters a sharing by itself: of its envelope, not withdrawn, its last day in the period, logged before the wishes closed. */
const enters = (sharing: Sharing, timeZone: string): SQL => {
  const { collectiveId, envelopeId, fromOn, untilOn, closesOn } = sharing;
  return sql`c.collective_id = ${collectiveId} and c.envelope_id = ${envelopeId} and c.status <> 'withdrawn'
    and coalesce(c.settlement, '') <> 'collective'
    and coalesce(c.until_on, c.day_on) <= ${untilOn}::date
    and ${fromOn === null ? sql`true` : sql`(coalesce(c.until_on, c.day_on) >= ${fromOn}::date or ${hasWaited(sharing)})`}
    and ${closesOn === null ? sql`true` : sql`(c.created_at at time zone ${timeZone})::date <= ${closesOn}::date`}
    and ${isFree(sharing)}`;
};

/** A carried wish of the envelope that waits and is in no other sharing. `w` are carried wishes. */
const isAskedAgain = ({ id, collectiveId, envelopeId }: Sharing, today: Day): SQL =>
  sql`w.collective_id = ${collectiveId} and w.envelope_id = ${envelopeId} and w.voided_at is null and w.falls_on > ${today}::date
    and w.id not in (select h.carried_id from sharing_lines h where h.collective_id = ${collectiveId} and h.carried_id is not null
      and h.position is not null and h.voided_at is null and h.sharing_id <> ${id})`;

/**
 * Holds still what may enter: who amends or withdraws one of these contributions, or voids a carried wish, waits until
 * the proposal is saved, and then finds it held; so does who sets a rate of one of their kinds, which the proposal counts with.
 * Read the lines afterwards, in a statement of their own.
 */
export async function lockWhatEnters(tx: Tx, sharing: Sharing, timeZone: string, today: Day): Promise<void> {
  await tx.execute(sql`select c.id from contributions c where ${enters(sharing, timeZone)} order by c.id for no key update of c`);
  await tx.execute(sql`select w.id from carried_wishes w where ${isAskedAgain(sharing, today)} order by w.id for no key update of w`);
  await tx.execute(sql`select k.id from kinds k where k.collective_id = ${sharing.collectiveId} and k.id in (
    select c.kind_id from contributions c join (${entersNow(sharing, timeZone, today)}) e on e.contribution_id = c.id
    where c.collective_id = ${sharing.collectiveId}) order by k.id for share of k`);
}

/**
 * The lines of a sharing, carried wishes first, then in the order of declaration: while it is open what enters, with
 * what was said of it; once proposed, what it holds.
 */
export async function listLines(on: Queryable, sharing: Sharing, timeZone: string, today: Day): Promise<SettlementLine[]> {
  const { collectiveId, id } = sharing;
  const rows = await on
    .select()
    .from(sharingLines)
    .where(and(eq(sharingLines.collectiveId, collectiveId), eq(sharingLines.sharingId, id)))
    .orderBy(asc(sharingLines.position));
  const byLine = new Map(rows.map((row) => [lineIdOf(row), row]));
  if (sharing.document === null) {
    const entering = await readLines(on, sharing, entersNow(sharing, timeZone, today));
    return entering.map((line) => lineOfRow(line, byLine.get(lineIdOf(line))));
  }
  const held = rows.filter(({ position }) => position !== null);
  const read = await readLines(on, sharing, named(held));
  const known = new Map(read.map((line) => [lineIdOf(line), line]));
  return held.flatMap((row) => {
    const line = known.get(lineIdOf(row));
    return line ? [lineOfRow(line, row)] : [];
  });
}

type SaidRow = typeof sharingLines.$inferSelect;

/** Contributions and carried wishes as lines: `wanted` gives their ids. */
const readLines = (on: Queryable, { collectiveId }: Sharing, wanted: SQL): Promise<LineRow[]> =>
  queryRows<LineRow>(
    on,
    sql`with wanted as (${wanted})
      select x.contribution_id as "contributionId", x.carried_id as "carriedId", c.member_id as "memberId", c.logged_by as "loggedBy",
        c.paid_to as "paidTo", m.payee_id as "defaultPayeeId", c.kind_id as "kindId", k.name as "kindName", k.unit, k.nature as "kindNature",
        case when x.carried_id is not null then 'given' when c.settlement = 'gift' then 'gift'
          when c.settlement = 'reimburse' or k.is_expense then 'reimbursed' when c.is_volunteered then 'volunteered' else 'given' end as standing,
        c.note, c.day_on::text as "dayOn", coalesce(c.until_on, c.day_on)::text as "lastOn", c.status, w.falls_on::text as "fallsOn",
        c.quantity::text as quantity, c.amount_minor::text as amount, coalesce(w.amount_minor, c.claim_minor)::text as wished,
        r.rate::text as rate, r.from_on::text as "rateFromOn"
      from wanted x
      join contributions c on c.collective_id = ${collectiveId} and c.id = x.contribution_id
      join kinds k on k.collective_id = c.collective_id and k.id = c.kind_id
      join members m on m.collective_id = c.collective_id and m.id = c.member_id
      left join carried_wishes w on w.collective_id = c.collective_id and w.id = x.carried_id
      left join lateral (select q.rate, q.from_on from kind_rates q where q.collective_id = c.collective_id and q.kind_id = c.kind_id
        and q.from_on <= coalesce(c.until_on, c.day_on) order by q.from_on desc limit 1) r on true
      order by w.carried_on nulls last, w.id, c.created_at, c.id`,
  );

const entersNow = (sharing: Sharing, timeZone: string, today: Day): SQL =>
  sql`select c.id as contribution_id, null::uuid as carried_id from contributions c where ${enters(sharing, timeZone)}
    union all
    select w.contribution_id, w.id from carried_wishes w where ${isAskedAgain(sharing, today)}`;

const named = (rows: readonly SaidRow[]): SQL => {
  const lines = rows.map(({ contributionId, carriedId }) => ({ contributionId, carriedId }));
  return sql`select n."contributionId" as contribution_id, n."carriedId" as carried_id
    from json_to_recordset(${JSON.stringify(lines)}::text::json) as n("contributionId" uuid, "carriedId" uuid)`;
};

/**
 * A line with what was said of it; once it is held, as it stood when it was proposed. Who advanced an expense gets it
 * back themself unless the contribution names somebody; work goes to their default payee.
 */
function lineOfRow(row: LineRow, said: SaidRow | undefined): SettlementLine {
  const { amount, wished, rate, rateFromOn, paidTo, defaultPayeeId, kindNature, ...line } = row;
  const isHeld = said !== undefined && said.position !== null;
  const standing = (isHeld ? (said.standing as LineStanding | null) : null) ?? line.standing;
  const isExpense = standing === "reimbursed";
  const isWish = standing === "given" || standing === "volunteered";
  return {
    ...line,
    standing,
    rowId: said?.id ?? null,
    payeeId: said?.payeeId ?? paidTo ?? (isExpense ? null : defaultPayeeId) ?? line.memberId,
    nature: said?.nature ?? (isExpense ? "expenses" : kindNature),
    amountMinor: amount === null ? null : BigInt(amount),
    askedMinor: isHeld ? said.askedMinor : isWish && wished !== null ? BigInt(wished) : null,
    rate: rate === null || rateFromOn === null ? null : { fromOn: rateFromOn, rate },
    said: said ? wordsOf(said) : nothingSaid,
    paidMinor: said?.paidMinor ?? null,
    offeredMinor: said?.offeredMinor ?? null,
    carriedMinor: said?.carriedMinor ?? null,
    withdrawnMinor: said?.withdrawnMinor ?? null,
  };
}

const wordsOf = ({ keptMinor, keptBy, keptContested, remainder }: SaidRow): Said => ({
  keptMinor,
  saidBy: keptBy,
  isContested: keptContested,
  remainder: remainder as Remainder | null,
});

/** The row of a line, made where there is none. The sharing's row is locked, so nobody makes another. */
async function rowOfLine(tx: Tx, { collectiveId, id: sharingId }: Sharing, line: SettlementLine): Promise<string> {
  if (line.rowId !== null) return line.rowId;
  const id = newId();
  const { contributionId, carriedId } = line;
  await tx.insert(sharingLines).values({ collectiveId, id, sharingId, contributionId, carriedId });
  return id;
}

const isLine = (collectiveId: string, id: string) => and(eq(sharingLines.collectiveId, collectiveId), eq(sharingLines.id, id));

export async function saveSaid(tx: Tx, sharing: Sharing, line: SettlementLine, said: Said): Promise<void> {
  const id = await rowOfLine(tx, sharing, line);
  await tx
    .update(sharingLines)
    .set({ keptMinor: said.keptMinor, keptBy: said.saidBy, keptContested: said.isContested, remainder: said.remainder })
    .where(isLine(sharing.collectiveId, id));
}

/**
 * Gives every line its place, with what is asked, who is paid and as what, as they stand now: from here on the sharing
 * holds its contributions. Words on lines that no longer enter are forgotten.
 */
export async function holdLines(tx: Tx, { collectiveId, id: sharingId }: Sharing, lines: readonly SettlementLine[]): Promise<void> {
  const rows = lines.map((line, index) => ({
    id: line.rowId ?? newId(),
    contributionId: line.contributionId,
    carriedId: line.carriedId,
    asked: line.askedMinor === null ? null : String(line.askedMinor),
    standing: line.standing,
    payeeId: line.payeeId,
    nature: line.nature,
    position: index + 1,
  }));
  const kept = sql`${sql.param(rows.map(({ id }) => id))}::uuid[]`;
  await tx.execute(
    sql`delete from fair_figures f using sharing_lines l where f.collective_id = ${collectiveId} and l.collective_id = f.collective_id
      and l.id = f.line_id and l.sharing_id = ${sharingId} and not (l.id = any(${kept}))`,
  );
  await tx.execute(
    sql`delete from sharing_lines where collective_id = ${collectiveId} and sharing_id = ${sharingId} and not (id = any(${kept}))`,
  );
  if (rows.length === 0) return;
  await tx.execute(
    sql`insert into sharing_lines (collective_id, id, sharing_id, contribution_id, carried_id, asked_minor, standing, payee_id, nature, position)
      select ${collectiveId}::uuid, r.id, ${sharingId}::uuid, r."contributionId", r."carriedId", r.asked, r.standing, r."payeeId", r.nature, r.position
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as r(id uuid, "contributionId" uuid, "carriedId" uuid, asked bigint, standing text, "payeeId" uuid, nature text, position integer)
      on conflict (collective_id, id) do update set asked_minor = excluded.asked_minor, standing = excluded.standing,
        payee_id = excluded.payee_id, nature = excluded.nature, position = excluded.position`,
  );
}

/** A line that another unreversed sharing holds, with where that one stands. */
export async function findTaken(
  on: Queryable,
  { collectiveId, id }: Sharing,
  lines: readonly SettlementLine[],
): Promise<{ contribution: string; sharing: string; state: string } | undefined> {
  const contributions = lines.filter(({ carriedId }) => carriedId === null).map(({ contributionId }) => contributionId);
  const carried = lines.flatMap(({ carriedId }) => carriedId ?? []);
  const [taken] = await queryRows<{ contribution: string; sharing: string; state: string }>(
    on,
    sql`select h.contribution_id as contribution, h.sharing_id as sharing, s.status as state
      from sharing_lines h join sharings s on s.collective_id = h.collective_id and s.id = h.sharing_id
      where h.collective_id = ${collectiveId} and h.sharing_id <> ${id} and h.position is not null and h.voided_at is null
        and ((h.carried_id is null and h.contribution_id = any(${sql.param(contributions)}::uuid[])) or h.carried_id = any(${sql.param(carried)}::uuid[]))
      limit 1`,
  );
  return taken;
}

/** Lets the contributions go: an objection opened the sharing again. What was said of them stays. */
export const releaseLines = (tx: Tx, { collectiveId, id }: Sharing) =>
  tx
    .update(sharingLines)
    .set({ position: null, standing: null, payeeId: null, nature: null, askedMinor: null })
    .where(and(eq(sharingLines.collectiveId, collectiveId), eq(sharingLines.sharingId, id), isNull(sharingLines.voidedAt)));

// Fair figures -------------------------------------------------------------------------------------------------------

export async function saveFair(
  tx: Tx,
  sharing: Sharing,
  line: SettlementLine,
  { memberId, amountMinor, now }: { memberId: string; amountMinor: bigint; now: Date },
): Promise<void> {
  const lineId = await rowOfLine(tx, sharing, line);
  await tx
    .insert(fairFigures)
    .values({ collectiveId: sharing.collectiveId, id: newId(), lineId, memberId, amountMinor, changedAt: now })
    .onConflictDoUpdate({
      target: [fairFigures.collectiveId, fairFigures.lineId, fairFigures.memberId],
      set: { amountMinor, changedAt: now },
    });
}

export const deleteFair = (tx: Tx, collectiveId: string, lineId: string, memberId: string) =>
  tx
    .delete(fairFigures)
    .where(and(eq(fairFigures.collectiveId, collectiveId), eq(fairFigures.lineId, lineId), eq(fairFigures.memberId, memberId)));

/** Fair figures by the row of their line. */
export async function listFair(
  on: Queryable,
  { collectiveId, id }: Sharing,
): Promise<Map<string, { memberId: string; amountMinor: bigint }[]>> {
  const rows = await on
    .select({ lineId: fairFigures.lineId, memberId: fairFigures.memberId, amountMinor: fairFigures.amountMinor })
    .from(fairFigures)
    .innerJoin(sharingLines, and(eq(sharingLines.collectiveId, fairFigures.collectiveId), eq(sharingLines.id, fairFigures.lineId)))
    .where(and(eq(fairFigures.collectiveId, collectiveId), eq(sharingLines.sharingId, id)))
    .orderBy(asc(fairFigures.memberId));
  const byLine = new Map<string, { memberId: string; amountMinor: bigint }[]>();
  for (const { lineId, ...figure } of rows) byLine.set(lineId, [...(byLine.get(lineId) ?? []), figure]);
  return byLine;
}

// Who takes part -----------------------------------------------------------------------------------------------------

export interface Participants {
  readonly takingPart: ReadonlySet<string>;
  readonly takenOut: ReadonlySet<string>;
}

export async function loadParticipants(on: Queryable, { collectiveId, id }: Pick<Sharing, "collectiveId" | "id">): Promise<Participants> {
  const rows = await on
    .select({ memberId: sharingParticipants.memberId, isOut: sharingParticipants.isOut })
    .from(sharingParticipants)
    .where(and(eq(sharingParticipants.collectiveId, collectiveId), eq(sharingParticipants.sharingId, id)));
  const those = (isOut: boolean) => new Set(rows.filter((row) => row.isOut === isOut).map(({ memberId }) => memberId));
  return { takingPart: those(false), takenOut: those(true) };
}

export async function saveParticipants(
  tx: Tx,
  {
    collectiveId,
    sharingId,
    memberIds,
    isOut,
    saidBy,
    now,
  }: {
    collectiveId: string;
    sharingId: string;
    memberIds: readonly string[];
    isOut: boolean;
    saidBy: string;
    now: Date;
  },
): Promise<void> {
  if (memberIds.length === 0) return;
  await tx
    .insert(sharingParticipants)
    .values(memberIds.map((memberId) => ({ collectiveId, id: newId(), sharingId, memberId, isOut, saidBy, saidAt: now })))
    .onConflictDoUpdate({
      target: [sharingParticipants.collectiveId, sharingParticipants.sharingId, sharingParticipants.memberId],
      set: { isOut, saidBy, saidAt: now },
    });
}

/** Who was said to take part, or to be out, is again as their lines say. */
export const forgetParticipants = (tx: Tx, { collectiveId, id }: Pick<Sharing, "collectiveId" | "id">, memberIds: readonly string[]) =>
  tx
    .delete(sharingParticipants)
    .where(
      and(
        eq(sharingParticipants.collectiveId, collectiveId),
        eq(sharingParticipants.sharingId, id),
        inArray(sharingParticipants.memberId, [...memberIds]),
      ),
    );

// Points and takes ---------------------------------------------------------------------------------------------------

export interface PointsGiven {
  readonly from: string;
  readonly to: string;
  readonly points: number;
  /** The pilot who gave the row for somebody absent. */
  readonly givenBy: string | null;
}

export const listPoints = (on: Queryable, { collectiveId, id }: Pick<Sharing, "collectiveId" | "id">): Promise<PointsGiven[]> =>
  on
    .select({ from: points.fromId, to: points.toId, points: points.points, givenBy: points.givenBy })
    .from(points)
    .where(and(eq(points.collectiveId, collectiveId), eq(points.sharingId, id)))
    .orderBy(asc(points.fromId), asc(points.toId));

/** One's row of points, whole: what it said before is gone. */
export async function replacePoints(
  tx: Tx,
  { collectiveId, id: sharingId }: Sharing,
  row: { from: string; points: readonly { to: string; points: number }[]; givenBy: string | null; now: Date },
): Promise<void> {
  await tx.delete(points).where(and(eq(points.collectiveId, collectiveId), eq(points.sharingId, sharingId), eq(points.fromId, row.from)));
  if (row.points.length === 0) return;
  await tx.insert(points).values(
    row.points.map(({ to, points }) => ({
      collectiveId,
      id: newId(),
      sharingId,
      fromId: row.from,
      toId: to,
      points,
      givenBy: row.givenBy,
      changedAt: row.now,
    })),
  );
}

export async function listTakes(
  on: Queryable,
  { collectiveId, id }: Pick<Sharing, "collectiveId" | "id">,
): Promise<{ memberId: string; takeMinor: bigint | "auto" }[]> {
  const rows = await on
    .select({ memberId: takes.memberId, takeMinor: takes.takeMinor })
    .from(takes)
    .where(and(eq(takes.collectiveId, collectiveId), eq(takes.sharingId, id)))
    .orderBy(asc(takes.memberId));
  return rows.map(({ memberId, takeMinor }) => ({ memberId, takeMinor: takeMinor ?? "auto" }));
}

export async function saveTake(
  tx: Tx,
  { collectiveId, id: sharingId }: Sharing,
  { memberId, takeMinor, now }: { memberId: string; takeMinor: bigint | "auto"; now: Date },
): Promise<void> {
  const set = { takeMinor: takeMinor === "auto" ? null : takeMinor, changedAt: now };
  await tx
    .insert(takes)
    .values({ collectiveId, id: newId(), sharingId, memberId, ...set })
    .onConflictDoUpdate({ target: [takes.collectiveId, takes.sharingId, takes.memberId], set });
}

export const deleteTake = (tx: Tx, { collectiveId, id }: Sharing, memberId: string) =>
  tx.delete(takes).where(and(eq(takes.collectiveId, collectiveId), eq(takes.sharingId, id), eq(takes.memberId, memberId)));
