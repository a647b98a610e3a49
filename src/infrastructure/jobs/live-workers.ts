import pg from "pg";
import type { Logger } from "../../application/ports/logger.js";

/** First half of the advisory locks' two-part key; the second is the worker's. */
const lockClass = 0x706f7274;

export interface LiveWorkersOptions {
  readonly databaseUrl: string;
  readonly logger: Logger;
  /** Milliseconds between two looks for dead workers. */
  readonly sweepInterval?: number;
  /** Milliseconds that a job has been running before its worker may be called dead: time for a new one to announce itself. */
  readonly minimumAge?: number;
}

/**
 * Gives the jobs of killed workers back within seconds. The queue itself waits four hours: it cannot tell a dead
 * worker from a slow one. Here each worker holds an advisory lock for as long as its process has its connection, so a
 * worker whose lock is free is dead.
 */
export class LiveWorkers {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  private workerId: string | undefined;

  constructor(private readonly options: LiveWorkersOptions) {}

  async start(): Promise<void> {
    await this.connect();
    await this.sweep();
    this.timer = setInterval(() => void this.sweep(), this.options.sweepInterval ?? 2_000);
  }

  /** This process's worker is `workerId` from now on. One that it had before is dead, and its jobs are given back. */
  announce(workerId: string): void {
    this.workerId = workerId;
    this.hold(workerId).catch((error) =>
      this.options.logger.warn({ error }, "a worker could not announce itself"),
    );
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    await this.client?.end().catch(() => {});
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.options.databaseUrl, keepAlive: true });
    client.on("error", () => {});
    client.on("end", () => {
      if (this.client === client) this.client = undefined;
    });
    await client.connect();
    this.client = client;
    if (this.workerId) await this.hold(this.workerId);
    return client;
  }

  private async hold(workerId: string): Promise<void> {
    await this.client?.query("select pg_advisory_unlock_all()");
    await this.client?.query("select pg_try_advisory_lock($1, hashtext($2))", [lockClass, workerId]);
  }

  private async sweep(): Promise<void> {
    try {
      if (this.isClosed) return;
      const client = this.client ?? (await this.connect());
      const { rows } = await client.query<{ worker_id: string }>(
        `with running as (
           select locked_by as worker_id, min(locked_at) as since
             from graphile_worker._private_jobs where locked_by is not null group by locked_by
         ), dead as (
           select worker_id from running
            where since < now() - make_interval(secs => $2 / 1000.0)
              and not exists (
                select from pg_locks
                 where locktype = 'advisory' and classid = $1 and objid::int8 = (hashtext(worker_id)::int8 & x'ffffffff'::int8)
                   and objsubid = 2 and database = (select oid from pg_database where datname = current_database()))
         )
         select worker_id from dead`,
        [lockClass, this.options.minimumAge ?? 1_000],
      );
      const workerIds = rows.map(({ worker_id }) => worker_id);
      if (workerIds.length === 0) return;
      await client.query("select graphile_worker.force_unlock_workers($1::text[])", [workerIds]);
      this.options.logger.warn({ workerIds }, "jobs of dead workers were given back");
    } catch (error) {
      if (!this.isClosed) this.options.logger.warn({ error }, "looking for dead workers failed");
    }
  }
}
