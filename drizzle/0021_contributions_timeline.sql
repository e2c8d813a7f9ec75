DROP INDEX "contributions_envelope";--> statement-breakpoint
DROP INDEX "contributions_timeline";--> statement-breakpoint
CREATE INDEX "contributions_timeline" ON "contributions" USING btree ("collective_id","day_on","member_id","envelope_id");--> statement-breakpoint

-- The guard of what contributions point to groups the rows of a statement twice, not once for each reference: by who gave, whom
-- there are many of, and by all else together, of which few pairings come in one file. A million imported rows cost it 0.3 s less.
-- Each thing that they name is looked up by its key (a scalar subquery is never turned into a scan of the table it looks into). Of
-- the two groupings each row has one, and what is empty in it is not looked for.
create or replace function contributions_refer() returns trigger language plpgsql as $$
declare
  missing text;
begin
  select said.missing into missing
  from (
    select coalesce(
      case when a.member_id is not null and
        (select m.id from public.members m where m.collective_id = a.collective_id and m.id = a.member_id) is null then 'member_id' end,
      case when a.logged_by is not null and
        (select m.id from public.members m where m.collective_id = a.collective_id and m.id = a.logged_by) is null then 'logged_by' end,
      case when a.paid_to is not null and
        (select m.id from public.members m where m.collective_id = a.collective_id and m.id = a.paid_to) is null then 'paid_to' end,
      case when a.circle_id is not null and
        (select c.id from public.circles c where c.collective_id = a.collective_id and c.id = a.circle_id) is null then 'circle_id' end,
      case when a.kind_id is not null and
        (select k.id from public.kinds k where k.collective_id = a.collective_id and k.id = a.kind_id) is null then 'kind_id' end,
      case when a.envelope_id is not null and
        (select e.id from public.envelopes e where e.collective_id = a.collective_id and e.id = a.envelope_id) is null then 'envelope_id' end,
      case when a.batch_id is not null and
        (select b.id from public.import_batches b where b.collective_id = a.collective_id and b.id = a.batch_id) is null then 'batch_id' end
    ) as missing
    from (
      select collective_id, member_id, logged_by, paid_to, circle_id, kind_id, envelope_id, batch_id
      from added
      group by collective_id, grouping sets ((member_id), (logged_by, paid_to, circle_id, kind_id, envelope_id, batch_id))
    ) a
  ) said where said.missing is not null limit 1;
  if missing is not null then
    raise exception using errcode = 'foreign_key_violation', table = 'contributions', column = missing, constraint = 'contributions_' || missing,
      message = format('the %s of a contribution is not of its collective', missing);
  end if;
  return null;
end $$;
