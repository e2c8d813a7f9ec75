CREATE TABLE "retrospective_words" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"retrospective_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"by_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"harvested_at" timestamp (3) with time zone,
	"is_published" boolean DEFAULT false NOT NULL,
	CONSTRAINT "retrospective_words_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "retrospective_words_kind" CHECK ("retrospective_words"."kind" in ('strength', 'weakness', 'nugget', 'pebble')),
	CONSTRAINT "retrospective_words_published" CHECK (not "retrospective_words"."is_published" or "retrospective_words"."harvested_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "retrospectives" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"circle_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"harvester_id" uuid NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"gathering" text DEFAULT '' NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "retrospectives_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "retrospectives_days" CHECK ("retrospectives"."until_on" >= "retrospectives"."from_on")
);
--> statement-breakpoint
CREATE TABLE "review_period_people" (
	"collective_id" uuid NOT NULL,
	"period_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "review_period_people_collective_id_period_id_member_id_pk" PRIMARY KEY("collective_id","period_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "review_periods" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"circle_id" uuid NOT NULL,
	"envelope_id" uuid,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"closes_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"criteria" jsonb NOT NULL,
	"is_anonymous" boolean NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "review_periods_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "review_periods_days" CHECK ("review_periods"."until_on" >= "review_periods"."from_on"),
	CONSTRAINT "review_periods_closing" CHECK ("review_periods"."closes_at" > "review_periods"."opened_at" and "review_periods"."closed_at" <= "review_periods"."closes_at"),
	CONSTRAINT "review_periods_closed_by" CHECK ("review_periods"."closed_by" is null or "review_periods"."closed_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "period_id" uuid;--> statement-breakpoint
ALTER TABLE "retrospective_words" ADD CONSTRAINT "retrospective_words_collective_id_retrospective_id_retrospectives_collective_id_id_fk" FOREIGN KEY ("collective_id","retrospective_id") REFERENCES "public"."retrospectives"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retrospective_words" ADD CONSTRAINT "retrospective_words_collective_id_by_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","by_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retrospectives" ADD CONSTRAINT "retrospectives_collective_id_circle_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","circle_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retrospectives" ADD CONSTRAINT "retrospectives_collective_id_harvester_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","harvester_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retrospectives" ADD CONSTRAINT "retrospectives_collective_id_opened_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","opened_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_period_people" ADD CONSTRAINT "review_period_people_collective_id_period_id_review_periods_collective_id_id_fk" FOREIGN KEY ("collective_id","period_id") REFERENCES "public"."review_periods"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_period_people" ADD CONSTRAINT "review_period_people_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_periods" ADD CONSTRAINT "review_periods_collective_id_circle_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","circle_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_periods" ADD CONSTRAINT "review_periods_collective_id_envelope_id_envelopes_collective_id_id_fk" FOREIGN KEY ("collective_id","envelope_id") REFERENCES "public"."envelopes"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_periods" ADD CONSTRAINT "review_periods_collective_id_opened_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","opened_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_periods" ADD CONSTRAINT "review_periods_collective_id_closed_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","closed_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "retrospective_words_of" ON "retrospective_words" USING btree ("collective_id","retrospective_id");--> statement-breakpoint
CREATE INDEX "retrospectives_circle" ON "retrospectives" USING btree ("collective_id","circle_id");--> statement-breakpoint
CREATE INDEX "review_period_people_member" ON "review_period_people" USING btree ("collective_id","member_id");--> statement-breakpoint
CREATE INDEX "review_periods_envelope" ON "review_periods" USING btree ("collective_id","envelope_id");--> statement-breakpoint
CREATE INDEX "review_periods_open" ON "review_periods" USING btree ("collective_id","closes_at") WHERE "review_periods"."closed_at" is null;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_collective_id_period_id_review_periods_collective_id_id_fk" FOREIGN KEY ("collective_id","period_id") REFERENCES "public"."review_periods"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_in_period" ON "reviews" USING btree ("collective_id","period_id","by_id","of_id") WHERE "reviews"."period_id" is not null;--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10). Who takes part in a period stays; a word may be taken back.
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, update on review_periods, review_period_people, retrospectives to moisson_service;
    grant select, insert, update, delete on retrospective_words to moisson_service;
  end if;
end $$;
