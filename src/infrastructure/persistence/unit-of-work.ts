import { LRUCache } from "lru-cache";
import { actorIdOf, type Origin } from "../../application/actor.js";
import type { AuditNote } from "../../application/consequences/audit/audit-note.js";
import { changesOf, renamedBy } from "../../application/consequences/changes-of.js";
import { consequencesOf } from "../../application/consequences/consequences-of.js";
import type { DomainEvent } from "../../application/domain-event.js";
import type { Job } from "../../application/jobs.js";
import { applicationChangedChannel, partnerChangedChannel } from "../../application/ports/change-feed.js";
import type { Clock } from "../../application/ports/clock.js";
import { ClaimLost, type HeldClaim } from "../../application/ports/idempotency-store.js";
import type { Ids } from "../../application/ports/ids.js";
import type { Transaction, UnitOfWork } from "../../application/ports/unit-of-work.js";
import type { Born, Id } from "../../domain/id.js";
import { createSignInAccounts } from "../identity/sign-in-accounts.js";
import { type Execute, queued, queueing } from "../jobs/enqueue.js";
import { translated } from "./constraint-errors.js";
import { AuditEntryRow } from "./entities/audit-entry.js";
import { namesFor } from "./names.js";
import type { Em, Orm } from "./orm.js";
import { isOwner } from "./predicates.js";
import { MikroAccessTokens } from "./repositories/access-tokens.js";
import { MikroCatalogue } from "./repositories/catalogue.js";
import { MikroClientApplications } from "./repositories/client-applications.js";
import { MikroDevelopers } from "./repositories/developers.js";
import { MikroGatewayTokens } from "./repositories/gateway-tokens.js";
import { MikroOperators } from "./repositories/operators.js";
import { MikroPartners } from "./repositories/partners.js";
import { MikroRegistrations } from "./repositories/registrations.js";
import { rowsBy } from "./rows-by.js";
import { tableOf } from "./table.js";
import { withMapper } from "./transaction-mapper.js";
import { Writes } from "./writes.js";

/** How often a transaction is run anew that PostgreSQL has ended because of another. */
const maxAttempts = 5;

/**
 * Transactions on PostgreSQL: state, audit entries, queued jobs and notifications commit together (R32). One that would
 * wait in a circle with others, or that has lost an address to a sign-up, is run again from the start, as if it had come later.
 */
export function createUnitOfWork({ orm, clock, ids }: Parts): UnitOfWork {
  return {
    async run(origin, work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await transact({ orm, clock, ids }, origin, work);
        } catch (error) {
          if (!isOvertaken(error) || attempt === maxAttempts) throw translated(error);
        }
      }
    },
  };
}

/**
 * A deadlock, or a row that another has added to one of better-auth's tables meanwhile (PostgreSQL, Appendix A). The mapper
 * has exceptions of its own for them, but not when they come with the commit.
 */
function isOvertaken(error: unknown): boolean {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  return code === "40P01" || (code === "23505" && constraint === "user_email_key");
}

interface Parts {
  readonly orm: Orm;
  readonly clock: Clock;
  readonly ids: Ids;
}

function repositoriesOf(em: Em, writes: Writes) {
  return {
    developers: new MikroDevelopers(em),
    partners: new MikroPartners(em),
    applications: new MikroClientApplications(em, writes),
    catalogue: new MikroCatalogue(em),
    accessTokens: new MikroAccessTokens(em),
    gatewayTokens: new MikroGatewayTokens(em),
    operators: new MikroOperators(em),
  };
}

function transact<T>(
  { orm, clock, ids }: Parts,
  origin: Origin,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return orm.em.fork().transactional(async (em) => {
    const writes = new Writes();
    const kept = repositoriesOf(em, writes);
    const execute = (sql: string, parameters: unknown[]) => em.execute<unknown[]>(sql, parameters);
    const registrations = new MikroRegistrations(em, kept);
    const transaction = { ...kept, registrations, accounts: createSignInAccounts(execute) };
    const result = await work(withMapper(transaction, em));
    const repositories = Object.values(kept);
    for (const repository of repositories) await repository.save();
    const events = repositories.flatMap(({ tracked }): DomainEvent[] => tracked.takeEvents());
    const { notes, jobs } = await consequencesOf(events, actorIdOf(origin), (ids) => namesFor(ids, kept));
    for (const note of notes) {
      const born = { id: ids.next("act"), now: clock.now() } as const;
      writes.insert(tableOf(em, AuditEntryRow), auditEntry(note, origin, born));
    }
    await em.flush();
    if (origin.claim) await fulfil(em, origin.claim);
    await write(em, writes, events, jobs);
    await publish(em, events);
    return result;
  });
}

function auditEntry(note: AuditNote, origin: Origin, { id, now }: Born<"act">) {
  return {
    id,
    at: now,
    actorId: note.actorId ?? actorIdOf(origin),
    actorAddress: origin.address,
    action: note.action,
    summary: note.summary,
    subjectId: note.subjectId,
    partnerId: note.partnerId ?? null,
    applicationId: note.applicationId ?? null,
  };
}

/**
 * Marks the claim as carried out, in the transaction that does so.
 *
 * @throws {ClaimLost}
 */
async function fulfil(
  em: Em,
  { actorId, credential, key, requestHash, claimedAt }: HeldClaim,
): Promise<void> {
  const held = await em.execute<unknown[]>(
    `update idempotency_record set done_at = now()
      where developer_id = ? and credential = ? and key = ? and request_hash = ? and created_at = ? and done_at is null returning true`,
    [actorId, credential, key, requestHash, claimedAt.toISOString()],
  );
  if (held.length === 0) throw new ClaimLost();
}

/** All that the mapper does not write, the jobs, and what watchers are told, by one statement. */
async function write(
  em: Em,
  writes: Writes,
  events: readonly DomainEvent[],
  jobs: readonly Job[],
): Promise<void> {
  const values = writes.values();
  const notifications = notificationsOf(events);
  if (values.length + jobs.length + notifications.length === 0) return;
  const { shape } = writes;
  const text = statements.get(shape) ?? statementOf(writes.texts());
  statements.set(shape, text);
  await rowsBy(em, text, [...values, queued(jobs), JSON.stringify(notifications)]);
}

/** Long texts, which need not be made, and told from all others, again and again. */
const statements = new LRUCache<string, string>({ max: 500 });

function statementOf(texts: readonly string[]): string {
  const changes = texts.length > 0 ? `with ${texts.join(",\n")}\n` : "";
  return `${changes}select ${queueing(`$${texts.length + 1}`)}, ${telling(`$${texts.length + 2}`)}`;
}

const telling = (notifications: string) =>
  `(select count(pg_notify(channel, payload))
      from jsonb_to_recordset(${notifications}::jsonb) as told (channel text, payload text))`;

async function publish(em: Em, events: readonly DomainEvent[]): Promise<void> {
  const execute: Execute = (sql, parameters) => em.execute(sql, parameters);
  await publishRenamed(execute, events.flatMap(renamedBy));
  // Their keys have another status now (R37).
  const partnerIds = events.filter(isStopOrGo).map(({ partnerId }) => partnerId);
  if (partnerIds.length === 0) return;
  await execute(
    `select pg_notify(?, id) from client_application
      where partner_id = any (array (select jsonb_array_elements_text(?::jsonb)))`,
    [applicationChangedChannel, JSON.stringify(partnerIds)],
  );
}

/** Whoever watches a company, or an application, with somebody in it who is called otherwise now. */
async function publishRenamed(execute: Execute, developerIds: readonly Id<"dev">[]): Promise<void> {
  if (developerIds.length === 0) return;
  await execute(
    `with renamed as (
       select partner_id, developer_id from member
        where developer_id = any (array (select jsonb_array_elements_text(?::jsonb))))
     select pg_notify(?, json_build_object('partnerId', partner_id,
              'change', json_build_object('kind', 'MEMBER_CHANGED', 'id', developer_id))::text) from renamed
     union all
     select pg_notify(?, a.id) from renamed join client_application as a
       on a.partner_id = renamed.partner_id and ${isOwner("a").replace("?", "renamed.developer_id")}`,
    [JSON.stringify(developerIds), partnerChangedChannel, applicationChangedChannel],
  );
}

/** What those who watch an application, or a partner, are told of: the same once. */
function notificationsOf(events: readonly DomainEvent[]) {
  const applicationIds = events.flatMap((event) => ("applicationId" in event ? [event.applicationId] : []));
  const changes = events.flatMap(changesOf).map((change) => JSON.stringify(change));
  return [
    ...[...new Set(applicationIds)].map((payload) => ({ channel: applicationChangedChannel, payload })),
    ...[...new Set(changes)].map((payload) => ({ channel: partnerChangedChannel, payload })),
  ];
}

type StopOrGo = Extract<DomainEvent, { type: "PartnerSuspended" | "PartnerResumed" }>;

function isStopOrGo(event: DomainEvent): event is StopOrGo {
  return event.type === "PartnerSuspended" || event.type === "PartnerResumed";
}
