/** All that home shows to a member, read at one moment. */
import type { Queryable } from "../../db/client.js";
import { loadFigures } from "../../db/envelope-figures.js";
import { dayIn } from "../../domain/calendar.js";
import { nearest } from "../../domain/envelope.js";
import { formatCommodity } from "../../domain/ledger.js";
import { formatAmount } from "../../domain/money.js";
import type { Language } from "../../domain/refusals.js";
import type { Waiting } from "../../domain/waiting.js";
import type { Caller } from "../../http/access.js";
import { listNews, listOpenEnvelopes, nameOfMember } from "./home.queries.js";
import type { HomeAnswer, WaitingAnswer } from "./home.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
  readonly language: Language;
}

/** A feature that says what of its own waits for somebody. */
export type WaitingReader = (on: Queryable, acting: Acting) => Promise<readonly Waiting[]>;

/** How many envelopes and notices are shown; there are pages for all of them. */
const envelopesShown = 30;
const newsShown = 5;

export async function loadHome(on: Queryable, acting: Acting, readers: readonly WaitingReader[]): Promise<HomeAnswer> {
  const { caller, today } = acting;
  const { collective, memberId } = caller;
  const waiting: Waiting[] = [];
  for (const read of readers) waiting.push(...(await read(on, acting)));
  const open = await listOpenEnvelopes(on, collective.id);
  const shown = nearest(open, new Set([...caller.pilotOf, ...caller.contributorOf])).slice(0, envelopesShown);
  const figures = await loadFigures(
    on,
    collective.id,
    today,
    shown.map(({ id }) => id),
  );
  const news = await listNews(on, collective.id, memberId, newsShown);
  return {
    name: await nameOfMember(on, collective.id, memberId),
    waiting: waiting.map(waitingAnswer),
    envelopes: shown.map(({ id, name, currency }) => {
      const its = figures.get(id);
      if (!its) throw new RangeError(`no figures of envelope ${id}`);
      const inMoney = (minor: bigint) => formatAmount(minor, currency);
      return {
        id,
        name,
        currency,
        received: inMoney(its.receivedMinor),
        left: inMoney(its.leftMinor),
        wished: inMoney(its.wishedMinor),
        colour: its.colour,
      };
    }),
    hasMoreEnvelopes: shown.length < open.length,
    news: news.map(({ at, ...notice }) => ({ ...notice, dayOn: dayIn(at, collective.timeZone) })),
  };
}

function waitingAnswer(waiting: Waiting): WaitingAnswer {
  switch (waiting.kind) {
    case "wishes":
    case "adopt": {
      const { amountMinor, ...told } = waiting;
      return { ...told, amount: formatAmount(amountMinor, told.currency) };
    }
    case "settle": {
      const { amountMinor, overMinor, ...told } = waiting;
      return { ...told, amount: formatAmount(amountMinor, told.currency), over: formatAmount(overMinor, told.currency) };
    }
    case "pledge": {
      const { leftMinor, ...told } = waiting;
      return { ...told, left: formatCommodity(leftMinor, told.commodity) };
    }
    case "owed": {
      const sums = waiting.sums.map(({ currency, amountMinor }) => ({ currency, amount: formatAmount(amountMinor, currency) }));
      return { ...waiting, sums };
    }
    case "review":
      return { ...waiting, names: [...waiting.names] };
    default:
      return waiting;
  }
}
