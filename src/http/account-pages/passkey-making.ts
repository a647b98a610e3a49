import type { Browser, Refusal } from "./browser.js";

/** Lets the page's form `passkey-new` make a passkey, and leads on. Runs in the browser. */
export function passkeyMaking({ goTo, stepUp }: { readonly goTo: string; readonly stepUp: string }): void {
  const browser = globalThis as unknown as Browser;
  const form = browser.document.getElementById("passkey-new");
  const name = browser.document.getElementById("passkey-name");
  const refusal = browser.document.getElementById("passkey-refusal");
  const parse = browser.PublicKeyCredential?.parseCreationOptionsFromJSON?.bind(browser.PublicKeyCredential);
  form.hidden = false;

  async function call(path: string, body?: object): Promise<object | null> {
    const headers = { "content-type": "application/json" };
    const init = body && { method: "POST", headers, body: JSON.stringify(body) };
    const response = await fetch(`/api/auth/passkey${path}`, init);
    const answer = (await response.json().catch(() => ({}))) as Refusal;
    if (response.ok) return answer;
    if (answer.code === "STEP_UP_REQUIRED") browser.location.assign(stepUp);
    refusal.textContent = answer.message ?? "It did not work. Please try again.";
    return null;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    refusal.textContent = parse ? "" : "This browser cannot make passkeys.";
    if (!parse) return;
    try {
      const options = await call("/generate-register-options");
      if (!options) return;
      const credential = await browser.navigator.credentials.create({ publicKey: parse(options) });
      const made = { response: credential?.toJSON(), name: name.value };
      if (await call("/verify-registration", made)) browser.location.assign(goTo);
    } catch {
      refusal.textContent = "No passkey was made. Please try again.";
    }
  });
}
