import type { Gateway } from "../../src/application/ports/gateway.js";
import { startWorkerProcess } from "../../src/composition-root/index.js";
import { createBuiltInGateway } from "../../src/infrastructure/gateway/built-in-gateway.js";
import type { Story } from "./story.js";

/** A worker whose progress with each application a spec can wait for. */
export interface WatchedWorker {
  /** Some environment of it has been issued keys, and the gateway is about to be told. */
  reaches(applicationId: string): Promise<void>;
  /** The gateways of so many of its environments have been told. */
  tells(applicationId: string, environments: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startWatchedWorker({ services }: Pick<Story, "services">): Promise<WatchedWorker> {
  const builtIn = createBuiltInGateway(services.orm);
  const reached = new Moments();
  const told = new Moments();
  const gateway: Gateway = {
    async apply(environmentId, applicationId, access) {
      reached.add(applicationId, environmentId);
      await builtIn.apply(environmentId, applicationId, access);
      told.add(applicationId, environmentId);
    },
  };
  const worker = await startWorkerProcess(services, { gateway });
  return {
    reaches: (applicationId) => reached.has(applicationId, 1),
    tells: (applicationId, environments) => told.has(applicationId, environments),
    stop: () => worker.stop(),
  };
}

/** In which environments something has happened to an application, and who waits for how many. */
class Moments {
  private readonly environments = new Map<string, Set<string>>();
  private readonly waiting = new Map<string, (() => void)[]>();

  add(applicationId: string, environmentId: string): void {
    this.environments.set(
      applicationId,
      (this.environments.get(applicationId) ?? new Set()).add(environmentId),
    );
    for (const look of this.waiting.get(applicationId) ?? []) look();
  }

  has(applicationId: string, count: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if ((this.environments.get(applicationId)?.size ?? 0) >= count) resolve();
      };
      this.waiting.set(applicationId, [...(this.waiting.get(applicationId) ?? []), look]);
      look();
    });
  }
}
