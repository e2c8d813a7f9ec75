/**
 * Refusals as answers: every code has its status here, and leaves as problem details (RFC 9457) with its figures and a
 * sentence in the reader's language. Anything else that is thrown is a bug: a 500 with the request's id, and no more.
 */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { refusalSentence } from "../domain/refusals/sentence.js";
import { type Language, Refusal, type RefusalCode } from "../domain/refusals.js";
import { requestFault } from "./request-faults.js";

export const statusByCode: Readonly<Record<RefusalCode, number>> = {
  // Requests
  request_invalid: 400,
  body_too_large: 413,
  unsupported_media_type: 415,
  not_found: 404,
  too_many_requests: 429,
  too_many_streams: 429,
  service_busy: 503,
  idempotency_mismatch: 409,
  cursor_invalid: 400,

  // Session
  not_logged_in: 401,
  login_failed: 401,
  token_invalid: 401,
  origin_mismatch: 403,
  role_missing: 403,
  password_too_short: 422,
  email_taken: 409,
  mail_off: 409,
  invitations_spent: 429,
  signup_closed: 403,

  // Collectives, members, circles, kinds
  name_taken: 409,
  circle_loop: 422,
  circle_archived: 409,
  circle_in_use: 409,
  link_to_itself: 422,
  link_twice: 409,
  not_seated: 403,
  action_without_owner: 422,
  action_without_day: 422,
  action_due_before: 422,
  unknown_time_zone: 422,
  year_start_invalid: 422,
  setting_fixed: 409,
  anonymity_kept: 409,
  last_admin: 409,
  member_is_owed: 409,
  standing_overlaps: 409,
  footing_overlaps: 409,
  siret_invalid: 422,
  siret_missing: 422,
  siren_invalid: 422,
  not_a_person: 422,
  structure_at_meeting: 422,
  payee_not_structure: 422,
  member_email_taken: 409,
  member_email_missing: 422,
  login_present: 409,
  login_missing: 409,
  login_elsewhere: 409,
  already_member: 409,
  kind_in_use: 409,
  kind_qualitative: 422,
  rate_invalid: 422,
  rate_settled: 409,

  // Contributions
  day_invalid: 422,
  day_in_future: 422,
  day_too_early: 422,
  days_reversed: 422,
  member_inactive: 422,
  unknown_circle: 422,
  unknown_envelope: 422,
  envelope_closed: 409,
  kind_archived: 409,
  quantity_missing: 422,
  quantity_invalid: 422,
  quantity_not_positive: 422,
  quantity_precision: 422,
  quantity_too_large: 422,
  quantity_on_quality: 422,
  quantity_on_amount: 422,
  amount_on_quantity: 422,
  amount_missing: 422,
  unit_mismatch: 422,
  settlement_unknown: 422,
  settlement_on_other: 422,
  expense_with_claim: 422,
  volunteered_with_claim: 422,
  note_missing: 422,
  note_too_long: 422,
  tags_invalid: 422,
  reason_missing: 422,
  not_author: 403,
  not_in_circle: 403,
  nothing_changed: 409,
  notes_amended: 409,
  contribution_withdrawn: 409,
  contribution_in_sharing: 409,
  question_open: 409,
  circle_missing: 422,
  gift_received: 409,
  thanks_to_self: 422,
  thanks_kind_missing: 422,
  thanks_on_quantity: 422,
  not_questioned: 409,

  // Receipts
  receipt_type: 415,
  receipt_too_large: 413,
  receipts_full: 409,
  receipts_quota: 409,
  receipt_private: 403,
  receipt_by_giver: 403,
  receipt_without_expense: 422,
  receipt_of_another: 403,
  receipt_kept: 409,

  // Rounds
  round_dates: 422,
  round_over: 409,
  round_begun: 409,
  round_method: 409,
  round_not_proposing: 409,
  round_not_pledging: 409,
  round_not_settling: 409,
  ballots_not_yet: 409,
  round_without_envelope: 422,
  tally_missing: 422,
  points_whole: 422,
  not_proposer: 403,
  not_cocreator: 403,
  budget_empty: 422,
  budget_reversed: 422,
  stretch_off: 422,
  stretch_used: 409,
  bucket_fixed: 409,
  bucket_not_open: 409,
  bucket_under_minimum: 409,
  bucket_complete: 409,
  bucket_full: 409,
  bucket_room: 409,
  pledge_above_cap: 409,
  credit_short: 409,
  no_credits: 403,
  pledge_final: 409,
  pledge_short: 409,
  pool_short: 409,
  credit_pledged: 409,
  credit_veiled: 409,
  weights_zero: 422,
  settlement_stale: 409,
  ballot_invalid: 422,
  entry_of_round: 409,

  // Imports
  file_empty: 400,
  file_not_text: 415,
  file_encoding: 400,
  quote_open: 400,
  quote_invalid: 400,
  row_ragged: 422,
  import_unrecognised: 422,
  columns_missing: 422,
  column_twice: 422,
  number_invalid: 422,
  number_ambiguous: 422,
  duration_invalid: 422,
  day_missing: 422,
  day_is_number: 422,
  day_order_unknown: 422,
  yes_no_invalid: 422,
  name_missing: 422,
  name_ambiguous: 422,
  kind_missing: 422,
  email_missing: 422,
  email_invalid: 422,
  standing_unknown: 422,
  member_kind_unknown: 422,
  twice_in_file: 422,
  line_unclear: 422,
  text_mixed: 422,
  header_again: 422,
  number_marks_mixed: 422,
  rows_too_many: 413,
  entry_running: 422,
  time_unzoned: 422,
  hours_kind_missing: 409,
  mapping_column_unknown: 422,
  mapping_header_unknown: 422,
  mapping_unfit: 422,
  import_asks: 422,
  import_not_ready: 409,
  import_has_errors: 409,
  import_in_sharing: 409,
  import_in_use: 409,

  // Statements
  statement_encodings: 400,
  statement_too_long: 413,
  statement_malformed: 422,
  statement_entities: 422,
  statement_without_lines: 422,
  statement_header_twice: 422,
  statement_marks_mixed: 422,
  statement_both_ways: 422,
  statement_amount_missing: 422,
  statement_way_unknown: 422,
  statement_accounts: 422,
  statement_has_errors: 422,
  statement_matched: 409,
  statement_undone: 409,
  bank_line_matched: 409,
  bank_line_aside: 409,
  bank_line_twin: 409,
  bank_line_open: 409,
  bank_line_elsewhere: 422,
  bank_line_differs: 422,
  bank_line_sum_differs: 422,
  bank_line_unexplained: 422,
  entry_not_on_bank: 422,
  entry_on_statement: 409,

  // Money
  unknown_currency: 422,
  currency_mismatch: 422,
  amount_invalid: 422,
  amount_precision: 422,
  amount_not_positive: 422,
  amount_too_large: 422,

  // Ledger
  entry_incomplete: 422,
  entry_unbalanced: 422,
  entry_dated_in_future: 422,
  entry_dated_too_early: 422,
  year_closed: 409,
  insufficient_balance: 409,
  levy_exceeds_amount: 422,
  transfer_to_itself: 422,
  already_reversed: 409,
  reversal_before_entry: 422,
  not_reversible: 409,
  reversal_uncovered: 409,
  entry_broken: 409,
  account_broken: 409,
  chain_broken: 409,
  share_broken: 409,
  bill_broken: 409,
  round_broken: 409,
  archive_damaged: 422,
  archive_newer: 409,
  collective_present: 409,

  // Envelopes, bills and payments
  unknown_third_party: 422,
  unknown_bank: 422,
  bank_missing: 422,
  envelope_in_round: 409,
  envelope_funding_kept: 409,
  envelope_carried: 409,
  envelope_not_empty: 409,
  floor_by_decision: 409,
  fund_not_empty: 409,
  fund_archived: 409,
  third_party_archived: 409,
  expected_received: 409,
  expected_dropped: 409,
  expected_by_money_in: 409,
  source_missing: 422,
  gift_not_money: 422,
  money_not_gift: 422,
  gift_of_another: 422,
  gift_above_amount: 422,
  bill_twice: 409,
  bill_reversed: 409,
  bill_paid: 409,
  bill_overpaid: 409,
  share_overpaid: 409,
  share_twice: 422,
  footing_missing: 422,
  receipt_missing: 422,
  share_of_another: 403,
  refund_above_payment: 409,
  refund_before_payment: 422,
  payment_before_debt: 422,
  entry_of_sharing: 409,
  year_not_over: 409,
  year_before_open: 409,
  year_round_secret: 409,
  kind_not_valued: 422,
  account_number_invalid: 422,
  account_rule_unowned: 422,
  siren_missing: 409,
  accounts_hosted: 409,
  accounts_not_euro: 409,
  sheet_too_long: 422,
  file_not_a_table: 422,

  // Paying
  iban_malformed: 422,
  iban_country_unknown: 422,
  iban_length: 422,
  iban_mistyped: 422,
  bic_malformed: 422,
  iban_missing: 409,
  iban_unreadable: 409,
  iban_outside_sepa: 409,
  bank_iban_missing: 409,
  share_stays_out: 409,
  in_payment_batch: 409,
  item_twice: 422,
  transfer_too_large: 409,
  execution_past: 422,
  batch_not_euro: 409,
  batch_is_request: 409,
  batch_ended: 409,
  batch_file_forgotten: 409,
  transfer_unknown: 422,
  transfer_ended: 409,

  // Sharing documents
  document_invalid: 422,
  sharing_empty: 422,
  unknown_member: 422,
  unknown_fund: 422,
  unknown_kind: 422,
  key_invalid: 422,
  key_exceeds_amount: 422,
  rate_missing: 422,
  amount_needed: 422,
  quantity_needed: 422,
  claims_exceed_amount: 422,
  self_review: 422,
  self_points: 422,
  peer_too_few: 422,
  peer_points_missing: 422,

  // Elections
  election_invalid: 422,
  rule_invalid: 422,
  tally_too_long: 422,
  rule_missing: 422,
  rule_unknown: 422,
  rule_beyond_file: 422,
  unknown_project: 422,

  // Reviews
  review_empty: 422,
  review_unclear: 422,
  score_invalid: 422,
  unknown_criterion: 422,
  review_of_another: 403,
  weaknesses_of_another: 403,
  review_in_sharing: 409,

  // Sharings
  sharing_not_open: 409,
  sharing_not_proposed: 409,
  sharing_not_adopted: 409,
  sharing_not_posted: 409,
  sharing_over: 409,
  expenses_short: 422,
  sharing_exceeds_left: 409,
  kept_of_another: 403,
  kept_above_asked: 422,
  nothing_wished: 422,
  nothing_to_contest: 409,
  not_in_sharing: 422,
  adoption_of_own_share: 403,
  adoption_by_nobody: 409,
  share_settled: 409,
  carried_asked_again: 409,
  carried_over: 409,

  // Decisions by consent
  consent_setting_invalid: 422,
  proposal_invalid: 422,
  not_proposing: 403,
  not_deciding: 403,
  nobody_decides: 409,
  attempt_hours: 422,
  attempt_open: 409,
  attempt_too_early: 409,
  decision_taken: 409,
  decision_not_taken: 409,
  decision_resting: 409,
  part_not_reopened: 409,
  part_not_taken: 422,
  ballot_late: 409,
  block_without_argument: 422,
  meeting_without_deciders: 422,
  not_present: 422,
  last_resort_none: 409,
  last_resort_not_yet: 409,
  council_awaited: 409,
  council_not_asked: 409,
  not_in_council: 403,
  change_unknown: 422,
  change_out_of_reach: 422,
  change_stale: 409,
  meeting_of_another_circle: 422,
  adoption_by_decision: 409,
  key_in_force: 409,
  key_missing: 422,
  code_invalid: 422,
  code_published: 409,

  // Contracts, resources and tensions
  contract_without_parties: 422,
  contract_of_another: 403,
  contract_of_others: 422,
  contract_not_draft: 409,
  contract_not_signed: 409,
  contract_ended: 409,
  contract_end_before: 422,
  review_not_ahead: 422,
  money_not_in: 422,
  money_of_no_party: 422,
  money_traced: 409,
  resource_archived: 409,
  resource_of_another: 403,
  tension_of_others: 403,
  tension_closed: 409,
  tension_step_back: 422,
  tension_step_before: 422,

  // Charters
  charter_of_another: 403,
  charter_closed: 409,
  charter_winding: 409,
  charter_not_open: 409,
  charter_not_in_force: 409,
  charter_not_winding: 409,
  charter_signed: 409,
  charter_version_old: 409,
  charter_text_changed: 409,
  charter_text_unsaid: 422,
  charter_without_parties: 422,
  charter_without_object: 422,
  charter_unfinished: 422,
  charter_words_missing: 422,
  charter_signed_already: 409,
  not_a_party: 422,
  signature_of_another: 403,
  signature_before_text: 422,
  charter_signatures_missing: 409,
  split_without_total: 422,
  split_incomplete: 422,
  split_above_total: 422,
  split_above_hundred: 422,
  line_of_no_party: 422,
  split_below_paid: 409,
  instalment_above_left: 409,
  instalment_fixed: 409,
  line_party_not_member: 422,
  charter_pays_by_instalments: 409,
  bill_of_another_line: 422,
  bill_traced: 409,
  charter_step_done: 409,
  charter_not_settled: 409,
  charter_instalments_asked: 409,
  experience_missing: 422,
  // Review periods and retrospectives
  reviews_closed: 409,
  closing_not_ahead: 422,
  peers_too_few: 422,
  not_a_peer: 403,
  peer_unknown: 422,
  reviewed_already: 409,
  harvester_only: 403,
  retrospective_closed: 409,
  word_empty: 422,
  word_of_another: 403,
  word_harvested: 409,
  not_of_circle: 403,
};

export const problemType = "application/problem+json";

/** The problem document of a refusal. `code` and the figures are for programs, `detail` is for people, in their time zone. */
export function problemOf(refusal: Refusal, language: Language, requestId?: string, timeZone?: string) {
  return {
    type: `urn:moisson:refusal:${refusal.code}`,
    title: refusal.code.replaceAll("_", " "),
    status: statusByCode[refusal.code],
    code: refusal.code,
    detail: refusalSentence(refusal.code, refusal.figures, language, timeZone),
    figures: refusal.figures,
    ...(requestId ? { requestId } : {}),
  };
}

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
