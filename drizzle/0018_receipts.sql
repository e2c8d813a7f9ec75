CREATE TABLE "receipts" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"contribution_id" uuid,
	"bill_id" uuid,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "receipts_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "receipts_of" CHECK (num_nonnulls("receipts"."contribution_id", "receipts"."bill_id") = 1),
	CONSTRAINT "receipts_type" CHECK ("receipts"."type" in ('image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/pdf')),
	CONSTRAINT "receipts_bytes" CHECK ("receipts"."bytes" between 1 and 5000000 and "receipts"."bytes" = octet_length("receipts"."content")),
	CONSTRAINT "receipts_sha256" CHECK ("receipts"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_collective_id_contribution_id_contributions_collective_id_id_fk" FOREIGN KEY ("collective_id","contribution_id") REFERENCES "public"."contributions"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_collective_id_bill_id_bills_collective_id_id_fk" FOREIGN KEY ("collective_id","bill_id") REFERENCES "public"."bills"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_collective_id_added_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","added_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "receipts_contribution" ON "receipts" USING btree ("collective_id","contribution_id","sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "receipts_bill" ON "receipts" USING btree ("collective_id","bill_id","sha256");
--> statement-breakpoint
-- Photos and PDFs are compressed already: trying again costs time and gains nothing.
alter table receipts alter column content set storage external;
--> statement-breakpoint
-- A receipt is a proof: it is there as it came, or it is not there.
create trigger receipts_kept before update or truncate on receipts for each statement execute function refuse_change();
--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10).
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, delete on receipts to moisson_service;
  end if;
end $$;
