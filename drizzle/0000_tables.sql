CREATE TABLE "circle_members" (
	"collective_id" uuid NOT NULL,
	"circle_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "circle_members_collective_id_circle_id_member_id_pk" PRIMARY KEY("collective_id","circle_id","member_id"),
	CONSTRAINT "circle_members_role" CHECK ("circle_members"."role" in ('pilot', 'contributor'))
);
--> statement-breakpoint
CREATE TABLE "circles" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"parent_id" uuid,
	"is_archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "circles_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "circles_parent" CHECK ("circles"."parent_id" <> "circles"."id")
);
--> statement-breakpoint
CREATE TABLE "collectives" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"locale" text NOT NULL,
	"country" text NOT NULL,
	"year_start" text NOT NULL,
	"hosted_by" text,
	"is_public" boolean DEFAULT false NOT NULL,
	"carried_months" integer DEFAULT 12 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "collectives_slug_unique" UNIQUE("slug"),
	CONSTRAINT "collectives_locale" CHECK ("collectives"."locale" in ('fr', 'en'))
);
--> statement-breakpoint
CREATE TABLE "contribution_questions" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"contribution_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	"settled_by" uuid,
	"settled_at" timestamp (3) with time zone,
	"outcome" text,
	CONSTRAINT "contribution_questions_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "contribution_questions_outcome" CHECK ("contribution_questions"."outcome" in ('kept', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "contribution_versions" (
	"collective_id" uuid NOT NULL,
	"contribution_id" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"version" integer NOT NULL,
	"changed_by" uuid NOT NULL,
	"change" text NOT NULL,
	"reason" text,
	"before" jsonb NOT NULL,
	CONSTRAINT "contribution_versions_collective_id_contribution_id_version_pk" PRIMARY KEY("collective_id","contribution_id","version")
);
--> statement-breakpoint
CREATE TABLE "contributions" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"logged_by" uuid NOT NULL,
	"paid_to" uuid,
	"circle_id" uuid NOT NULL,
	"envelope_id" uuid,
	"kind_id" uuid NOT NULL,
	"quantity" numeric,
	"amount_minor" bigint,
	"claim_minor" bigint,
	"day_on" date NOT NULL,
	"until_on" date,
	"note" text NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"evidence" text,
	"settlement" text,
	"is_volunteered" boolean DEFAULT false NOT NULL,
	"status" text DEFAULT 'declared' NOT NULL,
	"batch_id" uuid,
	"fingerprint" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contributions_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "contributions_status" CHECK ("contributions"."status" in ('declared', 'questioned', 'answered', 'withdrawn')),
	CONSTRAINT "contributions_settlement" CHECK ("contributions"."settlement" in ('reimburse', 'gift', 'collective')),
	CONSTRAINT "contributions_quantity" CHECK ("contributions"."quantity" > 0),
	CONSTRAINT "contributions_amount" CHECK ("contributions"."amount_minor" > 0),
	CONSTRAINT "contributions_claim" CHECK ("contributions"."claim_minor" > 0),
	CONSTRAINT "contributions_days" CHECK ("contributions"."until_on" is null or "contributions"."until_on" >= "contributions"."day_on")
);
--> statement-breakpoint
CREATE TABLE "bill_settlements" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"bill_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"how" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bill_settlements_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "bill_settlements_how" CHECK ("bill_settlements"."how" in ('paid', 'refunded'))
);
--> statement-breakpoint
CREATE TABLE "bills" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"envelope_id" uuid NOT NULL,
	"third_party_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"paid_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"nature" text NOT NULL,
	"document" text NOT NULL,
	"label" text NOT NULL,
	"billed_on" date NOT NULL,
	"due_on" date,
	"entry_id" uuid NOT NULL,
	"reversed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bills_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "bills_amount" CHECK ("bills"."amount_minor" > 0),
	CONSTRAINT "bills_paid" CHECK ("bills"."paid_minor" between 0 and "bills"."amount_minor" and "bills"."refunded_minor" between 0 and "bills"."paid_minor")
);
--> statement-breakpoint
CREATE TABLE "envelopes" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"circle_id" uuid NOT NULL,
	"name" text NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"currency" text NOT NULL,
	"referent_id" uuid,
	"funding" text,
	"funder_id" uuid,
	"agreement" text,
	"eligible_from_on" date,
	"eligible_until_on" date,
	"eligible_kind_ids" uuid[] DEFAULT '{}' NOT NULL,
	"report_due_on" date,
	"closed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "envelopes_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "envelopes_funding" CHECK ("envelopes"."funding" in ('grant', 'service', 'gift', 'subscription', 'free-price'))
);
--> statement-breakpoint
CREATE TABLE "expected_money" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"envelope_id" uuid NOT NULL,
	"source_id" uuid,
	"source" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"status" text NOT NULL,
	"expected_on" date,
	"received_entry_id" uuid,
	"status_before" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "expected_money_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "expected_money_status" CHECK ("expected_money"."status" in ('asked', 'notified', 'signed', 'received', 'dropped')),
	CONSTRAINT "expected_money_amount" CHECK ("expected_money"."amount_minor" > 0),
	CONSTRAINT "expected_money_received" CHECK (("expected_money"."status" = 'received') = ("expected_money"."received_entry_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "funds" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"currency" text NOT NULL,
	"floor_minor" bigint DEFAULT 0 NOT NULL,
	"is_archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "funds_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "funds_floor" CHECK ("funds"."floor_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "gifts_received" (
	"collective_id" uuid NOT NULL,
	"contribution_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "gifts_received_collective_id_contribution_id_pk" PRIMARY KEY("collective_id","contribution_id")
);
--> statement-breakpoint
CREATE TABLE "import_batches" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"profile" text NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"file_bytes" bigint NOT NULL,
	"status" text NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"bytes_read" bigint DEFAULT 0 NOT NULL,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"rows_valid" integer DEFAULT 0 NOT NULL,
	"rows_known" integer DEFAULT 0 NOT NULL,
	"rows_alike" integer DEFAULT 0 NOT NULL,
	"rows_applied" integer DEFAULT 0 NOT NULL,
	"errors_counted" integer DEFAULT 0 NOT NULL,
	"errors" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"unknown_names" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"duplicates" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"made_ids" uuid[] DEFAULT '{}' NOT NULL,
	"started_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL,
	"previewed_at" timestamp (3) with time zone,
	"applied_at" timestamp (3) with time zone,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "import_batches_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "import_batches_status" CHECK ("import_batches"."status" in ('staging', 'previewed', 'applied', 'undone', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "staged_contributions" (
	"collective_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"paid_to" uuid,
	"circle_id" uuid NOT NULL,
	"envelope_id" uuid,
	"kind_id" uuid NOT NULL,
	"quantity" numeric,
	"amount_minor" bigint,
	"claim_minor" bigint,
	"day_on" date NOT NULL,
	"until_on" date,
	"note" text NOT NULL,
	"tags" text[] NOT NULL,
	"evidence" text,
	"settlement" text,
	"is_volunteered" boolean NOT NULL,
	"fingerprint" uuid NOT NULL,
	"reference" uuid,
	"like_line" integer,
	"known_id" uuid,
	"like_id" uuid,
	CONSTRAINT "staged_contributions_collective_id_batch_id_line_pk" PRIMARY KEY("collective_id","batch_id","line")
);
--> statement-breakpoint
CREATE TABLE "staged_members" (
	"collective_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"email" text,
	"phone" text,
	"note" text,
	"standing" text,
	"from_on" date,
	"until_on" date,
	"known_id" uuid,
	CONSTRAINT "staged_members_collective_id_batch_id_line_pk" PRIMARY KEY("collective_id","batch_id","line")
);
--> statement-breakpoint
CREATE TABLE "kind_rates" (
	"collective_id" uuid NOT NULL,
	"kind_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"rate" numeric NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "kind_rates_collective_id_kind_id_from_on_pk" PRIMARY KEY("collective_id","kind_id","from_on"),
	CONSTRAINT "kind_rates_rate" CHECK ("kind_rates"."rate" >= 0)
);
--> statement-breakpoint
CREATE TABLE "kinds" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"unit" text,
	"is_expense" boolean DEFAULT false NOT NULL,
	"nature" text DEFAULT 'work' NOT NULL,
	"is_archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "kinds_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "kinds_nature" CHECK ("kinds"."nature" in ('expenses', 'work', 'rights'))
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"class" text NOT NULL,
	"commodity" text NOT NULL,
	"name" text,
	"envelope_id" uuid,
	"fund_id" uuid,
	"member_id" uuid,
	"third_party_id" uuid,
	"balance_minor" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "accounts_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "accounts_class" CHECK ("accounts"."class" in ('bank', 'envelope', 'fund', 'member', 'third-party', 'round')),
	CONSTRAINT "accounts_owner" CHECK (num_nonnulls("accounts"."envelope_id", "accounts"."fund_id", "accounts"."member_id", "accounts"."third_party_id") = case when "accounts"."class" in ('bank', 'round') then 0 else 1 end),
	CONSTRAINT "accounts_never_overdrawn" CHECK ("accounts"."class" = 'bank' or "accounts"."balance_minor" <= 0)
);
--> statement-breakpoint
CREATE TABLE "chains" (
	"collective_id" uuid PRIMARY KEY NOT NULL,
	"position" bigint DEFAULT 0 NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"year_starts_on" date NOT NULL,
	"number" integer NOT NULL,
	"dated_on" date NOT NULL,
	"posted_at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"origin" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"document" text,
	"reverses_id" uuid,
	"posted_by" uuid,
	"line_count" integer NOT NULL,
	"text_digest" "bytea",
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "entries_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "entries_line_count" CHECK ("entries"."line_count" >= 2)
);
--> statement-breakpoint
CREATE TABLE "entry_texts" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"salt" "bytea" NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "entry_texts_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
CREATE TABLE "fiscal_years" (
	"collective_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"last_number" integer DEFAULT 0 NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "fiscal_years_collective_id_starts_on_pk" PRIMARY KEY("collective_id","starts_on"),
	CONSTRAINT "fiscal_years_days" CHECK ("fiscal_years"."ends_on" > "fiscal_years"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "lines" (
	"collective_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"account_id" uuid NOT NULL,
	"commodity" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"nature" text,
	"for_member_id" uuid,
	CONSTRAINT "lines_collective_id_entry_id_line_pk" PRIMARY KEY("collective_id","entry_id","line"),
	CONSTRAINT "lines_amount" CHECK ("lines"."amount_minor" <> 0)
);
--> statement-breakpoint
CREATE TABLE "login_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"family_id" uuid NOT NULL,
	"login_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"successor" text,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "login_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"token_hash" text NOT NULL,
	"login_id" uuid,
	"collective_id" uuid,
	"member_id" uuid,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"label" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "login_tokens_purpose" CHECK ("login_tokens"."purpose" in ('setup', 'invitation', 'password', 'bearer'))
);
--> statement-breakpoint
CREATE TABLE "logins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"password_hash" text,
	"locale" text DEFAULT 'fr' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "logins_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "member_profiles" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"note" text,
	CONSTRAINT "member_profiles_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"login_id" uuid,
	"roles" text[] DEFAULT '{}' NOT NULL,
	"payee_id" uuid,
	"joined_on" date NOT NULL,
	"left_on" date,
	"erased_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "members_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "members_kind" CHECK ("members"."kind" in ('person', 'structure')),
	CONSTRAINT "members_roles" CHECK ("members"."roles" <@ array['admin', 'treasurer'])
);
--> statement-breakpoint
CREATE TABLE "standings" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"standing" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "standings_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "standings_standing" CHECK ("standings"."standing" in ('subscriber', 'supporter', 'partner')),
	CONSTRAINT "standings_days" CHECK ("standings"."until_on" is null or "standings"."until_on" >= "standings"."from_on")
);
--> statement-breakpoint
CREATE TABLE "third_parties" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "third_parties_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"what" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"by_id" uuid,
	"seen_at" timestamp (3) with time zone,
	CONSTRAINT "notices_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
CREATE TABLE "points" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sharing_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"points" integer NOT NULL,
	"given_by" uuid,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "points_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "points_points" CHECK ("points"."points" >= 0),
	CONSTRAINT "points_self" CHECK ("points"."from_id" <> "points"."to_id")
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"of_id" uuid NOT NULL,
	"by_id" uuid NOT NULL,
	"envelope_id" uuid,
	"contribution_id" uuid,
	"from_on" date,
	"until_on" date,
	"strengths" text DEFAULT '' NOT NULL,
	"weaknesses" text DEFAULT '' NOT NULL,
	"scores" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"is_published" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reviews_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "reviews_self" CHECK ("reviews"."of_id" <> "reviews"."by_id")
);
--> statement-breakpoint
CREATE TABLE "takes" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sharing_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"take_minor" bigint,
	"nominal_minor" bigint,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "takes_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "takes_take" CHECK ("takes"."take_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "carried_wishes" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"contribution_id" uuid NOT NULL,
	"sharing_id" uuid NOT NULL,
	"envelope_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"carried_on" date NOT NULL,
	"falls_on" date NOT NULL,
	"voided_at" timestamp (3) with time zone,
	CONSTRAINT "carried_wishes_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "carried_wishes_amount" CHECK ("carried_wishes"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "fair_figures" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "fair_figures_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "fair_figures_amount" CHECK ("fair_figures"."amount_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "share_settlements" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"share_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"how" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "share_settlements_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "share_settlements_how" CHECK ("share_settlements"."how" in ('paid', 'waived', 'refunded'))
);
--> statement-breakpoint
CREATE TABLE "shares" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sharing_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"payee_id" uuid NOT NULL,
	"nature" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"paid_minor" bigint DEFAULT 0 NOT NULL,
	"waived_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "shares_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "shares_nature" CHECK ("shares"."nature" in ('expenses', 'work', 'rights')),
	CONSTRAINT "shares_amount" CHECK ("shares"."amount_minor" > 0),
	CONSTRAINT "shares_settled" CHECK ("shares"."paid_minor" >= 0 and "shares"."waived_minor" >= 0 and "shares"."paid_minor" + "shares"."waived_minor" <= "shares"."amount_minor" and "shares"."refunded_minor" between 0 and "shares"."paid_minor")
);
--> statement-breakpoint
CREATE TABLE "sharing_lines" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sharing_id" uuid NOT NULL,
	"contribution_id" uuid NOT NULL,
	"carried_id" uuid,
	"asked_minor" bigint,
	"kept_minor" bigint,
	"kept_by" uuid,
	"kept_contested" boolean DEFAULT false NOT NULL,
	"remainder" text,
	"standing" text,
	"payee_id" uuid,
	"nature" text,
	"paid_minor" bigint,
	"offered_minor" bigint,
	"carried_minor" bigint,
	"withdrawn_minor" bigint,
	"position" integer,
	"voided_at" timestamp (3) with time zone,
	CONSTRAINT "sharing_lines_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "sharing_lines_in_sharing" UNIQUE NULLS NOT DISTINCT("collective_id","sharing_id","contribution_id","carried_id"),
	CONSTRAINT "sharing_lines_kept" CHECK ("sharing_lines"."kept_minor" >= 0),
	CONSTRAINT "sharing_lines_standing" CHECK ("sharing_lines"."standing" in ('given', 'reimbursed', 'gift', 'volunteered')),
	CONSTRAINT "sharing_lines_remainder" CHECK ("sharing_lines"."remainder" in ('offered', 'carried', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "sharing_objections" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sharing_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"document_hash" text NOT NULL,
	"objected_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sharing_objections_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
CREATE TABLE "sharing_participants" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sharing_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"is_out" boolean NOT NULL,
	"said_by" uuid NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sharing_participants_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
CREATE TABLE "sharings" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"envelope_id" uuid NOT NULL,
	"circle_id" uuid NOT NULL,
	"title" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"amount_minor" bigint,
	"from_on" date,
	"until_on" date NOT NULL,
	"opens_on" date,
	"closes_on" date,
	"facilitator_id" uuid,
	"sharing_key" jsonb NOT NULL,
	"sequence" integer,
	"document" text,
	"document_hash" text,
	"result" text,
	"distributed_minor" bigint,
	"proposed_at" timestamp (3) with time zone,
	"proposed_by" uuid,
	"adopted_by" text,
	"adopted_by_id" uuid,
	"adopted_at" timestamp (3) with time zone,
	"entry_id" uuid,
	"posted_at" timestamp (3) with time zone,
	"reversal_entry_id" uuid,
	"ended_at" timestamp (3) with time zone,
	"takes_available_minor" bigint,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"learnt" text,
	CONSTRAINT "sharings_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "sharings_status" CHECK ("sharings"."status" in ('draft', 'open', 'proposed', 'adopted', 'posted', 'paid', 'abandoned', 'reversed'))
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_id" uuid,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_events_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
CREATE TABLE "due_work" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"work" text NOT NULL,
	"subject_id" uuid,
	"due_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "due_work_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"mark" uuid PRIMARY KEY NOT NULL,
	"body_hash" text NOT NULL,
	"status" integer,
	"answer" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "circle_members" ADD CONSTRAINT "circle_members_collective_id_circle_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","circle_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circle_members" ADD CONSTRAINT "circle_members_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circles" ADD CONSTRAINT "circles_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circles" ADD CONSTRAINT "circles_collective_id_parent_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","parent_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contribution_questions" ADD CONSTRAINT "contribution_questions_collective_id_contribution_id_contributions_collective_id_id_fk" FOREIGN KEY ("collective_id","contribution_id") REFERENCES "public"."contributions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contribution_questions" ADD CONSTRAINT "contribution_questions_collective_id_asked_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","asked_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bill_settlements" ADD CONSTRAINT "bill_settlements_collective_id_bill_id_bills_collective_id_id_fk" FOREIGN KEY ("collective_id","bill_id") REFERENCES "public"."bills"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_collective_id_envelope_id_envelopes_collective_id_id_fk" FOREIGN KEY ("collective_id","envelope_id") REFERENCES "public"."envelopes"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_collective_id_third_party_id_third_parties_collective_id_id_fk" FOREIGN KEY ("collective_id","third_party_id") REFERENCES "public"."third_parties"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "envelopes" ADD CONSTRAINT "envelopes_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "envelopes" ADD CONSTRAINT "envelopes_collective_id_circle_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","circle_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "envelopes" ADD CONSTRAINT "envelopes_collective_id_referent_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","referent_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "envelopes" ADD CONSTRAINT "envelopes_collective_id_funder_id_third_parties_collective_id_id_fk" FOREIGN KEY ("collective_id","funder_id") REFERENCES "public"."third_parties"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expected_money" ADD CONSTRAINT "expected_money_collective_id_envelope_id_envelopes_collective_id_id_fk" FOREIGN KEY ("collective_id","envelope_id") REFERENCES "public"."envelopes"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expected_money" ADD CONSTRAINT "expected_money_collective_id_source_id_third_parties_collective_id_id_fk" FOREIGN KEY ("collective_id","source_id") REFERENCES "public"."third_parties"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funds" ADD CONSTRAINT "funds_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gifts_received" ADD CONSTRAINT "gifts_received_collective_id_contribution_id_contributions_collective_id_id_fk" FOREIGN KEY ("collective_id","contribution_id") REFERENCES "public"."contributions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_collective_id_started_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","started_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kind_rates" ADD CONSTRAINT "kind_rates_collective_id_kind_id_kinds_collective_id_id_fk" FOREIGN KEY ("collective_id","kind_id") REFERENCES "public"."kinds"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kinds" ADD CONSTRAINT "kinds_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_collective_id_envelope_id_envelopes_collective_id_id_fk" FOREIGN KEY ("collective_id","envelope_id") REFERENCES "public"."envelopes"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_collective_id_fund_id_funds_collective_id_id_fk" FOREIGN KEY ("collective_id","fund_id") REFERENCES "public"."funds"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_collective_id_third_party_id_third_parties_collective_id_id_fk" FOREIGN KEY ("collective_id","third_party_id") REFERENCES "public"."third_parties"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chains" ADD CONSTRAINT "chains_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_collective_id_reverses_id_entries_collective_id_id_fk" FOREIGN KEY ("collective_id","reverses_id") REFERENCES "public"."entries"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_collective_id_posted_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","posted_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_texts" ADD CONSTRAINT "entry_texts_collective_id_id_entries_collective_id_id_fk" FOREIGN KEY ("collective_id","id") REFERENCES "public"."entries"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fiscal_years" ADD CONSTRAINT "fiscal_years_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lines" ADD CONSTRAINT "lines_collective_id_entry_id_entries_collective_id_id_fk" FOREIGN KEY ("collective_id","entry_id") REFERENCES "public"."entries"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lines" ADD CONSTRAINT "lines_collective_id_account_id_accounts_collective_id_id_fk" FOREIGN KEY ("collective_id","account_id") REFERENCES "public"."accounts"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lines" ADD CONSTRAINT "lines_collective_id_for_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","for_member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_sessions" ADD CONSTRAINT "login_sessions_login_id_logins_id_fk" FOREIGN KEY ("login_id") REFERENCES "public"."logins"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_tokens" ADD CONSTRAINT "login_tokens_login_id_logins_id_fk" FOREIGN KEY ("login_id") REFERENCES "public"."logins"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_profiles" ADD CONSTRAINT "member_profiles_collective_id_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_login_id_logins_id_fk" FOREIGN KEY ("login_id") REFERENCES "public"."logins"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_collective_id_payee_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","payee_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standings" ADD CONSTRAINT "standings_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "third_parties" ADD CONSTRAINT "third_parties_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "points" ADD CONSTRAINT "points_collective_id_sharing_id_sharings_collective_id_id_fk" FOREIGN KEY ("collective_id","sharing_id") REFERENCES "public"."sharings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "points" ADD CONSTRAINT "points_collective_id_from_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","from_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "points" ADD CONSTRAINT "points_collective_id_to_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","to_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "points" ADD CONSTRAINT "points_collective_id_given_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","given_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_collective_id_of_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","of_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_collective_id_by_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","by_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_collective_id_envelope_id_envelopes_collective_id_id_fk" FOREIGN KEY ("collective_id","envelope_id") REFERENCES "public"."envelopes"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "takes" ADD CONSTRAINT "takes_collective_id_sharing_id_sharings_collective_id_id_fk" FOREIGN KEY ("collective_id","sharing_id") REFERENCES "public"."sharings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "takes" ADD CONSTRAINT "takes_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carried_wishes" ADD CONSTRAINT "carried_wishes_collective_id_contribution_id_contributions_collective_id_id_fk" FOREIGN KEY ("collective_id","contribution_id") REFERENCES "public"."contributions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carried_wishes" ADD CONSTRAINT "carried_wishes_collective_id_sharing_id_sharings_collective_id_id_fk" FOREIGN KEY ("collective_id","sharing_id") REFERENCES "public"."sharings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carried_wishes" ADD CONSTRAINT "carried_wishes_collective_id_envelope_id_envelopes_collective_id_id_fk" FOREIGN KEY ("collective_id","envelope_id") REFERENCES "public"."envelopes"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fair_figures" ADD CONSTRAINT "fair_figures_collective_id_line_id_sharing_lines_collective_id_id_fk" FOREIGN KEY ("collective_id","line_id") REFERENCES "public"."sharing_lines"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fair_figures" ADD CONSTRAINT "fair_figures_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_settlements" ADD CONSTRAINT "share_settlements_collective_id_share_id_shares_collective_id_id_fk" FOREIGN KEY ("collective_id","share_id") REFERENCES "public"."shares"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_collective_id_sharing_id_sharings_collective_id_id_fk" FOREIGN KEY ("collective_id","sharing_id") REFERENCES "public"."sharings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_collective_id_payee_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","payee_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharing_lines" ADD CONSTRAINT "sharing_lines_collective_id_sharing_id_sharings_collective_id_id_fk" FOREIGN KEY ("collective_id","sharing_id") REFERENCES "public"."sharings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharing_lines" ADD CONSTRAINT "sharing_lines_collective_id_contribution_id_contributions_collective_id_id_fk" FOREIGN KEY ("collective_id","contribution_id") REFERENCES "public"."contributions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharing_lines" ADD CONSTRAINT "sharing_lines_collective_id_carried_id_carried_wishes_collective_id_id_fk" FOREIGN KEY ("collective_id","carried_id") REFERENCES "public"."carried_wishes"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharing_lines" ADD CONSTRAINT "sharing_lines_collective_id_kept_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","kept_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharing_lines" ADD CONSTRAINT "sharing_lines_collective_id_payee_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","payee_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharing_objections" ADD CONSTRAINT "sharing_objections_collective_id_sharing_id_sharings_collective_id_id_fk" FOREIGN KEY ("collective_id","sharing_id") REFERENCES "public"."sharings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharing_objections" ADD CONSTRAINT "sharing_objections_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharing_participants" ADD CONSTRAINT "sharing_participants_collective_id_sharing_id_sharings_collective_id_id_fk" FOREIGN KEY ("collective_id","sharing_id") REFERENCES "public"."sharings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharing_participants" ADD CONSTRAINT "sharing_participants_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharing_participants" ADD CONSTRAINT "sharing_participants_collective_id_said_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","said_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharings" ADD CONSTRAINT "sharings_collective_id_envelope_id_envelopes_collective_id_id_fk" FOREIGN KEY ("collective_id","envelope_id") REFERENCES "public"."envelopes"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharings" ADD CONSTRAINT "sharings_collective_id_circle_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","circle_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharings" ADD CONSTRAINT "sharings_collective_id_created_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","created_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharings" ADD CONSTRAINT "sharings_collective_id_facilitator_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","facilitator_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "circle_members_member" ON "circle_members" USING btree ("collective_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "circles_name" ON "circles" USING btree ("collective_id","name");--> statement-breakpoint
CREATE INDEX "contribution_questions_contribution" ON "contribution_questions" USING btree ("collective_id","contribution_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contribution_questions_open" ON "contribution_questions" USING btree ("collective_id","contribution_id") WHERE "contribution_questions"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "contributions_envelope" ON "contributions" USING btree ("collective_id","envelope_id","day_on") WHERE "contributions"."envelope_id" is not null;--> statement-breakpoint
CREATE INDEX "contributions_member" ON "contributions" USING btree ("collective_id","member_id","day_on");--> statement-breakpoint
CREATE INDEX "contributions_doubted" ON "contributions" USING btree ("collective_id","day_on") WHERE "contributions"."status" in ('questioned', 'answered');--> statement-breakpoint
CREATE INDEX "contributions_tags" ON "contributions" USING gin ("tags") WHERE "contributions"."tags" <> '{}';--> statement-breakpoint
CREATE INDEX "bill_settlements_bill" ON "bill_settlements" USING btree ("collective_id","bill_id");--> statement-breakpoint
CREATE INDEX "bill_settlements_entry" ON "bill_settlements" USING btree ("collective_id","entry_id");--> statement-breakpoint
CREATE INDEX "bills_envelope" ON "bills" USING btree ("collective_id","envelope_id");--> statement-breakpoint
CREATE INDEX "bills_unpaid" ON "bills" USING btree ("collective_id","third_party_id") WHERE "bills"."reversed_at" is null and "bills"."paid_minor" < "bills"."amount_minor";--> statement-breakpoint
CREATE UNIQUE INDEX "bills_document" ON "bills" USING btree ("collective_id","third_party_id","document") WHERE "bills"."reversed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "envelopes_name" ON "envelopes" USING btree ("collective_id","name");--> statement-breakpoint
CREATE INDEX "expected_money_envelope" ON "expected_money" USING btree ("collective_id","envelope_id");--> statement-breakpoint
CREATE UNIQUE INDEX "funds_name" ON "funds" USING btree ("collective_id","name");--> statement-breakpoint
CREATE INDEX "gifts_received_entry" ON "gifts_received" USING btree ("collective_id","entry_id");--> statement-breakpoint
CREATE INDEX "import_batches_file" ON "import_batches" USING btree ("collective_id","file_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "kinds_name" ON "kinds" USING btree ("collective_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_envelope" ON "accounts" USING btree ("collective_id","envelope_id","commodity");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_fund" ON "accounts" USING btree ("collective_id","fund_id","commodity");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_member" ON "accounts" USING btree ("collective_id","member_id","commodity");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_third_party" ON "accounts" USING btree ("collective_id","third_party_id","commodity");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_bank_name" ON "accounts" USING btree ("collective_id","name") WHERE "accounts"."class" = 'bank';--> statement-breakpoint
CREATE UNIQUE INDEX "entries_position" ON "entries" USING btree ("collective_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "entries_number" ON "entries" USING btree ("collective_id","year_starts_on","number");--> statement-breakpoint
CREATE UNIQUE INDEX "entries_reverses" ON "entries" USING btree ("collective_id","reverses_id");--> statement-breakpoint
CREATE INDEX "entries_dated" ON "entries" USING btree ("collective_id","dated_on");--> statement-breakpoint
CREATE INDEX "lines_account" ON "lines" USING btree ("collective_id","account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "login_sessions_token" ON "login_sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "login_sessions_family" ON "login_sessions" USING btree ("family_id");--> statement-breakpoint
CREATE INDEX "login_sessions_login" ON "login_sessions" USING btree ("login_id");--> statement-breakpoint
CREATE INDEX "login_sessions_over" ON "login_sessions" USING btree ("family_id") WHERE "login_sessions"."ended_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "login_tokens_token" ON "login_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "login_tokens_login" ON "login_tokens" USING btree ("login_id");--> statement-breakpoint
CREATE INDEX "login_tokens_member" ON "login_tokens" USING btree ("collective_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "member_profiles_email" ON "member_profiles" USING btree ("collective_id",lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "members_code" ON "members" USING btree ("collective_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "members_login" ON "members" USING btree ("collective_id","login_id");--> statement-breakpoint
CREATE INDEX "members_of_login" ON "members" USING btree ("login_id");--> statement-breakpoint
CREATE INDEX "standings_member" ON "standings" USING btree ("collective_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "third_parties_name" ON "third_parties" USING btree ("collective_id","name");--> statement-breakpoint
CREATE INDEX "notices_member" ON "notices" USING btree ("collective_id","member_id","id");--> statement-breakpoint
CREATE INDEX "notices_unseen" ON "notices" USING btree ("collective_id","member_id","id") WHERE "notices"."seen_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "points_pair" ON "points" USING btree ("collective_id","sharing_id","from_id","to_id");--> statement-breakpoint
CREATE INDEX "reviews_of" ON "reviews" USING btree ("collective_id","of_id");--> statement-breakpoint
CREATE UNIQUE INDEX "takes_taker" ON "takes" USING btree ("collective_id","sharing_id","member_id");--> statement-breakpoint
CREATE INDEX "carried_wishes_envelope" ON "carried_wishes" USING btree ("collective_id","envelope_id");--> statement-breakpoint
CREATE INDEX "carried_wishes_contribution" ON "carried_wishes" USING btree ("collective_id","contribution_id");--> statement-breakpoint
CREATE UNIQUE INDEX "fair_figures_once" ON "fair_figures" USING btree ("collective_id","line_id","member_id");--> statement-breakpoint
CREATE INDEX "share_settlements_share" ON "share_settlements" USING btree ("collective_id","share_id");--> statement-breakpoint
CREATE INDEX "share_settlements_entry" ON "share_settlements" USING btree ("collective_id","entry_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shares_once" ON "shares" USING btree ("collective_id","sharing_id","member_id","payee_id","nature");--> statement-breakpoint
CREATE UNIQUE INDEX "sharing_lines_once" ON "sharing_lines" USING btree ("collective_id","contribution_id") WHERE "sharing_lines"."carried_id" is null and "sharing_lines"."position" is not null and "sharing_lines"."voided_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "sharing_lines_carried_once" ON "sharing_lines" USING btree ("collective_id","carried_id") WHERE "sharing_lines"."carried_id" is not null and "sharing_lines"."position" is not null and "sharing_lines"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "sharing_lines_contribution" ON "sharing_lines" USING btree ("collective_id","contribution_id");--> statement-breakpoint
CREATE INDEX "sharing_objections_sharing" ON "sharing_objections" USING btree ("collective_id","sharing_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sharing_participants_once" ON "sharing_participants" USING btree ("collective_id","sharing_id","member_id");--> statement-breakpoint
CREATE INDEX "sharings_envelope" ON "sharings" USING btree ("collective_id","envelope_id");--> statement-breakpoint
CREATE INDEX "audit_events_at" ON "audit_events" USING btree ("collective_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_subject" ON "audit_events" USING btree ("collective_id","subject_id");--> statement-breakpoint
CREATE INDEX "due_work_due" ON "due_work" USING btree ("due_at") WHERE "due_work"."done_at" is null;--> statement-breakpoint
CREATE INDEX "idempotency_keys_created" ON "idempotency_keys" USING brin ("created_at");