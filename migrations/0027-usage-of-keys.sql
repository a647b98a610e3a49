-- How often gateways were answered about each key, by hour and code. A partition a month, so that what is old is dropped as a
-- whole.
create table key_usage (
  application_id text not null,
  grant_id text not null,
  api_key_id text not null,
  hour timestamptz(3) not null,
  code text not null check (length(code) between 1 and 50),
  answers bigint not null check (answers > 0),
  primary key (application_id, grant_id, api_key_id, hour, code)
) partition by range (hour);

-- Which batches have been counted: one that is sent again, since nobody heard that it was, counts once.
create table usage_batch (
  id uuid primary key,
  counted_at timestamptz(3) not null
);
create index usage_batch_age_index on usage_batch (counted_at);

-- The partition of the month of an instant. Attached when it is made, since that keeps nobody from reading and counting.
create function make_usage_month(instant timestamptz) returns void
  language plpgsql set search_path = public, pg_temp as $$
declare
  month timestamp := date_trunc('month', instant at time zone 'UTC');
  partition_name text := 'key_usage_' || to_char(month, 'YYYY_MM');
begin
  if to_regclass('public.' || partition_name) is not null then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext('portico usage months'));
  -- Asked of the table, which shows what somebody else has made while this waited.
  if exists (select from pg_class where relname = partition_name and relnamespace = 'public'::regnamespace) then
    return;
  end if;
  execute format('create table public.%I (like public.key_usage including all) with (fillfactor = 80)', partition_name);
  execute format('alter table public.key_usage attach partition public.%I for values from (%L) to (%L)', partition_name,
                 month at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
end $$;

select make_usage_month(now() + months * interval '1 month') from generate_series(0, 2) as months;

-- What whoever answers gateways has counted since the last time, with whatever rights it has. `counts` are
-- {applicationId, grantId, apiKeyId, hour, code, answers}, `uses` are {apiKeyId, at}. Returns the keys whose use could not be
-- kept because somebody is changing them: nobody waits for that.
create function note_key_usage(batch uuid, counts jsonb, uses jsonb) returns text[]
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  busy text[];
  this_hour timestamptz := date_trunc('hour', now(), 'UTC');
  month timestamptz;
begin
  with used as (
    select use."apiKeyId" as id, least(max(use.at), now()) as at
      from jsonb_to_recordset(uses) as use ("apiKeyId" text, at timestamptz)
     group by use."apiKeyId"
  ), later as (
    select api_key.id, used.at
      from api_key join used on used.id = api_key.id
     where api_key.last_used_at is null or api_key.last_used_at < used.at
  ), free as (
    select api_key.id from api_key where id in (select later.id from later) for no key update skip locked
  ), kept as (
    update api_key set last_used_at = later.at
      from later join free on free.id = later.id
     where api_key.id = later.id
    returning api_key.id
  )
  select coalesce(array_agg(later.id), '{}') into busy from later where later.id not in (select kept.id from kept);

  insert into usage_batch (id, counted_at) values (batch, now()) on conflict do nothing;
  if not found then
    return busy;
  end if;

  for month in
    select distinct date_trunc('month', least(counted.hour, this_hour), 'UTC')
      from jsonb_to_recordset(counts) as counted (hour timestamptz)
     where counted.hour > now() - interval '400 days'
  loop
    perform make_usage_month(month);
  end loop;

  insert into key_usage (application_id, grant_id, api_key_id, hour, code, answers)
  select counted."applicationId", counted."grantId", counted."apiKeyId",
         least(date_trunc('hour', counted.hour, 'UTC'), this_hour) as hour, counted.code, sum(counted.answers)
    from jsonb_to_recordset(counts) as counted (
           "applicationId" text, "grantId" text, "apiKeyId" text, hour timestamptz, code text, answers bigint)
    join client_application on client_application.id = counted."applicationId"
   where counted.hour > now() - interval '400 days'
   group by 1, 2, 3, 4, 5
   order by 1, 2, 3, 4, 5
      on conflict (application_id, grant_id, api_key_id, hour, code)
      do update set answers = key_usage.answers + excluded.answers;
  return busy;
end $$;
