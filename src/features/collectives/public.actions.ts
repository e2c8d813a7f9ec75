/**
 * The public page (DESIGN §1: a newcomer, a funder, an auditor understands how money was shared). A collective turns it on;
 * until then it does not exist, as a collective that nobody knows.
 *
 *  1. It says how much, never who: no name of a person, no note, no id. The name of an envelope, its purpose and the title
 *     of a sharing are texts the collective wrote for this, and shows as they are.
 *  2. What each participant got is a list of amounts by size: who is who cannot be read from an order.
 */
import type { Queryable } from "../../db/client.js";
import { loadFigures } from "../../db/envelope-figures.js";
import { dayIn } from "../../domain/calendar.js";
import type { EnvelopeFigures } from "../../domain/envelope.js";
import { formatAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import { findPublic, openEnvelopes, type PublicEnvelopeRow, type PublicSharingRow, postedSharings } from "./public.queries.js";
import type { PublicPage } from "./public.schema.js";

const envelopesMax = 200;
const sharingsMax = 100;

/** Refuses `not_found` for a collective that did not make its page public, as for one that does not exist. */
export async function loadPublicPage(on: Queryable, slug: string, now: Date): Promise<PublicPage> {
  const collective = await findPublic(on, slug);
  if (!collective) throw new Refusal("not_found", { at: "collective" });
  const { id, name, locale, timeZone } = collective;
  const envelopes = await openEnvelopes(on, id, envelopesMax);
  const figures = await loadFigures(
    on,
    id,
    dayIn(now, timeZone),
    envelopes.map((envelope) => envelope.id),
  );
  const sharings = await postedSharings(on, id, sharingsMax);
  return {
    name,
    locale,
    envelopes: envelopes.map((envelope) => envelopeAnswer(envelope, figures.get(envelope.id))),
    sharings: sharings.map(sharingAnswer),
  };
}

function envelopeAnswer(
  { id, currency, ...said }: PublicEnvelopeRow,
  figures: EnvelopeFigures | undefined,
): PublicPage["envelopes"][number] {
  if (!figures) throw new RangeError(`no figures of envelope ${id}`);
  const money = (minor: bigint) => formatAmount(minor, currency);
  return {
    ...said,
    currency,
    figures: {
      received: money(figures.receivedMinor),
      expected: money(figures.expectedMinor),
      billed: money(figures.billedMinor),
      shared: money(figures.sharedMinor),
      sharingsAdopted: money(figures.sharingsAdoptedMinor),
      left: money(figures.leftMinor),
      wished: money(figures.wishedMinor),
      paid: money(figures.paidMinor),
      colour: figures.colour,
    },
  };
}

function sharingAnswer({ shares, funds, currency, ...said }: PublicSharingRow): PublicPage["sharings"][number] {
  const money = (minor: string | bigint) => formatAmount(BigInt(minor), currency);
  const parts = [...shares, ...funds.map(({ amountMinor }) => amountMinor)];
  return {
    ...said,
    currency,
    amount: money(parts.reduce((sum, part) => sum + BigInt(part), 0n)),
    participants: shares.length,
    funds: funds.map(({ name, amountMinor }) => ({ name, amount: money(amountMinor) })),
    shares: shares.map(money),
  };
}
