import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One that looks for secrets in code, publishes the key that it signs with as GitHub does, and reports what it finds. */
export interface SecretScanner {
  /** Where it publishes its key. */
  readonly keysUrl: string;
  readonly keyId: string;
  /** How often its key has been asked for. */
  asked(): number;
  sign(body: string): string;
  close(): void;
}

export async function startSecretScanner(): Promise<SecretScanner> {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const keyId = "f9525bf080f75b3506ca1ead061add62b8633a346606dc5fe544e29231c6ee0d";
  const key = publicKey.export({ type: "spki", format: "pem" });
  let asked = 0;
  const publisher = createServer((_, response) => {
    asked += 1;
    response.end(JSON.stringify({ public_keys: [{ key_identifier: keyId, key, is_current: true }] }));
  });
  await new Promise<void>((resolve) => publisher.listen(0, "127.0.0.1", resolve));
  return {
    keysUrl: `http://127.0.0.1:${(publisher.address() as AddressInfo).port}/keys`,
    keyId,
    asked: () => asked,
    sign: (body) => createSign("sha256").update(body).sign(privateKey, "base64"),
    close: () => publisher.close(),
  };
}
