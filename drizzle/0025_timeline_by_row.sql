DROP INDEX "contributions_timeline";--> statement-breakpoint
CREATE INDEX "contributions_timeline" ON "contributions" USING btree ("collective_id","day_on","id","member_id","envelope_id");