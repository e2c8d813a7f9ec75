/**
 * What is wrong with the fields of a request, in the words of domain/problems.ts, so that a person reads it in their
 * language and a program finds the same word each time.
 *
 *   { "kindId": "heures" } → { at: "body.kindId", problem: "id_expected" } → «body.kindId : un identifiant est attendu»
 */
import type { FastifySchemaValidationError } from "fastify";

export interface RequestFault {
  /** The field: `body.items[0].amount`. */
  readonly at: string;
  /** A word of domain/problems.ts, or what the schema itself says. */
  readonly problem: string;
  readonly [figure: string]: string | number;
}

/** `context` is the part of the request: body, params, querystring. */
export const requestFault = (fault: FastifySchemaValidationError, context: string): RequestFault => ({
  at: `${context}${fault.instancePath
    .replace(/\/(\d+)(?=\/|$)/g, "[$1]")
    .replaceAll("/", ".")
    .replace(/\.$/, "")}`,
  ...problemOf(fault),
});

type Found = { readonly problem: string; readonly [figure: string]: string | number };

const typeProblems: Readonly<Record<string, string>> = {
  string: "text_expected",
  array: "list_expected",
  object: "object_expected",
  record: "object_expected",
  boolean: "flag_expected",
  number: "number_expected",
  int: "whole_expected",
};

/** What a format of zod’s own is called; a pattern of ours says its problem itself. */
const formatProblems: Readonly<Record<string, string>> = {
  uuid: "id_expected",
  date: "day_malformed",
  datetime: "instant_malformed",
};

function problemOf({ keyword, message = "", params }: FastifySchemaValidationError): Found {
  const { expected, format, values, keys, origin, minimum, maximum, options } = params as Readonly<Record<string, unknown>>;
  const limit = (bound: unknown): number => Number(bound);
  switch (keyword) {
    case "invalid_type":
      return { problem: /received undefined$/.test(message) ? "missing" : (typeProblems[String(expected)] ?? message) };
    case "invalid_format":
      return { problem: formatProblems[String(format)] ?? message };
    case "invalid_value":
      return { problem: "one_of", allowed: Array.isArray(values) ? values.join(", ") : "" };
    case "invalid_union":
      return Array.isArray(options) ? { problem: "one_of", allowed: options.join(", ") } : problemOfForms(params);
    case "invalid_key":
      return problemOfName(params);
    case "unrecognized_keys":
      return { problem: "unknown_fields", fields: Array.isArray(keys) ? keys.join(", ") : "" };
    case "too_small":
      if (origin === "string" && limit(minimum) === 1) return { problem: "text_empty" };
      return { problem: `${countedBy(origin)}_at_least`, min: limit(minimum) };
    case "too_big":
      return { problem: `${countedBy(origin)}_at_most`, max: limit(maximum) };
    default:
      return { problem: message };
  }
}

/** What is wrong with a name that the caller chose, in an object whose names are free: told as a field of that kind would tell it. */
function problemOfName({ issues }: Readonly<Record<string, unknown>>): Found {
  const [first] = Array.isArray(issues) ? (issues as Issue[]) : [];
  return first ? problemOfIssue(first) : { problem: "text_malformed" };
}

/**
 * What is wrong with a field that has several forms and meets none: told as the form that is more than a given word tells it
 * (`auto` or a decimal: a text is expected), or as the choice, where all are given words.
 */
function problemOfForms({ errors }: Readonly<Record<string, unknown>>): Found {
  const faults = (errors as readonly (readonly Issue[])[]).flatMap(([first]) => first ?? []);
  const free = faults.find(({ code }) => code !== "invalid_value");
  return free ? problemOfIssue(free) : { problem: "one_of", allowed: faults.flatMap(({ values }) => values ?? []).join(", ") };
}

/** What zod says of one thing, inside of what it says of another. */
interface Issue {
  readonly code: string;
  readonly message: string;
  readonly values?: readonly string[];
}

const problemOfIssue = (issue: Issue): Found =>
  problemOf({ keyword: issue.code, message: issue.message, params: issue } as unknown as FastifySchemaValidationError);

/** What is counted: the characters of a text, the items of a list, or a number itself. */
const countedBy = (origin: unknown): "text" | "list" | "number" => (origin === "string" ? "text" : origin === "array" ? "list" : "number");
