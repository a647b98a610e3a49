import type { Gateway, KeyVerifier } from "../../application/ports/gateway.js";
import type { DesiredClient } from "../../domain/client-application/desired-access.js";
import { GatewayClientRow, GatewayKeyRow } from "../persistence/entities/built-in-gateway.js";
import type { Orm } from "../persistence/orm.js";

/**
 * The gateway that comes with Portico: it holds, in tables of its own, what each environment accepts, and never a
 * secret in clear. Applying replaces all that it held of one application in one environment, in one transaction.
 */
export function createBuiltInGateway(orm: Orm): Gateway & KeyVerifier {
  return {
    async apply(environmentId, applicationId, { keys, client }) {
      await orm.em.fork().transactional(async (em) => {
        const place = { environmentId, applicationId };
        const heldKeys = await em.find(GatewayKeyRow, place);
        const heldClients = await em.find(GatewayClientRow, place);
        const wantedHashes = new Set(keys.map(({ hash }) => hash));
        em.remove(heldKeys.filter(({ hash }) => !wantedHashes.has(hash)));
        em.remove(heldClients.filter(({ clientId }) => clientId !== client?.clientId));
        await em.upsertMany(
          GatewayKeyRow,
          keys.map((key) => ({ ...place, ...key })),
        );
        if (client) await em.upsert(GatewayClientRow, { ...place, ...clientRow(client) });
      });
    },

    async verify(environmentId, hashes, now) {
      const held = await orm.em.fork().findOne(GatewayKeyRow, {
        environmentId,
        hash: { $in: [...hashes] },
        $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }],
      });
      return (
        held && { apiKeyId: held.apiKeyId, productId: held.productId, applicationId: held.applicationId }
      );
    },
  };
}

function clientRow({ clientId, secretHash, retiring, redirectUrls }: DesiredClient) {
  return {
    clientId,
    secretHash,
    retiringSecretHash: retiring?.hash ?? null,
    retiringSecretExpiresAt: retiring?.expiresAt ?? null,
    redirectUrls: [...redirectUrls],
  };
}
