CREATE TABLE "contract_parties" (
	"collective_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"member_id" uuid,
	"third_party_id" uuid,
	CONSTRAINT "contract_parties_collective_id_contract_id_place_pk" PRIMARY KEY("collective_id","contract_id","place"),
	CONSTRAINT "contract_parties_one" CHECK (num_nonnulls("contract_parties"."member_id", "contract_parties"."third_party_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "contract_receipts" (
	"collective_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"traced_by" uuid NOT NULL,
	"traced_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contract_receipts_collective_id_entry_id_pk" PRIMARY KEY("collective_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "contract_reviews" (
	"collective_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"due_on" date,
	"reviewed_on" date NOT NULL,
	"note" text NOT NULL,
	"next_on" date,
	"reviewed_by" uuid NOT NULL,
	CONSTRAINT "contract_reviews_collective_id_contract_id_number_pk" PRIMARY KEY("collective_id","contract_id","number")
);
--> statement-breakpoint
CREATE TABLE "contracts" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"category" text NOT NULL,
	"gives" text NOT NULL,
	"receives" text NOT NULL,
	"measure" text NOT NULL,
	"condition" text NOT NULL,
	"review_on" date,
	"replaces_id" uuid,
	"written_by" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"signed_on" date,
	"decision_id" uuid,
	"ended_on" date,
	"end_reason" text,
	"ended_by" uuid,
	CONSTRAINT "contracts_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "contracts_category" CHECK ("contracts"."category" in ('contributor', 'user', 'commercial_user', 'partner', 'funder')),
	CONSTRAINT "contracts_ended" CHECK ("contracts"."ended_on" is null or ("contracts"."signed_on" is not null and "contracts"."ended_on" >= "contracts"."signed_on"))
);
--> statement-breakpoint
CREATE TABLE "resource_users" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"resource_id" uuid NOT NULL,
	"member_id" uuid,
	"third_party_id" uuid,
	"contract_id" uuid,
	"since_on" date NOT NULL,
	"until_on" date,
	CONSTRAINT "resource_users_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "resource_users_one" CHECK (num_nonnulls("resource_users"."member_id", "resource_users"."third_party_id") = 1),
	CONSTRAINT "resource_users_days" CHECK ("resource_users"."until_on" is null or "resource_users"."until_on" >= "resource_users"."since_on")
);
--> statement-breakpoint
CREATE TABLE "resources" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"what" text NOT NULL,
	"steward_id" uuid NOT NULL,
	"rights" jsonb NOT NULL,
	"is_archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "resources_collective_id_id_pk" PRIMARY KEY("collective_id","id")
);
--> statement-breakpoint
CREATE TABLE "tension_people" (
	"collective_id" uuid NOT NULL,
	"tension_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"named_by" uuid NOT NULL,
	"named_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tension_people_collective_id_tension_id_member_id_pk" PRIMARY KEY("collective_id","tension_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "tension_steps" (
	"collective_id" uuid NOT NULL,
	"tension_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"step" text NOT NULL,
	"taken_on" date NOT NULL,
	"note" text NOT NULL,
	"said_by" uuid NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tension_steps_collective_id_tension_id_number_pk" PRIMARY KEY("collective_id","tension_id","number"),
	CONSTRAINT "tension_steps_step" CHECK ("tension_steps"."step" in ('talk', 'crisis_meeting', 'mediation', 'council', 'wind_down'))
);
--> statement-breakpoint
CREATE TABLE "tensions" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"owner_id" uuid NOT NULL,
	"closed_on" date,
	"outcome" text,
	"closed_by" uuid,
	"decision_id" uuid,
	CONSTRAINT "tensions_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "tensions_closed" CHECK (("tensions"."closed_on" is null) = ("tensions"."outcome" is null)),
	CONSTRAINT "tensions_closed_by" CHECK (num_nonnulls("tensions"."closed_by", "tensions"."decision_id") = num_nonnulls("tensions"."closed_on"))
);
--> statement-breakpoint
ALTER TABLE "contract_parties" ADD CONSTRAINT "contract_parties_collective_id_contract_id_contracts_collective_id_id_fk" FOREIGN KEY ("collective_id","contract_id") REFERENCES "public"."contracts"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_parties" ADD CONSTRAINT "contract_parties_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_parties" ADD CONSTRAINT "contract_parties_collective_id_third_party_id_third_parties_collective_id_id_fk" FOREIGN KEY ("collective_id","third_party_id") REFERENCES "public"."third_parties"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_receipts" ADD CONSTRAINT "contract_receipts_collective_id_entry_id_entries_collective_id_id_fk" FOREIGN KEY ("collective_id","entry_id") REFERENCES "public"."entries"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_receipts" ADD CONSTRAINT "contract_receipts_collective_id_contract_id_contracts_collective_id_id_fk" FOREIGN KEY ("collective_id","contract_id") REFERENCES "public"."contracts"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_receipts" ADD CONSTRAINT "contract_receipts_collective_id_traced_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","traced_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_reviews" ADD CONSTRAINT "contract_reviews_collective_id_contract_id_contracts_collective_id_id_fk" FOREIGN KEY ("collective_id","contract_id") REFERENCES "public"."contracts"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_reviews" ADD CONSTRAINT "contract_reviews_collective_id_reviewed_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","reviewed_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_collective_id_replaces_id_contracts_collective_id_id_fk" FOREIGN KEY ("collective_id","replaces_id") REFERENCES "public"."contracts"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_collective_id_written_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","written_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_collective_id_ended_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","ended_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_collective_id_decision_id_decisions_collective_id_id_fk" FOREIGN KEY ("collective_id","decision_id") REFERENCES "public"."decisions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_users" ADD CONSTRAINT "resource_users_collective_id_resource_id_resources_collective_id_id_fk" FOREIGN KEY ("collective_id","resource_id") REFERENCES "public"."resources"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_users" ADD CONSTRAINT "resource_users_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_users" ADD CONSTRAINT "resource_users_collective_id_third_party_id_third_parties_collective_id_id_fk" FOREIGN KEY ("collective_id","third_party_id") REFERENCES "public"."third_parties"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_users" ADD CONSTRAINT "resource_users_collective_id_contract_id_contracts_collective_id_id_fk" FOREIGN KEY ("collective_id","contract_id") REFERENCES "public"."contracts"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resources" ADD CONSTRAINT "resources_collective_id_steward_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","steward_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tension_people" ADD CONSTRAINT "tension_people_collective_id_tension_id_tensions_collective_id_id_fk" FOREIGN KEY ("collective_id","tension_id") REFERENCES "public"."tensions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tension_people" ADD CONSTRAINT "tension_people_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tension_people" ADD CONSTRAINT "tension_people_collective_id_named_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","named_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tension_steps" ADD CONSTRAINT "tension_steps_collective_id_tension_id_tensions_collective_id_id_fk" FOREIGN KEY ("collective_id","tension_id") REFERENCES "public"."tensions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tension_steps" ADD CONSTRAINT "tension_steps_collective_id_said_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","said_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tensions" ADD CONSTRAINT "tensions_collective_id_opened_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","opened_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tensions" ADD CONSTRAINT "tensions_collective_id_owner_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","owner_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tensions" ADD CONSTRAINT "tensions_collective_id_closed_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","closed_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tensions" ADD CONSTRAINT "tensions_collective_id_decision_id_decisions_collective_id_id_fk" FOREIGN KEY ("collective_id","decision_id") REFERENCES "public"."decisions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contract_parties_member" ON "contract_parties" USING btree ("collective_id","member_id");--> statement-breakpoint
CREATE INDEX "contract_parties_third_party" ON "contract_parties" USING btree ("collective_id","third_party_id");--> statement-breakpoint
CREATE INDEX "contract_receipts_contract" ON "contract_receipts" USING btree ("collective_id","contract_id");--> statement-breakpoint
CREATE INDEX "contracts_review" ON "contracts" USING btree ("collective_id","review_on") WHERE "contracts"."signed_on" is not null and "contracts"."ended_on" is null;--> statement-breakpoint
CREATE INDEX "contracts_replaces" ON "contracts" USING btree ("collective_id","replaces_id");--> statement-breakpoint
CREATE INDEX "resource_users_resource" ON "resource_users" USING btree ("collective_id","resource_id");--> statement-breakpoint
CREATE INDEX "resource_users_contract" ON "resource_users" USING btree ("collective_id","contract_id");--> statement-breakpoint
CREATE UNIQUE INDEX "resources_name" ON "resources" USING btree ("collective_id","name");--> statement-breakpoint
CREATE INDEX "tension_people_member" ON "tension_people" USING btree ("collective_id","member_id");--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10). What was said is added to, and never changed.
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, update on contracts, resources, resource_users, tensions to moisson_service;
    grant select, insert, delete on contract_parties, contract_receipts to moisson_service;
    grant select, insert on contract_reviews, tension_people, tension_steps to moisson_service;
  end if;
end $$;
