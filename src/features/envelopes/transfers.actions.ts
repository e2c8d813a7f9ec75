/**
 * Transfers: envelope or fund → envelope or fund. The pilots of both circles may, or the treasurer; out of a fund, which
 * is everybody's, only the treasurer. What adopted sharings wait for stays, and so does a fund's floor.
 */
import { recordEvents } from "../../db/audit.js";
import { type Envelope, lockEnvelopes } from "../../db/envelope-figures.js";
import { accountOf, openBooks, postEntry } from "../../db/ledger.js";
import type { Tx } from "../../db/transaction.js";
import { requireOpenEnvelope } from "../../domain/envelope.js";
import { requirePositive } from "../../domain/ledger.js";
import { formatAmount, parseAmount } from "../../domain/money.js";
import { transfer } from "../../domain/postings.js";
import { Refusal } from "../../domain/refusals.js";
import { type Caller, requirePilot } from "../../http/access.js";
import { type PostedEntry, postedOf } from "../../http/posted.js";
import { requireFunds, requireLeftOf } from "./money-in.actions.js";
import { type FundRow, findFunds } from "./money-in.queries.js";
import type { NewTransfer, Place } from "./transfers.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
}

/** One end of a transfer, as it was found. */
interface End {
  readonly envelope?: Envelope;
  readonly fund?: FundRow;
  readonly currency: string;
  readonly owner: { readonly class: "envelope" | "fund"; readonly id: string; readonly commodity: string };
}

export async function transferMoney(tx: Tx, { caller, now, today }: Acting, wanted: NewTransfer): Promise<{ entry: PostedEntry }> {
  const collectiveId = caller.collective.id;
  const envelopes = await lockEnvelopes(
    tx,
    collectiveId,
    [wanted.from, wanted.to].flatMap(({ envelopeId }) => envelopeId ?? []),
  );
  const from = await endOf(tx, collectiveId, wanted.from, envelopes, "from");
  const to = await endOf(tx, collectiveId, wanted.to, envelopes, "to");
  requireMayTake(caller, from);
  if (to.envelope) {
    requirePilot(caller, to.envelope.circleId, "treasurer");
    requireOpenEnvelope(to.envelope, "to");
  } else await requireFunds(tx, collectiveId, [to.owner.id], from.currency, "to");
  const amountMinor = parseAmount(wanted.amount, from.currency);
  requirePositive(amountMinor);
  if (from.envelope) await requireLeftOf(tx, collectiveId, from.envelope, amountMinor, today);

  const books = await openBooks(tx, { collectiveId, now, owners: [from.owner, to.owner] });
  // A fund is archived while nobody posts: it may have been since it was read.
  if (!to.envelope) await requireFunds(tx, collectiveId, [to.owner.id], from.currency, "to");
  const entry = await postEntry(tx, books, {
    ...transfer({ from: accountOf(books, from.owner), to: accountOf(books, to.owner), amountMinor }),
    datedOn: wanted.datedOn,
    origin: { from: from.owner.id, to: to.owner.id },
    document: wanted.document ?? null,
    text: wanted.note || null,
    postedBy: caller.memberId,
  });
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "money.transferred",
      subject: "entry",
      subjectId: entry.id,
      details: { from: wanted.from, to: wanted.to, amount: formatAmount(amountMinor, from.currency) },
    },
  ]);
  return { entry: postedOf(entry) };
}

async function endOf(tx: Tx, collectiveId: string, place: Place, envelopes: ReadonlyMap<string, Envelope>, at: string): Promise<End> {
  const { envelopeId, fundId = "" } = place;
  if (envelopeId !== undefined) {
    const envelope = envelopes.get(envelopeId);
    if (!envelope) throw new Refusal("unknown_envelope", { at, id: envelopeId });
    return { envelope, currency: envelope.currency, owner: { class: "envelope", id: envelopeId, commodity: envelope.currency } };
  }
  const [fund] = await findFunds(tx, collectiveId, [fundId]);
  if (!fund) throw new Refusal("unknown_fund", { at, id: fundId });
  return { fund, currency: fund.currency, owner: { class: "fund", id: fundId, commodity: fund.currency } };
}

function requireMayTake(caller: Caller, { envelope }: End): void {
  if (envelope) requirePilot(caller, envelope.circleId, "treasurer");
  else if (!caller.roles.has("treasurer")) throw new Refusal("role_missing", { roles: ["treasurer"] });
}
