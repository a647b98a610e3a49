import { type AnyEntity, type FilterQuery, LockMode, raw } from "@mikro-orm/postgresql";
import type { AccessTokens } from "../../../application/ports/unit-of-work.js";
import { AccessToken, type AccessTokenState } from "../../../domain/access-token/access-token.js";
import type { Id } from "../../../domain/id.js";
import { AccessTokenRow } from "../entities/access-token.js";
import type { Em } from "../orm.js";
import { isLive } from "../predicates.js";
import { type RowOf, RowSet } from "../row-set.js";
import { Tracked } from "../tracked.js";

type Row = RowOf<typeof AccessTokenRow>;

export class MikroAccessTokens implements AccessTokens {
  readonly tracked = new Tracked<AccessTokenState, AccessToken>();
  private readonly rows: RowSet<Row, Omit<Row, "lastUsedAt">>;

  constructor(private readonly em: Em) {
    this.rows = new RowSet<Row, Omit<Row, "lastUsedAt">>(em, AccessTokenRow, ({ id }) => id);
  }

  async lock(tokenId: Id<"pat">, developerId: Id<"dev">): Promise<AccessToken | null> {
    const where = { id: tokenId, developerId };
    const [token] = await this.load(where);
    return token ?? null;
  }

  async lockLive(developerId: Id<"dev">, now: Date): Promise<AccessToken[]> {
    return this.load({ developerId, [raw(isLive, [now])]: [] });
  }

  async lockOfDeveloper(developerId: Id<"dev">): Promise<AccessToken[]> {
    return this.load({ developerId });
  }

  async countLive(developerId: Id<"dev">, now: Date): Promise<number> {
    return this.em.count(AccessTokenRow, { developerId, [raw(isLive, [now])]: [] });
  }

  add(token: AccessToken): void {
    this.tracked.added(token);
  }

  save(): void {
    const erased = new Set<string>();
    for (const { state, isErased } of this.tracked.changed()) {
      if (isErased) erased.add(state.id);
      else this.rows.put({ ...state, scopes: [...state.scopes] });
    }
    this.rows.keepOnly([], ({ id }) => erased.has(id));
  }

  /** In one order, so that nobody waits in a circle. */
  private async load(where: FilterQuery<AnyEntity>): Promise<AccessToken[]> {
    const rows = await this.rows.find(where, {
      lockMode: LockMode.PESSIMISTIC_WRITE,
      orderBy: { id: "asc" },
    });
    return rows.map(({ lastUsedAt: _, ...state }) => this.tracked.loaded(AccessToken.fromState(state)));
  }
}
