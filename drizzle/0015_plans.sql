CREATE TABLE "planned_lines" (
	"collective_id" uuid NOT NULL,
	"envelope_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"side" text NOT NULL,
	"nature" text NOT NULL,
	"label" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "planned_lines_collective_id_envelope_id_line_pk" PRIMARY KEY("collective_id","envelope_id","line"),
	CONSTRAINT "planned_lines_side" CHECK ("planned_lines"."side" in ('in', 'out')),
	CONSTRAINT "planned_lines_amount" CHECK ("planned_lines"."amount_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "planned_lines" ADD CONSTRAINT "planned_lines_collective_id_envelope_id_envelopes_collective_id_id_fk" FOREIGN KEY ("collective_id","envelope_id") REFERENCES "public"."envelopes"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10).
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, update, delete on planned_lines to moisson_service;
  end if;
end $$;
