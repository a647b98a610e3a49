import { Problems } from "../domain/domain-error.js";

/**
 * Runs the command. When it refuses, what is wrong with the form is told with it: what can be known of that, whatever
 * else the input names, is found by `form`, which the command that succeeds does not wait for.
 */
export async function toldTogether<Result>(
  form: () => unknown,
  command: () => Promise<Result>,
): Promise<Result> {
  const problems: Problems = new Problems();
  const result = await problems.wait(async () => ({ of: await command() }));
  if (result) return result.of;
  await problems.wait(async () => form());
  problems.throwAll();
}
