/** Routes of the accounts that a treasurer hands over. */
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { collectiveParams, yearParams } from "../../http/fields.js";
import { callOf, read, schemaOf, write } from "../../http/operation.js";
import { ofOneMoment, sendExport, tableAnswer, tableTypes } from "../../http/table-export.js";
import { chooseAccount, forgetAccount, loadChart } from "./accounts.actions.js";
import { findAccounted } from "./accounts.queries.js";
import { accountChoice, chartAnswer, chartQuery, choiceQuery, fileParams, fileQuery, ruleParams, trialBalance } from "./accounts.schema.js";
import { loadTrialBalance, writeAccountFile } from "./files.actions.js";

export function accountRoutes(app: FastifyInstance): void {
  read(app, "/accounting/chart", {
    access: ["member"],
    summary: "On which account of the French association chart each thing is booked.",
    params: collectiveParams,
    query: chartQuery,
    answer: chartAnswer,
    run: (on, call) => loadChart(on, call, call.query.year),
  });
  write(app, "PUT", "/accounting/chart/:rule", {
    access: ["treasurer"],
    summary: "Book something on another account: for all, or for one bank account or envelope.",
    description: "Years that are closed stay as they were kept.",
    params: ruleParams,
    body: accountChoice,
    answer: chartAnswer,
    run: (tx, call) => chooseAccount(tx, call, call.params.rule, call.body),
  });
  write(app, "DELETE", "/accounting/chart/:rule", {
    access: ["treasurer"],
    summary: "Go back to the chart’s account.",
    params: ruleParams,
    query: choiceQuery,
    answer: chartAnswer,
    run: (tx, call) => forgetAccount(tx, call, call.params.rule, call.query.owner ?? null),
  });
  read(app, "/years/:start/balance", {
    access: ["member"],
    summary: "The trial balance of a fiscal year, by account and auxiliary.",
    params: yearParams,
    answer: trialBalance,
    run: (on, { caller, params, today }) => loadTrialBalance(on, caller.collective, { startsOn: params.start, today }),
  });
  app.route({
    method: "GET",
    url: "/years/:start/files/:what",
    config: { access: ["treasurer"] },
    schema: {
      produces: ["text/plain", ...tableTypes],
      ...schemaOf("accounts", {
        access: ["treasurer"],
        summary: "The file of a fiscal year for the accountant: FEC, a plain-text journal, or the trial balance.",
        description: `${ofOneMoment} As long as the year is open its numbers are provisional; closed, the file is kept as it was. A spreadsheet is made of the trial balance alone.`,
        params: fileParams,
        query: fileQuery,
        answer: tableAnswer("JournalCode\tJournalLib\tEcritureNum\t…\r\n"),
      }),
    },
    handler: async (request, reply) => {
      const { caller, params, query, today } = callOf<z.output<typeof fileParams>, z.output<typeof fileQuery>, unknown>(
        request,
        reply,
        app.moisson.now(),
      );
      const { readDb } = app.moisson;
      const wanted = { what: params.what, startsOn: params.start, ...query, today };
      const file = await writeAccountFile(readDb, await findAccounted(readDb, caller.collective.id), wanted);
      return sendExport(reply, file, params.what === "trial-balance" ? query.format : "text");
    },
  });
}
