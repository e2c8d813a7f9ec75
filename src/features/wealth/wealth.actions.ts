/** The matrix of wealth as it is told. The rules are in domain/wealth, what is read in db/wealth. */
import type { Queryable } from "../../db/client.js";
import { listGiven } from "../../db/wealth.js";
import { formatAmount } from "../../domain/money.js";
import { requireDaysInOrder } from "../../domain/review.js";
import { wealthOf } from "../../domain/wealth.js";
import type { Caller } from "../../http/access.js";
import type { WealthAnswer, WealthQuery } from "./wealth.schema.js";

/** Refuses `days_reversed`. Contributions are read by everybody of the collective, their words too. */
export async function tellWealth(on: Queryable, { collective }: Caller, wanted: WealthQuery): Promise<WealthAnswer> {
  const { circleId = null, fromOn = null, untilOn = null } = wanted;
  requireDaysInOrder({ fromOn, untilOn });
  const { kinds, members } = wealthOf(await listGiven(on, collective.id, wanted));
  const inMoney = (minor: bigint | null) => (minor === null ? null : formatAmount(minor, collective.currency));
  return {
    ...{ circleId, fromOn, untilOn },
    kinds: kinds.map(({ amountMinor, ...kind }) => ({ ...kind, amount: inMoney(amountMinor) })),
    members: members.map(({ cells, ...member }) => ({
      ...member,
      cells: cells.map(({ amountMinor, words, ...cell }) => ({ ...cell, amount: inMoney(amountMinor), words: [...words] })),
    })),
  };
}
