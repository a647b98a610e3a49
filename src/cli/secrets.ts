import { type Config, createConsoleCommands, openOnRunning } from "../composition-root/index.js";

/** `portico secrets reseal` */
export async function secrets(config: Config): Promise<void> {
  const services = await openOnRunning(config, "secrets");
  try {
    const { resealSecrets } = await createConsoleCommands(services);
    const { currentId, retirable, unopened } = await resealSecrets(({ table, done, total }) =>
      console.log(`${table}: ${done} of ${total}`),
    );
    for (const { table, keyId, count } of unopened) {
      console.error(
        `${table}: ${count} are still sealed by ${keyId}. It has to be in SECRET_KEYS; run this again.`,
      );
    }
    if (unopened.length > 0) process.exitCode = 1;
    else console.log(`Everything is sealed by ${currentId}.`);
    if (retirable.length > 0) console.log(`May leave SECRET_KEYS: ${retirable.join(", ")}.`);
  } finally {
    await services.close();
  }
}
