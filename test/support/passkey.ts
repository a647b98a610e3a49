import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

interface Options {
  readonly challenge: string;
}

/** What a passkey does in a browser at `origin` (WebAuthn level 3), unlocked or not, with a key of its own (ES256). */
export function makePasskey(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  let count = 0;

  const clientData = (type: string, { challenge }: Options) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  /** §6.1: flags UP, UV and AT. */
  function authenticatorData(isUnlocked: boolean, attested = Buffer.alloc(0)): Buffer {
    const flags = 1 | (isUnlocked ? 4 : 0) | (attested.length > 0 ? 64 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(++count);
    return Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([flags]), counter, attested]);
  }

  return {
    /** The answer to the options of a registration. */
    registers(options: Options, isUnlocked = true) {
      const length = Buffer.from([0, id.length]);
      const data = authenticatorData(
        isUnlocked,
        Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]),
      );
      return answer(id, {
        clientDataJSON: clientData("webauthn.create", options).toString("base64url"),
        attestationObject: attestation(data).toString("base64url"),
        transports: ["internal"],
      });
    },

    /** The answer to the options of a sign-in. */
    signsIn(options: Options, isUnlocked = true) {
      const client = clientData("webauthn.get", options);
      const data = authenticatorData(isUnlocked);
      return answer(id, {
        clientDataJSON: client.toString("base64url"),
        authenticatorData: data.toString("base64url"),
        signature: sign("sha256", Buffer.concat([data, sha256(client)]), privateKey).toString("base64url"),
      });
    },
  };
}

const answer = (id: Buffer, response: object) => {
  const name = id.toString("base64url");
  return { id: name, rawId: name, type: "public-key", clientExtensionResults: {}, response };
};

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();

/** CBOR (RFC 8949) of `{ fmt: "none", attStmt: {}, authData }`. */
function attestation(data: Buffer): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
  const length = Buffer.from([0x59, data.length >> 8, data.length & 255]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    ...[text("fmt"), text("none"), text("attStmt"), Buffer.from([0xa0]), text("authData"), length, data],
  ]);
}

/** CBOR of an ES256 key (RFC 9053 §7.1.1): { 1: 2, 3: -7, -1: 1, -2: x, -3: y }. */
function coseKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const bytes = (coordinate: string) =>
    Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(coordinate, "base64url")]);
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(x),
    Buffer.from([0x22]),
    bytes(y),
  ]);
}
