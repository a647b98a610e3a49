import { type AnyEntity, type FilterQuery, LockMode, raw } from "@mikro-orm/postgresql";
import type { GatewayTokens } from "../../../application/ports/unit-of-work.js";
import { GatewayToken, type GatewayTokenState } from "../../../domain/gateway/gateway-token.js";
import type { Id } from "../../../domain/id.js";
import { GatewayTokenRow } from "../entities/gateway-token.js";
import type { Em } from "../orm.js";
import { isLive } from "../predicates.js";
import { type RowOf, RowSet } from "../row-set.js";
import { Tracked } from "../tracked.js";

type Row = RowOf<typeof GatewayTokenRow>;

export class MikroGatewayTokens implements GatewayTokens {
  readonly tracked = new Tracked<GatewayTokenState, GatewayToken>();
  private readonly rows: RowSet<Row, Omit<Row, "lastUsedAt">>;

  constructor(private readonly em: Em) {
    this.rows = new RowSet<Row, Omit<Row, "lastUsedAt">>(em, GatewayTokenRow, ({ id }) => id);
  }

  lock(tokenId: Id<"gwt">): Promise<GatewayToken | null> {
    return this.load({ id: tokenId });
  }

  lockByHash(hashes: readonly string[]): Promise<GatewayToken | null> {
    return this.load({ hash: { $in: [...hashes] } });
  }

  private async load(where: FilterQuery<AnyEntity>): Promise<GatewayToken | null> {
    const row = await this.rows.findOne(where, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!row) return null;
    const { lastUsedAt: _, ...state } = row;
    return this.tracked.loaded(GatewayToken.fromState(state));
  }

  async countLive(environmentId: Id<"env">, now: Date): Promise<number> {
    return this.em.count(GatewayTokenRow, { environmentId, [raw(isLive, [now])]: [] });
  }

  add(token: GatewayToken): void {
    this.tracked.added(token);
  }

  save(): void {
    for (const { state } of this.tracked.changed()) this.rows.put({ ...state });
  }
}
