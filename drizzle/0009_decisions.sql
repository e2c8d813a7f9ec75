CREATE TABLE "decision_attempts" (
	"collective_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"way" text NOT NULL,
	"text" text NOT NULL,
	"parts" jsonb NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closes_at" timestamp (3) with time zone NOT NULL,
	"settings" jsonb NOT NULL,
	"meeting_id" uuid,
	"present_ids" jsonb,
	"is_last_resort" boolean NOT NULL,
	"carried" jsonb NOT NULL,
	"ruling" jsonb,
	"settled" jsonb,
	CONSTRAINT "decision_attempts_collective_id_decision_id_number_pk" PRIMARY KEY("collective_id","decision_id","number"),
	CONSTRAINT "decision_attempts_way" CHECK ("decision_attempts"."way" in ('announced', 'meeting', 'ballots')),
	CONSTRAINT "decision_attempts_meeting" CHECK (("decision_attempts"."way" = 'meeting') = ("decision_attempts"."meeting_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "decision_ballots" (
	"collective_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"number" integer NOT NULL,
	"voter_id" uuid NOT NULL,
	"choice" text NOT NULL,
	"argument" text,
	"cast_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "decision_ballots_collective_id_decision_id_attempt_number_pk" PRIMARY KEY("collective_id","decision_id","attempt","number"),
	CONSTRAINT "decision_ballots_choice" CHECK ("decision_ballots"."choice" in ('agree', 'abstain', 'disagree', 'block')),
	CONSTRAINT "decision_ballots_block" CHECK ("decision_ballots"."choice" <> 'block' or "decision_ballots"."argument" is not null)
);
--> statement-breakpoint
CREATE TABLE "decision_effects" (
	"collective_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"part_id" text NOT NULL,
	"place" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"subject" text,
	"subject_id" uuid,
	"refusal" jsonb,
	CONSTRAINT "decision_effects_collective_id_decision_id_attempt_part_id_place_pk" PRIMARY KEY("collective_id","decision_id","attempt","part_id","place"),
	CONSTRAINT "decision_effects_outcome" CHECK (("decision_effects"."refusal" is null) = ("decision_effects"."subject_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "decision_reopenings" (
	"collective_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"after_attempt" integer NOT NULL,
	"part_ids" jsonb NOT NULL,
	"reopened_by" uuid NOT NULL,
	"reason" text NOT NULL,
	"reopened_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "decision_reopenings_collective_id_decision_id_number_pk" PRIMARY KEY("collective_id","decision_id","number")
);
--> statement-breakpoint
CREATE TABLE "decision_voters" (
	"collective_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"member_id" uuid NOT NULL,
	"seen_at" timestamp (3) with time zone,
	CONSTRAINT "decision_voters_collective_id_decision_id_attempt_member_id_pk" PRIMARY KEY("collective_id","decision_id","attempt","member_id")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"circle_id" uuid,
	"title" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "decisions_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
CREATE TABLE "keys" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"circle_id" uuid NOT NULL,
	"envelope_id" uuid,
	"name" text NOT NULL,
	"sharing_key" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"in_force_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"decision_id" uuid,
	CONSTRAINT "keys_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "keys_in_force" CHECK ("keys"."ended_at" is null or "keys"."in_force_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "social_code_versions" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"circle_id" uuid,
	"number" integer NOT NULL,
	"based_on" uuid,
	"sections" jsonb NOT NULL,
	"consent" jsonb NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"decision_id" uuid,
	CONSTRAINT "social_code_versions_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
ALTER TABLE "collectives" DROP CONSTRAINT "collectives_modules";--> statement-breakpoint
ALTER TABLE "circles" ADD COLUMN "adopts_by" text DEFAULT 'pilot' NOT NULL;--> statement-breakpoint
ALTER TABLE "collectives" ADD COLUMN "region" text;--> statement-breakpoint
ALTER TABLE "collectives" ADD COLUMN "rest_days" date[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "kind_rates" ADD COLUMN "decision_id" uuid;--> statement-breakpoint
ALTER TABLE "meeting_decisions" ADD COLUMN "listed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sharings" ADD COLUMN "key_id" uuid;--> statement-breakpoint
ALTER TABLE "decision_attempts" ADD CONSTRAINT "decision_attempts_collective_id_decision_id_decisions_collective_id_id_fk" FOREIGN KEY ("collective_id","decision_id") REFERENCES "public"."decisions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_attempts" ADD CONSTRAINT "decision_attempts_collective_id_opened_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","opened_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_attempts" ADD CONSTRAINT "decision_attempts_collective_id_meeting_id_meetings_collective_id_id_fk" FOREIGN KEY ("collective_id","meeting_id") REFERENCES "public"."meetings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_ballots" ADD CONSTRAINT "decision_ballots_collective_id_decision_id_decisions_collective_id_id_fk" FOREIGN KEY ("collective_id","decision_id") REFERENCES "public"."decisions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_ballots" ADD CONSTRAINT "decision_ballots_collective_id_voter_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","voter_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_effects" ADD CONSTRAINT "decision_effects_collective_id_decision_id_decisions_collective_id_id_fk" FOREIGN KEY ("collective_id","decision_id") REFERENCES "public"."decisions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_reopenings" ADD CONSTRAINT "decision_reopenings_collective_id_decision_id_decisions_collective_id_id_fk" FOREIGN KEY ("collective_id","decision_id") REFERENCES "public"."decisions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_reopenings" ADD CONSTRAINT "decision_reopenings_collective_id_reopened_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","reopened_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_voters" ADD CONSTRAINT "decision_voters_collective_id_decision_id_decisions_collective_id_id_fk" FOREIGN KEY ("collective_id","decision_id") REFERENCES "public"."decisions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_voters" ADD CONSTRAINT "decision_voters_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_collective_id_circle_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","circle_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_collective_id_proposed_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","proposed_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_collective_id_circle_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","circle_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_collective_id_envelope_id_envelopes_collective_id_id_fk" FOREIGN KEY ("collective_id","envelope_id") REFERENCES "public"."envelopes"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_collective_id_created_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","created_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_collective_id_decision_id_decisions_collective_id_id_fk" FOREIGN KEY ("collective_id","decision_id") REFERENCES "public"."decisions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_code_versions" ADD CONSTRAINT "social_code_versions_collective_id_circle_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","circle_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_code_versions" ADD CONSTRAINT "social_code_versions_collective_id_based_on_social_code_versions_collective_id_id_fk" FOREIGN KEY ("collective_id","based_on") REFERENCES "public"."social_code_versions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_code_versions" ADD CONSTRAINT "social_code_versions_collective_id_written_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","written_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_code_versions" ADD CONSTRAINT "social_code_versions_collective_id_decision_id_decisions_collective_id_id_fk" FOREIGN KEY ("collective_id","decision_id") REFERENCES "public"."decisions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decision_attempts_unsettled" ON "decision_attempts" USING btree ("collective_id","closes_at") WHERE "decision_attempts"."settled" is null;--> statement-breakpoint
CREATE INDEX "decision_effects_subject" ON "decision_effects" USING btree ("collective_id","subject_id");--> statement-breakpoint
CREATE INDEX "decision_voters_member" ON "decision_voters" USING btree ("collective_id","member_id");--> statement-breakpoint
CREATE INDEX "decisions_circle" ON "decisions" USING btree ("collective_id","circle_id");--> statement-breakpoint
CREATE INDEX "keys_circle" ON "keys" USING btree ("collective_id","circle_id");--> statement-breakpoint
CREATE UNIQUE INDEX "social_code_versions_number" ON "social_code_versions" USING btree ("collective_id",coalesce("circle_id", "collective_id"),"number");--> statement-breakpoint
ALTER TABLE "kind_rates" ADD CONSTRAINT "kind_rates_collective_id_decision_id_decisions_collective_id_id_fk" FOREIGN KEY ("collective_id","decision_id") REFERENCES "public"."decisions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_decisions" ADD CONSTRAINT "meeting_decisions_collective_id_decision_id_decisions_collective_id_id_fk" FOREIGN KEY ("collective_id","decision_id") REFERENCES "public"."decisions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sharings" ADD CONSTRAINT "sharings_collective_id_key_id_keys_collective_id_id_fk" FOREIGN KEY ("collective_id","key_id") REFERENCES "public"."keys"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_decisions_decision" ON "meeting_decisions" USING btree ("collective_id","decision_id");--> statement-breakpoint
ALTER TABLE "circles" ADD CONSTRAINT "circles_adopts_by" CHECK ("circles"."adopts_by" in ('pilot', 'consent'));--> statement-breakpoint
ALTER TABLE "collectives" ADD CONSTRAINT "collectives_modules" CHECK ("collectives"."modules" <@ array['rounds', 'votes', 'reviews', 'decisions']);--> statement-breakpoint
ALTER TABLE "meeting_decisions" ADD CONSTRAINT "meeting_decisions_listed" CHECK (("meeting_decisions"."decision_id" is null) = ("meeting_decisions"."listed_at" is null));--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10). What was said and done is added to, and never changed.
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, update on decisions, decision_attempts, decision_voters, keys, social_code_versions to moisson_service;
    grant select, insert on decision_ballots, decision_reopenings, decision_effects to moisson_service;
  end if;
end $$;
