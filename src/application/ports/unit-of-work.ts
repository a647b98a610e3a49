import type { AccessToken } from "../../domain/access-token/access-token.js";
import type { ApiCatalogue } from "../../domain/catalogue/api-catalogue.js";
import type { ApiEnvironment } from "../../domain/catalogue/api-environment.js";
import type { ApiProduct } from "../../domain/catalogue/api-product.js";
import type { Terms } from "../../domain/catalogue/terms.js";
import type { ClientApplication } from "../../domain/client-application/client-application.js";
import type { Developer } from "../../domain/developer/developer.js";
import type { GatewayToken } from "../../domain/gateway/gateway-token.js";
import type { Id } from "../../domain/id.js";
import type { OperatorRole } from "../../domain/operator-role.js";
import type { Partner } from "../../domain/partner/partner.js";
import type { Origin } from "../actor.js";
import type { Registrations } from "./registrations.js";
import type { SignInAccounts } from "./sign-in-accounts.js";

/**
 * One transaction (R32). When `work` resolves, every aggregate that it got or added is saved together with its audit
 * entries (R33) and the jobs that follow from its events; when it rejects, nothing of it has happened.
 */
export interface UnitOfWork {
  run<T>(origin: Origin, work: (transaction: Transaction) => Promise<T>): Promise<T>;
}

export interface Transaction {
  readonly developers: Developers;
  readonly partners: Partners;
  readonly applications: ClientApplications;
  readonly registrations: Registrations;
  readonly catalogue: Catalogue;
  readonly accessTokens: AccessTokens;
  readonly gatewayTokens: GatewayTokens;
  readonly operators: Operators;
  readonly accounts: SignInAccounts;
}

export interface Developers {
  /** Until the transaction ends. */
  lock(developerId: Id<"dev">): Promise<Developer | null>;
  /** Without a lock: for commands that change something else. */
  read(developerId: Id<"dev">): Promise<Developer | null>;
  findBySubject(subject: string): Promise<Developer | null>;
  findByEmail(email: string): Promise<Developer | null>;
  add(developer: Developer): void;
  /** What they were known by before they moved or followed a provider, as far as it is nobody else's by now. */
  earlierAddresses(developerId: Id<"dev">): Promise<readonly string[]>;
  /**
   * What no aggregate holds of them is gone with this transaction: identities, network addresses, answers, earlier
   * addresses, and mails to any of these that are kept or wait.
   */
  eraseTraces(developerId: Id<"dev">, addresses: readonly HashedAddress[]): Promise<void>;
  /** What a subject was last known by; null when it is nobody's. */
  vouchingOf(subject: string): Promise<Vouching | null>;
  /** From now on this provider's subject signs in as this developer, who is its developer already or not. */
  linkIdentity(subject: string, developer: Developer, vouching: Vouching, now: Date): Promise<void>;
  /** Every subject of the developer. */
  subjectsOf(developerId: Id<"dev">): Promise<string[]>;
  /** Nobody but this subject signs in as the developer from now on. */
  unlinkOthers(developerId: Id<"dev">, subject: string): Promise<void>;
  /** Keeps keyed hashes of an account that is deleted, for as long as a token from before may be good. */
  rememberErased(hashes: readonly string[], now: Date): Promise<void>;
  /** When an account with one of these hashes was last deleted; null when none was, or too long ago. */
  erasedAt(hashes: readonly string[]): Promise<Date | null>;
}

/** What a provider says of a subject: its address in compared form, and when it said so; null where it says so now. */
export interface Vouching {
  readonly email: string;
  readonly vouchedAt: Date | null;
}

/** One that is dissolved is removed at the end, with its domains, invitations and former members. */
export interface Partners {
  /** The partner, with those of `concerning` who are members, the join requests of the others, and every ADMIN. */
  lock(
    partnerId: Id<"prt">,
    concerning: readonly string[],
    invitations?: InvitationSelection,
  ): Promise<Partner | null>;
  /** The same, without keeping other commands of the partner out: for commands that change something else. */
  read(partnerId: Id<"prt">, concerning: readonly string[]): Promise<Partner | null>;
  /** As `lock`, with the proofs of its domains (R38). */
  lockForProof(partnerId: Id<"prt">, concerning: readonly string[]): Promise<Partner | null>;
  /** Whose the domain is; until the transaction ends, nobody else comes to have it (R5). */
  holderOf(domain: string): Promise<Id<"prt"> | null>;
  /**
   * Waits until no other transaction is founding or joining the partner of this domain (R5). It knows the developer with
   * this address, if they are a member or ask to be one, the invitations to it, and whether one of its hashes is a former member's.
   */
  lockByDomain(domain: string, address: HashedAddress): Promise<Partner | null>;
  /** The same, where the developer with this address may go: it also knows who else has been a member longest. */
  lockForDeparture(domain: string, address: HashedAddress): Promise<Partner | null>;
  /** When the developer last left the partner; null when they never belonged to it, or still do. */
  leftAt(partnerId: Id<"prt">, developerId: Id<"dev">): Promise<Date | null>;
  countMembers(partnerId: Id<"prt">): Promise<number>;
  /** How many invitation mails a member has sent since. */
  countInvitationMails(partnerId: Id<"prt">, developerId: Id<"dev">, since: Date): Promise<number>;
  /** How many invitations can be accepted now, besides this one. */
  countOpenInvitations(partnerId: Id<"prt">, now: Date, but?: Id<"inv">): Promise<number>;
  add(partner: Partner): void;
}

/**
 * Every `lock` holds the application until the transaction ends, and where it takes a partner, sees only those of the
 * partner (R18). One that is deleted is removed at the end, with all that belongs to it (R31).
 */
export interface ClientApplications {
  lock(applicationId: Id<"app">): Promise<ClientApplication | null>;
  /**
   * With its grant in this environment alone, for what the system does there: waits for those who change the application, or
   * this grant, and not for work in its other environments. All else of it is to stay as it is.
   */
  lockInEnvironment(applicationId: Id<"app">, environmentId: Id<"env">): Promise<ClientApplication | null>;
  lockOfPartner(applicationId: Id<"app">, partnerId: Id<"prt">): Promise<ClientApplication | null>;
  lockByApiKey(apiKeyId: Id<"key">, partnerId: Id<"prt">): Promise<ClientApplication | null>;
  /** Of any partner, and which of its keys it is, by the hashes that a key may be kept under. */
  lockByKeyHash(
    hashes: readonly string[],
  ): Promise<{ readonly application: ClientApplication; readonly apiKeyId: Id<"key"> } | null>;
  /** The same of client secrets, those before the last rotation among them. */
  lockBySecretHash(
    hashes: readonly string[],
  ): Promise<{ readonly application: ClientApplication; readonly grantId: Id<"grt"> } | null>;
  /** Of any partner when none is named: for operators. */
  lockByGrant(grantId: Id<"grt">, partnerId?: Id<"prt">): Promise<ClientApplication | null>;
  lockByRequest(accessRequestId: Id<"req">, partnerId?: Id<"prt">): Promise<ClientApplication | null>;
  /**
   * Whether one waits for a decision in the environment that is not the developer's to make (R17): of their partner, of the one
   * that holds the domain of their address, or of one that they have left since.
   */
  waitsForAnother(
    environmentId: Id<"env">,
    developer: { readonly id: Id<"dev">; readonly domain: string },
  ): Promise<boolean>;
  countOfPartner(partnerId: Id<"prt">): Promise<number>;
  /** Those of the partner's that exist. */
  lockAllOfPartner(applicationIds: readonly Id<"app">[], partnerId: Id<"prt">): Promise<ClientApplication[]>;
  /** All that the developer owns or co-owns. */
  lockOfMember(developerId: Id<"dev">, partnerId: Id<"prt">): Promise<ClientApplication[]>;
  /** The ids of all that the developer owned or co-owned a moment ago, without locking them. */
  ownedBy(developerId: Id<"dev">, partnerId: Id<"prt">): Promise<Id<"app">[]>;
  /** Who owned it a moment ago, without locking it; null when it does not exist. */
  ownerOf(applicationId: Id<"app">): Promise<Id<"dev"> | null>;
  /** Whether another application of the partner has the name, or one that looks the same (R11). */
  isNameTaken(partnerId: Id<"prt">, name: string, exceptId?: Id<"app">): Promise<boolean>;
  /** Saved at the end; throws NAME_TAKEN then, when the partner has this name already (R11). */
  add(application: ClientApplication): void;
}

export interface Catalogue {
  /** Those that exist, in no order. */
  products(productIds: readonly Id<"prd">[]): Promise<ApiProduct[]>;
  environments(environmentIds: readonly Id<"env">[]): Promise<ApiEnvironment[]>;
  /** Null while none are published. */
  currentTerms(): Promise<Terms | null>;
  /** Which products and environments have keys that work. */
  inLiveUse(now: Date): Promise<{ productIds: ReadonlySet<string>; environmentIds: ReadonlySet<string> }>;
  /** R35: the ids of rate plans that applications were given. */
  givenRatePlanIds(): Promise<ReadonlySet<string>>;
  /** All of it, to be changed: waits until no other transaction changes it. */
  lock(): Promise<ApiCatalogue>;
}

/** In compared form, with the hashes that the vault gives for it. */
export interface HashedAddress {
  readonly email: string;
  readonly hashes: readonly string[];
}

export interface Operators {
  /** Of the owner of this address, whether granted or not; waits until no other transaction grants or revokes it. */
  lock(email: string): Promise<OperatorRole>;
}

/** Which invitations a command is about: this one and earlier ones to the same address, or those that somebody has sent. */
export type InvitationSelection =
  | { readonly id: Id<"inv"> }
  | { readonly email?: string; readonly sentBy?: Id<"dev"> };

/** One that is erased is removed at the end. */
export interface AccessTokens {
  /** A developer's own, or any of a company's; every `lock` holds what it gives until the transaction ends. */
  lock(tokenId: Id<"pat">, owner: TokenOwners): Promise<AccessToken | null>;
  /**
   * The one that acts; until the transaction ends nobody revokes it. Its commands are carried out one after the other: with a
   * lock that they share, one that is busy could keep its own revocation waiting for good.
   */
  hold(tokenId: Id<"pat">): Promise<AccessToken | null>;
  /** Of anybody, by the hashes that it may be kept under. */
  lockByHash(hashes: readonly string[]): Promise<AccessToken | null>;
  /** Those that work now. */
  countLive(owner: TokenOwner, now: Date): Promise<number>;
  add(token: AccessToken): void;
  /** The developer's that work now. */
  lockLive(developerId: Id<"dev">, now: Date): Promise<AccessToken[]>;
  /** All of the developer's, or of the company's. */
  lockAll(owner: TokenOwner): Promise<AccessToken[]>;
}

/** Whose tokens: a developer's own, or a company's. */
export type TokenOwner = { readonly developerId: Id<"dev"> } | { readonly partnerId: Id<"prt"> };

/** The developer's own and, where they are a member, the company's. */
export interface TokenOwners {
  readonly developerId: Id<"dev">;
  readonly partnerId: Id<"prt"> | null;
}

export interface GatewayTokens {
  /** Until the transaction ends. */
  lock(tokenId: Id<"gwt">): Promise<GatewayToken | null>;
  /** The same, by the hashes that it may be kept under. */
  lockByHash(hashes: readonly string[]): Promise<GatewayToken | null>;
  /** Those of the environment that work now. */
  countLive(environmentId: Id<"env">, now: Date): Promise<number>;
  add(token: GatewayToken): void;
}
