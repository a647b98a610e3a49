import { actorIdOf } from "../../src/application/actor.js";
import type { ActorId } from "../../src/application/actor-id.js";
import { consequencesOf } from "../../src/application/consequences/consequences-of.js";
import type { NameOf } from "../../src/application/consequences/name-of.js";
import type { Job } from "../../src/application/jobs.js";
import type { Registrations } from "../../src/application/ports/registrations.js";
import type {
  AccessTokens,
  Catalogue,
  GatewayTokens,
  Operators,
  TokenOwner,
  Transaction,
  UnitOfWork,
  Vouching,
} from "../../src/application/ports/unit-of-work.js";
import { AccessToken, type AccessTokenState, isLive } from "../../src/domain/access-token/access-token.js";
import { ApiCatalogue, type ApiCatalogueState } from "../../src/domain/catalogue/api-catalogue.js";
import { currentTerms } from "../../src/domain/catalogue/terms.js";
import { isInLiveUse } from "../../src/domain/client-application/api-key-status.js";
import { ClientApplication } from "../../src/domain/client-application/client-application.js";
import type { ClientApplicationState } from "../../src/domain/client-application/state.js";
import { Developer, type DeveloperState } from "../../src/domain/developer/developer.js";
import { refuse } from "../../src/domain/domain-error.js";
import { GatewayToken, type GatewayTokenState, isLiveToken } from "../../src/domain/gateway/gateway-token.js";
import type { Id } from "../../src/domain/id.js";
import { nameKeys } from "../../src/domain/name-keys.js";
import { OperatorRole, type OperatorRoleState } from "../../src/domain/operator-role.js";
import { invitationStatus } from "../../src/domain/partner/invitation.js";
import { Partner, type PartnerState } from "../../src/domain/partner/partner.js";
import { prototypes } from "../../src/infrastructure/confusables.js";
import { Tracked } from "../../src/infrastructure/persistence/tracked.js";

export interface Store {
  catalogue: ApiCatalogueState;
  developers: Map<string, DeveloperState>;
  subjects: Map<string, Id<"dev">>;
  /** What each subject was last known by. */
  vouchings: Map<string, Vouching>;
  /** By hashes of their addresses and subjects, when accounts were deleted. */
  erased: Map<string, Date>;
  /** Subjects of accounts here that were deleted. */
  gone: Set<string>;
  /** Developers with a second factor. */
  factors: Set<Id<"dev">>;
  /** Where a developer may move by which token, by both. */
  moves: Map<string, { email: string; until: Date }>;
  /** Since when who is no member of which partner, by both ids. */
  left: Map<string, Date>;
  partners: Map<string, PartnerState>;
  applications: Map<string, ClientApplicationState>;
  tokens: Map<Id<"pat">, AccessTokenState>;
  gatewayTokens: Map<Id<"gwt">, GatewayTokenState>;
  /** Since when who is an operator, by address. */
  operators: Map<string, Date>;
  /** Who of each partner the running transaction has loaded. */
  loaded: Map<string, Id<"dev">[]>;
  audit: { action: string; summary: string; actorId: ActorId | null }[];
  jobs: Job[];
}

export interface InMemoryUnitOfWork extends UnitOfWork {
  /** All that is stored now. A transaction leaves another in its place, so that one that was taken stays as it is. */
  store(): Store;
}

/** Nothing but a catalogue. */
export function emptyStore(catalogue: ApiCatalogueState): Store {
  return {
    catalogue,
    developers: new Map(),
    subjects: new Map(),
    vouchings: new Map(),
    erased: new Map(),
    gone: new Set(),
    factors: new Set(),
    moves: new Map(),
    left: new Map(),
    partners: new Map(),
    applications: new Map(),
    tokens: new Map(),
    gatewayTokens: new Map(),
    operators: new Map(),
    loaded: new Map(),
    audit: [],
    jobs: [],
  };
}

/** The unit of work's promises, kept in memory: one transaction at a time, all or nothing. */
export function inMemoryUnitOfWork(begun: Store): InMemoryUnitOfWork {
  let store = begun;
  let turn: Promise<unknown> = Promise.resolve();

  return {
    store: () => store,
    run(origin, work) {
      const result = turn.then(async () => {
        const draft = structuredClone(store);
        const developers = new Tracked<DeveloperState, Developer>();
        const partners = new Tracked<PartnerState, Partner>();
        const applications = new Tracked<ClientApplicationState, ClientApplication>();
        const tokens = new Tracked<AccessTokenState, AccessToken>();
        const gatewayTokens = new Tracked<GatewayTokenState, GatewayToken>();
        const roles = new Tracked<OperatorRoleState, OperatorRole>();
        const catalogues = new Tracked<ApiCatalogueState, ApiCatalogue>();
        draft.loaded.clear();
        const kept = {
          ...transaction(draft, developers, partners, applications),
          catalogue: catalogueOf(draft, catalogues),
        };
        const value = await work({
          ...kept,
          registrations: registrations(kept),
          accessTokens: accessTokens(draft, tokens),
          gatewayTokens: gatewayTokensOf(draft, gatewayTokens),
          operators: operators(draft, roles),
          accounts: {
            stillHas: async (subject) => !draft.gone.has(subject),
            choosePassword: async (subject) => draft.subjects.has(subject),
            endAccess: async () => {},
            async offerMove(developerId, email, until) {
              const own = [...draft.subjects].filter(([, owner]) => owner === developerId);
              if (!own.every(([subject]) => subject.startsWith("portico|"))) return null;
              const token = `move-${draft.moves.size + 1}`;
              draft.moves.set(`${developerId} ${token}`, { email, until });
              return token;
            },
            async takeMove(developerId, token, now) {
              const move = draft.moves.get(`${developerId} ${token}`);
              draft.moves.delete(`${developerId} ${token}`);
              return move && move.until > now ? move.email : null;
            },
            move: async () => true,
            removeFactors: async (developerId) => draft.factors.delete(developerId),
            closeConnections: async () => {},
            erase: async (developerId) => {
              for (const [subject, owner] of draft.subjects)
                if (owner === developerId && subject.startsWith("portico|")) draft.gone.add(subject);
            },
          },
        });
        for (const { state, isErased } of tokens.changed()) {
          if (isErased) draft.tokens.delete(state.id);
          else draft.tokens.set(state.id, state);
        }
        for (const { state } of gatewayTokens.changed()) draft.gatewayTokens.set(state.id, state);
        for (const { state } of roles.changed()) {
          if (state.grantedAt) draft.operators.set(state.email, state.grantedAt);
          else draft.operators.delete(state.email);
        }
        const catalogueBefore = draft.catalogue;
        for (const { state } of catalogues.changed()) draft.catalogue = state;
        for (const { state } of developers.changed()) draft.developers.set(state.id, state);
        for (const { state, isDissolved } of partners.changed()) {
          if (isDissolved) draft.partners.delete(state.id);
          else savePartner(draft, state);
        }
        for (const { state, isDeleted } of applications.changed()) {
          if (isDeleted) draft.applications.delete(state.id);
          else saveApplication(draft, state);
        }
        const changed = [developers, partners, applications, tokens, gatewayTokens, roles, catalogues];
        const events = changed.flatMap((each) => each.takeEvents());
        const { notes, jobs } = await consequencesOf(events, actorIdOf(origin), async () => {
          const named = {
            now: [
              ...applications.states(),
              ...tokens.states(),
              ...gatewayTokens.states(),
              ...thingsOf(draft.catalogue),
            ],
            before: [...applications.statesBefore(), ...thingsOf(catalogueBefore)],
          };
          const nameOf: NameOf = (id, when = "now") =>
            named[when].find((thing) => thing.id === id)?.name ?? id;
          return nameOf;
        });
        for (const { action, summary, actorId = actorIdOf(origin) } of notes) {
          draft.audit.push({ action, summary, actorId });
        }
        draft.jobs.push(...jobs);
        store = draft;
        return value;
      });
      turn = result.catch(() => {});
      return result;
    },
  };
}

function transaction(
  draft: Store,
  developers: Tracked<DeveloperState, Developer>,
  partners: Tracked<PartnerState, Partner>,
  applications: Tracked<ClientApplicationState, ClientApplication>,
): Omit<
  Transaction,
  "accessTokens" | "accounts" | "catalogue" | "gatewayTokens" | "operators" | "registrations"
> {
  const developer = (state: DeveloperState | undefined) =>
    state ? developers.loaded(Developer.fromState(state)) : null;
  const partner = (state: PartnerState | undefined, concerning: readonly string[]) => {
    if (!state) return null;
    const members = state.members.filter(
      ({ role, developerId }) => role === "ADMIN" || concerning.includes(developerId),
    );
    draft.loaded.set(
      state.id,
      members.map(({ developerId }) => developerId),
    );
    return partners.loaded(Partner.fromState({ ...state, members }));
  };
  const application = (isIt: (state: ClientApplicationState) => boolean) => {
    const state = [...draft.applications.values()].find(isIt);
    return state ? applications.loaded(ClientApplication.fromState(withPartner(draft, state))) : null;
  };
  const countOf = (partnerId: Id<"prt">) =>
    [...draft.applications.values()].filter((state) => state.partnerId === partnerId).length;
  const find = async (id: string, concerning: readonly string[]) =>
    partner(draft.partners.get(id), concerning);
  return {
    developers: {
      lock: async (id) => developer(draft.developers.get(id)),
      read: async (id) => developer(draft.developers.get(id)),
      findBySubject: async (subject) => developer(draft.developers.get(draft.subjects.get(subject) ?? "")),
      findByEmail: async (email) =>
        developer([...draft.developers.values()].find((each) => each.email === email)),
      add: (added) => developers.added(added),
      earlierAddresses: async () => [],
      async eraseTraces(developerId) {
        for (const [subject, id] of draft.subjects)
          if (id === developerId) {
            draft.subjects.delete(subject);
            draft.vouchings.delete(subject);
          }
      },
      vouchingOf: async (subject) => draft.vouchings.get(subject) ?? null,
      async linkIdentity(subject, { id }, vouching) {
        draft.subjects.set(subject, id);
        draft.vouchings.set(subject, vouching);
      },
      subjectsOf: async (id) =>
        [...draft.subjects].filter(([, developerId]) => developerId === id).map(([subject]) => subject),
      async unlinkOthers(id, kept) {
        for (const [subject, developerId] of draft.subjects)
          if (developerId === id && subject !== kept) draft.subjects.delete(subject);
      },
      async rememberErased(hashes, now) {
        for (const hash of hashes) draft.erased.set(hash, now);
      },
      erasedAt: async (hashes) =>
        hashes
          .flatMap((hash) => draft.erased.get(hash) ?? [])
          .sort((one, other) => other.getTime() - one.getTime())[0] ?? null,
    },
    partners: {
      lock: find,
      read: find,
      lockForProof: find,
      holderOf: async (domain) =>
        [...draft.partners.values()].find(({ domains }) => domains.includes(domain))?.id ?? null,
      lockByDomain: async (domain, { email }) =>
        partner(
          [...draft.partners.values()].find(({ domains }) => domains.includes(domain)),
          [...draft.developers.values()].filter((each) => each.email === email).map(({ id }) => id),
        ),
      async lockForDeparture(domain, { email }) {
        const state = [...draft.partners.values()].find(({ domains }) => domains.includes(domain));
        const who = [...draft.developers.values()].filter((each) => each.email === email);
        const concerning = who.map(({ id }) => id);
        const others = state?.members.filter(({ developerId }) => !concerning.includes(developerId)) ?? [];
        const [eldest] = others.sort((one, other) => one.joinedAt.getTime() - other.joinedAt.getTime());
        return partner(state, eldest ? [...concerning, eldest.developerId] : concerning);
      },
      leftAt: async (partnerId, developerId) => draft.left.get(`${partnerId} ${developerId}`) ?? null,
      countMembers: async (partnerId) => draft.partners.get(partnerId)?.members.length ?? 0,
      countInvitationMails: async (partnerId, developerId, since) =>
        (draft.partners.get(partnerId)?.invitations ?? [])
          .flatMap(({ sendings }) => sendings)
          .filter(({ byId, at }) => byId === developerId && at > since).length,
      countOpenInvitations: async (partnerId, now, but) =>
        (draft.partners.get(partnerId)?.invitations ?? []).filter(
          (invitation) => invitation.id !== but && invitationStatus(invitation, now) === "PENDING",
        ).length,
      add: (added) => partners.added(added),
    },
    applications: {
      lock: async (id) => application((state) => state.id === id),
      lockInEnvironment: async (id) => application((state) => state.id === id),
      lockOfPartner: async (id, partnerId) =>
        application((state) => state.id === id && state.partnerId === partnerId),
      isNameTaken: async (partnerId, name, exceptId) => isNameTaken(draft, { id: exceptId, partnerId, name }),
      ownerOf: async (id) => draft.applications.get(id)?.ownerId ?? null,
      lockByApiKey: async (keyId, partnerId) =>
        application(
          (state) =>
            state.partnerId === partnerId &&
            state.grants.some(({ keys }) => keys.some(({ id }) => id === keyId)),
        ),
      async lockByKeyHash(hashes) {
        const states = [...draft.applications.values()];
        const keys = states.flatMap(({ id, grants }) =>
          grants.flatMap((grant) => grant.keys.map((key) => ({ applicationId: id, key }))),
        );
        const found = keys.find(({ key }) => key.secret && hashes.includes(key.secret.hash));
        const held = found && application(({ id }) => id === found.applicationId);
        return held ? { application: held, apiKeyId: found.key.id } : null;
      },
      async lockBySecretHash(hashes) {
        const states = [...draft.applications.values()];
        const grants = states.flatMap(({ id, grants }) =>
          grants.map((grant) => ({ applicationId: id, grant })),
        );
        const found = grants.find(({ grant: { credentials } }) =>
          [credentials?.secret?.hash, credentials?.retiring?.hash].some((hash) =>
            hashes.includes(hash ?? ""),
          ),
        );
        const held = found && application(({ id }) => id === found.applicationId);
        return held ? { application: held, grantId: found.grant.id } : null;
      },
      lockByGrant: async (grantId, partnerId) =>
        application(
          (state) =>
            state.partnerId === (partnerId ?? state.partnerId) &&
            state.grants.some(({ id }) => id === grantId),
        ),
      lockByRequest: async (requestId, partnerId) =>
        application(
          (state) =>
            state.partnerId === (partnerId ?? state.partnerId) &&
            state.grants.some(({ requests }) => requests.some(({ id }) => id === requestId)),
        ),
      waitsForAnother: async (environmentId, { id, domain }) =>
        [...draft.applications.values()].some(({ partnerId, grants }) => {
          const partner = draft.partners.get(partnerId);
          const leftAt = draft.left.get(`${partnerId} ${id}`);
          const isOwn =
            partner?.domains.includes(domain) ||
            partner?.members.some(({ developerId }) => developerId === id);
          return grants
            .filter((grant) => grant.environmentId === environmentId)
            .flatMap(({ requests }) => requests)
            .some(({ decision, requestedAt }) => !decision && (isOwn || (leftAt && leftAt >= requestedAt)));
        }),
      countOfPartner: async (partnerId) => countOf(partnerId),
      lockAllOfPartner: async (ids, partnerId) =>
        [...draft.applications.values()]
          .filter((state) => state.partnerId === partnerId && ids.includes(state.id))
          .map((state) => applications.loaded(ClientApplication.fromState(withPartner(draft, state)))),
      ownedBy: async (developerId, partnerId) =>
        [...draft.applications.values()]
          .filter(
            (state) =>
              state.partnerId === partnerId && [state.ownerId, ...state.coOwnerIds].includes(developerId),
          )
          .map(({ id }) => id),
      lockOfMember: async (developerId, partnerId) =>
        [...draft.applications.values()]
          .filter(
            (state) =>
              state.partnerId === partnerId && [state.ownerId, ...state.coOwnerIds].includes(developerId),
          )
          .map((state) => applications.loaded(ClientApplication.fromState(withPartner(draft, state)))),
      add: (added) => applications.added(added),
    },
  };
}

/** Whether the partner is suspended is the partner's own. */
function withPartner(draft: Store, state: ClientApplicationState): ClientApplicationState {
  const partner = draft.partners.get(state.partnerId);
  return { ...state, isPartnerSuspended: Boolean(partner?.suspension) };
}

const thingsOf = ({ products, environments }: ApiCatalogueState) => [
  ...products,
  ...environments,
  ...products.flatMap(({ ratePlans }) => ratePlans),
];

function catalogueOf(draft: Store, catalogues: Tracked<ApiCatalogueState, ApiCatalogue>): Catalogue {
  const { products, environments, terms } = draft.catalogue;
  return {
    products: async (ids) => products.filter(({ id }) => ids.includes(id)),
    environments: async (ids) => environments.filter(({ id }) => ids.includes(id)),
    currentTerms: async () => currentTerms(terms),
    async givenRatePlanIds() {
      const given = [...draft.applications.values()].flatMap(({ ratePlans }) => ratePlans);
      return new Set(given.map(({ ratePlanId }) => ratePlanId));
    },
    lock: async () => catalogues.loaded(ApiCatalogue.fromState(draft.catalogue)),
    async inLiveUse(now) {
      const live = [...draft.applications.values()].flatMap((application) =>
        application.grants.flatMap((grant) =>
          grant.keys
            .filter((key) => isInLiveUse(key, grant, application, now))
            .map(({ productId }) => ({ productId, environmentId: grant.environmentId })),
        ),
      );
      return {
        productIds: new Set(live.map(({ productId }) => productId)),
        environmentIds: new Set(live.map(({ environmentId }) => environmentId)),
      };
    },
  };
}

function registrations({
  developers,
  partners,
  applications,
  catalogue,
}: Pick<Transaction, "developers" | "partners" | "applications" | "catalogue">): Registrations {
  return {
    prospect: async ({ developerId, partnerId }, { productIds, environmentIds }) => ({
      existing: partnerId ? await applications.countOfPartner(partnerId) : 0,
      developer: await developers.read(developerId),
      partner: partnerId ? await partners.read(partnerId, [developerId]) : null,
      terms: await catalogue.currentTerms(),
      selection: {
        products: await catalogue.products(productIds),
        environments: await catalogue.environments(environmentIds),
      },
    }),
  };
}

function accessTokens(draft: Store, tokens: Tracked<AccessTokenState, AccessToken>): AccessTokens {
  const of = (whose: TokenOwner) =>
    [...draft.tokens.values()].filter(({ owner }) =>
      owner.kind === "DEVELOPER"
        ? "developerId" in whose && owner.developerId === whose.developerId
        : "partnerId" in whose && owner.partnerId === whose.partnerId,
    );
  const own = (developerId: Id<"dev">) => of({ developerId });
  const one = (among: readonly AccessTokenState[], tokenId: Id<"pat">) => {
    const state = among.find(({ id }) => id === tokenId);
    return state ? tokens.loaded(AccessToken.fromState(state)) : null;
  };
  return {
    lock: async (tokenId, { developerId, partnerId }) =>
      one([...own(developerId), ...(partnerId ? of({ partnerId }) : [])], tokenId),
    hold: async (tokenId) => one([...draft.tokens.values()], tokenId),
    async lockByHash(hashes) {
      const state = [...draft.tokens.values()].find(({ hash }) => hashes.includes(hash));
      return state ? tokens.loaded(AccessToken.fromState(state)) : null;
    },
    countLive: async (whose, now) => of(whose).filter((token) => isLive(token, now)).length,
    add: (token) => tokens.added(token),
    lockLive: async (developerId, now) =>
      own(developerId)
        .filter((token) => isLive(token, now))
        .map((state) => tokens.loaded(AccessToken.fromState(state))),
    lockAll: async (whose) => of(whose).map((state) => tokens.loaded(AccessToken.fromState(state))),
  };
}

function gatewayTokensOf(draft: Store, tokens: Tracked<GatewayTokenState, GatewayToken>): GatewayTokens {
  return {
    async lock(tokenId) {
      const state = draft.gatewayTokens.get(tokenId);
      return state ? tokens.loaded(GatewayToken.fromState(state)) : null;
    },
    async lockByHash(hashes) {
      const state = [...draft.gatewayTokens.values()].find(({ hash }) => hashes.includes(hash));
      return state ? tokens.loaded(GatewayToken.fromState(state)) : null;
    },
    countLive: async (environmentId, now) =>
      [...draft.gatewayTokens.values()].filter(
        (token) => token.environmentId === environmentId && isLiveToken(token, now),
      ).length,
    add: (token) => tokens.added(token),
  };
}

function operators(draft: Store, roles: Tracked<OperatorRoleState, OperatorRole>): Operators {
  return {
    async lock(email) {
      const developer = [...draft.developers.values()].find((each) => each.email === email);
      const grantedAt = draft.operators.get(email) ?? null;
      return roles.loaded(OperatorRole.fromState({ email, developerId: developer?.id ?? null, grantedAt }));
    },
  };
}

function savePartner(draft: Store, state: PartnerState): void {
  const saved = new Map(
    (draft.partners.get(state.id)?.members ?? []).map((member) => [member.developerId, member]),
  );
  for (const developerId of draft.loaded.get(state.id) ?? []) {
    saved.delete(developerId);
    if (state.members.some((member) => member.developerId === developerId)) continue;
    draft.left.set(`${state.id} ${developerId}`, state.updatedAt);
  }
  for (const member of state.members) saved.set(member.developerId, member);
  draft.partners.set(state.id, { ...state, members: [...saved.values()] });
}

function saveApplication(draft: Store, state: ClientApplicationState): void {
  if (isNameTaken(draft, state))
    refuse("NAME_TAKEN", "Another application of your company has this name.", ["name"]);
  draft.applications.set(state.id, state);
}

interface Named {
  readonly id: Id<"app"> | undefined;
  readonly partnerId: Id<"prt">;
  readonly name: string;
}

function isNameTaken({ applications }: Store, one: Named): boolean {
  const own = nameKeys(one.name, prototypes);
  return [...applications.values()].some(({ id, partnerId, name }) => {
    const { folded, skeleton } = nameKeys(name, prototypes);
    const isSame = folded === own.folded || skeleton === own.skeleton;
    return id !== one.id && partnerId === one.partnerId && isSame;
  });
}
