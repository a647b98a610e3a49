import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Orm, openOrm } from "../../src/infrastructure/persistence/orm.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";

describe("the connections that the mapper opens", () => {
  let database: TestDatabase;
  let orm: Orm;
  const open = async (parameters: string) => {
    orm = await openOrm({ databaseUrl: `${database.url}?${parameters}` });
    return orm.em.getConnection();
  };

  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await orm.close();
    await database.drop();
  });

  it("follow the parameters in DATABASE_URL", async () => {
    const connection = await open("application_name=portico-blue");
    expect(await connection.execute("show application_name")).toEqual([{ application_name: "portico-blue" }]);
  });

  it("are encrypted, or not opened, where DATABASE_URL asks for it", async () => {
    const connection = await open("sslmode=require");
    await expect(connection.execute("select 1")).rejects.toThrow(
      "The server does not support SSL connections",
    );
  });

  it("give their places back when they are lost, in whatever they were used for", async () => {
    orm = await openOrm({ databaseUrl: database.url, poolSize: 2 });
    const { em } = orm;
    const lose = "select pg_terminate_backend(pg_backend_pid())";
    for (let time = 0; time < 5; time += 1) {
      await expect(em.fork().transactional((inside) => inside.execute(lose))).rejects.toThrow();
      const swallowed = em.fork().transactional((inside) => inside.execute(lose).catch(() => []));
      await expect(swallowed).rejects.toThrow();
      await expect(em.getConnection().execute(lose)).rejects.toThrow();
    }
    // The last one may be lent once more before its end is known.
    await eventually(() =>
      em
        .getConnection()
        .execute("select 1")
        .then(
          () => true,
          () => false,
        ),
    );
    const transactions = [1, 2, 3].map((n) =>
      em.fork().transactional((inside) => inside.execute(`select ${n} as n`)),
    );
    expect(await Promise.all(transactions)).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
  });
});
