/** Charters as the API tells them. */
import { findCharter, type KeptCharter, type KeptVersion, listInstalments, listTracedBills } from "../../db/charters.js";
import type { Queryable } from "../../db/client.js";
import { loadFigures } from "../../db/envelope-figures.js";
import { findParties } from "../../db/parties.js";
import { charterStatus, inForceOf, latestOf, mayChangeCharter, partiesNow, signatoriesOf, unsignedOf } from "../../domain/charter.js";
import { splitFlags, standingsOf } from "../../domain/charter-split.js";
import { windingSteps } from "../../domain/charter-winding.js";
import { formatAmount } from "../../domain/money.js";
import type { KnownParty, Party } from "../../domain/party.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
import { listCharters, listSteps } from "./charters.queries.js";
import type { Charter, CharterLine, CharterQuery, CharterVersionAnswer } from "./charters.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
}
type Looking = Pick<Acting, "caller" | "today">;
type Known = (party: Party) => KnownParty | undefined;

export const callerOf = ({ circleId }: { readonly circleId: string }, { memberId, pilotOf, roles }: Caller) => ({
  memberId,
  isPilot: pilotOf.has(circleId),
  isAdmin: roles.has("admin"),
});

/** Who may record what was signed on paper: a pilot of its circle, the treasurer, an admin. */
export const mayRecord = ({ circleId }: { readonly circleId: string }, { pilotOf, roles }: Caller): boolean =>
  pilotOf.has(circleId) || roles.has("treasurer") || roles.has("admin");

/** Who opens the first version to signature: it makes an envelope in the circle, so the circle’s pilots do, or an admin. */
export const mayOpen = (charter: KeptCharter, caller: Caller): boolean => {
  const who = callerOf(charter, caller);
  return who.isPilot || who.isAdmin || (inForceOf(charter) !== undefined && mayChangeCharter(charter, who));
};

export const knownOf = (on: Queryable, collectiveId: string, charters: readonly KeptCharter[]): Promise<Known> =>
  findParties(
    on,
    collectiveId,
    charters.flatMap(({ versions }) =>
      versions.flatMap(({ parties, lines, signatures }) => [
        ...parties,
        ...lines.map((line) => line.party),
        ...signatures.map((one) => one.party),
      ]),
    ),
  );

const told = (known: Known, { kind, id }: Party) => ({ kind, id, name: known({ kind, id })?.name ?? "" });

function lineOf(charter: KeptCharter, memberId: string, known: Known): CharterLine {
  const { id, title, circleId, currency, envelopeId, writtenBy, writtenAt } = charter;
  const [latest, inForce] = [latestOf(charter), inForceOf(charter)];
  const isMe = ({ kind, id: one }: Party) => kind === "member" && one === memberId;
  const missing = unsignedOf(charter, latest);
  const total = (inForce ?? latest).totalMinor;
  const status = charterStatus(charter);
  const awaits = latest.openedAt !== null && latest.inForceAt === null && (status === "open" || status === "in-force");
  return {
    ...{ id, title, circleId, currency, envelopeId, writtenBy, status },
    writtenAt: writtenAt.toISOString(),
    total: total === null ? null : formatAmount(total, currency),
    parties: partiesNow(charter).map((party) => told(known, party)),
    signed: latest.signatures.length,
    toSign: signatoriesOf(charter, latest).length,
    isMine: partiesNow(charter).some(isMe),
    awaitsMe: awaits && missing.some(isMe),
  };
}

export async function pageCharters(on: Queryable, { caller }: Looking, query: CharterQuery) {
  const collectiveId = caller.collective.id;
  const rows = await listCharters(on, collectiveId, query, readIdCursor(query.cursor));
  const known = await knownOf(on, collectiveId, rows);
  return cutPage(
    rows,
    query.limit,
    ({ id }) => [id],
    (row) => lineOf(row, caller.memberId, known),
  );
}

function versionOf(charter: KeptCharter, version: KeptVersion, known: Known): CharterVersionAnswer {
  const { currency } = charter;
  const money = (minor: bigint) => formatAmount(minor, currency);
  const orNull = (minor: bigint | null) => (minor === null ? null : money(minor));
  const { id, number, articles, startsOn, endsOn, parties, totalMinor, lines, writtenBy, decisionId, keyId, signatures } = version;
  return {
    ...{ id, number, articles: { ...articles }, startsOn, endsOn, writtenBy, decisionId, keyId, total: orNull(totalMinor) },
    parties: parties.map((party) => ({ ...told(known, party), role: party.role })),
    lines: lines.map(({ party, amountMinor, ...line }) => ({ ...line, party: told(known, party), amount: orNull(amountMinor) })),
    flags: splitFlags(version).map(({ amountMinor, totalMinor: total, othersMinor, percentMinor, ...flag }) => ({
      ...flag,
      ...{ amount: money(amountMinor), total: money(total), others: money(othersMinor), atPercent: money(percentMinor) },
    })),
    writtenAt: version.writtenAt.toISOString(),
    changedAt: version.changedAt.toISOString(),
    openedAt: version.openedAt?.toISOString() ?? null,
    inForceAt: version.inForceAt?.toISOString() ?? null,
    signatures: signatures.map(({ party, name, words, how, signedOn, recordedBy, recordedAt }) => ({
      ...{
        party: told(known, party),
        name,
        words,
        how: how as "here" | "paper",
        signedOn,
        recordedBy,
        recordedAt: recordedAt.toISOString(),
      },
    })),
    // A version that came in force, by signatures or by a decision, waits for nobody.
    missing: version.inForceAt === null ? unsignedOf(charter, version).map((party) => told(known, party)) : [],
  };
}

/** Refuses `not_found`. */
export async function requireCharter(on: Queryable, collectiveId: string, id: string): Promise<KeptCharter> {
  const charter = await findCharter(on, collectiveId, id);
  if (!charter) throw new Refusal("not_found", { at: "charter", id });
  return charter;
}

/** One charter, whole. Refuses `not_found`. */
export async function loadCharter(on: Queryable, { caller, today }: Looking, id: string): Promise<Charter> {
  const collectiveId = caller.collective.id;
  const charter = await requireCharter(on, collectiveId, id);
  const known = await knownOf(on, collectiveId, [charter]);
  const money = (minor: bigint) => formatAmount(minor, charter.currency);
  const inForce = inForceOf(charter);
  const [instalments, bills] = [await listInstalments(on, collectiveId, id), await listTracedBills(on, collectiveId, id)];
  const { envelopeId } = charter;
  const figures = envelopeId === null ? undefined : (await loadFigures(on, collectiveId, today, [envelopeId])).get(envelopeId);
  return {
    ...lineOf(charter, caller.memberId, known),
    versions: charter.versions.map((version) => versionOf(charter, version, known)),
    inForceVersionId: inForce?.id ?? null,
    split: inForce
      ? standingsOf(inForce.lines, [...instalments, ...bills]).map(({ party, amountMinor, paidMinor, askedMinor, leftMinor, ...line }) => ({
          ...line,
          ...{
            party: told(known, party),
            amount: money(amountMinor),
            paid: money(paidMinor),
            asked: money(askedMinor),
            left: money(leftMinor),
          },
        }))
      : [],
    held: figures ? money(figures.leftMinor) : null,
    instalments: instalments.map(({ number, sharingId, status, state, note, lines, askedBy, askedAt }) => ({
      ...{ number, sharingId, sharing: status, state, note, askedBy, askedAt: askedAt.toISOString() },
      amount: money(lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)),
      lines: lines.map(({ lineId, amountMinor }) => ({ lineId, amount: money(amountMinor) })),
    })),
    bills: bills.map(({ id: billId, lineId, document, amountMinor, isReversed, tracedBy, tracedAt }) => ({
      ...{ id: billId, lineId, document, amount: money(amountMinor), isReversed, tracedBy, tracedAt: tracedAt.toISOString() },
    })),
    windingDown: await windingOf(on, charter, figures?.balanceMinor ?? 0n),
    closedAt: charter.closedAt?.toISOString() ?? null,
    mayChange: mayChangeCharter(charter, callerOf(charter, caller)),
    mayOpen: mayOpen(charter, caller),
    mayRecord: mayRecord(charter, caller),
    mayTrace: caller.roles.has("treasurer") || caller.roles.has("admin"),
  };
}

async function windingOf(on: Queryable, charter: KeptCharter, balanceMinor: bigint): Promise<Charter["windingDown"]> {
  const { collectiveId, id, windingAt, windingBy, windingReason, currency } = charter;
  if (windingAt === null || windingBy === null || windingReason === null) return null;
  const done = await listSteps(on, collectiveId, id);
  return {
    ...{ reason: windingReason, by: windingBy, at: windingAt.toISOString(), balance: formatAmount(balanceMinor, currency) },
    steps: windingSteps.map((step) => {
      const row = done.find((one) => one.step === step);
      return { step, done: row ? { by: row.doneBy, on: row.doneOn, note: row.note } : null };
    }),
  };
}
