import { defineEntity, p } from "@mikro-orm/postgresql";
import type { Id } from "../../../domain/id.js";
import type { SigningAlgorithm } from "../../../domain/oauth/signing-keys.js";

/** By which the authorization server of an environment signs (R34). */
export const OauthSigningKeyRow = defineEntity({
  name: "OauthSigningKeyRow",
  tableName: "oauth_signing_key",
  properties: {
    id: p.text().primary(),
    environmentId: p.text().$type<Id<"env">>(),
    algorithm: p.text().$type<SigningAlgorithm>(),
    publicJwk: p.json<Record<string, string>>(),
    privateCiphertext: p.text(),
    privateKeyId: p.text(),
    createdAt: p.datetime().columnType("timestamptz(3)"),
    signsFrom: p.datetime().columnType("timestamptz(3)"),
  },
  indexes: [
    { name: "oauth_signing_key_environment_index", properties: ["environmentId", "algorithm", "signsFrom"] },
  ],
});

/** Access tokens that were revoked before their end. */
export const OauthRevokedTokenRow = defineEntity({
  name: "OauthRevokedTokenRow",
  tableName: "oauth_revoked_token",
  properties: {
    id: p.text().primary(),
    applicationId: p.text().$type<Id<"app">>(),
    expiresAt: p.datetime().columnType("timestamptz(3)").index("oauth_revoked_token_expiry_index"),
  },
});

/** Sessions, consents, codes and refresh tokens of an authorization server. */
export const OauthRecordRow = defineEntity({
  name: "OauthRecordRow",
  tableName: "oauth_record",
  properties: {
    id: p.text().primary(),
    environmentId: p.text().$type<Id<"env">>(),
    kind: p.text(),
    grantId: p.text().nullable(),
    uidHash: p.text().nullable(),
    payloadCiphertext: p.text(),
    payloadKeyId: p.text(),
    consumedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    expiresAt: p.datetime().columnType("timestamptz(3)").index("oauth_record_expiry_index"),
  },
  indexes: [
    {
      name: "oauth_record_grant_index",
      expression:
        "create index oauth_record_grant_index on oauth_record (grant_id) where grant_id is not null",
    },
    {
      name: "oauth_record_uid_index",
      expression: "create index oauth_record_uid_index on oauth_record (uid_hash) where uid_hash is not null",
    },
  ],
});
