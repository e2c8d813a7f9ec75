CREATE TABLE "circle_links" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"passes" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "circle_links_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "circle_links_self" CHECK ("circle_links"."from_id" <> "circle_links"."to_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_actions" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"text" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"ended_on" date,
	"ended_by" uuid,
	CONSTRAINT "meeting_actions_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "meeting_actions_status" CHECK ("meeting_actions"."status" in ('open', 'done', 'dropped')),
	CONSTRAINT "meeting_actions_ended" CHECK (("meeting_actions"."status" = 'open') = ("meeting_actions"."ended_on" is null))
);
--> statement-breakpoint
CREATE TABLE "meeting_decisions" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"text" text NOT NULL,
	"decision_id" uuid,
	CONSTRAINT "meeting_decisions_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
CREATE TABLE "meeting_people" (
	"collective_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "meeting_people_collective_id_meeting_id_member_id_pk" PRIMARY KEY("collective_id","meeting_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_versions" (
	"collective_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"before" jsonb NOT NULL,
	CONSTRAINT "meeting_versions_collective_id_meeting_id_version_pk" PRIMARY KEY("collective_id","meeting_id","version")
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"circle_id" uuid NOT NULL,
	"met_on" date NOT NULL,
	"note_taker_id" uuid,
	"information" text DEFAULT '' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "meetings_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
ALTER TABLE "circles" ADD COLUMN "intentions" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "circles" ADD COLUMN "actions" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "circles" ADD COLUMN "responsibilities" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "circles" ADD COLUMN "autonomy" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "circles" ADD COLUMN "balance" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "circles" ADD COLUMN "rhythm_days" integer DEFAULT 14;--> statement-breakpoint
ALTER TABLE "circle_links" ADD CONSTRAINT "circle_links_collective_id_from_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","from_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circle_links" ADD CONSTRAINT "circle_links_collective_id_to_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","to_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_actions" ADD CONSTRAINT "meeting_actions_collective_id_meeting_id_meetings_collective_id_id_fk" FOREIGN KEY ("collective_id","meeting_id") REFERENCES "public"."meetings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_actions" ADD CONSTRAINT "meeting_actions_collective_id_owner_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","owner_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_actions" ADD CONSTRAINT "meeting_actions_collective_id_ended_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","ended_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_decisions" ADD CONSTRAINT "meeting_decisions_collective_id_meeting_id_meetings_collective_id_id_fk" FOREIGN KEY ("collective_id","meeting_id") REFERENCES "public"."meetings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_people" ADD CONSTRAINT "meeting_people_collective_id_meeting_id_meetings_collective_id_id_fk" FOREIGN KEY ("collective_id","meeting_id") REFERENCES "public"."meetings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_people" ADD CONSTRAINT "meeting_people_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_versions" ADD CONSTRAINT "meeting_versions_collective_id_meeting_id_meetings_collective_id_id_fk" FOREIGN KEY ("collective_id","meeting_id") REFERENCES "public"."meetings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_versions" ADD CONSTRAINT "meeting_versions_collective_id_changed_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","changed_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_collective_id_circle_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","circle_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_collective_id_note_taker_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","note_taker_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_collective_id_created_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","created_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "circle_links_way" ON "circle_links" USING btree ("collective_id","from_id","to_id");--> statement-breakpoint
CREATE INDEX "circle_links_to" ON "circle_links" USING btree ("collective_id","to_id");--> statement-breakpoint
CREATE INDEX "meeting_actions_meeting" ON "meeting_actions" USING btree ("collective_id","meeting_id","place");--> statement-breakpoint
CREATE INDEX "meeting_actions_open" ON "meeting_actions" USING btree ("collective_id","owner_id","due_on") WHERE "meeting_actions"."status" = 'open';--> statement-breakpoint
CREATE INDEX "meeting_decisions_meeting" ON "meeting_decisions" USING btree ("collective_id","meeting_id","place");--> statement-breakpoint
CREATE INDEX "meeting_people_member" ON "meeting_people" USING btree ("collective_id","member_id");--> statement-breakpoint
CREATE INDEX "meetings_circle" ON "meetings" USING btree ("collective_id","circle_id","met_on","id");--> statement-breakpoint
ALTER TABLE "circles" ADD CONSTRAINT "circles_rhythm" CHECK ("circles"."rhythm_days" between 1 and 366);--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10). Meetings stay, and so does what their notes said before.
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, update, delete on circle_links, meeting_people, meeting_decisions, meeting_actions to moisson_service;
    grant select, insert, update on meetings to moisson_service;
    grant select, insert on meeting_versions to moisson_service;
  end if;
end $$;
