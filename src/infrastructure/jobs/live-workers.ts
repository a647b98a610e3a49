import type { Logger } from "../../application/ports/logger.js";
import { BoundedClient } from "../database/bounded-client.js";
import { connectionTo, type DatabaseLimits } from "../database/connections.js";
import { makeBacklogKnown } from "./known-backlog.js";

/** First half of the advisory locks' two-part key; the second is the worker's. */
const lockClass = 0x706f7274;

export interface LiveWorkersOptions {
  readonly databaseUrl: string;
  readonly limits?: DatabaseLimits;
  readonly logger: Logger;
  /** Milliseconds between two looks for dead workers. */
  readonly sweepInterval?: number;
  /** Milliseconds for which a worker is without its lock before it is called dead: time to connect again. */
  readonly grace?: number;
}

/** A server tells within half a minute that a machine has gone without a word, and frees what it held. */
const noticeLostMachines =
  "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4";

/** Of the ids that this process had before, so many are remembered. */
const remembered = 100;

/**
 * Gives the jobs of killed workers back within seconds. The queue itself waits four hours: it cannot tell a dead
 * worker from a slow one. Here each worker holds an advisory lock for as long as its process has its connection, so a
 * worker whose lock is free is dead; and so is each that this process had before its present one.
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
  private former: string[] = [];
  /** Since when those that work were found without their lock. */
  private suspects = new Map<string, number>();

  constructor(private readonly options: LiveWorkersOptions) {}

  async start(): Promise<void> {
    await this.connect();
    await this.sweep();
    this.timer = setInterval(() => void this.sweep(), this.options.sweepInterval ?? 2_000);
  }

  /**
   * This process's worker is `workerId` from now on: nobody takes its jobs away. One that it had before is dead, and its
   * jobs are given back.
   *
   * @throws {Error} when the database does not answer.
   */
  async announce(workerId: string): Promise<void> {
    if (this.workerId && this.workerId !== workerId)
      this.former = [...this.former.slice(1 - remembered), this.workerId];
    this.workerId = workerId;
    await this.sweep();
    if (this.held !== workerId) throw new Error("The worker could not be announced.");
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
      if (this.client !== client) return;
      this.client = undefined;
      // The lock went with it.
      if (!this.isClosed) void this.sweep();
    });
    await client.connect();
    this.client = client;
    this.held = undefined;
    if (this.isClosed) await client.end();
    else await client.query(noticeLostMachines);
    return client;
  }

  /** Shared, so that a connection before this one, which the server takes for alive still, is not in the way. */
  private async hold(client: BoundedClient, workerId: string): Promise<void> {
    if (this.held === workerId) return;
    await client.query("select pg_advisory_unlock_all()");
    await client.query("select pg_advisory_lock_shared($1, hashtext($2))", [lockClass, workerId]);
    this.held = workerId;
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
      if (this.workerId) await this.hold(client, this.workerId);
      const workerIds = await this.dead(client);
      if (workerIds.length > 0) {
        await client.query("select graphile_worker.force_unlock_workers($1::text[])", [workerIds]);
        this.options.logger.warn({ workerIds }, "jobs of dead workers were given back");
      }
      await makeBacklogKnown(client);
      await client.query(freeIdleQueues);
    } catch (error) {
      if (!this.isClosed) this.options.logger.warn({ error }, "looking for dead workers failed");
    }
  }

  private async dead(client: BoundedClient): Promise<string[]> {
    const { rows } = await client.query<{ worker_id: string; is_former: boolean }>(unlivingWorkers, [
      lockClass,
      this.former,
    ]);
    const now = performance.now();
    this.suspects = new Map(rows.map(({ worker_id }) => [worker_id, this.suspects.get(worker_id) ?? now]));
    const grace = this.options.grace ?? 1_000;
    return rows
      .filter(({ worker_id, is_former }) => is_former || now - (this.suspects.get(worker_id) ?? now) >= grace)
      .map(({ worker_id }) => worker_id);
  }
}

/** Of those that have locked something. One that was ours is dead even where the server takes its connection for alive. */
const unlivingWorkers = `with workers as (
    select locked_by as worker_id from graphile_worker._private_jobs where locked_by is not null
    union
    select locked_by from graphile_worker._private_job_queues where locked_by is not null)
  select worker_id, worker_id = any ($2) as is_former from workers
   where worker_id = any ($2) or not exists (
     select from pg_locks
      where locktype = 'advisory' and classid = $1 and objid::int8 = (hashtext(worker_id)::int8 & x'ffffffff'::int8)
        and objsubid = 2 and granted and database = (select oid from pg_database where datname = current_database()))`;

/**
 * The queue locks a job and the named queue that it is in with one statement, and frees both with one. Where a job was given
 * to another worker and then recorded as done by the first, the lock of its named queue would stay.
 */
const freeIdleQueues = `with idle as (
    select id, locked_by, locked_at from graphile_worker._private_job_queues q
     where locked_by is not null and not exists (
       select from graphile_worker._private_jobs j where j.job_queue_id = q.id and j.locked_by = q.locked_by))
  update graphile_worker._private_job_queues q set locked_by = null, locked_at = null
    from idle where q.id = idle.id and q.locked_by = idle.locked_by and q.locked_at = idle.locked_at`;
