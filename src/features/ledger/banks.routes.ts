/** Routes of bank accounts, transfers between them, and opening balances. */
import type { FastifyInstance } from "fastify";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import { changeBank, loadBanks, openBalances, openNamedBank, transferBetweenBanks } from "./banks.actions.js";
import { bank, bankChange, bankList, newBank, newBankTransfer, newOpening, postedAnswer } from "./banks.schema.js";

export function bankRoutes(app: FastifyInstance): void {
  read(app, "/banks", {
    access: ["member"],
    summary: "Bank accounts with what is on them.",
    params: collectiveParams,
    answer: bankList,
    run: async (on, { caller }) => ({ items: await loadBanks(on, caller.collective.id) }),
  });
  write(app, "POST", "/banks", {
    access: ["treasurer"],
    summary: "Open a bank account, or a till.",
    params: collectiveParams,
    body: newBank,
    answer: bank,
    status: 201,
    run: (tx, call) => openNamedBank(tx, call, call.body),
  });
  write(app, "PATCH", "/banks/:id", {
    access: ["treasurer"],
    summary: "Rename a bank account.",
    params: thingParams("bank account"),
    body: bankChange,
    answer: bank,
    run: (tx, call) => changeBank(tx, call, call.params.id, call.body.name),
  });
  write(app, "POST", "/bank-transfers", {
    access: ["treasurer"],
    summary: "Move money from one bank account to another.",
    params: collectiveParams,
    body: newBankTransfer,
    answer: postedAnswer,
    status: 201,
    run: (tx, call) => transferBetweenBanks(tx, call, call.body),
  });
  write(app, "POST", "/opening-balances", {
    access: ["treasurer"],
    summary: "Start on Moisson with the balances there are.",
    description:
      "What the banks show must be what the envelopes and funds show together. A bank is opened once, until that entry is reversed.",
    params: collectiveParams,
    body: newOpening,
    answer: postedAnswer,
    status: 201,
    run: (tx, call) => openBalances(tx, call, call.body),
  });
}
