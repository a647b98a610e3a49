-- R32: whoever looks for a job locks every queue that is free, which was a quarter of what PostgreSQL does for a registration. A
-- worker runs four jobs at once: 16 queues of a kind, and 8 of mails, seldom keep one waiting that could run. What shared one of
-- 32 shares one still.
create or replace function queue_for(name text) returns text language sql immutable as $$
  select split_part(name, ':', 1) || ':' || (hashtext(name) & case split_part(name, ':', 1) when 'mails' then 7 else 15 end)
$$;

-- What waits and what runs goes to the queue that it would be in from now on, so that nothing that comes runs beside it.
do $$
begin
  if to_regclass('graphile_worker._private_job_queues') is null then
    return;
  end if;
  lock table graphile_worker._private_job_queues in exclusive mode;
  create temporary table fewer_queues on commit drop as
    select id, kind || ':' || (number & case kind when 'mails' then 7 else 15 end) as name, locked_at, locked_by
      from (select id, locked_at, locked_by, split_part(queue_name, ':', 1) as kind, split_part(queue_name, ':', 2)::int as number
              from graphile_worker._private_job_queues where queue_name ~ '^[a-z-]+:[0-9]+$') as queue
     where number > case kind when 'mails' then 7 else 15 end;
  insert into graphile_worker._private_job_queues (queue_name) select distinct name from fewer_queues
    on conflict (queue_name) do nothing;
  update graphile_worker._private_job_queues as queue set locked_at = fewer.locked_at, locked_by = fewer.locked_by
    from fewer_queues as fewer where fewer.name = queue_name and fewer.locked_by is not null and queue.locked_by is null;
  update graphile_worker._private_jobs as job set job_queue_id = queue.id
    from fewer_queues as fewer join graphile_worker._private_job_queues as queue on queue.queue_name = fewer.name
   where job.job_queue_id = fewer.id;
  delete from graphile_worker._private_job_queues where id in (select id from fewer_queues);
end
$$;
