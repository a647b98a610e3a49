import type { ClientApplicationEvent } from "../../domain/client-application/events.js";
import type { Finding } from "../../domain/leak.js";

/** For the audit trail. `what` goes on after "that". */
export function heardOf(what: string, { source, url }: Finding, isRevoked: boolean): string {
  const from = source === "SCANNER" ? "a secret scanner" : "somebody who found it";
  return `heard from ${from} that ${what} is public${at(url)}${isRevoked ? "; it was revoked" : ""}`;
}

/** A sentence for mails. */
export function foundInPublic(what: string, { url }: Pick<Finding, "url">): string {
  return `${what[0]?.toUpperCase()}${what.slice(1)} was found in public${at(url)}.`;
}

const at = (url: string | null) => (url ? `, at ${url}` : "");

type KeyLeaked = Extract<ClientApplicationEvent, { type: "ApiKeyLeaked" }>;
type SecretLeaked = Extract<ClientApplicationEvent, { type: "ClientSecretLeaked" }>;

/** What it means for the owners. */
export function keyLeakForOwners({ isRevoked }: KeyLeaked): string {
  return isRevoked
    ? "Whoever has read it can use it no longer, and neither can you: rotating it creates a new one. Remove it where it was found."
    : "It still works, also for whoever has read it. Rotate it with an overlap as short as you can, or revoke it now, and remove it where it was found.";
}

/** What it means for the owners. */
export function secretLeakForOwners({ isRetiring, isIdle, isRevoked }: SecretLeaked): string {
  if (isRevoked)
    return isRetiring
      ? "It was the one before the last rotation, and works no longer: use the newest one. Remove it where it was found."
      : "The client credentials were revoked: whoever has read the secret can use it no longer, and neither can you. Rotating it creates new ones, with another client ID. Remove it where it was found.";
  if (isIdle)
    return "It opens nothing while the client shows who it is by keys. Rotate it, and remove it where it was found.";
  return isRetiring
    ? "It is the one before the last rotation, and works until its end, also for whoever has read it. Rotating once more, with no overlap, stops it before. Remove it where it was found."
    : "It still works, also for whoever has read it. Rotate it with an overlap as short as you can, and remove it where it was found.";
}

/** What operators are told of a key or a client secret. */
export function leakForOperators(event: KeyLeaked | SecretLeaked): string {
  if (event.isRevoked) return "It was revoked at once, as its environment says. Its owners have been told.";
  if (event.type === "ClientSecretLeaked" && event.isIdle)
    return "It opens nothing, since its client shows who it is by keys. Its owners have been told.";
  return "It still works: its environment leaves it to the owners, who have been told, to rotate or revoke it.";
}

/** What operators are told of a gateway's token, which is theirs. */
export function gatewayTokenLeak(isRevoked: boolean): string {
  return isRevoked
    ? "It was revoked at once, as its environment says: the gateway that uses it lets nobody in until it has another one. Make one, and remove this one where it was found."
    : "It still works, also for whoever has read it: make another one, give it to the gateway, revoke this one, and remove it where it was found.";
}
