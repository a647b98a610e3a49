import { LockMode } from "@mikro-orm/postgresql";
import type { AccessTokens } from "../../../application/ports/unit-of-work.js";
import { AccessToken, type AccessTokenState } from "../../../domain/access-token/access-token.js";
import { AccessTokenRow } from "../entities/access-token.js";
import type { Em } from "../orm.js";
import { type RowOf, RowSet } from "../row-set.js";
import { Tracked } from "../tracked.js";

type Row = RowOf<typeof AccessTokenRow>;

export class MikroAccessTokens implements AccessTokens {
  readonly tracked = new Tracked<AccessTokenState, AccessToken>();
  private readonly rows: RowSet<Row, Omit<Row, "lastUsedAt">>;

  constructor(private readonly em: Em) {
    this.rows = new RowSet<Row, Omit<Row, "lastUsedAt">>(em, AccessTokenRow, ({ id }) => id);
  }

  async find(tokenId: string, developerId: string): Promise<AccessToken | null> {
    const where = { id: tokenId, developerId };
    const row = await this.rows.findOne(where, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!row) return null;
    const { lastUsedAt: _, ...state } = row;
    return this.tracked.loaded(AccessToken.fromState({ ...state }));
  }

  async countLive(developerId: string, now: Date): Promise<number> {
    return this.em.count(AccessTokenRow, { developerId, revokedAt: null, expiresAt: { $gt: now } });
  }

  add(token: AccessToken): void {
    this.tracked.added(token);
  }

  async revokeAll(developerId: string, now: Date): Promise<void> {
    await this.em.execute(
      "update access_token set revoked_at = ? where developer_id = ? and revoked_at is null",
      [now, developerId],
    );
  }

  save(): void {
    for (const { state } of this.tracked.changed()) this.rows.put({ ...state, scopes: [...state.scopes] });
  }
}
