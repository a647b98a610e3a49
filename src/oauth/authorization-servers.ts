import type { ServerDirectory, ServerSettings } from "../application/ports/authorization-servers.js";
import type { Clock } from "../application/ports/clock.js";
import { signingAlgorithms, signingKey } from "../domain/oauth/signing-keys.js";
import type { AuthorizationServer } from "./authorization-server.js";
import type { ConfigurationParts } from "./provider-configuration.js";

export interface AuthorizationServers {
  /** As the environment is set up now, or was a second ago; null when there is none of this slug. */
  of(slug: string): Promise<AuthorizationServer | null>;
}

interface Parts {
  readonly directory: ServerDirectory;
  readonly clock: Clock;
  readonly create: (
    settings: ServerSettings,
    keys: ConfigurationParts["keys"],
  ) => Promise<AuthorizationServer>;
}

interface Running {
  readonly server: AuthorizationServer;
  /** What it was made of. */
  readonly madeOf: string;
  /** `performance.now()` */
  readonly checkedAt: number;
}

/** In ms. */
const checkedFor = 1_000;

/** One server for each environment that is asked for, made anew when its settings or its keys change. */
export function createAuthorizationServers({ directory, clock, create }: Parts): AuthorizationServers {
  const running = new Map<string, Running>();
  const checking = new Map<string, Promise<AuthorizationServer | null>>();

  async function check(slug: string): Promise<AuthorizationServer | null> {
    const checkedAt = performance.now();
    const settings = await directory.settings(slug);
    if (!settings) {
      running.delete(slug);
      return null;
    }
    const known = running.get(slug);
    if (known?.madeOf === ingredients(settings)) {
      running.set(slug, { ...known, checkedAt });
      return known.server;
    }
    const keys = await directory.privateKeys(settings.environmentId);
    const signing = signingAlgorithms.map((algorithm) => signingKey(keys, algorithm, clock.now())?.id);
    const ordered = [...keys].sort(
      (one, other) => Number(signing.includes(other.id)) - Number(signing.includes(one.id)),
    );
    const all = { ...settings, keys };
    const server = await create(
      all,
      ordered.map(({ jwk }) => jwk),
    );
    running.set(slug, { server, madeOf: ingredients(all), checkedAt });
    return server;
  }

  /** With which keys sign at the moment: that changes by the clock alone. */
  function ingredients({ keys, ...settings }: ServerSettings): string {
    const signing = signingAlgorithms.map((algorithm) => signingKey(keys, algorithm, clock.now())?.id);
    return JSON.stringify([settings, keys.map(({ id }) => id).sort(), signing]);
  }

  return {
    async of(slug) {
      const known = running.get(slug);
      if (known && performance.now() - known.checkedAt < checkedFor) return known.server;
      const under = checking.get(slug) ?? check(slug).finally(() => checking.delete(slug));
      checking.set(slug, under);
      return under;
    },
  };
}
