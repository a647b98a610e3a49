import { post } from "./post";

/** Whether this browser can use one. */
export const hasPasskeys = () =>
  typeof PublicKeyCredential !== "undefined" &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

/** Signs in with a passkey (WebAuthn level 3 §5.1); null when none was used, since the person chose not to. */
export async function passkeyAnswer() {
  const asked = await fetch("/api/auth/passkey/generate-authenticate-options");
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await asked.json());
  const credential = await navigator.credentials.get({ publicKey }).catch(() => null);
  if (!(credential instanceof PublicKeyCredential)) return null;
  return post("/api/auth/passkey/verify-authentication", { response: credential.toJSON() });
}
