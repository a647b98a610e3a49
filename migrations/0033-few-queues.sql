-- R32: queued work. Whoever looks for a job locks every queue that is free first, so there are few: of each kind of work 32, of
-- which one has all that must not run at once.
create function queue_for(name text) returns text language sql immutable as $$
  select split_part(name, ':', 1) || ':' || (hashtext(name) & 31)
$$;

-- All at once, and for certain: a job that is queued while an earlier one of its key is being taken. The queue's own function
-- finds that one free at first and then taken, and adds nothing; once more, and it finds it taken from the start. Of jobs with
-- the same key the last counts.
create function queue_jobs(jobs jsonb, max_attempts int) returns void language plpgsql as $$
declare
  waiting text[];
  queued text[] := '{}';
begin
  select array_agg(distinct key) into waiting from jsonb_to_recordset(jobs) as job (key text);
  for attempt in 1..100 loop
    exit when waiting <@ queued or waiting is null;
    with job as (
      select distinct on (value ->> 'key') value ->> 'key' as key, value ->> 'name' as name, (value -> 'payload')::json as payload,
             queue_for(value ->> 'queue') as queue, (value ->> 'priority')::int as priority,
             (value ->> 'runAt')::timestamptz as run_at
        from jsonb_array_elements(jobs) with ordinality as job (value, place)
       where value ->> 'key' <> all (queued)
       order by value ->> 'key', place desc),
    added as (
      select key from graphile_worker.add_jobs(
        -- In one order, so that nobody waits in a circle.
        (select array_agg(row(name, payload, queue, run_at, queue_jobs.max_attempts, key, priority, null)::graphile_worker.job_spec
                          order by key)
           from job)))
    select queued || array_agg(key) into queued from added;
  end loop;
  if not (waiting <@ queued) then
    raise exception 'Jobs could not be queued.' using errcode = 'serialization_failure';
  end if;
end
$$;

create or replace function queue_job(
  identifier text, payload json, queue_name text, job_key text, priority int, run_at timestamptz, max_attempts int
) returns void language sql as $$
  select queue_jobs(
    jsonb_build_array(jsonb_build_object(
      'name', identifier, 'payload', payload, 'queue', queue_name, 'key', job_key, 'priority', priority, 'runAt', run_at)),
    max_attempts)
$$;

-- The queues of before, of which there was one for each application in each environment and for each mailbox. Nobody who adds a
-- job is between naming its queue and using it meanwhile.
do $$
begin
  if to_regclass('graphile_worker._private_job_queues') is null then
    return;
  end if;
  lock table graphile_worker._private_job_queues in exclusive mode;
  delete from graphile_worker._private_job_queues as queue
   where locked_by is null and not exists (select from graphile_worker._private_jobs where job_queue_id = queue.id);
end
$$;
