import type { WaitingApplications } from "../../application/ports/waiting-applications.js";
import type { Id } from "../../domain/id.js";
import type { Orm } from "./orm.js";

export function createWaitingApplications(orm: Orm): WaitingApplications {
  return {
    async inEnvironment(environmentId) {
      const rows = await orm.em.getConnection().execute<{ id: Id<"app"> }[]>(
        `select distinct access_grant.application_id as id
           from access_request
           join access_grant on access_grant.id = access_request.grant_id
          where access_request.verdict is null and access_grant.environment_id = ?`,
        [environmentId],
      );
      return rows.map(({ id }) => id);
    },
  };
}
