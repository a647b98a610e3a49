import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { parseConfig } from "../../src/config.js";
import { resolveSecrets } from "../../src/infrastructure/local-secrets.js";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "portico-secrets-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

let made = 0;
const make = { secretKeys: () => `k:${++made}`, authSecret: () => `auth-${++made}` };

describe("local secrets", () => {
  it("are made once, also by processes that start at the same moment, and only their owner can read them", async () => {
    const config = parseConfig({ DATA_DIR: dataDir });
    const all = await Promise.all(Array.from({ length: 8 }, () => resolveSecrets(config, make)));
    expect(new Set(all.map((each) => `${each.secretKeys} ${each.authSecret}`)).size).toBe(1);
    expect((await stat(join(dataDir, "secret-keys"))).mode & 0o777).toBe(0o600);
    expect(await resolveSecrets(config, make)).toEqual(all[0]);
  });

  it("give way to those of the environment", async () => {
    const config = parseConfig({ DATA_DIR: dataDir, SECRET_KEYS: "k:env" });
    expect((await resolveSecrets(config, make)).secretKeys).toBe("k:env");
  });

  it("are not made in production", async () => {
    const config = { ...parseConfig({ DATA_DIR: dataDir }), environment: "production" as const };
    await expect(resolveSecrets(config, make)).rejects.toThrow(
      /^SECRET_KEYS must be set .+\nAUTH_SECRET must/,
    );
  });
});
