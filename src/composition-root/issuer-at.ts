/** Of the authorization server of each environment, by its slug (RFC 8414 §2). */
export const issuerAt = (publicUrl: string) => (environment: string) =>
  `${publicUrl}/environments/${environment}/oauth`;
