/** Routes of money that comes in, is expected, or goes back to its funder. */
import type { FastifyInstance } from "fastify";
import { formatAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { cutPage, pageQuery, readIdCursor } from "../../http/paging.js";
import { findEnvelope } from "./envelopes.queries.js";
import {
  changeExpectedMoney,
  expectedAnswer,
  expectMoney,
  linkGiftsTo,
  loadLinkedGifts,
  recordMoneyIn,
  returnGrant,
} from "./money-in.actions.js";
import { listExpectedMoney, listPromisedGifts } from "./money-in.queries.js";
import {
  expectedMoney,
  expectedMoneyChange,
  expectedMoneyPage,
  giftPage,
  linkedGifts,
  moneyInAnswer,
  newExpectedMoney,
  newGiftLinks,
  newGrantReturn,
  newMoneyIn,
} from "./money-in.schema.js";

export function moneyInRoutes(app: FastifyInstance): void {
  write(app, "POST", "/envelopes/:id/money-in", {
    access: ["treasurer"],
    summary: "Record money that came in.",
    description:
      "The bank receives it, the envelope shows it. It may be money that was expected, gifts that were promised, and funds may take a levy of it.",
    params: thingParams("envelope"),
    body: newMoneyIn,
    answer: moneyInAnswer,
    status: 201,
    run: (tx, call) => recordMoneyIn(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/entries/:id/gifts", {
    access: ["treasurer"],
    summary: "Link gifts of money, declared after it came in, to the entry that brought it in: no euro counts twice.",
    description: "That entry is a gift of the very member who declared them.",
    params: thingParams("entry"),
    body: newGiftLinks,
    answer: linkedGifts,
    status: 201,
    run: (tx, call) => linkGiftsTo(tx, call, call.params.id, call.body.giftIds),
  });
  read(app, "/entries/:id/gifts", {
    access: ["member"],
    summary: "What of some money that came in is gifts that members declared.",
    params: thingParams("entry"),
    answer: linkedGifts,
    run: (on, { caller, params }) => loadLinkedGifts(on, caller, params.id),
  });
  read(app, "/gifts", {
    access: ["member"],
    summary: "Gifts of money that members declared and that did not come in yet.",
    params: collectiveParams,
    query: pageQuery,
    answer: giftPage,
    run: async (on, { caller, query }) => {
      const { id, currency } = caller.collective;
      const rows = await listPromisedGifts(on, id, currency, query.limit + 1, readIdCursor(query.cursor));
      return cutPage(
        rows,
        query.limit,
        (row) => [row.id],
        ({ amountMinor, ...row }) => ({ ...row, amount: formatAmount(amountMinor, currency), currency }),
      );
    },
  });
  write(app, "POST", "/envelopes/:id/grant-returns", {
    access: ["treasurer"],
    summary: "Give a grant, or what is left of it, back to its funder.",
    params: thingParams("envelope"),
    body: newGrantReturn,
    answer: moneyInAnswer,
    status: 201,
    run: (tx, call) => returnGrant(tx, call, call.params.id, call.body),
  });
  read(app, "/envelopes/:id/expected-money", {
    access: ["member"],
    summary: "Money expected in an envelope.",
    params: thingParams("envelope"),
    query: pageQuery,
    answer: expectedMoneyPage,
    run: async (on, { caller, params, query }) => {
      const envelope = await findEnvelope(on, caller.collective.id, params.id);
      if (!envelope) throw new Refusal("not_found", { at: "envelope", id: params.id });
      const rows = await listExpectedMoney(on, caller.collective.id, params.id, query.limit + 1, readIdCursor(query.cursor));
      return cutPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => expectedAnswer(row, envelope.currency),
      );
    },
  });
  write(app, "POST", "/envelopes/:id/expected-money", {
    access: ["pilot", "treasurer"],
    summary: "List money that is expected, as pilot of the envelope’s circle or treasurer.",
    params: thingParams("envelope"),
    body: newExpectedMoney,
    answer: expectedMoney,
    status: 201,
    run: (tx, call) => expectMoney(tx, call, call.params.id, call.body),
  });
  write(app, "PATCH", "/expected-money/:id", {
    access: ["pilot", "treasurer"],
    summary: "Change what is expected: notified, signed, dropped, another amount or day.",
    params: thingParams("expected money"),
    body: expectedMoneyChange,
    answer: expectedMoney,
    run: (tx, call) => changeExpectedMoney(tx, call, call.params.id, call.body),
  });
}
