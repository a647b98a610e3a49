import { createPublicKey, type KeyObject, verify } from "node:crypto";

/** Which keys the scanner signs with, and whether it has signed a text; rejects when that cannot be found out. */
export type IsSignedByScanner = (text: string, keyId: string, signature: string) => Promise<boolean>;

interface PublishedKeys {
  readonly public_keys?: readonly { readonly key_identifier?: unknown; readonly key?: unknown }[];
}

/** In ms: how long keys are known for, how soon others are asked for again, and how long an answer is waited for. */
const kept = 24 * 3_600_000;
const pause = 60_000;
const patience = 5_000;

/**
 * Signatures of GitHub's secret scanning partner programme, ECDSA over SHA-256, by the keys that it publishes at `url`. They
 * are asked for when one comes that is not known, and at most once a minute, whatever is sent here.
 */
export function createScannerKeys(
  url: string,
  now: () => number = () => performance.now(),
): IsSignedByScanner {
  let keys = new Map<string, KeyObject>();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    readAt = now();
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(patience) });
    if (!response.ok) throw new Error(`The scanner's keys cannot be read: ${response.status}.`);
    const { public_keys: published = [] } = (await response.json()) as PublishedKeys;
    keys = new Map(
      published
        .slice(0, 100)
        .flatMap(({ key_identifier: id, key }): [string, KeyObject][] =>
          typeof id === "string" && typeof key === "string" ? [[id, createPublicKey(key)]] : [],
        ),
    );
  }

  return async (text, keyId, signature) => {
    const age = now() - readAt;
    if (age > kept || (!keys.has(keyId) && age > pause)) {
      reading ??= read().finally(() => (reading = undefined));
      await reading;
    } else if (reading) await reading;
    const key = keys.get(keyId);
    return key !== undefined && verify("sha256", Buffer.from(text), key, Buffer.from(signature, "base64"));
  };
}
