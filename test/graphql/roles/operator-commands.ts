import type { Cast, Subject } from "./cast.js";
import { type CommandRow, everybody } from "./commands.js";

/** R17: staff of the platform alone, whoever owns what. */
const operators = {
  ...(Object.fromEntries(
    Object.keys(everybody).map((role) => [
      role,
      role.startsWith("company ") ? "FORBIDDEN" : "NOT_AN_OPERATOR",
    ]),
  ) as typeof everybody),
  "signed out": "UNAUTHENTICATED",
  operator: "OK",
  "token READ": "FORBIDDEN",
};

async function undecided({ requestId }: Subject, { story }: Cast) {
  const sql = "update access_request set verdict = null, decided_at = null where id = $1";
  await story.services.pool.query(sql, [requestId]);
  return undefined;
}

let count = 0;
const slug = () => `made-${++count}`;
/** Of nobody, so that no role is stopped. */
async function aPartner(_: Subject, { story }: Cast) {
  const { pool, ids } = story.services;
  const id = ids.next("prt");
  await pool.query(
    "insert into partner (id, joining_policy, created_at, updated_at) values ($1, 'OPEN', now(), now())",
    [id],
  );
  await pool.query("insert into partner_domain (domain, partner_id) values ($1, $2)", [
    `${slug()}.example`,
    id,
  ]);
  return { id };
}

/** Of an environment that nobody asks about, where there are as many as it takes. */
async function aGatewayToken(_: Subject, { story }: Cast) {
  const { pool, ids } = story.services;
  const id = ids.next("gwt");
  await pool.query(
    `insert into gateway_token (id, environment_id, name, hash, preview, created_at, expires_at)
     values ($1, $2, 'Edge', $1, 'ptc_gw_…', now(), now() + interval '1 day')`,
    [id, story.catalogue.uat],
  );
  return { id };
}

const partner = { selection: "partner { id }", outcomes: operators } as const;
const grant = { selection: "grant { id }", outcomes: operators, reference: "grantId" } as const;

/** What is the operators'. */
export const operatorRows: readonly CommandRow[] = [
  {
    ...grant,
    mutation: "approveAccess",
    before: undecided,
    input: ({ requestId }) => ({ accessRequestId: requestId }),
  },
  {
    ...grant,
    mutation: "rejectAccess",
    before: undecided,
    input: ({ requestId }) => ({ accessRequestId: requestId, reason: "No." }),
  },
  {
    mutation: "seeAccessChanges",
    input: ({ requestId }) => ({ accessRequestId: requestId }),
    selection: "accessRequest { id }",
    outcomes: operators,
  },
  {
    ...partner,
    mutation: "suspendPartner",
    before: aPartner,
    input: (_, __, { id }) => ({ partnerId: id, reason: "Fraud." }),
  },
  {
    ...partner,
    mutation: "resumePartner",
    before: aPartner,
    input: (_, __, { id }) => ({ partnerId: id, reason: "Settled." }),
  },
  {
    ...partner,
    mutation: "appointAdmin",
    input: (_, { partnerId, ids }) => ({ partnerId, developerId: ids.admin, reason: "They asked." }),
  },
  {
    mutation: "endAccess",
    input: (_, { ids }) => ({ developerId: ids["second co-owner"], reason: "Stolen." }),
    selection: "developer { id }",
    outcomes: operators,
  },
  { ...grant, mutation: "retryProvisioning", input: ({ grantId }) => ({ grantId }) },
  {
    mutation: "giveRatePlan",
    input: ({ id }, { story }) => ({
      clientApplicationId: id,
      apiProduct: { id: story.catalogue.accounts },
      ratePlanId: null,
    }),
    selection: "clientApplication { id }",
    outcomes: operators,
  },
  {
    mutation: "createApiProduct",
    input: () => ({ slug: slug(), name: "Made", description: "Is made.", apis: [] }),
    selection: "apiProduct { id }",
    outcomes: operators,
  },
  {
    mutation: "updateApiProduct",
    input: (_, { story }) => ({ apiProduct: { id: story.catalogue.transfers }, name: "Transfers" }),
    selection: "apiProduct { id }",
    outcomes: operators,
  },
  {
    mutation: "createApiEnvironment",
    input: () => ({
      slug: slug(),
      name: "Made",
      institution: "3rd Party Bank",
      tier: "TEST",
      apiBaseUrl: "https://made.example",
      accessPolicy: "AUTOMATIC",
      secretRetrieval: "ONCE",
    }),
    selection: "apiEnvironment { id }",
    outcomes: operators,
  },
  {
    mutation: "updateApiEnvironment",
    input: (_, { story }) => ({ apiEnvironment: { id: story.catalogue.uat }, name: "UAT" }),
    selection: "apiEnvironment { id }",
    outcomes: operators,
  },
  {
    mutation: "createGatewayToken",
    input: (_, { story }) => ({
      environmentId: story.catalogue.development,
      name: "Edge",
      expiresInDays: 1,
    }),
    selection: "value gatewayToken { id } apiEnvironment { id }",
    outcomes: { ...operators, "token WRITE": "FORBIDDEN" },
  },
  {
    mutation: "revokeGatewayToken",
    before: aGatewayToken,
    input: (_, __, { id }) => ({ gatewayTokenId: id }),
    selection: "gatewayToken { id } apiEnvironment { id }",
    outcomes: operators,
  },
  {
    mutation: "chooseEnvironmentGateway",
    input: () => ({ apiEnvironment: { slug: "development" } }),
    selection: "apiEnvironment { id gatewayKind }",
    outcomes: operators,
  },
  {
    // The last row: from then on nobody is ready to register.
    mutation: "publishTerms",
    input: () => ({ version: slug() }),
    selection: "terms { version }",
    outcomes: operators,
  },
];
