import type { Contact, NoticeFacts } from "../../application/ports/notice-facts.js";
import { displayName } from "../../domain/developer/display-name.js";
import { ApiEnvironmentRow, ApiProductRow } from "./entities/catalogue.js";
import { ApiKeyRow, ClientApplicationRow } from "./entities/client-application.js";
import { DeveloperRow } from "./entities/people.js";
import type { Em, Orm } from "./orm.js";

export function createNoticeFacts(orm: Orm): NoticeFacts {
  return {
    async contacts(developerIds) {
      return contacts(orm.em.fork(), developerIds);
    },

    async keysLive(applicationId, environmentId, keyIds) {
      const em = orm.em.fork();
      const application = await em.findOne(ClientApplicationRow, { id: applicationId });
      const environment = await em.findOne(ApiEnvironmentRow, { id: environmentId });
      const keys = await em.find(ApiKeyRow, { id: { $in: [...keyIds] }, revokedAt: null });
      if (!application || !environment || keys.length === 0) return null;
      const productIds = keys.map(({ productId }) => productId);
      const products = await em.find(
        ApiProductRow,
        { id: { $in: productIds } },
        { orderBy: { name: "asc" } },
      );
      const ownerIds = [application.ownerId, ...application.coOwnerIds];
      return {
        applicationName: application.name,
        environmentName: environment.name,
        institution: environment.institution,
        productNames: products.map(({ name }) => name),
        owners: await contacts(em, ownerIds),
      };
    },
  };
}

async function contacts(em: Em, developerIds: readonly string[]): Promise<Contact[]> {
  const developers = await em.find(DeveloperRow, { id: { $in: [...developerIds] } });
  return developers.map(({ id, email, givenName = null, familyName = null }) => ({
    developerId: id,
    email,
    name: displayName({ givenName, familyName }, email),
  }));
}
