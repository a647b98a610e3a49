-- R30: where jobs ran in queues of which 0041 has made one, each frees it when it ends, and what is of the same name as another would run
-- beside that. Such a queue stays taken for those that still run. Nothing runs for longer than it takes to be called dead, four hours;
-- from then on nobody looks.
do $$
begin
  if to_regclass('graphile_worker._private_jobs') is null then
    return;
  end if;
  perform from graphile_worker._private_jobs where locked_by is not null and job_queue_id is not null
    group by job_queue_id having count(*) > 1;
  if not found then
    return;
  end if;
  create function keep_queue_taken() returns trigger language plpgsql as $keep$
  begin
    select locked_by, locked_at into new.locked_by, new.locked_at from graphile_worker._private_jobs
     where job_queue_id = new.id and locked_by is not null order by locked_at limit 1;
    return new;
  end
  $keep$;
  execute format('
    create trigger queue_stays_taken before update on graphile_worker._private_job_queues
      for each row when (old.locked_by is not null and new.locked_by is null and now() < %L)
      execute function keep_queue_taken()', now() + interval '4 hours');
end
$$;
