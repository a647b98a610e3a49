import { isOwner } from "../client-application/owners.js";
import type { ClientApplicationState } from "../client-application/state.js";
import { Problems, refuse } from "../domain-error.js";
import { EventLog } from "../event-log.js";
import type { Id } from "../id.js";
import type { Finding } from "../leak.js";
import type { Member } from "../partner/partner.js";
import { nameText } from "../text.js";
import type { CompanyToken } from "./company-token.js";
import type { AccessTokenScope } from "./scope.js";

/** Whose a token is: a developer's own, or their company's. */
export type AccessTokenOwner =
  | { readonly kind: "DEVELOPER"; readonly developerId: Id<"dev"> }
  | {
      readonly kind: "COMPANY";
      readonly partnerId: Id<"prt">;
      /** The only ones that it acts on; some may have been deleted since. */
      readonly applicationIds: readonly Id<"app">[];
      /** Who made it, a member then. */
      readonly createdById: Id<"dev">;
    };

export interface AccessTokenState {
  readonly id: Id<"pat">;
  readonly owner: AccessTokenOwner;
  readonly name: string;
  readonly scopes: readonly AccessTokenScope[];
  /** Keyed hash for look-up (R34); the token itself is kept nowhere. */
  readonly hash: string;
  /** Its first and last characters, to tell tokens apart. */
  readonly preview: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

interface OfDeveloper {
  readonly developerId: Id<"dev">;
  readonly tokenId: Id<"pat">;
}

interface OfCompany {
  readonly partnerId: Id<"prt">;
  readonly tokenId: Id<"pat">;
}

export type AccessTokenEvent =
  | (OfDeveloper & {
      readonly type: "AccessTokenCreated";
      readonly scopes: readonly AccessTokenScope[];
      readonly createdAt: Date;
    })
  | (OfDeveloper & { readonly type: "AccessTokenRevoked" })
  /** All access of its developer was ended. */
  | (OfDeveloper & { readonly type: "AccessTokenEnded" })
  /** It was found where others can read it, and revoked for that. */
  | (OfDeveloper & Finding & { readonly type: "AccessTokenLeaked"; readonly at: Date })
  | (OfCompany & Finding & { readonly type: "CompanyTokenLeaked"; readonly at: Date })
  /** Its developer has deleted the account. */
  | (OfDeveloper & { readonly type: "AccessTokenErased" })
  | (OfCompany & {
      readonly type: "CompanyTokenCreated";
      readonly scopes: readonly AccessTokenScope[];
      readonly namedIds: readonly Id<"app">[];
      /** Owners of what it names. */
      readonly ownerIds: readonly Id<"dev">[];
      readonly createdAt: Date;
    })
  | (OfCompany & { readonly type: "CompanyTokenRevoked" })
  /** Its company is dissolved. */
  | (OfCompany & { readonly type: "CompanyTokenErased" });

export interface AccessTokenRequest {
  /** For a company's: what it acts on. */
  readonly namedIds?: readonly Id<"app">[] | null | undefined;
  readonly name: string;
  readonly scopes: readonly AccessTokenScope[];
  readonly expiresInDays: number;
}

/** What a new token is given: the domain knows no randomness. */
export interface TokenSecret {
  readonly id: Id<"pat">;
  readonly hash: string;
  readonly preview: string;
}

/** How many work already, and may. */
export interface TokenRoom {
  readonly live: number;
  readonly most: number;
  readonly now: Date;
}

const day = 24 * 3_600_000;
const maxDays = 365;
const maxNamed = 50;

/** For good, by its developer or with all their access. */
export function isRevoked({ revokedAt }: Pick<AccessTokenState, "revokedAt">): boolean {
  return revokedAt !== null;
}

/** Neither revoked nor expired. */
export function isLive(token: Pick<AccessTokenState, "revokedAt" | "expiresAt">, now: Date): boolean {
  return !isRevoked(token) && token.expiresAt > now;
}

/**
 * A developer's own acts as they do, with the rights that they have at the moment; a company's acts for the company on the
 * applications that it names, whoever comes and goes. Neither does more than its scopes allow.
 */
export class AccessToken {
  readonly events = new EventLog<AccessTokenEvent>();

  private erased = false;

  private constructor(private current: AccessTokenState) {}

  static fromState(state: AccessTokenState): AccessToken {
    return new AccessToken(state);
  }

  /** Throws INVALID for every field at once, LIMIT_REACHED. */
  static create(
    developerId: Id<"dev">,
    request: AccessTokenRequest,
    secret: TokenSecret,
    room: TokenRoom,
  ): AccessToken {
    const problems = new Problems();
    if (room.live >= room.most) {
      problems.add("LIMIT_REACHED", `You may have at most ${room.most} tokens; revoke one first.`);
    }
    if (request.namedIds) {
      const message =
        "A token of your own acts on all that you own; only one of the company's names applications.";
      problems.add("INVALID", message, ["clientApplicationIds"]);
    }
    const made = checked(request, room.now, problems);
    const token = new AccessToken({ ...secret, ...made, owner: { kind: "DEVELOPER", developerId } });
    const { scopes, createdAt } = made;
    token.events.record({ type: "AccessTokenCreated", developerId, tokenId: token.id, scopes, createdAt });
    return token;
  }

  /**
   * `by`: an ADMIN, who names applications that they own: nobody hands on more than they have (R18). `found`: those of the
   * company among `namedIds`. Throws INVALID, NOT_FOUND and NOT_AN_OWNER for every field at once, LIMIT_REACHED.
   */
  static createForCompany(
    by: Member,
    request: AccessTokenRequest,
    found: readonly ClientApplicationState[],
    { secret, room }: { readonly secret: TokenSecret; readonly room: TokenRoom },
  ): AccessToken {
    const problems = new Problems();
    const namedIds = request.namedIds ?? [];
    if (room.live >= room.most) {
      problems.add("LIMIT_REACHED", `Your company may have at most ${room.most} tokens; revoke one first.`);
    }
    if (namedIds.length === 0 || namedIds.length > maxNamed) {
      const path = ["clientApplicationIds"];
      problems.add("INVALID", `A company's token names 1 to ${maxNamed} applications.`, path);
    }
    for (const [index, id] of namedIds.entries()) {
      checkNamed(
        problems,
        by,
        found.find((each) => each.id === id),
        index,
      );
    }
    const made = checked(request, room.now, problems);
    const { partnerId, developerId: createdById } = by;
    const applicationIds = [...new Set(namedIds)];
    const token = new AccessToken({
      ...secret,
      ...made,
      owner: { kind: "COMPANY", partnerId, applicationIds, createdById },
    });
    const { scopes, createdAt } = made;
    const ownerIds = [...new Set(found.flatMap(({ ownerId, coOwnerIds }) => [ownerId, ...coOwnerIds]))];
    const names = { namedIds: applicationIds, ownerIds };
    const happened = { type: "CompanyTokenCreated", partnerId, tokenId: token.id } as const;
    token.events.record({ ...happened, ...names, scopes, createdAt });
    return token;
  }

  get state(): AccessTokenState {
    return this.current;
  }

  get id(): Id<"pat"> {
    return this.current.id;
  }

  get isErased(): boolean {
    return this.erased;
  }

  /** Null for a developer's own, and for one that is revoked; whether it has expired is asked where it is shown. */
  forCompany(): CompanyToken | null {
    const { id: tokenId, owner } = this.current;
    if (owner.kind !== "COMPANY" || isRevoked(this.current)) return null;
    return { tokenId, partnerId: owner.partnerId, applicationIds: owner.applicationIds } as CompanyToken;
  }

  /** For good; again changes nothing. */
  revoke(now: Date): void {
    if (!this.stop(now)) return;
    this.happened("AccessTokenRevoked", "CompanyTokenRevoked");
  }

  /**
   * For good; again changes nothing. Of a company's, an ADMIN may, and whoever owns one of the applications that it names
   * (`owned`: theirs among those); to others it does not exist. Throws NOT_FOUND.
   */
  revokeForCompany(by: Member, owned: readonly Id<"app">[], now: Date): void {
    const { owner } = this.current;
    const isTheirs = owner.kind === "COMPANY" && owner.partnerId === by.partnerId;
    const names = isTheirs && owner.applicationIds.some((id) => owned.includes(id));
    if (!(isTheirs && (by.role === "ADMIN" || names))) {
      refuse("NOT_FOUND", "There is no such access token.", ["accessTokenId"]);
    }
    this.revoke(now);
  }

  /** It was found in public: stops for good, at once. Nothing for one that does not work any more. */
  leaked({ source, url }: Finding, now: Date): void {
    if (!isLive(this.current, now) || !this.stop(now)) return;
    const { id: tokenId, owner } = this.current;
    const facts = { tokenId, source, url, at: now };
    if (owner.kind === "DEVELOPER")
      this.events.record({ type: "AccessTokenLeaked", developerId: owner.developerId, ...facts });
    else this.events.record({ type: "CompanyTokenLeaked", partnerId: owner.partnerId, ...facts });
  }

  /** R9, R36: stops for good when all access of its developer ends; changes nothing once it is revoked. */
  end(now: Date): void {
    const { owner } = this.current;
    if (owner.kind !== "DEVELOPER" || !this.stop(now)) return;
    this.events.record({ type: "AccessTokenEnded", developerId: owner.developerId, tokenId: this.id });
  }

  /** Goes with the account of its developer, or with its company; what is saved of it is deleted. */
  erase(now: Date): void {
    this.current = { ...this.current, revokedAt: this.current.revokedAt ?? now };
    this.erased = true;
    this.happened("AccessTokenErased", "CompanyTokenErased");
  }

  private stop(now: Date): boolean {
    if (isRevoked(this.current)) return false;
    this.current = { ...this.current, revokedAt: now };
    return true;
  }

  private happened(
    ofDeveloper: "AccessTokenRevoked" | "AccessTokenErased",
    ofCompany: "CompanyTokenRevoked" | "CompanyTokenErased",
  ): void {
    const { id: tokenId, owner } = this.current;
    if (owner.kind === "DEVELOPER")
      this.events.record({ type: ofDeveloper, developerId: owner.developerId, tokenId });
    else this.events.record({ type: ofCompany, partnerId: owner.partnerId, tokenId });
  }
}

/** Throws INVALID for every field at once, beside what has been found. */
function checked({ name: text, scopes, expiresInDays }: AccessTokenRequest, now: Date, problems: Problems) {
  const rule = { label: "The name", min: 1, max: 80, path: ["name"] };
  const name = problems.check(() => nameText(text, rule));
  if (scopes.length === 0) problems.add("INVALID", "Choose at least one scope.", ["scopes"]);
  if (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > maxDays) {
    problems.add("INVALID", `A token works for 1 to ${maxDays} days.`, ["expiresInDays"]);
  }
  problems.throwIfAny();
  const expiresAt = new Date(now.getTime() + expiresInDays * day);
  return { name: name ?? "", scopes: [...new Set(scopes)], createdAt: now, expiresAt, revokedAt: null };
}

/** R18, R21: one that the ADMIN owns; told at its place in the list. */
function checkNamed(
  problems: Problems,
  by: Member,
  application: ClientApplicationState | undefined,
  index: number,
): void {
  const path = ["clientApplicationIds", `${index}`];
  if (!application) problems.add("NOT_FOUND", "There is no such client application.", path);
  else if (!isOwner(application, by.developerId))
    problems.add("NOT_AN_OWNER", "A company's token names applications that you own or co-own.", path);
}
