import { rm } from "node:fs/promises";

export default async function globalTeardown() {
  const { database, directory } = globalThis.testDatabase;
  await database.stop();
  await rm(directory, { recursive: true, force: true });
}
