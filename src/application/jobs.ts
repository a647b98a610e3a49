import type { DomainEvent } from "./domain-event.js";
import type { MailMessage } from "./ports/mail.js";

interface JobPayloads {
  /** Makes the environment's gateway agree with the application (R16, R30). */
  provision: { applicationId: string; environmentId: string };
  /** Tells all owners that the keys of an environment are live (R16). */
  "announce-keys-live": { applicationId: string; environmentId: string; keyIds: readonly string[] };
  "send-mail": { id: string; message: MailMessage };
}

export type JobName = keyof JobPayloads;
export type JobPayload<Name extends JobName> = JobPayloads[Name];

/** Work that is queued in the transaction of the change that asks for it (R32). */
export type Job = {
  [Name in JobName]: {
    readonly name: Name;
    readonly payload: JobPayloads[Name];
    /** Jobs with the same key that have not started yet collapse into one. */
    readonly key: string;
    /** Jobs of one queue never run at once. */
    readonly queue?: string;
  };
}[JobName];

/** Everything that a worker can do, by the job's name. */
export type JobHandlers = { readonly [Name in JobName]: (payload: JobPayloads[Name]) => Promise<void> };

export function provisionJob(applicationId: string, environmentId: string): Job {
  const key = `provision:${applicationId}:${environmentId}`;
  return { name: "provision", payload: { applicationId, environmentId }, key, queue: key };
}

/** `id` makes a mail that is queued twice one mail. */
export function mailJob(id: string, message: MailMessage): Job {
  return { name: "send-mail", payload: { id, message }, key: `mail:${id}` };
}

/** What has to be done because of an event. */
export function jobsAfter(event: DomainEvent): Job[] {
  switch (event.type) {
    case "ClientApplicationRegistered":
      return event.grantedEnvironmentIds.map((environmentId) =>
        provisionJob(event.applicationId, environmentId),
      );
    case "EnvironmentWentLive": {
      const { applicationId, environment, keyIds } = event;
      const payload = { applicationId, environmentId: environment.id, keyIds };
      return [{ name: "announce-keys-live", payload, key: `announce:${keyIds[0]}` }];
    }
    default:
      return [];
  }
}
