import { refuse, together } from "../domain-error.js";
import { webAddress } from "../web-address.js";

/** What enforces keys in an environment: gateways that ask Portico, or one that has to be told. */
export type GatewayKind = "BUILT_IN" | "KONG";

/** What Portico needs to tell a Kong gateway. */
export interface KongSettings {
  /** Where its Admin API is. */
  readonly adminUrl: string;
  /** Sent as `Kong-Admin-Token`; null where the Admin API takes none. */
  readonly token: string | null;
}

/** Settings as they are kept at rest (R34). */
export interface SealedSettings {
  readonly ciphertext: string;
  readonly keyId: string;
}

/** The one of an environment. Sealed settings are null exactly for the one that comes with Portico. */
export type EnvironmentGateway =
  | { readonly kind: "BUILT_IN"; readonly settings: null }
  | { readonly kind: "KONG"; readonly settings: SealedSettings };

export const builtIn: EnvironmentGateway = { kind: "BUILT_IN", settings: null };

/** In stored form: the address without a slash at its end. Throws INVALID for both at once. */
export function checkedKong({ adminUrl, token }: KongSettings): KongSettings {
  const [url, secret] = together(
    () => adminAddress(adminUrl),
    () => adminToken(token),
  );
  return { adminUrl: url, token: secret };
}

function adminAddress(text: string): string {
  const path = ["kong", "adminUrl"];
  const address = webAddress(text, "The address of Kong's Admin API", path);
  const { search, hash } = new URL(address);
  if (search || hash)
    refuse("INVALID", "The address of Kong's Admin API has neither query nor fragment.", path);
  return address.replace(/\/+$/, "");
}

/** What a header can carry (RFC 9110 §5.5). */
function adminToken(text: string | null): string | null {
  if (!text?.trim()) return null;
  if (/^[\x21-\x7e]{1,1000}$/.test(text.trim())) return text.trim();
  return refuse("INVALID", "The token is 1 to 1,000 visible ASCII characters without blanks.", [
    "kong",
    "token",
  ]);
}
