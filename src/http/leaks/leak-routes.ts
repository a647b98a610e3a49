import type { FastifyPluginAsync } from "fastify";
import type { FoundSecret, TakeLeaks } from "../../application/leaks/take-leaks.js";
import type { SecretKind } from "../../application/ports/secret-vault.js";
import { prices } from "../../application/prices.js";
import { isStorable } from "../../application/storable-text.js";
import { HttpError } from "../errors.js";

export interface LeakRoutesOptions {
  readonly takeLeaks: TakeLeaks;
  /** Which kind of secret has the form and the checksum of a text; null for none. */
  readonly kindOf: (text: string) => SecretKind | null;
  /** Whether the scanner has signed the text; rejects when that cannot be found out. */
  readonly isSigned: (text: string, keyId: string, signature: string) => Promise<boolean>;
}

const bodyLimit = 256 * 1024;
const mostFindings = 500;
const longestUrl = 1_000;

/**
 * `POST /v1/leaks` for scanners of secrets, in the format of GitHub's secret scanning partner programme. The signature is
 * checked before anything of the body is read. The answer tells nothing of which secrets there are.
 */
export function leakRoutes({ takeLeaks, kindOf, isSigned }: LeakRoutesOptions): FastifyPluginAsync {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser<string>(
      "*",
      { parseAs: "string", bodyLimit },
      async (_: unknown, body: string) => body,
    );
    app.post<{ Body: string | undefined }>(
      "/v1/leaks",
      { bodyLimit, config: { price: prices.signingIn } },
      async ({ headers, body = "", address }, reply) => {
        const keyId = headers["github-public-key-identifier"];
        const signature = headers["github-public-key-signature"];
        const isClaimed = typeof keyId === "string" && typeof signature === "string";
        if (!isClaimed || !(await isSignedNow(body, keyId, signature)))
          throw new HttpError(401, "SIGNATURE", "Sign what you send as a secret scanner that is known here.");
        await takeLeaks(findingsIn(body, kindOf), address);
        return reply.header("cache-control", "no-store").send([]);
      },
    );
  };

  async function isSignedNow(body: string, keyId: string, signature: string): Promise<boolean> {
    try {
      return await isSigned(body, keyId, signature);
    } catch {
      throw new HttpError(
        503,
        "UNAVAILABLE",
        "Signatures cannot be checked for the moment. Try again in a minute.",
      );
    }
  }
}

function findingsIn(body: string, kindOf: LeakRoutesOptions["kindOf"]): FoundSecret[] {
  const findings = listIn(body);
  if (!findings || findings.length > mostFindings)
    throw new HttpError(400, "BAD_REQUEST", `Send a list of at most ${mostFindings} findings.`);
  return findings.flatMap(({ token: text, url }): FoundSecret[] => {
    const kind = typeof text === "string" ? kindOf(text) : null;
    return kind ? [{ kind, text: text as string, source: "SCANNER", url: addressIn(url) }] : [];
  });
}

function listIn(body: string): Record<string, unknown>[] | null {
  try {
    const list: unknown = JSON.parse(body);
    const isList = Array.isArray(list) && list.every((each) => typeof each === "object" && each !== null);
    return isList ? list : null;
  } catch {
    return null;
  }
}

/** Told to people, so no more than an address of the web, and what can be stored. */
function addressIn(url: unknown): string | null {
  if (typeof url !== "string" || url.length > longestUrl || !isStorable(url)) return null;
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : null;
}
