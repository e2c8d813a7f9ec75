-- What the ledger promises, kept by the database itself (DESIGN §5), for PGlite and PostgreSQL 15 and newer.
--
-- Each guard raises an SQLSTATE of its own, so that src/db/errors.ts can tell a refusal from a bug:
--   MO001  what only grows was updated, deleted or truncated, or a key was changed
--   MO002  an entry is not whole (its line count) or a line has no place in it
--   MO003  an entry does not sum to zero in each commodity, or mixes two currencies
--   MO004  an entry does not follow the head of its chain (position, previous hash)
--   MO005  an entry is dated in a closed year
--   MO006  an entry lies outside of its fiscal year, or that year is unknown
--   MO007  an entry's number is not the next of its year
--   MO008  a line has another commodity than its account, or its account is elsewhere
--   MO009  a balance, a head or a last number was written by hand
--   MO010  a fiscal year was reopened, moved, or overlaps another
--   MO011  the text of an entry is not the one its hash covers
-- An overdraft is refused by the check `accounts_never_overdrawn`, a second reversal by the index `entries_reverses`.
--
-- What a guard may write that the service may not, it writes as the owner (security definer) with a fixed search path;
-- setting the path costs more than a look-up, so guards that only read name the schema instead.
--
-- Whoever posts locks the chain of the collective first (entries do so by their trigger, lines come after their
-- entry), so accounts and years are always locked under it, and two posters never wait for each other in a circle.

-- 1. What only grows ---------------------------------------------------------------------------------------------

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception using errcode = 'MO001', table = tg_table_name,
    message = format('%s of %I is refused: what stands there is kept', lower(tg_op), tg_table_name);
end $$;
--> statement-breakpoint
create trigger entries_kept before update or delete or truncate on entries for each statement execute function refuse_change();
--> statement-breakpoint
create trigger lines_kept before update or delete or truncate on lines for each statement execute function refuse_change();
--> statement-breakpoint
create trigger audit_events_kept before update or delete or truncate on audit_events for each statement execute function refuse_change();
--> statement-breakpoint
-- Erasure deletes the text of an entry with its salt; nothing else may happen to it.
create trigger entry_texts_kept before update or truncate on entry_texts for each statement execute function refuse_change();
--> statement-breakpoint
create trigger accounts_kept before delete or truncate on accounts for each statement execute function refuse_change();
--> statement-breakpoint
create trigger chains_kept before delete or truncate on chains for each statement execute function refuse_change();
--> statement-breakpoint
create trigger fiscal_years_kept before delete or truncate on fiscal_years for each statement execute function refuse_change();
--> statement-breakpoint
-- Contributions refer to these without foreign keys (see 6), so none of them is ever deleted or given another key.
create trigger collectives_kept before delete or truncate on collectives for each statement execute function refuse_change();
--> statement-breakpoint
create trigger collectives_keyed before update on collectives for each row when (old.id <> new.id) execute function refuse_change();
--> statement-breakpoint
create trigger members_kept before delete or truncate on members for each statement execute function refuse_change();
--> statement-breakpoint
create trigger members_keyed before update on members for each row when ((old.collective_id, old.id) <> (new.collective_id, new.id)) execute function refuse_change();
--> statement-breakpoint
create trigger circles_kept before delete or truncate on circles for each statement execute function refuse_change();
--> statement-breakpoint
create trigger circles_keyed before update on circles for each row when ((old.collective_id, old.id) <> (new.collective_id, new.id)) execute function refuse_change();
--> statement-breakpoint
create trigger kinds_kept before delete or truncate on kinds for each statement execute function refuse_change();
--> statement-breakpoint
create trigger kinds_keyed before update on kinds for each row when ((old.collective_id, old.id) <> (new.collective_id, new.id)) execute function refuse_change();
--> statement-breakpoint
create trigger envelopes_kept before delete or truncate on envelopes for each statement execute function refuse_change();
--> statement-breakpoint
create trigger envelopes_keyed before update on envelopes for each row when ((old.collective_id, old.id) <> (new.collective_id, new.id)) execute function refuse_change();
--> statement-breakpoint
create trigger funds_kept before delete or truncate on funds for each statement execute function refuse_change();
--> statement-breakpoint
create trigger funds_keyed before update on funds for each row when ((old.collective_id, old.id) <> (new.collective_id, new.id)) execute function refuse_change();
--> statement-breakpoint
create trigger third_parties_kept before delete or truncate on third_parties for each statement execute function refuse_change();
--> statement-breakpoint
create trigger third_parties_keyed before update on third_parties for each row when ((old.collective_id, old.id) <> (new.collective_id, new.id)) execute function refuse_change();
--> statement-breakpoint
create trigger import_batches_kept before delete or truncate on import_batches for each statement execute function refuse_change();
--> statement-breakpoint
create trigger import_batches_keyed before update on import_batches for each row when ((old.collective_id, old.id) <> (new.collective_id, new.id)) execute function refuse_change();
--> statement-breakpoint
create trigger contributions_kept before delete or truncate on contributions for each statement execute function refuse_change();
--> statement-breakpoint
create trigger contributions_keyed before update on contributions for each row when ((old.collective_id, old.id) <> (new.collective_id, new.id)) execute function refuse_change();
--> statement-breakpoint

-- 2. Balances, heads and last numbers are moved by triggers alone ------------------------------------------------
-- In a WHEN, pg_trigger_depth() is 0 for a statement of its own and above 0 for one that a trigger runs.

create function refuse_by_hand() returns trigger language plpgsql as $$
begin
  raise exception using errcode = 'MO009', table = tg_table_name,
    message = format('%I keeps its own figures: post an entry instead', tg_table_name);
end $$;
--> statement-breakpoint
create trigger accounts_open_empty before insert on accounts for each row when (new.balance_minor <> 0) execute function refuse_by_hand();
--> statement-breakpoint
create trigger accounts_moved before update on accounts for each row
  when (old.balance_minor <> new.balance_minor and pg_trigger_depth() = 0) execute function refuse_by_hand();
--> statement-breakpoint
create trigger accounts_keyed before update on accounts for each row
  when ((old.collective_id, old.id, old.class, old.commodity, old.envelope_id, old.fund_id, old.member_id, old.third_party_id)
    is distinct from (new.collective_id, new.id, new.class, new.commodity, new.envelope_id, new.fund_id, new.member_id, new.third_party_id))
  execute function refuse_change();
--> statement-breakpoint
create trigger chains_moved before insert or update on chains for each row when (pg_trigger_depth() = 0) execute function refuse_by_hand();
--> statement-breakpoint
create function collective_starts_chain() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into chains (collective_id, position, hash) values (new.id, 0, decode(repeat('00', 32), 'hex'));
  return null;
end $$;
--> statement-breakpoint
create trigger collectives_start_chain after insert on collectives for each row execute function collective_starts_chain();
--> statement-breakpoint

create function fiscal_year_opens() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.last_number <> 0 or new.closed_at is not null then
    raise exception using errcode = 'MO010', table = 'fiscal_years', message = 'a fiscal year opens empty';
  end if;
  perform from chains where collective_id = new.collective_id for update;
  if exists (select from fiscal_years y where y.collective_id = new.collective_id and y.starts_on <= new.ends_on and y.ends_on >= new.starts_on
      and y.starts_on <> new.starts_on) then
    raise exception using errcode = 'MO010', table = 'fiscal_years',
      message = format('the fiscal year %s to %s overlaps another', new.starts_on, new.ends_on);
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger fiscal_years_open before insert on fiscal_years for each row execute function fiscal_year_opens();
--> statement-breakpoint
create function refuse_reopening() returns trigger language plpgsql as $$
begin
  raise exception using errcode = 'MO010', table = 'fiscal_years', message = 'a fiscal year keeps its days, and closed it never reopens';
end $$;
--> statement-breakpoint
create trigger fiscal_years_stay before update on fiscal_years for each row
  when (old.closed_at is not null or (old.collective_id, old.starts_on, old.ends_on) <> (new.collective_id, new.starts_on, new.ends_on))
  execute function refuse_reopening();
--> statement-breakpoint
create trigger fiscal_years_moved before update on fiscal_years for each row
  when (old.last_number <> new.last_number and pg_trigger_depth() = 0) execute function refuse_by_hand();
--> statement-breakpoint

-- 3. Entries follow the head of their chain, and their numbers have no gap ---------------------------------------
-- One statement may add several entries (group posting): they must follow each other as well. The heads are moved once
-- a statement. A rolled back posting rolls them back, so it leaves no gap.

create function entries_follow() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  added_count bigint;
  expected bigint;
  moved bigint;
begin
  select count(*) into added_count from added;
  if added_count > 1 and exists (
    select from (
      select a.previous_hash, a.position, a.number, lag(a.hash) over chain as hash_before, lag(a.position) over chain as position_before,
        lag(a.number) over (partition by a.collective_id, a.year_starts_on order by a.position) as number_before
      from added a window chain as (partition by a.collective_id order by a.position)
    ) run
    where run.position <> run.position_before + 1 or run.previous_hash <> run.hash_before or run.number <> run.number_before + 1
  ) then
    raise exception using errcode = 'MO004', table = 'entries', message = 'the entries of one statement do not follow each other';
  end if;

  with runs as (
    select collective_id, min(position) as first_position, max(position) as last_position,
      (array_agg(previous_hash order by position))[1] as previous_hash, (array_agg(hash order by position desc))[1] as last_hash
    from added group by collective_id
  ), heads as (
    update chains c set position = r.last_position, hash = r.last_hash from runs r
    where c.collective_id = r.collective_id and c.position = r.first_position - 1 and c.hash = r.previous_hash
    returning 1
  )
  select (select count(*) from runs), (select count(*) from heads) into expected, moved;
  if moved <> expected then
    raise exception using errcode = 'MO004', table = 'entries', message = (
      select format('position %s does not follow the head: the chain stands at position %s, hash %s', a.position, c.position, encode(c.hash, 'hex'))
      from added a left join chains c on c.collective_id = a.collective_id order by a.position limit 1);
  end if;

  with runs as (
    select collective_id, year_starts_on, min(number) as first_number, max(number) as last_number, min(dated_on) as first_day, max(dated_on) as last_day
    from added group by collective_id, year_starts_on
  ), heads as (
    update fiscal_years y set last_number = r.last_number from runs r
    where y.collective_id = r.collective_id and y.starts_on = r.year_starts_on and y.closed_at is null
      and y.last_number = r.first_number - 1 and r.first_day >= y.starts_on and r.last_day <= y.ends_on
    returning 1
  )
  select (select count(*) from runs), (select count(*) from heads) into expected, moved;
  if moved <> expected then
    perform refuse_year(a.collective_id, a.year_starts_on, a.dated_on, a.number) from added a;
    raise exception using errcode = 'MO007', table = 'entries', message = 'the numbers of a fiscal year have a gap';
  end if;
  return null;
end $$;
--> statement-breakpoint
-- Says why an entry does not fit its fiscal year: unknown, closed, another day, another number.
create function refuse_year(of_collective uuid, of_year date, of_day date, of_number integer) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  year fiscal_years;
begin
  select * into year from fiscal_years where collective_id = of_collective and starts_on = of_year;
  if not found or of_day < year.starts_on or of_day > year.ends_on then
    raise exception using errcode = 'MO006', table = 'entries', message = format('%s does not lie in a fiscal year that starts on %s', of_day, of_year);
  elsif year.closed_at is not null then
    raise exception using errcode = 'MO005', table = 'entries', message = format('the fiscal year that starts on %s is closed', of_year);
  elsif of_number <= year.last_number then
    raise exception using errcode = 'MO007', table = 'entries',
      message = format('number %s is taken: the fiscal year that starts on %s stands at %s', of_number, of_year, year.last_number);
  end if;
end $$;
--> statement-breakpoint
create trigger entries_follow after insert on entries referencing new table as added for each statement execute function entries_follow();
--> statement-breakpoint

-- 4. Lines move the balances of their accounts, once a statement -------------------------------------------------

create function lines_move_balances() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  expected bigint;
  moved bigint;
begin
  with moves as (
    select collective_id, account_id, commodity, sum(amount_minor)::bigint as amount_minor from added group by collective_id, account_id, commodity
  ), touched as (
    update accounts a set balance_minor = a.balance_minor + m.amount_minor from moves m
    where a.collective_id = m.collective_id and a.id = m.account_id and a.commodity = m.commodity
    returning 1
  )
  select (select count(*) from moves), (select count(*) from touched) into expected, moved;
  if moved <> expected then
    raise exception using errcode = 'MO008', table = 'lines', message = (
      select format('account %s takes %s, not %s', l.account_id, coalesce(a.commodity, 'nothing here'), l.commodity)
      from added l left join accounts a on a.collective_id = l.collective_id and a.id = l.account_id
      where a.commodity is distinct from l.commodity limit 1);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger lines_move_balances after insert on lines referencing new table as added for each statement execute function lines_move_balances();
--> statement-breakpoint

-- 5. At the commit, every entry is whole and sums to zero --------------------------------------------------------
-- Lines are numbered 1 … line_count and a number is taken once. An entry that holds line_count lines is full, so a
-- line that comes later finds no place: no entry is empty, none grows.

create function entry_is_whole() returns trigger language plpgsql as $$
declare
  found_lines bigint;
  unbalanced text;
  currencies bigint;
begin
  select coalesce(sum(s.line_count), 0), string_agg(s.total || ' ' || s.commodity, ', ') filter (where s.total <> 0), count(*) filter (where s.commodity <> 'points')
    into found_lines, unbalanced, currencies
    from (select l.commodity, count(*) as line_count, sum(l.amount_minor) as total from public.lines l
      where l.collective_id = new.collective_id and l.entry_id = new.id group by l.commodity) s;
  if found_lines <> new.line_count or new.line_count < 2 then
    raise exception using errcode = 'MO002', table = 'entries',
      message = format('entry %s says it has %s lines and has %s', new.id, new.line_count, found_lines);
  elsif unbalanced is not null then
    raise exception using errcode = 'MO003', table = 'entries', message = format('entry %s sums to %s instead of zero', new.id, unbalanced);
  elsif currencies > 1 then
    raise exception using errcode = 'MO003', table = 'entries', message = format('entry %s mixes %s currencies', new.id, currencies);
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger entries_whole after insert on entries deferrable initially deferred for each row execute function entry_is_whole();
--> statement-breakpoint
create function line_has_place() returns trigger language plpgsql as $$
declare
  places integer;
begin
  select e.line_count into places from public.entries e where e.collective_id = new.collective_id and e.id = new.entry_id;
  if places is null or new.line not between 1 and places then
    raise exception using errcode = 'MO002', table = 'lines', message = format('entry %s has %s lines: there is no line %s', new.entry_id, places, new.line);
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger lines_placed after insert on lines deferrable initially deferred for each row execute function line_has_place();
--> statement-breakpoint
create function entry_text_is_covered() returns trigger language plpgsql as $$
begin
  if not exists (select from public.entries e where e.collective_id = new.collective_id and e.id = new.id
      and e.text_digest = sha256(new.salt || convert_to(new.text, 'UTF8'))) then
    raise exception using errcode = 'MO011', table = 'entry_texts', message = format('the text of entry %s is not the one its hash covers', new.id);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger entry_texts_covered after insert on entry_texts for each row execute function entry_text_is_covered();
--> statement-breakpoint

-- 6. Contributions point to what exists in their collective ------------------------------------------------------
-- One query a statement instead of seven foreign keys a row: the distinct sets of references among its rows, each looked
-- up by key. The functions are planned into that query, and scalar subqueries are never turned into scans of the tables
-- they look into: ten rows cost 0.4 ms more than without this guard, where a call for each of them cost 2 ms.
-- Of many rows nearly every one has a set of its own, while people alone and places alone come again and again: a
-- thousand rows or more are checked for the ones, then for the others.

create function missing_person(of_collective uuid, member uuid, logged_by uuid, paid_to uuid) returns setof text language sql stable as $$
  select case
    when (select m.id from public.members m where m.collective_id = of_collective and m.id = member) is null then 'member_id'
    when logged_by <> member and (select m.id from public.members m where m.collective_id = of_collective and m.id = logged_by) is null then 'logged_by'
    when paid_to <> member and (select m.id from public.members m where m.collective_id = of_collective and m.id = paid_to) is null then 'paid_to'
  end
$$;
--> statement-breakpoint
create function missing_place(of_collective uuid, circle uuid, kind uuid, envelope uuid, batch uuid) returns setof text language sql stable as $$
  select case
    when (select c.id from public.circles c where c.collective_id = of_collective and c.id = circle) is null then 'circle_id'
    when (select k.id from public.kinds k where k.collective_id = of_collective and k.id = kind) is null then 'kind_id'
    when envelope is not null and (select e.id from public.envelopes e where e.collective_id = of_collective and e.id = envelope) is null then 'envelope_id'
    when batch is not null and (select b.id from public.import_batches b where b.collective_id = of_collective and b.id = batch) is null then 'batch_id'
  end
$$;
--> statement-breakpoint
create function contributions_refer() returns trigger language plpgsql as $$
declare
  many constant integer := 1000;
  missing text;
begin
  if exists (select from added offset many) then
    select r.reference into missing
      from (select distinct collective_id, member_id, logged_by, paid_to from added) a
      cross join lateral public.missing_person(a.collective_id, a.member_id, a.logged_by, a.paid_to) r(reference)
      where r.reference is not null limit 1;
    if missing is null then
      select r.reference into missing
        from (select distinct collective_id, circle_id, kind_id, envelope_id, batch_id from added) a
        cross join lateral public.missing_place(a.collective_id, a.circle_id, a.kind_id, a.envelope_id, a.batch_id) r(reference)
        where r.reference is not null limit 1;
    end if;
  else
    select coalesce(p.reference, q.reference) into missing
      from (select distinct collective_id, member_id, logged_by, paid_to, circle_id, kind_id, envelope_id, batch_id from added) a
      cross join lateral public.missing_person(a.collective_id, a.member_id, a.logged_by, a.paid_to) p(reference)
      cross join lateral public.missing_place(a.collective_id, a.circle_id, a.kind_id, a.envelope_id, a.batch_id) q(reference)
      where p.reference is not null or q.reference is not null limit 1;
  end if;
  if missing is not null then
    raise exception using errcode = 'foreign_key_violation', table = 'contributions', column = missing, constraint = 'contributions_' || missing,
      message = format('the %s of a contribution is not of its collective', missing);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger contributions_refer_added after insert on contributions referencing new table as added for each statement execute function contributions_refer();
--> statement-breakpoint
create trigger contributions_refer_changed after update on contributions referencing new table as added for each statement execute function contributions_refer();
--> statement-breakpoint

-- 7. Staged import rows are read again after a crash, so they need no log ----------------------------------------

alter table staged_contributions set unlogged;
--> statement-breakpoint
alter table staged_members set unlogged;
--> statement-breakpoint

-- 8. Rows that every posting updates keep room on their page for their next version -------------------------------

alter table chains set (fillfactor = 20);
--> statement-breakpoint
alter table fiscal_years set (fillfactor = 20);
--> statement-breakpoint
alter table accounts set (fillfactor = 60);
--> statement-breakpoint

-- 9. Posting in two statements: src/db/ledger.ts is their only caller ----------------------------------------------

-- Locks the chain of a collective, then reads what a posting decides on: a statement each, so that what is read is
-- what the last poster left. Accounts are named by their own id or by that of their envelope, fund, member or third
-- party. Null when there is no such collective.
create function lock_books(of_collective uuid, of_owners uuid[]) returns json
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  head chains;
begin
  select * into head from chains where collective_id = of_collective for update;
  return (
    select json_build_object('position', head.position::text, 'hash', encode(head.hash, 'hex'),
      'currency', c.currency, 'timeZone', c.time_zone, 'yearStart', c.year_start,
      'years', (
        select coalesce(json_agg(json_build_object('startsOn', y.starts_on, 'endsOn', y.ends_on, 'lastNumber', y.last_number, 'isClosed', y.closed_at is not null)
          order by y.starts_on), '[]') from fiscal_years y where y.collective_id = of_collective),
      'accounts', (
        select coalesce(json_agg(json_build_object('id', a.id, 'class', a.class, 'commodity', a.commodity, 'balance', a.balance_minor::text,
            'owner', coalesce(a.envelope_id, a.fund_id, a.member_id, a.third_party_id, a.id), 'floor', coalesce(f.floor_minor, 0)::text) order by a.id), '[]')
        from accounts a left join funds f on f.collective_id = a.collective_id and f.id = a.fund_id
        where a.collective_id = of_collective
          and (a.id = any (of_owners) or a.envelope_id = any (of_owners) or a.fund_id = any (of_owners) or a.member_id = any (of_owners) or a.third_party_id = any (of_owners))))
    from collectives c where c.id = of_collective);
end $$;
--> statement-breakpoint
-- Plans for look-ups by key are made once a session. Made while a table is empty, they may read any index that starts
-- with the collective, and so all of its rows; the embedded database has nobody who would notice (no autovacuum).
-- Learning the size of a table has every session plan anew: after 500, 5,000 … entries, and after large imports.
create function learn_sizes(of_tables text[]) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  name text;
begin
  foreach name in array of_tables loop
    execute format('analyze (skip_locked) public.%I', name);
  end loop;
end $$;
--> statement-breakpoint
-- Writes entries with their lines and texts, as the caller: its rights and every guard above apply.
create function write_entries(of_collective uuid, new_years json, new_entries json, new_texts json, new_lines json) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if json_array_length(new_years) > 0 then
    insert into fiscal_years (collective_id, starts_on, ends_on)
      select of_collective, y."startsOn", y."endsOn" from json_to_recordset(new_years) as y("startsOn" date, "endsOn" date);
  end if;
  insert into entries (collective_id, id, position, year_starts_on, number, dated_on, posted_at, kind, origin, document, reverses_id, posted_by,
      line_count, text_digest, previous_hash, hash)
    select of_collective, e.id, e.position, e."yearStartsOn", e.number, e."datedOn", e."postedAt", e.kind, e.origin, e.document, e."reversesId", e."postedBy",
      e."lineCount", decode(e."textDigest", 'hex'), decode(e."previousHash", 'hex'), decode(e.hash, 'hex')
    from json_to_recordset(new_entries) as e(id uuid, position bigint, "yearStartsOn" date, number integer, "datedOn" date, "postedAt" timestamptz, kind text,
      origin jsonb, document text, "reversesId" uuid, "postedBy" uuid, "lineCount" integer, "textDigest" text, "previousHash" text, hash text);
  if json_array_length(new_texts) > 0 then
    insert into entry_texts (collective_id, id, salt, text)
      select of_collective, t.id, decode(t.salt, 'hex'), t.text from json_to_recordset(new_texts) as t(id uuid, salt text, text text);
  end if;
  insert into lines (collective_id, entry_id, line, account_id, commodity, amount_minor, nature, for_member_id)
    select of_collective, l."entryId", l.line, l."accountId", l.commodity, l."amountMinor", l.nature, l."forMemberId"
    from json_to_recordset(new_lines) as l("entryId" uuid, line integer, "accountId" uuid, commodity text, "amountMinor" bigint, nature text, "forMemberId" uuid);
  if exists (select from json_to_recordset(new_entries) as e(position bigint) where e.position in (500, 5000, 50000, 500000)) then
    perform learn_sizes(array['entries', 'lines']);
  end if;
end $$;
--> statement-breakpoint

-- 10. The role the service works as: it owns nothing --------------------------------------------------------------
-- Roles belong to the whole server, so another database may be making the same one right now; and a user who may not
-- make roles runs the service as themself (src/db/client.ts says as whom).

do $$
declare
  name text;
begin
  if not exists (select from pg_roles where rolname = 'moisson_service') then
    begin
      create role moisson_service nologin;
    exception
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then raise notice 'no role moisson_service: the service will work as %', current_user;
    end;
  end if;
  if not exists (select from pg_roles where rolname = 'moisson_service') then return; end if;

  -- Whoever made a role is its member from PostgreSQL 16 on, yet may not act as it until that is granted as well.
  if not (select rolsuper from pg_roles where rolname = current_user) then
    begin
      execute format('grant moisson_service to %I', current_user);
    exception
      when unique_violation or internal_error then null;
      when insufficient_privilege then raise notice 'role moisson_service is not open to %', current_user;
    end;
  end if;

  grant usage on schema public to moisson_service;
  for name in select tablename from pg_tables where schemaname = 'public' loop
    execute format('grant select, insert, update, delete on %I to moisson_service', name);
  end loop;
  revoke update, delete on entries, lines, audit_events from moisson_service;
  revoke update on entry_texts from moisson_service;
  revoke insert, update, delete on chains from moisson_service;
  revoke update, delete on accounts, fiscal_years from moisson_service;
  grant update (name) on accounts to moisson_service;
  grant update (closed_at) on fiscal_years to moisson_service;
  revoke delete on collectives, members, circles, kinds, envelopes, funds, third_parties, import_batches, contributions from moisson_service;
  revoke update, delete on contribution_versions from moisson_service;
  revoke execute on function lock_books(uuid, uuid[]), learn_sizes(text[]) from public;
  grant execute on function lock_books(uuid, uuid[]), learn_sizes(text[]), write_entries(uuid, json, json, json, json) to moisson_service;
end $$;
