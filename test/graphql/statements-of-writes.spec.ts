import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { system } from "../../src/application/actor.js";
import type { JobPayload } from "../../src/application/jobs.js";
import { jobHandlers } from "../../src/composition-root/job-handlers.js";
import { createBuiltInGateway } from "../../src/infrastructure/gateway/built-in-gateway.js";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let work: ReturnType<typeof jobHandlers>;
let number = 0;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@writes.example");
  await story.pauseWorker();
  const { services } = story;
  work = jobHandlers(services, createBuiltInGateway(services.orm), services.mailbox);
});

afterAll(() => story.stop());

beforeEach(() => {
  number += 1;
});

const products = ["accounts", "transfers", "digital-banking"];

async function registers(keysOfEach: number, slugs: readonly string[]): Promise<Json> {
  const { catalogue } = story;
  return ada.registers({
    name: `Writes ${number} with ${keysOfEach * slugs.length} keys`,
    description: "Counts statements.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(...products.slice(0, keysOfEach).map((slug) => catalogue[slug])),
    environments: byId(...slugs.map((slug) => catalogue[slug])),
  });
}

const one = () => registers(1, ["uat"]);
const six = () => registers(3, ["uat", "development"]);

function targetIn(application: Json, slug: string): JobPayload<"provision"> {
  return { applicationId: application.id, environmentId: story.catalogue[slug] as `env_${string}` };
}

const writesOf = (statements: readonly string[], table: string) =>
  statements.flatMap((sql) => sql.match(new RegExp(`\\b(insert into|update) ${table}\\b`, "g")) ?? []);
const isWrite = (sql: string) => /\b(insert into|update|delete from) \w/.test(sql);

describe("registering an application", () => {
  it("takes as many statements with one key as with six, and as few as this", async () => {
    const few = await statementsDuring(one);
    const many = await statementsDuring(six);
    expect(few).toHaveLength(many.length);
    expect(many.length).toBeLessThanOrEqual(8);
  });

  it("writes all tables, each once, by one statement", async () => {
    const statements = await statementsDuring(six);
    for (const table of ["client_application", "access_grant", "access_request", "api_key", "audit_entry"])
      expect([table, writesOf(statements, table)]).toEqual([table, [expect.any(String)]]);
    expect(statements.filter(isWrite)).toHaveLength(1);
  });

  it("writes no value into the text of a statement, so that PostgreSQL knows it again", async () => {
    const first = await statementsDuring(six);
    number += 1;
    const second = await statementsDuring(six);
    expect(first.find(isWrite)).toBe(second.find(isWrite));
  });

  it("is answered with the application and all that belongs to it by one statement after the change", async () => {
    const statements = await statementsDuring(six);
    expect(statements.slice(statements.indexOf("commit") + 1)).toHaveLength(1);
  });
});

describe("provisioning an environment", () => {
  it("takes as many statements with one key as with three, and as few as this", async () => {
    const [little, much] = [await one(), await six()];
    const few = await statementsDuring(() => work.provision(targetIn(little, "uat")));
    const many = await statementsDuring(() => work.provision(targetIn(much, "uat")));
    expect(many).toHaveLength(few.length);
    // One of them asks whether the environment has left a gateway that may hold keys.
    expect(many.length).toBeLessThanOrEqual(9);
  });

  it("writes its keys, which are issued and live, by one update", async () => {
    const application = await six();
    const statements = await statementsDuring(() => work.provision(targetIn(application, "uat")));
    expect(writesOf(statements, "api_key")).toHaveLength(1);
    expect(writesOf(statements, "access_grant")).toHaveLength(1);
  });

  it("writes nothing of the application where all is as it should be", async () => {
    const target = targetIn(await six(), "uat");
    await work.provision(target);
    const statements = await statementsDuring(() => work.provision(target));
    for (const table of ["client_application", "access_grant", "access_request", "api_key", "audit_entry"])
      expect(writesOf(statements, table)).toEqual([]);
  });

  it("is told of with as many statements, whether one key is live or three are", async () => {
    const told = async (application: Json) => {
      await work.provision(targetIn(application, "uat"));
      const { grants } = application;
      const keys = grants.find((grant: Json) => grant.environment.slug === "uat").apiKeys;
      const keyIds = keys.map(({ id }: Json) => id);
      return statementsDuring(() => work["announce-keys-live"]({ ...targetIn(application, "uat"), keyIds }));
    };
    const few = await told(await one());
    const many = await told(await six());
    expect(many).toHaveLength(few.length);
    expect(many.length).toBeLessThanOrEqual(2);
  });
});

it("an environment is provisioned while another one of the same application is", async () => {
  const application = await six();
  const { applicationId, environmentId } = targetIn(application, "uat");
  await story.services.unitOfWork.run(system, async ({ applications }) => {
    expect(await applications.lockInEnvironment(applicationId, environmentId)).not.toBeNull();
    await work.provision(targetIn(application, "development"));
  });
  const { clientApplication } = await ada.data(
    "query ($id: ID!) { clientApplication(id: $id) { grants { environment { slug } apiKeys { status } } } }",
    { id: application.id },
  );
  const statusIn = (slug: string) =>
    clientApplication.grants
      .find((grant: Json) => grant.environment.slug === slug)
      .apiKeys.map(({ status }: Json) => status);
  expect(statusIn("development")).toEqual(["ACTIVE", "ACTIVE", "ACTIVE"]);
  expect(statusIn("uat")).toEqual(["PROVISIONING", "PROVISIONING", "PROVISIONING"]);
});
