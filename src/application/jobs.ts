import type { AccessTokenScope } from "../domain/access-token/scope.js";
import type { ReminderDays } from "../domain/client-application/expiry-reminder.js";
import type { Id } from "../domain/id.js";
import type { Finding } from "../domain/leak.js";
import type { OwnerNotice } from "./consequences/owner-notice.js";
import type { AccountHappening } from "./notices/account-notices.js";
import type { PartnerHappening } from "./notices/partner-happening.js";
import type { CollectedMail, MailMessage } from "./ports/mail.js";
import type { SecretKind } from "./ports/secret-vault.js";

/** What operators are told of a secret that was found in public. */
export interface LeakWords {
  /** What has happened, in a few words. */
  readonly headline: string;
  readonly sentence: string;
  /** What has become of it, and what there is to do. */
  readonly consequence: string;
}

export interface OutgoingMail {
  readonly id: string;
  readonly message: MailMessage | CollectedMail;
}

interface JobPayloads {
  /** Makes the environment's gateway agree with the application (R16, R30). */
  provision: { applicationId: Id<"app">; environmentId: Id<"env"> };
  /** Has what an application may not do any more stop at the gateways, too, that the environment has left. */
  "hold-left-gateways": { applicationId: Id<"app">; environmentId: Id<"env"> };
  /** Has what waits in an environment be decided, where that needs no approval any more (R17). */
  "provision-waiting": { environmentId: Id<"env"> };
  /** Has the gateway of an environment, or each that has to be told, agree with all its applications. */
  "tell-gateways": { environmentId: Id<"env"> | null };
  /** Has the gateways agree with every application of the partner (R37). */
  "provision-partner": { partnerId: Id<"prt">; urgency: Urgency };
  /** Tells all members of a company what operators have done about it (R37); `at` as ISO 8601. */
  "tell-members": { partnerId: Id<"prt">; happening: PartnerHappening; reason: string; at: string };
  /** Tells whoever has gone and all ADMINs who has taken over the applications, and which invitations are withdrawn (R9). */
  "tell-of-handover": {
    partnerId: Id<"prt">;
    developerId: Id<"dev">;
    successorId: Id<"dev"> | null;
    actorId: Id<"dev"> | null;
    applicationNames: readonly string[];
    /** Left out of jobs of an earlier version. */
    invitationIds?: readonly Id<"inv">[];
    at: string;
  };
  /** Tells all owners that the keys of an environment are live (R16). */
  "announce-keys-live": { applicationId: Id<"app">; environmentId: Id<"env">; keyIds: readonly Id<"key">[] };
  /** Tells all owners what one of them has changed: all that one transaction has to tell. */
  "notify-owners": OwnerNotice | readonly OwnerNotice[];
  /** Mails an invitation (R7); `count` is the how-manieth time. */
  "send-invitation": { invitationId: Id<"inv">; count: number };
  /** Tells the ADMINs that somebody asks to join (R38). */
  "tell-of-join-request": { partnerId: Id<"prt">; developerId: Id<"dev"> };
  /** Tells whoever asked to join what an ADMIN has decided (R38). */
  "tell-of-join-decision": { partnerId: Id<"prt">; developerId: Id<"dev">; isAccepted: boolean };
  /** Tells the ADMINs, and whoever has gone, that a member's address is another company's now (R2, R9). */
  "tell-of-departure": { partnerId: Id<"prt">; developerId: Id<"dev">; successorId: Id<"dev"> | null };
  /** Tells the operators which access requests wait (R17). */
  "digest-access-requests": Record<string, never>;
  /** Tells all owners that provisioning takes long, if it still fails then. */
  "tell-of-delay": { applicationId: Id<"app">; environmentId: Id<"env"> };
  /** Tells all ADMINs, and all owners of what it names, that a token acts for the company from now on (R36). */
  "tell-of-company-token": {
    partnerId: Id<"prt">;
    tokenId: Id<"pat">;
    tokenName: string;
    scopes: readonly AccessTokenScope[];
    applicationNames: readonly string[];
    ownerIds: readonly Id<"dev">[];
    actorId: Id<"dev"> | null;
    at: string;
  };
  /** Tells the ADMINs which tokens of the company's outlive whoever made them and has gone (R9). */
  "tell-of-tokens-left": { partnerId: Id<"prt">; developerId: Id<"dev"> };
  /** Tells a developer what happened to their account. */
  "tell-developer": { id: string; developerId: Id<"dev">; happening: AccountHappening; at: string };
  /** Has a secret known as leaked, by the hashes that it may be kept under; `address` is who reports it. */
  "report-leak": Finding & { kind: SecretKind; hashes: readonly string[]; address: string };
  /** Tells the operators that a secret was found in public; `id` is the same for the same leak. */
  "tell-of-leak": { id: string } & LeakWords;
  /** Tells all ADMINs that a token of the company's was found in public, and ended. */
  "tell-of-leaked-token": {
    partnerId: Id<"prt">;
    tokenId: Id<"pat">;
    tokenName: string;
    url: string | null;
    at: string;
  };
  /** Tells all owners which keys of an application end within so many days (R39). */
  "tell-of-expiry": { applicationId: Id<"app">; keyIds: readonly Id<"key">[]; days: ReminderDays };
  /** A mail, on its way to those that wait. */
  "send-mail": OutgoingMail;
  /** Sends what waits of one template for a mailbox, known by its keyed hash. */
  "send-mails": { mailbox: string; template: MailMessage["template"] };
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
    /** Not before; at once when left out. */
    readonly runAt?: Date;
    /** Lower ones are taken first. */
    readonly priority: number;
  };
}[JobName];

/** Everything that a worker can do, by the job's name. */
export type JobHandlers = { readonly [Name in JobName]: (payload: JobPayloads[Name]) => Promise<void> };

/**
 * What stops credentials goes before everything else (R29), what makes new ones before any mail; what anybody may ask for, as
 * often as they like and from wherever they like, keeps nothing else waiting.
 */
const priorities = { stop: -10, provision: 0, mail: 10, anybody: 20 } as const;
export type Urgency = "stop" | "provision";

export function provisionJob(
  applicationId: Id<"app">,
  environmentId: Id<"env">,
  urgency: Urgency = "provision",
): Job {
  const key = `provision:${applicationId}:${environmentId}`;
  const priority = priorities[urgency];
  return { name: "provision", payload: { applicationId, environmentId }, key, queue: key, priority };
}

/** One at a time: gateways that nobody looks after any more may keep who tells them waiting. */
export function leftGatewaysJob(payload: JobPayload<"hold-left-gateways">): Job {
  const queue = "left-gateways";
  const key = `${queue}:${payload.applicationId}:${payload.environmentId}`;
  return { name: "hold-left-gateways", payload, key, queue, priority: priorities.stop };
}

/** The same once a key has ended: for gateways that go on with it. */
export function endingJob(applicationId: Id<"app">, environmentId: Id<"env">, runAt: Date): Job {
  const job = provisionJob(applicationId, environmentId, "stop");
  return { ...job, key: `provision-end:${applicationId}:${environmentId}`, runAt };
}

/** One at a time: what has been suspended and resumed meanwhile is read when it runs. */
export function partnerProvisionJob(partnerId: Id<"prt">, urgency: Urgency): Job {
  const key = `provision-partner:${partnerId}`;
  const payload = { partnerId, urgency };
  return { name: "provision-partner", payload, key, queue: key, priority: priorities[urgency] };
}

export function waitingJob(environmentId: Id<"env">): Job {
  const key = `provision-waiting:${environmentId}`;
  return {
    name: "provision-waiting",
    payload: { environmentId },
    key,
    queue: key,
    priority: priorities.provision,
  };
}

export function gatewaysJob(environmentId: Id<"env"> | null): Job {
  const key = `tell-gateways:${environmentId ?? "all"}`;
  const priority = priorities.provision;
  return { name: "tell-gateways", payload: { environmentId }, key, queue: key, priority };
}

export function membersJob(payload: JobPayload<"tell-members">): Job {
  const key = `members:${payload.partnerId}:${payload.happening.what}:${payload.at}`;
  return { name: "tell-members", payload, key, priority: priorities.mail };
}

export function handoverJob(payload: JobPayload<"tell-of-handover">): Job {
  const key = `handover:${payload.developerId}:${payload.at}`;
  return { name: "tell-of-handover", payload, key, priority: priorities.mail };
}

export function tokensLeftJob(payload: JobPayload<"tell-of-tokens-left">): Job {
  const key = `tokens-left:${payload.partnerId}:${payload.developerId}`;
  return { name: "tell-of-tokens-left", payload, key, priority: priorities.mail };
}

export function companyTokenJob(payload: JobPayload<"tell-of-company-token">): Job {
  const key = `company-token:${payload.tokenId}`;
  return { name: "tell-of-company-token", payload, key, priority: priorities.mail };
}

/** `id` makes a mail that is queued twice one mail. */
export function mailJob(id: string, message: OutgoingMail["message"]): Job {
  return { name: "send-mail", payload: { id, message }, key: `mail:${id}`, priority: priorities.mail };
}

/** What one transaction has to tell: of one cause there is one mail. */
export function noticeJobs(notices: readonly OwnerNotice[]): Job[] {
  const [first, ...others] = notices;
  if (!first) return [];
  const payload = others.length > 0 ? notices : first;
  return [{ name: "notify-owners", payload, key: `notice:${first.id}`, priority: priorities.mail }];
}

/** `id` is the same for the same happening. */
export function tellJob(payload: JobPayload<"tell-developer">): Job {
  return { name: "tell-developer", payload, key: `tell:${payload.id}`, priority: priorities.mail };
}

/** `count` is the how-manieth mail of the invitation. */
export function invitationJob(invitationId: Id<"inv">, count: number): Job {
  const key = `invitation:${invitationId}:${count}`;
  return { name: "send-invitation", payload: { invitationId, count }, key, priority: priorities.mail };
}

export function joinRequestJob(payload: JobPayload<"tell-of-join-request">): Job {
  const key = `join-request:${payload.developerId}`;
  return { name: "tell-of-join-request", payload, key, priority: priorities.mail };
}

export function joinDecisionJob(payload: JobPayload<"tell-of-join-decision">): Job {
  const key = `join-decision:${payload.developerId}:${payload.isAccepted ? "accepted" : "declined"}`;
  return { name: "tell-of-join-decision", payload, key, priority: priorities.mail };
}

export function departureJob(payload: JobPayload<"tell-of-departure">): Job {
  const key = `departure:${payload.partnerId}:${payload.developerId}`;
  return { name: "tell-of-departure", payload, key, priority: priorities.mail };
}

export function announcementJob(payload: JobPayload<"announce-keys-live">): Job {
  const key = `announce:${payload.keyIds[0]}`;
  return { name: "announce-keys-live", payload, key, priority: priorities.mail };
}

/** Reports of one secret that have not been looked at yet are one; but nobody pushes back what a scanner has signed. */
export function leakJob(payload: JobPayload<"report-leak">): Job {
  const priority = payload.source === "SCANNER" ? priorities.stop : priorities.anybody;
  const key = `leak:${payload.source}:${payload.hashes[0]}`;
  return { name: "report-leak", payload, key, priority };
}

export function leakNoticeJob(payload: JobPayload<"tell-of-leak">): Job {
  return { name: "tell-of-leak", payload, key: `leaked:${payload.id}`, priority: priorities.mail };
}

export function leakedTokenJob(payload: JobPayload<"tell-of-leaked-token">): Job {
  const key = `leaked-token:${payload.tokenId}`;
  return { name: "tell-of-leaked-token", payload, key, priority: priorities.mail };
}

export function expiryJob(payload: JobPayload<"tell-of-expiry">): Job {
  const key = `expiry:${payload.keyIds[0]}:${payload.days}`;
  return { name: "tell-of-expiry", payload, key, priority: priorities.mail };
}

/** One at a time; `runAt` keeps them apart. */
export function digestJob(runAt?: Date): Job {
  const name = "digest-access-requests";
  return { name, payload: {}, key: name, queue: name, priority: priorities.mail, ...(runAt && { runAt }) };
}

export function delayJob(applicationId: Id<"app">, environmentId: Id<"env">, runAt: Date): Job {
  const key = `delay:${applicationId}:${environmentId}`;
  const payload = { applicationId, environmentId };
  return { name: "tell-of-delay", payload, key, priority: priorities.mail, runAt };
}
