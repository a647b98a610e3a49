import type { PartnerEnvironments } from "../../application/ports/partner-environments.js";
import type { Orm } from "./orm.js";

export function createPartnerEnvironments(orm: Orm): PartnerEnvironments {
  return {
    ofPartner: (partnerId) =>
      orm.em.getConnection().execute(
        `select access_grant.application_id as "applicationId", access_grant.environment_id as "environmentId"
           from access_grant
           join client_application on client_application.id = access_grant.application_id
          where client_application.partner_id = ?
          order by access_grant.id`,
        [partnerId],
      ),
  };
}
