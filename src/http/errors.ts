/**
 * What is thrown, as answers: a refusal leaves as problem details (`problems`), what the framework cannot read becomes one. Anything
 * else is a bug: a 500 with the request's id, and no more.
 */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { type Language, Refusal } from "../domain/refusals.js";
import { problemOf, problemType, statusByCode } from "./problems.js";
import { requestFault } from "./request-faults.js";

/** French unless the reader's browser prefers English. */
export function languageOf(request: FastifyRequest): Language {
  const wanted = request.headers["accept-language"] ?? "";
  const french = wanted.search(/\bfr\b/i);
  const english = wanted.search(/\ben\b/i);
  return english >= 0 && (french < 0 || english < french) ? "en" : "fr";
}

export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const seconds = refusal.figures.seconds;
  if (refusal.code === "too_many_requests" && typeof seconds === "number") reply.header("retry-after", seconds);
  return reply
    .code(statusByCode[refusal.code])
    .type(problemType)
    .serializer(JSON.stringify)
    .send(problemOf(refusal, languageOf(request), request.id, request.caller?.collective.timeZone));
}

/** Answers refusals, malformed requests and bugs; registered once, on the root. */
export function answerErrors(app: FastifyInstance, refusalOfError: (error: unknown) => Refusal | undefined): void {
  app.setNotFoundHandler((request, reply) =>
    sendRefusal(request, reply, new Refusal("not_found", { at: request.url.split("?")[0] ?? "" })),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = error instanceof Refusal ? error : (refusalOfRequest(error, request) ?? refusalOfError(error));
    if (refusal) return sendRefusal(request, reply, refusal);
    request.log.error({ err: error }, "unexpected error");
    return reply
      .code(500)
      .type(problemType)
      .serializer(JSON.stringify)
      .send({
        type: "about:blank",
        title: "unexpected error",
        status: 500,
        code: "unexpected",
        detail:
          languageOf(request) === "fr"
            ? "Une erreur que nous n’avions pas prévue. Rien n’a été enregistré."
            : "An error we did not foresee. Nothing was saved.",
        requestId: request.id,
      });
  });
}

/**
 * An error as the log keeps it. A failed query says what it was given, which may be somebody's e-mail or the hash of their
 * password: its text, the database's reason and the place in the code are kept, the values are not.
 */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: "" };
  const { name, message, stack = "", cause } = error;
  const [kept = ""] = message.split("\nparams: ", 1);
  const { code, constraint_name, constraint = constraint_name } = error as Error & Record<string, unknown>;
  return {
    type: name,
    message: kept,
    stack: `${kept}${stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : ""}`,
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof constraint === "string" ? { constraint } : {}),
    ...(cause === undefined ? {} : { cause: loggedError(cause) }),
  };
}

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly [more: string]: unknown;
}

/** What the framework says of a request it cannot read, as a refusal of ours. */
function refusalOfRequest(error: FastifyError, request: FastifyRequest): Refusal | undefined {
  const { bodyLimit } = request.routeOptions;
  const contentType = request.headers["content-type"];
  if (hasZodFastifySchemaValidationErrors(error)) {
    const faults = error.validation.map((fault) => requestFault(fault, error.validationContext ?? "body"));
    return new Refusal("request_invalid", { at: "body", problem: "", ...faults[0], faults });
  }
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
    case "FST_REQ_FILE_TOO_LARGE":
      return new Refusal("body_too_large", { limit: bodyLimit ?? 0 });
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new Refusal("unsupported_media_type", { at: "headers.content-type", type: contentType || "—" });
    case "FST_UNDER_PRESSURE":
      return new Refusal("service_busy");
    case "FST_ERR_CTP_INVALID_JSON_BODY":
      return new Refusal("request_invalid", { at: "body", problem: "json_malformed" });
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new Refusal("request_invalid", { at: "body", problem: error.message });
    default:
      return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
        ? new Refusal("request_invalid", { at: "request", problem: error.message })
        : undefined;
  }
}
