import type { EnvironmentApplications } from "../../application/ports/environment-applications.js";
import type { Orm } from "./orm.js";

export function createEnvironmentApplications(orm: Orm): EnvironmentApplications {
  return {
    toTell: (environmentId) =>
      orm.em.getConnection().execute(
        `select access_grant.application_id as "applicationId", access_grant.environment_id as "environmentId"
           from access_grant
           join api_environment on api_environment.id = access_grant.environment_id
          where access_grant.environment_id = ?
             or (?::text is null and api_environment.gateway_kind <> 'BUILT_IN')
          order by access_grant.id`,
        [environmentId, environmentId],
      ),
  };
}
