-- Whoever answers gateways is told of an application once, however many keys it is registered with. What changes is told row by row,
-- as before: which columns it is about cannot be said of a whole statement.
create function tell_applications_of_added() returns trigger language plpgsql as $$
begin
  perform pg_notify('portico_keys_changed', application_id)
     from (select distinct application_id from added) as application;
  return null;
end
$$;

drop trigger api_key_changes_are_told on api_key;
create trigger api_key_changes_are_told
  after delete or update of secret_hash, product_id, provisioned_at, revoked_at, expires_at on api_key
  for each row execute function tell_keys_changed('application_id');
create trigger added_api_keys_are_told
  after insert on api_key referencing new table as added
  for each statement execute function tell_applications_of_added();

drop trigger access_request_changes_are_told on access_request;
create trigger access_request_changes_are_told
  after delete or update of product_ids, verdict on access_request
  for each row execute function tell_keys_changed('application_id');
create trigger added_access_requests_are_told
  after insert on access_request referencing new table as added
  for each statement execute function tell_applications_of_added();

-- As before, with one look at the jobs less. A connection plans once how the queue's own function finds a job that waits; while the
-- queue is empty, as it mostly is, reading all of it is as good as any index. When nobody takes jobs for a while, each that is
-- queued would go on reading all that wait: so it looks for them by their keys.
create or replace function queue_jobs(jobs jsonb, max_attempts int) returns void language plpgsql set enable_seqscan = off as $$
declare
  queued text[] := '{}';
  missing int;
begin
  if jsonb_array_length(jobs) = 0 then
    return;
  end if;
  for attempt in 1..100 loop
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
    select queued || array_agg(key), (select count(*) from job) - count(*) into queued, missing from added;
    if missing = 0 then
      return;
    end if;
  end loop;
  raise exception 'Jobs could not be queued.' using errcode = 'serialization_failure';
end
$$;
