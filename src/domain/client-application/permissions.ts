import type { SecretRetrieval } from "../catalogue/api-environment.js";
import {
  type ActedOn,
  type Acting,
  assertMayChange,
  assertMayTransfer,
  assertOwner,
  memberWhoActs,
} from "./acting.js";
import { assertIssued, assertMayHaveKeys } from "./credential-changes.js";
import {
  assertAnythingLeft,
  assertNotRevoked,
  assertRotatable,
  assertSecretToRotate,
  assertShowable,
} from "./credentials.js";
import { assertMayRemoveOthers, assertRemovable, assertRoomForCoOwner } from "./owners.js";
import type { ApiKeyState, ClientApplicationState, ClientCredentialsState } from "./state.js";

/*
 * What a member, or a company's token, may do now: each throws exactly what the command of the same name would refuse them, whatever their input.
 * They are made of the commands' own checks, so that they cannot say otherwise.
 */

/** To an application. */
export const onApplication = {
  edit: assertMayChange,
  addCoOwner(application: ActedOn, by: Acting): void {
    assertMayChange(application, memberWhoActs(by));
    assertRoomForCoOwner(application);
  },
  /** Any of them. */
  removeCoOwner(application: ActedOn, by: Acting): void {
    assertMayChange(application, by);
    assertMayRemoveOthers(application, memberWhoActs(by));
  },
  /** Themselves. */
  ceaseToCoOwn(application: ActedOn, by: Acting): void {
    assertMayChange(application, by);
    assertRemovable(application, memberWhoActs(by).developerId);
  },
  transferOwnership(application: ActedOn, by: Acting, ownerHasLeft: boolean): void {
    assertMayTransfer(application, memberWhoActs(by), ownerHasLeft);
  },
  /** Some of its secrets, as far as they go. */
  reveal: assertMayChange,
  rotate: assertMayChange,
  revoke: assertOwner,
  requestAccessAgain: assertMayChange,
  deactivate: assertMayChange,
  restore: assertMayChange,
  delete: assertMayChange,
};

/** What of a key decides: `secret` is null until there is one, whatever it is otherwise. */
type KeyFacts = Pick<ApiKeyState, "revokedAt" | "expiresAt" | "lastShownAt"> & { readonly secret: unknown };
type CredentialsFacts = Pick<ClientCredentialsState, "revokedAt" | "lastShownAt"> & {
  readonly secret: unknown;
};

interface KeyAmongOthers {
  readonly key: KeyFacts;
  /** Of the same product and environment, as `laterKeys` gives them. */
  readonly later: readonly Pick<ApiKeyState, "revokedAt" | "expiresAt">[];
}

/** To a key. */
export const onKey = {
  reveal(application: ActedOn, by: Acting, key: KeyFacts, retrieval: SecretRetrieval): void {
    assertMayChange(application, by);
    assertShowable(key, retrieval, ["apiKeyId"]);
  },
  /** With no overlap at least. */
  rotate(application: ActedOn, by: Acting, { key, later }: KeyAmongOthers, now: Date): void {
    assertMayChange(application, by);
    assertRotatable(key, later, now);
  },
  /** To networks. */
  limit(application: ActedOn, by: Acting, key: Pick<KeyFacts, "revokedAt">): void {
    assertMayChange(application, by);
    assertNotRevoked(key);
  },
  revoke(application: ActedOn, by: Acting, key: Pick<KeyFacts, "revokedAt">): void {
    assertOwner(application, by);
    assertNotRevoked(key);
  },
};

/** To what a grant holds. */
export const onGrant = {
  revealClientSecret(
    application: ActedOn,
    by: Acting,
    credentials: CredentialsFacts | null,
    retrieval: SecretRetrieval,
  ): void {
    assertMayChange(application, by);
    assertIssued(credentials);
    assertShowable(credentials, retrieval, ["grantId"]);
  },
  /** With no overlap at least. */
  rotateClientSecret(application: ActedOn, by: Acting, credentials: CredentialsFacts | null): void {
    assertMayChange(application, by);
    assertSecretToRotate(credentials);
  },
  setClientKeys(
    application: ActedOn & Pick<ClientApplicationState, "type">,
    by: Acting,
    credentials: Pick<CredentialsFacts, "revokedAt"> | null,
  ): void {
    assertMayChange(application, by);
    assertMayHaveKeys(application, credentials);
  },
  revokeCredentials(
    application: ActedOn,
    by: Acting,
    credentials: Pick<CredentialsFacts, "revokedAt"> | null,
    keys: readonly Pick<ApiKeyState, "revokedAt">[],
  ): void {
    assertOwner(application, by);
    assertAnythingLeft(keys, credentials);
  },
};
