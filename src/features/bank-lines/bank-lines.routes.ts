/** Routes of bank statements and their lines: the treasurer’s, since labels name people. */
import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { inTransaction } from "../../db/transaction.js";
import { Refusal } from "../../domain/refusals.js";
import { statementBytesMax } from "../../exchange/statements/statement.js";
import { collectiveParams, thingParams } from "../../http/fields.js";
import { keyedRequest, once } from "../../http/idempotency.js";
import { callOf, read, schemaOf, write } from "../../http/operation.js";
import { loadChoices, loadLine, pageOfLines } from "./bank-lines.answers.js";
import {
  bankLine,
  bankLinePage,
  bankLineQuery,
  choices,
  matching,
  pastedStatement,
  reconciliation,
  type StatementOptionsAsked,
  settingAside,
  statement,
  statementAnswer,
  statementOptions,
  statementPage,
  statementQuery,
  statementUpload,
} from "./bank-lines.schema.js";
import { matchLine, reopenLine, setLineAside } from "./matching.actions.js";
import { loadReconciliation } from "./reconciliation.actions.js";
import { addStatement, loadStatement, pageOfStatements, type StatementFile, statementFile, undoStatement } from "./statements.actions.js";

const access = ["treasurer"] as const;
const described =
  "Banque Populaire, Caisse d’Épargne, La Banque Postale, Crédit Mutuel, CIC, Société Générale, BoursoBank, Qonto, HelloAsso, Open Collective, OFX, CAMT.053. It books nothing: its lines wait until they are matched. The same file again adds nothing; one that overlaps adds what is new; one error, and nothing is added.";

export function bankLineRoutes(app: FastifyInstance): void {
  app.register(async (files) => {
    // A byte more than allowed may come, so that it is counted and refused with the figure.
    await files.register(multipart, { limits: { files: 1, fields: 0, parts: 2, fileSize: statementBytesMax + 1 } });
    files.route({
      method: "POST",
      url: "/bank-statements",
      config: { access },
      schema: {
        ...schemaOf("bank-statements", {
          access,
          summary: "Send a statement of a bank or a platform.",
          description: described,
          params: collectiveParams,
          query: statementOptions,
          body: statementUpload,
          answer: statementAnswer,
          status: 201,
        }),
        consumes: ["multipart/form-data"],
      },
      handler: async (request, reply) => {
        const now = app.moisson.now();
        const call = callOf<unknown, StatementOptionsAsked, unknown>(request, reply, now);
        const file = await uploaded(request);
        const answer = await inTransaction(app.moisson.db, (tx) =>
          once(tx, keyedRequest(request, file.hash), now, async () => ({
            status: 201,
            body: await addStatement(tx, call, file, toldBy(call.query)),
          })),
        );
        return reply.code(answer.status).send(answer.body);
      },
    });
  });
  write(app, "POST", "/bank-statements/text", {
    access,
    summary: "Send a statement that was copied, or a table whose columns are named.",
    params: collectiveParams,
    body: pastedStatement,
    answer: statementAnswer,
    status: 201,
    run: (tx, call) => {
      const { text, name, ...told } = call.body;
      return addStatement(tx, call, statementFile(name, Buffer.from(text, "utf8")), toldBy(told));
    },
  });
  read(app, "/bank-statements", {
    access,
    summary: "Bank statements, the latest added first.",
    params: collectiveParams,
    query: statementQuery,
    answer: statementPage,
    run: (on, { caller, query, language }) => pageOfStatements(on, caller, query, language),
  });
  read(app, "/bank-statements/:id", {
    access,
    summary: "One bank statement.",
    params: thingParams("statement"),
    answer: statement,
    run: (on, { caller, params, language }) => loadStatement(on, caller, params.id, language),
  });
  write(app, "POST", "/bank-statements/:id/undoing", {
    access,
    summary: "Take a statement back with its lines, while none is matched.",
    params: thingParams("statement"),
    answer: statement,
    run: (tx, call) => undoStatement(tx, call, call.params.id),
  });
  read(app, "/bank-lines", {
    access,
    summary: "Lines of bank statements by day, with what they may be.",
    params: collectiveParams,
    query: bankLineQuery,
    answer: bankLinePage,
    run: (on, { caller, query, language }) => pageOfLines(on, caller, query, language),
  });
  read(app, "/bank-lines/:id", {
    access,
    summary: "One line, with what it may be.",
    params: thingParams("line"),
    answer: bankLine,
    run: (on, { caller, params, language }) => loadLine(on, caller, params.id, language),
  });
  read(app, "/bank-lines/:id/choices", {
    access,
    summary: "What a line may be made of: entries that no statement shows, and what is owed.",
    params: thingParams("line"),
    answer: choices,
    run: (on, { caller, params }) => loadChoices(on, caller, params.id),
  });
  write(app, "POST", "/bank-lines/:id/matching", {
    access,
    summary: "Match a line with all that it is: entries that are there, and payments of what is owed.",
    description:
      "Payments are posted in the same transaction, one for each payee’s shares and for each bill, dated on the day of the line. Entries and payments together are the line’s amount, to the cent, or nothing is posted. A bill that is not recorded yet, money in, a fee, a transfer or a payment batch is posted by its own route, which takes `bankLineId` and links the two at once.",
    params: thingParams("line"),
    body: matching,
    answer: bankLine,
    run: (tx, call) => matchLine(tx, call, call.params.id, call.body),
  });
  write(app, "POST", "/bank-lines/:id/setting-aside", {
    access,
    summary: "Set a line aside, with a reason: it is nothing to book here.",
    params: thingParams("line"),
    body: settingAside,
    answer: bankLine,
    run: (tx, call) => setLineAside(tx, call, call.params.id, call.body.reason),
  });
  write(app, "POST", "/bank-lines/:id/reopening", {
    access,
    summary: "Detach a line from its entries, take it up again, or say that it is no twin: it waits as before, and the entries stand.",
    params: thingParams("line"),
    answer: bankLine,
    run: (tx, call) => reopenLine(tx, call, call.params.id),
  });
  read(app, "/banks/:id/reconciliation", {
    access,
    summary: "What the statement says is on the account, what the ledger says, and what makes the difference.",
    params: thingParams("bank account"),
    answer: reconciliation,
    run: (on, { caller, params, today }) => loadReconciliation(on, caller, params.id, today),
  });
}

const toldBy = <Told extends StatementOptionsAsked>({ asksColumns, ...told }: Told) => ({ ...told, asksColumns: asksColumns === "true" });

/** The file of a multipart request, in memory. Refuses `request_invalid` where there is none, `body_too_large`. */
async function uploaded(request: FastifyRequest): Promise<StatementFile> {
  if (!request.isMultipart()) throw new Refusal("unsupported_media_type", { type: request.headers["content-type"] ?? "—" });
  const part = await request.file();
  if (!part) throw new Refusal("request_invalid", { at: "body.file", problem: "missing" });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of part.file) {
    bytes += chunk.length;
    if (bytes > statementBytesMax) throw new Refusal("body_too_large", { limit: statementBytesMax });
    chunks.push(chunk);
  }
  return statementFile(part.filename ?? "", Buffer.concat(chunks));
}
