import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Job } from "../../src/application/jobs.js";
import {
  besideLeftGateways,
  holdLeftGateways,
} from "../../src/application/provisioning/hold-left-gateways.js";
import type { DesiredAccess } from "../../src/domain/client-application/desired-access.js";
import { development } from "../support/domain.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

const target = { applicationId: "app_1", environmentId: development.id } as const;
let queued: Job[];
let told: DesiredAccess[];
const queue = { enqueue: async (jobs: readonly Job[]) => void queued.push(...jobs) };
const leftGateways = (has: boolean) => ({
  has: async () => has,
  holdTo: async (_environment: string, _application: string, access: () => Promise<DesiredAccess>) =>
    void told.push(await access()),
});

beforeEach(() => {
  queued = [];
  told = [];
});

describe("R29 a gateway that an environment has left", () => {
  it("is told beside the provisioning, also where that fails, and before anything that makes keys", async () => {
    const failing = async () => {
      throw new Error("The gateway is away.");
    };
    const provision = besideLeftGateways(failing, { leftGateways: leftGateways(true), queue });
    await expect(provision(target)).rejects.toThrow("The gateway is away.");
    expect(queued.map(({ name }) => name)).toEqual(["hold-left-gateways"]);
    expect(queued[0]?.priority).toBeLessThan(0);
  });

  it("is told by one worker at a time, whatever it is told of", async () => {
    const provision = besideLeftGateways(async () => {}, { leftGateways: leftGateways(true), queue });
    for (const applicationId of ["app_1", "app_2"] as const) await provision({ ...target, applicationId });
    expect(new Set(queued.map(({ queue }) => queue))).toEqual(new Set(["left-gateways"]));
    expect(new Set(queued.map(({ key }) => key)).size).toBe(2);
  });

  it("makes no work where there is none", async () => {
    const provision = besideLeftGateways(async () => {}, { leftGateways: leftGateways(false), queue });
    await provision(target);
    expect(queued).toEqual([]);
  });

  it("is told what the application may do at that moment, and nothing of one that is deleted (R30, R31)", async () => {
    const portico = new InMemoryPortico();
    const ada = await portico.joins("ada@acme.example");
    const applicationId = await portico.registers(ada);
    const hold = holdLeftGateways({ ...portico.ports, leftGateways: leftGateways(true) });
    const held = { applicationId, environmentId: development.id };
    await hold(held);
    await portico.commands.revokeApiKey(ada, { apiKeyId: portico.keyIn(applicationId).id });
    await hold(held);
    await hold({ ...held, applicationId: "app_gone" });
    expect(told.map(({ keys }) => keys.length)).toEqual([2, 1, 0]);
  });
});
