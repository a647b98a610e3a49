/**
 * How much of what is random or raced is run: 4 by `npm test`, 100 by `npm run test:long`, or what the environment's
 * ROUNDS says. Each race is run so often; longer things take a share or a multiple of it.
 */
export const rounds = numberFrom("ROUNDS") ?? 4;

/** What random choices grow from: the environment's SEED, or another one each time. Told where something fails. */
export const seed = numberFrom("SEED") ?? Date.now() % 2 ** 31;

/** With few rounds, it is no failure that something which depends on chance has not come up. */
export const isThorough = rounds >= 50;

/** Milliseconds that so many rounds may take, on a machine that is busy with other things. */
export const roundsTimeout = 60_000 + rounds * 5_000;

function numberFrom(name: "ROUNDS" | "SEED"): number | undefined {
  // biome-ignore lint/style/noProcessEnv: how a suite is told its length and its seed
  const value = process.env[name];
  if (!value) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new Error(`${name} must be a whole number from 1 to 999999999.`);
  return Number(value);
}
