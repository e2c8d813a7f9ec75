CREATE TABLE "bank_details" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid,
	"third_party_id" uuid,
	"account_id" uuid,
	"iban_sealed" text NOT NULL,
	"bic" text,
	"holder" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	CONSTRAINT "bank_details_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "bank_details_owner" CHECK (num_nonnulls("bank_details"."member_id", "bank_details"."third_party_id", "bank_details"."account_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "payment_batches" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"form" text NOT NULL,
	"account_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"executes_on" date NOT NULL,
	"total_minor" bigint NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"file_sealed" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "payment_batches_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "payment_batches_form" CHECK ("payment_batches"."form" in ('file', 'request')),
	CONSTRAINT "payment_batches_status" CHECK ("payment_batches"."status" in ('open', 'paid', 'cancelled')),
	CONSTRAINT "payment_batches_ended" CHECK (("payment_batches"."status" = 'open') = ("payment_batches"."ended_at" is null)),
	CONSTRAINT "payment_batches_total" CHECK ("payment_batches"."total_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "payment_transfer_items" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"transfer_id" uuid NOT NULL,
	"share_id" uuid,
	"bill_id" uuid,
	"amount_minor" bigint NOT NULL,
	"is_open" boolean DEFAULT true NOT NULL,
	CONSTRAINT "payment_transfer_items_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "payment_transfer_items_what" CHECK (num_nonnulls("payment_transfer_items"."share_id", "payment_transfer_items"."bill_id") = 1),
	CONSTRAINT "payment_transfer_items_amount" CHECK ("payment_transfer_items"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "payment_transfers" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"member_id" uuid,
	"third_party_id" uuid,
	"amount_minor" bigint NOT NULL,
	"reference" text NOT NULL,
	"remittance" text NOT NULL,
	"iban_end" text,
	"status" text DEFAULT 'open' NOT NULL,
	"entry_id" uuid,
	CONSTRAINT "payment_transfers_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "payment_transfers_payee" CHECK (num_nonnulls("payment_transfers"."member_id", "payment_transfers"."third_party_id") = 1),
	CONSTRAINT "payment_transfers_status" CHECK ("payment_transfers"."status" in ('open', 'paid', 'bounced', 'cancelled')),
	CONSTRAINT "payment_transfers_entry" CHECK (("payment_transfers"."status" = 'paid') = ("payment_transfers"."entry_id" is not null)),
	CONSTRAINT "payment_transfers_amount" CHECK ("payment_transfers"."amount_minor" > 0),
	CONSTRAINT "payment_transfers_iban_end" CHECK (length("payment_transfers"."iban_end") <= 4)
);
--> statement-breakpoint
ALTER TABLE "bank_details" ADD CONSTRAINT "bank_details_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_details" ADD CONSTRAINT "bank_details_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_details" ADD CONSTRAINT "bank_details_collective_id_third_party_id_third_parties_collective_id_id_fk" FOREIGN KEY ("collective_id","third_party_id") REFERENCES "public"."third_parties"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_details" ADD CONSTRAINT "bank_details_collective_id_account_id_accounts_collective_id_id_fk" FOREIGN KEY ("collective_id","account_id") REFERENCES "public"."accounts"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_details" ADD CONSTRAINT "bank_details_collective_id_changed_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","changed_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_batches" ADD CONSTRAINT "payment_batches_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_batches" ADD CONSTRAINT "payment_batches_collective_id_account_id_accounts_collective_id_id_fk" FOREIGN KEY ("collective_id","account_id") REFERENCES "public"."accounts"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_batches" ADD CONSTRAINT "payment_batches_collective_id_created_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","created_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_batches" ADD CONSTRAINT "payment_batches_collective_id_ended_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","ended_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_transfer_items" ADD CONSTRAINT "payment_transfer_items_collective_id_transfer_id_payment_transfers_collective_id_id_fk" FOREIGN KEY ("collective_id","transfer_id") REFERENCES "public"."payment_transfers"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_transfer_items" ADD CONSTRAINT "payment_transfer_items_collective_id_share_id_shares_collective_id_id_fk" FOREIGN KEY ("collective_id","share_id") REFERENCES "public"."shares"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_transfer_items" ADD CONSTRAINT "payment_transfer_items_collective_id_bill_id_bills_collective_id_id_fk" FOREIGN KEY ("collective_id","bill_id") REFERENCES "public"."bills"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_transfers" ADD CONSTRAINT "payment_transfers_collective_id_batch_id_payment_batches_collective_id_id_fk" FOREIGN KEY ("collective_id","batch_id") REFERENCES "public"."payment_batches"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_transfers" ADD CONSTRAINT "payment_transfers_collective_id_member_id_members_collective_id_id_fk" FOREIGN KEY ("collective_id","member_id") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_transfers" ADD CONSTRAINT "payment_transfers_collective_id_third_party_id_third_parties_collective_id_id_fk" FOREIGN KEY ("collective_id","third_party_id") REFERENCES "public"."third_parties"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_transfers" ADD CONSTRAINT "payment_transfers_collective_id_entry_id_entries_collective_id_id_fk" FOREIGN KEY ("collective_id","entry_id") REFERENCES "public"."entries"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bank_details_member" ON "bank_details" USING btree ("collective_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_details_third_party" ON "bank_details" USING btree ("collective_id","third_party_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_details_account" ON "bank_details" USING btree ("collective_id","account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_batches_number" ON "payment_batches" USING btree ("collective_id","number");--> statement-breakpoint
CREATE INDEX "payment_transfer_items_of" ON "payment_transfer_items" USING btree ("collective_id","transfer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_transfer_items_share" ON "payment_transfer_items" USING btree ("collective_id","share_id") WHERE "payment_transfer_items"."is_open";--> statement-breakpoint
CREATE UNIQUE INDEX "payment_transfer_items_bill" ON "payment_transfer_items" USING btree ("collective_id","bill_id") WHERE "payment_transfer_items"."is_open";--> statement-breakpoint
CREATE UNIQUE INDEX "payment_transfers_place" ON "payment_transfers" USING btree ("collective_id","batch_id","place");--> statement-breakpoint
CREATE INDEX "payment_transfers_reference" ON "payment_transfers" USING btree ("collective_id","reference");
--> statement-breakpoint
-- What left the bank stays as it left: batches are ended, never deleted, and one that is over changes no more (its file may be forgotten).
create trigger payment_batches_kept before delete or truncate on payment_batches for each statement execute function refuse_change();
--> statement-breakpoint
create trigger payment_transfers_kept before delete or truncate on payment_transfers for each statement execute function refuse_change();
--> statement-breakpoint
create trigger payment_transfer_items_kept before delete or truncate on payment_transfer_items for each statement execute function refuse_change();
--> statement-breakpoint
create trigger payment_batches_over before update on payment_batches for each row
  when (old.number <> new.number or old.account_id <> new.account_id or old.total_minor <> new.total_minor or (old.status <> 'open' and old.status <> new.status))
  execute function refuse_change();
--> statement-breakpoint
create trigger payment_transfers_over before update on payment_transfers for each row
  when (old.amount_minor <> new.amount_minor or old.reference <> new.reference or (old.status <> 'open' and old.status <> new.status))
  execute function refuse_change();
--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10).
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, update, delete on bank_details to moisson_service;
    grant select, insert, update on payment_batches, payment_transfers, payment_transfer_items to moisson_service;
  end if;
end $$;
