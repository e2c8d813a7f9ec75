/** Routes of the ledger to read. Every member reads it. */
import type { FastifyInstance } from "fastify";
import { readHead } from "../../db/ledger.js";
import { events } from "../../http/events.js";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read } from "../../http/operation.js";
import { loadBalances, loadEntry, pageOfEntries } from "./entries.actions.js";
import { balanceList, balanceQuery, entry, entryPage, entryQuery, ledgerHead } from "./entries.schema.js";

export function entryRoutes(app: FastifyInstance): void {
  read(app, "/entries", {
    access: ["member"],
    summary: "Entries with their lines, the latest first.",
    params: collectiveParams,
    query: entryQuery,
    answer: entryPage,
    run: (on, { caller, query }) => pageOfEntries(on, caller, query),
  });
  read(app, "/entries/:id", {
    access: ["member"],
    summary: "One entry with its lines, its origin and its place in the chain.",
    params: thingParams("entry"),
    answer: entry,
    run: (on, { caller, params }) => loadEntry(on, caller, params.id),
  });
  read(app, "/balances", {
    access: ["member"],
    summary: "Balances by class and account, now or at the end of a day.",
    params: collectiveParams,
    query: balanceQuery,
    answer: balanceList,
    run: (on, { caller, query }) => loadBalances(on, caller, query),
  });
  events(app, "/ledger/events", {
    access: ["member"],
    summary: "Follow the ledger: an event after each act on money, to load anew what is shown of it.",
    params: collectiveParams,
    open: async (_on, { caller }) => ({ collectiveId: caller.collective.id, subject: "ledger", id: caller.collective.id }),
  });
  read(app, "/ledger/head", {
    access: ["member"],
    summary: "The head of the chain of entries.",
    params: collectiveParams,
    answer: ledgerHead,
    run: async (on, { caller }) => {
      const { position, hash } = await readHead(on, caller.collective.id);
      return { position: String(position), hash };
    },
  });
}
