/** READ: queries. WRITE: mutations too. SECRETS: also reveal and rotate. Each includes those before it. */
export const accessTokenScopes = ["READ", "WRITE", "SECRETS"] as const;
export type AccessTokenScope = (typeof accessTokenScopes)[number];

/** Whether scopes cover one that is needed. */
export function covers(scopes: readonly AccessTokenScope[], needed: AccessTokenScope): boolean {
  const rank = accessTokenScopes.indexOf(needed);
  return scopes.some((scope) => accessTokenScopes.indexOf(scope) >= rank);
}
