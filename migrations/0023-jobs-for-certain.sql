-- R32: a job that is queued while an earlier one of its key is being taken. The queue's own function finds that one free at
-- first and then taken, and adds nothing; once more, and it finds it taken from the start.
create function queue_job(
  identifier text, payload json, queue_name text, job_key text, priority int, run_at timestamptz, max_attempts int
) returns void language plpgsql as $$
declare
  added bigint;
begin
  for attempt in 1..100 loop
    select id into added from graphile_worker.add_job(
      identifier, payload, queue_name := queue_job.queue_name, job_key := queue_job.job_key,
      priority := queue_job.priority, run_at := queue_job.run_at, max_attempts := queue_job.max_attempts);
    if added is not null then
      return;
    end if;
  end loop;
  raise exception 'The job % could not be queued.', queue_job.job_key using errcode = 'serialization_failure';
end
$$;
