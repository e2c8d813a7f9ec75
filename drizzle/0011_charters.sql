CREATE TABLE "charter_bills" (
	"collective_id" uuid NOT NULL,
	"bill_id" uuid NOT NULL,
	"charter_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"traced_by" uuid NOT NULL,
	"traced_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "charter_bills_collective_id_bill_id_pk" PRIMARY KEY("collective_id","bill_id")
);
--> statement-breakpoint
CREATE TABLE "charter_instalment_lines" (
	"collective_id" uuid NOT NULL,
	"sharing_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "charter_instalment_lines_collective_id_sharing_id_line_id_pk" PRIMARY KEY("collective_id","sharing_id","line_id"),
	CONSTRAINT "charter_instalment_lines_amount" CHECK ("charter_instalment_lines"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "charter_instalments" (
	"collective_id" uuid NOT NULL,
	"sharing_id" uuid NOT NULL,
	"charter_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"note" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "charter_instalments_collective_id_sharing_id_pk" PRIMARY KEY("collective_id","sharing_id"),
	CONSTRAINT "charter_instalments_number" UNIQUE("collective_id","charter_id","number")
);
--> statement-breakpoint
CREATE TABLE "charter_lines" (
	"collective_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"label" text NOT NULL,
	"member_id" uuid,
	"third_party_id" uuid,
	"deliverables" text NOT NULL,
	"percent" text,
	"amount_minor" bigint,
	CONSTRAINT "charter_lines_collective_id_version_id_line_id_pk" PRIMARY KEY("collective_id","version_id","line_id"),
	CONSTRAINT "charter_lines_one" CHECK (num_nonnulls("charter_lines"."member_id", "charter_lines"."third_party_id") = 1),
	CONSTRAINT "charter_lines_amount" CHECK ("charter_lines"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "charter_parties" (
	"collective_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"member_id" uuid,
	"third_party_id" uuid,
	"role" text NOT NULL,
	CONSTRAINT "charter_parties_collective_id_version_id_place_pk" PRIMARY KEY("collective_id","version_id","place"),
	CONSTRAINT "charter_parties_one" CHECK (num_nonnulls("charter_parties"."member_id", "charter_parties"."third_party_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "charter_signatures" (
	"collective_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"member_id" uuid,
	"third_party_id" uuid,
	"name" text,
	"words" text NOT NULL,
	"how" text NOT NULL,
	"signed_on" date NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "charter_signatures_collective_id_version_id_place_pk" PRIMARY KEY("collective_id","version_id","place"),
	CONSTRAINT "charter_signatures_once" UNIQUE NULLS NOT DISTINCT("collective_id","version_id","member_id","third_party_id"),
	CONSTRAINT "charter_signatures_one" CHECK (num_nonnulls("charter_signatures"."member_id", "charter_signatures"."third_party_id") = 1),
	CONSTRAINT "charter_signatures_how" CHECK ("charter_signatures"."how" in ('here', 'paper'))
);
--> statement-breakpoint
CREATE TABLE "charter_steps" (
	"collective_id" uuid NOT NULL,
	"charter_id" uuid NOT NULL,
	"step" text NOT NULL,
	"note" text NOT NULL,
	"done_by" uuid NOT NULL,
	"done_on" date NOT NULL,
	CONSTRAINT "charter_steps_collective_id_charter_id_step_pk" PRIMARY KEY("collective_id","charter_id","step"),
	CONSTRAINT "charter_steps_step" CHECK ("charter_steps"."step" in ('client', 'association', 'refund', 'settle', 'circle', 'document'))
);
--> statement-breakpoint
CREATE TABLE "charter_versions" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"charter_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"articles" jsonb NOT NULL,
	"starts_on" date,
	"ends_on" date,
	"total_minor" bigint,
	"written_by" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"in_force_at" timestamp (3) with time zone,
	"decision_id" uuid,
	"key_id" uuid,
	CONSTRAINT "charter_versions_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "charter_versions_number" UNIQUE("collective_id","charter_id","number"),
	CONSTRAINT "charter_versions_days" CHECK ("charter_versions"."ends_on" is null or "charter_versions"."starts_on" is null or "charter_versions"."ends_on" >= "charter_versions"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "charters" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"circle_id" uuid NOT NULL,
	"title" text NOT NULL,
	"currency" text NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"envelope_id" uuid,
	"winding_at" timestamp (3) with time zone,
	"winding_by" uuid,
	"winding_reason" text,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "charters_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "charters_winding" CHECK (num_nonnulls("charters"."winding_at", "charters"."winding_by", "charters"."winding_reason") in (0, 3) and ("charters"."closed_at" is null or "charters"."winding_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "charter_bills" ADD CONSTRAINT "charter_bills_collective_id_bill_id_bills_collective_id_id_fk" FOREIGN KEY ("collective_id","bill_id") REFERENCES "public"."bills"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_bills" ADD CONSTRAINT "charter_bills_collective_id_charter_id_charters_collective_id_id_fk" FOREIGN KEY ("collective_id","charter_id") REFERENCES "public"."charters"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_bills" ADD CONSTRAINT "charter_bills_collective_id_traced_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","traced_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_instalment_lines" ADD CONSTRAINT "charter_instalment_lines_collective_id_sharing_id_sharings_collective_id_id_fk" FOREIGN KEY ("collective_id","sharing_id") REFERENCES "public"."sharings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_instalments" ADD CONSTRAINT "charter_instalments_collective_id_sharing_id_sharings_collective_id_id_fk" FOREIGN KEY ("collective_id","sharing_id") REFERENCES "public"."sharings"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_instalments" ADD CONSTRAINT "charter_instalments_collective_id_charter_id_charters_collective_id_id_fk" FOREIGN KEY ("collective_id","charter_id") REFERENCES "public"."charters"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_instalments" ADD CONSTRAINT "charter_instalments_collective_id_asked_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","asked_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_lines" ADD CONSTRAINT "charter_lines_collective_id_version_id_charter_versions_collective_id_id_fk" FOREIGN KEY ("collective_id","version_id") REFERENCES "public"."charter_versions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_lines" ADD CONSTRAINT "charter_lines_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_lines" ADD CONSTRAINT "charter_lines_collective_id_third_party_id_third_parties_collective_id_id_fk" FOREIGN KEY ("collective_id","third_party_id") REFERENCES "public"."third_parties"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_parties" ADD CONSTRAINT "charter_parties_collective_id_version_id_charter_versions_collective_id_id_fk" FOREIGN KEY ("collective_id","version_id") REFERENCES "public"."charter_versions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_parties" ADD CONSTRAINT "charter_parties_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_parties" ADD CONSTRAINT "charter_parties_collective_id_third_party_id_third_parties_collective_id_id_fk" FOREIGN KEY ("collective_id","third_party_id") REFERENCES "public"."third_parties"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_signatures" ADD CONSTRAINT "charter_signatures_collective_id_version_id_charter_versions_collective_id_id_fk" FOREIGN KEY ("collective_id","version_id") REFERENCES "public"."charter_versions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_signatures" ADD CONSTRAINT "charter_signatures_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_signatures" ADD CONSTRAINT "charter_signatures_collective_id_third_party_id_third_parties_collective_id_id_fk" FOREIGN KEY ("collective_id","third_party_id") REFERENCES "public"."third_parties"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_signatures" ADD CONSTRAINT "charter_signatures_collective_id_recorded_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","recorded_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_steps" ADD CONSTRAINT "charter_steps_collective_id_charter_id_charters_collective_id_id_fk" FOREIGN KEY ("collective_id","charter_id") REFERENCES "public"."charters"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_steps" ADD CONSTRAINT "charter_steps_collective_id_done_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","done_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_versions" ADD CONSTRAINT "charter_versions_collective_id_charter_id_charters_collective_id_id_fk" FOREIGN KEY ("collective_id","charter_id") REFERENCES "public"."charters"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_versions" ADD CONSTRAINT "charter_versions_collective_id_written_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","written_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_versions" ADD CONSTRAINT "charter_versions_collective_id_decision_id_decisions_collective_id_id_fk" FOREIGN KEY ("collective_id","decision_id") REFERENCES "public"."decisions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_versions" ADD CONSTRAINT "charter_versions_collective_id_key_id_keys_collective_id_id_fk" FOREIGN KEY ("collective_id","key_id") REFERENCES "public"."keys"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charters" ADD CONSTRAINT "charters_collective_id_circle_id_circles_collective_id_id_fk" FOREIGN KEY ("collective_id","circle_id") REFERENCES "public"."circles"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charters" ADD CONSTRAINT "charters_collective_id_written_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","written_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charters" ADD CONSTRAINT "charters_collective_id_winding_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","winding_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charters" ADD CONSTRAINT "charters_collective_id_envelope_id_envelopes_collective_id_id_fk" FOREIGN KEY ("collective_id","envelope_id") REFERENCES "public"."envelopes"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "charter_bills_charter" ON "charter_bills" USING btree ("collective_id","charter_id");--> statement-breakpoint
CREATE INDEX "charter_lines_line" ON "charter_lines" USING btree ("collective_id","line_id");--> statement-breakpoint
CREATE INDEX "charter_parties_member" ON "charter_parties" USING btree ("collective_id","member_id");--> statement-breakpoint
CREATE INDEX "charter_parties_third_party" ON "charter_parties" USING btree ("collective_id","third_party_id");--> statement-breakpoint
CREATE INDEX "charter_signatures_member" ON "charter_signatures" USING btree ("collective_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "charters_envelope" ON "charters" USING btree ("collective_id","envelope_id");--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10). What was signed is added to; a name alone is forgotten.
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, update on charters, charter_versions to moisson_service;
    grant select, insert, delete on charter_parties, charter_lines, charter_bills to moisson_service;
    grant select, insert on charter_signatures, charter_instalments, charter_instalment_lines, charter_steps to moisson_service;
    grant update (name) on charter_signatures to moisson_service;
  end if;
end $$;
