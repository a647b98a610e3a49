const applicationFields = `id name type status createdAt owner { id displayName } coOwners { id displayName } products { id name }
  grants { status environment { id name } apiKeys { id status preview product { id name } } }`;

export const graphqlOf = {
  applications: (
    first: number,
  ) => `{ me { id displayName partner { details { legalName } domains applications(first: ${first}) {
    totalCount edges { cursor node { ${applicationFields} } } pageInfo { hasNextPage endCursor } } } } }`,
  one: `query ($id: ID!) { clientApplication(id: $id) {
    id name description type authentication siteUrl redirectUrls version createdAt updatedAt status viewerIsOwner
    owner { id displayName email } coOwners { id displayName email }
    products { id slug name description apis { name version documentationUrl } }
    grants { id status requestedAt decidedAt decisionReason requestNote
      environment { id slug name institution tier apiBaseUrl accessPolicy secretRetrieval }
      clientCredentials { clientId hasSecret secretPreview issuedAt retiringSecretExpiresAt }
      apiKeys { id status preview issuedAt expiresAt lastUsedAt revokedAt product { id name } } }
    activity(first: 20) { totalCount edges { node { id at summary actor { id displayName } address } } }
    deletionImpact { liveKeys environments coOwners } } }`,
  catalogue: `{
    apiProducts(first: 50) { totalCount edges { node { id slug name description isOpen
      apis { name version documentationUrl } embeds { id name } } } }
    apiEnvironments(first: 50) { totalCount edges { node {
      id slug name institution tier apiBaseUrl accessPolicy secretRetrieval isOpen } } }
    currentTerms { version url } }`,
  requests: `{ accessRequests(first: 20, filter: { status: AWAITING_APPROVAL }) { totalCount
    edges { cursor node { partner { id details { legalName } domains }
      application { id name type owner { id displayName email } products { id name } }
      grant { id requestedAt status requestNote environment { id name } } } }
    pageInfo { hasNextPage endCursor } } }`,
};

const names: Readonly<Record<string, string>> = {
  rowId: "id",
  partnerDomains: "domains",
  clientApplications: "applications",
  accessGrantsByApplicationId: "grants",
  apiKeysByGrantId: "apiKeys",
};

/** PostGraphile makes its own names from those of tables and columns. */
export const postgraphileOf = {
  applications: (
    first: number,
  ) => `{ me { rowId displayName partner { legalName partnerDomains(orderBy: [DOMAIN_ASC]) { nodes { domain } }
    clientApplications(first: ${first}, orderBy: [NAME_KEY_ASC, ROW_ID_ASC]) { totalCount edges { cursor node {
      rowId name type status createdAt owner { rowId displayName } coOwners { rowId displayName } products { rowId name }
      accessGrantsByApplicationId(orderBy: [ROW_ID_ASC]) { nodes { status environment { rowId name }
        apiKeysByGrantId(orderBy: [ROW_ID_ASC]) { nodes { rowId status preview product { rowId name } } } } } } }
      pageInfo { hasNextPage endCursor } } } } }`,

  asOthers(answer: unknown): unknown {
    const { data } = renamed(answer) as { data: { me: { partner: Record<string, unknown> } & object } };
    const { legalName, domains, applications } = data.me.partner;
    return { data: { me: { ...data.me, partner: { details: { legalName }, domains, applications } } } };
  },
};

/** Page of applications, as that server wants it asked. */
export function pageOfApplications(server: string, first: number): string {
  return (server === "postgraphile" ? postgraphileOf : graphqlOf).applications(first);
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== "object" || value === null) return value;
  if ("nodes" in value) return renamed(value.nodes);
  if (Object.keys(value).join() === "domain") return Object.values(value)[0];
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      names[key] ?? key,
      key === "createdAt" ? new Date(each).toISOString() : renamed(each),
    ]),
  );
}
