/** A thanks: it logs a qualitative contribution of its receiver, who is told. */
import { insertTogether } from "../../db/client.js";
import type { Tx } from "../../db/transaction.js";
import { requireThanksKind } from "../../domain/thanks.js";
import { type Acting, logging } from "./contributions.actions.js";
import { listNames } from "./contributions.queries.js";
import { type LoggedAnswer, type NewThanks, newContribution } from "./contributions.schema.js";

export async function thankMember(tx: Tx, acting: Acting, { toId, kindId: named, ...words }: NewThanks): Promise<LoggedAnswer> {
  const { collective, memberId: fromId } = acting.caller;
  const { kinds } = await listNames(tx, collective.id);
  const kindId = requireThanksKind({ fromId, toId, kindId: named }, kinds);
  const call = { ...acting, body: newContribution.parse({ ...words, memberId: toId, kindId }) };
  const { value, change } = logging.decide(await logging.load(tx, [call]), call);
  await insertTogether(tx, logging.save([call], [change]));
  return value;
}
