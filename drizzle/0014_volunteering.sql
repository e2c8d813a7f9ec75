CREATE TABLE "kind_valuations" (
	"collective_id" uuid NOT NULL,
	"kind_id" uuid NOT NULL,
	"valued_as" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "kind_valuations_collective_id_kind_id_pk" PRIMARY KEY("collective_id","kind_id"),
	CONSTRAINT "kind_valuations_as" CHECK ("kind_valuations"."valued_as" in ('time', 'lent', 'given', 'none'))
);
--> statement-breakpoint
CREATE TABLE "reference_rates" (
	"collective_id" uuid NOT NULL,
	"kind_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"rate" numeric NOT NULL,
	"source" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reference_rates_collective_id_kind_id_from_on_pk" PRIMARY KEY("collective_id","kind_id","from_on"),
	CONSTRAINT "reference_rates_rate" CHECK ("reference_rates"."rate" > 0)
);
--> statement-breakpoint
ALTER TABLE "kind_valuations" ADD CONSTRAINT "kind_valuations_collective_id_kind_id_kinds_collective_id_id_fk" FOREIGN KEY ("collective_id","kind_id") REFERENCES "public"."kinds"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reference_rates" ADD CONSTRAINT "reference_rates_collective_id_kind_id_kinds_collective_id_id_fk" FOREIGN KEY ("collective_id","kind_id") REFERENCES "public"."kinds"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10).
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, update on kind_valuations to moisson_service;
    grant select, insert, update, delete on reference_rates to moisson_service;
  end if;
end $$;
