import { type AnyEntity, type FilterQuery, LockMode, raw } from "@mikro-orm/postgresql";
import type { AccessTokens, TokenOwner, TokenOwners } from "../../../application/ports/unit-of-work.js";
import {
  AccessToken,
  type AccessTokenOwner,
  type AccessTokenState,
} from "../../../domain/access-token/access-token.js";
import type { Id } from "../../../domain/id.js";
import { AccessTokenRow } from "../entities/access-token.js";
import type { Em } from "../orm.js";
import { isLive } from "../predicates.js";
import { type RowOf, RowSet } from "../row-set.js";
import { Tracked } from "../tracked.js";

type Row = RowOf<typeof AccessTokenRow>;
type Data = Omit<Row, "lastUsedAt">;

export class MikroAccessTokens implements AccessTokens {
  readonly tracked = new Tracked<AccessTokenState, AccessToken>();
  private readonly rows: RowSet<Row, Data>;

  constructor(private readonly em: Em) {
    this.rows = new RowSet<Row, Data>(em, AccessTokenRow, ({ id }) => id);
  }

  async lock(id: Id<"pat">, { developerId, partnerId }: TokenOwners): Promise<AccessToken | null> {
    const owners = partnerId ? [{ developerId }, { partnerId }] : [{ developerId }];
    const [token] = await this.load({ id, $or: owners });
    return token ?? null;
  }

  async hold(id: Id<"pat">): Promise<AccessToken | null> {
    const [token] = await this.load({ id });
    return token ?? null;
  }

  async lockByHash(hashes: readonly string[]): Promise<AccessToken | null> {
    const [token] = await this.load({ hash: { $in: [...hashes] } });
    return token ?? null;
  }

  async lockLive(developerId: Id<"dev">, now: Date): Promise<AccessToken[]> {
    return this.load({ developerId, [raw(isLive, [now])]: [] });
  }

  async lockAll(owner: TokenOwner): Promise<AccessToken[]> {
    return this.load({ ...owner });
  }

  async countLive(owner: TokenOwner, now: Date): Promise<number> {
    return this.em.count(AccessTokenRow, { ...owner, [raw(isLive, [now])]: [] });
  }

  add(token: AccessToken): void {
    this.tracked.added(token);
  }

  save(): void {
    const erased = new Set<string>();
    for (const { state, isErased } of this.tracked.changed()) {
      if (isErased) erased.add(state.id);
      else this.rows.put(rowOf(state));
    }
    this.rows.keepOnly([], ({ id }) => erased.has(id));
  }

  /** In one order, so that nobody waits in a circle. */
  private async load(where: FilterQuery<AnyEntity>): Promise<AccessToken[]> {
    const rows = await this.rows.find(where, {
      lockMode: LockMode.PESSIMISTIC_WRITE,
      orderBy: { id: "asc" },
    });
    return rows.map((row) => this.tracked.loaded(AccessToken.fromState(stateOf(row))));
  }
}

function rowOf({ owner, scopes, ...state }: AccessTokenState): Data {
  const common = { ...state, scopes: [...scopes] };
  if (owner.kind === "DEVELOPER") {
    const { developerId } = owner;
    return { ...common, developerId, partnerId: null, applicationIds: null, createdById: null };
  }
  const { partnerId, applicationIds, createdById } = owner;
  return { ...common, developerId: null, partnerId, applicationIds: [...applicationIds], createdById };
}

function stateOf({ lastUsedAt: _, ...row }: Row): AccessTokenState {
  const { developerId, partnerId, applicationIds, createdById, ...state } = row;
  return { ...state, owner: ownerOf({ developerId, partnerId, applicationIds, createdById }) };
}

/** As its columns say; the database lets no other be. */
function ownerOf({
  developerId,
  partnerId,
  applicationIds,
  createdById,
}: Pick<Row, "developerId" | "partnerId" | "applicationIds" | "createdById">): AccessTokenOwner {
  if (developerId) return { kind: "DEVELOPER", developerId };
  if (!partnerId || !applicationIds || !createdById) throw new Error("An access token belongs to nobody.");
  return { kind: "COMPANY", partnerId, applicationIds, createdById };
}
