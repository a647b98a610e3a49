import type { ProvisioningFailures } from "../../application/ports/provisioning-failures.js";
import type { Orm } from "./orm.js";
import { rowsBy } from "./rows-by.js";

export function createProvisioningFailures(orm: Orm): ProvisioningFailures {
  const execute = (sql: string, parameters: unknown[]) =>
    rowsBy<{ is_first: boolean }>(orm.em, sql, parameters);
  return {
    async record({ applicationId, environmentId }, error, now) {
      const [row] = await execute(
        `insert into provisioning_failure (application_id, environment_id, since, last_failed_at, last_error)
         values ($1, $2, $3, $3, $4)
         on conflict (application_id, environment_id) do update
           set last_failed_at = excluded.last_failed_at, last_error = excluded.last_error
         returning since = last_failed_at as is_first`,
        [applicationId, environmentId, now, error],
      );
      return row?.is_first ?? false;
    },
    async clear({ applicationId, environmentId }) {
      await execute("delete from provisioning_failure where application_id = $1 and environment_id = $2", [
        applicationId,
        environmentId,
      ]);
    },
    async claimNotice({ applicationId, environmentId }, now) {
      const claimed = await execute(
        `update provisioning_failure set told_at = $1
          where application_id = $2 and environment_id = $3 and told_at is null returning true as is_first`,
        [now, applicationId, environmentId],
      );
      return claimed.length > 0;
    },
  };
}
