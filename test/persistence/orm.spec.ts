import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Orm, openOrm } from "../../src/infrastructure/persistence/orm.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

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
});
