import { expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Acting } from "../../src/domain/client-application/acting.js";
import { ClientApplication } from "../../src/domain/client-application/client-application.js";
import { laterKeys } from "../../src/domain/client-application/credentials.js";
import { onApplication, onGrant, onKey } from "../../src/domain/client-application/permissions.js";
import type { ApiKeyState, ClientApplicationState } from "../../src/domain/client-application/state.js";
import { refusalOf } from "../../src/domain/domain-error.js";
import type { Id } from "../../src/domain/id.js";
import type { Member } from "../../src/domain/partner/partner.js";
import {
  accounts,
  ada,
  bob,
  catalogue,
  company,
  cyd,
  developer,
  development,
  ids,
  issuer,
  live,
  mallory,
  memberOf,
  now,
  ready,
  transfers,
} from "../support/domain.js";

const dan = developer("dev_dan");
const partner = company(ada, bob, cyd, dan);
/** Ada is an ADMIN; Dan never owns anything. */
const members = [ada, bob, cyd, dan].map((each) => memberOf(each, partner));
const gone: Id<"dev"> = "dev_gone";
const departed = partner.formerMember(gone);
const base = live().state;
const [grant] = base.grants;
const secret = grant?.keys[0]?.secret ?? null;

const hour = 3_600_000;
// Null half of the time: what is neither revoked nor shown has to come up in every run.
const instant = fc.option(
  fc.constantFrom(-hour, 0, hour).map((offset) => new Date(now.getTime() + offset)),
  { freq: 2 },
);
const kept = { secret: fc.constantFrom(null, secret), revokedAt: instant, lastShownAt: instant };
const keys = fc
  .array(fc.record({ ...kept, expiresAt: instant, productId: fc.constantFrom(accounts.id, transfers.id) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((drawn) =>
    drawn.map(
      (facts, index): ApiKeyState => ({
        id: `key_${index}`,
        issuedAt: now,
        provisionedAt: now,
        networks: [],
        leakedAt: null,
        ...facts,
      }),
    ),
  );
const credentials = fc.option(
  fc.record(kept).map((facts) => ({
    clientId: "cli_1" as const,
    issuedAt: now,
    provisionedAt: now,
    retiring: null,
    clientKeys: null,
    leakedAt: null,
    ...facts,
  })),
);

const application = fc
  .record({
    ownerId: fc.constantFrom<Id<"dev">>(ada.id, bob.id, gone),
    coOwners: fc.subarray<Id<"dev">>([ada.id, bob.id, cyd.id]),
    isFull: fc.boolean(),
    isPartnerSuspended: fc.boolean(),
    deactivatedAt: instant,
    keys,
    credentials,
    verdict: fc.constantFrom("APPROVED", "REJECTED", null),
  })
  .map(({ ownerId, coOwners, isFull, keys, credentials, verdict, ...facts }): ClientApplicationState => {
    const others = Array.from({ length: isFull ? 17 : 0 }, (_, index): Id<"dev"> => `dev_${index}`);
    const decision = verdict && { verdict, at: now, reason: null, byId: null };
    const requests = (grant?.requests ?? []).map((request) => ({ ...request, decision }));
    return {
      ...base,
      ...facts,
      partnerId: partner.id,
      ownerId,
      coOwnerIds: [...coOwners, ...others].filter((id) => id !== ownerId),
      grants: [{ id: "grt_1", environmentId: development.id, requests, credentials, keys }],
    };
  });

const viewers = fc.constantFrom<Member>(...members, mallory);
const retrievals = fc.constantFrom("ONCE" as const, "REPEATABLE" as const);
const making = () => ({ newId: ids(), now });

/** The code with which it is refused; null when it is not. */
const codeOf = (act: () => unknown) => refusalOf(act)?.code ?? null;
const does = (state: ClientApplicationState, act: (application: ClientApplication) => unknown) =>
  codeOf(() => act(ClientApplication.fromState(state)));

type Command = (it: ClientApplication, by: Member) => unknown;
const someoneElse = ({ state }: ClientApplication, by: Member) =>
  state.coOwnerIds.find((id) => id !== by.developerId);
const heir = ({ state }: ClientApplication) => {
  const isOrphaned = state.ownerId === gone && state.coOwnerIds.length === 0;
  return members.find(({ developerId }) => isOrphaned || state.coOwnerIds.includes(developerId));
};
const departure = ({ state }: ClientApplication) => (state.ownerId === gone ? departed : null);

/** With input that nobody could object to. */
const commands: Readonly<Record<keyof typeof onApplication, Command>> = {
  edit: (it, by) => {
    const attempt = {
      ready: () => ready,
      expectedVersion: it.state.version,
      edit: { description: "Other." },
    };
    it.edit(by, attempt, catalogue, making());
  },
  addCoOwner: (it, by) => it.addCoOwner(by, memberOf(dan, partner), now),
  removeCoOwner: (it, by) => it.removeCoOwner(by, someoneElse(it, by) ?? gone, now),
  ceaseToCoOwn: (it, by) => it.removeCoOwner(by, by.developerId, now),
  transferOwnership: (it, by) => it.transferOwnership(by, heir(it) as Member, departure(it), now),
  reveal: (it, by) => it.revealApiKey(by, "key_0", "REPEATABLE", now),
  rotate: (it, by) => it.rotateApiKey(by, "key_0", 0, making()),
  revoke: (it, by) => it.revokeApiKey(by, "key_0", now),
  requestAccessAgain: (it, by) =>
    it.requestAccessAgain(by, it.state.grants[0]?.requests[0]?.id ?? "req_", "Please.", now),
  deactivate: (it, by) => it.deactivate(by, now),
  restore: (it, by) => it.restore(by, now),
  delete: (it, by) => it.delete(by, it.state.name, now),
};

/** Where the rest depends on which key, or which request. */
const rightsAlone = new Set(["reveal", "rotate", "revoke", "requestAccessAgain"]);
const rights = ["NOT_FOUND", "NOT_AN_OWNER", "PARTNER_SUSPENDED"];

it.each(Object.keys(commands) as (keyof typeof commands)[])(
  "R21 whether one may %s is what the command says",
  (name) => {
    fc.assert(
      fc.property(application, viewers, (state, by) => {
        const it = ClientApplication.fromState(state);
        if (name === "removeCoOwner") fc.pre(someoneElse(it, by) !== undefined);
        if (name === "transferOwnership") fc.pre(heir(it) !== undefined);
        const check: (state: ClientApplicationState, by: Acting, ownerHasLeft: boolean) => void =
          onApplication[name];
        const foreseen = codeOf(() => check(state, by, state.ownerId === gone));
        const said = does(state, (it) => commands[name](it, by));
        const expected = rightsAlone.has(name) && !rights.includes(String(said)) ? null : said;
        expect(foreseen).toBe(expected);
      }),
      { numRuns: 300 },
    );
  },
);

/** Of each credential: what is foreseen, and what the command says. */
const ofCredentials = {
  "reveal a key": (state, by, key, retrieval) => [
    () => onKey.reveal(state, by, key, retrieval),
    (it) => it.revealApiKey(by, key.id, retrieval, now),
  ],
  "rotate a key": (state, by, key) => {
    const later = laterKeys(state.grants[0]?.keys ?? [], key);
    return [
      () => onKey.rotate(state, by, { key, later }, now),
      (it) => it.rotateApiKey(by, key.id, 0, making()),
    ];
  },
  "limit a key to networks": (state, by, key) => [
    () => onKey.limit(state, by, key),
    (it) => it.limitApiKey(by, { apiKeyId: key.id, networks: ["192.0.2.0/24"] }, now),
  ],
  "revoke a key": (state, by, key) => [
    () => onKey.revoke(state, by, key),
    (it) => it.revokeApiKey(by, key.id, now),
  ],
  "reveal a client secret": (state, by, _, retrieval) => [
    () => onGrant.revealClientSecret(state, by, state.grants[0]?.credentials ?? null, retrieval),
    (it) => it.revealClientSecret(by, "grt_1", retrieval, now),
  ],
  "rotate a client secret": (state, by) => [
    () => onGrant.rotateClientSecret(state, by, state.grants[0]?.credentials ?? null),
    (it) => it.rotateClientSecret(by, "grt_1", 0, { issuer: issuer(), now }),
  ],
  "set keys of a client": (state, by) => [
    () => onGrant.setClientKeys(state, by, state.grants[0]?.credentials ?? null),
    (it) => it.setClientKeys(by, "grt_1", null, now),
  ],
  "revoke all of a grant": (state, by) => [
    () =>
      onGrant.revokeCredentials(state, by, state.grants[0]?.credentials ?? null, state.grants[0]?.keys ?? []),
    (it) => it.revokeGrantCredentials(by, "grt_1", now),
  ],
} satisfies Record<
  string,
  (
    state: ClientApplicationState,
    by: Member,
    key: ApiKeyState,
    retrieval: "ONCE" | "REPEATABLE",
  ) => [foreseen: () => void, command: (it: ClientApplication) => unknown]
>;

it.each(Object.entries(ofCredentials))(
  "R19 R27 R28 R40 whether one may %s is what the command says",
  (_, pair) => {
    const seen = new Set<string | null>();
    fc.assert(
      fc.property(application, viewers, fc.nat(3), retrievals, (state, by, index, retrieval) => {
        const [first, ...more] = state.grants[0]?.keys ?? [];
        const key = [first, ...more][index] ?? first;
        if (!key) return;
        const [foreseen, command] = pair(state, by, key, retrieval);
        const code = codeOf(foreseen);
        seen.add(code);
        expect(code).toBe(does(state, command));
      }),
      { numRuns: 500 },
    );
    // Neither would mean anything if all of it were refused, or none.
    expect(seen.size).toBeGreaterThan(3);
    expect(seen).toContain(null);
  },
);
