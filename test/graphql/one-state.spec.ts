import { expect, it } from "@jest/globals";
import type { ReadModel } from "../../src/application/queries/read-model.js";
import { createLoaders } from "../../src/graphql/loaders.js";

/** A database in which everything changes between two statements: each row says which of them read it. */
function changing(): ReadModel {
  let statement = 0;
  const rows = (more: object) => async (_: unknown, ids: readonly string[]) => {
    statement += 1;
    return ids.map((id) => ({ id, statement, ...more }));
  };
  const page = async () => {
    statement += 1;
    return { rows: [{ row: { id: "app_1", statement }, position: ["1"] }], hasMore: false };
  };
  const list = { page, count: async () => 1 };
  return {
    clientApplications: {
      byId: rows({}),
      grants: rows({ applicationId: "app_1" }),
      keys: rows({ grantId: "grt_1" }),
      grantsOf: async () => rows({ applicationId: "app_1" })(null, ["grt_1"]),
      keysOf: async () => rows({ grantId: "grt_1" })(null, ["key_1"]),
      ofPartner: list,
      all: list,
      accessRequests: list,
      provisioningFailures: list,
      activity: list,
      gathering: null,
    },
    partners: { all: list, members: list, joinRequests: list, invitations: list, activity: list },
    developers: {},
    catalogue: { allProducts: list, allEnvironments: list },
    accessTokens: { ofDeveloper: list, ofPartner: list },
    gatewayTokens: {},
    usage: {},
  } as unknown as ReadModel;
}

const loaders = () => createLoaders(changing(), null);
const asked = { size: 1, isFromEnd: false, after: null, before: null };

it("a key is in one state wherever an answer shows it", async () => {
  const { key, keysOfGrant } = loaders();
  const alone = await key.load("key_1");
  expect(await keysOfGrant.load("grt_1")).toEqual([alone]);
});

it("also where all keys of a grant are read first, or both at once", async () => {
  const { key, keysOfGrant } = loaders();
  const [first] = await keysOfGrant.load("grt_1");
  expect(await key.load("key_1")).toBe(first);
  const both = loaders();
  const [alone, [among]] = await Promise.all([both.key.load("key_1"), both.keysOfGrant.load("grt_1")]);
  expect(alone).toBe(among);
});

it("and so are grants and applications", async () => {
  const { grant, grantsOfApplication, application, allApplications } = loaders();
  const alone = await grant.load("grt_1");
  expect(await grantsOfApplication.load("app_1")).toEqual([alone]);
  const listed = await allApplications.page({ filter: {} } as never, asked as never);
  expect(await application.load("app_1")).toBe(listed.rows[0]?.row);
});
