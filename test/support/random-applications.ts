import fc, { type Arbitrary } from "fast-check";
import type {
  AccessGrantState,
  AccessRequestState,
  ApiKeyState,
  ClientApplicationState,
} from "../../src/domain/client-application/state.js";
import type { Id } from "../../src/domain/id.js";
import {
  AccessGrantRow,
  AccessRequestRow,
  ApiKeyRow,
  ClientApplicationRow,
} from "../../src/infrastructure/persistence/entities/client-application.js";
import { PartnerRow } from "../../src/infrastructure/persistence/entities/partner.js";
import type { Em } from "../../src/infrastructure/persistence/orm.js";
import {
  applicationRow,
  grantRow,
  keyRow,
  requestRow,
} from "../../src/infrastructure/persistence/repositories/client-application-rows.js";
import { now } from "./domain.js";

const hour = 3_600_000;
/** On both sides of now, and just then. */
export const instant = fc.constantFrom(
  ...[-hour, -1, 0, 1, hour].map((offset) => new Date(now.getTime() + offset)),
);
export const maybe = fc.option(instant, { freq: 2 });
export const developers: Id<"dev">[] = ["dev_1", "dev_2", "dev_3"];
const products: Id<"prd">[] = ["prd_1", "prd_2", "prd_3"];

const key = fc.record({
  productId: fc.constantFrom(...products),
  revokedAt: maybe,
  expiresAt: maybe,
  provisionedAt: maybe,
});
const request = fc.record({
  productIds: fc.subarray(products, { minLength: 1 }),
  verdict: fc.option(fc.constantFrom("APPROVED", "REJECTED")),
  changedDetails: fc.subarray(["name", "siteUrl"] as const),
});
/** Facts of an application that rules depend on, in every combination; `saved` makes states of them. */
export const application: Arbitrary<Drawn> = fc.record({
  owners: fc.shuffledSubarray(developers, { minLength: 1 }),
  deactivatedAt: maybe,
  isPartnerSuspended: fc.boolean(),
  grants: fc.array(
    fc.record({ requests: fc.array(request, { maxLength: 3 }), keys: fc.array(key, { maxLength: 4 }) }),
    {
      maxLength: 2,
    },
  ),
});

export interface Drawn {
  owners: Id<"dev">[];
  deactivatedAt: Date | null;
  isPartnerSuspended: boolean;
  grants: {
    requests: {
      productIds: Id<"prd">[];
      verdict: "APPROVED" | "REJECTED" | null;
      changedDetails: ("name" | "siteUrl")[];
    }[];
    keys: Pick<ApiKeyState, "productId" | "revokedAt" | "expiresAt" | "provisionedAt">[];
  }[];
}

/** Puts applications of these facts into the database, and gives their states. */
export async function saved(drawn: readonly Drawn[], em: Em): Promise<ClientApplicationState[]> {
  const states = drawn.map(stateOf);
  const grants = states.flatMap((state) => state.grants.map((grant) => ({ state, grant })));
  const requests = grants.flatMap(({ state, grant }) =>
    grant.requests.map((each) => requestRow(state, grant, each)),
  );
  const keys = grants.flatMap(({ state, grant }) => grant.keys.map((each) => keyRow(state, grant, each)));
  await em.insertMany(PartnerRow, [partner(going, null), partner(suspended, now)]);
  await em.insertMany(ClientApplicationRow, states.map(applicationRow));
  if (grants.length > 0)
    await em.insertMany(
      AccessGrantRow,
      grants.map(({ state, grant }) => grantRow(state.id, grant)),
    );
  if (requests.length > 0) await em.insertMany(AccessRequestRow, requests);
  if (keys.length > 0) await em.insertMany(ApiKeyRow, keys);
  return states;
}

const [going, suspended] = ["prt_1", "prt_2"] as const;

function partner(id: Id<"prt">, suspendedAt: Date | null) {
  const suspensionReason = suspendedAt && "Fraud.";
  return {
    id,
    joiningPolicy: "OPEN",
    suspendedAt,
    suspensionReason,
    createdAt: now,
    updatedAt: now,
  } as const;
}

function stateOf(
  { owners: [ownerId = "dev_", ...coOwnerIds], deactivatedAt, isPartnerSuspended, grants }: Drawn,
  index: number,
): ClientApplicationState {
  const id: Id<"app"> = `app_${index}`;
  return {
    id,
    partnerId: isPartnerSuspended ? suspended : going,
    name: `Application ${index}`,
    description: "",
    type: "WEB",
    authentication: "AUTHORIZATION_CODE",
    siteUrl: null,
    redirectUrls: [],
    productIds: [],
    ownerId,
    coOwnerIds,
    deactivatedAt,
    isPartnerSuspended,
    ratePlans: [],
    version: 1,
    createdAt: now,
    updatedAt: now,
    grants: grants.map(({ requests, keys }, place): AccessGrantState => {
      const own = `${id}_${place}`;
      return {
        id: `grt_${own}`,
        environmentId: `env_${place}`,
        requests: requests.map(
          ({ verdict, ...facts }, at): AccessRequestState => ({
            id: `req_${own}_${at}`,
            requestedAt: now,
            note: null,
            decision: verdict && { verdict, at: now, reason: null, byId: null },
            ...facts,
          }),
        ),
        credentials: null,
        keys: keys.map(
          (facts, at): ApiKeyState => ({
            id: `key_${own}_${at}`,
            secret: null,
            issuedAt: facts.provisionedAt,
            lastShownAt: null,
            networks: [],
            leakedAt: null,
            ...facts,
          }),
        ),
      };
    }),
  };
}
