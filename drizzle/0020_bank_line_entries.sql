CREATE TABLE "bank_line_entries" (
	"collective_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"entry_line" integer NOT NULL,
	"bank_line_id" uuid NOT NULL,
	CONSTRAINT "bank_line_entries_collective_id_entry_id_entry_line_pk" PRIMARY KEY("collective_id","entry_id","entry_line")
);
--> statement-breakpoint
ALTER TABLE "bank_lines" DROP CONSTRAINT "bank_lines_matched";--> statement-breakpoint
ALTER TABLE "bank_lines" DROP CONSTRAINT "bank_lines_entry";--> statement-breakpoint
ALTER TABLE "bank_lines" DROP CONSTRAINT "bank_lines_status";--> statement-breakpoint
DROP INDEX "bank_lines_matched_once";--> statement-breakpoint
ALTER TABLE "bank_lines" ADD COLUMN "twin_of" uuid;--> statement-breakpoint
ALTER TABLE "import_mappings" ADD COLUMN "options" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_line_entries" ADD CONSTRAINT "bank_line_entries_collective_id_bank_line_id_bank_lines_collective_id_id_fk" FOREIGN KEY ("collective_id","bank_line_id") REFERENCES "public"."bank_lines"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_line_entries_of_line" ON "bank_line_entries" USING btree ("collective_id","bank_line_id");--> statement-breakpoint
ALTER TABLE "bank_lines" ADD CONSTRAINT "bank_lines_twin_fk" FOREIGN KEY ("collective_id","twin_of") REFERENCES "public"."bank_lines"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_lines_twins" ON "bank_lines" USING btree ("collective_id","twin_of") WHERE "bank_lines"."twin_of" is not null;--> statement-breakpoint
-- What lines were matched with so far, each with one entry.
insert into bank_line_entries (collective_id, entry_id, entry_line, bank_line_id)
  select collective_id, entry_id, entry_line, id from bank_lines where entry_id is not null;
--> statement-breakpoint
drop trigger bank_lines_same_movement on bank_lines;
--> statement-breakpoint
drop function require_same_movement();
--> statement-breakpoint
ALTER TABLE "bank_lines" DROP COLUMN "entry_id";--> statement-breakpoint
ALTER TABLE "bank_lines" DROP COLUMN "entry_line";--> statement-breakpoint
ALTER TABLE "bank_lines" ADD CONSTRAINT "bank_lines_twin" CHECK ("bank_lines"."twin_of" is null or "bank_lines"."status" = 'twin');--> statement-breakpoint
ALTER TABLE "bank_lines" ADD CONSTRAINT "bank_lines_status" CHECK ("bank_lines"."status" in ('open', 'matched', 'aside', 'twin'));--> statement-breakpoint
-- A matched line is lines of the ledger on its account, together of its amount; one that is not matched has none. Looked at when
-- the transaction commits, since several are written one after another.
create function require_matched_sum() returns trigger language plpgsql as $$
declare
  of_collective uuid;
  of_line uuid;
  told bank_lines;
  found_minor numeric;
  is_elsewhere boolean;
begin
  if tg_table_name = 'bank_lines' then
    of_collective := new.collective_id;
    of_line := new.id;
  else
    of_collective := coalesce(new.collective_id, old.collective_id);
    of_line := coalesce(new.bank_line_id, old.bank_line_id);
  end if;
  select * into told from bank_lines b where b.collective_id = of_collective and b.id = of_line;
  if not found then
    return null;
  end if;
  select sum(l.amount_minor), bool_or(l.account_id is distinct from told.account_id) into found_minor, is_elsewhere
    from bank_line_entries m
    left join lines l on l.collective_id = m.collective_id and l.entry_id = m.entry_id and l.line = m.entry_line
    where m.collective_id = of_collective and m.bank_line_id = of_line;
  if is_elsewhere or found_minor is distinct from (case when told.status = 'matched' then told.amount_minor end)::numeric then
    raise exception 'bank line % (%, %) is not the sum of its entries (%)', told.id, told.status, told.amount_minor, found_minor
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger bank_line_entries_sum after insert or update or delete on bank_line_entries
  deferrable initially deferred for each row execute function require_matched_sum();
--> statement-breakpoint
create constraint trigger bank_lines_added_matched after insert on bank_lines
  deferrable initially deferred for each row when (new.status = 'matched') execute function require_matched_sum();
--> statement-breakpoint
create constraint trigger bank_lines_sum after update of status, amount_minor, account_id on bank_lines
  deferrable initially deferred for each row when (old.status = 'matched' or new.status = 'matched') execute function require_matched_sum();
--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10).
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, delete on bank_line_entries to moisson_service;
  end if;
end $$;
