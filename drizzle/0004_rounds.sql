CREATE TABLE "ballots" (
	"collective_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"votes" jsonb NOT NULL,
	"cast_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ballots_collective_id_round_id_member_id_pk" PRIMARY KEY("collective_id","round_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "buckets" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"title" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"cocreator_ids" uuid[] NOT NULL,
	"items" jsonb NOT NULL,
	"min_minor" bigint NOT NULL,
	"max_minor" bigint NOT NULL,
	"status" text NOT NULL,
	"status_at" timestamp (3) with time zone NOT NULL,
	"envelope_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "buckets_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "buckets_status" CHECK ("buckets"."status" in ('draft', 'published', 'funded', 'completed', 'cancelled')),
	CONSTRAINT "buckets_goals" CHECK (0 < "buckets"."min_minor" and "buckets"."min_minor" <= "buckets"."max_minor")
);
--> statement-breakpoint
CREATE TABLE "pledges" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"bucket_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"entry_id" uuid NOT NULL,
	"pledged_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	"ending" text,
	CONSTRAINT "pledges_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "pledges_amount" CHECK ("pledges"."amount_minor" > 0),
	CONSTRAINT "pledges_ending" CHECK (num_nonnulls("pledges"."ended_at", "pledges"."ended_by", "pledges"."ending") in (0, 3)),
	CONSTRAINT "pledges_endings" CHECK ("pledges"."ending" in ('withdrawn', 'returned'))
);
--> statement-breakpoint
CREATE TABLE "round_participants" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "round_participants_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
CREATE TABLE "rounds" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"circle_id" uuid NOT NULL,
	"envelope_id" uuid,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"method" text NOT NULL,
	"commodity" text NOT NULL,
	"proposers" text NOT NULL,
	"proposals_from" timestamp (3) with time zone NOT NULL,
	"proposals_until" timestamp (3) with time zone NOT NULL,
	"pledges_from" timestamp (3) with time zone NOT NULL,
	"pledges_until" timestamp (3) with time zone NOT NULL,
	"cap_minor" bigint,
	"has_stretch_goals" boolean NOT NULL,
	"is_secret" boolean NOT NULL,
	"may_change" boolean NOT NULL,
	"unspent" text NOT NULL,
	"tally" jsonb,
	"seed" text NOT NULL,
	"copied_from_id" uuid,
	"outcome" text,
	"ended_at" timestamp (3) with time zone,
	"settlement" jsonb,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rounds_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "rounds_method" CHECK ("rounds"."method" in ('credits', 'ballots')),
	CONSTRAINT "rounds_proposers" CHECK ("rounds"."proposers" in ('members', 'participants', 'pilots')),
	CONSTRAINT "rounds_unspent" CHECK ("rounds"."unspent" in ('pool', 'carry', 'tally')),
	CONSTRAINT "rounds_cap" CHECK ("rounds"."cap_minor" > 0),
	CONSTRAINT "rounds_money" CHECK (("rounds"."commodity" = 'points') = ("rounds"."envelope_id" is null)),
	CONSTRAINT "rounds_outcome" CHECK ("rounds"."outcome" in ('closed', 'cancelled') and "rounds"."ended_at" is not null or "rounds"."outcome" is null)
);
--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_collective_id_round_id_rounds_collective_id_id_fk" FOREIGN KEY ("collective_id","round_id") REFERENCES "public"."rounds"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buckets" ADD CONSTRAINT "buckets_collective_id_round_id_rounds_collective_id_id_fk" FOREIGN KEY ("collective_id","round_id") REFERENCES "public"."rounds"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buckets" ADD CONSTRAINT "buckets_collective_id_envelope_id_envelopes_collective_id_id_fk" FOREIGN KEY ("collective_id","envelope_id") REFERENCES "public"."envelopes"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pledges" ADD CONSTRAINT "pledges_collective_id_round_id_rounds_collective_id_id_fk" FOREIGN KEY ("collective_id","round_id") REFERENCES "public"."rounds"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pledges" ADD CONSTRAINT "pledges_collective_id_bucket_id_buckets_collective_id_id_fk" FOREIGN KEY ("collective_id","bucket_id") REFERENCES "public"."buckets"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pledges" ADD CONSTRAINT "pledges_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pledges" ADD CONSTRAINT "pledges_collective_id_entry_id_entries_collective_id_id_fk" FOREIGN KEY ("collective_id","entry_id") REFERENCES "public"."entries"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_participants" ADD CONSTRAINT "round_participants_collective_id_round_id_rounds_collective_id_id_fk" FOREIGN KEY ("collective_id","round_id") REFERENCES "public"."rounds"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_participants" ADD CONSTRAINT "round_participants_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_collective_id_circle_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","circle_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_collective_id_envelope_id_envelopes_collective_id_id_fk" FOREIGN KEY ("collective_id","envelope_id") REFERENCES "public"."envelopes"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_collective_id_created_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","created_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_collective_id_copied_from_id_rounds_collective_id_id_fk" FOREIGN KEY ("collective_id","copied_from_id") REFERENCES "public"."rounds"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "buckets_title" ON "buckets" USING btree ("collective_id","round_id","title") WHERE "buckets"."status" <> 'cancelled';--> statement-breakpoint
CREATE INDEX "pledges_standing" ON "pledges" USING btree ("collective_id","bucket_id","member_id") WHERE "pledges"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "pledges_round" ON "pledges" USING btree ("collective_id","round_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "round_participants_member" ON "round_participants" USING btree ("collective_id","round_id","member_id");--> statement-breakpoint
CREATE INDEX "round_participants_own" ON "round_participants" USING btree ("collective_id","member_id");--> statement-breakpoint
CREATE INDEX "rounds_circle" ON "rounds" USING btree ("collective_id","circle_id");--> statement-breakpoint
CREATE INDEX "rounds_veiled" ON "rounds" USING btree ("collective_id") WHERE "rounds"."is_secret" and "rounds"."outcome" is null;--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10). What was pledged stays; only its ending is written.
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, update on rounds, buckets to moisson_service;
    grant select, insert on round_participants to moisson_service;
    grant select, insert, update (ended_at, ended_by, ending) on pledges to moisson_service;
    grant select, insert, update, delete on ballots to moisson_service;
  end if;
end $$;
