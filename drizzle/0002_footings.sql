CREATE TABLE "footings" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"footing" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "footings_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "footings_footing" CHECK ("footings"."footing" in ('invoice', 'structure', 'employee', 'rights', 'expenses')),
	CONSTRAINT "footings_days" CHECK ("footings"."until_on" is null or "footings"."until_on" >= "footings"."from_on")
);
--> statement-breakpoint
ALTER TABLE "collectives" ADD COLUMN "review_criteria" text[] DEFAULT '{"care","quality","impact"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "collectives" ADD COLUMN "has_anonymous_reviews" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "member_profiles" ADD COLUMN "siret" text;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "board_from_on" date;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "board_until_on" date;--> statement-breakpoint
ALTER TABLE "share_settlements" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "sharings" ADD COLUMN "recurs" text;--> statement-breakpoint
ALTER TABLE "footings" ADD CONSTRAINT "footings_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "footings_member" ON "footings" USING btree ("collective_id","member_id");--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_board" CHECK ("members"."board_until_on" is null or ("members"."board_from_on" is not null and "members"."board_until_on" >= "members"."board_from_on"));--> statement-breakpoint
ALTER TABLE "sharings" ADD CONSTRAINT "sharings_recurs" CHECK ("sharings"."recurs" in ('monthly', 'quarterly'));--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10), reads and writes the new table like the others.
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, update, delete on footings to moisson_service;
    -- What an entry settled is settled; undoing it is a row of its own.
    revoke update, delete on share_settlements, bill_settlements from moisson_service;
  end if;
end $$;
