/**
 * Refusals: the closed list of reasons for which Moisson says no.
 *
 * A refusal is not a bug: it is an answer, with a stable code, the place that is meant (a field, a line, a step)
 * and the figures that let a person go on («il reste 12,40 €, vous demandez 20,00 €»). Anything that is thrown and
 * is not a `Refusal` is a bug, and is answered as one.
 *
 * Rules throw codes and figures; the sentence is made where somebody reads it, by refusals/sentence.ts, from the words of
 * each language in refusals/fr and refusals/en. So a page that runs a rule does not load what every other rule could say.
 * The HTTP status of each code is in http/problems.ts.
 *
 *   throw new Refusal("insufficient_balance", { at: "amount", left: "12.40", asked: "20.00" })
 */

export type Language = "fr" | "en";

/** Figures of a refusal: amounts as decimal strings, ids, counts. `at` is the place: a field path, `steps[2]`, `line 12`. */
export type RefusalFigures = Readonly<Record<string, string | number | MoneyFigure | readonly unknown[] | null>>;

/** An amount that the sentence shows as people read it: {missing} → 40,00 €. */
export interface MoneyFigure {
  readonly amount: string;
  readonly currency: string;
}

/** A named no. `message` is its code and figures, so that logs and stack traces can be read. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: RefusalCode,
    readonly figures: RefusalFigures = {},
  ) {
    super(`${code} ${JSON.stringify(figures)}`);
  }
}

// The codes, sorted by noun. Add one here, and the compiler names what else must know it: two sentences and a status.

/** Requests and session. */
export type RequestCode =
  | "request_invalid"
  | "body_too_large"
  | "unsupported_media_type"
  | "not_found"
  | "too_many_requests"
  | "too_many_streams"
  | "service_busy"
  | "idempotency_mismatch"
  | "cursor_invalid"
  | "not_logged_in"
  | "login_failed"
  | "token_invalid"
  | "origin_mismatch"
  | "role_missing"
  | "password_too_short"
  | "email_taken"
  | "signup_closed";

/** Decisions by consent. */
export type DecisionCode =
  | "consent_setting_invalid"
  | "proposal_invalid"
  | "not_proposing"
  | "not_deciding"
  | "nobody_decides"
  | "attempt_hours"
  | "attempt_open"
  | "attempt_too_early"
  | "decision_taken"
  | "decision_not_taken"
  | "decision_resting"
  | "part_not_reopened"
  | "part_not_taken"
  | "ballot_late"
  | "block_without_argument"
  | "meeting_without_deciders"
  | "not_present"
  | "last_resort_none"
  | "last_resort_not_yet"
  | "council_awaited"
  | "council_not_asked"
  | "not_in_council"
  | "change_unknown"
  | "change_out_of_reach"
  | "change_stale"
  | "meeting_of_another_circle"
  | "adoption_by_decision"
  | "key_in_force"
  | "key_missing"
  | "code_invalid"
  | "code_published";

/** Collectives, members, circles, kinds. */
export type HouseCode =
  | "name_taken"
  | "circle_loop"
  | "unknown_time_zone"
  | "year_start_invalid"
  | "setting_fixed"
  | "anonymity_kept"
  | "last_admin"
  | "member_is_owed"
  | "standing_overlaps"
  | "footing_overlaps"
  | "siret_invalid"
  | "siret_missing"
  | "siren_invalid"
  | "structure_at_meeting"
  | "not_a_person"
  | "payee_not_structure"
  | "member_email_taken"
  | "login_present"
  | "login_missing"
  | "login_elsewhere"
  | "already_member"
  | "kind_in_use"
  | "kind_qualitative"
  | "rate_invalid"
  | "rate_settled"
  | "circle_archived"
  | "circle_in_use"
  | "link_to_itself"
  | "link_twice"
  | "not_seated"
  | "action_without_owner"
  | "action_without_day"
  | "action_due_before"
  | "notes_amended"
  | "mail_off"
  | "invitations_spent"
  | "member_email_missing";

/** Contributions (DESIGN §6). */
export type ContributionCode =
  | "day_invalid"
  | "day_in_future"
  | "day_too_early"
  | "days_reversed"
  | "member_inactive"
  | "unknown_circle"
  | "unknown_envelope"
  | "envelope_closed"
  | "kind_archived"
  | "quantity_missing"
  | "quantity_invalid"
  | "quantity_not_positive"
  | "quantity_precision"
  | "quantity_too_large"
  | "quantity_on_quality"
  | "quantity_on_amount"
  | "amount_on_quantity"
  | "amount_missing"
  | "unit_mismatch"
  | "settlement_unknown"
  | "settlement_on_other"
  | "expense_with_claim"
  | "volunteered_with_claim"
  | "note_missing"
  | "note_too_long"
  | "tags_invalid"
  | "reason_missing"
  | "not_author"
  | "not_in_circle"
  | "nothing_changed"
  | "contribution_withdrawn"
  | "contribution_in_sharing"
  | "question_open"
  | "circle_missing"
  | "gift_received"
  | "thanks_to_self"
  | "thanks_kind_missing"
  | "thanks_on_quantity"
  | "not_questioned";

/** Rounds (DESIGN §9). */
export type RoundCode =
  | "round_dates"
  | "round_over"
  | "round_begun"
  | "round_method"
  | "round_not_proposing"
  | "round_not_pledging"
  | "round_not_settling"
  | "ballots_not_yet"
  | "round_without_envelope"
  | "tally_missing"
  | "points_whole"
  | "not_proposer"
  | "not_cocreator"
  | "budget_empty"
  | "budget_reversed"
  | "stretch_off"
  | "stretch_used"
  | "bucket_fixed"
  | "bucket_not_open"
  | "bucket_under_minimum"
  | "bucket_complete"
  | "bucket_full"
  | "bucket_room"
  | "pledge_above_cap"
  | "credit_short"
  | "no_credits"
  | "pledge_final"
  | "pledge_short"
  | "pool_short"
  | "credit_pledged"
  | "credit_veiled"
  | "weights_zero"
  | "settlement_stale"
  | "ballot_invalid"
  | "entry_of_round";

/** Imports (DESIGN §12). */
export type ImportCode =
  | "file_changed"
  | "file_empty"
  | "file_not_text"
  | "file_encoding"
  | "quote_open"
  | "quote_invalid"
  | "row_too_long"
  | "row_ragged"
  | "import_unrecognised"
  | "columns_missing"
  | "column_twice"
  | "number_invalid"
  | "number_ambiguous"
  | "duration_invalid"
  | "day_missing"
  | "day_is_number"
  | "day_order_unknown"
  | "yes_no_invalid"
  | "name_missing"
  | "name_ambiguous"
  | "kind_missing"
  | "email_missing"
  | "email_invalid"
  | "standing_unknown"
  | "member_kind_unknown"
  | "twice_in_file"
  | "text_mixed"
  | "header_again"
  | "number_marks_mixed"
  | "rows_too_many"
  | "entry_running"
  | "time_unzoned"
  | "hours_kind_missing"
  | "mapping_column_unknown"
  | "mapping_header_unknown"
  | "mapping_unfit"
  | "import_asks"
  | "import_not_ready"
  | "import_has_errors"
  | "import_in_sharing"
  | "import_in_use"
  | "line_unclear";

/** Receipts of expenses and bills (domain/receipt). */
export type ReceiptCode =
  | "receipt_type"
  | "receipt_too_large"
  | "receipts_full"
  | "receipts_quota"
  | "receipt_private"
  | "receipt_by_giver"
  | "receipt_without_expense"
  | "receipt_of_another"
  | "receipt_kept";

/** Statements of banks and platforms (DESIGN §12). */
export type StatementCode =
  | "statement_encodings"
  | "statement_too_long"
  | "statement_malformed"
  | "statement_entities"
  | "statement_without_lines"
  | "statement_header_twice"
  | "statement_marks_mixed"
  | "statement_both_ways"
  | "statement_amount_missing"
  | "statement_way_unknown"
  | "statement_accounts"
  | "statement_has_errors"
  | "statement_matched"
  | "statement_undone"
  | "bank_line_matched"
  | "bank_line_aside"
  | "bank_line_twin"
  | "bank_line_open"
  | "bank_line_elsewhere"
  | "bank_line_differs"
  | "bank_line_sum_differs"
  | "bank_line_unexplained"
  | "entry_not_on_bank"
  | "entry_on_statement";

/** Money and ledger (DESIGN §5). */
export type LedgerCode =
  | "unknown_currency"
  | "currency_mismatch"
  | "amount_invalid"
  | "amount_precision"
  | "amount_not_positive"
  | "amount_too_large"
  | "entry_incomplete"
  | "entry_unbalanced"
  | "entry_dated_in_future"
  | "entry_dated_too_early"
  | "year_closed"
  | "insufficient_balance"
  | "levy_exceeds_amount"
  | "transfer_to_itself"
  | "bank_opened"
  | "already_reversed"
  | "reversal_before_entry"
  | "reversal_uncovered"
  | "not_reversible"
  | "entry_broken"
  | "account_broken"
  | "chain_broken"
  | "share_broken"
  | "round_broken"
  | "bill_broken"
  | "archive_damaged"
  | "archive_newer"
  | "collective_present";

/** Envelopes, bills and payments (DESIGN §5, §6, §8). */
export type TreasuryCode =
  | "unknown_third_party"
  | "unknown_bank"
  | "bank_missing"
  | "envelope_in_round"
  | "envelope_funding_kept"
  | "envelope_carried"
  | "envelope_not_empty"
  | "floor_by_decision"
  | "fund_not_empty"
  | "fund_archived"
  | "third_party_archived"
  | "expected_received"
  | "expected_dropped"
  | "expected_by_money_in"
  | "source_missing"
  | "gift_not_money"
  | "money_not_gift"
  | "gift_of_another"
  | "gift_above_amount"
  | "bill_twice"
  | "bill_reversed"
  | "bill_paid"
  | "bill_overpaid"
  | "share_overpaid"
  | "share_twice"
  | "footing_missing"
  | "receipt_missing"
  | "share_of_another"
  | "refund_above_payment"
  | "refund_before_payment"
  | "payment_before_debt"
  | "entry_of_sharing"
  | "year_not_over"
  | "year_before_open"
  | "year_round_secret"
  | "kind_not_valued"
  | "account_number_invalid"
  | "account_rule_unowned"
  | "siren_missing"
  | "accounts_hosted"
  | "accounts_not_euro"
  | "sheet_too_long"
  | "file_not_a_table";

/** Elections (DESIGN §9). */
export type ElectionCode =
  | "election_invalid"
  | "rule_invalid"
  | "tally_too_long"
  | "rule_missing"
  | "rule_unknown"
  | "rule_beyond_file"
  | "unknown_project";

/** Sharing documents, reviews and sharings (DESIGN §7, §8, §10). */
export type SharingCode =
  | "document_invalid"
  | "sharing_empty"
  | "unknown_member"
  | "unknown_fund"
  | "unknown_kind"
  | "key_invalid"
  | "key_exceeds_amount"
  | "rate_missing"
  | "amount_needed"
  | "quantity_needed"
  | "claims_exceed_amount"
  | "self_review"
  | "self_points"
  | "peer_too_few"
  | "peer_points_missing"
  | "review_empty"
  | "review_unclear"
  | "score_invalid"
  | "unknown_criterion"
  | "review_of_another"
  | "weaknesses_of_another"
  | "review_in_sharing"
  | "sharing_not_open"
  | "sharing_not_proposed"
  | "sharing_not_adopted"
  | "sharing_not_posted"
  | "sharing_over"
  | "expenses_short"
  | "sharing_exceeds_left"
  | "kept_of_another"
  | "kept_above_asked"
  | "nothing_wished"
  | "nothing_to_contest"
  | "not_in_sharing"
  | "adoption_of_own_share"
  | "adoption_by_nobody"
  | "share_settled"
  | "carried_asked_again"
  | "carried_over";

/** Contracts, resources and tensions (DESIGN §11). */
export type TieCode =
  | "contract_without_parties"
  | "contract_of_another"
  | "contract_of_others"
  | "contract_not_draft"
  | "contract_not_signed"
  | "contract_ended"
  | "contract_end_before"
  | "review_not_ahead"
  | "money_not_in"
  | "money_of_no_party"
  | "money_traced"
  | "resource_archived"
  | "resource_of_another"
  | "tension_of_others"
  | "tension_closed"
  | "tension_step_back"
  | "tension_step_before";

/** Charters of cooperation (DESIGN §11). */
export type CharterCode =
  | "charter_of_another"
  | "charter_closed"
  | "charter_winding"
  | "charter_not_open"
  | "charter_not_in_force"
  | "charter_not_winding"
  | "charter_signed"
  | "charter_version_old"
  | "charter_text_changed"
  | "charter_text_unsaid"
  | "charter_without_parties"
  | "charter_without_object"
  | "charter_unfinished"
  | "charter_words_missing"
  | "charter_signed_already"
  | "not_a_party"
  | "signature_of_another"
  | "signature_before_text"
  | "charter_signatures_missing"
  | "split_without_total"
  | "split_incomplete"
  | "split_above_total"
  | "split_above_hundred"
  | "line_of_no_party"
  | "split_below_paid"
  | "instalment_above_left"
  | "instalment_fixed"
  | "line_party_not_member"
  | "charter_pays_by_instalments"
  | "bill_of_another_line"
  | "bill_traced"
  | "charter_step_done"
  | "charter_not_settled"
  | "charter_instalments_asked"
  | "experience_missing";

/** Review periods and retrospectives (DESIGN §10). */
export type RecognitionCode =
  | "reviews_closed"
  | "closing_not_ahead"
  | "peers_too_few"
  | "not_a_peer"
  | "peer_unknown"
  | "reviewed_already"
  | "harvester_only"
  | "retrospective_closed"
  | "word_empty"
  | "word_of_another"
  | "word_harvested"
  | "not_of_circle";

/** Where money is paid to, and the batches by which it leaves (DESIGN §8). */
export type PayingCode =
  | "iban_malformed"
  | "iban_country_unknown"
  | "iban_length"
  | "iban_mistyped"
  | "bic_malformed"
  | "iban_missing"
  | "iban_unreadable"
  | "iban_outside_sepa"
  | "bank_iban_missing"
  | "share_stays_out"
  | "in_payment_batch"
  | "item_twice"
  | "transfer_too_large"
  | "execution_past"
  | "batch_not_euro"
  | "batch_is_request"
  | "batch_ended"
  | "batch_file_forgotten"
  | "transfer_unknown"
  | "transfer_ended";

export type RefusalCode =
  | RequestCode
  | DecisionCode
  | HouseCode
  | ContributionCode
  | RoundCode
  | ImportCode
  | ReceiptCode
  | StatementCode
  | LedgerCode
  | TreasuryCode
  | ElectionCode
  | SharingCode
  | TieCode
  | CharterCode
  | RecognitionCode
  | PayingCode;
