import { raw } from "@mikro-orm/postgresql";
import type { ClientApplications } from "../../../application/ports/unit-of-work.js";
import { ClientApplication } from "../../../domain/client-application/client-application.js";
import type { ClientApplicationState } from "../../../domain/client-application/state.js";
import type { Id } from "../../../domain/id.js";
import { nameKeys } from "../../../domain/name-keys.js";
import { prototypes } from "../../confusables.js";
import {
  AccessGrantRow,
  AccessRequestRow,
  ApiKeyRow,
  ClientApplicationRow,
} from "../entities/client-application.js";
import type { Em } from "../orm.js";
import { isForAnother, isOwner, isPartnerSuspended } from "../predicates.js";
import { rowsBy } from "../rows-by.js";
import { TableRows } from "../table-rows.js";
import { Tracked } from "../tracked.js";
import type { Writes } from "../writes.js";
import {
  type ApplicationData,
  type ApplicationRow,
  applicationRow,
  applicationState,
  type GrantRow,
  grantRow,
  type KeyData,
  type KeyRow,
  keyRow,
  type RequestRow,
  requestRow,
} from "./client-application-rows.js";

export class MikroClientApplications implements ClientApplications {
  readonly tracked = new Tracked<ClientApplicationState, ClientApplication>();
  /** Of the environments within which applications were loaded, by their ids. */
  readonly environmentNames = new Map<string, string>();
  private readonly rows: TableRows<ApplicationRow, ApplicationData>;
  private readonly grantRows: TableRows<GrantRow>;
  private readonly requestRows: TableRows<RequestRow>;
  private readonly keyRows: TableRows<KeyRow, KeyData>;

  constructor(
    private readonly em: Em,
    writes: Writes,
  ) {
    this.rows = new TableRows<ApplicationRow, ApplicationData>(em, ClientApplicationRow, writes);
    this.grantRows = new TableRows<GrantRow>(em, AccessGrantRow, writes);
    this.requestRows = new TableRows<RequestRow>(em, AccessRequestRow, writes);
    this.keyRows = new TableRows<KeyRow, KeyData>(em, ApiKeyRow, writes);
  }

  async lock(applicationId: Id<"app">): Promise<ClientApplication | null> {
    return this.load(hasId(applicationId));
  }

  async lockInEnvironment(
    applicationId: Id<"app">,
    environmentId: Id<"env">,
  ): Promise<ClientApplication | null> {
    const [application] = await this.loadAll(hasId(applicationId), environmentId);
    return application ?? null;
  }

  async lockOfPartner(applicationId: Id<"app">, partnerId: Id<"prt">): Promise<ClientApplication | null> {
    return this.load(ofPartner(hasId(applicationId), partnerId));
  }

  async lockByApiKey(apiKeyId: Id<"key">, partnerId: Id<"prt">): Promise<ClientApplication | null> {
    const ofKey = await this.em
      .getKysely({ columnNamingStrategy: "property", tableNamingStrategy: "entity" })
      .selectFrom("ApiKeyRow")
      .innerJoin("AccessGrantRow", "AccessGrantRow.id", "ApiKeyRow.grantId")
      .where("ApiKeyRow.id", "=", apiKeyId)
      .select("AccessGrantRow.applicationId")
      .executeTakeFirst();
    return this.load(ofPartner(hasId(ofKey?.applicationId ?? "app_"), partnerId));
  }

  async lockByKeyHash(hashes: readonly string[]) {
    const sql = `select id, application_id as "applicationId" from api_key where secret_hash = any ($1::text[])`;
    const [key] = await rowsBy<{ id: Id<"key">; applicationId: Id<"app"> }>(this.em, sql, [hashes]);
    if (!key) return null;
    const application = await this.lock(key.applicationId);
    // It may have been destroyed while the application was waited for.
    return application?.environmentOfKey(key.id) ? { application, apiKeyId: key.id } : null;
  }

  async lockBySecretHash(hashes: readonly string[]) {
    const sql = `
      select id, application_id as "applicationId" from access_grant
       where secret_hash = any ($1::text[]) or retiring_secret_hash = any ($1::text[])`;
    const [grant] = await rowsBy<{ id: Id<"grt">; applicationId: Id<"app"> }>(this.em, sql, [hashes]);
    if (!grant) return null;
    const application = await this.lock(grant.applicationId);
    // It may have been removed while the application was waited for.
    return application?.environmentOfGrant(grant.id) ? { application, grantId: grant.id } : null;
  }

  async lockByGrant(grantId: Id<"grt">, partnerId?: Id<"prt">): Promise<ClientApplication | null> {
    const grant = await this.em.findOne(AccessGrantRow, { id: grantId });
    const own = hasId(grant?.applicationId ?? "app_");
    return this.load(partnerId === undefined ? own : ofPartner(own, partnerId));
  }

  async lockByRequest(accessRequestId: Id<"req">, partnerId?: Id<"prt">): Promise<ClientApplication | null> {
    const request = await this.em.findOne(AccessRequestRow, { id: accessRequestId });
    const own = hasId(request?.applicationId ?? "app_");
    return this.load(partnerId === undefined ? own : ofPartner(own, partnerId));
  }

  async waitsForAnother(
    environmentId: Id<"env">,
    { id, domain }: { readonly id: Id<"dev">; readonly domain: string },
  ): Promise<boolean> {
    const [found] = await this.em.execute<{ waits: boolean }[]>(
      `select exists (
        select from access_request r
         where r.environment_id = ? and r.verdict is null and ${isForAnother("r")}) as waits`,
      [environmentId, id, domain, id],
    );
    return found?.waits ?? false;
  }

  async countOfPartner(partnerId: Id<"prt">): Promise<number> {
    const sql = "select count(*)::int as count from client_application where partner_id = $1";
    const [counted] = await rowsBy<{ count: number }>(this.em, sql, [partnerId]);
    return counted?.count ?? 0;
  }

  async lockAllOfPartner(ids: readonly Id<"app">[], partnerId: Id<"prt">): Promise<ClientApplication[]> {
    return this.loadAll(ofPartner({ text: "a.id = any ($1::text[])", values: [ids] }, partnerId));
  }

  async lockOfMember(developerId: Id<"dev">, partnerId: Id<"prt">): Promise<ClientApplication[]> {
    const owned = { text: isOwner("a").replace("?", "$1"), values: [developerId] };
    return this.loadAll(ofPartner(owned, partnerId));
  }

  async ownedBy(developerId: Id<"dev">, partnerId: Id<"prt">): Promise<Id<"app">[]> {
    const owned = { partnerId, [raw(isOwner, [developerId])]: [] };
    const rows = await this.em.find(ClientApplicationRow, owned, { fields: ["id"] });
    return rows.map(({ id }) => id);
  }

  async ownerOf(applicationId: Id<"app">): Promise<Id<"dev"> | null> {
    const row = await this.em
      .getKysely({ columnNamingStrategy: "property", tableNamingStrategy: "entity" })
      .selectFrom("ClientApplicationRow")
      .where("id", "=", applicationId)
      .select("ownerId")
      .executeTakeFirst();
    return row?.ownerId ?? null;
  }

  async isNameTaken(partnerId: Id<"prt">, name: string, exceptId?: Id<"app">): Promise<boolean> {
    const { folded, skeleton } = nameKeys(name, prototypes);
    const others = await this.em.count(ClientApplicationRow, {
      partnerId,
      $or: [{ nameKey: folded }, { nameSkeleton: skeleton }],
      ...(exceptId !== undefined && { id: { $ne: exceptId } }),
    });
    return others > 0;
  }

  add(application: ClientApplication): void {
    this.tracked.added(application);
  }

  save(): void {
    const changed = this.tracked.changed();
    for (const { state, isDeleted } of changed) {
      if (isDeleted) this.rows.keepOnly([], ({ id }) => id === state.id);
      else this.rows.put(applicationRow(state));
    }
    const grants = changed.flatMap(({ state }) => state.grants.map((grant) => grantRow(state.id, grant)));
    const keys = changed.flatMap(({ state }) =>
      state.grants.flatMap((grant) => grant.keys.map((key) => keyRow(state, grant, key))),
    );
    const requests = changed.flatMap(({ state }) =>
      state.grants.flatMap((grant) => grant.requests.map((request) => requestRow(state, grant, request))),
    );
    for (const row of grants) this.grantRows.put(row);
    for (const row of requests) this.requestRows.put(row);
    for (const row of keys) this.keyRows.put(row);
    const ids = new Set(changed.map(({ state }) => state.id));
    this.keyRows.keepOnly(keys, ({ applicationId }) => ids.has(applicationId));
    this.requestRows.keepOnly(requests, ({ applicationId }) => ids.has(applicationId));
    this.grantRows.keepOnly(grants, ({ applicationId }) => ids.has(applicationId));
  }

  private async load(where: Condition): Promise<ClientApplication | null> {
    const [application] = await this.loadAll(where);
    return application ?? null;
  }

  /**
   * With two statements, however many there are; locked in one order, so that nobody waits in a circle. Within one environment
   * the lock is that grant's, and the application is kept from being changed.
   */
  private async loadAll(where: Condition, environmentId?: Id<"env">): Promise<ClientApplication[]> {
    const locking = environmentId ? lockingWithin(where) : lockingWhole(where);
    const within = environmentId ? [environmentId] : [];
    const locked = await rowsBy<{ id: string }>(this.em, locking, [...where.values, ...within]);
    if (locked.length === 0) return [];
    // Read after the lock: what another transaction has changed meanwhile must be seen.
    const ids = locked.map(({ id }) => id);
    const [read] = environmentId
      ? await rowsBy<Read>(this.em, readingWithin, [ids[0], environmentId])
      : await rowsBy<Read>(this.em, readingWhole, [ids]);
    if (environmentId && read?.environment_name)
      this.environmentNames.set(environmentId, read.environment_name);
    const grants = this.grantRows.take(read?.grants ?? []);
    const requests = this.requestRows.take(read?.requests ?? []);
    const keys = this.keyRows.take(read?.keys ?? []);
    const grantsOf = Map.groupBy(grants, ({ applicationId }) => applicationId);
    const requestsOf = Map.groupBy(requests, ({ grantId }) => grantId);
    const keysOf = Map.groupBy(keys, ({ grantId }) => grantId);
    return this.rows.take(read?.applications ?? []).map((row) => {
      const own = grantsOf.get(row.id) ?? [];
      const state = applicationState(
        row,
        own,
        (grantId) => requestsOf.get(grantId) ?? [],
        (grantId) => keysOf.get(grantId) ?? [],
      );
      return this.tracked.loaded(ClientApplication.fromState(state));
    });
  }
}

/** Of applications, as `a`, with `$1` and so on. */
interface Condition {
  readonly text: string;
  readonly values: readonly unknown[];
}

const hasId = (id: Id<"app">): Condition => ({ text: "a.id = $1", values: [id] });

const ofPartner = ({ text, values }: Condition, partnerId: Id<"prt">): Condition => ({
  text: `${text} and a.partner_id = $${values.length + 1}`,
  values: [...values, partnerId],
});

const lockingWhole = ({ text }: Condition) =>
  `select id from client_application as a where ${text} order by id for update`;

const lockingWithin = ({ text, values }: Condition) => `
  with application as materialized (
    select id from client_application as a where ${text} order by id for share),
  access as materialized (
    select id from access_grant
     where application_id in (select id from application) and environment_id = $${values.length + 1}
     order by id for update)
  select application.id, (select count(*) from access) from application`;

interface Read {
  readonly applications: object[] | null;
  readonly grants: object[] | null;
  readonly requests: object[] | null;
  readonly keys: object[] | null;
  readonly environment_name: string | null;
}

const reading = (isOne: string, within: string, environmentName: string) => `
  with application as materialized (
    select a.*, ${isPartnerSuspended("a")} as is_partner_suspended from client_application as a where a.id ${isOne}),
  access as materialized (select * from access_grant where application_id ${isOne} ${within})
  select (select json_agg(application order by id) from application) as applications,
         (select json_agg(access order by id) from access) as grants,
         (select json_agg(request order by id) from access_request as request
           where grant_id = any (array (select id from access))) as requests,
         (select json_agg(key order by id) from api_key as key
           where grant_id = any (array (select id from access))) as keys,
         ${environmentName} as environment_name`;

/** Value: the ids of applications. */
const readingWhole = reading("= any ($1::text[])", "", "null");

/** Values: the ids of one application and of one environment, so that one plan serves all: for many it depends on how many. */
const readingWithin = reading(
  "= $1",
  "and environment_id = $2",
  "(select name from api_environment where id = $2)",
);
