/** The collective that a command is for, and who acts in it. */
import { and, arrayContains, asc, eq, isNull, sql } from "drizzle-orm";
import { listAccounts } from "../db/accounts.js";
import { type Queryable, queryRows } from "../db/client.js";
import type { Collective } from "../db/membership.js";
import { collectives, members } from "../db/schema/index.js";
import { dayIn } from "../domain/calendar.js";
import { Refusal } from "../domain/refusals.js";
import { lookUp, nameIndex } from "../exchange/names.js";
import type { Caller } from "../http/access.js";

/** Refuses `not_found`. */
export async function findCollective(db: Queryable, slug: string): Promise<Collective> {
  const [row] = await db
    .select({
      id: collectives.id,
      slug: collectives.slug,
      name: collectives.name,
      currency: collectives.currency,
      timeZone: collectives.timeZone,
      locale: collectives.locale,
      yearStart: collectives.yearStart,
      carriedMonths: collectives.carriedMonths,
    })
    .from(collectives)
    .where(eq(collectives.slug, slug));
  if (!row) throw new Refusal("not_found", { at: `--collective ${slug}` });
  return { ...row, locale: row.locale === "en" ? "en" : "fr" };
}

/**
 * Who imports: the named member, or the admin who came first. Their roles do not matter here: who runs the command has
 * the database. Refuses `unknown_member`.
 */
export async function findImporter(
  db: Queryable,
  collectiveId: string,
  named: string | undefined,
): Promise<{ memberId: string; roles: ReadonlySet<string> }> {
  const memberId = named === undefined ? await firstAdmin(db, collectiveId) : await memberCalled(db, collectiveId, named);
  if (!memberId) throw new Refusal("unknown_member", { at: "--by", id: named ?? "admin" });
  return { memberId, roles: new Set(["admin", "treasurer"]) };
}

/** As whom a command acts: as a treasurer and an admin, on the day it is there. Refuses `unknown_member`. */
export async function actingIn(
  db: Queryable,
  collective: Collective,
  named?: string,
): Promise<{ caller: Caller; now: Date; today: string }> {
  const now = new Date();
  const member = await findImporter(db, collective.id, named);
  const caller = { loginId: "", collective, ...member, pilotOf: new Set<string>(), contributorOf: new Set<string>() };
  return { caller, now, today: dayIn(now, collective.timeZone) };
}

async function firstAdmin(db: Queryable, collectiveId: string): Promise<string | undefined> {
  const [admin] = await db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.collectiveId, collectiveId), isNull(members.leftOn), arrayContains(members.roles, ["admin"])))
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(1);
  return admin?.id;
}

/** A member by name, code or address: null where several are called so. */
export async function memberCalled(db: Queryable, collectiveId: string, name: string): Promise<string | null | undefined> {
  const rows = await queryRows<{ id: string; name: string; code: string; email: string | null }>(
    db,
    sql`select m.id, m.code, p.name, p.email from members m join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      where m.collective_id = ${collectiveId} and m.left_on is null`,
  );
  const items = rows.map(({ code, email, ...row }) => ({ ...row, also: [code, ...(email === null ? [] : [email])] }));
  return lookUp(nameIndex(items), name);
}

/** A bank account by its name. Refuses `unknown_bank`, `name_ambiguous`. */
export async function bankCalled(db: Queryable, collectiveId: string, name: string | undefined): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const banks = await listAccounts(db, collectiveId, { classes: ["bank"] });
  const id = lookUp(nameIndex(banks.map((bank) => ({ id: bank.id, name: bank.name ?? "" }))), name);
  if (!id) throw new Refusal(id === null ? "name_ambiguous" : "unknown_bank", { at: "--bank", id: name, text: name });
  return id;
}
