/** Closes everything, the last opened first, whatever fails on the way; then rejects with the first failure. */
export async function closeAll(opened: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of opened.splice(0).reverse()) await close().catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** What closes everything that `start` has opened; a start that fails leaves nothing open. */
export async function stopsAll(
  start: (opened: (() => Promise<void>)[]) => Promise<void>,
): Promise<() => Promise<void>> {
  const opened: (() => Promise<void>)[] = [];
  try {
    await start(opened);
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
  return () => closeAll(opened);
}
