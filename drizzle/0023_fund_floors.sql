ALTER TABLE "funds" ADD COLUMN "floor_decision_id" uuid;--> statement-breakpoint
-- Decisions know envelopes, and funds stand beside these: written by hand, as the tables cannot name each other both ways.
ALTER TABLE "funds" ADD CONSTRAINT "funds_collective_id_floor_decision_id_decisions_collective_id_id_fk" FOREIGN KEY ("collective_id","floor_decision_id") REFERENCES "public"."decisions"("collective_id","id") ON DELETE no action ON UPDATE no action;
