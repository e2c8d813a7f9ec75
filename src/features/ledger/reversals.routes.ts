/** Routes of reversals. */
import type { FastifyInstance } from "fastify";
import { thingParams } from "../../http/fields.js";
import { write } from "../../http/operation.js";
import { postedAnswer } from "./banks.schema.js";
import { reverseBill, reverseEntry } from "./reversals.actions.js";
import { newBillReversal, newReversal } from "./reversals.schema.js";

export function reversalRoutes(app: FastifyInstance): void {
  write(app, "POST", "/entries/:id/reversal", {
    access: ["treasurer"],
    summary: "Undo an entry by a linked one, dated today, once.",
    description:
      "What the entry made is taken back with it: shares and bills are owed again, money is expected again. A sharing is reversed itself. With `bankLineId`, its money came back by that line of a statement: it is dated and matched by it, and what the entry was matched with stands.",
    params: thingParams("entry"),
    body: newReversal,
    answer: postedAnswer,
    status: 201,
    run: (tx, call) => reverseEntry(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/bills/:id/reversal", {
    access: ["treasurer"],
    summary: "Take a bill back, while nothing of it is paid.",
    params: thingParams("bill"),
    body: newBillReversal,
    answer: postedAnswer,
    status: 201,
    run: (tx, call) => reverseBill(tx, call, call.params.id, call.body),
  });
}
