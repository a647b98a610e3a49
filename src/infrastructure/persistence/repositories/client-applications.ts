import { type AnyEntity, type FilterQuery, LockMode, raw } from "@mikro-orm/postgresql";
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
import { isOwner } from "../predicates.js";
import { RowSet } from "../row-set.js";
import { Tracked } from "../tracked.js";
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
  private readonly rows: RowSet<ApplicationRow, ApplicationData>;
  private readonly grantRows: RowSet<GrantRow>;
  private readonly requestRows: RowSet<RequestRow>;
  private readonly keyRows: RowSet<KeyRow, KeyData>;

  constructor(private readonly em: Em) {
    this.rows = new RowSet<ApplicationRow, ApplicationData>(em, ClientApplicationRow, ({ id }) => id);
    this.grantRows = new RowSet<GrantRow>(em, AccessGrantRow, ({ id }) => id);
    this.requestRows = new RowSet<RequestRow>(em, AccessRequestRow, ({ id }) => id);
    this.keyRows = new RowSet<KeyRow, KeyData>(em, ApiKeyRow, ({ id }) => id);
  }

  async lock(applicationId: Id<"app">): Promise<ClientApplication | null> {
    return this.load({ id: applicationId });
  }

  async lockInEnvironment(
    applicationId: Id<"app">,
    environmentId: Id<"env">,
  ): Promise<ClientApplication | null> {
    const [application] = await this.loadAll({ id: applicationId }, { environmentId });
    return application ?? null;
  }

  async lockOfPartner(applicationId: Id<"app">, partnerId: Id<"prt">): Promise<ClientApplication | null> {
    return this.load({ id: applicationId, partnerId });
  }

  async lockByApiKey(apiKeyId: Id<"key">, partnerId: Id<"prt">): Promise<ClientApplication | null> {
    const ofKey = await this.em
      .getKysely({ columnNamingStrategy: "property", tableNamingStrategy: "entity" })
      .selectFrom("ApiKeyRow")
      .innerJoin("AccessGrantRow", "AccessGrantRow.id", "ApiKeyRow.grantId")
      .where("ApiKeyRow.id", "=", apiKeyId)
      .select("AccessGrantRow.applicationId")
      .executeTakeFirst();
    return this.load({ id: ofKey?.applicationId ?? "app_", partnerId });
  }

  async lockByKeyHash(hashes: readonly string[]) {
    const [key] = await this.em.execute<{ id: Id<"key">; applicationId: Id<"app"> }[]>(
      `select id, application_id as "applicationId" from api_key
        where secret_hash in (select jsonb_array_elements_text(?::jsonb))`,
      [JSON.stringify(hashes)],
    );
    if (!key) return null;
    const application = await this.lock(key.applicationId);
    // It may have been destroyed while the application was waited for.
    return application?.environmentOfKey(key.id) ? { application, apiKeyId: key.id } : null;
  }

  async lockByGrant(grantId: Id<"grt">, partnerId?: Id<"prt">): Promise<ClientApplication | null> {
    const grant = await this.em.findOne(AccessGrantRow, { id: grantId });
    return this.load({ id: grant?.applicationId ?? "app_", ...(partnerId !== undefined && { partnerId }) });
  }

  async lockByRequest(accessRequestId: Id<"req">, partnerId?: Id<"prt">): Promise<ClientApplication | null> {
    const request = await this.em.findOne(AccessRequestRow, { id: accessRequestId });
    return this.load({ id: request?.applicationId ?? "app_", ...(partnerId !== undefined && { partnerId }) });
  }

  async countOfPartner(partnerId: Id<"prt">): Promise<number> {
    return this.em.count(ClientApplicationRow, { partnerId });
  }

  async countForRegistration(partnerId: Id<"prt">): Promise<number> {
    await this.em.execute("select from partner where id = ? for no key update", [partnerId]);
    return this.countOfPartner(partnerId);
  }

  async lockAllOfPartner(ids: readonly Id<"app">[], partnerId: Id<"prt">): Promise<ClientApplication[]> {
    return this.loadAll({ id: { $in: [...ids] }, partnerId });
  }

  async lockOfMember(developerId: Id<"dev">, partnerId: Id<"prt">): Promise<ClientApplication[]> {
    return this.loadAll({ partnerId, [raw(isOwner, [developerId])]: [] });
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

  private async load(where: { id: Id<"app">; partnerId?: Id<"prt"> }): Promise<ClientApplication | null> {
    const [application] = await this.loadAll(where);
    return application ?? null;
  }

  /**
   * With four statements, however many there are; locked in one order, so that nobody waits in a circle. `within` one environment
   * the lock is that grant's, and the application is kept from being changed.
   */
  private async loadAll(
    where: FilterQuery<AnyEntity>,
    within?: { environmentId: Id<"env"> },
  ): Promise<ClientApplication[]> {
    const inOrder = { orderBy: { id: "asc" } } as const;
    const lockMode = within ? LockMode.PESSIMISTIC_READ : LockMode.PESSIMISTIC_WRITE;
    const rows = await this.rows.find(where, { lockMode, ...inOrder });
    if (rows.length === 0) return [];
    // Read after the lock: what another transaction has changed meanwhile must be seen.
    const applicationId = { $in: rows.map(({ id }) => id) };
    const grants = await this.grantRows.find(
      { applicationId, ...within },
      { refresh: true, ...inOrder, ...(within && { lockMode: LockMode.PESSIMISTIC_WRITE }) },
    );
    const requests = await this.requestRows.find(
      { grantId: { $in: grants.map(({ id }) => id) } },
      { refresh: true, ...inOrder },
    );
    const keys = await this.keyRows.find({ grantId: { $in: grants.map(({ id }) => id) } }, inOrder);
    const grantsOf = Map.groupBy(grants, (grant) => grant.applicationId);
    const requestsOf = Map.groupBy(requests, ({ grantId }) => grantId);
    const keysOf = Map.groupBy(keys, ({ grantId }) => grantId);
    return rows.map((row) => {
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
