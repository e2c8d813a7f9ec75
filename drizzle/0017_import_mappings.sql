CREATE TABLE "import_mappings" (
	"collective_id" uuid NOT NULL,
	"header_key" text NOT NULL,
	"profile" text NOT NULL,
	"columns" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	CONSTRAINT "import_mappings_collective_id_header_key_pk" PRIMARY KEY("collective_id","header_key")
);
--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "reading" jsonb;--> statement-breakpoint
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_collective_id_collectives_id_fk" FOREIGN KEY ("collective_id") REFERENCES "public"."collectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_collective_id_changed_by_members_collective_id_id_fk" FOREIGN KEY ("collective_id","changed_by") REFERENCES "public"."members"("collective_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- The role the service works as, where there is one (see 0001, 10). A mapping is said anew, never taken away.
do $$
begin
  if exists (select from pg_roles where rolname = 'moisson_service') then
    grant select, insert, update on import_mappings to moisson_service;
  end if;
end $$;
