import pg from "pg";
import type { Caller, Callers } from "./callers.js";
import type { Question } from "./pages.js";
import type { Settings } from "./settings.js";

const mutation = `mutation ($input: RegisterClientApplicationInput!) { registerClientApplication(input: $input) {
  clientApplication { id version grants { id apiKeys { id status } } } userErrors { code message } } }`;

/** What is registered: so many products in so many environments, each pair with a key. */
export interface Size {
  readonly products: number;
  readonly environments: number;
}

export interface Registrations {
  /** So many that were never asked for before. */
  next(callers: Callers, size: Size, count: number): Question[];
  /** How many applications there are. */
  count(): Promise<number>;
  /** Jobs that run, or could; not mails that wait for their mailbox's next turn. */
  queued(): Promise<number>;
  /** By application: milliseconds since 1970 at which its last key was live; infinity for one that has a key that is not. */
  liveAt(ids: readonly string[]): Promise<Map<string, number>>;
  /** Keys of the rows that were filled in have no part in it, and no environment waits for anybody's approval. */
  prepare(): Promise<void>;
  /** What PostgreSQL knows of the jobs is what it would know a minute later: it analyzes tables that grow by itself. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export async function registrations({ databaseUrl }: Settings): Promise<Registrations> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const ids = async (table: string) =>
    (await pool.query<{ id: string }>(`select id from ${table} where is_open order by slug`)).rows;
  const products = await ids("api_product");
  const environments = await ids("api_environment");
  let made = 0;
  const question = (caller: Caller, size: Size): Question => {
    made += 1;
    const input = {
      name: `Registered ${made}`,
      description: "Made by the benchmark.",
      type: "WEB",
      authentication: "AUTHORIZATION_CODE",
      redirectUrls: ["https://new.company.example/callback"],
      products: products.slice(0, size.products),
      environments: environments.slice(0, size.environments),
    };
    return { caller, query: mutation, variables: { input } };
  };
  const number = async (sql: string) => Number((await pool.query(sql)).rows[0]?.count);
  return {
    next: ({ many }, size, count) =>
      Array.from({ length: count }, (_, place) => question(many[place % many.length] as Caller, size)),
    count: () => number("select count(*) from client_application"),
    queued: () =>
      number(
        "select count(*) from graphile_worker._private_jobs where key not like 'by-hand:%' and run_at <= now()",
      ),
    async liveAt(wanted) {
      const { rows } = await pool.query<{ id: string; at: Date | null }>(
        `select application_id as id, case when bool_and(provisioned_at is not null) then max(provisioned_at) end as at
           from api_key where application_id = any ($1) group by application_id`,
        [wanted],
      );
      return new Map(rows.map(({ id, at }) => [id, at?.getTime() ?? Number.POSITIVE_INFINITY]));
    },
    async prepare() {
      await pool.query("update api_environment set access_policy = 'AUTOMATIC'");
    },
    async settle() {
      await pool.query("analyze graphile_worker._private_jobs");
    },
    stop: () => pool.end(),
  };
}
