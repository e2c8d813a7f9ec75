/**
 * Creating a collective and changing its settings.
 *
 * A new collective can be used at once: it has a circle named like it, a first person who is admin, treasurer and pilot
 * with the standing of adhérent·e, and a few kinds in its language. Its chain of entries starts with its row (a trigger),
 * its fiscal years with their first entry. There is no deleting: what was shared stays to be read.
 */
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { openBooks } from "../../db/ledger.js";
import type { Tx } from "../../db/transaction.js";
import { dayIn } from "../../domain/calendar.js";
import { type Module, requireChangeable, requireSettings, slugsOf, starterCriteria, starterKinds } from "../../domain/collective.js";
import { parseSiren } from "../../domain/footing.js";
import { memberCode } from "../../domain/member.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import {
  findCollective,
  hasAmounts,
  insertCollective,
  insertFounder,
  insertKinds,
  loginEmail,
  moveKindsToCurrency,
  updateCollective,
} from "./collectives.queries.js";
import type { CollectiveAnswer, CollectiveChange, NewCollective } from "./collectives.schema.js";

/** Who founds a collective; without a login yet, they are invited afterwards. */
export interface Founder {
  readonly loginId: string | null;
  readonly name: string;
  readonly email: string | null;
}

export interface Founded {
  readonly collectiveId: string;
  readonly slug: string;
  readonly circleId: string;
  readonly memberId: string;
}

/** One collective with its settings. */
export async function loadCollective(on: Queryable, id: string): Promise<CollectiveAnswer> {
  const row = await findCollective(on, id);
  if (!row) throw new Refusal("not_found", { at: "collective" });
  const { locale, modules, region, createdAt, ...settings } = row;
  return {
    ...settings,
    locale: locale as "fr" | "en",
    region: region as CollectiveAnswer["region"],
    modules: modules as Module[],
    createdAt: createdAt.toISOString(),
  };
}

/**
 * Creates a collective with its founder: for the setup link, for who is logged in, and for the command line.
 * Refuses `unknown_currency`, `unknown_time_zone`, `year_start_invalid`, `name_taken`.
 */
export async function createCollective(tx: Tx, wanted: NewCollective, founder: Founder, now: Date): Promise<Founded> {
  requireSettings(wanted);
  const { slug: slugWanted, starterKinds: withKinds, ...settings } = wanted;
  const collectiveId = newId();
  const slug = await insertUnderFreeSlug(
    tx,
    { id: collectiveId, ...settings, reviewCriteria: [...starterCriteria[settings.locale]], createdAt: now },
    slugWanted,
  );
  const [circleId, memberId] = [newId(), newId()];
  const today = dayIn(now, settings.timeZone);
  await insertFounder(tx, {
    circle: { collectiveId, id: circleId, name: settings.name, createdAt: now },
    member: {
      collectiveId,
      id: memberId,
      code: memberCode(1),
      kind: "person",
      loginId: founder.loginId,
      roles: ["admin", "treasurer"],
      joinedOn: today,
      createdAt: now,
    },
    profile: { collectiveId, id: memberId, name: founder.name, email: founder.email },
    standing: { collectiveId, id: newId(), memberId, standing: "subscriber", fromOn: today, createdAt: now },
  });
  if (withKinds) await insertKinds(tx, kindsOf(collectiveId, settings, now));
  await recordEvents(tx, [
    { collectiveId, byId: memberId, at: now, action: "collective.created", subject: "collective", subjectId: collectiveId },
  ]);
  return { collectiveId, slug, circleId, memberId };
}

type NewRow = Omit<Parameters<typeof insertCollective>[1], "slug">;

async function insertUnderFreeSlug(tx: Tx, row: NewRow, wanted: string | undefined): Promise<string> {
  for (const slug of wanted === undefined ? slugsOf(row.name) : [wanted]) if (await insertCollective(tx, { ...row, slug })) return slug;
  throw new Refusal("name_taken", { at: "slug", name: wanted ?? row.name });
}

const kindsOf = (collectiveId: string, { locale, currency }: Pick<NewCollective, "locale" | "currency">, now: Date) =>
  starterKinds[locale].map(({ unit, ...kind }) => ({
    collectiveId,
    id: newId(),
    ...kind,
    unit: unit === "money" ? currency : unit,
    createdAt: now,
  }));

/** One more collective for who is logged in, where signing up is open. Refuses `signup_closed`. */
export async function foundCollective(
  tx: Tx,
  { loginId, now, openSignup }: { loginId: string; now: Date; openSignup: boolean },
  wanted: NewCollective,
  name: string,
): Promise<CollectiveAnswer> {
  if (!openSignup) throw new Refusal("signup_closed");
  const email = await loginEmail(tx, loginId);
  if (email === undefined) throw new Refusal("token_invalid", { at: "session" });
  const { collectiveId } = await createCollective(tx, wanted, { loginId, name, email }, now);
  return loadCollective(tx, collectiveId);
}

/** Changes settings. Refuses `setting_fixed` for the currency and the start of the year once amounts rest on them. */
export async function changeCollective(
  tx: Tx,
  { caller, now }: { caller: Caller; now: Date },
  change: CollectiveChange,
): Promise<CollectiveAnswer> {
  const collectiveId = caller.collective.id;
  requireSettings(change);
  // Under the lock of the chain nobody posts a first entry meanwhile.
  const books = await openBooks(tx, { collectiveId, now, owners: [] });
  const before = await loadCollective(tx, collectiveId);
  requireChangeable(before, change, { hasEntries: books.head.position > 0n, hasAmounts: await hasAmounts(tx, collectiveId) });
  const written = { ...change, ...(change.siren == null ? {} : { siren: parseSiren(change.siren) }) };
  const given = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0) return before;
  await updateCollective(tx, collectiveId, given);
  if (change.currency !== undefined && change.currency !== before.currency)
    await moveKindsToCurrency(tx, collectiveId, before.currency, change.currency);
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "collective.changed",
      subject: "collective",
      subjectId: collectiveId,
      details: { fields: Object.keys(given) },
    },
  ]);
  return loadCollective(tx, collectiveId);
}
