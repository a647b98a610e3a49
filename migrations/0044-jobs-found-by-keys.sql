-- How a connection finds a job that waits it plans when few or none do. Without a sequential scan (0043) it may read all of an index
-- instead, which is no better once thousands wait. Without either, what is left is to look for keys: one plan for all times, which has to be
-- made only once.
alter function queue_jobs(jsonb, int) set enable_indexscan = off;
alter function queue_jobs(jsonb, int) set enable_indexonlyscan = off;
alter function queue_jobs(jsonb, int) set plan_cache_mode = force_generic_plan;
