import { describe } from "@jest/globals";
import pg from "pg";
import { createBuiltInGateway } from "../../src/infrastructure/gateway/built-in-gateway.js";
import { openOrm } from "../../src/infrastructure/persistence/orm.js";
import { createTestDatabase } from "../support/database.js";
import { type Fault, type GatewayUnderTest, itIsAGateway } from "./contract.js";

describe("the gateway that comes with Portico", () => {
  itIsAGateway(open, [
    "its database fails before anything is written",
    "its database fails at the last moment",
  ]);
});

async function open(): Promise<GatewayUnderTest> {
  const database = await createTestDatabase();
  const orm = await openOrm({ databaseUrl: database.url });
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const gateway = createBuiltInGateway(orm);
  await pool.query(`create function fail() returns trigger language plpgsql as
    $$ begin raise exception 'The database fails.'; end $$`);

  /** Every transaction that has written to one of the tables fails, at once or when it commits. */
  const failing = (when: "before" | "after"): Fault => ({
    async begin() {
      for (const table of ["gateway_key", "gateway_client"]) {
        await pool.query(
          when === "before"
            ? `create trigger fails before insert or update or delete on ${table} for each row execute function fail()`
            : `create constraint trigger fails after insert or update or delete on ${table}
                 deferrable initially deferred for each row execute function fail()`,
        );
      }
    },
    async end() {
      for (const table of ["gateway_key", "gateway_client"])
        await pool.query(`drop trigger fails on ${table}`);
    },
  });

  return {
    gateway,
    keyOf: (environmentId, hash, now) => gateway.verify(environmentId, [hash], now),
    async clientOf(environmentId, applicationId, now) {
      const { rows } = await pool.query(
        `select client_id, secret_hash, retiring_secret_hash, retiring_secret_expires_at, redirect_urls
           from gateway_client where environment_id = $1 and application_id = $2`,
        [environmentId, applicationId],
      );
      const [row] = rows;
      if (!row) return null;
      const expiresAt: Date | null = row.retiring_secret_expires_at;
      return {
        clientId: row.client_id,
        secretHash: row.secret_hash,
        retiring: expiresAt && expiresAt > now ? { hash: row.retiring_secret_hash, expiresAt } : null,
        redirectUrls: row.redirect_urls,
      };
    },
    faults: {
      "its database fails before anything is written": failing("before"),
      "its database fails at the last moment": failing("after"),
    },
    async close() {
      await pool.end();
      await orm.close();
      await database.drop();
    },
  };
}
