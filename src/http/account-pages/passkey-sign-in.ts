import type { Browser, Refusal } from "./browser.js";

/** Lets the page's button `passkey` sign in with one, and leads on. Runs in the browser. */
export function passkeySignIn({ goTo }: { readonly goTo: string }): void {
  const browser = globalThis as unknown as Browser;
  const button = browser.document.getElementById("passkey");
  const refusal = browser.document.getElementById("passkey-refusal");
  const parse = browser.PublicKeyCredential?.parseRequestOptionsFromJSON?.bind(browser.PublicKeyCredential);
  button.hidden = parse === undefined;

  button.addEventListener("click", async () => {
    if (!parse) return;
    refusal.textContent = "";
    button.disabled = true;
    try {
      const asked = await fetch("/api/auth/passkey/generate-authenticate-options");
      const publicKey = parse((await asked.json()) as object);
      const credential = await browser.navigator.credentials.get({ publicKey });
      const response = await fetch("/api/auth/passkey/verify-authentication", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ response: credential?.toJSON() }),
      });
      if (response.ok) browser.location.assign(goTo);
      else {
        const { message } = (await response.json().catch(() => ({}))) as Refusal;
        refusal.textContent = message ?? "It did not work. Please try again.";
      }
    } catch {
      refusal.textContent = "No passkey was used. Please try again, or sign in another way.";
    }
    button.disabled = false;
  });
}
