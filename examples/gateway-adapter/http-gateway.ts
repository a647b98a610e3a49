import type { Gateway } from "../../src/application/ports/gateway.js";

export interface HttpGatewayOptions {
  /** Where the gateway is administrated, with a slash at the end. */
  readonly adminUrl: string;
  readonly token: string;
  /** Milliseconds after which an answer is given up. */
  readonly timeout?: number;
}

/**
 * An adapter for a gateway that takes all that an application may do in an environment as one document, by
 * `PUT environments/{id}/applications/{id}`. To use it, give it to `startWorkerProcess(services, { gateway })`.
 *
 * What Portico needs of an adapter, and where it is here:
 * - Afterwards exactly `access` is accepted: a PUT replaces what there was.
 * - The same again comes to the same: so does a PUT. An answer that was lost is therefore no matter.
 * - Whatever is not surely done rejects: the job is then tried again, and operators see the message. It must hold no
 *   secret; `access` has none, only hashes.
 * - It ends: a gateway that does not answer must not hold the worker for ever.
 */
export function createHttpGateway({ adminUrl, token, timeout = 10_000 }: HttpGatewayOptions): Gateway {
  return {
    async apply(environmentId, applicationId, access) {
      const path = ["environments", environmentId, "applications", applicationId].map(encodeURIComponent);
      const response = await fetch(new URL(path.join("/"), adminUrl), {
        method: "PUT",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(access),
        // A gateway that sends elsewhere is set up wrongly; the token is meant for this one alone.
        redirect: "error",
        signal: AbortSignal.timeout(timeout),
      });
      // Read to its end, so that the connection can be used again.
      const answer = await response.text();
      if (response.status !== 204) {
        throw new Error(`The gateway answered ${response.status}: ${answer.slice(0, 200)}`);
      }
    },
  };
}
