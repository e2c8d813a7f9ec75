CREATE TABLE "bank_lines" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"dated_on" date NOT NULL,
	"value_on" date,
	"amount_minor" bigint NOT NULL,
	"label" text NOT NULL,
	"counterparty" text,
	"reference" text,
	"bank_ref" text,
	"fingerprint" text NOT NULL,
	"occurrence" integer NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"reason" text,
	"entry_id" uuid,
	"entry_line" integer,
	"settled_by" uuid,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "bank_lines_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "bank_lines_amount" CHECK ("bank_lines"."amount_minor" <> 0),
	CONSTRAINT "bank_lines_status" CHECK ("bank_lines"."status" in ('open', 'matched', 'aside')),
	CONSTRAINT "bank_lines_matched" CHECK (("bank_lines"."status" = 'matched') = (num_nonnulls("bank_lines"."entry_id", "bank_lines"."entry_line") = 2)),
	CONSTRAINT "bank_lines_entry" CHECK (("bank_lines"."entry_id" is null) = ("bank_lines"."entry_line" is null)),
	CONSTRAINT "bank_lines_aside" CHECK (("bank_lines"."status" = 'aside') = ("bank_lines"."reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "bank_statements" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"source" text NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"account_shown" text,
	"closing_minor" bigint,
	"closing_on" date,
	"lines_read" integer NOT NULL,
	"lines_known" integer NOT NULL,
	"notes" text[] DEFAULT '{}' NOT NULL,
	"added_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "bank_statements_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "bank_statements_closing" CHECK (("bank_statements"."closing_minor" is null) = ("bank_statements"."closing_on" is null)),
	CONSTRAINT "bank_statements_known" CHECK ("bank_statements"."lines_known" between 0 and "bank_statements"."lines_read")
);
--> statement-breakpoint
ALTER TABLE "bank_lines" ADD CONSTRAINT "bank_lines_collective_id_statement_id_bank_statements_collective_id_id_fk" FOREIGN KEY ("collective_id","statement_id") REFERENCES "public"."bank_statements"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_lines" ADD CONSTRAINT "bank_lines_collective_id_account_id_accounts_collective_id_id_fk" FOREIGN KEY ("collective_id","account_id") REFERENCES "public"."accounts"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_lines" ADD CONSTRAINT "bank_lines_collective_id_settled_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","settled_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statements" ADD CONSTRAINT "bank_statements_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statements" ADD CONSTRAINT "bank_statements_collective_id_account_id_accounts_collective_id_id_fk" FOREIGN KEY ("collective_id","account_id") REFERENCES "public"."accounts"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statements" ADD CONSTRAINT "bank_statements_collective_id_added_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","added_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bank_lines_once" ON "bank_lines" USING btree ("collective_id","account_id","fingerprint","occurrence");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_lines_matched_once" ON "bank_lines" USING btree ("collective_id","entry_id","entry_line");--> statement-breakpoint
CREATE INDEX "bank_lines_statement" ON "bank_lines" USING btree ("collective_id","statement_id");--> statement-breakpoint
CREATE INDEX "bank_lines_dated" ON "bank_lines" USING btree ("collective_id","account_id","dated_on","id");--> statement-breakpoint
CREATE INDEX "bank_lines_open" ON "bank_lines" USING btree ("collective_id","account_id","dated_on") WHERE "bank_lines"."status" = 'open';--> statement-breakpoint
CREATE INDEX "bank_statements_account" ON "bank_statements" USING btree ("collective_id","account_id","created_at");--> statement-breakpoint
-- A line is matched with a line of the ledger that is the same movement: the same account, the same amount.
create function require_same_movement() returns trigger language plpgsql as $$
begin
  if new.entry_id is not null and not exists (
    select from lines l where l.collective_id = new.collective_id and l.entry_id = new.entry_id and l.line = new.entry_line
      and l.account_id = new.account_id and l.amount_minor = new.amount_minor
  ) then
    raise exception 'bank line % is not line % of entry %', new.id, new.entry_line, new.entry_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger bank_lines_same_movement before insert or update on bank_lines for each row execute function require_same_movement();
--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10). A statement stays, also undone; its lines go with the undoing.
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, update on bank_statements to moisson_service;
    grant select, insert, update, delete on bank_lines to moisson_service;
  end if;
end $$;
