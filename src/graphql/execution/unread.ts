/**
 * What is read along with applications and shown by these fields alone. Nothing else may look at it: then its fields belong
 * here, or it does not.
 */
const readers: Readonly<Record<string, readonly string[]>> = {
  "applications.description": ["description"],
  "applications.authentication": ["authentication"],
  "applications.siteUrl": ["siteUrl"],
  "applications.redirectUrls": ["redirectUrls"],
  "applications.version": ["version"],
  "applications.isOwnerMember": ["viewerCan"],
  "applications.ratePlans": ["rateLimit"],
  "grants.credentialsRevokedAt": ["viewerCan"],
  "grants.secretLastShownAt": ["viewerCan"],
  "grants.clientId": ["clientCredentials"],
  "grants.secretPreview": ["clientCredentials"],
  "grants.clientKeys": ["clientCredentials"],
  "grants.credentialsIssuedAt": ["clientCredentials"],
  "grants.retiringSecretExpiresAt": ["clientCredentials"],
  "grants.retiringSecretLeakedAt": ["clientCredentials"],
  "grants.secretLeakedAt": ["clientCredentials"],
  "requests.id": ["requests"],
  "requests.requestedAt": ["requestedAt", "requests"],
  "requests.note": ["requestNote", "requests"],
  "requests.decisionReason": ["decisionReason", "requests"],
  "requests.changedDetails": ["requests"],
  "keys.lastShownAt": ["viewerCan"],
  "keys.issuedAt": ["issuedAt"],
  "keys.leakedAt": ["leakedAt"],
  "keys.networks": ["networks"],
  "keys.lastUsedAt": ["lastUsedAt"],
  "developers.jobTitle": ["profile"],
  "developers.phone": ["profile"],
  "developers.termsVersion": ["termsAcceptance"],
  "developers.termsAcceptedAt": ["termsAcceptance"],
  "developers.partnerId": ["partner", "joining"],
  "developers.role": ["role", "viewerCan"],
  "developers.declinedAt": ["joining"],
  "developers.joiningPolicy": ["joining"],
  "products.slug": ["slug"],
  "products.description": ["description"],
  "products.embedIds": ["embeds"],
  "products.ratePlans": ["ratePlans", "defaultRatePlan", "rateLimit"],
  "products.isOpen": ["isOpen"],
  "environments.slug": ["slug", "oauthIssuer", "tokenEndpoint"],
  "environments.institution": ["institution"],
  "environments.tier": ["tier"],
  "environments.apiBaseUrl": ["apiBaseUrl"],
  "environments.accessPolicy": ["accessPolicy"],
  "environments.secretRetrieval": ["secretRetrieval"],
  "environments.endUserSignIn": ["endUserSignIn"],
  "environments.signInProvider": ["signInProvider"],
  "environments.oauthProfile": ["oauthProfile", "clientAuthentications"],
  "environments.verificationWhenUnavailable": ["verificationWhenUnavailable"],
  "environments.gatewayKind": ["gatewayKind"],
  "environments.whenKeyLeaks": ["whenKeyLeaks"],
  "environments.keyLifetimes": ["keyLifetimes"],
  "environments.isOpen": ["isOpen"],
  "partners.domains": ["domains", "viewerCan"],
  "partners.domainsProven": ["domainsProven", "viewerCan"],
};

/** Fields that look at nothing of the above. */
const others = [
  ["__typename", "id", "name", "type", "status", "createdAt", "updatedAt", "email", "displayName"],
  ["me", "details", "legalName", "applications", "clientApplication"],
  ["clientApplications", "accessRequests", "provisioningFailures", "application", "grant"],
  ["note", "changedSinceDecision", "since", "lastFailedAt", "lastError", "nextTryAt"],
  ["totalCount", "edges", "nodes", "node", "cursor"],
  ["pageInfo", "hasNextPage", "hasPreviousPage", "startCursor", "endCursor"],
  ["viewerIsOwner", "owner", "coOwners"],
  [
    "products",
    "product",
    "grants",
    "environment",
    "apiKeys",
    "preview",
    "expiresAt",
    "revokedAt",
    "decidedAt",
    "issuer",
  ],
].flat();

const known = new Set([...others, ...Object.values(readers).flat()]);

/** What fields of these names, wherever they stand in an operation, do not look at: nothing, where one is not known here. */
export function unreadBy(fields: ReadonlySet<string>): string[] {
  if (![...fields].every((field) => known.has(field))) return [];
  return Object.keys(readers).filter((property) => !readers[property]?.some((field) => fields.has(field)));
}
