-- A worker that takes mails alone passed over each job of another kind that waits before them, and one that takes all else over each
-- mail, and read the row of each: the index told in which order they come, but of which kind only besides. Now it is found in the
-- index whether a job is one to take. Rows are locked, and so read, in any case: nothing has to be kept besides.
do $$
begin
  if to_regclass('graphile_worker._private_jobs') is null then
    return;
  end if;
  -- By the name that the queue's own migrations know.
  drop index if exists graphile_worker.jobs_main_index;
  create index jobs_main_index on graphile_worker._private_jobs (priority, run_at, task_id) where is_available = true;
end
$$;
