CREATE TABLE "account_choices" (
	"collective_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rule" text NOT NULL,
	"owner_id" uuid,
	"number" text NOT NULL,
	"label" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid,
	CONSTRAINT "account_choices_collective_id_id_pk" PRIMARY KEY("collective_id","id"),
	CONSTRAINT "account_choices_of" UNIQUE NULLS NOT DISTINCT("collective_id","rule","owner_id"),
	CONSTRAINT "account_choices_number" CHECK ("account_choices"."number" ~ '^[0-9]{3,12}$')
);
--> statement-breakpoint
CREATE TABLE "accounting_lines" (
	"collective_id" uuid NOT NULL,
	"year_starts_on" date NOT NULL,
	"number" integer NOT NULL,
	"line" integer NOT NULL,
	"journal" text NOT NULL,
	"dated_on" date NOT NULL,
	"valid_on" date NOT NULL,
	"document" text NOT NULL,
	"label" text NOT NULL,
	"account" text NOT NULL,
	"account_label" text NOT NULL,
	"auxiliary_id" uuid,
	"amount_minor" bigint NOT NULL,
	"entry_id" uuid,
	CONSTRAINT "accounting_lines_collective_id_year_starts_on_number_line_pk" PRIMARY KEY("collective_id","year_starts_on","number","line"),
	CONSTRAINT "accounting_lines_amount" CHECK ("accounting_lines"."amount_minor" <> 0)
);
--> statement-breakpoint
ALTER TABLE "collectives" ADD COLUMN "siren" text;--> statement-breakpoint
ALTER TABLE "account_choices" ADD CONSTRAINT "account_choices_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_choices" ADD CONSTRAINT "account_choices_collective_id_changed_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","changed_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounting_lines" ADD CONSTRAINT "accounting_lines_year" FOREIGN KEY ("collective_id","year_starts_on") REFERENCES "public"."fiscal_years"("collective_id","starts_on") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What a year came to is kept while it closes, and never changes afterwards.
create trigger accounting_lines_kept before update or delete or truncate on accounting_lines for each statement execute function refuse_change();
--> statement-breakpoint
create function accounting_lines_are_of_open_years() returns trigger language plpgsql as $$
begin
  if exists (select from (select distinct collective_id, year_starts_on from added) a
      join fiscal_years y on y.collective_id = a.collective_id and y.starts_on = a.year_starts_on where y.closed_at is not null) then
    raise exception using message = 'the accounts of a closed year are kept as they are', errcode = 'MO005', table = 'accounting_lines';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger accounting_lines_open_year after insert on accounting_lines referencing new table as added
  for each statement execute function accounting_lines_are_of_open_years();
--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10).
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, update, delete on account_choices to moisson_service;
    grant select, insert on accounting_lines to moisson_service;
  end if;
end $$;
