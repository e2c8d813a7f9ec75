/** What the log keeps of an error: enough to find the bug, and nothing of what people wrote. */
import { DrizzleQueryError } from "drizzle-orm";
import Fastify from "fastify";
import { loggedError } from "../../src/http/errors.js";
import { t } from "../support/tap.js";

t.test("a failed query is logged without what it was given", async (t) => {
  const reason = Object.assign(new Error("duplicate key value violates unique constraint"), {
    code: "23505",
    constraint_name: "logins_email",
  });
  const error = new DrizzleQueryError("insert into logins values ($1, $2)", ["ana@les-communs.example", "two\n    at lines"], reason);
  const lines: string[] = [];
  const app = Fastify({ logger: { stream: { write: (line: string) => lines.push(line) }, serializers: { err: loggedError } } });
  app.log.error({ err: error }, "unexpected error");
  const { err } = JSON.parse(lines.join(""));
  t.equal(err.message, "Failed query: insert into logins values ($1, $2)");
  t.match(err, { stack: /\n +at .*logged-error\.test/, cause: { code: "23505", constraint: "logins_email", message: reason.message } });
  t.notMatch(lines.join(""), /ana@|two/);
});

t.test("any other error, and what is none, is logged as it is", async (t) => {
  const error = new RangeError("no such step");
  t.match(loggedError(error), { type: "RangeError", message: "no such step", stack: /no such step\n +at / });
  t.same(loggedError("only words"), { type: "string", message: "only words", stack: "" });
});
