import { addSampleData } from "../../src/application/catalogue/add-sample-data.js";
import { createIds } from "../../src/infrastructure/ids.js";
import { openOrm } from "../../src/infrastructure/persistence/orm.js";
import { createUnitOfWork } from "../../src/infrastructure/persistence/unit-of-work.js";
import { sampleData } from "../../src/infrastructure/sample-data.js";
import { generateKeyring, parseKeyring } from "../../src/infrastructure/secrets/keyring.js";
import { createSecretVault } from "../../src/infrastructure/secrets/secret-vault.js";

/** What `portico start` begins with, in a database that no process serves yet. */
export async function addSampleDataTo(databaseUrl: string): Promise<void> {
  const orm = await openOrm({ databaseUrl });
  const ports = { clock: { now: () => new Date() }, ids: createIds() };
  const vault = createSecretVault(parseKeyring(generateKeyring()));
  await addSampleData({ unitOfWork: createUnitOfWork({ orm, ...ports }), vault, ...ports })(sampleData);
  await orm.close();
}
