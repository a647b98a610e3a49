import { randomUUID } from "node:crypto";
import type { Catalogue } from "../../../application/ports/unit-of-work.js";
import { ApiCatalogue, type ApiCatalogueState } from "../../../domain/catalogue/api-catalogue.js";
import type { ApiEnvironment, ApiEnvironmentState } from "../../../domain/catalogue/api-environment.js";
import type { ApiProduct, ApiProductState } from "../../../domain/catalogue/api-product.js";
import { builtIn, type EnvironmentGateway } from "../../../domain/catalogue/environment-gateway.js";
import { inOrder } from "../../../domain/catalogue/rate-plan.js";
import type { Terms } from "../../../domain/catalogue/terms.js";
import type { Id } from "../../../domain/id.js";
import { ApiEnvironmentRow, ApiProductRow, TermsRow } from "../entities/catalogue.js";
import { LeftGatewayRow } from "../entities/left-gateway.js";
import type { Em } from "../orm.js";
import { isCurrent, isInLiveUse } from "../predicates.js";
import { type RowOf, RowSet } from "../row-set.js";
import { rowsBy } from "../rows-by.js";
import { rowFrom, tableOf } from "../table.js";
import { Tracked } from "../tracked.js";

export class MikroCatalogue implements Catalogue {
  readonly tracked = new Tracked<ApiCatalogueState, ApiCatalogue>();
  private readonly productRows: RowSet<RowOf<typeof ApiProductRow>>;
  private readonly environmentRows: RowSet<RowOf<typeof ApiEnvironmentRow>>;
  private readonly leftRows: RowSet<RowOf<typeof LeftGatewayRow>, LeftGateway>;
  private readonly seen = new Map<string, string>();
  private readonly termsRows: RowSet<RowOf<typeof TermsRow>>;

  constructor(private readonly em: Em) {
    this.productRows = new RowSet(em, ApiProductRow, ({ id }) => id);
    this.environmentRows = new RowSet(em, ApiEnvironmentRow, ({ id }) => id);
    this.leftRows = new RowSet(em, LeftGatewayRow, ({ id }) => id);
    this.termsRows = new RowSet(em, TermsRow, ({ version }) => version);
  }

  async products(productIds: readonly Id<"prd">[]): Promise<ApiProduct[]> {
    const sql = "select * from api_product where id = any ($1::text[])";
    return this.productsFrom(await rowsBy<object>(this.em, sql, [productIds]));
  }

  async environments(environmentIds: readonly Id<"env">[]): Promise<ApiEnvironment[]> {
    // Until the transaction ends they stay as they are: what is asked for by their policy is there when it changes (R17).
    const sql = "select * from api_environment where id = any ($1::text[]) order by id for share";
    return this.environmentsFrom(await rowsBy<object>(this.em, sql, [environmentIds]));
  }

  /** Of rows that another statement has read. */
  fromRows({ products, environments, terms }: ReadCatalogue) {
    return {
      selection: {
        products: this.productsFrom(products ?? []),
        environments: this.environmentsFrom(environments ?? []),
      },
      terms: terms && this.termsFrom(terms),
    };
  }

  private productsFrom(rows: readonly object[]): ApiProduct[] {
    const table = tableOf(this.em, ApiProductRow);
    return this.noticed(rows.map((row) => rowFrom<RowOf<typeof ApiProductRow>>(table, row)));
  }

  private environmentsFrom(rows: readonly object[]): ApiEnvironment[] {
    const table = tableOf(this.em, ApiEnvironmentRow);
    return this.noticed(
      rows.map((row) => environmentState(rowFrom<RowOf<typeof ApiEnvironmentRow>>(table, row))),
    );
  }

  private termsFrom(row: object): Terms {
    return rowFrom<RowOf<typeof TermsRow>>(tableOf(this.em, TermsRow), row);
  }

  /** What products and environments are called: with one statement for those that this transaction has not seen. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const unseen = ids.filter((id) => !this.seen.has(id));
    if (unseen.length > 0) {
      const sql = `with wanted as (select jsonb_array_elements_text(?::jsonb) as id)
        select id, name from api_product join wanted using (id) union all
        select id, name from api_environment join wanted using (id)`;
      this.noticed(await this.em.execute<{ id: string; name: string }[]>(sql, [JSON.stringify(unseen)]));
    }
    return this.seen;
  }

  private noticed<Thing extends { readonly id: string; readonly name: string }>(
    things: readonly Thing[],
  ): Thing[] {
    for (const { id, name } of things) this.seen.set(id, name);
    return [...things];
  }

  async currentTerms(): Promise<Terms | null> {
    const [row] = await rowsBy<object>(this.em, `select * from terms where ${isCurrent("terms")}`, []);
    return row ? this.termsFrom(row) : null;
  }

  async inLiveUse(now: Date) {
    const rows = await this.em.execute<{ product_id: string; environment_id: string }[]>(
      `select distinct api_key.product_id, access_grant.environment_id
         from api_key
         join access_grant on access_grant.id = api_key.grant_id
         join client_application on client_application.id = access_grant.application_id
        where ${isInLiveUse("api_key", "client_application")}`,
      [now],
    );
    return {
      productIds: new Set(rows.map(({ product_id }) => product_id)),
      environmentIds: new Set(rows.map(({ environment_id }) => environment_id)),
    };
  }

  async givenRatePlanIds(): Promise<ReadonlySet<string>> {
    const rows = await this.em.execute<{ id: string }[]>(
      `select distinct given ->> 'ratePlanId' as id
         from client_application cross join jsonb_array_elements(rate_plans) as given
        where rate_plans <> '[]'`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  async lock(): Promise<ApiCatalogue> {
    await this.em.execute("select pg_advisory_xact_lock(hashtextextended('catalogue', 0))");
    const state = {
      products: (await this.productRows.find({}, { orderBy: { id: "asc" } })).map(productState),
      environments: (await this.environmentRows.find({}, { orderBy: { id: "asc" } })).map(environmentState),
      terms: (await this.termsRows.find({})).map((row) => ({ ...row })),
    };
    return this.tracked.loaded(ApiCatalogue.fromState(state));
  }

  save(): void {
    for (const {
      aggregate: { state },
      loaded,
    } of this.tracked.changes()) {
      for (const left of gatewaysLeft(loaded, state)) this.leftRows.put(left);
      for (const { apis, embedIds, ratePlans, ...product } of state.products)
        this.productRows.put({
          ...product,
          apis: [...apis],
          embedIds: [...embedIds],
          ratePlans: [...ratePlans],
        });
      for (const environment of state.environments) this.environmentRows.put(environmentRow(environment));
      for (const terms of state.terms) this.termsRows.put({ ...terms });
    }
  }
}

export interface ReadCatalogue {
  readonly products: object[] | null;
  readonly environments: object[] | null;
  readonly terms: object | null;
}

type LeftGateway = Omit<RowOf<typeof LeftGatewayRow>, "leftAt">;

/** Each that had to be told, and is told otherwise from now on, or not any more: it goes on with what it holds. */
function gatewaysLeft(before: ApiCatalogueState | null, { environments }: ApiCatalogueState): LeftGateway[] {
  return (before?.environments ?? []).flatMap(({ id: environmentId, gateway: { settings } }) => {
    const now = environments.find(({ id }) => id === environmentId)?.gateway.settings;
    return settings && settings.ciphertext !== now?.ciphertext
      ? [{ id: randomUUID(), environmentId, ...settings }]
      : [];
  });
}

function productState(row: RowOf<typeof ApiProductRow>): ApiProductState {
  const { id, slug, name, description, apis, embedIds, isOpen, createdAt } = row;
  const ratePlans = row.ratePlans.map(inOrder);
  return { id, slug, name, description, apis, embedIds, ratePlans, isOpen, createdAt };
}

function environmentState(row: RowOf<typeof ApiEnvironmentRow>): ApiEnvironmentState {
  const { gatewayKind: kind, gatewayCiphertext: ciphertext, gatewayKeyId: keyId, ...environment } = row;
  const gateway: EnvironmentGateway =
    kind === "KONG" && ciphertext && keyId ? { kind, settings: { ciphertext, keyId } } : builtIn;
  return { ...environment, gateway };
}

function environmentRow({ gateway, keyLifetimes, ...environment }: ApiEnvironmentState) {
  return {
    ...environment,
    keyLifetimes: [...keyLifetimes],
    gatewayKind: gateway.kind,
    gatewayCiphertext: gateway.settings?.ciphertext ?? null,
    gatewayKeyId: gateway.settings?.keyId ?? null,
  };
}
