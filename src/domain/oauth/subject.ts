/**
 * Whether whoever comes may be called so: at most 255 characters of ASCII (OpenID Connect Core 1.0 §2) that a header carries as
 * they are, since that is where APIs are told (RFC 9110 §5.5).
 */
export const isSubject = (name: string): boolean =>
  /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(name);
