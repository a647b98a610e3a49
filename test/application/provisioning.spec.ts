import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import type { Job } from "../../src/application/jobs.js";
import type { Gateway } from "../../src/application/ports/gateway.js";
import { reconcileEnvironment } from "../../src/application/provisioning/reconcile-environment.js";
import { trackingFailures } from "../../src/application/provisioning/tracking-failures.js";
import type { Id } from "../../src/domain/id.js";
import { development } from "../support/domain.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

let portico: InMemoryPortico;
let ada: Actor;
let id: Id<"app">;

beforeEach(async () => {
  portico = new InMemoryPortico();
  ada = await portico.joins("ada@acme.example");
  id = await portico.registers(ada, {}, false);
});

const provision = (gateway: Gateway) =>
  reconcileEnvironment({ ...portico.ports, gateway })({ applicationId: id, environmentId: development.id });

/** The gateway of the platform, when `meanwhile` has been done: between the first transaction and the second. */
const interrupted = (meanwhile: (time: number) => Promise<unknown>): Gateway & { times: () => number } => {
  let count = 0;
  return {
    times: () => count,
    async apply(...given) {
      count += 1;
      await meanwhile(count);
      await portico.gateway.apply(...given);
    },
  };
};
const edit = () =>
  portico.commands.editClientApplication(ada, {
    clientApplicationId: id,
    expectedVersion: portico.application(id).version,
    redirectUrls: [`https://ledger.acme.example/${portico.application(id).version}`],
  });
const clientNow = () => portico.gateway.clientOf(development.id, id, portico.now);

describe("bringing a gateway to agree with an application", () => {
  it("R16 issues, tells and confirms, and has the owners told once", async () => {
    for (let time = 0; time < 3; time += 1) await provision(portico.gateway);
    expect(portico.grantIn(id).keys.every(({ provisionedAt }) => provisionedAt)).toBe(true);
    expect(portico.jobs("announce-keys-live")).toHaveLength(1);
    expect(portico.trail.filter((action) => action === "CREDENTIALS_ISSUED")).toHaveLength(1);
  });

  it("R30 begins anew when the application has changed meanwhile", async () => {
    const gateway = interrupted(async (time) => time === 1 && edit());
    await provision(gateway);
    expect(gateway.times()).toBe(2);
    expect(clientNow()?.redirectUrls).toEqual(portico.application(id).redirectUrls);
  });

  it("R30 is put off when the application keeps changing, and is right the next time", async () => {
    const gateway = interrupted(edit);
    await expect(provision(gateway)).rejects.toThrow("trying again later");
    expect(gateway.times()).toBe(5);
    expect(clientNow()?.redirectUrls).not.toEqual(portico.application(id).redirectUrls);
    await provision(portico.gateway);
    expect(clientNow()?.redirectUrls).toEqual(portico.application(id).redirectUrls);
  });

  it("R30 R31 leaves nothing of an application that is deleted meanwhile", async () => {
    const reference = { clientApplicationId: id };
    const gateway = interrupted(async (time) => {
      if (time === 1)
        await portico.commands.deleteClientApplication(ada, { ...reference, confirmName: "Ledger" });
    });
    await provision(gateway);
    expect(gateway.times()).toBe(2);
    expect(clientNow()).toBeNull();
  });

  it("R29 R30 leaves nothing working of one that is deactivated meanwhile", async () => {
    const reference = { clientApplicationId: id };
    await provision(
      interrupted(async (time) => time === 1 && portico.commands.deactivateClientApplication(ada, reference)),
    );
    expect(clientNow()).toBeNull();
    expect(portico.grantIn(id).keys.some(({ provisionedAt }) => provisionedAt)).toBe(false);
  });

  it("R30 issues the same keys however often the gateway fails", async () => {
    const down: Gateway = { apply: () => Promise.reject(new Error("It is down.")) };
    await expect(provision(down)).rejects.toThrow("It is down.");
    const issued = portico.grantIn(id).keys.map(({ secret }) => secret?.hash);
    expect(issued.every(Boolean)).toBe(true);
    await expect(provision(down)).rejects.toThrow("It is down.");
    await provision(portico.gateway);
    expect(portico.grantIn(id).keys.map(({ secret }) => secret?.hash)).toEqual(issued);
  });

  it("is nothing to do for an environment or application that never was", async () => {
    const reconcile = reconcileEnvironment({ ...portico.ports, gateway: portico.gateway });
    await reconcile({ applicationId: "app_none", environmentId: development.id });
    await reconcile({ applicationId: id, environmentId: "env_none" });
    expect(portico.jobs("announce-keys-live")).toEqual([]);
  });
});

describe("a gateway that fails", () => {
  const target = { applicationId: "app_1", environmentId: "env_1" } as const;

  it("is seen by operators from the first failure on, and the owners are told after an hour", async () => {
    const recorded: string[] = [];
    const queued: Job[] = [];
    let isDown = true;
    const work = trackingFailures(
      async () => {
        if (isDown) throw new Error(`It is ${"very ".repeat(200)}down.`);
      },
      {
        clock: portico.clock,
        queue: { enqueue: async (jobs) => void queued.push(...jobs) },
        failures: {
          record: async (_, error) => recorded.push(error) === 1,
          clear: async () => void recorded.splice(0),
          claimNotice: async () => false,
        },
      },
    );
    for (let time = 1; time <= 3; time += 1) await expect(work(target)).rejects.toThrow("down");
    expect(recorded).toHaveLength(3);
    expect(recorded[0]).toHaveLength(500);
    const runAt = new Date(portico.now.getTime() + 3_600_000);
    expect(queued).toMatchObject([{ name: "tell-of-delay", payload: target, runAt }]);
    isDown = false;
    await work(target);
    expect(recorded).toEqual([]);
  });
});
