import type { Logger } from "../../application/ports/logger.js";
import { BoundedClient } from "../database/bounded-client.js";
import { connectionTo, type DatabaseLimits } from "../database/connections.js";

/** First half of the advisory locks' two-part key; the second is the worker's. */
const lockClass = 0x706f7274;

export interface LiveWorkersOptions {
  readonly databaseUrl: string;
  readonly limits?: DatabaseLimits;
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
  private client: BoundedClient | undefined;
  private timer: NodeJS.Timeout | undefined;
  private sweeping = Promise.resolve();
  private asked = 0;
  private isClosed = false;
  private workerId: string | undefined;
  /** The worker whose lock `client` has. */
  private held: string | undefined;

  constructor(private readonly options: LiveWorkersOptions) {}

  async start(): Promise<void> {
    await this.connect();
    await this.sweep();
    this.timer = setInterval(() => void this.sweep(), this.options.sweepInterval ?? 2_000);
  }

  /** This process's worker is `workerId` from now on. One that it had before is dead, and its jobs are given back. */
  announce(workerId: string): void {
    this.workerId = workerId;
    void this.sweep();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    await this.client?.end().catch(() => {});
  }

  private async connect(): Promise<BoundedClient> {
    const { databaseUrl, limits } = this.options;
    const client = new BoundedClient(connectionTo(databaseUrl, limits));
    client.on("error", () => {});
    client.on("end", () => {
      if (this.client === client) this.client = undefined;
    });
    await client.connect();
    this.client = client;
    this.held = undefined;
    if (this.isClosed) await client.end();
    return client;
  }

  /** Not at once where the server has not noticed yet that the connection before this one is gone. */
  private async hold(workerId: string): Promise<void> {
    if (this.held === workerId) return;
    await this.client?.query("select pg_advisory_unlock_all()");
    const result = await this.client?.query<{ is_held: boolean }>(
      "select pg_try_advisory_lock($1, hashtext($2)) as is_held",
      [lockClass, workerId],
    );
    if (result?.rows[0]?.is_held) this.held = workerId;
  }

  /** One after the other, as they share a connection; one that waits serves all who ask. */
  private sweep(): Promise<void> {
    if (this.asked < 2) {
      this.asked += 1;
      this.sweeping = this.sweeping.then(async () => {
        await this.sweepOnce();
        this.asked -= 1;
      });
    }
    return this.sweeping;
  }

  private async sweepOnce(): Promise<void> {
    try {
      if (this.isClosed) return;
      const client = this.client ?? (await this.connect());
      if (this.workerId) await this.hold(this.workerId);
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
