// Made from schema.graphql by `npm run client:types`.
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A country, ISO 3166-1 alpha-2, in capitals: `NL`. */
  CountryCode: { input: string; output: string; }
  /** An instant in UTC, RFC 3339, to the millisecond: `2026-03-01T09:00:00.000Z`. */
  DateTime: { input: string; output: string; }
  /** An e-mail address, RFC 5321: `ada@acme.example`. No quoted local part and no address literal; its domain is in ASCII. */
  EmailAddress: { input: string; output: string; }
  /** Any JSON object (RFC 8259). */
  JSONObject: { input: Record<string, unknown>; output: Record<string, unknown>; }
  /** A telephone number, E.164: `+31201234567`. */
  PhoneNumber: { input: string; output: string; }
  /** An absolute URI that an authorization server may redirect to: `https://app.example/callback`, or for apps on the user's device a private-use scheme such as `com.example.app:/callback` (RFC 8252 §7.1). */
  RedirectUrl: { input: string; output: string; }
  /** A whole number that may be larger than an `Int`: up to 2^53 - 1. */
  SafeInt: { input: number; output: number; }
  /** An absolute URL, as it was entered: `https://acme.example/about`. */
  URL: { input: string; output: string; }
};

/** Whom to let in. */
export type AcceptJoinRequestInput = {
  /** Somebody who asks to join your partner, or was declined. */
  developerId: Scalars['ID']['input'];
};

/** What `acceptJoinRequest` did. */
export type AcceptJoinRequestPayload = {
  __typename?: 'AcceptJoinRequestPayload';
  /** The id that the request had; null exactly when there are user errors. */
  acceptedJoinRequestId: Maybe<Scalars['ID']['output']>;
  /** As it is now; null exactly when there are user errors. */
  member: Maybe<Member>;
  /** What is new, with its place in the list as it is without a filter and in its usual order; null exactly when there are user errors. */
  memberEdge: Maybe<MemberEdge>;
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Which terms to accept. */
export type AcceptTermsInput = {
  /** The current version, from `currentTerms`. */
  version: Scalars['String']['input'];
};

/** What `acceptTerms` did. */
export type AcceptTermsPayload = {
  __typename?: 'AcceptTermsPayload';
  /** The developer, as they are now; null exactly when there are user errors. */
  developer: Maybe<Developer>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** One application in one environment: its approval, credentials and keys. */
export type AccessGrant = Node & {
  __typename?: 'AccessGrant';
  /** One for each product, and retired ones while they still work. */
  apiKeys: Array<ApiKey>;
  /** Whose it is. */
  application: ClientApplication;
  /** Owners only; null for others and until issued. */
  clientCredentials: Maybe<ClientCredentials>;
  /** When the last request was approved or rejected; null until then. */
  decidedAt: Maybe<Scalars['DateTime']['output']>;
  /** What the operator wrote to the last request; null when nothing. */
  decisionReason: Maybe<Scalars['String']['output']>;
  /** Where. */
  environment: ApiEnvironment;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** Set while its gateway fails; null while it works. Operators only, null for others. */
  provisioningFailure: Maybe<ProvisioningFailure>;
  /** What an owner wrote when asking again after a rejection; null when nobody has. */
  requestNote: Maybe<Scalars['String']['output']>;
  /** When the last request was made, or made again. */
  requestedAt: Scalars['DateTime']['output'];
  /** What was asked for here, and what was decided: one for what was chosen first, one for each later addition. */
  requests: Array<AccessRequest>;
  /** Whether the application may be there. */
  status: GrantStatus;
  /** How much all keys here are used, and those that were here before. A point for each step, also where nobody asked; what was answered in the last seconds comes later. Kept for 400 days. */
  usage: Array<UsagePoint>;
  /** What you may do now to the credentials that it holds, and why not. */
  viewerCan: AccessGrantPermissions;
};


/** One application in one environment: its approval, credentials and keys. */
export type AccessGrantUsageArgs = {
  from: Scalars['DateTime']['input'];
  step: UsageStep;
  to: Scalars['DateTime']['input'];
};

/** What you may do now to the credentials that a grant holds. */
export type AccessGrantPermissions = {
  __typename?: 'AccessGrantPermissions';
  /** For caches: the same for the same thing. */
  id: Scalars['ID']['output'];
  /** `revealClientSecret`. */
  revealClientSecret: Permission;
  /** `revokeGrantCredentials`. */
  revokeCredentials: Permission;
  /** `rotateClientSecret`, with an overlap of 0 hours at least. */
  rotateClientSecret: Permission;
  /** `setClientKeys`. */
  setClientKeys: Permission;
};

/** How an application gets into an environment. */
export enum AccessPolicy {
  /** Nothing is issued before an operator approves. */
  Approval = 'APPROVAL',
  /** Keys are provisioned at once. */
  Automatic = 'AUTOMATIC'
}

/** What an application asks for in one environment at one time; a decision covers just that. Visible to the partner's members and to operators. */
export type AccessRequest = Node & {
  __typename?: 'AccessRequest';
  /** Which application asks. */
  application: ClientApplication;
  /** What has changed in the application since an operator approved it and that no operator has seen yet. */
  changedSinceDecision: Array<ApplicationDetail>;
  /** When it was approved or rejected; null until then. */
  decidedAt: Maybe<Scalars['DateTime']['output']>;
  /** What the operator wrote; null when nothing. */
  decisionReason: Maybe<Scalars['String']['output']>;
  /** Where it is asked for. */
  grant: AccessGrant;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** What an owner wrote when asking again after a rejection; null when nobody has. */
  note: Maybe<Scalars['String']['output']>;
  /** Whose application it is. */
  partner: Partner;
  /** What is asked for. */
  products: Array<ApiProduct>;
  /** When it was made, or last made again. */
  requestedAt: Scalars['DateTime']['output'];
  /** Whether it is decided, and how. */
  status: GrantStatus;
};

/** A page of access requests, the longest waiting first. */
export type AccessRequestConnection = {
  __typename?: 'AccessRequestConnection';
  /** In the list's order. */
  edges: Array<AccessRequestEdge>;
  /** What the edges lead to, for whoever needs no cursors of its own. */
  nodes: Array<AccessRequest>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** Operators have approved or rejected what an application asked for. */
export type AccessRequestDecided = PartnerChange & {
  __typename?: 'AccessRequestDecided';
  /** With the decision. */
  accessRequest: AccessRequest;
  /** Whose request it is. */
  clientApplication: ClientApplication;
  /** Your company as it is by now. */
  partner: Partner;
};

/** One of access requests, the longest waiting first, with its place in the list. */
export type AccessRequestEdge = {
  __typename?: 'AccessRequestEdge';
  /** Opaque; goes with the list's order and filter. */
  cursor: Scalars['String']['output'];
  /** The thing itself. */
  node: AccessRequest;
};

/** Which access requests: those that meet every condition given. */
export type AccessRequestFilter = {
  /** True: only those that were approved and have changed since. */
  changedSinceDecision?: InputMaybe<Scalars['Boolean']['input']>;
  /** For this environment. */
  environment?: InputMaybe<ApiEnvironmentReference>;
  /** Of this partner. */
  partnerId?: InputMaybe<Scalars['ID']['input']>;
  /** With this decision. */
  status?: InputMaybe<GrantStatus>;
};

/** The order in which access requests are listed: by when they were made, or last made again. */
export enum AccessRequestOrder {
  /** The newest first. */
  Newest = 'NEWEST',
  /** The longest waiting first. */
  Oldest = 'OLDEST'
}

/** A token for scripts and the Sandbox. A developer's own acts as they do, can do no more than they can, and is visible to them alone. A company's acts on the applications that it names as their owners do; it is visible to the company's ADMINs, to the owners of what it names, and to itself. */
export type AccessToken = Node & {
  __typename?: 'AccessToken';
  /** The only applications that it acts on, without those deleted since; null for a developer's own, which acts on all that they own. */
  clientApplications: Maybe<Array<ClientApplication>>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who made a company's token; null for a developer's own, and once they are no longer a member. */
  createdBy: Maybe<Developer>;
  /** When it expires. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** When it was last used, up to about ten seconds behind; null when never. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** What whoever made it calls it. */
  name: Scalars['String']['output'];
  /** Whose it is. */
  owner: AccessTokenOwner;
  /** The company that it acts for; null for a developer's own. */
  partner: Maybe<Partner>;
  /** Its first and last characters, to tell tokens apart. */
  preview: Scalars['String']['output'];
  /** When it was revoked; null when it was not. */
  revokedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it may do. */
  scopes: Array<AccessTokenScope>;
};

/** A page of access tokens that are not revoked, newest first. */
export type AccessTokenConnection = {
  __typename?: 'AccessTokenConnection';
  /** In the list's order. */
  edges: Array<AccessTokenEdge>;
  /** What the edges lead to, for whoever needs no cursors of its own. */
  nodes: Array<AccessToken>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** One of access tokens that are not revoked, newest first, with its place in the list. */
export type AccessTokenEdge = {
  __typename?: 'AccessTokenEdge';
  /** Opaque; goes with the list's order and filter. */
  cursor: Scalars['String']['output'];
  /** The thing itself. */
  node: AccessToken;
};

/** Which access tokens: those that meet every condition given. */
export type AccessTokenFilter = {
  /** True: expired ones; false: those that still work. */
  isExpired?: InputMaybe<Scalars['Boolean']['input']>;
  /** With this scope among theirs. */
  scope?: InputMaybe<AccessTokenScope>;
};

/** The order in which access tokens are listed. */
export enum AccessTokenOrder {
  /** Those that expire first first. */
  ExpiresSoonest = 'EXPIRES_SOONEST',
  /** By name, as people sort: whatever the case and the accents, and numbers by their value. */
  Name = 'NAME',
  /** The newest first. */
  Newest = 'NEWEST'
}

/** Whose an access token is. */
export enum AccessTokenOwner {
  /** The company's: it acts on the applications that it names as their owners do, whoever comes and goes. */
  Company = 'COMPANY',
  /** A developer's own: it acts as they do, and ends with their membership. */
  Developer = 'DEVELOPER'
}

/** What an access token may do; each scope includes those before it. */
export enum AccessTokenScope {
  /** Queries. */
  Read = 'READ',
  /** Also reveal and rotate. */
  Secrets = 'SECRETS',
  /** Mutations too. */
  Write = 'WRITE'
}

/** Who did what, and when. Never holds a secret. Entries made later have ids that sort later. */
export type Activity = Node & {
  __typename?: 'Activity';
  /** The company's access token that did it; null when somebody did it themselves, or by a token of their own. */
  actingToken: Maybe<AccessToken>;
  /** What was done, for programs. */
  action: ActivityAction;
  /** Who did it; null when a company's token, the system or an operator did, or someone who is no longer a member. */
  actor: Maybe<Developer>;
  /** The network address it came from; null when the system did it. */
  address: Maybe<Scalars['String']['output']>;
  /** When. */
  at: Scalars['DateTime']['output'];
  /** The application it is about; null when it is about none, or when that application has been deleted. */
  clientApplication: Maybe<ClientApplication>;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** What was done, for people: a sentence that begins with its verb. */
  summary: Scalars['String']['output'];
};

/** What was done, for programs. */
export enum ActivityAction {
  /** Approved an access request; done by an operator. */
  AccessApproved = 'ACCESS_APPROVED',
  /** Reviewed what had changed since an approval; done by an operator. */
  AccessChangesSeen = 'ACCESS_CHANGES_SEEN',
  /** Ended somebody's sessions and access tokens; done by an operator. */
  AccessEnded = 'ACCESS_ENDED',
  /** Rejected an access request; done by an operator. */
  AccessRejected = 'ACCESS_REJECTED',
  /** Asked for access again after a rejection. */
  AccessRequestedAgain = 'ACCESS_REQUESTED_AGAIN',
  /** Created an access token. */
  AccessTokenCreated = 'ACCESS_TOKEN_CREATED',
  /** Heard that an access token is public, and revoked it; done by the system. */
  AccessTokenLeaked = 'ACCESS_TOKEN_LEAKED',
  /** Revoked an access token. */
  AccessTokenRevoked = 'ACCESS_TOKEN_REVOKED',
  /** Deleted their account. */
  AccountDeleted = 'ACCOUNT_DELETED',
  /** Got another address, as their identity provider says. */
  AddressFollowed = 'ADDRESS_FOLLOWED',
  /** Moved to another address. */
  AddressMoved = 'ADDRESS_MOVED',
  /** Appointed an ADMIN; done by an operator. */
  AdminAppointed = 'ADMIN_APPOINTED',
  /** Created an API environment; done by an operator. */
  ApiEnvironmentCreated = 'API_ENVIRONMENT_CREATED',
  /** Updated an API environment; done by an operator. */
  ApiEnvironmentUpdated = 'API_ENVIRONMENT_UPDATED',
  /** Heard that an API key is public; done by the system. */
  ApiKeyLeaked = 'API_KEY_LEAKED',
  /** Chose from which networks an API key may be used. */
  ApiKeyLimited = 'API_KEY_LIMITED',
  /** Viewed an API key. */
  ApiKeyRevealed = 'API_KEY_REVEALED',
  /** Revoked an API key. */
  ApiKeyRevoked = 'API_KEY_REVOKED',
  /** Rotated an API key, or replaced a revoked one. */
  ApiKeyRotated = 'API_KEY_ROTATED',
  /** Created an API product; done by an operator. */
  ApiProductCreated = 'API_PRODUCT_CREATED',
  /** Updated an API product; done by an operator. */
  ApiProductUpdated = 'API_PRODUCT_UPDATED',
  /** Chose by which keys a client shows who it is, or by its secret again. */
  ClientKeysSet = 'CLIENT_KEYS_SET',
  /** Heard that a client secret is public; done by the system. */
  ClientSecretLeaked = 'CLIENT_SECRET_LEAKED',
  /** Viewed a client secret. */
  ClientSecretRevealed = 'CLIENT_SECRET_REVEALED',
  /** Rotated a client secret, or replaced revoked credentials. */
  ClientSecretRotated = 'CLIENT_SECRET_ROTATED',
  /** Updated the company details. */
  CompanyDetailsUpdated = 'COMPANY_DETAILS_UPDATED',
  /** Made somebody a co-owner. */
  CoOwnerAdded = 'CO_OWNER_ADDED',
  /** Ended a co-ownership. */
  CoOwnerRemoved = 'CO_OWNER_REMOVED',
  /** Issued keys and credentials; done by the system. */
  CredentialsIssued = 'CREDENTIALS_ISSUED',
  /** Deactivated an application. */
  Deactivated = 'DEACTIVATED',
  /** Deleted an application for good. */
  Deleted = 'DELETED',
  /** Began to prove a domain. */
  DomainProofBegun = 'DOMAIN_PROOF_BEGUN',
  /** Proved a domain. */
  DomainProven = 'DOMAIN_PROVEN',
  /** Edited an application. */
  Edited = 'EDITED',
  /** Chose what enforces keys in an environment; done by an operator. */
  EnvironmentGatewayChosen = 'ENVIRONMENT_GATEWAY_CHOSEN',
  /** Removed somebody's second factors, all of which they had lost; done by an operator. */
  FactorsRemoved = 'FACTORS_REMOVED',
  /** Created a gateway token; done by an operator. */
  GatewayTokenCreated = 'GATEWAY_TOKEN_CREATED',
  /** Heard that a gateway token is public; done by the system. */
  GatewayTokenLeaked = 'GATEWAY_TOKEN_LEAKED',
  /** Revoked a gateway token; done by an operator. */
  GatewayTokenRevoked = 'GATEWAY_TOKEN_REVOKED',
  /** Revoked everything in one environment. */
  GrantCredentialsRevoked = 'GRANT_CREDENTIALS_REVOKED',
  /** Signed in through an identity provider for the first time. */
  IdentityLinked = 'IDENTITY_LINKED',
  /** Sent an invitation again. */
  InvitationResent = 'INVITATION_RESENT',
  /** Invited a colleague. */
  InvitationSent = 'INVITATION_SENT',
  /** Withdrew an invitation. */
  InvitationWithdrawn = 'INVITATION_WITHDRAWN',
  /** Chose how colleagues join. */
  JoiningPolicyChosen = 'JOINING_POLICY_CHOSEN',
  /** Asked to join the company. */
  JoinRequested = 'JOIN_REQUESTED',
  /** Let somebody join the company. */
  JoinRequestAccepted = 'JOIN_REQUEST_ACCEPTED',
  /** Declined a request to join the company. */
  JoinRequestDeclined = 'JOIN_REQUEST_DECLINED',
  /** Told the gateway of all keys of an application in an environment; done by the system. */
  KeysLive = 'KEYS_LIVE',
  /** Joined the company. */
  MemberJoined = 'MEMBER_JOINED',
  /** Left the company, since their address became another company's. */
  MemberMovedAway = 'MEMBER_MOVED_AWAY',
  /** Removed a member, or left the company. */
  MemberRemoved = 'MEMBER_REMOVED',
  /** Changed a member's role. */
  MemberRoleChanged = 'MEMBER_ROLE_CHANGED',
  /** Made somebody an operator. */
  OperatorGranted = 'OPERATOR_GRANTED',
  /** Ended that somebody was an operator. */
  OperatorRevoked = 'OPERATOR_REVOKED',
  /** Made a co-owner the owner. */
  OwnershipTransferred = 'OWNERSHIP_TRANSFERRED',
  /** Dissolved the company, by leaving last. */
  PartnerDissolved = 'PARTNER_DISSOLVED',
  /** Founded the company, by signing up first. */
  PartnerFounded = 'PARTNER_FOUNDED',
  /** Resumed the company; done by an operator. */
  PartnerResumed = 'PARTNER_RESUMED',
  /** Suspended the company; done by an operator. */
  PartnerSuspended = 'PARTNER_SUSPENDED',
  /** Chose a new password. */
  PasswordChanged = 'PASSWORD_CHANGED',
  /** Updated the profile. */
  ProfileUpdated = 'PROFILE_UPDATED',
  /** Told a failing gateway again; done by an operator. */
  ProvisioningRetried = 'PROVISIONING_RETRIED',
  /** Gave an application another rate plan, or the default again; done by an operator. */
  RatePlanGiven = 'RATE_PLAN_GIVEN',
  /** Registered an application. */
  Registered = 'REGISTERED',
  /** Restored a deactivated application. */
  Restored = 'RESTORED',
  /** Tried to view a secret and was refused. */
  RevealRefused = 'REVEAL_REFUSED',
  /** Accepted the terms. */
  TermsAccepted = 'TERMS_ACCEPTED',
  /** Published terms; done by an operator. */
  TermsPublished = 'TERMS_PUBLISHED'
}

/** A page of the audit trail's entries, newest first. */
export type ActivityConnection = {
  __typename?: 'ActivityConnection';
  /** In the list's order. */
  edges: Array<ActivityEdge>;
  /** What the edges lead to, for whoever needs no cursors of its own. */
  nodes: Array<Activity>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** One of the audit trail's entries, newest first, with its place in the list. */
export type ActivityEdge = {
  __typename?: 'ActivityEdge';
  /** Opaque; goes with the list's order and filter. */
  cursor: Scalars['String']['output'];
  /** The thing itself. */
  node: Activity;
};

/** Which entries of an audit trail: those that meet every condition given. */
export type ActivityFilter = {
  /** Any of these was done. */
  actions?: InputMaybe<Array<ActivityAction>>;
  /** This developer, or this access token of the company's, did it. */
  actorId?: InputMaybe<Scalars['ID']['input']>;
  /** At this instant or later. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before this instant. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The order in which the audit trail is listed. */
export enum ActivityOrder {
  /** The newest first. */
  Newest = 'NEWEST',
  /** The oldest first. */
  Oldest = 'OLDEST'
}

/** Who is to be a co-owner. */
export type AddCoOwnerInput = {
  /** An application that you own or co-own. */
  clientApplicationId: Scalars['ID']['input'];
  /** A member of your partner. */
  developerId: Scalars['ID']['input'];
};

/** What `addCoOwner` did. */
export type AddCoOwnerPayload = {
  __typename?: 'AddCoOwnerPayload';
  /** As it is now; null exactly when there are user errors. */
  clientApplication: Maybe<ClientApplication>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Which applications of all companies: those that meet every condition given. */
export type AnyClientApplicationFilter = {
  /** Of this partner. */
  partnerId?: InputMaybe<Scalars['ID']['input']>;
  /** Part of the name or description, ignoring case. */
  search?: InputMaybe<Scalars['String']['input']>;
};

/** One API, at one version. */
export type Api = Node & {
  __typename?: 'Api';
  /** Where it is documented; null when nowhere. */
  documentationUrl: Maybe<Scalars['URL']['output']>;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** What the API is called. */
  name: Scalars['String']['output'];
  /** Such as `v1`. */
  version: Scalars['String']['output'];
};

/** Where an application calls APIs; belongs to a financial institution. */
export type ApiEnvironment = Node & {
  __typename?: 'ApiEnvironment';
  /** Whether an operator must approve first. */
  accessPolicy: AccessPolicy;
  /** The URL that the APIs' paths are appended to. */
  apiBaseUrl: Scalars['URL']['output'];
  /** How clients may show who they are to its authorization server, as its metadata says (`token_endpoint_auth_methods_supported`). By certificates only where a proxy tells them. */
  clientAuthentications: Array<ClientAuthentication>;
  /** By whom customers are signed in where they let an application act for them. */
  endUserSignIn: EndUserSignIn;
  /** What enforces its keys. How a gateway is told is shown to nobody. Operators only. */
  gatewayKind: GatewayKind;
  /** By which its gateways ask about keys, newest first: those that are not revoked. One that has expired stays for 30 days, so that whoever wonders why a gateway is refused sees it. Operators only. */
  gatewayTokens: Array<GatewayToken>;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** The financial institution that runs it. */
  institution: Scalars['String']['output'];
  /** Whether new applications may choose it. */
  isOpen: Scalars['Boolean']['output'];
  /** How long keys of a product work here, from their issue: keys that are issued from now on. Those of other products have no end. */
  keyLifetimes: Array<KeyLifetime>;
  /** What people call it. */
  name: Scalars['String']['output'];
  /** The issuer of its OAuth 2.0 authorization server, whose metadata stands at the addresses of RFC 8414 and OpenID Connect. */
  oauthIssuer: Scalars['URL']['output'];
  /** By which rules its authorization server issues tokens. */
  oauthProfile: OauthProfile;
  /** How often its secrets may be viewed. */
  secretRetrieval: SecretRetrieval;
  /** The institution's OpenID provider; null while there is none, and then it signs nobody in. */
  signInProvider: Maybe<SignInProvider>;
  /** A short name for URLs and keys; unique, never changes. */
  slug: Scalars['String']['output'];
  /** How close it is to real customers. */
  tier: EnvironmentTier;
  /** What gateways are answered about keys while Portico's database is away. */
  verificationWhenUnavailable: VerificationWhenUnavailable;
  /** What becomes of a key, client secret or gateway token that was found in public. */
  whenKeyLeaks: WhenKeyLeaks;
};

/** A page of API environments. */
export type ApiEnvironmentConnection = {
  __typename?: 'ApiEnvironmentConnection';
  /** In the list's order. */
  edges: Array<ApiEnvironmentEdge>;
  /** What the edges lead to, for whoever needs no cursors of its own. */
  nodes: Array<ApiEnvironment>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** One of API environments, with its place in the list. */
export type ApiEnvironmentEdge = {
  __typename?: 'ApiEnvironmentEdge';
  /** Opaque; goes with the list's order and filter. */
  cursor: Scalars['String']['output'];
  /** The thing itself. */
  node: ApiEnvironment;
};

/** Which environments: those that meet every condition given. */
export type ApiEnvironmentFilter = {
  /** With or without an operator's approval. */
  accessPolicy?: InputMaybe<AccessPolicy>;
  /** True: those that new applications may choose; false: the others. */
  isOpen?: InputMaybe<Scalars['Boolean']['input']>;
  /** Part of the name or institution, ignoring case. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** So close to real customers. */
  tier?: InputMaybe<EnvironmentTier>;
};

/** The order in which environments are listed. */
export enum ApiEnvironmentOrder {
  /** By institution, and within each by name, as people sort. */
  Institution = 'INSTITUTION',
  /** By name, as people sort: whatever the case and the accents, and numbers by their value. */
  Name = 'NAME',
  /** Those added last first. */
  Newest = 'NEWEST'
}

/** Which environment: either its id or its slug. */
export type ApiEnvironmentReference =
  /** Its id. */
  { id: Scalars['ID']['input']; slug?: never; }
  |  /** Its short name: unique, and never changes. Blanks around it do not count. */
  { id?: never; slug: Scalars['String']['input']; };

/** One API, at one version. */
export type ApiInput = {
  /** Where it is documented: an http or https address. */
  documentationUrl?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 80 characters. */
  name: Scalars['String']['input'];
  /** Such as `v1`; 1 to 20 characters. */
  version: Scalars['String']['input'];
};

/** A secret for exactly one application, product and environment. */
export type ApiKey = Node & {
  __typename?: 'ApiKey';
  /** The environment that it works in. */
  environment: ApiEnvironment;
  /** When it expires; null for never. */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** What it belongs to: its application in its environment. */
  grant: AccessGrant;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** When its secret was made; null until then. */
  issuedAt: Maybe<Scalars['DateTime']['output']>;
  /** When a gateway last accepted it, at most a minute late; null when never. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was reported as found in public; null when it was not. Rotate or revoke such a key. */
  leakedAt: Maybe<Scalars['DateTime']['output']>;
  /** Where it may be used from, as CIDR; empty for anywhere. Owners only; null for others. */
  networks: Maybe<Array<Scalars['String']['output']>>;
  /** First and last characters, to tell keys apart. Owners only; null for others and until issued. */
  preview: Maybe<Scalars['String']['output']>;
  /** The product that it gives access to. */
  product: ApiProduct;
  /** How often it may be used; null for no limit. Owners and operators only, null for others. */
  rateLimit: Maybe<RatePlan>;
  /** When it was revoked for good; null when it was not. */
  revokedAt: Maybe<Scalars['DateTime']['output']>;
  /** Whether it works now. */
  status: ApiKeyStatus;
  /** How much it is used. A point for each step, also where nobody asked; what was answered in the last seconds comes later. Kept for 400 days. */
  usage: Array<UsagePoint>;
  /** What you may do to it now, and why not. */
  viewerCan: ApiKeyPermissions;
};


/** A secret for exactly one application, product and environment. */
export type ApiKeyUsageArgs = {
  from: Scalars['DateTime']['input'];
  step: UsageStep;
  to: Scalars['DateTime']['input'];
};

/** Which keys: those that meet every condition given. */
export type ApiKeyFilter = {
  /** That expire, or have expired, before this; with the status ACTIVE, those to rotate in time. */
  expiresBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** With this status now. */
  status?: InputMaybe<ApiKeyStatus>;
};

/** What you may do to a key now. */
export type ApiKeyPermissions = {
  __typename?: 'ApiKeyPermissions';
  /** For caches: the same for the same thing. */
  id: Scalars['ID']['output'];
  /** `limitApiKeyToNetworks`. */
  limitToNetworks: Permission;
  /** `revealApiKey`. */
  reveal: Permission;
  /** `revokeApiKey`. */
  revoke: Permission;
  /** `rotateApiKey`, with an overlap of 0 hours at least. */
  rotate: Permission;
};

/** Whether a key works, derived from what has happened to it; the first that applies. */
export enum ApiKeyStatus {
  /** Works. */
  Active = 'ACTIVE',
  /** The request that covers its product is waiting for an operator. */
  AwaitingApproval = 'AWAITING_APPROVAL',
  /** It has expired. */
  Expired = 'EXPIRED',
  /** Queued, or on its way to the gateway. */
  Provisioning = 'PROVISIONING',
  /** The request that covers its product was refused. */
  Rejected = 'REJECTED',
  /** Revoked for good. */
  Revoked = 'REVOKED',
  /** Stopped along with its application, or with its whole partner. */
  Suspended = 'SUSPENDED'
}

/** A licensed collection of APIs; may embed other products. */
export type ApiProduct = Node & {
  __typename?: 'ApiProduct';
  /** Its own APIs and those of the products that it embeds, each once. */
  apis: Array<Api>;
  /** How often its keys may be used, where an application was given no other plan; null for no limit. */
  defaultRatePlan: Maybe<RatePlan>;
  /** What it is for. */
  description: Scalars['String']['output'];
  /** Products whose APIs this one includes. */
  embeds: Array<ApiProduct>;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** Whether new applications may choose it. */
  isOpen: Scalars['Boolean']['output'];
  /** What people call it. */
  name: Scalars['String']['output'];
  /** Its own APIs alone, as `updateApiProduct` takes them. */
  ownApis: Array<Api>;
  /** All its plans, which applications may be given. Operators only; empty for others. */
  ratePlans: Array<RatePlan>;
  /** A short name for URLs; unique, never changes. */
  slug: Scalars['String']['output'];
};

/** A page of API products. */
export type ApiProductConnection = {
  __typename?: 'ApiProductConnection';
  /** In the list's order. */
  edges: Array<ApiProductEdge>;
  /** What the edges lead to, for whoever needs no cursors of its own. */
  nodes: Array<ApiProduct>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** One of API products, with its place in the list. */
export type ApiProductEdge = {
  __typename?: 'ApiProductEdge';
  /** Opaque; goes with the list's order and filter. */
  cursor: Scalars['String']['output'];
  /** The thing itself. */
  node: ApiProduct;
};

/** Which products: those that meet every condition given. */
export type ApiProductFilter = {
  /** True: those that new applications may choose; false: the others. */
  isOpen?: InputMaybe<Scalars['Boolean']['input']>;
  /** Part of the name or description, ignoring case. */
  search?: InputMaybe<Scalars['String']['input']>;
};

/** The order in which products are listed. */
export enum ApiProductOrder {
  /** By name, as people sort: whatever the case and the accents, and numbers by their value. */
  Name = 'NAME',
  /** Those added last first. */
  Newest = 'NEWEST'
}

/** Which product: either its id or its slug. */
export type ApiProductReference =
  /** Its id. */
  { id: Scalars['ID']['input']; slug?: never; }
  |  /** Its short name: unique, and never changes. Blanks around it do not count. */
  { id?: never; slug: Scalars['String']['input']; };

/** What owners say about an application. */
export enum ApplicationDetail {
  /** Its description. */
  Description = 'DESCRIPTION',
  /** Its name. */
  Name = 'NAME',
  /** Its redirect URLs. */
  RedirectUrls = 'REDIRECT_URLS',
  /** Its site URL. */
  SiteUrl = 'SITE_URL'
}

/** Whether the application may call APIs at all. */
export enum ApplicationStatus {
  /** Its active keys work. */
  Active = 'ACTIVE',
  /** Stopped in all environments until it is restored. */
  Deactivated = 'DEACTIVATED'
}

/** What kind of program the application is; fixed at registration. */
export enum ApplicationType {
  /** Runs on the user's computer; a public client with PKCE. */
  Desktop = 'DESKTOP',
  /** Runs on the user's phone or tablet; a public client with PKCE. */
  Mobile = 'MOBILE',
  /** Runs without a user in front of it; a confidential client. */
  Service = 'SERVICE',
  /** Runs on a web server; a confidential client. */
  Web = 'WEB'
}

/** Who is to be an ADMIN of which company. */
export type AppointAdminInput = {
  /** A member, or a developer with an address at one of its domains, who then becomes a member. */
  developerId: Scalars['ID']['input'];
  /** Any company but your own. */
  partnerId: Scalars['ID']['input'];
  /** What all members are told: plain text of 1 to 1,000 characters. */
  reason: Scalars['String']['input'];
};

/** What `appointAdmin` did. */
export type AppointAdminPayload = {
  __typename?: 'AppointAdminPayload';
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Which request to approve. */
export type ApproveAccessInput = {
  /** A request, from `accessRequests`. */
  accessRequestId: Scalars['ID']['input'];
};

/** What `approveAccess` did. */
export type ApproveAccessPayload = {
  __typename?: 'ApproveAccessPayload';
  /** As it is now; null exactly when there are user errors. */
  accessRequest: Maybe<AccessRequest>;
  /** As it is now; null exactly when there are user errors. */
  grant: Maybe<AccessGrant>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** The OAuth 2.0 flow that the application uses; fixed at registration. */
export enum Authentication {
  /** A user signs in and consents (RFC 6749 §4.1). Needs 1 to 10 redirect URLs. */
  AuthorizationCode = 'AUTHORIZATION_CODE',
  /** The application acts for itself (RFC 6749 §4.4). SERVICE only; takes no redirect URLs. */
  ClientCredentials = 'CLIENT_CREDENTIALS'
}

/** Who is to be what. */
export type ChangeMemberRoleInput = {
  /** A member of your partner. */
  developerId: Scalars['ID']['input'];
  /** ADMIN or MEMBER; a partner always has an ADMIN. */
  role: MemberRole;
};

/** What `changeMemberRole` did. */
export type ChangeMemberRolePayload = {
  __typename?: 'ChangeMemberRolePayload';
  /** As it is now; null exactly when there are user errors. */
  member: Maybe<Member>;
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** What is to enforce the keys of an environment. */
export type ChooseEnvironmentGatewayInput = {
  /** An environment. */
  apiEnvironment: ApiEnvironmentReference;
  /** A Kong gateway; left out or null for gateways that ask Portico. */
  kong?: InputMaybe<KongGatewayInput>;
};

/** What `chooseEnvironmentGateway` did. */
export type ChooseEnvironmentGatewayPayload = {
  __typename?: 'ChooseEnvironmentGatewayPayload';
  /** As it is now; null exactly when there are user errors. */
  apiEnvironment: Maybe<ApiEnvironment>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** How colleagues join from now on. */
export type ChooseJoiningPolicyInput = {
  /** Those who wait join by themselves once it is OPEN. */
  policy: JoiningPolicy;
};

/** What `chooseJoiningPolicy` did. */
export type ChooseJoiningPolicyPayload = {
  __typename?: 'ChooseJoiningPolicyPayload';
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** What calls the APIs. Belongs to a partner, whose members all see it; only its owners see credentials. */
export type ClientApplication = Node & {
  __typename?: 'ClientApplication';
  /** The audit trail of this application, newest first; owners only, empty for others. */
  activity: ActivityConnection;
  /** Fixed at registration. */
  authentication: Authentication;
  /** At most 20; they may do everything the owner may, except transfer the application or remove other co-owners. */
  coOwners: Array<Developer>;
  /** When it was registered. */
  createdAt: Scalars['DateTime']['output'];
  /** What `deleteClientApplication` would end; ask before you delete. */
  deletionImpact: DeletionImpact;
  /** What it does; plain text. */
  description: Scalars['String']['output'];
  /** One for each environment that it is in or asks for. */
  grants: Array<AccessGrant>;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** Unique within the partner, ignoring case. */
  name: Scalars['String']['output'];
  /** The one owner. */
  owner: Developer;
  /** Whose it is. */
  partner: Partner;
  /** The products that it uses. */
  products: Array<ApiProduct>;
  /** Where an authorization server may redirect to; empty for client credentials. */
  redirectUrls: Array<Scalars['RedirectUrl']['output']>;
  /** Where to read about the application; null when not given. */
  siteUrl: Maybe<Scalars['URL']['output']>;
  /** Whether it may call APIs at all. */
  status: ApplicationStatus;
  /** Fixed at registration. */
  type: ApplicationType;
  /** When a person last changed it. */
  updatedAt: Scalars['DateTime']['output'];
  /** How much all its keys are used, and those that it had before. A point for each step, also where nobody asked; what was answered in the last seconds comes later. Kept for 400 days. */
  usage: Array<UsagePoint>;
  /** Changes with every change that a person makes; provisioning leaves it alone. */
  version: Scalars['Int']['output'];
  /** What you may do to it now, and why not: to show or to leave out what a page offers. */
  viewerCan: ClientApplicationPermissions;
  /** True when the viewer is the owner or a co-owner. */
  viewerIsOwner: Scalars['Boolean']['output'];
};


/** What calls the APIs. Belongs to a partner, whose members all see it; only its owners see credentials. */
export type ClientApplicationActivityArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivityOrder>;
};


/** What calls the APIs. Belongs to a partner, whose members all see it; only its owners see credentials. */
export type ClientApplicationUsageArgs = {
  from: Scalars['DateTime']['input'];
  step: UsageStep;
  to: Scalars['DateTime']['input'];
};

/** What a subscription tells of one application: how it is by now, or that it has been deleted; one of the two. */
export type ClientApplicationChange = {
  __typename?: 'ClientApplicationChange';
  /** As it is by now, with its grants and keys; null once it has been deleted. */
  clientApplication: Maybe<ClientApplication>;
  /** The id that it had; null while it is there. Nothing comes after it. */
  deletedClientApplicationId: Maybe<Scalars['ID']['output']>;
};

/** A page of client applications. */
export type ClientApplicationConnection = {
  __typename?: 'ClientApplicationConnection';
  /** In the list's order. */
  edges: Array<ClientApplicationEdge>;
  /** What the edges lead to, for whoever needs no cursors of its own. */
  nodes: Array<ClientApplication>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** An application has been deleted for good. */
export type ClientApplicationDeleted = PartnerChange & {
  __typename?: 'ClientApplicationDeleted';
  /** The id that it had: to be taken out of all lists. */
  deletedClientApplicationId: Scalars['ID']['output'];
  /** Your company as it is by now. */
  partner: Partner;
};

/** One of client applications, with its place in the list. */
export type ClientApplicationEdge = {
  __typename?: 'ClientApplicationEdge';
  /** Opaque; goes with the list's order and filter. */
  cursor: Scalars['String']['output'];
  /** The thing itself. */
  node: ClientApplication;
};

/** Which applications to list: those that meet every condition given. */
export type ClientApplicationFilter = {
  /** With a grant for this environment. */
  environment?: InputMaybe<ApiEnvironmentReference>;
  /** With at least one such key. */
  key?: InputMaybe<ApiKeyFilter>;
  /** True: only those that you own or co-own. */
  ownedByMe?: InputMaybe<Scalars['Boolean']['input']>;
  /** With this product. */
  product?: InputMaybe<ApiProductReference>;
  /** Part of the name or description, ignoring case. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Active or deactivated ones. */
  status?: InputMaybe<ApplicationStatus>;
  /** Of one type. */
  type?: InputMaybe<ApplicationType>;
};

/** The order in which applications are listed. */
export enum ClientApplicationOrder {
  /** By registration, newest first. */
  CreatedNewest = 'CREATED_NEWEST',
  /** By registration, oldest first. */
  CreatedOldest = 'CREATED_OLDEST',
  /** By name, as people sort: whatever the case and the accents, and numbers by their value. */
  Name = 'NAME',
  /** By last change, newest first. */
  UpdatedNewest = 'UPDATED_NEWEST',
  /** By last change, oldest first. */
  UpdatedOldest = 'UPDATED_OLDEST'
}

/** What you may do to an application now. Of its keys and credentials, whether you may at all; each says more itself. */
export type ClientApplicationPermissions = {
  __typename?: 'ClientApplicationPermissions';
  /** `addCoOwner`. */
  addCoOwner: Permission;
  /** `removeCoOwner`, of yourself. */
  ceaseToCoOwn: Permission;
  /** `deactivateClientApplication`. */
  deactivate: Permission;
  /** `deleteClientApplication`. */
  delete: Permission;
  /** `editClientApplication`. */
  edit: Permission;
  /** For caches: the same for the same thing. */
  id: Scalars['ID']['output'];
  /** `removeCoOwner`, of any of them. */
  removeCoOwner: Permission;
  /** `requestAccessAgain`. */
  requestAccessAgain: Permission;
  /** `restoreClientApplication`. */
  restore: Permission;
  /** `revealApiKey` and `revealClientSecret`. */
  reveal: Permission;
  /** `revokeApiKey` and `revokeGrantCredentials`. */
  revoke: Permission;
  /** `rotateApiKey` and `rotateClientSecret`. */
  rotate: Permission;
  /** `transferOwnership`. */
  transferOwnership: Permission;
};

/** An application has been registered. */
export type ClientApplicationRegistered = PartnerChange & {
  __typename?: 'ClientApplicationRegistered';
  /** To be added to the lists that it belongs in. */
  clientApplication: ClientApplication;
  /** Your company as it is by now. */
  partner: Partner;
};

/** An application has been edited, stopped or restored, or its owners, grants or keys are others. */
export type ClientApplicationUpdated = PartnerChange & {
  __typename?: 'ClientApplicationUpdated';
  /** As it is by now. */
  clientApplication: ClientApplication;
  /** Your company as it is by now. */
  partner: Partner;
};

/** How a client shows who it is to the authorization server. */
export enum ClientAuthentication {
  /** By its client secret, in basic authentication or in the form (RFC 6749 §2.3.1). */
  ClientSecret = 'CLIENT_SECRET',
  /** By nothing: a public client, which uses PKCE. */
  None = 'NONE',
  /** By a JWT that it signs (RFC 7523 §2.2). */
  PrivateKeyJwt = 'PRIVATE_KEY_JWT',
  /** By a certificate of its own, whose key is among its keys (RFC 8705 §2.2). */
  SelfSignedTlsClientAuth = 'SELF_SIGNED_TLS_CLIENT_AUTH',
  /** By a certificate of an authority that the proxy trusts (RFC 8705 §2.1). */
  TlsClientAuth = 'TLS_CLIENT_AUTH'
}

/** The OAuth 2.0 client of one application in one environment. Owners only. */
export type ClientCredentials = Node & {
  __typename?: 'ClientCredentials';
  /** How it shows who it is to the authorization server. */
  authentication: ClientAuthentication;
  /** Public; goes into authorization requests (RFC 6749 §2.2). */
  clientId: Scalars['String']['output'];
  /** False for public clients, which use PKCE instead. */
  hasSecret: Scalars['Boolean']['output'];
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** When they were made, or last rotated. */
  issuedAt: Scalars['DateTime']['output'];
  /** Its public keys as JSON (RFC 7517 §5); null when it has none, or they are fetched. */
  jwks: Maybe<Scalars['String']['output']>;
  /** Where its public keys are fetched from; null when they are not. */
  jwksUri: Maybe<Scalars['URL']['output']>;
  /** When the secret was reported as found in public; null when it was not. Rotate such a secret, or revoke everything. */
  leakedAt: Maybe<Scalars['DateTime']['output']>;
  /** Until when the secret before the last rotation keeps working; null when there is none. */
  retiringSecretExpiresAt: Maybe<Scalars['DateTime']['output']>;
  /** When the secret before the last rotation was reported as found in public; null when it was not, or there is none. */
  retiringSecretLeakedAt: Maybe<Scalars['DateTime']['output']>;
  /** First and last characters of the secret; null when there is none. */
  secretPreview: Maybe<Scalars['String']['output']>;
  /** The subject of its certificate; null where none is asked for. */
  tlsSubject: Maybe<Scalars['String']['output']>;
  /** Where they get tokens (RFC 6749 §3.2); the metadata of the environment's `oauthIssuer` names the rest. */
  tokenEndpoint: Scalars['URL']['output'];
};

/** How a client shows who it is in place of a shared secret. */
export enum ClientKeyMethod {
  /** By a JWT that it signs with one of its keys (RFC 7523 §2.2). */
  PrivateKeyJwt = 'PRIVATE_KEY_JWT',
  /** By a certificate of its own, which stands in its keys as x5c (RFC 8705 §2.2). */
  SelfSignedTlsClientAuth = 'SELF_SIGNED_TLS_CLIENT_AUTH',
  /** By a certificate of an authority that the proxy trusts, for this subject (RFC 8705 §2.1). */
  TlsClientAuth = 'TLS_CLIENT_AUTH'
}

/** What is known about a company. */
export type CompanyDetails = Node & {
  __typename?: 'CompanyDetails';
  /** Where the bank can reach the company; null until entered. */
  contactEmail: Maybe<Scalars['EmailAddress']['output']>;
  /** Where the company is registered; null until entered. */
  country: Maybe<Scalars['CountryCode']['output']>;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** Whether all four are there; from then on only an ADMIN changes them. */
  isComplete: Scalars['Boolean']['output'];
  /** As registered; null until entered. */
  legalName: Maybe<Scalars['String']['output']>;
  /** Null until entered. */
  website: Maybe<Scalars['URL']['output']>;
};

/** Which access tokens of a company: those that meet every condition given. */
export type CompanyTokenFilter = {
  /** That name this application. */
  clientApplicationId?: InputMaybe<Scalars['ID']['input']>;
  /** True: expired ones; false: those that still work. */
  isExpired?: InputMaybe<Scalars['Boolean']['input']>;
  /** With this scope among theirs. */
  scope?: InputMaybe<AccessTokenScope>;
};

/** A new access token. */
export type CreateAccessTokenInput = {
  /** For a token of the company's: the applications that it acts on, 1 to 50, each owned or co-owned by you. Leave it out for a token of your own. */
  clientApplicationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** 1 to 365. */
  expiresInDays: Scalars['Int']['input'];
  /** What you call it: 1 to 80 characters. */
  name: Scalars['String']['input'];
  /** Whose it is to be; the company's only by an ADMIN. */
  owner?: AccessTokenOwner;
  /** What it may do; each scope includes those before it. */
  scopes: Array<AccessTokenScope>;
};

/** What `createAccessToken` did. */
export type CreateAccessTokenPayload = {
  __typename?: 'CreateAccessTokenPayload';
  /** As it is now; null exactly when there are user errors. */
  accessToken: Maybe<AccessToken>;
  /** What is new, with its place in the list as it is without a filter and in its usual order; null exactly when there are user errors. */
  accessTokenEdge: Maybe<AccessTokenEdge>;
  /** The developer, as they are now; null exactly when there are user errors. */
  developer: Maybe<Developer>;
  /** The company whose token it is, as it is now; null for a token of your own. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
  /** The token in clear, shown only this once: store it now. Null when there are user errors, and when this is the answer to a repeated request. */
  value: Maybe<Scalars['String']['output']>;
};

/** A new environment. */
export type CreateApiEnvironmentInput = {
  /** Whether an operator must approve first. */
  accessPolicy: AccessPolicy;
  /** The http or https address that the APIs' paths are appended to. */
  apiBaseUrl: Scalars['String']['input'];
  /** By whom customers are signed in where they let an application act for them. */
  endUserSignIn?: InputMaybe<EndUserSignIn>;
  /** The financial institution that runs it; 2 to 80 characters. */
  institution: Scalars['String']['input'];
  /** How long keys of a product work here: for keys that are issued from now on; those of other products have no end. At most 200. */
  keyLifetimes?: InputMaybe<Array<KeyLifetimeInput>>;
  /** 2 to 80 characters. */
  name: Scalars['String']['input'];
  /** By which rules its authorization server issues tokens. */
  oauthProfile?: InputMaybe<OauthProfile>;
  /** How often its secrets may be viewed. */
  secretRetrieval: SecretRetrieval;
  /** The institution's OpenID provider. */
  signInProvider?: InputMaybe<SignInProviderInput>;
  /** 2 to 40 lower-case letters, digits and hyphens; unique, never changes. */
  slug: Scalars['String']['input'];
  /** How close it is to real customers. */
  tier: EnvironmentTier;
  /** What gateways are answered about keys while Portico's database is away. */
  verificationWhenUnavailable?: InputMaybe<VerificationWhenUnavailable>;
  /** What becomes of a key, client secret or gateway token that was found in public. */
  whenKeyLeaks?: InputMaybe<WhenKeyLeaks>;
};

/** What `createApiEnvironment` did. */
export type CreateApiEnvironmentPayload = {
  __typename?: 'CreateApiEnvironmentPayload';
  /** As it is now; null exactly when there are user errors. */
  apiEnvironment: Maybe<ApiEnvironment>;
  /** What is new, with its place in the list as it is without a filter and in its usual order; null exactly when there are user errors. */
  apiEnvironmentEdge: Maybe<ApiEnvironmentEdge>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** A new product. */
export type CreateApiProductInput = {
  /** At most 100. */
  apis: Array<ApiInput>;
  /** Plain text of 1 to 1,000 characters. */
  description: Scalars['String']['input'];
  /** Products whose APIs this one includes; none of them may include this one, at any depth. */
  embeds?: InputMaybe<Array<ApiProductReference>>;
  /** 2 to 80 characters. */
  name: Scalars['String']['input'];
  /** How often each of its keys may be used; at most 20 plans. */
  ratePlans?: InputMaybe<Array<RatePlanInput>>;
  /** 2 to 40 lower-case letters, digits and hyphens; unique, never changes. */
  slug: Scalars['String']['input'];
};

/** What `createApiProduct` did. */
export type CreateApiProductPayload = {
  __typename?: 'CreateApiProductPayload';
  /** As it is now; null exactly when there are user errors. */
  apiProduct: Maybe<ApiProduct>;
  /** What is new, with its place in the list as it is without a filter and in its usual order; null exactly when there are user errors. */
  apiProductEdge: Maybe<ApiProductEdge>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** A new gateway token. */
export type CreateGatewayTokenInput = {
  /** The environment whose keys the gateway asks about. */
  environmentId: Scalars['ID']['input'];
  /** 1 to 365. */
  expiresInDays: Scalars['Int']['input'];
  /** What you call it: 1 to 80 characters. */
  name: Scalars['String']['input'];
};

/** What `createGatewayToken` did. */
export type CreateGatewayTokenPayload = {
  __typename?: 'CreateGatewayTokenPayload';
  /** Whose tokens are others now; null exactly when there are user errors. */
  apiEnvironment: Maybe<ApiEnvironment>;
  /** As it is now; null exactly when there are user errors. */
  gatewayToken: Maybe<GatewayToken>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
  /** The token in clear, shown only this once: store it now. Null when there are user errors, and when this is the answer to a repeated request. */
  value: Maybe<Scalars['String']['output']>;
};

/** What to stop. */
export type DeactivateClientApplicationInput = {
  /** An application that you own or co-own. */
  clientApplicationId: Scalars['ID']['input'];
};

/** What `deactivateClientApplication` did. */
export type DeactivateClientApplicationPayload = {
  __typename?: 'DeactivateClientApplicationPayload';
  /** As it is now; null exactly when there are user errors. */
  clientApplication: Maybe<ClientApplication>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Whom not to let in. */
export type DeclineJoinRequestInput = {
  /** Somebody who asks to join your partner. */
  developerId: Scalars['ID']['input'];
};

/** What `declineJoinRequest` did. */
export type DeclineJoinRequestPayload = {
  __typename?: 'DeclineJoinRequestPayload';
  /** As it is now; null exactly when there are user errors. */
  joinRequest: Maybe<JoinRequest>;
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** What to delete for good. */
export type DeleteClientApplicationInput = {
  /** An application that you own or co-own. */
  clientApplicationId: Scalars['ID']['input'];
  /** The application's name, typed again. */
  confirmName: Scalars['String']['input'];
};

/** What `deleteClientApplication` did. */
export type DeleteClientApplicationPayload = {
  __typename?: 'DeleteClientApplicationPayload';
  /** The id of what was deleted; null exactly when there are user errors. */
  deletedClientApplicationId: Maybe<Scalars['ID']['output']>;
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Confirms that you really want this. */
export type DeleteMyAccountInput = {
  /** Your own address, typed again. */
  confirmEmail: Scalars['String']['input'];
};

/** What `deleteMyAccount` did. */
export type DeleteMyAccountPayload = {
  __typename?: 'DeleteMyAccountPayload';
  /** The developer whose account was deleted; null exactly when there are user errors. */
  deletedDeveloperId: Maybe<Scalars['ID']['output']>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** What deleting an application would end. */
export type DeletionImpact = Node & {
  __typename?: 'DeletionImpact';
  /** How many co-owners would lose it. */
  coOwners: Scalars['Int']['output'];
  /** How many environments it is in or asks for. */
  environments: Scalars['Int']['output'];
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** How many keys work now and would stop. */
  liveKeys: Scalars['Int']['output'];
};

/** How often gateways refused a key with one code. */
export type DenialCount = {
  __typename?: 'DenialCount';
  /** The code that gateways were given, such as `EXPIRED`; new ones may come. */
  code: Scalars['String']['output'];
  /** How often. */
  count: Scalars['SafeInt']['output'];
};

/** A registered person. Visible to themselves and to the members of their partner. */
export type Developer = Node & {
  __typename?: 'Developer';
  /** Your own access tokens that are not revoked, newest first; empty for anyone else. */
  accessTokens: AccessTokenConnection;
  /** The full name, or the start of the address while there is none. */
  displayName: Scalars['String']['output'];
  /** Verified. */
  email: Scalars['EmailAddress']['output'];
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** Whether this is you and you are staff of the platform. */
  isOperator: Scalars['Boolean']['output'];
  /** What keeps you from being a member of your company; null for members, and for anyone else. */
  joining: Maybe<JoiningStatus>;
  /** What this developer still needs before registering an application; empty when nothing is missing. */
  missingRequirements: Array<RegistrationRequirement>;
  /** The company; null for a developer who is no longer a member of one. */
  partner: Maybe<Partner>;
  /** Who this is. */
  profile: Profile;
  /** The role in the company; null without one. */
  role: Maybe<MemberRole>;
  /** The last acceptance of the terms; null when there is none. */
  termsAcceptance: Maybe<TermsAcceptance>;
};


/** A registered person. Visible to themselves and to the members of their partner. */
export type DeveloperAccessTokensArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccessTokenFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<AccessTokenOrder>;
};

/** A domain that a company is proving. */
export type DomainProof = {
  __typename?: 'DomainProof';
  /** In lower case and ASCII. */
  domain: Scalars['String']['output'];
  /** Until when the record counts; `proveDomain` gives another one then. */
  expiresAt: Scalars['DateTime']['output'];
  /** When `proveDomain` last looked for it; null when it has not yet. */
  lookedUpAt: Maybe<Scalars['DateTime']['output']>;
  /** The name of the TXT record to publish. */
  recordName: Scalars['String']['output'];
  /** The text of the TXT record to publish. */
  recordValue: Scalars['String']['output'];
};

/** What is left out or null stays as it is; a list that is given replaces the old one. */
export type EditClientApplicationInput = {
  /** An application that you own or co-own. */
  clientApplicationId: Scalars['ID']['input'];
  /** Plain text of 1 to 1,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** All of them. New ones get keys and credentials, after approval where needed; those of environments that are left out are deleted for good. */
  environments?: InputMaybe<Array<ApiEnvironmentReference>>;
  /** The `version` that you have read; the edit is refused with STALE_VERSION if it has changed since. */
  expectedVersion: Scalars['Int']['input'];
  /** 3 to 80 characters; unique within your partner, ignoring case. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** All of them. New ones get keys in every environment; keys of those left out are deleted for good. */
  products?: InputMaybe<Array<ApiProductReference>>;
  /** All of them: 1 to 10 for the authorization code flow; absolute, such as https://app.example/callback. */
  redirectUrls?: InputMaybe<Array<Scalars['String']['input']>>;
  /** An http or https address. Null empties it. */
  siteUrl?: InputMaybe<Scalars['String']['input']>;
};

/** What `editClientApplication` did. */
export type EditClientApplicationPayload = {
  __typename?: 'EditClientApplicationPayload';
  /** As it is now; null exactly when there are user errors. */
  clientApplication: Maybe<ClientApplication>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Whose access to end, and why. */
export type EndAccessInput = {
  /** Any developer. */
  developerId: Scalars['ID']['input'];
  /** What they are told: plain text of 1 to 1,000 characters. */
  reason: Scalars['String']['input'];
};

/** What `endAccess` did. */
export type EndAccessPayload = {
  __typename?: 'EndAccessPayload';
  /** The developer, as they are now; null exactly when there are user errors. */
  developer: Maybe<Developer>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** By whom customers are signed in where they let an application act for them. */
export enum EndUserSignIn {
  /** The institution's own OpenID provider signs them in: `signInProvider`. */
  Institution = 'INSTITUTION',
  /** Whoever comes chooses a sample customer of a sample bank. Never in production. */
  Sample = 'SAMPLE'
}

/** How close an environment is to real customers. */
export enum EnvironmentTier {
  /** For showing to others. */
  Demo = 'DEMO',
  /** For trying things out. */
  Development = 'DEVELOPMENT',
  /** For integration with other partners. */
  Partner = 'PARTNER',
  /** Real customers and real money. */
  Production = 'PRODUCTION',
  /** For automated and manual tests. */
  Test = 'TEST',
  /** For acceptance by users before a release. */
  Uat = 'UAT'
}

/** What enforces keys in an environment. */
export enum GatewayKind {
  /** Gateways that ask Portico about each call. */
  BuiltIn = 'BUILT_IN',
  /** A Kong gateway that Portico tells what to accept. */
  Kong = 'KONG'
}

/** By which a gateway shows of which environment it is. Visible to operators alone. */
export type GatewayToken = Node & {
  __typename?: 'GatewayToken';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it expires. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** When a gateway last asked with it, up to about a minute behind; null when never. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was reported as found in public; null when it was not. Replace such a token. */
  leakedAt: Maybe<Scalars['DateTime']['output']>;
  /** What operators call it. */
  name: Scalars['String']['output'];
  /** Its first and last characters, to tell tokens apart. */
  preview: Scalars['String']['output'];
  /** When it was revoked; null when it was not. */
  revokedAt: Maybe<Scalars['DateTime']['output']>;
};

/** An error that its code fully describes. */
export type GenericUserError = UserError & {
  __typename?: 'GenericUserError';
  /** For programs: stable. */
  code: UserErrorCode;
  /** For people: says what to do. */
  message: Scalars['String']['output'];
  /** Where in the input, with the indexes of lists as strings, from "0": ["redirectUrls", "0"]; empty when it concerns no single field. */
  path: Array<Scalars['String']['output']>;
};

/** Which plan an application is given. */
export type GiveRatePlanInput = {
  /** One of its products. */
  apiProduct: ApiProductReference;
  /** An application, of any company. */
  clientApplicationId: Scalars['ID']['input'];
  /** A plan of the product, from `ApiProduct.ratePlans`; null for the product's default again. */
  ratePlanId?: InputMaybe<Scalars['ID']['input']>;
};

/** What `giveRatePlan` did. */
export type GiveRatePlanPayload = {
  __typename?: 'GiveRatePlanPayload';
  /** As it is now; null exactly when there are user errors. */
  clientApplication: Maybe<ClientApplication>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Whether a request is approved; for a grant, whether the application may have anything there. */
export enum GrantStatus {
  /** Credentials have been or will be provisioned. */
  Approved = 'APPROVED',
  /** An operator has not decided yet. */
  AwaitingApproval = 'AWAITING_APPROVAL',
  /** An operator has rejected it; `decisionReason` says why. */
  Rejected = 'REJECTED'
}

/** What would become of something that you have typed, before you send it with a mutation. */
export type InputCheck = {
  __typename?: 'InputCheck';
  /** For caches: the same for the same question. `node` knows none of them. */
  id: Scalars['ID']['output'];
  /** False exactly when there are reasons. */
  isAcceptable: Scalars['Boolean']['output'];
  /** What is wrong with it, as the mutation would say it. */
  reasons: Array<UserError>;
  /** How it would be kept; null when it would not be. */
  stored: Maybe<Scalars['String']['output']>;
};

/** A member's invitation to a colleague with the same e-mail domain to join. Visible to members. */
export type Invitation = Node & {
  __typename?: 'Invitation';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who is to register with this address. */
  email: Scalars['EmailAddress']['output'];
  /** 14 days after it was last sent. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** Who made it. */
  invitedBy: Developer;
  /** What has become of it as of now. */
  status: InvitationStatus;
};

/** A page of invitations, newest first. */
export type InvitationConnection = {
  __typename?: 'InvitationConnection';
  /** In the list's order. */
  edges: Array<InvitationEdge>;
  /** What the edges lead to, for whoever needs no cursors of its own. */
  nodes: Array<Invitation>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** One of invitations, newest first, with its place in the list. */
export type InvitationEdge = {
  __typename?: 'InvitationEdge';
  /** Opaque; goes with the list's order and filter. */
  cursor: Scalars['String']['output'];
  /** The thing itself. */
  node: Invitation;
};

/** Which invitations: those that meet every condition given. */
export type InvitationFilter = {
  /** Of which this has become as of now. */
  status?: InputMaybe<InvitationStatus>;
};

/** The order in which invitations are listed. */
export enum InvitationOrder {
  /** The newest first. */
  Newest = 'NEWEST',
  /** The oldest first. */
  Oldest = 'OLDEST'
}

/** What has become of an invitation. */
export enum InvitationStatus {
  /** The colleague is a member. */
  Accepted = 'ACCEPTED',
  /** Its 14 days are over; it can be sent again. */
  Expired = 'EXPIRED',
  /** Waiting for the colleague to register. */
  Pending = 'PENDING',
  /** Withdrawn; the address can be invited again. */
  Withdrawn = 'WITHDRAWN'
}

/** Whom to invite. */
export type InviteDeveloperInput = {
  /** At one of your partner's own domains. */
  email: Scalars['String']['input'];
};

/** What `inviteDeveloper` did. */
export type InviteDeveloperPayload = {
  __typename?: 'InviteDeveloperPayload';
  /** As it is now; null exactly when there are user errors. */
  invitation: Maybe<Invitation>;
  /** What is new, with its place in the list as it is without a filter and in its usual order; null exactly when there are user errors. */
  invitationEdge: Maybe<InvitationEdge>;
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** A colleague's wish to join, which an ADMIN accepts or declines. */
export type JoinRequest = Node & {
  __typename?: 'JoinRequest';
  /** When an ADMIN declined it; null while it waits. */
  declinedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who asks; their address is verified. */
  developer: Developer;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** When it was made. */
  requestedAt: Scalars['DateTime']['output'];
};

/** A page of join requests. */
export type JoinRequestConnection = {
  __typename?: 'JoinRequestConnection';
  /** In the list's order. */
  edges: Array<JoinRequestEdge>;
  /** What the edges lead to, for whoever needs no cursors of its own. */
  nodes: Array<JoinRequest>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** One of join requests, with its place in the list. */
export type JoinRequestEdge = {
  __typename?: 'JoinRequestEdge';
  /** Opaque; goes with the list's order and filter. */
  cursor: Scalars['String']['output'];
  /** The thing itself. */
  node: JoinRequest;
};

/** Which join requests. */
export type JoinRequestFilter = {
  /** True: those that an ADMIN has declined; false: those that wait. */
  isDeclined?: Scalars['Boolean']['input'];
};

/** The order in which join requests are listed. */
export enum JoinRequestOrder {
  /** The newest first. */
  Newest = 'NEWEST',
  /** The longest waiting first. */
  Oldest = 'OLDEST'
}

/** How colleagues with an address at one of the partner's domains join. Those with an invitation always do. */
export enum JoiningPolicy {
  /** Once an ADMIN has let them in. */
  Consent = 'CONSENT',
  /** Only by invitation. */
  Invitation = 'INVITATION',
  /** By signing up. */
  Open = 'OPEN'
}

/** What keeps a developer from being a member of their company. */
export enum JoiningStatus {
  /** An ADMIN of the company has not decided yet; all of them were told. */
  AwaitingConsent = 'AWAITING_CONSENT',
  /** Operators of the platform have suspended the company: nobody joins it before it is resumed, not even by invitation. Then its policy decides. */
  CompanySuspended = 'COMPANY_SUSPENDED',
  /** An ADMIN has declined the request; an invitation is needed. */
  Declined = 'DECLINED',
  /** Only an invitation by a member makes this developer one. */
  InvitationNeeded = 'INVITATION_NEEDED'
}

/** For how long keys of a product work in an environment. */
export type KeyLifetime = {
  __typename?: 'KeyLifetime';
  /** Of 24 hours each, from the key's issue. */
  days: Scalars['Int']['output'];
  /** Whose keys. */
  product: ApiProduct;
};

/** For how long keys of a product work in an environment. */
export type KeyLifetimeInput = {
  /** A product; each once. */
  apiProduct: ApiProductReference;
  /** From their issue; 1 to 3,650. */
  days: Scalars['Int']['input'];
};

/** How a Kong gateway is told. Shown to nobody afterwards. */
export type KongGatewayInput = {
  /** The http or https address of its Admin API. */
  adminUrl: Scalars['String']['input'];
  /** Sent to it as `Kong-Admin-Token`; left out where it takes none. */
  token?: InputMaybe<Scalars['String']['input']>;
};

/** From where a key may be used. */
export type LimitApiKeyToNetworksInput = {
  /** A key of an application that you own or co-own. */
  apiKeyId: Scalars['ID']['input'];
  /** All of them: addresses, or networks as CIDR, such as 192.0.2.0/24 or 2001:db8::/32; at most 50. None: from anywhere. */
  networks: Array<Scalars['String']['input']>;
};

/** What `limitApiKeyToNetworks` did. */
export type LimitApiKeyToNetworksPayload = {
  __typename?: 'LimitApiKeyToNetworksPayload';
  /** As it is now; null exactly when there are user errors. */
  apiKey: Maybe<ApiKey>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** A developer inside a partner. */
export type Member = Node & {
  __typename?: 'Member';
  /** Who it is. */
  developer: Developer;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** Since when. */
  joinedAt: Scalars['DateTime']['output'];
  /** What they may do for the partner. */
  role: MemberRole;
};

/** A page of members. */
export type MemberConnection = {
  __typename?: 'MemberConnection';
  /** In the list's order. */
  edges: Array<MemberEdge>;
  /** What the edges lead to, for whoever needs no cursors of its own. */
  nodes: Array<Member>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** One of members, with its place in the list. */
export type MemberEdge = {
  __typename?: 'MemberEdge';
  /** Opaque; goes with the list's order and filter. */
  cursor: Scalars['String']['output'];
  /** The thing itself. */
  node: Member;
};

/** Which members: those that meet every condition given. */
export type MemberFilter = {
  /** With this role. */
  role?: InputMaybe<MemberRole>;
  /** Part of the name or e-mail address, ignoring case. */
  search?: InputMaybe<Scalars['String']['input']>;
};

/** Somebody is a member from now on. */
export type MemberJoined = PartnerChange & {
  __typename?: 'MemberJoined';
  /** To be added to the list of members. */
  member: Member;
  /** Your company as it is by now. */
  partner: Partner;
};

/** Somebody is a member no longer. */
export type MemberLeft = PartnerChange & {
  __typename?: 'MemberLeft';
  /** Who it was. */
  developerId: Scalars['ID']['output'];
  /** Your company as it is by now. */
  partner: Partner;
  /** The id of the member: to be taken out of the list of members. */
  removedMemberId: Scalars['ID']['output'];
};

/** The order in which members are listed. */
export enum MemberOrder {
  /** By joining, the last first. */
  JoinedNewest = 'JOINED_NEWEST',
  /** By joining, the first first. */
  JoinedOldest = 'JOINED_OLDEST',
  /** By name, as people sort: whatever the case and the accents, and numbers by their value. */
  Name = 'NAME'
}

/** What a member may do for the partner. */
export enum MemberRole {
  /** Manages the company's details and members. The founder is one. */
  Admin = 'ADMIN',
  /** Registers applications and invites colleagues. */
  Member = 'MEMBER'
}

/** A member has another role, name or address. */
export type MemberUpdated = PartnerChange & {
  __typename?: 'MemberUpdated';
  /** As they are by now. */
  member: Member;
  /** Your company as it is by now. */
  partner: Partner;
};

/** Where to move. */
export type MoveToAddressInput = {
  /** Another mailbox of yours, at one of your company's domains. */
  email: Scalars['String']['input'];
};

/** What `moveToAddress` did. */
export type MoveToAddressPayload = {
  __typename?: 'MoveToAddressPayload';
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Where the mail is on its way to; null exactly when there are user errors. */
  sentTo: Maybe<Scalars['EmailAddress']['output']>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Lets a colleague in who asks to join, or was declined; safe to repeat, and they are told by e-mail. ADMINs only. */
  acceptJoinRequest: Maybe<AcceptJoinRequestPayload>;
  /** Accepts the current terms. Refused with TERMS_OUTDATED for any other version. */
  acceptTerms: Maybe<AcceptTermsPayload>;
  /** Shares an application with a colleague, who sees its credentials from that moment. Owners only; all owners are told. */
  addCoOwner: Maybe<AddCoOwnerPayload>;
  /** Makes somebody an ADMIN of a company, also where it is suspended or they were removed; all members are told. Safe to repeat. Operators from another company. */
  appointAdmin: Maybe<AppointAdminPayload>;
  /** Lets an application into an environment; its keys are queued and all owners are told. Operators from a company other than the applicant's. */
  approveAccess: Maybe<ApproveAccessPayload>;
  /** Makes a member an ADMIN, or an ADMIN a MEMBER; safe to repeat. ADMINs only. */
  changeMemberRole: Maybe<ChangeMemberRolePayload>;
  /** Chooses what enforces the keys of an environment. A Kong gateway is told of all that is live there; what refuses to be told is in `provisioningFailures`. Operators only. */
  chooseEnvironmentGateway: Maybe<ChooseEnvironmentGatewayPayload>;
  /** Chooses how colleagues join; safe to repeat. ADMINs only. */
  chooseJoiningPolicy: Maybe<ChooseJoiningPolicyPayload>;
  /** Creates an access token of your own, or of the company's (ADMINs); its value is shown only this once. Needs a session. You are told by mail; of one of the company's, all its ADMINs and the owners of what it names. */
  createAccessToken: Maybe<CreateAccessTokenPayload>;
  /** Adds an environment, open for applications. Operators only. */
  createApiEnvironment: Maybe<CreateApiEnvironmentPayload>;
  /** Adds a product, open for applications. Operators only. */
  createApiProduct: Maybe<CreateApiProductPayload>;
  /** Creates a token by which a gateway of an environment asks about keys; its value is shown only this once. Two work at a time, so that one can take the other's place. Operators only. */
  createGatewayToken: Maybe<CreateGatewayTokenPayload>;
  /** Stops all keys and credentials in all environments until it is restored; safe to repeat. Owners only; all owners are told. */
  deactivateClientApplication: Maybe<DeactivateClientApplicationPayload>;
  /** Declines a colleague's request to join; safe to repeat, and they are told by e-mail. ADMINs only. */
  declineJoinRequest: Maybe<DeclineJoinRequestPayload>;
  /** Deletes an application for good: keys and credentials stop working everywhere, all secrets are destroyed, and its name is free again. Ask `deletionImpact` first. Owners only; all owners are told. */
  deleteClientApplication: Maybe<DeleteClientApplicationPayload>;
  /** Deletes your account for good: nothing personal remains, and what you did stays in the audit trail without your name. Refused with OWNS_APPLICATIONS while you own any, and with LAST_ADMIN while colleagues would be left without an ADMIN. Needs a session. */
  deleteMyAccount: Maybe<DeleteMyAccountPayload>;
  /** Changes an application, all or nothing; new keys are queued, and the keys of what is removed are deleted for good. Owners only. */
  editClientApplication: Maybe<EditClientApplicationPayload>;
  /** Ends all sessions, access tokens, mailed links and open connections of a developer at once, such as when somebody else acts for them. Their account and what they own stay, and they can sign in anew; they are told by mail. Operators. */
  endAccess: Maybe<EndAccessPayload>;
  /** Gives an application another plan of one of its products, which its keys are counted by at once; its owners are told. Operators of another company only. */
  giveRatePlan: Maybe<GiveRatePlanPayload>;
  /** Sends a colleague an invitation by e-mail, valid for 14 days. Any member. */
  inviteDeveloper: Maybe<InviteDeveloperPayload>;
  /** Lets a key be used from these networks alone, or again from anywhere; gateways refuse it from elsewhere at once. Its successors are limited alike. Owners only; all owners are told. */
  limitApiKeyToNetworks: Maybe<LimitApiKeyToNetworksPayload>;
  /** Asks to move your account to another address at your company's domains. A mail goes there, with a link that is good for 24 hours; its page moves the account, in a browser in which you are signed in. Until then nothing changes. Refused with DIFFERENT_EMAIL_DOMAIN for any other domain, and with INVALID for whoever signs in through another identity provider, whose address theirs follows. No answer tells whether the address is somebody's. Needs a session. */
  moveToAddress: Maybe<MoveToAddressPayload>;
  /** Gives the DNS record that proves a domain, the first time; from then on looks for it, at most once a minute, until the domain is in `Partner.domainsProven` and, if it is a further one, in `domains`. ADMINs only. */
  proveDomain: Maybe<ProveDomainPayload>;
  /** Publishes new terms: every developer must accept them before registering another application; what runs keeps running. Operators only. */
  publishTerms: Maybe<PublishTermsPayload>;
  /** Registers an application and queues its keys and credentials for each environment. You are its owner. */
  registerClientApplication: Maybe<RegisterClientApplicationPayload>;
  /** Keeps an application out of an environment; all owners are told the reason. Operators from a company other than the applicant's. */
  rejectAccess: Maybe<RejectAccessPayload>;
  /** Ends a co-ownership: the owner may end any, a co-owner their own. All owners and the one removed are told. */
  removeCoOwner: Maybe<RemoveCoOwnerPayload>;
  /** Removes a member, all at once: the successor gets their applications, their co-ownerships end, and their sessions and access tokens stop working. ADMINs; members may remove themselves. */
  removeMember: Maybe<RemoveMemberPayload>;
  /** Asks for an environment again after a rejection, with a note for the operators. Owners only. */
  requestAccessAgain: Maybe<RequestAccessAgainPayload>;
  /** Sends an invitation by e-mail again, valid for another 14 days. Any member. */
  resendInvitation: Maybe<ResendInvitationPayload>;
  /** Lets exactly the keys and credentials that worked before work again; safe to repeat. Owners only; all owners are told. */
  restoreClientApplication: Maybe<RestoreClientApplicationPayload>;
  /** Makes exactly that work again that worked before the suspension; all members are told. Safe to repeat. Operators from another company. */
  resumePartner: Maybe<ResumePartnerPayload>;
  /** Tells a failing gateway again at once. Operators only. */
  retryProvisioning: Maybe<RetryProvisioningPayload>;
  /** Shows an API key in clear. Owners only; every view is recorded. */
  revealApiKey: Maybe<RevealApiKeyPayload>;
  /** Shows a client secret in clear. Owners only; every view is recorded. */
  revealClientSecret: Maybe<RevealClientSecretPayload>;
  /** Stops a token at once, for good; safe to repeat. */
  revokeAccessToken: Maybe<RevokeAccessTokenPayload>;
  /** Revokes one key for good; the others keep working. Rotating it creates a new one. Owners only; all owners are told. */
  revokeApiKey: Maybe<RevokeApiKeyPayload>;
  /** Stops a gateway token at once, for good; safe to repeat. Operators only. */
  revokeGatewayToken: Maybe<RevokeGatewayTokenPayload>;
  /** Revokes every key and the client credentials of one environment for good; other environments keep working. Owners only; all owners are told. */
  revokeGrantCredentials: Maybe<RevokeGrantCredentialsPayload>;
  /** Creates a successor to a key, which itself keeps working for the overlap; a revoked key gets a successor too. Owners only; all owners are told. */
  rotateApiKey: Maybe<RotateApiKeyPayload>;
  /** Creates a new client secret while the old one keeps working for the overlap; revoked credentials are replaced by a new pair. Owners only; all owners are told. */
  rotateClientSecret: Maybe<RotateClientSecretPayload>;
  /** Takes an approved request off the list of those that have changed since. Operators of another company only. */
  seeAccessChanges: Maybe<SeeAccessChangesPayload>;
  /** Has a client show who it is by keys or a certificate in place of its secret, which is not accepted meanwhile (RFC 7523, RFC 8705). Owners only; all owners are told. */
  setClientKeys: Maybe<SetClientKeysPayload>;
  /** Stops everything of a company at once, at all gateways; nothing is lost, and all members are told. Safe to repeat. Operators from another company. */
  suspendPartner: Maybe<SuspendPartnerPayload>;
  /** Makes a co-owner the owner; the former owner stays on as a co-owner. All owners are told. */
  transferOwnership: Maybe<TransferOwnershipPayload>;
  /** Changes an environment; live keys keep working. An `accessPolicy` of `AUTOMATIC` approves what waits there, so none of the operator's own company may. Operators only. */
  updateApiEnvironment: Maybe<UpdateApiEnvironmentPayload>;
  /** Changes a product; live keys keep working. Operators only. */
  updateApiProduct: Maybe<UpdateApiProductPayload>;
  /** Enters or changes your company's details: any member while they are incomplete, only an ADMIN once they are complete. */
  updateCompanyDetails: Maybe<UpdateCompanyDetailsPayload>;
  /** Enters or changes your profile. */
  updateProfile: Maybe<UpdateProfilePayload>;
  /** Withdraws an invitation; safe to repeat. Any member. */
  withdrawInvitation: Maybe<WithdrawInvitationPayload>;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationAcceptJoinRequestArgs = {
  input: AcceptJoinRequestInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationAcceptTermsArgs = {
  input: AcceptTermsInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationAddCoOwnerArgs = {
  input: AddCoOwnerInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationAppointAdminArgs = {
  input: AppointAdminInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationApproveAccessArgs = {
  input: ApproveAccessInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationChangeMemberRoleArgs = {
  input: ChangeMemberRoleInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationChooseEnvironmentGatewayArgs = {
  input: ChooseEnvironmentGatewayInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationChooseJoiningPolicyArgs = {
  input: ChooseJoiningPolicyInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationCreateAccessTokenArgs = {
  input: CreateAccessTokenInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationCreateApiEnvironmentArgs = {
  input: CreateApiEnvironmentInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationCreateApiProductArgs = {
  input: CreateApiProductInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationCreateGatewayTokenArgs = {
  input: CreateGatewayTokenInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationDeactivateClientApplicationArgs = {
  input: DeactivateClientApplicationInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationDeclineJoinRequestArgs = {
  input: DeclineJoinRequestInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationDeleteClientApplicationArgs = {
  input: DeleteClientApplicationInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationDeleteMyAccountArgs = {
  input: DeleteMyAccountInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationEditClientApplicationArgs = {
  input: EditClientApplicationInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationEndAccessArgs = {
  input: EndAccessInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationGiveRatePlanArgs = {
  input: GiveRatePlanInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationInviteDeveloperArgs = {
  input: InviteDeveloperInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationLimitApiKeyToNetworksArgs = {
  input: LimitApiKeyToNetworksInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationMoveToAddressArgs = {
  input: MoveToAddressInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationProveDomainArgs = {
  input: ProveDomainInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationPublishTermsArgs = {
  input: PublishTermsInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRegisterClientApplicationArgs = {
  input: RegisterClientApplicationInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRejectAccessArgs = {
  input: RejectAccessInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRemoveCoOwnerArgs = {
  input: RemoveCoOwnerInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRemoveMemberArgs = {
  input: RemoveMemberInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRequestAccessAgainArgs = {
  input: RequestAccessAgainInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationResendInvitationArgs = {
  input: ResendInvitationInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRestoreClientApplicationArgs = {
  input: RestoreClientApplicationInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationResumePartnerArgs = {
  input: ResumePartnerInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRetryProvisioningArgs = {
  input: RetryProvisioningInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRevealApiKeyArgs = {
  input: RevealApiKeyInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRevealClientSecretArgs = {
  input: RevealClientSecretInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRevokeAccessTokenArgs = {
  input: RevokeAccessTokenInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRevokeGatewayTokenArgs = {
  input: RevokeGatewayTokenInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRevokeGrantCredentialsArgs = {
  input: RevokeGrantCredentialsInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRotateApiKeyArgs = {
  input: RotateApiKeyInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationRotateClientSecretArgs = {
  input: RotateClientSecretInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationSeeAccessChangesArgs = {
  input: SeeAccessChangesInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationSetClientKeysArgs = {
  input: SetClientKeysInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationSuspendPartnerArgs = {
  input: SuspendPartnerInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationTransferOwnershipArgs = {
  input: TransferOwnershipInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationUpdateApiEnvironmentArgs = {
  input: UpdateApiEnvironmentInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationUpdateApiProductArgs = {
  input: UpdateApiProductInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationUpdateCompanyDetailsArgs = {
  input: UpdateCompanyDetailsInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


/** What signed-in developers can change. Each mutation takes one input and reports refusals as user errors. */
export type MutationWithdrawInvitationArgs = {
  input: WithdrawInvitationInput;
};

/** Anything that can be fetched by its id: everything that has one. */
export type Node = {
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
};

/** Something is still missing before an application can be registered. */
export type NotReadyToRegisterError = UserError & {
  __typename?: 'NotReadyToRegisterError';
  /** For programs: stable. */
  code: UserErrorCode;
  /** For people: says what to do. */
  message: Scalars['String']['output'];
  /** All that is missing. */
  missing: Array<RegistrationRequirement>;
  /** Where in the input, with the indexes of lists as strings, from "0": ["redirectUrls", "0"]; empty when it concerns no single field. */
  path: Array<Scalars['String']['output']>;
};

/** By which rules an environment's authorization server issues tokens. */
export enum OauthProfile {
  /** FAPI 2.0: authorization requests are pushed, tokens are bound to a key, and clients show keys instead of shared secrets. */
  Fapi_2 = 'FAPI_2',
  /** OAuth 2.0 with its security best current practice (RFC 9700). */
  Standard = 'STANDARD'
}

/** Where a page stands in its list (Relay). */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Pass it as `after` to get the next page; null when the page is empty. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Whether there is more after `endCursor`; with `last`, whether the page was asked for with `before`. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether the page was asked for with `after`; with `last`, whether there is more before `startCursor`. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Pass it as `before`, with `last`, to get the previous page; null when the page is empty. */
  startCursor: Maybe<Scalars['String']['output']>;
};

/** A company, known by the e-mail domains of its developers. Visible to its members, and to operators. */
export type Partner = Node & {
  __typename?: 'Partner';
  /** Its access tokens that are not revoked, newest first: all of them for its ADMINs, for others those that name an application which they own or co-own. */
  accessTokens: AccessTokenConnection;
  /** The audit trail of the company and all its applications, deleted ones included, newest first; ADMINs only, empty for others. */
  activity: ActivityConnection;
  /** Its applications: all its members see all of them, a company's token those that it names. By name, unless another order is asked for. */
  applications: ClientApplicationConnection;
  /** Who the company is. */
  details: CompanyDetails;
  /** Domains that it is proving now, at most ten, with what it is to publish; ADMINs only, empty for others. */
  domainProofs: Array<DomainProof>;
  /** The e-mail domains that belong to it, in lower case and ASCII. */
  domains: Array<Scalars['String']['output']>;
  /** Those of its domains that it has proven by a DNS record. */
  domainsProven: Array<Scalars['String']['output']>;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** Invitations to colleagues, newest first unless another order is asked for, whatever has become of them. */
  invitations: InvitationConnection;
  /** Those who wait to be let in, the longest waiting first, or by a filter those who were declined; for its ADMINs and for operators, empty for others. */
  joinRequests: JoinRequestConnection;
  /** How colleagues join. */
  joiningPolicy: JoiningPolicy;
  /** Its developers, for its members and for operators; in the order in which they joined, unless another one is asked for. */
  members: MemberConnection;
  /** Other companies whose legal name is the same or looks the same, at most ten; operators only, empty for others. */
  othersWithLegalName: Array<Partner>;
  /** What is proposed to its ADMINs since somebody was removed for cause; null once they have chosen. */
  proposedJoiningPolicy: Maybe<JoiningPolicy>;
  /** Null unless operators have suspended it: then all keys of its applications are SUSPENDED, and its members change nothing but to revoke. */
  suspension: Maybe<PartnerSuspension>;
  /** What you may do to it now, and why not: to show or to leave out what a page offers. */
  viewerCan: PartnerPermissions;
};


/** A company, known by the e-mail domains of its developers. Visible to its members, and to operators. */
export type PartnerAccessTokensArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CompanyTokenFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<AccessTokenOrder>;
};


/** A company, known by the e-mail domains of its developers. Visible to its members, and to operators. */
export type PartnerActivityArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PartnerActivityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivityOrder>;
};


/** A company, known by the e-mail domains of its developers. Visible to its members, and to operators. */
export type PartnerApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ClientApplicationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ClientApplicationOrder>;
};


/** A company, known by the e-mail domains of its developers. Visible to its members, and to operators. */
export type PartnerInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvitationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InvitationOrder>;
};


/** A company, known by the e-mail domains of its developers. Visible to its members, and to operators. */
export type PartnerJoinRequestsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<JoinRequestFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<JoinRequestOrder>;
};


/** A company, known by the e-mail domains of its developers. Visible to its members, and to operators. */
export type PartnerMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<MemberFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<MemberOrder>;
};

/** Which entries of a company's audit trail: those that meet every condition given. */
export type PartnerActivityFilter = {
  /** Any of these was done. */
  actions?: InputMaybe<Array<ActivityAction>>;
  /** This developer, or this access token of the company's, did it. */
  actorId?: InputMaybe<Scalars['ID']['input']>;
  /** It was about this application, which may have been deleted since. */
  clientApplicationId?: InputMaybe<Scalars['ID']['input']>;
  /** At this instant or later. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before this instant. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What has changed in your company, for its lists; what exactly is in the type's own fields. */
export type PartnerChange = {
  /** Your company as it is by now. */
  partner: Partner;
};

/** A page of companies. */
export type PartnerConnection = {
  __typename?: 'PartnerConnection';
  /** In the list's order. */
  edges: Array<PartnerEdge>;
  /** What the edges lead to, for whoever needs no cursors of its own. */
  nodes: Array<Partner>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** One of companies, with its place in the list. */
export type PartnerEdge = {
  __typename?: 'PartnerEdge';
  /** Opaque; goes with the list's order and filter. */
  cursor: Scalars['String']['output'];
  /** The thing itself. */
  node: Partner;
};

/** Which companies: those that meet every condition given. */
export type PartnerFilter = {
  /** True: only those that operators have suspended. */
  isSuspended?: InputMaybe<Scalars['Boolean']['input']>;
  /** Part of the legal name or of a domain, ignoring case. */
  search?: InputMaybe<Scalars['String']['input']>;
};

/** The order in which companies are listed. */
export enum PartnerOrder {
  /** By legal name, as people sort; those without one first. */
  Name = 'NAME',
  /** By founding, the newest first. */
  Newest = 'NEWEST',
  /** By founding, the oldest first. */
  Oldest = 'OLDEST'
}

/** What you may do to your company now. */
export type PartnerPermissions = {
  __typename?: 'PartnerPermissions';
  /** `acceptJoinRequest`. */
  acceptJoinRequest: Permission;
  /** `changeMemberRole`. */
  changeMemberRole: Permission;
  /** `chooseJoiningPolicy`. */
  chooseJoiningPolicy: Permission;
  /** `createAccessToken`, of the company's. */
  createAccessToken: Permission;
  /** `declineJoinRequest`. */
  declineJoinRequest: Permission;
  /** For caches: the same for the same thing. */
  id: Scalars['ID']['output'];
  /** `inviteDeveloper`, `resendInvitation` and `withdrawInvitation`. */
  inviteDeveloper: Permission;
  /** `removeMember`, of yourself: whoever is no last ADMIN may leave. */
  leave: Permission;
  /** `proveDomain`. */
  proveDomain: Permission;
  /** `registerClientApplication`: what is missing is in the reason. */
  registerClientApplication: Permission;
  /** `removeMember`, of somebody else. */
  removeMember: Permission;
  /** `updateCompanyDetails`. */
  updateCompanyDetails: Permission;
};

/** Told first, and again when something may have been missed: read from the partner whatever you show of it. */
export type PartnerPresent = PartnerChange & {
  __typename?: 'PartnerPresent';
  /** Your company as it is by now. */
  partner: Partner;
};

/** That operators have stopped everything of a company for now. */
export type PartnerSuspension = Node & {
  __typename?: 'PartnerSuspension';
  /** Since when. */
  at: Scalars['DateTime']['output'];
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** Why, as all members were told. */
  reason: Scalars['String']['output'];
};

/** The company itself is another: its details, domains, way of joining, invitations or standing; for its ADMINs, also who asks to join. A suspension changes what every key's status is. */
export type PartnerUpdated = PartnerChange & {
  __typename?: 'PartnerUpdated';
  /** Your company as it is by now. */
  partner: Partner;
};

/** Whether you may do something now, by the very checks that the mutation makes. Mistakes in its input are not foreseen, nor is what your access token or the age of your sign-in allows. */
export type Permission = {
  __typename?: 'Permission';
  /** For caches: the same for the same act on the same thing. */
  id: Scalars['ID']['output'];
  /** False exactly when there is a reason. */
  isAllowed: Scalars['Boolean']['output'];
  /** Why not, as the mutation would say it: a code and a sentence; null when you may. */
  reason: Maybe<UserError>;
};

/** Who a developer is. */
export type Profile = Node & {
  __typename?: 'Profile';
  /** Null until entered. */
  familyName: Maybe<Scalars['String']['output']>;
  /** Null until entered. */
  givenName: Maybe<Scalars['String']['output']>;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** Given name, family name and job title are there. */
  isComplete: Scalars['Boolean']['output'];
  /** Null until entered. */
  jobTitle: Maybe<Scalars['String']['output']>;
  /** Optional; null when not entered. */
  phone: Maybe<Scalars['PhoneNumber']['output']>;
};

/** Which domain to prove. */
export type ProveDomainInput = {
  /** One of your company's, or a further one, such as acme.example. */
  domain: Scalars['String']['input'];
};

/** What `proveDomain` did. */
export type ProveDomainPayload = {
  __typename?: 'ProveDomainPayload';
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** The name of the TXT record to publish; null exactly when there are user errors. */
  recordName: Maybe<Scalars['String']['output']>;
  /** The text of the TXT record to publish; null exactly when there are user errors. */
  recordValue: Maybe<Scalars['String']['output']>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** A gateway that refuses a change of an application, or does not answer. Operators only. */
export type ProvisioningFailure = Node & {
  __typename?: 'ProvisioningFailure';
  /** Which application it is about. */
  application: ClientApplication;
  /** Which application, in which environment. */
  grant: AccessGrant;
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** What the gateway said. */
  lastError: Scalars['String']['output'];
  /** When it last failed. */
  lastFailedAt: Scalars['DateTime']['output'];
  /** When the next attempt is made; null while one is under way, and once Portico has given up. */
  nextTryAt: Maybe<Scalars['DateTime']['output']>;
  /** Whose application it is. */
  partner: Partner;
  /** Since when every attempt has failed. */
  since: Scalars['DateTime']['output'];
};

/** A page of failing gateways, the longest failing first. */
export type ProvisioningFailureConnection = {
  __typename?: 'ProvisioningFailureConnection';
  /** In the list's order. */
  edges: Array<ProvisioningFailureEdge>;
  /** What the edges lead to, for whoever needs no cursors of its own. */
  nodes: Array<ProvisioningFailure>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many there are on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

/** One of failing gateways, the longest failing first, with its place in the list. */
export type ProvisioningFailureEdge = {
  __typename?: 'ProvisioningFailureEdge';
  /** Opaque; goes with the list's order and filter. */
  cursor: Scalars['String']['output'];
  /** The thing itself. */
  node: ProvisioningFailure;
};

/** Which failing gateways: those that meet every condition given. */
export type ProvisioningFailureFilter = {
  /** Of this environment. */
  environment?: InputMaybe<ApiEnvironmentReference>;
};

/** The order in which failing gateways are listed. */
export enum ProvisioningFailureOrder {
  /** Those that began to fail last first. */
  Newest = 'NEWEST',
  /** The longest failing first. */
  Oldest = 'OLDEST'
}

/** New terms, current from now on. */
export type PublishTermsInput = {
  /** Where to read them: an http or https address. */
  url?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 20 characters; not published before. */
  version: Scalars['String']['input'];
};

/** What `publishTerms` did. */
export type PublishTermsPayload = {
  __typename?: 'PublishTermsPayload';
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** As it is now; null exactly when there are user errors. */
  terms: Maybe<Terms>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type Query = {
  __typename?: 'Query';
  /** What applications ask for, the longest waiting first. Operators only. */
  accessRequests: Maybe<AccessRequestConnection>;
  /** The environment with this slug; null when there is none. Open to everyone. */
  apiEnvironment: Maybe<ApiEnvironment>;
  /** The API environments, by institution and name. Open to everyone. */
  apiEnvironments: Maybe<ApiEnvironmentConnection>;
  /** The product with this slug; null when there is none. Open to everyone. */
  apiProduct: Maybe<ApiProduct>;
  /** The API products, by name. Open to everyone. */
  apiProducts: Maybe<ApiProductConnection>;
  /** Whether an application of this type may have this redirect URL. Whether the same is listed twice shows only when it is sent. */
  checkRedirectUrl: Maybe<InputCheck>;
  /** One of your partner's applications; null both for an unknown id and for another partner's. */
  clientApplication: Maybe<ClientApplication>;
  /** The applications of all companies, without any credential. Operators only. */
  clientApplications: Maybe<ClientApplicationConnection>;
  /** The access token that this request shows: what a script acts as, with which scopes, and until when; null in a session. */
  currentAccessToken: Maybe<AccessToken>;
  /** The terms to accept now; null while none have been published. Open to everyone. */
  currentTerms: Maybe<Terms>;
  /** Everything that is kept about you, as plain JSON: profile, membership, sessions, tokens without their secrets, applications, invitations, and what you did. Each list holds up to 500 entries at a time, oldest first; while there are more, `next` says what to give as `after`, and on the last page it is null. Once per request. */
  exportMyData: Maybe<Scalars['JSONObject']['output']>;
  /** Whether an application of your company can have this name: it is one, and no other has it or one that looks the same. Nothing is reserved by it, and other companies' names do not count. */
  isApplicationNameFree: Maybe<InputCheck>;
  /** The signed-in developer; null when nobody is signed in, and for a company's access token. */
  me: Maybe<Developer>;
  /** Anything by its id; null both for an unknown id and for what is not yours. */
  node: Maybe<Node>;
  /** Anything by its id, in the order of the ids; null in the place of what is unknown or not yours. */
  nodes: Maybe<Array<Maybe<Node>>>;
  /** All companies, the newest first. Operators only. */
  partners: Maybe<PartnerConnection>;
  /** Failing gateways, the longest failing first. Operators only. */
  provisioningFailures: Maybe<ProvisioningFailureConnection>;
  /** How much work you may still ask for: as a signed-in developer, with the company's tokens, or from your network address when nobody is signed in. */
  rateLimit: Maybe<RateLimit>;
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryAccessRequestsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccessRequestFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<AccessRequestOrder>;
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryApiEnvironmentArgs = {
  slug: Scalars['String']['input'];
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryApiEnvironmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ApiEnvironmentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ApiEnvironmentOrder>;
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryApiProductArgs = {
  slug: Scalars['String']['input'];
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryApiProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ApiProductFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ApiProductOrder>;
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryCheckRedirectUrlArgs = {
  type: ApplicationType;
  url: Scalars['String']['input'];
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryClientApplicationArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryClientApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AnyClientApplicationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ClientApplicationOrder>;
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryExportMyDataArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryIsApplicationNameFreeArgs = {
  exceptId?: InputMaybe<Scalars['ID']['input']>;
  name: Scalars['String']['input'];
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryPartnersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PartnerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<PartnerOrder>;
};


/** What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers. */
export type QueryProvisioningFailuresArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProvisioningFailureFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProvisioningFailureOrder>;
};

/** A budget of work. Every request takes what it costs from it, in points; a request that costs more than is left is refused with RATE_LIMITED until the window is over. The `RateLimit` and `RateLimit-Policy` headers say the same. */
export type RateLimit = Node & {
  __typename?: 'RateLimit';
  /** What this operation costs, in points; also in `extensions.cost`. */
  cost: Scalars['Int']['output'];
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** Points per window. */
  limit: Scalars['Int']['output'];
  /** The most that one operation may cost, in points. */
  maximumCost: Scalars['Int']['output'];
  /** Whose budget it is. */
  payer: WorkPayer;
  /** Points left in this window, after this operation. */
  remaining: Scalars['Int']['output'];
  /** When this window ends and all points are available again. */
  resetAt: Scalars['DateTime']['output'];
  /** How long a window is, in seconds. */
  windowSeconds: Scalars['Int']['output'];
};

/** How often each key of a product may be used. */
export type RatePlan = Node & {
  __typename?: 'RatePlan';
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** Whether it holds for every application that was given no other plan of the product. */
  isDefault: Scalars['Boolean']['output'];
  /** All of them hold; each has another length. */
  limits: Array<RatePlanLimit>;
  /** Unique among the plans of its product. */
  name: Scalars['String']['output'];
};

/** How often each key of a product may be used. */
export type RatePlanInput = {
  /** Whether it holds for every application that was given no other; one plan at most. Without a default there is no limit. */
  isDefault?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1 to 10; all of them hold. */
  limits: Array<RatePlanLimitInput>;
  /** 1 to 60 characters. A plan of this name stays the same one, also for those who were given it. */
  name: Scalars['String']['input'];
};

/** So many requests of one key in so many seconds. */
export type RatePlanLimit = {
  __typename?: 'RatePlanLimit';
  /** That are let in; one may count as several. */
  requests: Scalars['Int']['output'];
  /** From the first request on; then they are counted anew. */
  seconds: Scalars['Int']['output'];
};

/** So many requests of one key in so many seconds. */
export type RatePlanLimitInput = {
  /** 1 to 1,000,000,000. */
  requests: Scalars['Int']['input'];
  /** 1 to 604,800, a week; each length once. */
  seconds: Scalars['Int']['input'];
};

/** A new application. */
export type RegisterClientApplicationInput = {
  /** Fixed from now on. */
  authentication: Authentication;
  /** What it does: plain text of 1 to 1,000 characters. */
  description: Scalars['String']['input'];
  /** At least one environment that is open. */
  environments: Array<ApiEnvironmentReference>;
  /** 3 to 80 characters; unique within your partner, ignoring case. */
  name: Scalars['String']['input'];
  /** At least one product that is open. */
  products: Array<ApiProductReference>;
  /** 1 to 10 for the authorization code flow, none for client credentials; absolute, such as https://app.example/callback. */
  redirectUrls?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Where to read about the application: an http or https address. */
  siteUrl?: InputMaybe<Scalars['String']['input']>;
  /** Fixed from now on. */
  type: ApplicationType;
};

/** What `registerClientApplication` did. */
export type RegisterClientApplicationPayload = {
  __typename?: 'RegisterClientApplicationPayload';
  /** As it is now; null exactly when there are user errors. */
  clientApplication: Maybe<ClientApplication>;
  /** What is new, with its place in the list as it is without a filter and in its usual order; null exactly when there are user errors. */
  clientApplicationEdge: Maybe<ClientApplicationEdge>;
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** What a developer needs in order to register an application. */
export enum RegistrationRequirement {
  /** Legal name, website, country and contact e-mail of your company: `updateCompanyDetails`. */
  CompleteCompany = 'COMPLETE_COMPANY',
  /** Given name, family name and job title: `updateProfile`. */
  CompleteProfile = 'COMPLETE_PROFILE',
  /** The current version of the terms accepted: `acceptTerms`. */
  CurrentTerms = 'CURRENT_TERMS',
  /** A verified e-mail address at a company that you are a member of. */
  VerifiedEmail = 'VERIFIED_EMAIL'
}

/** Which request to reject. */
export type RejectAccessInput = {
  /** A request, from `accessRequests`. */
  accessRequestId: Scalars['ID']['input'];
  /** What the owners are told: plain text of 1 to 1,000 characters. */
  reason: Scalars['String']['input'];
};

/** What `rejectAccess` did. */
export type RejectAccessPayload = {
  __typename?: 'RejectAccessPayload';
  /** As it is now; null exactly when there are user errors. */
  accessRequest: Maybe<AccessRequest>;
  /** As it is now; null exactly when there are user errors. */
  grant: Maybe<AccessGrant>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Who is no longer to be a co-owner. */
export type RemoveCoOwnerInput = {
  /** An application that you own or co-own. */
  clientApplicationId: Scalars['ID']['input'];
  /** A co-owner; yourself, unless you are the owner. */
  developerId: Scalars['ID']['input'];
};

/** What `removeCoOwner` did. */
export type RemoveCoOwnerPayload = {
  __typename?: 'RemoveCoOwnerPayload';
  /** As it is now; null exactly when there are user errors. */
  clientApplication: Maybe<ClientApplication>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Who is to leave. */
export type RemoveMemberInput = {
  /** A member of your partner; yourself, unless you are an ADMIN. */
  developerId: Scalars['ID']['input'];
  /** For what they did, rather than because their work has ended: where the company is OPEN, `proposedJoiningPolicy` is then CONSENT. */
  isForCause?: Scalars['Boolean']['input'];
  /** Who takes over the applications that they own: a member. Needed when they own any. */
  successorId?: InputMaybe<Scalars['ID']['input']>;
};

/** What `removeMember` did. */
export type RemoveMemberPayload = {
  __typename?: 'RemoveMemberPayload';
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** The id that the member had; null exactly when there are user errors. */
  removedMemberId: Maybe<Scalars['ID']['output']>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Where to ask for access again, after a rejection. */
export type RequestAccessAgainInput = {
  /** A rejected request, from `AccessGrant.requests`. */
  accessRequestId: Scalars['ID']['input'];
  /** A reply to the reason given: plain text of 1 to 1,000 characters. */
  note: Scalars['String']['input'];
};

/** What `requestAccessAgain` did. */
export type RequestAccessAgainPayload = {
  __typename?: 'RequestAccessAgainPayload';
  /** As it is now; null exactly when there are user errors. */
  accessRequest: Maybe<AccessRequest>;
  /** As it is now; null exactly when there are user errors. */
  grant: Maybe<AccessGrant>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Which invitation to send again. */
export type ResendInvitationInput = {
  /** One of your partner's invitations. */
  invitationId: Scalars['ID']['input'];
};

/** What `resendInvitation` did. */
export type ResendInvitationPayload = {
  __typename?: 'ResendInvitationPayload';
  /** As it is now; null exactly when there are user errors. */
  invitation: Maybe<Invitation>;
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** What to restore. */
export type RestoreClientApplicationInput = {
  /** An application that you own or co-own. */
  clientApplicationId: Scalars['ID']['input'];
};

/** What `restoreClientApplication` did. */
export type RestoreClientApplicationPayload = {
  __typename?: 'RestoreClientApplicationPayload';
  /** As it is now; null exactly when there are user errors. */
  clientApplication: Maybe<ClientApplication>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Which company is to go on. */
export type ResumePartnerInput = {
  /** Any company but your own. */
  partnerId: Scalars['ID']['input'];
  /** What all members are told: plain text of 1 to 1,000 characters. */
  reason: Scalars['String']['input'];
};

/** What `resumePartner` did. */
export type ResumePartnerPayload = {
  __typename?: 'ResumePartnerPayload';
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Where to try again now. */
export type RetryProvisioningInput = {
  /** A grant, from `provisioningFailures`. */
  grantId: Scalars['ID']['input'];
};

/** What `retryProvisioning` did. */
export type RetryProvisioningPayload = {
  __typename?: 'RetryProvisioningPayload';
  /** As it is now; null exactly when there are user errors. */
  grant: Maybe<AccessGrant>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Which key to show. */
export type RevealApiKeyInput = {
  /** A key of an application that you own or co-own. */
  apiKeyId: Scalars['ID']['input'];
};

/** What `revealApiKey` did. */
export type RevealApiKeyPayload = {
  __typename?: 'RevealApiKeyPayload';
  /** As it is now; null exactly when there are user errors. */
  apiKey: Maybe<ApiKey>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
  /** The secret in clear; null when there are user errors. The view is recorded. */
  value: Maybe<Scalars['String']['output']>;
};

/** Whose client secret to show. */
export type RevealClientSecretInput = {
  /** A grant of an application that you own or co-own. */
  grantId: Scalars['ID']['input'];
};

/** What `revealClientSecret` did. */
export type RevealClientSecretPayload = {
  __typename?: 'RevealClientSecretPayload';
  /** As it is now; null exactly when there are user errors. */
  grant: Maybe<AccessGrant>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
  /** The secret in clear; null when there are user errors. The view is recorded. */
  value: Maybe<Scalars['String']['output']>;
};

/** Which token to revoke. */
export type RevokeAccessTokenInput = {
  /** One of your own; or of the company's, by an ADMIN or an owner of an application that it names. */
  accessTokenId: Scalars['ID']['input'];
};

/** What `revokeAccessToken` did. */
export type RevokeAccessTokenPayload = {
  __typename?: 'RevokeAccessTokenPayload';
  /** As it is now; null exactly when there are user errors. */
  accessToken: Maybe<AccessToken>;
  /** The developer, as they are now; null exactly when there are user errors. */
  developer: Maybe<Developer>;
  /** The company whose token it is, as it is now; null for a token of your own. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Which key to revoke for good. */
export type RevokeApiKeyInput = {
  /** A key of an application that you own or co-own. */
  apiKeyId: Scalars['ID']['input'];
};

/** What `revokeApiKey` did. */
export type RevokeApiKeyPayload = {
  __typename?: 'RevokeApiKeyPayload';
  /** As it is now; null exactly when there are user errors. */
  apiKey: Maybe<ApiKey>;
  /** As it is now; null exactly when there are user errors. */
  grant: Maybe<AccessGrant>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Which token to revoke. */
export type RevokeGatewayTokenInput = {
  /** A gateway token. */
  gatewayTokenId: Scalars['ID']['input'];
};

/** What `revokeGatewayToken` did. */
export type RevokeGatewayTokenPayload = {
  __typename?: 'RevokeGatewayTokenPayload';
  /** Whose tokens are others now; null exactly when there are user errors. */
  apiEnvironment: Maybe<ApiEnvironment>;
  /** As it is now; null exactly when there are user errors. */
  gatewayToken: Maybe<GatewayToken>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** In which environment to revoke everything. */
export type RevokeGrantCredentialsInput = {
  /** A grant of an application that you own or co-own. */
  grantId: Scalars['ID']['input'];
};

/** What `revokeGrantCredentials` did. */
export type RevokeGrantCredentialsPayload = {
  __typename?: 'RevokeGrantCredentialsPayload';
  /** As it is now; null exactly when there are user errors. */
  grant: Maybe<AccessGrant>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Which key to replace. */
export type RotateApiKeyInput = {
  /** A key of an application that you own or co-own. */
  apiKeyId: Scalars['ID']['input'];
  /** How many hours the old one keeps working: 0 to 720 (30 days), never past its expiry; 0 stops it at once. */
  overlapHours: Scalars['Int']['input'];
};

/** What `rotateApiKey` did. */
export type RotateApiKeyPayload = {
  __typename?: 'RotateApiKeyPayload';
  /** The old one, as it is now; null when there are user errors. */
  apiKey: Maybe<ApiKey>;
  /** As it is now; null exactly when there are user errors. */
  grant: Maybe<AccessGrant>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** The one that takes its place; null when there are user errors. You will get an e-mail once it works. */
  successor: Maybe<ApiKey>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Whose client secret to replace. */
export type RotateClientSecretInput = {
  /** A grant of an application that you own or co-own. */
  grantId: Scalars['ID']['input'];
  /** How many hours the old one keeps working: 0 to 720 (30 days), never past its expiry; 0 stops it at once. */
  overlapHours: Scalars['Int']['input'];
};

/** What `rotateClientSecret` did. */
export type RotateClientSecretPayload = {
  __typename?: 'RotateClientSecretPayload';
  /** As it is now; null exactly when there are user errors. */
  grant: Maybe<AccessGrant>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** How often owners may view a key or secret. */
export enum SecretRetrieval {
  /** Once; then it can only be replaced. */
  Once = 'ONCE',
  /** At any time after it is issued; every view is recorded. */
  Repeatable = 'REPEATABLE'
}

/** The request whose changes have been seen. */
export type SeeAccessChangesInput = {
  /** A request, from `accessRequests`. */
  accessRequestId: Scalars['ID']['input'];
};

/** What `seeAccessChanges` did. */
export type SeeAccessChangesPayload = {
  __typename?: 'SeeAccessChangesPayload';
  /** As it is now; null exactly when there are user errors. */
  accessRequest: Maybe<AccessRequest>;
  /** As it is now; null exactly when there are user errors. */
  grant: Maybe<AccessGrant>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** By which a client shows who it is in place of its secret: just one of `jwks`, `jwksUri` and `tlsSubject`; by its secret again, where there is none. */
export type SetClientKeysInput = {
  /** A grant of an application that you own or co-own. */
  grantId: Scalars['ID']['input'];
  /** A JSON Web Key Set (RFC 7517 §5) of 1 to 10 public keys, as JSON: P-256, Ed25519, or RSA with 2048 bits or more. */
  jwks?: InputMaybe<Scalars['String']['input']>;
  /** Where they are fetched from, and fetched again when they change: an https address of a public host. */
  jwksUri?: InputMaybe<Scalars['String']['input']>;
  /** How it shows them. */
  method?: InputMaybe<ClientKeyMethod>;
  /** Of TLS_CLIENT_AUTH: the subject's distinguished name (RFC 4514), such as CN=ledger,O=Acme Ltd,C=NL. */
  tlsSubject?: InputMaybe<Scalars['String']['input']>;
};

/** What `setClientKeys` did. */
export type SetClientKeysPayload = {
  __typename?: 'SetClientKeysPayload';
  /** As it is now; null exactly when there are user errors. */
  grant: Maybe<AccessGrant>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** An institution's OpenID provider, which signs its customers in. */
export type SignInProvider = {
  __typename?: 'SignInProvider';
  /** What Portico is called there. It shows itself by private_key_jwt, with keys of the environment's JWKS. */
  clientId: Scalars['String']['output'];
  /** Its issuer (OpenID Connect Discovery 1.0 §3). */
  issuer: Scalars['URL']['output'];
};

/** The institution's OpenID provider, which signs its customers in. */
export type SignInProviderInput = {
  /** What Portico is called there: a client with private_key_jwt and the environment's JWKS; 1 to 200 characters. */
  clientId: Scalars['String']['input'];
  /** Its issuer: an https address. */
  issuer: Scalars['String']['input'];
};

/** The application has changed since the version that the edit was based on. */
export type StaleVersionError = UserError & {
  __typename?: 'StaleVersionError';
  /** For programs: stable. */
  code: UserErrorCode;
  /** The latest: read the application again and repeat the edit. */
  currentVersion: Scalars['Int']['output'];
  /** For people: says what to do. */
  message: Scalars['String']['output'];
  /** Where in the input, with the indexes of lists as strings, from "0": ["redirectUrls", "0"]; empty when it concerns no single field. */
  path: Array<Scalars['String']['output']>;
};

/** What can be watched, at the same address, over WebSocket (graphql-transport-ws) or as Server-Sent Events (Accept: text/event-stream). Each tells the present state first, then every change. */
export type Subscription = {
  __typename?: 'Subscription';
  /** One application as it is now, and then at every change of it, its grants and its keys; members of its partner only. Its deletion is told, and then the end. Who watches is asked anew at each change: it ends once you are signed out or no longer a member. */
  clientApplicationChanged: ClientApplicationChange;
  /** Your company as it is now, and then whatever changes in its lists: applications, members, decided requests, the company itself; its members only, each as they may see it. Select by type what your lists show. It ends once you are signed out or no longer a member. */
  partnerChanged: PartnerChange;
};


/** What can be watched, at the same address, over WebSocket (graphql-transport-ws) or as Server-Sent Events (Accept: text/event-stream). Each tells the present state first, then every change. */
export type SubscriptionClientApplicationChangedArgs = {
  clientApplicationId: Scalars['ID']['input'];
};

/** Which company to stop. */
export type SuspendPartnerInput = {
  /** Any company but your own. */
  partnerId: Scalars['ID']['input'];
  /** What all members are told: plain text of 1 to 1,000 characters. */
  reason: Scalars['String']['input'];
};

/** What `suspendPartner` did. */
export type SuspendPartnerPayload = {
  __typename?: 'SuspendPartnerPayload';
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** A published version of the terms. */
export type Terms = Node & {
  __typename?: 'Terms';
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** Since when this version has been current. */
  publishedAt: Scalars['DateTime']['output'];
  /** Where to read them. */
  url: Maybe<Scalars['URL']['output']>;
  /** Name it when you accept. */
  version: Scalars['String']['output'];
};

/** That a developer has accepted the terms. */
export type TermsAcceptance = Node & {
  __typename?: 'TermsAcceptance';
  /** When. */
  acceptedAt: Scalars['DateTime']['output'];
  /** Opaque; starts with the kind of thing it is. */
  id: Scalars['ID']['output'];
  /** False once a newer version is published; accept that one to go on. */
  isCurrent: Scalars['Boolean']['output'];
  /** The version that was accepted. */
  version: Scalars['String']['output'];
};

/** Who is to be the owner. */
export type TransferOwnershipInput = {
  /** An application that you own; for an ADMIN also one whose owner is no longer a member. */
  clientApplicationId: Scalars['ID']['input'];
  /** A co-owner. */
  developerId: Scalars['ID']['input'];
};

/** What `transferOwnership` did. */
export type TransferOwnershipPayload = {
  __typename?: 'TransferOwnershipPayload';
  /** As it is now; null exactly when there are user errors. */
  clientApplication: Maybe<ClientApplication>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** What is left out or null stays as it is, but for what says so. */
export type UpdateApiEnvironmentInput = {
  /** For requests from now on. */
  accessPolicy?: InputMaybe<AccessPolicy>;
  /** The http or https address that the APIs' paths are appended to. */
  apiBaseUrl?: InputMaybe<Scalars['String']['input']>;
  /** An environment. */
  apiEnvironment: ApiEnvironmentReference;
  /** By whom customers are signed in where they let an application act for them. */
  endUserSignIn?: InputMaybe<EndUserSignIn>;
  /** False: takes no new applications; live keys keep working. */
  isOpen?: InputMaybe<Scalars['Boolean']['input']>;
  /** All of them. How long keys of a product work here: for keys that are issued from now on; those of other products have no end. At most 200. */
  keyLifetimes?: InputMaybe<Array<KeyLifetimeInput>>;
  /** 2 to 80 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** By which rules its authorization server issues tokens. */
  oauthProfile?: InputMaybe<OauthProfile>;
  /** How often its secrets may be viewed. */
  secretRetrieval?: InputMaybe<SecretRetrieval>;
  /** The institution's OpenID provider. Null takes it away. */
  signInProvider?: InputMaybe<SignInProviderInput>;
  /** What gateways are answered about keys while Portico's database is away. */
  verificationWhenUnavailable?: InputMaybe<VerificationWhenUnavailable>;
  /** What becomes of a key, client secret or gateway token that was found in public. */
  whenKeyLeaks?: InputMaybe<WhenKeyLeaks>;
};

/** What `updateApiEnvironment` did. */
export type UpdateApiEnvironmentPayload = {
  __typename?: 'UpdateApiEnvironmentPayload';
  /** As it is now; null exactly when there are user errors. */
  apiEnvironment: Maybe<ApiEnvironment>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** What is left out or null stays as it is; a list that is given replaces the old one. */
export type UpdateApiProductInput = {
  /** A product. */
  apiProduct: ApiProductReference;
  /** All of them. */
  apis?: InputMaybe<Array<ApiInput>>;
  /** Plain text of 1 to 1,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Products whose APIs this one includes; none of them may include this one, at any depth. */
  embeds?: InputMaybe<Array<ApiProductReference>>;
  /** False: takes no new applications; live keys keep working. */
  isOpen?: InputMaybe<Scalars['Boolean']['input']>;
  /** 2 to 80 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** All of them, at most 20: live keys are counted by them at once. One that applications were given has to stay. */
  ratePlans?: InputMaybe<Array<RatePlanInput>>;
};

/** What `updateApiProduct` did. */
export type UpdateApiProductPayload = {
  __typename?: 'UpdateApiProductPayload';
  /** As it is now; null exactly when there are user errors. */
  apiProduct: Maybe<ApiProduct>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** What is left out stays as it is. */
export type UpdateCompanyDetailsInput = {
  /** An e-mail address where the bank can reach the company. */
  contactEmail?: InputMaybe<Scalars['String']['input']>;
  /** Where the company is registered: its two-letter code (ISO 3166-1), such as NL. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** As registered; 2 to 200 characters. */
  legalName?: InputMaybe<Scalars['String']['input']>;
  /** An http or https address, such as https://acme.example. */
  website?: InputMaybe<Scalars['String']['input']>;
};

/** What `updateCompanyDetails` did. */
export type UpdateCompanyDetailsPayload = {
  __typename?: 'UpdateCompanyDetailsPayload';
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** What is left out stays as it is; null empties the field. */
export type UpdateProfileInput = {
  /** 1 to 100 characters. */
  familyName?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 characters. */
  givenName?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 characters. */
  jobTitle?: InputMaybe<Scalars['String']['input']>;
  /** With + and the country code, such as +31 20 123 4567; without them it is a number of your company's country. */
  phone?: InputMaybe<Scalars['String']['input']>;
};

/** What `updateProfile` did. */
export type UpdateProfilePayload = {
  __typename?: 'UpdateProfilePayload';
  /** The developer, as they are now; null exactly when there are user errors. */
  developer: Maybe<Developer>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** How often gateways asked about a key, or about several together, in an hour or a day. */
export type UsagePoint = {
  __typename?: 'UsagePoint';
  /** How often a call was let in. */
  allowed: Scalars['SafeInt']['output'];
  /** When it begins: a full hour, or midnight UTC. */
  at: Scalars['DateTime']['output'];
  /** How often one was refused, for whatever reason. */
  denied: Scalars['SafeInt']['output'];
  /** Why: each code that was given, the most frequent first. Empty when none was refused. */
  deniedByCode: Array<DenialCount>;
};

/** How much time one point of a series stands for. */
export enum UsageStep {
  /** A day from midnight to midnight UTC. */
  Day = 'DAY',
  /** An hour. */
  Hour = 'HOUR'
}

/** Something that you caused and can put right. */
export type UserError = {
  /** For programs: stable. */
  code: UserErrorCode;
  /** For people: says what to do. */
  message: Scalars['String']['output'];
  /** Where in the input, with the indexes of lists as strings, from "0": ["redirectUrls", "0"]; empty when it concerns no single field. */
  path: Array<Scalars['String']['output']>;
};

/** Why a mutation was refused; stable, for programs. */
export enum UserErrorCode {
  /** The developer is already an owner of the application. */
  AlreadyAnOwner = 'ALREADY_AN_OWNER',
  /** The address already belongs to a member of the partner. */
  AlreadyAMember = 'ALREADY_A_MEMBER',
  /** The access request has already been decided; a request is decided only once. */
  AlreadyDecided = 'ALREADY_DECIDED',
  /** The address already has an open invitation; it can be resent. */
  AlreadyInvited = 'ALREADY_INVITED',
  /** The credential has been revoked for good. */
  AlreadyRevoked = 'ALREADY_REVOKED',
  /** This environment shows each secret only once, and this one has been shown. */
  AlreadyShown = 'ALREADY_SHOWN',
  /** Clients cannot show who they are by certificates here; operators change that by `CLIENT_CERTIFICATE_HEADER`. */
  CertificatesNotAccepted = 'CERTIFICATES_NOT_ACCEPTED',
  /** Only addresses of the partner's own domains can be invited, or moved to. */
  DifferentEmailDomain = 'DIFFERENT_EMAIL_DOMAIN',
  /** The TXT record that proves the domain was not found; DNS may take a while. */
  DomainNotProven = 'DOMAIN_NOT_PROVEN',
  /** The domain belongs to another partner. */
  DomainTaken = 'DOMAIN_TAKEN',
  /** The value is not acceptable; the message says what is. */
  Invalid = 'INVALID',
  /** The redirect URL is not allowed for this application type. */
  InvalidRedirectUrl = 'INVALID_REDIRECT_URL',
  /** A partner always has at least one ADMIN. */
  LastAdmin = 'LAST_ADMIN',
  /** A limit has been reached; the message says which. */
  LimitReached = 'LIMIT_REACHED',
  /** To delete an application, type its exact name; to delete your account, its exact address. */
  NameNotConfirmed = 'NAME_NOT_CONFIRMED',
  /** Another application of your partner has this name; case and surrounding space do not count. */
  NameTaken = 'NAME_TAKEN',
  /** Only an ADMIN of the partner may do this. */
  NotAnAdmin = 'NOT_AN_ADMIN',
  /** Only operators of the platform may do this. */
  NotAnOperator = 'NOT_AN_OPERATOR',
  /** Only the owner and the co-owners of the application may do this; some actions are for the owner alone, and the message then says so. */
  NotAnOwner = 'NOT_AN_OWNER',
  /** The address is at a public or disposable mail provider; use your company address. */
  NotACompanyDomain = 'NOT_A_COMPANY_DOMAIN',
  /** The developer is not a co-owner of the application. */
  NotACoOwner = 'NOT_A_CO_OWNER',
  /** The developer is not a member of the partner. */
  NotAMember = 'NOT_A_MEMBER',
  /** It does not exist, or it is not yours to see; the answer does not say which. */
  NotFound = 'NOT_FOUND',
  /** There is no secret to show or rotate: it has not been issued yet, or the client is public and has none. */
  NotIssued = 'NOT_ISSUED',
  /** The product or environment takes no new applications. */
  NotOpen = 'NOT_OPEN',
  /** You cannot register an application yet; `missing` lists everything you still need. */
  NotReadyToRegister = 'NOT_READY_TO_REGISTER',
  /** The owner stays until the ownership is transferred. */
  OwnerCannotBeRemoved = 'OWNER_CANNOT_BE_REMOVED',
  /** The member owns applications; name who takes them over, or transfer them first. */
  OwnsApplications = 'OWNS_APPLICATIONS',
  /** Nobody decides about their own partner. */
  OwnPartner = 'OWN_PARTNER',
  /** Operators have suspended the partner; its members can look, and revoke, but change nothing until it is resumed. */
  PartnerSuspended = 'PARTNER_SUSPENDED',
  /** Another product or environment has this slug. */
  SlugTaken = 'SLUG_TAKEN',
  /** The application has changed since the version that the edit was based on; `currentVersion` is the latest. */
  StaleVersion = 'STALE_VERSION',
  /** Only the current version of the terms can be accepted; read `currentTerms` again. */
  TermsOutdated = 'TERMS_OUTDATED',
  /** The application type does not allow this way of authenticating. */
  TypeAndAuthenticationMismatch = 'TYPE_AND_AUTHENTICATION_MISMATCH'
}

/** What gateways are answered about keys while Portico's database is away. */
export enum VerificationWhenUnavailable {
  /** What was known of the key, up to 15 minutes ago; the answer says that it is stale. */
  LastKnown = 'LAST_KNOWN',
  /** Nothing: 503, and the gateway decides. */
  Refuse = 'REFUSE'
}

/** What becomes of a key, client secret or gateway token that was found in public. Its owners and the operators are told in any case. */
export enum WhenKeyLeaks {
  /** It is revoked at once. */
  Revoke = 'REVOKE',
  /** It goes on working; whoever it belongs to rotates or revokes it. */
  Tell = 'TELL'
}

/** Which invitation to withdraw. */
export type WithdrawInvitationInput = {
  /** One of your partner's invitations. */
  invitationId: Scalars['ID']['input'];
};

/** What `withdrawInvitation` did. */
export type WithdrawInvitationPayload = {
  __typename?: 'WithdrawInvitationPayload';
  /** As it is now; null exactly when there are user errors. */
  invitation: Maybe<Invitation>;
  /** The company, as it is now; null exactly when there are user errors. */
  partner: Maybe<Partner>;
  /** Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors. */
  query: Maybe<Query>;
  /** Why nothing has changed: every reason at once; empty on success. */
  userErrors: Array<UserError>;
};

/** Who pays for work. */
export enum WorkPayer {
  /** The network address the request comes from, while nobody is signed in; for IPv6, the whole /64. */
  Address = 'ADDRESS',
  /** The company, for all that its access tokens ask together. */
  Company = 'COMPANY',
  /** The signed-in developer, from wherever they ask. */
  Developer = 'DEVELOPER'
}
